"""A journal that was cut off, altered or swapped."""

import json
from pathlib import Path

import pytest

from gapcheck.errors import DamagedError, StoreError
from gapcheck.store.folder import FolderStore

from .making import Session, contents, note

TORN = [
    b'{"seq":4,"at":"2026',
    b'{"seq":4,"at":"x","by":"x","changes":[]}',
    b"\x00" * 300,
    b"garbage\n",
    b"\n",
    b'"\xff\xfe"',
]


@pytest.fixture
def three(session: Session) -> Session:
    """Three entries, and nobody in it any more."""
    for number in range(3):
        session.save(note("4.1", f"text {number}"))
    session.close()
    return session


def _lines(folder: Path) -> list[bytes]:
    return (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)


def _forget_database(folder: Path) -> None:
    (folder / "engagement.json").unlink()


@pytest.mark.parametrize("database", ["there", "gone"])
@pytest.mark.parametrize("torn", TORN)
def test_a_torn_end_is_kept_aside_and_work_goes_on(three: Session, torn: bytes, database: str) -> None:
    folder = three.store.folder
    whole = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").write_bytes(whole + torn)
    if database == "gone":
        _forget_database(folder)

    reader = Session.open(folder, read_only=True)
    reader.close()
    assert reader.records == three.records
    assert (folder / "journal.jsonl").read_bytes() == whole + torn

    again = Session.open(folder)
    assert "cut off" in again.store.mended
    assert (folder / "journal.torn").read_bytes() == torn.rstrip(b"\n") + b"\n"
    assert (folder / "journal.jsonl").read_bytes() == whole
    again.save(note("4.1", "text 3"))
    again.close()
    assert [entry.seq for entry in again.store.entries()] == [1, 2, 3, 4]


def test_all_torn_ends_are_kept(three: Session) -> None:
    folder = three.store.folder
    for torn in (b"first", b"second"):
        with (folder / "journal.jsonl").open("ab") as journal:
            journal.write(torn)
        Session.open(folder).close()
    assert (folder / "journal.torn").read_bytes() == b"first\nsecond\n"


@pytest.mark.parametrize(
    "bad", [b"garbage\n", b'{"seq":2}\n', b'{"seq":2,"at":"","by":"","changes":[{"change":"?"}]}\n']
)
def test_a_bad_line_in_the_middle_is_named_and_nothing_touched(three: Session, bad: bytes) -> None:
    folder = three.store.folder
    first, _, third = _lines(folder)
    (folder / "journal.jsonl").write_bytes(first + bad + third)
    _forget_database(folder)
    before = contents(folder)
    with pytest.raises(DamagedError, match=r"Line 2 of .*journal\.jsonl cannot be read .*`gapcheck verify .*acme`"):
        FolderStore.open(folder)
    assert contents(folder) == before


def test_a_last_line_from_a_newer_version_is_not_thrown_away(three: Session) -> None:
    folder = three.store.folder
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"seq":4,"at":"","by":"","changes":[{"change":"from_the_future"}]}\n')
    before = contents(folder)
    with pytest.raises(DamagedError, match="Line 4"):
        FolderStore.open(folder)
    assert contents(folder) == before


def test_opening_reads_only_what_the_database_does_not_know(three: Session) -> None:
    folder = three.store.folder
    first, *rest = _lines(folder)
    (folder / "journal.jsonl").write_bytes(first.replace(b"text 0", b"TEXT 0") + b"".join(rest))

    again = Session.open(folder)
    assert again.text("4.1") == "text 2"
    with pytest.raises(DamagedError, match=r"Line 2 .* one of the two was altered"):
        again.store.entries()
    again.close()


def test_a_lost_place_is_found_again(three: Session) -> None:
    folder = three.store.folder
    database = json.loads((folder / "engagement.json").read_bytes())
    database["_meta"]["1"]["journal_start"] = 5
    (folder / "engagement.json").write_text(json.dumps(database), encoding="utf-8")
    again = Session.open(folder)
    again.close()
    assert (again.replayed, again.records) == (0, three.records)


@pytest.mark.parametrize("keep", [0, 2])
def test_a_journal_older_than_the_database_is_refused(three: Session, keep: int) -> None:
    folder = three.store.folder
    (folder / "journal.jsonl").write_bytes(b"".join(_lines(folder)[:keep]))
    before = contents(folder)
    with pytest.raises(DamagedError, match=f"ends at entry {keep}, but the database beside it knows entry 3"):
        FolderStore.open(folder)
    assert contents(folder) == before


def test_a_missing_journal_is_named(three: Session) -> None:
    (three.store.folder / "journal.jsonl").unlink()
    with pytest.raises(DamagedError, match=r"journal\.jsonl is missing; put it back from a backup"):
        FolderStore.open(three.store.folder)


def test_a_line_written_by_somebody_else_stops_us(session: Session) -> None:
    session.save(note("4.1", "one"))
    journal = session.store.folder / "journal.jsonl"
    with journal.open("ab") as file:
        file.write(b"theirs\n")
    before = contents(session.store.folder)
    with pytest.raises(StoreError, match="another program has changed"):
        session.save(note("4.1", "two"))
    assert contents(session.store.folder) == before


def test_a_journal_that_was_moved_away_stops_us(session: Session) -> None:
    session.save(note("4.1", "one"))
    journal = session.store.folder / "journal.jsonl"
    moved = journal.rename(journal.with_name("moved"))
    with pytest.raises(StoreError, match="cannot be written to: No such file"):
        session.save(note("4.1", "two"))
    moved.rename(journal)
    session.save(note("4.1", "two"))
    assert session.store.head == 2
