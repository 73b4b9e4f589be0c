"""The database: the current state in a plain TinyDB file that stock TinyDB reads.

Documents carry a `key` of ours beside the fields of the record. TinyDB's numbers are only its own: they are never
stored elsewhere, and they are numbers because stock TinyDB cannot read anything else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from gapcheck.errors import DamagedError, StoreError
from gapcheck.records.base import Record, Records, Write
from gapcheck.records.tables import KIND_OF_TABLE
from gapcheck.store.disk import UNDECODABLE, replace, write_whole
from gapcheck.store.journal import Stamp

NAME = "engagement.json"
FORMAT = 1
META = "_meta"

Rows = dict[int, Any]
"""The documents of a table by TinyDB's numbers; in the file these are texts, as JSON has no other names."""
Data = dict[str, Any]
"""The tables by name, each of them `Rows`."""


class _Meta(msgspec.Struct, frozen=True, kw_only=True):
    format: int
    applied_seq: int
    journal_start: int
    journal_sha256: str


class FileStorage(Storage):
    """A TinyDB storage that reads its file once and replaces it whole, once for everything done in a batch."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: Data | None = None
        self._documents: dict[str, dict[int, tuple[object, bytes]]] = {}
        self._tables: dict[str, bytes] = {}
        self._read = False
        self._in_batch = False

    def read(self) -> Data | None:
        """The tables; None when there is no file yet. Raises OSError, or what decoding raises."""
        if not self._read:
            try:
                self._data = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Rows])
            except FileNotFoundError:
                self._data = None
            self._read = True
        return self._data

    def write(self, data: Data) -> None:
        """Take over the tables; outside a batch they are on the disk when this returns."""
        self._data = data
        self._documents.clear()
        self._tables.clear()
        self._flush_unless_in_batch()

    def change(self, name: str, updater: Callable[[Rows], None]) -> None:
        """Let `updater` change a table where it stands; outside a batch it is on the disk when this returns."""
        data = self.read()
        if data is None:
            data = self._data = {}
        self._tables.pop(name, None)
        updater(data.setdefault(name, {}))
        self._flush_unless_in_batch()

    def forget(self, name: str, numbers: Iterable[int]) -> None:
        """Encode these documents of a table again: they are about to change where they stand."""
        encoded = self._documents.get(name, {})
        for number in numbers:
            encoded.pop(number, None)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What is written inside reaches the disk together at the end. Raises OSError; the file is then as it was."""
        self._in_batch = True
        try:
            yield
        finally:
            self._in_batch = False
        self._flush()

    def _flush_unless_in_batch(self) -> None:
        if not self._in_batch:
            self._flush()

    def _flush(self) -> None:
        parts: list[bytes] = []
        for name, rows in (self._data or {}).items():
            parts += (b",", msgspec.json.encode(name), b":", self._encode(name, rows))
        # An old file after a power cut does no harm: the journal has what it lacks, and opening replays it.
        write_whole(self._path, b"{", *parts[1:], b"}", sync_name=False)

    def _encode(self, name: str, rows: Rows) -> bytes:
        """Only what changed is encoded again: the other tables, and the other documents of this one, are kept."""
        table = self._tables.get(name)
        if table is None:
            known, encode, new = self._documents.get(name, {}), msgspec.json.encode, (None, b"")
            documents = {
                number: old if (old := known.get(number, new))[0] is row else (row, b'"%d":%b' % (number, encode(row)))
                for number, row in rows.items()
            }
            table = b"{%b}" % b",".join([encoded for _, encoded in documents.values()])
            self._documents[name], self._tables[name] = documents, table
        return table


