"""The audit report, the working papers, the nonconformity forms and the plan that answers them."""

import json
from typing import Any

import msgspec
import pytest
from reports.making import AT, about, on_site, realistic, report
from reports.reading import csv_rows, squeezed, strings, text_of, written

from gapcheck.records.about import About, Member, Site
from gapcheck.records.actions import Action
from gapcheck.records.answers import Answer, Assessment
from gapcheck.records.base import Record
from gapcheck.records.day import Meeting, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.house_style import HouseStyle
from gapcheck.records.samples import Case, Sample
from gapcheck.records.vocabulary import EngagementType, FindingType
from gapcheck.reports.document import Callout, Document, Facts, Heading, PageBreak, Table
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput

CERTIFICATION: tuple[EngagementType, ...] = ("stage2", "surveillance", "recertification")


def raised(ident: str, kind: FindingType = "minor", **fields: Any) -> Finding:
    given = {"status": "issued", "items": ("A.5.18",), "nature": f"nature of {ident}", "at": AT, **fields}
    return Finding(id=ident, type=kind, **given)


def audit(*records: Record, kind: EngagementType = "internal_audit") -> ReportInput:
    return report([about(kind), *records])


def made(kind: str, given: ReportInput) -> Document:
    return KINDS[kind].document(given)


def headings(document: Document, level: int = 1) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def table_under(document: Document, heading: str) -> Table:
    place = [b.text if isinstance(b, Heading) else "" for b in document.blocks].index(heading)
    return next(b for b in document.blocks[place:] if isinstance(b, Table))


def facts_under(document: Document, start: str) -> dict[str, tuple[str, ...]]:
    place = next(n for n, b in enumerate(document.blocks) if isinstance(b, Heading) and b.text.startswith(start))
    found = next(b for b in document.blocks[place:] if isinstance(b, Facts))
    return {row.label: row.lines for row in found.rows}


@pytest.mark.parametrize("kind", ["baseline", "gap_analysis", "readiness"])
def test_a_gap_analysis_never_passes_for_an_internal_audit(kind: EngagementType) -> None:
    given = audit(kind=kind)
    document = made("audit", given)
    assert "not an internal audit" in document.label and "report of a" in document.label.casefold()
    assert any(isinstance(b, Callout) and "does not count as one" in b.text for b in document.blocks)
    assert json.loads(written("audit", "json", given))["is_internal_audit"] is False


def test_an_internal_audit_is_called_one() -> None:
    assert made("audit", audit()).label == "Internal audit report"
    assert made("audit", audit(kind="stage2")).label == "Stage 2 audit report"


def test_the_conclusion_is_left_to_the_auditor_and_the_counts_are_told() -> None:
    decided = [Assessment(item=ref, status="conforms", rationale="seen", at=AT) for ref in ("4.1", "4.2", "A.8.13")]
    document = made("audit", audit(raised("F-1", agreed="disputed"), raised("F-2", "ofi"), *decided))
    conclusion = table_under(document, "Conclusion")
    assert len(conclusion.rows) == 4 and all(row[1] == "" for row in conclusion.rows)
    assert conclusion.columns[1].kind == "blank"
    told = " ".join(facts_under(document, "In short")["Looked at"])
    assert "Assessed 2 of 30 requirements" in told and "Assessed 1 of 93 applicable" in told
    counted = {row[0]: (row[1], *row[3:5]) for row in table_under(document, "Findings by type").rows}
    assert table_under(document, "Sign-off").rows[0] == ("Author", "", "", "")
    assert counted["minor nonconformity"] == ("1", "1", "1")
    assert counted["major nonconformity"] == ("0", "0", "0")


def test_what_the_answers_suggest_is_marked_in_a_gap_analysis_and_counts_for_nothing_in_an_audit() -> None:
    heard = [Answer(question=f"4.1-q{n}", value="no", at=AT) for n in range(1, 7)]
    told = " ".join(facts_under(made("audit", audit(*heard, kind="gap_analysis")), "In short")["Looked at"])
    assert "1 of these follow from answers, and no person decided on them yet" in told
    told = " ".join(facts_under(made("audit", audit(*heard)), "In short")["Looked at"])
    assert "Assessed 0 of 30" in told and "follow" not in told


