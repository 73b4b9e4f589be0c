"""Copies for others: nothing of what was to be left out is in any of them, and nothing else is changed."""

import re
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from reports.making import AT, about, findings, on_site, realistic, report
from reports.reading import text_of, written

from gapcheck.errors import GapcheckError
from gapcheck.records.about import Member
from gapcheck.records.answers import Answer, Note
from gapcheck.records.base import Record
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.house_style import HouseStyle
from gapcheck.records.notes import QuickNote
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.redaction import PARTS, chosen
from gapcheck.reports.redaction_names import NAME, Names
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report

SAID = "Ines Holm and ANNA BERG met; ask @ih, @karl or ines.holm@acme.example. Holm's list, IH_2.pdf"
PEOPLE = ("ines", "holm", "anna", "berg", "@ih", "IH", "@karl", "K. M.")
FILE = "ab" * 32


def everything() -> list[Record]:
    return [
        replace(about(), purpose=SAID, style=HouseStyle(distribution=("Karl Zet",))),
        Member(id="M-1", name="Anna Berg", role="lead", at=AT, by="Anna Berg"),
        *on_site(),
        *findings("gap_analysis"),
        QuickNote(id="N-002", text=SAID, items=("4.1",), became=("E-2",), at=AT, by="Karl Zet"),
        Note(item="4.1", text="NOTE-TEXT", at=AT),
        Answer(question="4.1-q1", value="yes_shown", note="ANSWER-TEXT", who_would_know="Ines Holm", at=AT),
        Evidence(id="E-1", title="List by Ines", what_it_shows="SHOWS-TEXT", reference="REFERENCE-TEXT", at=AT,
                 place="PLACE-TEXT", attachment=FILE, attachment_name="Anna_Berg.pdf", attachment_size=9,
                 source_initials="IH", taken_by="Anna Berg", classification="Secret", from_answer="4.1-q1"),
        Evidence(id="E-3", title="KEPT-TITLE", at=AT),
        Evidence(id="E-2", title="Minutes", what_it_shows="OPEN-TEXT", classification="internal", at=AT),
        Link(evidence="E-1", item="4.1", reason="REASON-TEXT", at=AT),
    ]  # fmt: skip


FULL = report(everything())


def all_of(copy: ReportInput) -> str:
    """What the machine-readable copies hold: all that the others are made from; and two of the others."""
    texts = [written(kind, "json", copy).decode() for kind in KINDS]
    return "\n".join([*texts, written("gap", "txt", copy).decode(), text_of("evidence", "csv", copy)])


def test_no_name_is_left_in_any_kind_of_report() -> None:
    copy = FULL.redacted(["names"])
    found = all_of(copy)
    for name in PEOPLE:
        flags = re.IGNORECASE if name.islower() else 0
        pattern = rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"
        assert re.search(pattern, all_of(FULL), flags), name
        assert not re.search(pattern, found, flags), name
    assert "Karl Zet" not in found
    assert NAME in found
    assert "Head of IT" in found, "what stands on the door is no name"


def test_a_name_is_a_whole_word_and_rather_too_much_than_too_little_is_left_out() -> None:
    names = Names(["Max Mark-Feld", "王伟", "José Peña", "Guide of the house"], ["A", "lead"], ["zoe"])
    said = names.without("Max Mark-Feld, MAX  MARK-FELD, Mark; maximum, to mark, 我问了王伟, Jose\u0301 Pen\u0303a")
    assert said == f"{NAME}, {NAME}, {NAME}; maximum, to mark, 我问了{NAME}, {NAME}"
    assert (
        names.without("A.8.13 by A and the HR lead, @lead, @Zoe")
        == f"A.8.13 by {NAME} and the HR lead, @{NAME}, @{NAME}"
    )
    assert names.without("The guide and the house") == "The guide and the house"


def test_evidence_notes_and_attachments_are_left_out_and_counted() -> None:
    copy = FULL.redacted(["evidence", "notes", "attachments"])
    found = all_of(copy)
    for text in ("SHOWS-", "REFERENCE-", "PLACE-", "REASON-", "NOTE-", "ANSWER-", "OPEN-", "Anna_Berg.pdf", FILE):
        assert text in all_of(FULL)
        assert text not in found, text
    assert "E-1" in found
    assert "KEPT-TITLE" in found
    assert copy.redaction is not None
    evidence, notes, files = copy.redaction.lines
    assert "Minutes" not in found, "a note stood there before"
    assert evidence.startswith("what 3 pieces of evidence showed")
    assert notes.startswith("2 quick notes, 1 note on items, 3 notes beside")
    assert files == "1 attached file with name and SHA-256"


def test_evidence_of_a_class_is_left_out_with_what_it_was_made_from() -> None:
    copy = FULL.redacted([], ["secret"])
    found = all_of(copy)
    for text in ("SHOWS-", "REFERENCE-", "PLACE-", "REASON-", "ANSWER-", "List by", FILE):
        assert text not in found, text
    assert "OPEN-TEXT" in found
    assert "1 piece of evidence classified secret" in found
    with pytest.raises(GapcheckError, match=r"No evidence is classified 'Secrt'.*there is: Secret, internal"):
        FULL.redacted([], ["Secrt"])


def test_a_copy_says_on_its_first_page_what_is_not_in_it_and_keeps_results_date_and_hash() -> None:
    full = report(realistic())
    copy = full.redacted(PARTS)
    assert {ref: (r.status, r.basis) for ref, r in copy.items.items()} == {
        ref: (r.status, r.basis) for ref, r in full.items.items()
    }
    assert (copy.date, copy.data_hash) == (full.date, full.data_hash)
    for kind in ("gap", "boss", "soa_customer"):
        page = " ".join(written(kind, "txt", copy).decode()[:1500].split())
        assert "redacted copy" in page
        assert "Left out: names of people, in " in page
    said = msgspec.json.decode(written("gap", "json", copy))["report"]
    assert said["redaction"]["parts"] == list(PARTS)
    assert said["id"].endswith("-redacted")


def test_a_final_copy_is_final_by_the_full_data() -> None:
    note = QuickNote(id="N-9", text="open", at=AT)
    copy = report([*everything(), note], final=True, exceptions="Ines Holm is ill").redacted(["names", "notes"])
    page = written("gap", "txt", copy).decode()[:1500]
    assert "1 quick note not filed or to follow up: N-9." in page
    assert f"{NAME} is ill" in page


def test_a_redacted_copy_has_a_name_of_its_own_and_no_files_in_its_pack(tmp_path: Path) -> None:
    copy = FULL.redacted(["names"])
    assert [path.name for path in write_report(copy, "soa", ["md"], tmp_path)] == ["soa-redacted.md"]
    with pytest.raises(GapcheckError, match="leave out attachments as well"):
        write_report(copy, "evidence", ["zip"], tmp_path)
    write_report(FULL.redacted(["names", "attachments"]), "evidence", ["zip"], tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_can_be_left_out_is_a_short_list() -> None:
    assert chosen([" Notes", "names"], ["a  b", ""]) == (("names", "notes"), ("a b",))
    with pytest.raises(GapcheckError, match="'nams' is nothing that can be left out; known: names, evidence"):
        chosen(["nams"])


def test_words_that_stand_for_a_status_are_never_taken_for_names() -> None:
    given = report([*realistic(), Participant(id="No", name="Partial Ok", at=AT)]).redacted(["names"])
    assert {a.value for a in given.material.records.table(Answer).values()} >= {"no", "yes_said"}
