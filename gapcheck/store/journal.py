"""The journal: one line of JSON for each entry, each holding the SHA-256 of the line before.

An entry is saved once its line, newline included, is on the disk. Whatever stands after the last such line was being
written when the program or the machine stopped; nobody was told that it was saved.
"""

import hashlib
import io
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gapcheck.errors import DamagedError, ReadOnlyError, StoreError
from gapcheck.store.disk import UNDECODABLE, reason, sync, write_all

if TYPE_CHECKING:
    from gapcheck.changes.entry import Entry

NAME = "journal.jsonl"
TORN = "journal.torn"


class Stamp(msgspec.Struct, frozen=True):
    """A line of the journal: its number, the byte it begins at, and its SHA-256 without the newline."""

    seq: int = 0
    start: int = 0
    sha256: str = ""


class Line(msgspec.Struct, frozen=True):
    """An entry and where it stands."""

    entry: "Entry"
    stamp: Stamp


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the journal from some line to the end."""

    lines: tuple[Line, ...]
    end: int
    """The byte after the last whole line."""
    torn: bytes
    """What stands after it: the remains of an entry that was never saved."""


@cache
def _decoder() -> "msgspec.json.Decoder[Entry]":
    from gapcheck.changes.entry import Entry

    return msgspec.json.Decoder(Entry)


def sha256(line: bytes) -> str:
    """The hash of a line as the chain uses it."""
    return hashlib.sha256(line).hexdigest()


def split(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole lines without their newlines, and what was torn off behind them."""
    *lines, rest = data.split(b"\n")
    if not rest and lines and not _is_json(lines[-1]):
        return lines[:-1], lines[-1] + b"\n"
    return lines, rest


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except UNDECODABLE:
        return False
    return True


def decode(line: bytes) -> "Entry":
    """The entry on a line. Raises one of UNDECODABLE."""
    return _decoder().decode(line)


def parse(path: Path, data: bytes, before: Stamp, start: int) -> Piece:
    """Read the lines that follow one that is known; `start` is the byte of the file that `data` begins at.

    Raises DamagedError, naming the line, for one that cannot be read or does not continue the chain.
    """
    whole, torn = split(data)
    lines: list[Line] = []
    for text in whole:
        number = before.seq + 1
        try:
            entry = decode(text)
        except UNDECODABLE as error:
            raise _damaged(path, number, f"cannot be read ({error})") from error
        if entry.seq != number:
            raise _damaged(path, number, f"says that it is entry {entry.seq}")
        if entry.prev != before.sha256:
            raise _damaged(path, number, "does not continue the line before it, so one of the two was altered")
        before = Stamp(number, start, sha256(text))
        lines.append(Line(entry, before))
        start += len(text) + 1
    return Piece(tuple(lines), start, torn)


def _damaged(path: Path, number: int, what: str) -> DamagedError:
    return DamagedError(
        f"Line {number} of {path} {what}; run `gapcheck verify {path.parent}` to see what is whole, "
        f"and put the file back from a backup."
    )


