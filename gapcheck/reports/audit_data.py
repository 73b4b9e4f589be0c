"""The audit report as a flat table and for machines."""

from typing import Any

import msgspec

from gapcheck.analysis.coverage import coverage
from gapcheck.analysis.day import unfinished
from gapcheck.records.about import finding_label
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.samples import Sample
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import finding_without_remediation
from gapcheck.reports.audit import standing, title
from gapcheck.reports.audit_days import held_meetings, slot_data
from gapcheck.reports.document import Column, Table
from gapcheck.reports.findings import agreement, all_findings, criteria_lines, evidence_of
from gapcheck.reports.looked_at import shown_by, shown_to_conform, why_not
from gapcheck.reports.metadata import metadata_data, name_of_site
from gapcheck.reports.source import ReportInput

_TITLES = (
    "No.", "Type", "Title", "Concerns", "Requirement", "Evidence", "Nature", "Site", "Process", "Effect", "Reason",
    "Agreed", "Comment of the organization", "Repeats", "Raised by", "Issued incomplete, because", "Answer due",
    "Action due", "Verification", "Effectiveness", "State",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per finding."""
    return Table(
        columns=tuple(Column(title=title) for title in _TITLES),
        rows=tuple(_row(finding, report) for finding in all_findings(report)),
    )


def _row(f: Finding, report: ReportInput) -> tuple[str, ...]:
    return (
        f.id,
        finding_label(report.about, f.type),
        f.title,
        "\n".join(criteria_lines(f, report)),
        f.requirement,
        "\n".join(evidence_of(f, report)),
        f.nature,
        name_of_site(f.site, report),
        f.process,
        f.effect,
        f.grading_rationale,
        agreement(f) if f.type != "strength" else "",
        f.auditee_comment,
        f.repeat_of,
        f.source,
        f.issued_incomplete,
        f.due_plan,
        f.due_done,
        f.verification,
        f.effectiveness,
        label(f.status),
    )


def findings_data(found: list[Finding], report: ReportInput) -> list[dict[str, Any]]:
    """Findings for machines, with the word of the house for their type; causes only where the mode allows."""
    shown = found if report.shows_remediation else [finding_without_remediation(finding) for finding in found]
    return [{**msgspec.to_builtins(f), "label": finding_label(report.about, f.type)} for f in shown]


def data(report: ReportInput) -> dict[str, Any]:
    """The same for machines."""
    found, held = coverage(report.material), held_meetings(report)
    records = report.material.records
    clauses, controls = (report.gap.group(name).counts for name in ("clauses", "annex_a"))
    return {
        "report": {**metadata_data("audit", report), "note": standing(report)},
        "title": title(report),
        "is_internal_audit": report.about.type == "internal_audit",
        "assessed": {
            name: {"assessed": counted.applicable - counted.not_assessed, "applicable": counted.applicable}
            for name, counted in (("clauses", clauses), ("annex_a", controls))
        },
        "to_decide": list(report.to_decide),
        "unfinished": list(unfinished(report.material, report.items)),
        "findings": findings_data(all_findings(report), report),
        "conformity_shown": [{"ref": r.item.id, "evidence": shown_by(r, report)} for r in shown_to_conform(report)],
        "not_looked_at": [{"ref": r.item.id, "why": why_not(r)} for r in report.items.values() if not r.looked_at],
        "coverage": [
            {"ref": ref, "site": site, "ways": sorted(look.ways), "remote": look.remote}
            for ref, looks in found.looks.items()
            for site, look in looks.items()
        ],
        "evidence": msgspec.to_builtins(list(records.table(Evidence).values())),
        "samples": msgspec.to_builtins(list(records.table(Sample).values())),
        "participants": msgspec.to_builtins(list(records.table(Participant).values())),
        "meetings": msgspec.to_builtins(list(records.table(Meeting).values())),
        "plan": [slot_data(slot, slot.id in held) for slot in records.table(Slot).values()],
    }
