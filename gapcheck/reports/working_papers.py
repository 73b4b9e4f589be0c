"""The audit team's working papers: what was heard, seen and decided, item by item.

They propose nothing: what the answers suggest, causes and ways to close a finding stand in no line of them
(ISO/IEC 17021-1, 9.4.5.3), whatever the type of the engagement.
"""

from typing import Any

import msgspec

from gapcheck.analysis.day import undecided
from gapcheck.analysis.items import ItemResult
from gapcheck.records.about import finding_label
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.base import Record
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import finding_without_remediation
from gapcheck.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.evidence_register import evidence_chapter
from gapcheck.reports.findings import (
    VIEW,
    agreement,
    all_findings,
    criteria_lines,
    incomplete,
    reason_label,
    three_parts,
    where,
)
from gapcheck.reports.items import answer_lines, decision_line, decisions, evidence_lines, finding_lines, note_lines
from gapcheck.reports.looked_at import assessed, matrix_chapter
from gapcheck.reports.marks import SHAPES, state_of, word
from gapcheck.reports.metadata import document, limits, metadata_data, sign_off
from gapcheck.reports.on_site import day_chapter, note_chapter, quick_note_lines, sample_chapter, thread_chapter
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_WHAT = (
    "Notes of the audit team: what was heard, seen and decided, with where it can be found again. They are no audit "
    "report. No status stands here that a person did not decide, and neither causes nor ways to close a finding."
)
_STAGE_1 = "Stage 1 knows areas of concern, which have no grades."
_IN_PLACE = {"implemented": "implemented", "partly": "partly in place", "planned": "planned", "not": "not in place"}


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        *_summary(report),
        PageBreak(),
        *_findings(report),
        *_items(report),
        *_nothing_known(report),
        *thread_chapter(report),
        *sample_chapter(report),
        *evidence_chapter(report),
        *note_chapter(report),
        *day_chapter(report),
        *matrix_chapter(report),
        *limits(report),
        *sign_off(report),
    )
    return document("working_papers", f"Working papers: {label(report.about.type)}", report, blocks)


def status_of(result: ItemResult) -> str:
    """The status that a person decided on, or the exclusion of a control; empty while nobody decided.

    One site that does not conform decides for all; that all conform is only decided once each of them is.
    """
    if result.choice == "excluded" or result.decided:
        return result.status if result.looked_at else ""
    found = [s.decision.decided for s in result.sites if s.decision is not None]
    return result.status if result.is_gap and result.status in found else ""


def mark_of(result: ItemResult) -> str:
    """The same as shape and word."""
    if not status_of(result):
        return f"{SHAPES['not_assessed']} not decided"
    found = state_of(result)
    words = {"confirmed": "conforms, confirmed", "claimed": "conforms, claimed only"}.get(found, word(found))
    return f"{SHAPES[found]} {words}"


def waiting(report: ReportInput) -> list[ItemResult]:
    """What something is known of and nobody decided on, what is to be looked at again, and what stands at partial."""
    left = {result.item.id for result in undecided(report.items)} | set(report.to_decide)
    return [result for ref, result in report.items.items() if ref in left]


def _summary(report: ReportInput) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(text="In short"), Callout(kind="note", title="What this is", text=_WHAT)]
    rows = tuple(
        (
            group.title if group.id in ("clauses", "annex_a") else joined(" ", group.id, group.title),
            *_decided(group.items),
        )
        for group in report.gap.groups
        if group.items
    )
    columns = (
        Column(title="Area", width=5),
        *(
            Column(title=text, kind="number", width=1.5)
            for text in ("Items", "Decided", "Conforms", "Does not", "Excluded")
        ),
    )
    lines = [f"{assessed(report.gap.group(name))}." for name in ("clauses", "annex_a") if report.gap.group(name).items]
    if report.material.mode.audit:
        blocks.append(Paragraph(text=" ".join(lines)))
    blocks += [Table(columns=columns, rows=rows), Heading(text="Not decided yet", level=2)]
    left = waiting(report)
    if not left:
        return (*blocks, Paragraph(text="Everything that something is known of was decided."))
    columns = (Column(title="Item", kind="ref"), Column(title="Title", width=5), Column(title="What waits", width=4))
    rows = tuple((r.item.id, r.item.full_title, _waits(r)) for r in left)
    return (*blocks, Table(columns=columns, rows=rows))


