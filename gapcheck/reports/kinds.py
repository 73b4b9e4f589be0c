"""Every kind of report; a new one is one file and one line here."""

from collections.abc import Callable
from typing import Any

import msgspec

from gapcheck.reports import backlog, boss, everything, gap, questions, readiness, soa
from gapcheck.reports.document import Document, Table
from gapcheck.reports.source import ReportInput


class Kind(msgspec.Struct, frozen=True):
    """What a report of one kind holds: for people, for spreadsheets and for machines."""

    name: str
    title: str
    document: Callable[[ReportInput], Document]
    rows: Callable[[ReportInput], Table]
    data: Callable[[ReportInput], dict[str, Any]]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("gap", "gap analysis", gap.build, gap.rows, everything.gap),
        Kind("readiness", "readiness for stage 1 and stage 2", readiness.build, readiness.rows, everything.readiness),
        Kind("backlog", "improvement backlog", backlog.build, backlog.rows, everything.backlog),
        Kind("soa", "Statement of Applicability", soa.build, soa.rows, everything.soa),
        Kind("questions", "questions by the person to ask", questions.build, questions.rows, questions.data),
        Kind("boss", "one page for the managing director", boss.build, boss.rows, boss.data),
    )
}
