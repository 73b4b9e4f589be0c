"""Two versions of a Statement of Applicability beside each other, as a report: what was decided otherwise.

It needs two engagements, or two states of one, and so is no kind that one engagement offers of itself.
"""

from typing import Any

import msgspec

from gapcheck.analysis.soa_compare import SoaComparison, compare
from gapcheck.reports.document import Block, Column, Document, Heading, Paragraph, Table, fact, facts
from gapcheck.reports.first_page import in_data, on_first_page
from gapcheck.reports.kinds import Kind
from gapcheck.reports.metadata import document, document_id, metadata_data, moment, sign_off
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NAME = "soa_changes"
_TITLE = "What changed in the Statement of Applicability"
_WHAT = (
    "Compared is what a person decided or stated of each control. Stamps and evidence are left aside: they move "
    "without any decision."
)
_COLUMNS = (
    Column(title="Control", kind="ref", width=1.2),
    Column(title="Title", width=3),
    Column(title="What", width=1.2),
    Column(title="Of it", width=1.8),
    Column(title="Before", width=4),
    Column(title="Now", width=4),
)


def kind_of(old: ReportInput) -> Kind:
    """The report that compares an engagement with this older version."""

    def build(report: ReportInput) -> Document:
        return _document(compare(old.soa, report.soa), old, report)

    def rows(report: ReportInput) -> Table:
        return _table(compare(old.soa, report.soa))

    def data(report: ReportInput) -> dict[str, Any]:
        return {
            "report": metadata_data(NAME, report),
            "older": {**metadata_data("soa", old), "kind": "soa"},
            **comparison_data(compare(old.soa, report.soa)),
        }

    return Kind(NAME, "changes in the Statement of Applicability", on_first_page(build), rows, in_data(data))


def comparison_data(compared: SoaComparison) -> dict[str, Any]:
    """The comparison for machines."""
    counts = {what: compared.count(what) for what in ("changed", "added", "removed")}
    return {"counts": {**counts, "unchanged": compared.unchanged}, "changes": msgspec.to_builtins(compared.changes)}


def counted(compared: SoaComparison) -> str:
    """How many controls are not the same, in words."""
    changed = compared.count("changed")
    counts = [f"{changed} {'control' if changed == 1 else 'controls'} changed", f"{compared.unchanged} the same"]
    counts += [f"{n} {what}" for what in ("added", "removed") if (n := compared.count(what))]
    return f"{', '.join(counts)}."


def _document(compared: SoaComparison, old: ReportInput, report: ReportInput) -> Document:
    table = _table(compared)
    blocks: tuple[Block, ...] = (
        Heading(text="In short"),
        facts(fact("Before", version(old)), fact("Now", version(report))),
        Paragraph(text=counted(compared)),
        Paragraph(text=_WHAT, quiet=True),
        Heading(text="Control by control"),
        table if table.rows else Paragraph(text="Both versions say the same of every control."),
        *sign_off(report, "Approved for the organization"),
    )
    return document(NAME, _TITLE, report, blocks, landscape=True)


def version(report: ReportInput) -> str:
    """Which version it is, so that another person finds it again."""
    return joined(" · ", report.about.title, document_id("soa", report), report.version, moment(report.date))


def _table(compared: SoaComparison) -> Table:
    return Table(
        columns=_COLUMNS,
        rows=tuple(
            (change.ref, change.title, change.what, difference.word, difference.old, difference.new)
            for change in compared.changes
            for difference in change.differences
        ),
    )
