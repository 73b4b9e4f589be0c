"""What each kind of report holds for machines: its metadata, its result, and the records the result rests on."""

from typing import Any

import msgspec

from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.base import Record
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.reports.actions import finding_without_remediation
from gapcheck.reports.backlog import days_by_role
from gapcheck.reports.data import backlog_data, gap_data, readiness_data, soa_data
from gapcheck.reports.metadata import metadata_data
from gapcheck.reports.readiness import documents
from gapcheck.reports.source import ReportInput


def gap(report: ReportInput) -> dict[str, Any]:
    """The gap report."""
    return {
        "report": metadata_data("gap", report),
        **gap_data(report.material, report.gap),
        "to_decide": list(report.to_decide),
        "records": _records(report),
        "backlog": _backlog(report)["actions"],
    }


def readiness(report: ReportInput) -> dict[str, Any]:
    """The readiness report."""
    return {
        "report": metadata_data("readiness", report),
        "stages": [readiness_data(found) for found in report.stages],
        "documents": [
            {
                "ref": d.ref,
                "title": d.title,
                "what": list(d.what),
                "kind": d.kind,
                "where": list(d.where),
                "state": d.code,
            }
            for d in documents(report)
        ],
    }


def backlog(report: ReportInput) -> dict[str, Any]:
    """The improvement backlog."""
    totals = [{"who": who, "actions": count, "days": total} for who, (count, total) in days_by_role(report).items()]
    return {"report": metadata_data("backlog", report), **_backlog(report), "effort": totals}


def soa(report: ReportInput) -> dict[str, Any]:
    """The Statement of Applicability."""
    return {
        "report": metadata_data("soa", report),
        **soa_data(report.material, report.soa),
        "evidence": _table(report, Evidence),
        "links": _table(report, Link),
    }


def _backlog(report: ReportInput) -> dict[str, Any]:
    return backlog_data(report.material, report.backlog, remediation=report.shows_remediation)


def _records(report: ReportInput) -> dict[str, Any]:
    findings = list(report.material.records.table(Finding).values())
    if not report.shows_remediation:
        findings = [finding_without_remediation(finding) for finding in findings]
    heard: tuple[type[Record], ...] = (Answer, Assessment, Note, Evidence, Link)
    on_site: tuple[type[Record], ...] = (QuickNote, Thread, Sample, Participant, Slot, Meeting)
    first_day: tuple[type[Record], ...] = (ProfileAnswer, ScopeDraft)
    kept = (*heard, *on_site, *first_day)
    return {**{kind.TABLE: _table(report, kind) for kind in kept}, Finding.TABLE: msgspec.to_builtins(findings)}


def _table(report: ReportInput, kind: type[Record]) -> list[Any]:
    found: list[Any] = msgspec.to_builtins(list(report.material.records.table(kind).values()))
    return found
