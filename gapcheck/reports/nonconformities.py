"""Nonconformity forms: one page each, with room for the organization's part and the auditor's.

A certification body may not name causes and corrections (ISO/IEC 17021-1, 9.4.5.3): there the organization's part is
blank, whatever stands in the record.
"""

from typing import Any

import msgspec

from gapcheck.records.about import finding_label
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import FindingStatus, label
from gapcheck.reports.document import Block, Column, Document, Facts, Heading, PageBreak, Paragraph, Table, fact, facts
from gapcheck.reports.finding_actions import actions_of, correction, corrective, dates, owners
from gapcheck.reports.findings import (
    GRADED,
    VIEW,
    about_of,
    agreement,
    criteria_lines,
    evidence_of,
    incomplete,
    nonconformities,
    three_parts,
    where,
)
from gapcheck.reports.metadata import document, limits_text, metadata_data
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_STEPS: tuple[tuple[str, FindingStatus], ...] = (
    ("Reviewed", "plan_accepted"),
    ("Accepted", "plan_accepted"),
    ("Verified", "verified"),
    ("Effective", "effective"),
    ("Closed", "closed"),
)
"""What the auditor does with an answer, and the state in which that has been done."""
_PASSED: tuple[FindingStatus, ...] = (
    "draft", "issued", "answered", "plan_accepted", "done", "verified", "effective", "closed",
)  # fmt: skip
_IN_ROWS = 4
"""Lines of the organization's part that get a row of their own; the others stand beside each other."""


def build(report: ReportInput) -> Document:
    """The document."""
    found = nonconformities(report)
    blocks: list[Block] = [Heading(text="Overview"), *_overview(found, report)]
    for finding in found:
        blocks += [PageBreak(), *form(finding, report)]
    return document("nonconformities", "Nonconformity forms", report, tuple(blocks))


def none_said(report: ReportInput) -> str:
    """Why there is nothing to fill in."""
    if report.about.type == "stage1":
        return (
            "Stage 1 knows areas of concern and no nonconformities; they stand in the audit report and in the working "
            "papers."
        )
    return "No nonconformities are on record."


def _overview(found: list[Finding], report: ReportInput) -> tuple[Block, ...]:
    if not found:
        return Paragraph(text=none_said(report)), Paragraph(text=limits_text(report), quiet=True)
    columns = (
        Column(title="No.", kind="ref", width=1),
        Column(title="Grade", width=2.2),
        Column(title="Concerns", kind="ref", width=1.5),
        Column(title="Nonconformity", width=5),
        Column(title="Answer due", width=1.5),
        Column(title="State", width=1.5),
    )
    rows = tuple(
        (f.id, finding_label(report.about, f.type), joined(", ", *f.items), about_of(f), f.due_plan, label(f.status))
        for f in found
    )
    told = "Each nonconformity has a form of its own. The organization fills in its part and sends it back."
    return Paragraph(text=told), Table(columns=columns, rows=rows), Paragraph(text=limits_text(report), quiet=True)


def form(finding: Finding, report: ReportInput) -> tuple[Block, ...]:
    """The form of one nonconformity."""
    parts = answer_parts(finding, report)
    return (
        Heading(text=joined(" ", "Nonconformity", finding.id, finding.title)),
        *incomplete(finding, report),
        _head(finding, report),
        _facts(finding, report),
        _signed(finding),
        Heading(text="Part of the organization", level=2),
        _answers(parts[:_IN_ROWS]),
        _who_and_when(parts[_IN_ROWS:]),
        Heading(text="Part of the auditor", level=2),
        _steps(finding),
    )


def _head(finding: Finding, report: ReportInput) -> Table:
    about = report.about
    period = joined(" to ", about.period_from, about.period_to)
    columns = (
        Column(title="Number", kind="ref", width=1.4),
        Column(title="Audit", width=3.2),
        Column(title="Organization", width=2.6),
        Column(title="Site, process", width=2.2),
        Column(title="Raised on", width=1.6),
    )
    audit = finding.source or joined("\n", joined(", ", about.title, label(about.type)), period)
    row = (finding.id, audit, about.organization, where(finding, report), raised_on(finding))
    return Table(columns=columns, rows=(row,))


def _facts(finding: Finding, report: ReportInput) -> Facts:
    grade = finding_label(report.about, finding.type) if finding.type in GRADED else ""
    due = (joined(" ", "answer", finding.due_plan) if finding.due_plan else "",
           joined(" ", "action", finding.due_done) if finding.due_done else "")  # fmt: skip
    return facts(
        fact("Criterion", joined("; ", edition(report), *criteria_lines(finding, report))),
        fact("Grade" if grade else "Why", joined(": ", grade, finding.grading_rationale)),
        *three_parts(finding, report),
        fact("Effect", finding.effect),
        fact("Repeats", finding.repeat_of),
        fact("Issued incomplete, because", finding.issued_incomplete),
        fact(VIEW, joined(": ", agreement(finding), finding.auditee_comment)),
        fact("Due", joined(", ", *due)),
    )


def edition(report: ReportInput) -> str:
    """The standard that the audit measures against, with its amendment."""
    return (report.about.criteria or (report.material.questionnaire.manifest.edition,))[0]


