"""The Statement of Applicability: every Annex A control, needed or not, why, and whether it is in place (6.1.3 d)."""

from gapcheck.analysis.soa import SoaRow
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import Block, Callout, Column, Document, Heading, Paragraph, Table
from gapcheck.reports.items import evidence_lines
from gapcheck.reports.metadata import document, limits, sign_off
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_CHOICE = {"yes": "● yes", "excluded": "– no", "undecided": "· not decided"}
_IMPLEMENTATION = {
    "implemented": "● implemented",
    "partly": "◐ partly",
    "planned": "○ planned",
    "not": "✕ not in place",
}


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: list[Block] = [*_summary(report)]
    for group in report.gap.groups:
        found = [row for row in report.soa.rows if row.result.group == group.id]
        if found:
            blocks += [Heading(text=f"{group.id} {group.title}"), _table(found, report)]
    blocks += [*limits(report), *sign_off(report, "Approved for the organization")]
    return document("soa", "Statement of Applicability", report, tuple(blocks), landscape=True)


def _summary(report: ReportInput) -> tuple[Block, ...]:
    soa = report.soa
    undecided = [row.result.item.id for row in soa.rows if row.choice == "undecided"]
    contradicted = [row for row in soa.rows if row.contradictions]
    lacking = [row for row in soa.rows if row.missing and row.choice != "undecided"]
    blocks: list[Block] = [
        Heading(text="In short"),
        Paragraph(
            text=f"Of {len(soa.rows)} controls: {soa.count('yes')} applicable, {soa.count('excluded')} excluded, "
            f"{soa.count('undecided')} not decided yet. Of the applicable and undecided ones: "
            f"{_implementation(report)}."
        ),
        Paragraph(
            text="A control is applicable because a risk, a law, a contract, the business or an interested party asks "
            "for it; it is excluded only with a reason that somebody stands for. An implementation marked (proposed) "
            "follows from what was heard and was not stated by a person.",
            quiet=True,
        ),
    ]
    if undecided:
        blocks.append(Callout(kind="decide", title=f"Not decided yet: {len(undecided)}", text=", ".join(undecided)))
    if contradicted:
        text = "\n".join(f"{row.result.item.id}: {', '.join(row.contradictions)}" for row in contradicted)
        blocks.append(Callout(kind="stop", title="Excluded, but evidence speaks against it", text=text))
    if lacking:
        text = "\n".join(f"{row.result.item.id}: {', '.join(row.missing)}" for row in lacking)
        blocks.append(Callout(kind="decide", title="Still missing before it can be shown", text=text))
    return tuple(blocks)


def _implementation(report: ReportInput) -> str:
    counted = [row.implementation for row in report.soa.rows if row.choice != "excluded"]
    words = (("implemented", "implemented"), ("partly", "partly"), ("planned", "planned"), ("not", "not in place"))
    parts = [f"{counted.count(code)} {text}" for code, text in words]  # type: ignore[arg-type]
    return ", ".join([*parts, f"{counted.count(None)} not known"])


def _table(found: list[SoaRow], report: ReportInput) -> Table:
    columns = (
        Column(title="Control", kind="ref", width=1.3),
        Column(title="Title", width=2.6),
        Column(title="Applicable", kind="status", width=1.7),
        Column(title="Why in, or why out", width=4),
        Column(title="Implementation", kind="status", width=2.3),
        Column(title="How and where", width=3),
        Column(title="Owner", width=1.6),
        Column(title="Decided by", width=1.8),
        Column(title="Evidence", width=3),
        Column(title="2013", kind="ref", width=1.2),
        Column(title="Missing", width=1.6),
    )
    return Table(columns=columns, rows=tuple(_cells(row, report) for row in found))


def reason(row: SoaRow) -> str:
    """Why a control is in or out."""
    decision = row.decision
    risks = f"risks: {joined(', ', *decision.risk_refs)}" if decision.risk_refs else ""
    inside = joined("\n", ", ".join(label(r) for r in decision.reasons_in), decision.reason_text, risks)
    return joined("\n", inside, f"out: {decision.reason_out}" if decision.reason_out else "")


def _cells(row: SoaRow, report: ReportInput) -> tuple[str, ...]:
    item, decision = row.result.item, row.decision
    proposed = " (proposed)" if row.implementation_proposed else ""
    contradictions = f"contradicted by {', '.join(row.contradictions)}" if row.contradictions else ""
    return (
        item.id,
        item.full_title,
        _CHOICE[row.choice],
        reason(row),
        _IMPLEMENTATION[row.implementation] + proposed if row.implementation else "",
        joined("\n", decision.how, decision.where_documented),
        decision.owner,
        joined(
            "\n", decision.decided_by, decision.at[:10], f"review by {decision.review_by}" if decision.review_by else ""
        ),
        joined("\n", *evidence_lines(row.result, report), contradictions),
        "\n".join(item.ref_2013) or "new",
        "\n".join(row.missing),
    )


_TITLES = (
    "Control", "Title", "Applicable", "Reasons in", "Reason in words", "Risks", "Reason out", "Implementation",
    "Implementation proposed", "How", "Where documented", "Owner", "Decided by", "Decided on", "Review by", "Evidence",
    "Contradicted by", "2013 reference", "Missing",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per control, for spreadsheets."""
    return Table(
        columns=tuple(Column(title=title) for title in _TITLES),
        rows=tuple(_row(row, report) for row in report.soa.rows),
    )


def _row(row: SoaRow, report: ReportInput) -> tuple[str, ...]:
    item, decision = row.result.item, row.decision
    return (
        item.id,
        item.full_title,
        {"yes": "yes", "excluded": "no"}.get(row.choice, "undecided"),
        ", ".join(label(r) for r in decision.reasons_in),
        decision.reason_text,
        joined(", ", *decision.risk_refs),
        decision.reason_out,
        row.implementation or "",
        "yes" if row.implementation_proposed else "no",
        decision.how,
        decision.where_documented,
        decision.owner,
        decision.decided_by,
        decision.at[:10],
        decision.review_by,
        "\n".join(evidence_lines(row.result, report)),
        ", ".join(row.contradictions),
        ", ".join(item.ref_2013) or "new",
        ", ".join(row.missing),
    )
