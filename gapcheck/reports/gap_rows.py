"""The gap analysis as one row per requirement and control."""

from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.records.vocabulary import fact_label, label
from gapcheck.reports.document import Column, Table
from gapcheck.reports.items import (
    answer_lines,
    closing_lines,
    decision_line,
    decisions,
    evidence_lines,
    finding_lines,
    note_lines,
    to_settle,
)
from gapcheck.reports.marks import state_of, word
from gapcheck.reports.on_site import quick_note_lines
from gapcheck.reports.source import ReportInput

_TITLES = (
    "Item",
    "Title",
    "Group",
    "Status",
    "Confirmed or claimed",
    "Basis",
    "Decided or proposed",
    "Applicability",
    "Documented",
    "Implemented",
    "Effective",
    "Kind of gap",
    "To settle",
    "How it came about",
    "Decision",
    "What was heard",
    "Notes",
    "Evidence",
    "Findings",
    "What would close it",
)


def gap_rows(report: ReportInput) -> Table:
    """One row per item; ways to close a gap only where the mode allows them."""
    shown = len(_TITLES) if report.shows_remediation else len(_TITLES) - 1
    return Table(
        columns=tuple(Column(title=title) for title in _TITLES[:shown]),
        rows=tuple(_row(result, report)[:shown] for result in report.items.values()),
    )


def _row(result: ItemResult, report: ReportInput) -> tuple[str, ...]:
    choice = {"always": "always applies", "yes": "applicable"}.get(result.choice, result.choice)
    return (
        result.item.id,
        result.item.full_title,
        result.group,
        label(result.status),
        word(state_of(result)) if result.status == "conforms" else "",
        label(result.basis) if result.basis else "",
        "decided" if result.decided else "proposed",
        choice,
        fact_label(result.facts.documented),
        fact_label(result.facts.implemented),
        fact_label(result.facts.effective),
        ", ".join(label(gap) for gap in result.gap_types),
        "\n".join(to_settle(result, report)),
        "\n".join(explain_item(result)),
        "\n".join(decision_line(decision) for decision in decisions(result, report)),
        "\n".join(answer_lines(result, report)),
        "\n".join([*note_lines(result, report), *quick_note_lines(result.item.id, report)]),
        "\n".join(evidence_lines(result, report)),
        "\n".join(finding_lines(result, report)),
        "\n".join(closing_lines(result, report)),
    )