def _decided(found: tuple[ItemResult, ...]) -> tuple[str, ...]:
    states = [status_of(result) for result in found]
    decided = sum(state not in ("", "not_applicable") for state in states)
    numbers = (states.count("conforms"), states.count("does_not_conform"), states.count("not_applicable"))
    return (str(len(found)), str(decided), *map(str, numbers))


def _waits(result: ItemResult) -> str:
    if result.look_again:
        return "answers or evidence came in after the decision"
    if status_of(result) == "partial":
        return '"partial" is no audit result: met or not met?'
    return "not decided at every site" if status_of(result) else "heard or seen, not decided"


def _findings(report: ReportInput) -> tuple[Block, ...]:
    stage1 = report.about.type == "stage1"
    blocks: list[Block] = [Heading(text="Areas of concern and other findings" if stage1 else "Findings")]
    if stage1:
        blocks.append(Paragraph(text=_STAGE_1, quiet=True))
    found = all_findings(report)
    if not found:
        blocks.append(Paragraph(text="No findings were raised."))
    for finding in found:
        kind = finding_label(report.about, finding.type)
        heading = Heading(text=joined(" ", finding.id, finding.title), level=3, mark=kind)
        blocks += [heading, *incomplete(finding, report), _finding(finding, report)]
    return tuple(blocks)


def _finding(finding: Finding, report: ReportInput) -> Facts:
    asked = report.material.questionnaire.on_site.grading if report.about.type != "stage1" else ()
    graded = (joined(": ", q.ask, finding.grading[q.id]) for q in asked if finding.grading.get(q.id))
    raised = joined(", ", finding.raised_by, finding.raised_at[:10])
    return facts(
        fact("Concerns", *criteria_lines(finding, report)),
        *three_parts(finding, report),
        fact("Where", where(finding, report)),
        fact("Effect", finding.effect),
        fact("Grading questions", *graded),
        fact(reason_label(finding), finding.grading_rationale),
        fact(VIEW, joined(": ", agreement(finding), finding.auditee_comment) if finding.type != "strength" else ""),
        fact("Repeats", finding.repeat_of),
        fact("Comes from", finding.source),
        fact("Issued incomplete, because", finding.issued_incomplete),
        fact("Answer due", finding.due_plan),
        fact("Action due", finding.due_done),
        fact("Verification", finding.verification),
        fact("Effectiveness", finding.effectiveness),
        fact("Raised", raised),
        fact("State", label(finding.status)),
    )


def _items(report: ReportInput) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for group in report.gap.groups:
        known = [r for r in report.items.values() if r.group == group.id and is_known(r, report)]
        if known:
            title = joined(" ", group.id, group.title)
            blocks.append(Heading(text=f"Clause {title}" if group.kind == "clause" else title))
        for result in known:
            heading = joined(" ", result.item.id, result.item.full_title)
            blocks += [Heading(text=heading, level=3, mark=mark_of(result)), _item(result, report)]
    return tuple(blocks)


def is_known(result: ItemResult, report: ReportInput) -> bool:
    """Whether anything was heard, seen, noted or decided."""
    ref, material = result.item.id, report.material
    noted = note_lines(result, report) or quick_note_lines(ref, report)
    heard = material.answers.get(ref) or material.assessments.get(ref)
    return bool(heard or noted or result.evidence or result.findings or result.choice in ("yes", "excluded"))


