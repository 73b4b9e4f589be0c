"""Records, entries and sessions for the tests of the store; every entry restores records, so needs no questionnaire."""

from pathlib import Path
from typing import Any, cast

import msgspec

from gapcheck.changes.base import Held, encoded
from gapcheck.changes.entry import Entry, replaced_by, writes_of
from gapcheck.changes.history import Reverted
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.answers import Note
from gapcheck.records.base import Record, Write
from gapcheck.records.evidence import Evidence
from gapcheck.store.folder import FolderStore

NO_QUESTIONNAIRE = cast(Questionnaire, None)
AT = "2026-11-21T09:00:00+01:00"
HOSTILE = (
    "[bold]x[/] [/] =HYPERLINK(\"http://x\") <script>alert('&amp;')</script> \x1b[31m\x00\r\n\t\u2028 \\u0041 "
    '\u202eשלום العربية 👩‍👩‍👧 e\u0301 {"key": 1} ' + "long " * 4000
)


def full(kind: type[Any], text: str = HOSTILE) -> Any:
    """A record with something in every field."""
    fields = msgspec.inspect.type_info(kind)
    assert isinstance(fields, msgspec.inspect.StructType)
    return kind(**{field.name: _value(field.type, text) for field in fields.fields})


def _value(kind: msgspec.inspect.Type, text: str) -> Any:
    match kind:
        case msgspec.inspect.StrType():
            return text
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.IntType():
            return 7
        case msgspec.inspect.FloatType():
            return 1.5
        case msgspec.inspect.LiteralType():
            return kind.values[-1]
        case msgspec.inspect.VarTupleType():
            return (_value(kind.item_type, text), _value(kind.item_type, text))
        case msgspec.inspect.DictType():
            return {_value(kind.key_type, text): _value(kind.value_type, text)}
        case msgspec.inspect.UnionType():
            return _value(next(t for t in kind.types if not isinstance(t, msgspec.inspect.NoneType)), text)
        case msgspec.inspect.StructType():
            return full(kind.cls, text)
    raise NotImplementedError(kind)


def note(item: str, text: str) -> Note:
    return Note(item=item, text=text)


class Session:
    """An open engagement, as small as can be."""

    def __init__(self, store: FolderStore) -> None:
        self.store = store
        loaded = store.load()
        self.records = loaded.records
        writes: list[Write] = []
        for entry in loaded.unapplied:
            more, self.records = writes_of(
                entry.changes, self.records, NO_QUESTIONNAIRE, at=entry.at, by=entry.by, check=False
            )
            writes += more
        self.replayed = len(loaded.unapplied)
        if loaded.unapplied:
            store.settle(writes, loaded.seq)

    @classmethod
    def open(cls, folder: Path, read_only: bool = False) -> "Session":
        return cls(FolderStore.open(folder, read_only=read_only))

    def save(self, *records: Record) -> Entry:
        """Save records, all in one entry."""
        return self.restore(*(Held(type(record).TABLE, record.key, encoded(record)) for record in records))

    def remove(self, *records: Record) -> Entry:
        return self.restore(*(Held(type(record).TABLE, record.key) for record in records))

    def restore(self, *held: Held) -> Entry:
        change = Reverted(seq=1, direction="redo", restores=held)
        writes, after = writes_of((change,), self.records, NO_QUESTIONNAIRE, at=AT, by="Anna", check=False)
        entry = Entry(
            seq=self.store.head + 1,
            at=AT,
            by="Anna",
            changes=(change,),
            replaced=replaced_by(writes, self.records),
        )
        self.store.append(entry, writes)
        self.records = after
        return entry

    def text(self, item: str) -> str:
        """What the note on an item says."""
        return self.records.table(Note)[item].text

    def close(self) -> None:
        self.store.close()


def with_attachment(digest: str) -> Evidence:
    return Evidence(id="E-1", title="Restore test", attachment=digest, attachment_name="restore.pdf")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that holds data, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".lock")
    }