class _LiveTable(Table):
    """A table that is changed where it stands: TinyDB's own builds all of it anew, twice, for each change."""

    def update(self, fields: Any, cond: Any = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        numbers = list(self._rows if doc_ids is None else doc_ids)
        self._files.forget(self.name, numbers)
        return super().update(fields, cond, None if doc_ids is None else numbers)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self._files.change(self.name, updater)
        self.clear_cache()

    @property
    def _files(self) -> FileStorage:
        return cast(FileStorage, self._storage)

    @property
    def _rows(self) -> Rows:
        rows: Rows = (self._files.read() or {}).get(self.name, {})
        return rows


class _TinyDB(TinyDB):
    table_class = _LiveTable


class Database:
    """The records of one engagement in their file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._start()

    def _start(self) -> None:
        self._storage = FileStorage(self._path)
        self._tinydb = _TinyDB(storage=lambda: self._storage)
        self._ids: dict[str, dict[str, int]] = {}

    def load(self) -> tuple[Records, Stamp]:
        """The records, and the line of the journal up to which they are current.

        Without a file both are empty. Raises DamagedError when the file is not what we wrote, StoreError when a newer
        gapcheck wrote it, and OSError when it cannot be read.
        """
        try:
            if self._storage.read() is None:
                return Records(), Stamp()
            stamp = self._load_stamp()
            return Records({name: self._load_table(name) for name in self._tables()}), stamp
        except (*UNDECODABLE, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DamagedError(f"{self._path} is damaged ({error}).") from error

    def apply(self, writes: Sequence[Write], stamp: Stamp) -> None:
        """Let the writes stand, in one replacement of the file. Doing it again changes nothing.

        Raises OSError when the disk refuses: the file is then as it was, and the same writes may be applied later.
        """
        changed: dict[str, dict[str, Record | None]] = {}
        for write in writes:
            changed.setdefault(write.table, {})[write.key] = write.record
        with self._storage.batch():
            for name, records in changed.items():
                self._apply_to(self._tinydb.table(name), self._ids.setdefault(name, {}), records)
            self._save_stamp(stamp)

    def set_aside(self) -> Path:
        """Move a damaged file out of the way and start empty. Returns its new name; raises OSError."""
        number = 1
        while (aside := self._path.with_name(f"{NAME}.damaged-{number}")).exists():
            number += 1
        replace(self._path, aside)
        self._start()
        return aside

    def _tables(self) -> list[str]:
        return [name for name in self._storage.read() or {} if name in KIND_OF_TABLE]

    def _load_stamp(self) -> Stamp:
        documents = self._tinydb.table(META).all()
        if not documents:
            raise ValueError(f"it has no {META} table")
        if documents[0]["format"] > FORMAT:
            raise StoreError(
                f"{self._path} was written by a newer gapcheck (format {documents[0]['format']}, this one reads up to "
                f"{FORMAT}); update gapcheck to open it. Nothing was changed."
            )
        meta = msgspec.convert(dict(documents[0]), _Meta)
        return Stamp(meta.applied_seq, meta.journal_start, meta.journal_sha256)

    def _load_table(self, name: str) -> Mapping[str, Record]:
        documents = self._tinydb.table(name).all()
        kind = KIND_OF_TABLE[name]
        of_kind: list[Record] = msgspec.convert(documents, list[kind])  # type: ignore[valid-type]
        records = {record.key: record for record in of_kind}
        self._ids[name] = {document["key"]: document.doc_id for document in documents}
        if list(records) != list(self._ids[name]):
            raise ValueError(f"keys and records of table {name!r} do not match")
        return records

    def _save_stamp(self, stamp: Stamp) -> None:
        meta = msgspec.to_builtins(
            _Meta(format=FORMAT, applied_seq=stamp.seq, journal_start=stamp.start, journal_sha256=stamp.sha256)
        )
        table = self._tinydb.table(META)
        if not table.update(meta, doc_ids=[1]):
            table.insert(meta)

    @staticmethod
    def _apply_to(table: Table, ids: dict[str, int], records: Mapping[str, Record | None]) -> None:
        """At most three operations however many records: TinyDB rebuilds the table in each."""
        gone = {ids[key]: key for key, record in records.items() if record is None and key in ids}
        kept = {key: _document(key, record) for key, record in records.items() if record is not None and key in ids}
        new = [_document(key, record) for key, record in records.items() if record is not None and key not in ids]

        def rewrite(document: dict[str, Any]) -> None:
            fresh = kept[document["key"]]
            document.clear()  # fields that went back to their defaults must not stay behind
            document.update(fresh)

        if kept:
            wanted = [ids[key] for key in kept]
            _expect(table, wanted, table.update(rewrite, doc_ids=wanted))  # type: ignore[arg-type]
        if gone:
            _expect(table, list(gone), table.remove(doc_ids=list(gone)))
            for key in gone.values():
                del ids[key]
        if new:
            given = table.insert_multiple(new)
            ids.update({document["key"]: number for document, number in zip(new, given, strict=True)})


def _document(key: str, record: Record) -> dict[str, Any]:
    return {"key": key, **msgspec.to_builtins(record)}


def _expect(table: Table, wanted: Sequence[int], done: Sequence[int]) -> None:
    """TinyDB passes over missing numbers without a word."""
    if list(wanted) != list(done):
        raise StoreError(f"Documents of table {table.name!r} have gone missing; open the engagement again.")