def _item(result: ItemResult, report: ReportInput) -> Facts:
    return facts(
        fact("To settle", _waits(result) if result.look_again or status_of(result) == "partial" else ""),
        fact("Applicability", *_applicability(result, report)),
        fact("Decision", *(_decision(decision) for decision in decisions(result, report))),
        fact("What was heard", *answer_lines(result, report)),
        fact("Notes", *note_lines(result, report), *quick_note_lines(result.item.id, report)),
        fact("Evidence", *evidence_lines(result, report)),
        fact("Findings", *finding_lines(result, report)),
    )


def _decision(decision: Assessment) -> str:
    """A decision as it was recorded; without a status it is none, and nothing stands in for it."""
    return decision_line(decision).replace("status left to the proposal", "no status decided", 1)


def _applicability(result: ItemResult, report: ReportInput) -> list[str]:
    """What the organization decided on a control."""
    decision = report.material.applicability(result.item)
    if decision is None or result.choice not in ("yes", "excluded"):
        return []
    inside = joined(
        "; ", ", ".join(map(label, decision.reasons_in)), decision.reason_text, joined(", ", *decision.risk_refs)
    )
    chosen = (
        joined(": ", "applicable", inside) if result.choice == "yes" else joined(": ", "excluded", decision.reason_out)
    )
    stands = f"decided by {decision.decided_by}" if decision.decided_by else ""
    how = joined(
        "; ", _IN_PLACE.get(decision.implementation or "", ""), decision.how, decision.where_documented, decision.owner
    )
    return [joined("; ", chosen, stands), *([how] if how else [])]


def _nothing_known(report: ReportInput) -> tuple[Block, ...]:
    missing = [r for r in report.items.values() if not is_known(r, report)]
    if not missing:
        return ()
    columns = (Column(title="Item", kind="ref"), Column(title="Title", width=9))
    rows = tuple((r.item.id, r.item.full_title) for r in missing)
    return Heading(text="Nothing heard or seen"), Table(columns=columns, rows=rows)


_TITLES = (
    "Item", "Title", "Group", "Decided status", "Waits for a decision", "Applicability", "Decision", "What was heard",
    "Notes", "Evidence", "Findings",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per item."""
    left = {result.item.id for result in waiting(report)}
    return Table(
        columns=tuple(Column(title=text) for text in _TITLES),
        rows=tuple(_row(result, report, result.item.id in left) for result in report.items.values()),
    )


def _row(result: ItemResult, report: ReportInput, waits: bool) -> tuple[str, ...]:
    status = status_of(result)
    return (
        result.item.id,
        result.item.full_title,
        result.group,
        label(status) if status else "",
        "yes" if waits else "",
        "\n".join(_applicability(result, report)),
        "\n".join(_decision(decision) for decision in decisions(result, report)),
        "\n".join(answer_lines(result, report)),
        "\n".join([*note_lines(result, report), *quick_note_lines(result.item.id, report)]),
        "\n".join(evidence_lines(result, report)),
        "\n".join(finding_lines(result, report)),
    )


_KEPT: tuple[type[Record], ...] = (
    Answer, Assessment, Note, Evidence, Link, QuickNote, Thread, Sample, Participant, Slot, Meeting,
)  # fmt: skip


def data(report: ReportInput) -> dict[str, Any]:
    """The same for machines; `status` is null while nobody decided."""
    tables = report.material.records
    found = [finding_without_remediation(finding) for finding in all_findings(report)]
    return {
        "report": {**metadata_data("working_papers", report), "note": _WHAT},
        "items": [
            {"ref": r.item.id, "title": r.item.full_title, "group": r.group, "status": status_of(r) or None}
            for r in report.items.values()
        ],
        "undecided": [result.item.id for result in waiting(report)],
        "findings": [{**msgspec.to_builtins(f), "label": finding_label(report.about, f.type)} for f in found],
        "records": {kind.TABLE: msgspec.to_builtins(list(tables.table(kind).values())) for kind in _KEPT},
    }
