"""What a copy says of itself before anything else: that it is final but for something, or what was left out of it."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from gapcheck.reports.document import Callout, Document, Facts, fact
from gapcheck.reports.source import ReportInput

WITH_EXCEPTIONS = "Final with exceptions"
REDACTED = "Redacted copy"
_RESULTS = "Statuses and verdicts are those of the full data. Read the copy before it leaves the house."


def on_first_page(build: Callable[[ReportInput], Document]) -> Callable[[ReportInput], Document]:
    """A document with what its reader has to know first; one that needs nothing of the kind stays as it is."""

    def built(report: ReportInput) -> Document:
        return told(build(report), report)

    return built


def told(document: Document, report: ReportInput) -> Document:
    """The document with exceptions and redaction among the facts of its cover, or at its head where it has none."""
    said = [(title, lines) for title, lines in (exceptions(report), redaction(report)) if lines]
    if not said:
        return document
    if document.layout == "report":
        rows = document.metadata.rows
        added = tuple(fact(title, *lines) for title, lines in said)
        return replace(document, metadata=Facts(rows=(*rows[:1], *added, *rows[1:])))
    callouts = tuple(Callout(kind="note", title=title, text="\n".join(lines)) for title, lines in said)
    return replace(document, blocks=(*callouts, *document.blocks))


def exceptions(report: ReportInput) -> tuple[str, tuple[str, ...]]:
    """Why the report is final although something is open, and what is."""
    if not report.exceptions:
        return WITH_EXCEPTIONS, ()
    return WITH_EXCEPTIONS, (f"Reason: {report.exceptions}", *report.open_points)


def redaction(report: ReportInput) -> tuple[str, tuple[str, ...]]:
    """What was left out of the copy."""
    if report.redaction is None:
        return REDACTED, ()
    return REDACTED, (*(f"Left out: {line}" for line in report.redaction.lines), _RESULTS)


def in_data(give: Callable[[ReportInput], dict[str, Any]]) -> Callable[[ReportInput], dict[str, Any]]:
    """The same for machines, beside the other facts of the report."""

    def given(report: ReportInput) -> dict[str, Any]:
        data = give(report)
        if report.exceptions:
            said = {"reason": report.exceptions, "open": list(report.open_points)}
            data["report"].update(state="final_with_exceptions", exceptions=said)
        if report.redaction:
            left = report.redaction
            data["report"]["redaction"] = {
                "parts": list(left.parts),
                "classes": list(left.classes),
                "left_out": list(left.lines),
            }
        return data

    return given
