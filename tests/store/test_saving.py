"""What is saved is there again, as typed, for us and for stock TinyDB."""

import json
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB

from gapcheck.changes.entry import Entry
from gapcheck.errors import DamagedError, ReadOnlyError, StoreError
from gapcheck.records.about import About
from gapcheck.records.answers import Assessment, Note
from gapcheck.records.base import Record
from gapcheck.records.tables import KINDS
from gapcheck.store.folder import FolderStore

from .making import AT, HOSTILE, Session, contents, full, note


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_record_comes_back_as_typed(session: Session, kind: type[Record]) -> None:
    record = full(kind)
    session.save(record)
    session.close()

    again = Session.open(session.store.folder)
    back = again.records.table(kind)[record.key]
    again.close()
    assert again.replayed == 0
    assert type(back) is kind
    assert back == session.records.table(kind)[record.key]
    assert msgspec.structs.replace(back, rev=record.rev, at=record.at, by=record.by) == record


def test_stock_tinydb_reads_what_we_write(session: Session) -> None:
    for kind in KINDS:
        session.save(full(kind))
    with TinyDB(session.store.folder / "engagement.json", access_mode="r", encoding="utf-8") as stock:
        assert stock.tables() == {"_meta", *(kind.TABLE for kind in KINDS)}
        (document,) = stock.table("notes").all()
        assert document["text"] == HOSTILE
        assert document["key"] == f"{HOSTILE}@{HOSTILE}"
        assert stock.table("_meta").all()[0]["applied_seq"] == len(KINDS)


def test_records_keep_the_order_in_which_they_were_first_recorded(session: Session) -> None:
    for item in ("A.8.13", "4.1", "A.5.1"):
        session.save(note(item, "first"))
    session.save(note("A.8.13", "second"), note("10.1", "first"))
    session.close()

    again = Session.open(session.store.folder)
    again.close()
    assert list(again.records.table(Note)) == ["A.8.13", "4.1", "A.5.1", "10.1"]
    assert again.text("A.8.13") == "second"


def test_a_field_that_is_emptied_stays_empty(session: Session) -> None:
    session.save(Assessment(item="4.1", status="partial", rationale="two systems left out"))
    session.save(Assessment(item="4.1", status="conforms"))
    session.close()

    again = Session.open(session.store.folder)
    again.close()
    assert again.records.table(Assessment)["4.1"].rationale == ""


def test_what_was_removed_is_gone_and_may_come_back(session: Session) -> None:
    session.save(note("4.1", "one"), note("4.2", "two"), note("4.3", "three"))
    session.remove(note("4.1", ""), note("4.3", ""))
    session.save(note("4.1", "again"))
    session.close()

    again = Session.open(session.store.folder)
    again.close()
    assert {key: record.text for key, record in again.records.table(Note).items()} == {"4.2": "two", "4.1": "again"}


def test_the_state_can_be_loaded_again_while_open(session: Session) -> None:
    session.save(note("4.1", "one"))
    loaded = session.store.load()
    assert (loaded.records, loaded.seq, loaded.unapplied) == (session.records, 1, ())


def test_entries_come_back_with_what_they_replaced(session: Session) -> None:
    session.save(note("4.1", "one"))
    session.save(note("4.1", "two"))
    session.close()
    again = Session.open(session.store.folder)
    third = again.save(note("4.1", "three"))

    entries = again.store.entries()
    again.close()
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [(entry.replaced[0].record or {}).get("text") for entry in entries] == [None, "one", "two"]
    assert entries[2].changes == third.changes
    assert again.store.entries(after=2) == entries[2:]
    assert again.store.entries(after=3) == []


def test_an_older_database_is_brought_up_to_the_journal(session: Session) -> None:
    database = session.store.folder / "engagement.json"
    session.save(note("4.1", "one"))
    old = database.read_bytes()
    session.save(note("4.2", "two"))
    session.save(note("4.1", "three"))
    session.close()
    new = database.read_bytes()
    database.write_bytes(old)

    again = Session.open(session.store.folder)
    again.close()
    assert again.replayed == 2
    assert again.records == session.records
    assert json.loads(database.read_bytes()) == json.loads(new)


