"""Final, or final but for something that is named; and the hash by which a file is known again."""

from pathlib import Path

import msgspec
import pytest
from building import Builder, action, answer
from reports.making import AT, about, realistic, report
from reports.reading import written

from gapcheck.errors import GapcheckError, Refusal, StoreError
from gapcheck.records.applicability import Applicability
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput
from gapcheck.reports.stamp import compared, read

OPEN = QuickNote(id="N-9", text="Who holds the keys?", taken_at=AT, at=AT)
WHY = "The plant in Graz is seen in May"
SMALL = report([about()])


def test_final_is_refused_while_something_is_open_and_says_what() -> None:
    with pytest.raises(Refusal, match=r"1 quick note not filed or to follow up: N-9\."):
        report([*realistic(), OPEN], final=True)
    with pytest.raises(GapcheckError, match="need a reason"):
        report(realistic(), final=True, exceptions=" ")
    with pytest.raises(GapcheckError, match="are for a final report"):
        report(realistic(), exceptions=WHY)


@pytest.mark.parametrize("kind", ["gap", "questions", "boss", "soa_customer"])
def test_exceptions_stand_on_the_first_page_with_all_that_is_open(kind: str) -> None:
    given = report([*realistic(answers=6), OPEN], final=True, exceptions=WHY)
    page = written(kind, "txt", given).decode()
    assert "Final with exceptions" in page[:400]
    first = " ".join(page[:1200].split())
    assert WHY in first
    assert "1 quick note not filed or to follow up: N-9." in first
    said = msgspec.json.decode(written(kind, "json", given))["report"]
    assert said["state"] == "final_with_exceptions"
    assert said["exceptions"]["reason"] == WHY


def test_without_anything_open_there_are_no_exceptions() -> None:
    given = report([about()], final=True, exceptions=WHY)
    assert written("gap", "md", given) == written("gap", "md", report([about()], final=True))


def test_an_item_at_partial_is_an_exception_of_an_audit() -> None:
    given = report(realistic("internal_audit"), final=True, exceptions=WHY)
    assert given.to_decide
    assert f'at "partial": {", ".join(given.to_decide)}.' in given.open_points[0]


def test_a_final_statement_of_applicability_leaves_no_control_open() -> None:
    """ISO/IEC 27001, 6.1.3 d: needed or not, why, and whether it is implemented."""
    for kind in ("soa", "soa_customer"):
        with pytest.raises(Refusal, match=r"89 controls not decided: A\.5\.1, A\.5\.3, ") as refused:
            report([*realistic(), Applicability(control="A.5.2", applicable="yes", at=AT)], kind=kind, final=True)
        assert "1 control without a reason for inclusion: A.5.2." in str(refused.value)
        assert "1 control excluded against the evidence: A.7.4." in str(refused.value)
        assert report(realistic(), kind=kind, final=True, exceptions=WHY).open_points
    assert report(realistic(), kind="gap", final=True).final


def test_what_is_given_to_the_organization_holds_no_draft_findings() -> None:
    for kind in ("audit", "working_papers", "nonconformities", "corrective_plan"):
        with pytest.raises(Refusal, match=r"1 finding still a draft: F-1\."):
            report(realistic(), kind=kind, final=True)
    issued = [msgspec.structs.replace(r, status="issued") if isinstance(r, Finding) else r for r in realistic()]
    assert report(issued, kind="audit", final=True).final


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_known_again_by_the_hash_of_its_data(kind: str, tmp_path: Path) -> None:
    for name in formats_of(kind):
        if name in ("csv", "jira", "github") or (name == "pdf" and kind not in ("boss", "questions", "readiness")):
            continue
        path = tmp_path / f"report.{name}"
        path.write_bytes(written(kind, name, SMALL))
        assert (read(path).sha256, read(path).seq) == (SMALL.data_hash, SMALL.seq), name


def test_hashes_of_other_things_are_not_taken_for_that_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "register.md"
    records = realistic()
    path.write_bytes(written("evidence", "md", report(records)))
    assert read(path).sha256 == report(records).data_hash
    path.write_text(f"Data (SHA-256): {'a' * 64}\nData (SHA-256): {'b' * 64}\n", encoding="utf-8")
    with pytest.raises(GapcheckError, match="2 different hashes"):
        read(path)


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("x.md", b"# Notes\n", "holds no hash"),
        ("x.json", b'{"report": []}', "holds no hash"),
        ("x.json", b"{", "holds no hash"),
        ("x.docx", b"PK\x03\x04 broken", "cannot be unpacked"),
        ("x.csv", b"a,b\n", "a table has no room"),
        ("x.pdf", b"%PDF-1.7\n\xff", "holds no hash"),
    ],
)
def test_a_file_without_a_hash_is_one_sentence(name: str, raw: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(GapcheckError, match=says):
        read(tmp_path / name)
    with pytest.raises(StoreError, match="cannot be read"):
        read(tmp_path / "none")


def test_data_that_went_on_match_the_entry_the_report_was_made_from(build: Builder, tmp_path: Path) -> None:
    engagement = build.engagement(answer("4.3-q1", "yes_said"))
    path = tmp_path / "soa.txt"
    path.write_bytes(written("soa_customer", "txt", ReportInput.of(engagement)))
    stamp = read(path)
    assert compared(engagement, stamp).matches
    engagement.do(answer("4.1-q1", "no"), action("A-1", "4.1"))
    found = compared(engagement, stamp)
    assert not found.matches
    assert "made from entry 2, now at entry 3; what changed since: 2 changes." in found.sentence
    assert "It matches the state at entry 2." in found.sentence
    assert len(found.since) == 1
    other = compared(engagement, msgspec.structs.replace(stamp, sha256="0" * 64))
    assert "another engagement" in other.sentence
    newer = compared(engagement, msgspec.structs.replace(stamp, sha256="0" * 64, seq=9))
    assert "older copy" in newer.sentence
