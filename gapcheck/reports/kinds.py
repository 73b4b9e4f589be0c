"""Every kind of report; a new one is one file and one line here."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from gapcheck.reports import (
    audit,
    audit_data,
    audit_plan,
    backlog,
    boss,
    corrective_plan,
    everything,
    evidence_register,
    gap,
    improvement,
    management_review,
    nonconformities,
    questions,
    readiness,
    soa,
    soa_public,
    working_papers,
)
from gapcheck.reports.document import Document, Table
from gapcheck.reports.first_page import in_data, on_first_page
from gapcheck.reports.source import ReportInput


class Kind(msgspec.Struct, frozen=True):
    """What a report of one kind holds: for people, for spreadsheets and for machines."""

    name: str
    title: str
    document: Callable[[ReportInput], Document]
    rows: Callable[[ReportInput], Table]
    data: Callable[[ReportInput], dict[str, Any]]


KINDS: dict[str, Kind] = {
    kind.name: replace(kind, document=on_first_page(kind.document), data=in_data(kind.data))
    for kind in (
        Kind("gap", "gap analysis", gap.build, gap.rows, everything.gap),
        Kind("readiness", "readiness for stage 1 and stage 2", readiness.build, readiness.rows, everything.readiness),
        Kind("backlog", "improvement backlog", backlog.build, backlog.rows, everything.backlog),
        Kind("soa", "Statement of Applicability", soa.build, soa.rows, everything.soa),
        Kind("questions", "questions by the person to ask", questions.build, questions.rows, questions.data),
        Kind("boss", "one page for the managing director", boss.build, boss.rows, boss.data),
        Kind("audit", "audit report", audit.build, audit_data.rows, audit_data.data),
        Kind("working_papers", "working papers", working_papers.build, working_papers.rows, working_papers.data),
        Kind(
            "nonconformities", "nonconformity forms", nonconformities.build, nonconformities.rows, nonconformities.data
        ),
        Kind(
            "corrective_plan",
            "corrective-action plan",
            corrective_plan.build,
            corrective_plan.rows,
            corrective_plan.data,
        ),
        Kind("audit_plan", "audit plan", audit_plan.build, audit_plan.rows, audit_plan.data),
        Kind(
            "management_review",
            "input for the management review",
            management_review.build,
            management_review.rows,
            management_review.data,
        ),
        Kind("evidence", "evidence register", evidence_register.build, evidence_register.rows, evidence_register.data),
        Kind("improvement", "improvement plan", improvement.build, improvement.rows, improvement.data),
        Kind("soa_customer", "copy of the SoA for customers", soa_public.build, soa_public.rows, soa_public.data),
    )
}