def test_earlier_findings_come_first_and_only_major_and_minor_are_grades() -> None:
    found = [
        raised("F-1", "major", grading_rationale="because"),
        raised("F-2", "nonconformity", grading_rationale="so it is"),
        raised("F-3", "ofi", repeat_of="F-0"),
    ]
    document = made("audit", audit(*found))
    assert headings(document, 3)[:3] == ["F-3", "F-1", "F-2"]
    assert [row[0] for row in table_under(document, "Findings in short").rows] == ["F-3", "F-1", "F-2"]
    assert facts_under(document, "F-1")["Why this grade"] == ("because",)
    assert facts_under(document, "F-2")["Why"] == ("so it is",)
    forms = made("nonconformities", audit(*found))
    assert facts_under(forms, "Nonconformity F-1")["Grade"] == ("major nonconformity: because",)
    assert "Grade" not in facts_under(forms, "Nonconformity F-2")


def test_a_finding_and_the_result_of_its_item_do_not_speak_against_each_other() -> None:
    said = [Assessment(item="4.1", status="conforms", rationale="seen", at=AT)]
    document = made("audit", audit(raised("F-1", "nonconformity"), raised("F-2", items=("4.1",)), *said))
    callouts = {b.title: b.text for b in document.blocks if isinstance(b, Callout)}
    assert callouts["Decided to conform, with an open nonconformity"] == "4.1: F-2."
    assert "1 item not decided: A.5.18." in callouts["Before this report is final"]
    missing = {row[0]: row[3] for row in table_under(document, "Requirements and controls without a result").rows}
    assert missing["A.5.18"] == "not decided, although it has findings: F-1"
    assert missing["4.2"] == "nothing was asked or shown"
    assert "Opennonconformitieswithoutagrade:1." in text_of("gap", "txt", audit(raised("F-1", "nonconformity")))


def test_author_reviewer_and_readers_stand_where_they_are_known() -> None:
    team = [
        Member(id="A", name="Anna Berg", role="Lead auditor", at=AT),
        Member(id="R", name="Rita", role="Reviewer", at=AT),
    ]
    style = HouseStyle(distribution=("Managing director",))
    head = msgspec.structs.replace(about("internal_audit"), style=style)
    document = made("audit", report([head, *team]))
    cover = {row.label: row.lines for row in document.metadata.rows}
    assert (cover["Author"], cover["Reviewer"]) == (("Anna Berg",), ("Rita",))
    assert cover["Assessed"][0] == "0 of 30 requirements of clauses 4 to 10"
    assert [row[1] for row in table_under(document, "Sign-off").rows] == ["Anna Berg", "Rita", ""]
    assert table_under(document, "Distribution").rows == (("Managing director", "", ""),)


def test_the_words_of_the_house_are_used() -> None:
    head = About(title="T", organization="O", type="internal_audit", questionnaire="x", labels={"ofi": "Hint"})
    found = report([head, raised("F-1", "ofi")])
    assert "Hint" in text_of("audit", "txt", found) and "opportunity" not in text_of("audit", "txt", found)


def test_a_difference_of_opinion_stands_with_both_views() -> None:
    document = made("audit", audit(raised("F-1", agreed="disputed", auditee_comment="Nobody could sign in.")))
    (row,) = table_under(document, "Differences of opinion that stay open").rows
    assert row == ("F-1", "nature of F-1", "Nobody could sign in.")


def test_where_the_plan_was_left_is_said_in_words() -> None:
    day = {"date": "2026-11-21", "start": "09:00", "end": "10:00", "at": AT}
    slots = [
        Slot(id="P-1", title="a", began="2026-11-21T09:09:00+01:00", ended="2026-11-21T10:30:00+01:00", **day),
        Slot(id="P-2", title="b", carried_over="contract", **day),
        Slot(id="P-3", title="c", began="2026-11-23T09:00:00+01:00", **day),
        Slot(id="P-4", title="d", kind="break", **day),
        Slot(id="P-5", title="Opening meeting", kind="meeting", **day),
        Slot(id="P-6", title="Closing meeting", kind="meeting", **day),
    ]
    met = Meeting(kind="opening", date="2026-11-21", at=AT)
    rows = table_under(made("audit", audit(*slots, met)), "Plan and deviations").rows
    assert [row[-1] for row in rows] == [
        "ended 30 minutes late", "not recorded as held\nleft open: contract", "held on 2026-11-23", "",
        "", "not recorded as held",
    ]  # fmt: skip
    assert rows[4][3] == "held, no times taken"


def test_attendance_names_people_and_what_was_left_out_of_a_meeting() -> None:
    document = made("audit", report(realistic("internal_audit", 0)))
    people = {row[0]: row for row in table_under(document, "Persons and meetings").rows}
    assert people["Ines Holm"][3:] == ("Opening meeting, 2026-11-21, Berlin", "2026-11-21 IT operations")
    assert people["Anna Berg"][1] == "audit team, lead"
    meeting = facts_under(document, "Opening meeting")
    assert "Vienna is left out" in meeting["Noted"][0] and "2 of" in meeting["Dealt with"][0]
    assert meeting["Not dealt with"]


