"""What stands in the reports, and what must not."""

import json
import re
from functools import cache

import msgspec
import pytest
from reports.making import AT, about, asked, hostile, realistic, report
from reports.reading import csv_rows, quick_formats, squeezed, text_of, written

from gapcheck.analysis.gap import percent
from gapcheck.errors import Refusal
from gapcheck.records.answers import Assessment
from gapcheck.records.modes import MODES
from gapcheck.records.vocabulary import EngagementType
from gapcheck.reports.data import backlog_data, gap_data, readiness_data, soa_data
from gapcheck.reports.house_method import method_table
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput

CERTIFICATION: tuple[EngagementType, ...] = ("stage1", "stage2", "surveillance", "recertification")
LETTERS = ("questions", "boss")
"""They begin at once, without a table of what they are about."""
FOR_OTHERS = ("soa_customer",)
"""A copy that leaves out names, dates and classification; what it says is in test_plan_kinds."""
EACH_WAY = ("txt", "csv", "json", "xlsx")
"""One format for each way from the results to a file: the document (that html, md, docx and pdf write too), the table,
the data, and the workbook. That every writer writes all of a document, and nothing else, is in test_hostile.
"""
PLANTED = (
    "CORRECTION-TEXT",
    "EXTENT-TEXT",
    "CAUSE-TEXT",
    "CORRECTIVE-TEXT",
    "Define the risk method",
    "On the intranet",
)


_IDS = re.compile(r"(?<![\w.])(?:A\.)?\d+(?:\.\d+)*(?![\w.])")


@pytest.fixture(scope="module")
def real() -> ReportInput:
    return report(realistic())


def test_all_certification_audits_after_stage_1_have_the_same_mode() -> None:
    """So that two of them stand for all in what follows."""
    assert len({id(MODES[kind]) for kind in CERTIFICATION}) == 2


@pytest.mark.parametrize("mode", CERTIFICATION[:2])
@pytest.mark.parametrize("kind", KINDS)
def test_a_certification_audit_names_no_way_to_close_a_gap_and_no_cause(kind: str, mode: EngagementType) -> None:
    for name in sorted({*EACH_WAY, *formats_of(kind)} - {"html", "md", "docx", "pdf"}):
        found = text_of(kind, name, certification(mode))
        assert [text for text in forbidden() if text in found] == [], name


@cache
def certification(mode: EngagementType) -> ReportInput:
    return report(realistic(mode))


@cache
def forbidden() -> list[str]:
    proposals = [r for item in asked.items for r in item.remediation]
    texts = [*PLANTED, *(r.action for r in proposals), *(r.done_when for r in proposals)]
    return [squeezed(text) for text in texts if len(text) > 15]


@pytest.mark.parametrize("name", quick_formats("gap"))
def test_consultancy_says_what_would_close_a_gap(name: str, real: ReportInput) -> None:
    assert squeezed("Define the risk method") in text_of("gap", name, real)
    assert squeezed("Define the risk method") in text_of("backlog", name, real)


def test_remediation_can_be_left_out_of_an_internal_audit() -> None:
    left_out = report(realistic("internal_audit"), remediation=False)
    for kind in KINDS:
        for name in ("txt", "csv", "json"):
            found = text_of(kind, name, left_out)
            assert not [text for text in PLANTED if squeezed(text) in found]


@pytest.mark.parametrize("name", quick_formats("gap"))
def test_every_item_is_in_the_gap_report_and_every_control_in_the_statement(name: str, real: ReportInput) -> None:
    gap, soa = (set(_IDS.findall(written(kind, name, real).decode())) for kind in ("gap", "soa"))
    assert [item.id for item in asked.items if item.id not in gap] == []
    assert [item.id for item in asked.controls if item.id not in soa] == []


@pytest.mark.parametrize("name", ["html", "txt"])
def test_the_only_percentages_are_those_of_the_analysis(name: str, real: ReportInput) -> None:
    allowed = set()
    for whole in ("clauses", "annex_a"):
        counts = real.gap.group(whole).counts
        allowed |= {percent(s) for s in (counts.coverage, counts.confirmed, counts.claimed, counts.ceiling)}
    allowed = {squeezed(text) for text in allowed}
    for kind in KINDS:
        found = set(re.findall(r"\d+%", text_of(kind, name, real)))
        assert found <= (allowed if kind == "gap" else set())


def test_clauses_and_controls_are_never_counted_together(real: ReportInput) -> None:
    found = text_of("gap", "html", real)
    assert squeezed("Assessed 20 of 30 requirements") in found
    assert "of123" not in found


def test_the_machine_shapes_are_those_that_were_promised(real: ReportInput) -> None:
    gap = gap_data(real.material, real.gap)
    assert {"title", "organization", "type", "questionnaire"} <= set(gap["engagement"])
    assert [group["id"] for group in gap["groups"]] == [
        "clauses", "4", "5", "6", "7", "8", "9", "10", "annex_a", "A.5", "A.6", "A.7", "A.8",
    ]  # fmt: skip
    wanted = "applicable conforms_evidenced conforms_claimed partial does_not_conform not_assessed excluded undecided"
    assert set(f"{wanted} coverage confirmed claimed ceiling".split()) <= set(gap["groups"][0])
    assert gap["groups"][0]["confirmed"] == real.gap.group("clauses").counts.confirmed
    assert {"ref", "title", "status", "basis", "gap_types", "evidence", "findings"} <= set(gap["items"][0])
    assert len(gap["items"]) == 123
    ready = readiness_data(real.stages[0])
    assert {"stage", "verdict", "gates"} <= set(ready)
    assert {"id", "level", "state", "refs", "why"} <= set(ready["gates"][0])
    backlog = backlog_data(real.material, real.backlog)
    fields = (
        "id text refs severity blocking risk risk_assumed reach value effort rank effective_rank band quick_win needs"
    )
    assert set(fields.split()) <= set(backlog["actions"][0])
    assert [a["id"] for a in backlog["actions"]] == [ranked.action.id for ranked in real.backlog.actions]
    assert [a["effective_rank"] for a in backlog["actions"]] == [r.effective_rank for r in real.backlog.actions]
    assert {"to_ask", "closed", "method"} <= set(backlog)
    assert len(soa_data(real.material, real.soa)["controls"]) == 93


