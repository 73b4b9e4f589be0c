"""The corrective-action plan: every nonconformity with cause, correction, action, owner, dates and state.

In certification modes it holds what a certification body may hold: number, grade, dates, state and verification
(ISO/IEC 17021-1, 9.4.5.3).
"""

from typing import Any

import msgspec

from gapcheck.records.about import finding_label
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.ageing import ageing, days_left, days_open
from gapcheck.reports.closing_questions import closing_questions
from gapcheck.reports.document import Block, Column, Document, Heading, Paragraph, Table
from gapcheck.reports.finding_actions import actions_of, correction, corrective, dates, owners
from gapcheck.reports.findings import about_of, nonconformities
from gapcheck.reports.metadata import document, limits, metadata_data, sign_off
from gapcheck.reports.nonconformities import none_said, raised_on
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput


def build(report: ReportInput) -> Document:
    """The document."""
    found = nonconformities(report)
    blocks: list[Block] = [
        Heading(text="Nonconformities and what is done about them"),
        Paragraph(text=_told(found, report)),
    ]
    if found:
        shape = _FULL if report.shows_remediation else _CERTIFICATION
        rows = tuple(_full(f, report) if report.shows_remediation else _certification(f, report) for f in found)
        blocks += [Table(columns=shape, rows=rows), *ageing(found, report)]
    asked = [joined(": ", f.id, text) for f in found for text in closing_questions(f, report)]
    if asked:
        blocks.append(Heading(text="Worth asking before an answer is accepted", level=2))
        blocks += [Paragraph(text=text, quiet=True) for text in asked]
    blocks += [*limits(report), *sign_off(report)]
    made = document("corrective_plan", "Corrective-action plan", report, tuple(blocks), landscape=True)
    return msgspec.structs.replace(made, layout="letter")


def _told(found: list[Finding], report: ReportInput) -> str:
    if not found:
        return none_said(report)
    late = [finding.id for finding in found if is_late(finding, report)]
    open_ = sum(finding.is_open for finding in found)
    one = len(found) == 1
    told = f"{len(found)} {'nonconformity' if one else 'nonconformities'}, {open_} still open."
    return f"{told} Past their date: {joined(', ', *late)}." if late else told


def is_late(finding: Finding, report: ReportInput) -> bool:
    """Whether the action should have been done by the date of the report."""
    return bool(finding.is_open and finding.due_done and finding.due_done[:10] < report.date[:10])


_CERTIFICATION = (
    Column(title="No.", kind="ref", width=1.2),
    Column(title="Nonconformity", width=4),
    Column(title="Grade", width=1.8),
    Column(title="Due", width=1.8),
    Column(title="State", width=1.8),
    Column(title="Verification", width=4),
)
_FULL = (
    Column(title="No.", kind="ref", width=0.9),
    Column(title="Nonconformity", width=2.4),
    Column(title="Cause", width=2.4),
    Column(title="Correction, how far it reaches", width=2.5),
    Column(title="Corrective action", width=2.8),
    Column(title="Owner", width=1.4),
    Column(title="Due", width=2),
    Column(title="State", width=1.4),
    Column(title="Verification, effectiveness", width=2.2),
)


def _certification(f: Finding, report: ReportInput) -> tuple[str, ...]:
    return (
        f.id,
        joined("\n", about_of(f), joined(", ", *f.items)),
        finding_label(report.about, f.type),
        due_lines(f),
        _state(f, report),
        joined("\n", f.verification, f.effectiveness),
    )


def _full(f: Finding, report: ReportInput) -> tuple[str, ...]:
    return (
        f.id,
        joined("\n", about_of(f), joined(", ", *f.items), finding_label(report.about, f.type)),
        joined("\n", *f.root_causes),
        joined("\n", correction(f, report), f.extent_check),
        corrective(f, report),
        owners(f, report),
        joined("\n", due_lines(f), dates(f, report)),
        _state(f, report),
        joined("\n", f.verification, f.effectiveness),
    )


def due_lines(f: Finding) -> str:
    """By when the answer and the action are due."""
    answer = joined(" ", "answer", f.due_plan) if f.due_plan else ""
    return joined("\n", answer, joined(" ", "action", f.due_done) if f.due_done else "")


def _state(f: Finding, report: ReportInput) -> str:
    since = f"open since {raised_on(f)}" if f.is_open and raised_on(f) else ""
    return joined("\n", label(f.status), "late" if is_late(f, report) else "", since)


_TITLES = (
    "No.", "Nonconformity", "Concerns", "Grade", "Raised on", "Answer due", "Action due", "State", "Late",
    "Verification", "Effectiveness",
)  # fmt: skip
_ANSWERS = (
    "Cause",
    "Correction",
    "How far it reaches",
    "Corrective action",
    "Owner",
    "Due of the actions",
    "Worth asking",
)


_AGES = ("Days open", "Days until the answer", "Days until the action")
"""Counted to the date of the report; below 0 is late."""


def rows(report: ReportInput) -> Table:
    """One row per nonconformity."""
    titles = _TITLES + (_ANSWERS if report.shows_remediation else ()) + _AGES
    return Table(
        columns=tuple(Column(title=text) for text in titles),
        rows=tuple(_row(finding, report) for finding in nonconformities(report)),
    )


def _row(f: Finding, report: ReportInput) -> tuple[str, ...]:
    kept = (
        f.id,
        about_of(f),
        joined(", ", *f.items),
        finding_label(report.about, f.type),
        raised_on(f),
        f.due_plan,
        f.due_done,
        label(f.status),
        "yes" if is_late(f, report) else "",
        f.verification,
        f.effectiveness,
    )
    days = (days_open(f, report), *days_left(f, report))
    ages = tuple("" if count is None else str(count) for count in days)
    if not report.shows_remediation:
        return (*kept, *ages)
    return (
        *kept,
        joined("\n", *f.root_causes),
        correction(f, report),
        f.extent_check,
        corrective(f, report),
        owners(f, report),
        dates(f, report),
        "\n".join(closing_questions(f, report)),
        *ages,
    )


def data(report: ReportInput) -> dict[str, Any]:
    """The plan for machines; without causes and actions where the mode hides them."""
    return {
        "report": metadata_data("corrective_plan", report),
        "nonconformities": [_data(finding, report) for finding in nonconformities(report)],
    }


def _data(f: Finding, report: ReportInput) -> dict[str, Any]:
    answer, action = days_left(f, report)
    kept: dict[str, Any] = {
        "id": f.id,
        "title": f.title,
        "nature": f.nature,
        "refs": list(f.items),
        "type": f.type,
        "label": finding_label(report.about, f.type),
        "raised_on": raised_on(f),
        "due_plan": f.due_plan,
        "due_done": f.due_done,
        "late": is_late(f, report),
        "status": f.status,
        "verification": f.verification,
        "effectiveness": f.effectiveness,
        "days_open": days_open(f, report),
        "days_until_answer": answer,
        "days_until_action": action,
    }
    if not report.shows_remediation:
        return kept
    return {
        **kept,
        "root_causes": list(f.root_causes),
        "correction": f.correction,
        "extent_check": f.extent_check,
        "corrective_actions": list(f.corrective_actions),
        "actions": [
            {"id": a.id, "kind": a.kind, "text": a.text, "owner": a.owner, "owner_role": a.owner_role, "due": a.due,
             "status": a.status}
            for a in actions_of(f, report)
        ],
        "worth_asking": closing_questions(f, report),
    }  # fmt: skip