def test_every_case_of_a_sample_is_told_and_a_judgement_is_not_projected() -> None:
    cases = (Case(id="a", result="ok"), Case(id="b", result="exception", note="late"), Case(id="c"))
    sample = Sample(id="S-9", title="Leavers", population="leavers", population_size=42, cases=cases, at=AT)
    document = made("audit", audit(sample))
    (row,) = table_under(document, "Samples").rows
    assert row[-2:] == ("2 of 3", "exception b: late\nok: a\nnot looked at: c")
    assert squeezed("cannot be projected") in text_of("audit", "txt", audit(sample))


def test_the_matrix_has_the_sites_that_were_visited_and_the_ways() -> None:
    seen = Evidence(id="E-1", type="document", title="Policy", site="a", method="remote", at=AT)
    places = [
        Site(id="a", name="Ahlen", at=AT),
        Site(id="b", name="Bonn", at=AT),
        Site(id="c", name="Celle", selected=False, selection_reason="visited in 2025", at=AT),
    ]
    linked = [seen, Link(evidence="E-1", item="5.2", at=AT), Assessment(item="5.2", status="conforms", at=AT)]
    document = made("audit", audit(*places, *linked))
    matrix = table_under(document, "What was looked at where and how")
    assert [column.title for column in matrix.columns] == ["Item", "Title", "For all sites", "Ahlen", "Bonn"]
    assert next(row for row in matrix.rows if row[0] == "5.2")[2:] == ("-", "D remote", "-")
    text = text_of("audit", "txt", audit(*places, *linked))
    assert squeezed("Celle, site; not selected; visited in 2025") in text and squeezed("Bonn: 5.2.") in text


def test_working_papers_hold_no_proposal_and_no_cause_in_any_mode() -> None:
    heard = [Answer(question=f"4.1-q{n}", value="no", note="HEARD", at=AT) for n in range(1, 7)]
    for kind in ("gap_analysis", "internal_audit", "stage2"):
        given = report([*realistic(kind, 0), *heard])
        data = json.loads(written("working_papers", "json", given))
        states = {item["ref"]: item["status"] for item in data["items"]}
        assert states["4.1"] is None and "4.1" in data["undecided"]
        text = text_of("working_papers", "md", given)
        assert "HEARD" in text and "proposal" not in text and "proposed" not in text
        assert not [t for t in ("CORRECTION", "EXTENT", "CAUSE", "CORRECTIVE") if f"{t}-TEXT" in text]
        assert not [t for t in strings(data) if t.endswith("-TEXT")]


def test_working_papers_show_a_site_that_does_not_conform_although_others_wait() -> None:
    places = [Site(id=ident, name=ident, at=AT) for ident in "ab"]
    one = Assessment(item="A.8.13", site="a", status="does_not_conform", rationale="seen", at=AT)
    other = Assessment(item="A.8.14", site="a", status="conforms", rationale="seen", at=AT)
    data = json.loads(written("working_papers", "json", audit(*places, one, other, kind="stage2")))
    states = {item["ref"]: item["status"] for item in data["items"]}
    assert (states["A.8.13"], states["A.8.14"]) == ("does_not_conform", None)


def test_stage_1_has_areas_of_concern_and_no_forms() -> None:
    given = audit(raised("F-1", "area_of_concern"), kind="stage1")
    assert "Areas of concern and other findings" in headings(made("working_papers", given))
    assert squeezed("areas of concern and no nonconformities") in text_of("nonconformities", "txt", given)
    assert csv_rows(written("nonconformities", "csv", given))[1:] == []


def test_each_nonconformity_has_a_page_and_room_for_both_sides() -> None:
    found = [raised("F-1"), raised("F-2", "major"), raised("F-3", "ofi"), raised("F-4", "strength")]
    document = made("nonconformities", audit(*found))
    assert sum(isinstance(b, PageBreak) for b in document.blocks) == 2
    assert headings(document) == ["Overview", "Nonconformity F-2", "Nonconformity F-1"]
    tables = [b for b in document.blocks if isinstance(b, Table)]
    blank = [column.title for table in tables for column in table.columns if column.kind == "blank"]
    assert {"Answer", "Owner", "Due", "Reviewed", "Accepted", "Verified", "Effective", "Closed"} <= set(blank)


