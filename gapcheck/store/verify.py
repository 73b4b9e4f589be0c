"""Is everything as it was written? The chain, the database against the journal, and every attachment."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from gapcheck.changes.base import encoded
from gapcheck.changes.entry import Entry, replay
from gapcheck.errors import DamagedError, GapcheckError
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.base import Record, Records
from gapcheck.records.evidence import Evidence
from gapcheck.store import attachments, database, journal
from gapcheck.store.disk import UNDECODABLE, reason
from gapcheck.store.folder import QUESTIONNAIRE, check_engagement

LoadQuestionnaire = Callable[[Path], Questionnaire]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found. Problems mean that something was lost or altered; notes do not."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    entries: int = 0
    records: int = 0
    attachments: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems


class _Findings:
    def __init__(self) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []


def verify(folder: Path, load_questionnaire: LoadQuestionnaire) -> Report:
    """Check an engagement without changing anything, even while somebody is working in it.

    Raises StoreError when there is no engagement, or when a newer gapcheck wrote it.
    """
    check_engagement(folder)
    found = _Findings()
    # the database first: whatever is saved meanwhile is then in the journal for certain
    stored, stamp = _read_database(folder, found)
    entries = _read_journal(folder, stamp, found)
    if not found.problems:
        found.problems += _compared(folder, entries[: stamp.seq], load_questionnaire, stored)
    kept = {piece.attachment for piece in stored.table(Evidence).values() if piece.attachment}
    found.problems += filter(None, (attachments.verify_one(folder, digest) for digest in sorted(kept)))
    return Report(
        problems=tuple(found.problems),
        notes=tuple(found.notes),
        entries=len(entries),
        records=sum(map(len, stored.tables().values())),
        attachments=len(kept),
    )


def _read_database(folder: Path, found: _Findings) -> tuple[Records, journal.Stamp]:
    path = folder / database.NAME
    try:
        records, stamp = database.Database(path).load()
        if stamp.seq:
            _read_with_stock_tinydb(path)
    except OSError as error:
        found.problems.append(f"{path} cannot be read: {reason(error)}.")
    except DamagedError as error:
        found.problems.append(f"{error} Opening the engagement builds it again from the journal.")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        found.problems.append(f"{path} cannot be read by stock TinyDB ({error}).")
    else:
        if not stamp.seq:
            found.notes.append(f"There is no {database.NAME} yet; opening the engagement builds it from the journal.")
        return records, stamp
    return Records(), journal.Stamp()


def _read_with_stock_tinydb(path: Path) -> None:
    """What other programs will do. It reads the file anew, so it may see one entry more than we did."""
    from tinydb import TinyDB

    with TinyDB(path, access_mode="r", encoding="utf-8") as stock:
        for name in stock.tables():
            stock.table(name).all()


def _read_journal(folder: Path, stamp: journal.Stamp, found: _Findings) -> list[Entry]:
    """Every entry that can be read; goes on behind a bad line, so that one look finds all of them."""
    path = folder / journal.NAME
    try:
        lines, torn = journal.split(path.read_bytes())
    except OSError as error:
        found.problems.append(f"{path} cannot be read: {reason(error)}.")
        return []
    entries: list[Entry] = []
    before = ""
    for number, line in enumerate(lines, start=1):
        here = journal.sha256(line)
        try:
            entry = journal.decode(line)
        except UNDECODABLE as error:
            found.problems.append(f"Line {number} of {path} cannot be read ({error}).")
        else:
            entries.append(entry)
            if entry.seq != number:
                found.problems.append(f"Line {number} of {path} says that it is entry {entry.seq}.")
            if entry.prev != before:
                found.problems.append(
                    f"Line {number} of {path} does not continue line {number - 1}: one of the two was altered."
                )
        if number == stamp.seq and here != stamp.sha256:
            found.problems.append(f"Line {number} of {path} is not the one that the database was saved with.")
        before = here
    if len(lines) < stamp.seq:
        found.problems.append(f"{path} ends at line {len(lines)}, but the database knows entry {stamp.seq}.")
    if torn:
        found.notes.append(f"{path} ends with {len(torn)} bytes of an entry that was not saved to its end.")
    if len(lines) > stamp.seq > 0:
        found.notes.append(f"{len(lines) - stamp.seq} entries are in the journal only; opening replays them.")
    return entries


def _compared(folder: Path, entries: list[Entry], load: LoadQuestionnaire, stored: Records) -> list[str]:
    """What the database holds otherwise than the entries say."""
    if not entries:
        return []
    try:
        questionnaire = load(folder / QUESTIONNAIRE)
    except (GapcheckError, OSError) as error:
        return [f"The journal cannot be replayed without its questionnaire: {error}"]
    seen: list[list[str]] = []
    # for a short time entries did not say that they had their effect by the second rules
    for unnamed in (1, 2):
        records = Records()
        for entry in entries:
            try:
                _, records = replay(entry, records, questionnaire, max(entry.rules, unnamed))
            except (GapcheckError, LookupError, ValueError, TypeError, AttributeError) as error:
                return [f"Entry {entry.seq} of {folder / journal.NAME} cannot be replayed ({error})."]
        seen.append(_differences(records, stored))
        if not seen[-1] or all(entry.rules > 1 for entry in entries):
            break
    return min(seen, key=len)


def _differences(rebuilt: Records, stored: Records) -> list[str]:
    names = sorted({*rebuilt.tables(), *stored.tables()})
    return [line for name in names for line in _differing(name, rebuilt.raw(name), stored.raw(name))]


def _differing(table: str, rebuilt: Mapping[str, Record], stored: Mapping[str, Record]) -> list[str]:
    lines = []
    for key in [*rebuilt, *(key for key in stored if key not in rebuilt)]:
        ours, theirs = rebuilt.get(key), stored.get(key)
        if ours == theirs:
            continue
        if theirs is None:
            what = "is missing from the database"
        elif ours is None:
            what = "is in the database, but the journal does not know it"
        else:
            what = f"differs from the journal in {', '.join(_fields(encoded(ours), encoded(theirs)))}"
        lines.append(f"Record {key!r} of {table} {what}.")
    return lines


def _fields(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