def test_nothing_can_be_saved_before_the_journal_was_replayed(session: Session) -> None:
    session.save(note("4.1", "one"))
    session.close()
    (session.store.folder / "engagement.json").unlink()
    with FolderStore.open(session.store.folder) as store, pytest.raises(StoreError, match="not been replayed"):
        store.append(Entry(seq=2, at=AT, by="Anna", changes=()), ())


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"_meta": {}}', b'{"notes": {"x": 1}}', b"[" * 99999]
)
def test_a_damaged_database_is_kept_aside_and_built_again(session: Session, damage: bytes) -> None:
    folder = session.store.folder
    session.save(note("4.1", "one"))
    session.save(note("4.2", "two"))
    session.close()
    (folder / "engagement.json").write_bytes(damage)
    (folder / "engagement.json.damaged-1").write_bytes(b"an earlier one")

    reader = Session.open(folder, read_only=True)
    reader.close()
    assert reader.records == session.records
    assert (folder / "engagement.json").read_bytes() == damage

    again = Session.open(folder)
    again.close()
    assert again.records == session.records
    assert (folder / "engagement.json.damaged-2").read_bytes() == damage
    assert (folder / "engagement.json.damaged-1").read_bytes() == b"an earlier one"
    assert "engagement.json.damaged-2" in again.store.mended
    third = Session.open(folder)
    third.close()
    assert (third.replayed, third.store.mended) == (0, "")


def test_a_record_that_somebody_spoiled_is_built_again(session: Session) -> None:
    session.save(About(title="T", organization="Acme", type="gap_analysis", questionnaire="tiny"))
    session.close()
    database = session.store.folder / "engagement.json"
    database.write_text(database.read_text(encoding="utf-8").replace("gap_analysis", "gap"), encoding="utf-8")

    again = Session.open(session.store.folder)
    again.close()
    assert again.records == session.records


def test_without_a_journal_to_build_from_nothing_is_touched(folder: Path) -> None:
    (folder / "engagement.json").write_bytes(b"{")
    before = contents(folder)
    with pytest.raises(DamagedError, match=r"engagement\.json is damaged .* backup"):
        FolderStore.open(folder)
    assert contents(folder) == before


def test_a_newer_format_is_refused_and_untouched(session: Session) -> None:
    session.save(note("4.1", "one"))
    session.close()
    database = session.store.folder / "engagement.json"
    database.write_bytes(database.read_bytes().replace(b'"format":1', b'"format":2'))
    with (session.store.folder / "journal.jsonl").open("ab") as journal:
        journal.write(b"whatever a newer one writes")
    before = contents(session.store.folder)
    with pytest.raises(StoreError, match=r"newer gapcheck .* update gapcheck"):
        FolderStore.open(session.store.folder)
    assert contents(session.store.folder) == before


@pytest.mark.parametrize("seq", [0, 1, 3])
def test_an_entry_that_is_not_the_next_is_refused(session: Session, seq: int) -> None:
    session.save(note("4.1", "one"))
    before = contents(session.store.folder)
    with pytest.raises(StoreError, match="Somebody else was faster"):
        session.store.append(Entry(seq=seq, at=AT, by="Anna", changes=()), ())
    assert contents(session.store.folder) == before


def test_text_that_is_no_unicode_is_refused_and_the_next_save_works(session: Session) -> None:
    before = contents(session.store.folder)
    with pytest.raises(StoreError, match=r"no valid Unicode .*\\udcff.* type it again"):
        session.save(note("4.1", "caf\udcff"))
    assert contents(session.store.folder) == before
    session.save(note("4.1", "café"))
    assert session.store.head == 1


def test_read_only_shows_everything_and_saves_nothing(session: Session) -> None:
    session.save(note("4.1", "one"))
    reader = Session.open(session.store.folder, read_only=True)
    assert reader.records == session.records
    with pytest.raises(ReadOnlyError, match="reading only"):
        reader.save(note("4.1", "two"))
    reader.close()
    assert session.store.head == len(session.store.entries()) == 1


def test_a_closed_engagement_saves_nothing(session: Session) -> None:
    session.close()
    session.close()
    with pytest.raises(StoreError, match="closed"):
        session.save(note("4.1", "one"))