def raised_on(finding: Finding) -> str:
    """The day on which it was drafted, or of its last change where that is all that is known.

    Empty for a finding that was taken over from elsewhere: when it was typed in is not when it was raised.
    """
    return "" if finding.source else (finding.raised_at or finding.at)[:10]


def auditor(finding: Finding) -> str:
    """Who raised it; not known here of a finding that was taken over from elsewhere."""
    return "" if finding.source else finding.raised_by


def _signed(finding: Finding) -> Table:
    columns = (
        Column(title="Auditor", kind="blank", width=3),
        Column(title="Auditor signs, date", kind="blank", width=3),
        Column(title="For the organization", kind="blank", width=3),
        Column(title="Representative signs, date", kind="blank", width=3),
    )
    return Table(columns=columns, rows=((auditor(finding), "", "", ""),))


_ASKED = (
    ("Correction", "what was put right at once"),
    ("How far it reaches", "where else one looked"),
    ("Cause", "why it could happen"),
    ("Corrective action", "so that it does not come back"),
    ("Owner", ""),
    ("Due", ""),
    ("Evidence", "what shows that it was done"),
)


def answer_parts(finding: Finding, report: ReportInput) -> tuple[tuple[str, str, str], ...]:
    """The organization's part: what is asked, a hint, and what is on record; nothing of that in certification modes."""
    shown = report.shows_remediation
    given = (
        correction(finding, report),
        finding.extent_check,
        joined("\n", *finding.root_causes),
        corrective(finding, report),
        owners(finding, report),
        dates(finding, report) or finding.due_done,
        joined("\n", *dict.fromkeys(ident for action in actions_of(finding, report) for ident in action.evidence)),
    )
    return tuple((name, hint, text if shown else "") for (name, hint), text in zip(_ASKED, given, strict=True))


def _answers(parts: tuple[tuple[str, str, str], ...]) -> Table:
    columns = (Column(title="Asked", width=3.4), Column(title="Answer", kind="blank", width=7.6))
    return Table(columns=columns, rows=tuple((joined("\n", name, hint), text) for name, hint, text in parts))


def _who_and_when(parts: tuple[tuple[str, str, str], ...]) -> Table:
    columns = tuple(Column(title=joined(": ", name, hint), kind="blank", width=3) for name, hint, _ in parts)
    return Table(columns=columns, rows=(tuple(text for _, _, text in parts),))


def steps(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The auditor's part: each step with what is on record."""
    passed = _PASSED.index(finding.status)
    said = {"Verified": finding.verification, "Effective": finding.effectiveness}
    return tuple(
        (name, said.get(name, "") or ("yes" if passed >= _PASSED.index(state) else "")) for name, state in _STEPS
    )


def _steps(finding: Finding) -> Table:
    done = steps(finding)
    columns = (Column(title="Step", width=1.1), *(Column(title=name, kind="blank", width=2) for name, _ in done))
    return Table(columns=columns, rows=(("Result", *(text for _, text in done)), ("By, on", *("" for _ in done))))


_TITLES = (
    "No.", "Title", "Grade", "Why this grade", "Audit", "Organization", "Site, process", "Raised on", "Criterion",
    "Requirement", "Evidence", "What is not fulfilled", "Effect", "Repeats", "Issued incomplete, because", "Agreed",
    "Comment of the organization", "Auditor", "Answer due", "Action due", "State",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per nonconformity, with a column for each line that is to be filled in."""
    found = nonconformities(report)
    blank = [name for name, _ in _ASKED]
    titles = (*_TITLES, *blank, *(name for name, _ in _STEPS))
    return Table(columns=tuple(Column(title=text) for text in titles), rows=tuple(_row(f, report) for f in found))


def _row(f: Finding, report: ReportInput) -> tuple[str, ...]:
    about = report.about
    return (
        f.id,
        f.title,
        finding_label(about, f.type),
        f.grading_rationale,
        f.source or about.title,
        about.organization,
        where(f, report),
        raised_on(f),
        "\n".join(criteria_lines(f, report)),
        f.requirement,
        "\n".join(evidence_of(f, report)),
        f.nature,
        f.effect,
        f.repeat_of,
        f.issued_incomplete,
        agreement(f),
        f.auditee_comment,
        auditor(f),
        f.due_plan,
        f.due_done,
        label(f.status),
        *(text for _, _, text in answer_parts(f, report)),
        *(text for _, text in steps(f)),
    )


def data(report: ReportInput) -> dict[str, Any]:
    """The forms for machines; what is still to be filled in is an empty text."""
    return {
        "report": metadata_data("nonconformities", report),
        "forms": [_form_data(finding, report) for finding in nonconformities(report)],
    }


def _form_data(f: Finding, report: ReportInput) -> dict[str, Any]:
    causes = ("correction", "extent_check", "root_causes", "corrective_actions")
    raised = {name: value for name, value in msgspec.to_builtins(f).items() if name not in causes}
    return {
        "finding": {**raised, "label": finding_label(report.about, f.type)},
        "graded": f.type in GRADED,
        "organization": {name.casefold().replace(" ", "_"): text for name, _, text in answer_parts(f, report)},
        "auditor": {name.casefold(): {"result": text, "by": "", "on": ""} for name, text in steps(f)},
    }
