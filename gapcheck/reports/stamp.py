"""From which data a written report was made, read from its file; and whether an engagement still holds them."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.changes.undo import described
from gapcheck.engagement import Engagement
from gapcheck.errors import DamagedError, GapcheckError, StoreError
from gapcheck.reports.source import hash_of
from gapcheck.store.disk import UNDECODABLE, reason

_HASH = re.compile(r"Data\(SHA-256\)\W{0,9}([0-9a-f]{64})")
"""In a text without white space, tags and backslashes."""
_TAG = re.compile(r"<[^>]*>")
_TABLES = (".csv", ".tsv")
_MOST_PARTS = 200_000_000
"""Bytes that are unpacked of one file at most."""


class Stamp(msgspec.Struct, frozen=True):
    """What a report says of the data it was made from."""

    sha256: str
    seq: int = 0
    """The last entry of the journal then; 0 where the report does not say."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the data are those of a report."""

    matches: bool
    sentence: str
    """Goes on from the name of the file."""
    since: tuple[str, ...] = ()
    """The entries of the journal since then, a line each."""


def read(path: Path) -> Stamp:
    """The stamp of a report in any format but tables for spreadsheets, which have no room for one.

    Raises StoreError when the file cannot be read, and GapcheckError when it says nothing of its data.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {reason(error)}.") from error
    if path.suffix.casefold() in _TABLES:
        raise GapcheckError(
            f"{path} cannot be checked: a table has no room for the hash of its data; use another format."
        )
    found = [stamp for text in _texts(raw, path) for stamp in _stamps(text)] if not _is_json(raw) else _json_stamps(raw)
    kinds = dict.fromkeys(stamp.sha256 for stamp in found)
    if not kinds:
        raise GapcheckError(
            f"{path} holds no hash of the data it was made from: it is no report of gapcheck, or another program has "
            "saved it anew."
        )
    if len(kinds) > 1:
        raise GapcheckError(
            f"{path} holds {len(kinds)} different hashes of data, so it cannot be told which is its own."
        )
    return max(found, key=lambda stamp: stamp.seq)


def compared(engagement: Engagement, stamp: Stamp) -> Comparison:
    """Whether the engagement holds the data of a report: as it stands, or as it stood at the entry that it names."""
    head = engagement.store.head
    if hash_of(Material(engagement.questionnaire, engagement.records)) == stamp.sha256:
        return Comparison(matches=True, sentence=f"matches: the data are those it was made from, at entry {head}.")
    if not stamp.seq:
        return Comparison(matches=False, sentence=f"does not match the data at entry {head}; it names no entry.")
    made = f"does not match: made from entry {stamp.seq}, now at entry {head}"
    if stamp.seq > head:
        said = f"{made}. The engagement is an older copy, or another one."
        return Comparison(matches=False, sentence=said)
    entries = engagement.store.entries()
    later = entries[stamp.seq :]
    count = sum(len(entry.changes) for entry in later)
    changed = f"what changed since: {count} {'change' if count == 1 else 'changes'}"
    if _hash_at(engagement, stamp.seq) == stamp.sha256:
        since = tuple(f"{e.seq}  {e.at[:16]}  {e.by}: {described(e.changes)}" for e in later)
        return Comparison(
            matches=False, since=since, sentence=f"{made}; {changed}. It matches the state at entry {stamp.seq}."
        )
    said = (
        f"{made}; the state at entry {stamp.seq} is not that of the report either, so it was made from another "
        "engagement, or one of the two was altered."
    )
    return Comparison(matches=False, sentence=said)


def _hash_at(engagement: Engagement, seq: int) -> str:
    """The hash of the data after an entry of the journal; empty when it cannot be replayed."""
    try:
        return hash_of(Material(engagement.questionnaire, engagement.records_at(seq)))
    except DamagedError:
        return ""


def _is_json(raw: bytes) -> bool:
    return raw.lstrip()[:1] == b"{"


def _json_stamps(raw: bytes) -> list[Stamp]:
    try:
        head: Any = msgspec.json.decode(raw)["report"]
        return [Stamp(str(head["data_sha256"]), int(head["journal_seq"]))]
    except (*UNDECODABLE, KeyError, TypeError, ValueError):
        return []


def _texts(raw: bytes, path: Path) -> Iterator[str]:
    """What can be read in a file: pages as they are, the parts of an Office file or pack, the properties of a PDF."""
    if raw.startswith(b"PK"):
        yield from _parts(raw, path)
        return
    text = raw.decode("latin-1" if raw.startswith(b"%PDF") else "utf-8", errors="replace")
    marked_up = raw.startswith(b"%PDF") or text.lstrip("\ufeff \n")[:9].casefold() == "<!doctype"
    yield _TAG.sub(" ", text) if marked_up else text


def _parts(raw: bytes, path: Path) -> Iterator[str]:
    import io
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(raw)) as package:
            named = [info for info in package.infolist() if _may_hold(info.filename)]
            if sum(info.file_size for info in named) > _MOST_PARTS:
                raise GapcheckError(f"{path} is too large to be a report of gapcheck.")
            for info in named:
                yield _TAG.sub(" ", package.read(info).decode("utf-8", errors="replace"))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise GapcheckError(f"{path} cannot be unpacked: {error}.") from error


def _may_hold(name: str) -> bool:
    sheets = name.startswith("xl/worksheets/") and name.endswith(".xml")
    return sheets or name in ("word/document.xml", "xl/sharedStrings.xml", "index.html")


def _stamps(text: str) -> Iterator[Stamp]:
    plain = re.sub(r"[\s\\]+", "", html.unescape(text))
    for found in _HASH.finditer(plain):
        ident = re.search(rf"-(\d+)-{found[1][:8]}", plain)
        yield Stamp(found[1], int(ident[1]) if ident else 0)
