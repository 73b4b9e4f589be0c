"""What makes every kind of report; a new one is one file, one line here and its title in `names.py`."""

from collections.abc import Callable
from typing import Any

import msgspec

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
    names,
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

_Document = Callable[[ReportInput], Document]
_Rows = Callable[[ReportInput], Table]
_Data = Callable[[ReportInput], dict[str, Any]]


class Kind(msgspec.Struct, frozen=True):
    """What a report of one kind holds: for people, for spreadsheets and for machines."""

    name: str
    title: str
    document: _Document
    rows: _Rows
    data: _Data


_MADE_BY: dict[str, tuple[_Document, _Rows, _Data]] = {
    "gap": (gap.build, gap.rows, everything.gap),
    "readiness": (readiness.build, readiness.rows, everything.readiness),
    "backlog": (backlog.build, backlog.rows, everything.backlog),
    "soa": (soa.build, soa.rows, everything.soa),
    "questions": (questions.build, questions.rows, questions.data),
    "boss": (boss.build, boss.rows, boss.data),
    "audit": (audit.build, audit_data.rows, audit_data.data),
    "working_papers": (working_papers.build, working_papers.rows, working_papers.data),
    "nonconformities": (nonconformities.build, nonconformities.rows, nonconformities.data),
    "corrective_plan": (corrective_plan.build, corrective_plan.rows, corrective_plan.data),
    "audit_plan": (audit_plan.build, audit_plan.rows, audit_plan.data),
    "management_review": (management_review.build, management_review.rows, management_review.data),
    "evidence": (evidence_register.build, evidence_register.rows, evidence_register.data),
    "improvement": (improvement.build, improvement.rows, improvement.data),
    "soa_customer": (soa_public.build, soa_public.rows, soa_public.data),
}
KINDS: dict[str, Kind] = {
    name: Kind(name, names.KINDS[name], on_first_page(document), rows, in_data(data))
    for name, (document, rows, data) in _MADE_BY.items()
}
