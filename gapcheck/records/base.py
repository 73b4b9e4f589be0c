"""What all records share, and the immutable set of them that everything else reads."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import msgspec

R = TypeVar("R", bound="Record")


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is known, under a stable key of ours."""

    TABLE: ClassVar[str] = ""

    rev: int = 0
    """Raised with each change of this record."""
    at: str = ""
    """When it was last changed (ISO 8601 with offset)."""
    by: str = ""
    """Who changed it last."""

    @property
    def key(self) -> str:
        """The stable key within its table."""
        raise NotImplementedError


class Write(msgspec.Struct, frozen=True):
    """One effect of a change: the record that now stands under a key, or None where it was taken away."""

    table: str
    key: str
    record: Record | None


class Records:
    """All records of an engagement at one moment; never changed, only followed by another.

    Tables are plain mappings from key to record. `after` shares what did not change.
    """

    __slots__ = ("_tables",)

    def __init__(self, tables: Mapping[str, Mapping[str, Record]] | None = None) -> None:
        self._tables: dict[str, Mapping[str, Record]] = dict(tables or {})

    def table(self, kind: type[R]) -> Mapping[str, R]:
        """All records of one kind by key, in the order in which they were first recorded."""
        found: Mapping[str, Any] = self._tables.get(kind.TABLE, _EMPTY)
        return found

    def get(self, kind: type[R], key: str) -> R | None:
        """The record of a kind under a key, or None."""
        return self.table(kind).get(key)

    def raw(self, table: str) -> Mapping[str, Record]:
        """A table by its stored name."""
        return self._tables.get(table, _EMPTY)

    def tables(self) -> Mapping[str, Mapping[str, Record]]:
        """Every table that holds something, by stored name."""
        return MappingProxyType(self._tables)

    def after(self, writes: Iterable[Write]) -> "Records":
        """The records once the writes have happened."""
        changed: dict[str, dict[str, Record]] = {}
        for write in writes:
            table = changed.get(write.table)
            if table is None:
                table = changed[write.table] = dict(self._tables.get(write.table, {}))
            if write.record is None:
                table.pop(write.key, None)
            else:
                table[write.key] = write.record
        return Records({**self._tables, **changed})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and {k: v for k, v in self._tables.items() if v} == {
            k: v for k, v in other._tables.items() if v
        }

    __hash__ = None  # type: ignore[assignment]


_EMPTY: Mapping[str, Any] = MappingProxyType({})