def test_shares_are_null_where_nothing_applies() -> None:
    nothing = report([about()])
    alone = msgspec.structs.replace(nothing.gap.groups[0].counts, applicable=0)
    groups = (msgspec.structs.replace(nothing.gap.groups[0], counts=alone),)
    data = gap_data(nothing.material, msgspec.structs.replace(nothing.gap, groups=groups))
    assert [data["groups"][0][name] for name in ("coverage", "confirmed", "claimed", "ceiling")] == [None] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_the_metadata(kind: str, real: ReportInput) -> None:
    head = json.loads(written(kind, "json", real))["report"]
    assert head["data_sha256"] == real.data_hash and head["journal_seq"] == real.seq
    assert head["content"]["version"] == asked.manifest.version and head["state"] == "draft"


@pytest.mark.parametrize("name", ["html", "txt"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*LETTERS, *FOR_OTHERS)])
def test_every_document_says_what_it_is(kind: str, name: str, real: ReportInput) -> None:
    found = text_of(kind, name, real)
    wanted = ["Acme Fabrication GmbH", "ISO/IEC 27001:2022 with Amendment 1:2024", "Draft", "2026-11-16 to 2026-11-21",
              "Confidential: Acme and the audit team only", "Anna Berg", asked.manifest.version, real.data_hash,
              "2026-11-21 14:02 (UTC+01:00)", "samples"]  # fmt: skip
    assert [text for text in wanted if squeezed(text) not in found] == []


@pytest.mark.parametrize("name", ["html", "md", "txt"])
@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_says_whose_it_is_and_from_which_data(kind: str, name: str, real: ReportInput) -> None:
    found = text_of(kind, name, real)
    wanted = ["Acme Fabrication GmbH", "Draft", "Confidential: Acme and the audit team only", asked.manifest.version,
              real.data_hash, "21 November 2026"]  # fmt: skip
    assert [text for text in wanted if squeezed(text) not in found] == []


def test_the_document_checklist_names_what_the_standard_asks_for(real: ReportInput) -> None:
    documents = json.loads(written("readiness", "json", real))["documents"]
    clauses = [d["ref"] for d in documents if not d["ref"].startswith("A.")]
    controls = [d["ref"] for d in documents if d["ref"].startswith("A.")]
    assert len(clauses) == 15
    assert controls == ["A.5.10", "A.5.26", "A.5.31", "A.5.37", "A.6.6", "A.8.9", "A.8.27"]


def test_every_setting_is_shown_in_words(real: ReportInput) -> None:
    shown = method_table(real.material.method)
    assert len(shown.rows) == len(msgspec.structs.fields(real.material.method))
    assert not [row for row in shown.rows if row[0][0].islower()]


def test_partial_has_to_be_decided_before_an_audit_is_final() -> None:
    records = [*realistic("internal_audit"), Assessment(item="4.1", status="partial", rationale="x", at=AT)]
    assert squeezed("Still to be decided") in text_of("gap", "html", report(records))
    with pytest.raises(Refusal, match=r"4\.1"):
        report(records, final=True)
    assert report(realistic(), final=True).final


def test_what_nobody_decided_is_marked_proposed(real: ReportInput) -> None:
    proposed = [r for r in real.items.values() if r.status == "partial" and not r.decided]
    assert proposed
    page = text_of("gap", "html", real)
    for result in proposed:
        assert squeezed(f"◐ partial (proposed) {result.item.id} {result.item.full_title}") in page


def test_what_is_older_than_the_period_is_not_reverified() -> None:
    old = Assessment(item="4.1", status="conforms", rationale="last year", at="2025-11-20T10:00:00+01:00")
    found = report([about(), old])
    assert found.not_reverified == {"4.1"}
    assert [i["ref"] for i in gap_data(found.material, found.gap)["items"] if i["not_reverified"]] == ["4.1"]


def test_the_gap_table_has_the_status_of_every_item(real: ReportInput) -> None:
    head, *rows = csv_rows(written("gap", "csv", real))
    assert [row[0] for row in rows] == [item.id for item in asked.items]
    assert head[3] == "Status" and len(rows) == 123


def test_an_empty_engagement_gives_every_report() -> None:
    nothing = report([])
    for kind in KINDS:
        for name in quick_formats(kind):
            assert written(kind, name, nothing)


def test_a_long_classification_stays_whole_on_the_page() -> None:
    text = "secret " * 100
    page = written("gap", "html", report(hostile(text))).decode()
    assert "see the first page" in page and squeezed(text) in text_of("gap", "html", report(hostile(text)))


def test_a_sign_that_stands_alone_shows_as_itself(real: ReportInput) -> None:
    found = text_of("backlog", "md", real)
    assert "#BandActionItems" in found and "\\#BandActionItems" not in found