ANSWERED: dict[str, Any] = {
    "correction": "CORRECTED",
    "extent_check": "REACHED",
    "root_causes": ("CAUSED",),
    "corrective_actions": ("ACTED",),
    "status": "verified",
    "verification": "CHECKED",
    "due_done": "2026-11-01",
}
LINKED = Action(id="A-1", items=("A.5.18",), text="LINKED", finding="F-1", owner="OWNED", due="2026-12-01", at=AT)


@pytest.mark.parametrize("kind", CERTIFICATION)
def test_a_certification_body_leaves_the_part_of_the_organization_blank(kind: EngagementType) -> None:
    given = audit(raised("F-1", **ANSWERED), LINKED, kind=kind)
    hidden = ("CORRECTED", "REACHED", "CAUSED", "ACTED", "LINKED", "OWNED")
    for name in ("nonconformities", "corrective_plan"):
        for format in ("txt", "csv", "json"):
            text = text_of(name, format, given)
            assert "CHECKED" in text and not [word for word in hidden if word in text]
    columns = [c.title for b in made("corrective_plan", given).blocks if isinstance(b, Table) for c in b.columns][:6]
    assert columns == ["No.", "Nonconformity", "Grade", "Due", "State", "Verification"]


def test_an_internal_audit_fills_in_what_is_known() -> None:
    given = audit(raised("F-1", **ANSWERED), LINKED)
    for name in ("nonconformities", "corrective_plan"):
        for format in ("txt", "csv", "json"):
            text = text_of(name, format, given)
            wanted = ("CORRECTED", "REACHED", "CAUSED", "ACTED", "LINKED", "OWNED", "2026-12-01", "CHECKED")
            assert [word for word in wanted if word not in text] == []


def test_a_finding_of_an_earlier_audit_names_that_audit_and_nobody_of_this_one() -> None:
    document = made("nonconformities", audit(raised("F-1", source="Audit 2025", raised_by="Anna", raised_at=AT)))
    assert table_under(document, "Nonconformity F-1").rows[0][1:] == ("Audit 2025", "Acme Fabrication GmbH", "", "")
    assert squeezed("Anna") not in text_of("nonconformities", "csv", audit(raised("F-1", source="x", raised_by="Anna")))


def test_a_draft_says_what_it_lacks_and_an_issued_form_does_not() -> None:
    draft = made("nonconformities", audit(raised("F-1", status="draft")))
    (callout,) = (b for b in draft.blocks if isinstance(b, Callout))
    assert "requirement" in callout.text and "evidence" in callout.text
    assert not [b for b in made("nonconformities", audit(raised("F-1"))).blocks if isinstance(b, Callout)]


@pytest.mark.parametrize(
    ("causes", "actions", "asked"),
    [
        (("Human error of the planner",), ("A check list opens with the ticket",), 1),
        (("Carelessness",), ("Remind the drivers", "Brief the hall team and train new staff"), 2),
        (("HR tells IT by mail",), ("Train HR; the payroll run opens the ticket",), 0),
        (("Nobody owns the list",), ("Awareness training for all staff",), 1),
        ((), (), 0),
    ],
)
def test_a_weak_answer_is_asked_about_and_never_judged(
    causes: tuple[str, ...], actions: tuple[str, ...], asked: int
) -> None:
    given = audit(raised("F-1", root_causes=causes, corrective_actions=actions))
    (row,) = json.loads(written("corrective_plan", "json", given))["nonconformities"]
    assert len(row["worth_asking"]) == asked
    assert all(text.endswith("?") for text in row["worth_asking"])


def test_the_plan_says_what_is_past_its_date_as_of_the_report() -> None:
    found = raised("F-1", due_done="2026-11-20"), raised("F-2", due_done="2026-11-20", status="verified")
    rows = json.loads(written("corrective_plan", "json", audit(*found)))["nonconformities"]
    assert {row["id"]: row["late"] for row in rows} == {"F-1": True, "F-2": False}
    assert "Pasttheirdate:F-1." in text_of("corrective_plan", "txt", audit(*found))
    assert made("corrective_plan", audit()).landscape


def test_what_is_kept_on_site_is_in_the_audit_report_and_the_working_papers() -> None:
    given = report([about("internal_audit"), *on_site()])
    for kind in ("audit", "working_papers"):
        text = text_of(kind, "txt", given)
        wanted = ("leavers since January", "open for nine days", "Started late", "Head of IT", "IT office")
        assert [word for word in wanted if squeezed(word) not in text] == []