class Journal:
    """The journal of one engagement, read from the line that the database knows."""

    def __init__(self, path: Path, since: Stamp) -> None:
        """Read what came after `since`.

        Raises DamagedError when lines are bad or `since` is not among them, FileNotFoundError when there is no journal,
        and OSError when it cannot be read.
        """
        self._path = path
        piece = _read(path, since)
        self._known = [line.entry for line in piece.lines]
        self._known_after = since.seq
        self._end = piece.end
        self._torn = piece.torn
        self._ragged = False
        self._file: io.FileIO | None = None
        self.head = piece.lines[-1].stamp if piece.lines else since

    def open_for_writing(self) -> bool:
        """Get ready to append: what was torn off goes to a file of its own. Returns whether there was something.

        Raises OSError when the disk refuses; the journal is then as it was.
        """
        file = io.FileIO(self._path, "r+")
        try:
            if self._torn:
                with io.FileIO(self._path.with_name(TORN), "a") as aside:
                    write_all(aside.fileno(), self._torn.rstrip(b"\n") + b"\n")
                    sync(aside.fileno())
                file.truncate(self._end)
                sync(file.fileno())
        except BaseException:
            file.close()
            raise
        self._file = file
        was_torn, self._torn = bool(self._torn), b""
        return was_torn

    def append(self, entry: "Entry") -> None:
        """Add a line and wait until it is on the disk.

        Raises StoreError when it is not the next one, when somebody else wrote to the file, when its text cannot be
        stored, and when the disk refuses; the journal is then as it was.
        """
        if self._file is None:
            raise ReadOnlyError(f"{self._path} is not open for writing.")
        if entry.seq != self.head.seq + 1:
            raise StoreError(
                f"Somebody else was faster: {self._path} is at entry {self.head.seq} and this would be "
                f"entry {entry.seq}; open the engagement again."
            )
        entry = msgspec.structs.replace(entry, prev=self.head.sha256)
        try:
            line = msgspec.json.encode(entry)
        except UnicodeEncodeError as error:
            raise StoreError(
                "The text holds a character that is no valid Unicode and cannot be stored "
                f"({error.object[error.start : error.end]!a}); nothing was saved, please type it again without it."
            ) from error
        self._check_undisturbed(self._file)
        self._add(self._file, line + b"\n")
        self.head = Stamp(entry.seq, self._end, sha256(line))
        self._end += len(line) + 1
        self._known.append(entry)

    def entries(self, after: int = 0) -> "list[Entry]":
        """The entries with a number above `after`. Raises DamagedError, and StoreError when the file cannot be read."""
        if after < self._known_after:
            try:
                with self._path.open("rb") as file:
                    data = file.read(self._end)
            except OSError as error:
                raise StoreError(f"{self._path} cannot be read: {reason(error)}.") from error
            piece = parse(self._path, data, Stamp(), 0)
            if not piece.lines or piece.lines[-1].stamp != self.head:
                raise _damaged(self._path, self.head.seq, "is no longer what it was when the engagement was opened")
            self._known = [line.entry for line in piece.lines]
            self._known_after = 0
        return self._known[max(after, 0) - self._known_after :]

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _check_undisturbed(self, file: io.FileIO) -> None:
        """The lock is advice, and none at all on many network drives: look before every line."""
        try:
            if self._ragged:
                self._roll_back(file)
            here, there = os.fstat(file.fileno()), self._path.stat()
        except OSError as error:
            raise StoreError(f"Nothing was saved, {self._path} cannot be written to: {reason(error)}.") from error
        if not os.path.samestat(here, there) or here.st_size != self._end:
            raise StoreError(
                f"Nothing was saved, because another program has changed {self._path}; "
                "open the engagement again to see what is there now."
            )

    def _add(self, file: io.FileIO, data: bytes) -> None:
        try:
            file.seek(self._end)
            write_all(file.fileno(), data)
            sync(file.fileno())
        except BaseException as error:
            self._ragged = True
            with suppress(OSError):  # tried again before the next line is written
                self._roll_back(file)
            if isinstance(error, OSError):
                raise StoreError(
                    f"Nothing was saved, because {self._path} could not be written: {reason(error)}. "
                    "What was saved before is safe; make room or reconnect the disk, and try again."
                ) from error
            raise

    def _roll_back(self, file: io.FileIO) -> None:
        file.truncate(self._end)
        sync(file.fileno())
        self._ragged = False


def _read(path: Path, since: Stamp) -> Piece:
    with path.open("rb") as file:
        if since.seq:
            file.seek(since.start)
            first, newline, rest = file.read().partition(b"\n")
            if newline and sha256(first) == since.sha256:
                return parse(path, rest, since, since.start + len(first) + 1)
            file.seek(0)
        data = file.read()
    piece = parse(path, data, Stamp(), 0)
    if not since.seq:
        return piece
    for at, line in enumerate(piece.lines):
        if (line.stamp.seq, line.stamp.sha256) == (since.seq, since.sha256):
            return Piece(piece.lines[at + 1 :], piece.end, piece.torn)
    head = piece.lines[-1].stamp.seq if piece.lines else 0
    what = f"ends at entry {head}" if head < since.seq else f"holds another entry {since.seq}"
    raise DamagedError(
        f"{path} {what}, but the database beside it knows entry {since.seq}; put the journal back from a backup, "
        "or move engagement.json away to start from what the journal holds."
    )
