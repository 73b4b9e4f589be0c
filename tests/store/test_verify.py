"""Checking finds what was altered, and only that."""

import re
from pathlib import Path

import pytest
from tinydb import TinyDB

from gapcheck.errors import ContentError, StoreError
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.store import attachments
from gapcheck.store.verify import Report, verify

from .making import NO_QUESTIONNAIRE, Session, contents, note, with_attachment


def check(folder: Path) -> Report:
    asked: list[Path] = []

    def load(path: Path) -> Questionnaire:
        asked.append(path)
        return NO_QUESTIONNAIRE

    report = verify(folder, load)
    assert asked in ([], [folder / "questionnaire"])
    return report


@pytest.fixture
def whole(session: Session, tmp_path: Path) -> Path:
    """Three entries, with an attachment."""
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(b"proof")
    digest, _ = attachments.keep(session.store.folder, proof)
    session.save(note("4.1", "yes"), note("4.2", "yes"))
    session.save(with_attachment(digest))
    session.save(note("4.1", "no"))
    session.close()
    return session.store.folder


def _alter(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))


def test_an_untouched_engagement_is_whole(whole: Path) -> None:
    before = contents(whole)
    report = check(whole)
    assert (report.problems, report.notes, report.ok) == ((), (), True)
    assert (report.entries, report.records, report.attachments) == (3, 3, 1)
    assert contents(whole) == before


def test_it_can_be_checked_while_somebody_works_in_it(whole: Path) -> None:
    session = Session.open(whole)
    session.save(note("4.3", "new"))
    assert check(whole).ok
    assert not session.store.read_only
    session.close()


@pytest.mark.parametrize(
    ("line", "old", "new", "named"),
    [
        (1, b'"item":"4.2","text":"yes"', b'"item":"4.2","text":"YES"', "Line 2 .* does not continue line 1"),
        (2, b"Restore test", b"Restore TEST", "Line 3 .* does not continue line 2"),
        (3, b'"text":"no"', b'"text":"ok"', "Line 3 .* is not the one that the database was saved with"),
        (2, b'{"seq":2', b'{"seq":7', "Line 2 .* says that it is entry 7"),
        (2, b'{"seq":2', b'{"seq":', "Line 2 .* cannot be read"),
    ],
)
def test_an_altered_line_is_found(whole: Path, line: int, old: bytes, new: bytes, named: str) -> None:
    journal = whole / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    journal.write_bytes(b"".join(lines))
    report = check(whole)
    assert not report.ok
    assert any(re.search(named, problem) for problem in report.problems), report.problems


def test_a_line_that_was_taken_out_is_found(whole: Path) -> None:
    journal = whole / "journal.jsonl"
    first, _, third = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(first + third)
    problems = " ".join(check(whole).problems)
    assert "does not continue line 1" in problems
    assert "ends at line 2, but the database knows entry 3" in problems


def test_an_altered_database_is_found(whole: Path) -> None:
    with TinyDB(whole / "engagement.json", encoding="utf-8") as stock:
        notes = stock.table("notes")
        notes.update({"text": "changed"}, doc_ids=[1])
        notes.remove(doc_ids=[2])
        notes.insert({"key": "4.9", "item": "4.9", "text": "never said"})
    assert check(whole).problems == (
        "Record '4.1' of notes differs from the journal in text.",
        "Record '4.2' of notes is missing from the database.",
        "Record '4.9' of notes is in the database, but the journal does not know it.",
    )


def test_a_damaged_database_is_found(whole: Path) -> None:
    (whole / "engagement.json").write_bytes(b"{")
    (problem,) = check(whole).problems
    assert "engagement.json is damaged" in problem and "builds it again" in problem


@pytest.mark.parametrize(("what", "named"), [("altered", "was altered"), ("gone", "is missing")])
def test_a_spoiled_attachment_is_found(whole: Path, what: str, named: str) -> None:
    (attached,) = (whole / "evidence").iterdir()
    attached.write_bytes(b"PROOF") if what == "altered" else attached.unlink()
    (problem,) = check(whole).problems
    assert f"Attachment {attached.name} {named}" in problem


def test_an_attachment_that_would_lead_elsewhere_is_found(session: Session) -> None:
    session.save(with_attachment("../../../etc/passwd"))
    (problem,) = check(session.store.folder).problems
    assert "is no SHA-256" in problem


def test_what_was_never_saved_is_only_noted(whole: Path) -> None:
    with (whole / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"seq":4,')
    report = check(whole)
    assert report.ok
    assert "9 bytes of an entry that was not saved" in report.notes[0]


def test_a_database_that_is_behind_is_only_noted(session: Session) -> None:
    folder = session.store.folder
    session.save(note("4.1", "one"))
    old = (folder / "engagement.json").read_bytes()
    session.save(note("4.1", "two"))
    session.close()
    (folder / "engagement.json").write_bytes(old)
    assert (check(folder).problems, check(folder).notes) == (
        (),
        ("1 entries are in the journal only; opening replays them.",),
    )


def test_a_broken_questionnaire_is_reported(whole: Path) -> None:
    def load(path: Path) -> Questionnaire:
        raise ContentError("The questionnaire has mistakes:", ["questionnaire.yaml:1: no id"])

    (problem,) = verify(whole, load).problems
    assert "cannot be replayed without its questionnaire" in problem and "no id" in problem


def test_a_newer_format_is_refused(whole: Path) -> None:
    _alter(whole / "engagement.json", b'"format":1', b'"format":2')
    with pytest.raises(StoreError, match="newer gapcheck"):
        check(whole)


def test_a_folder_without_an_engagement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not an engagement"):
        check(tmp_path)
