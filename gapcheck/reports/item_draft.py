"""How a requirement or control will read in the gap report, for those who are still at work on it."""

from gapcheck.analysis.items import ItemResult
from gapcheck.reports.document import Block, Heading, Paragraph
from gapcheck.reports.findings import finding_blocks
from gapcheck.reports.gap import stands_in_full, why_not
from gapcheck.reports.items import item_blocks
from gapcheck.reports.source import ReportInput


def item_draft(ref: str, report: ReportInput) -> tuple[Block, ...]:
    """The item and its findings as the report shows them; of an item that it only lists, where it does."""
    result = report.items[ref]
    heading, *known = item_blocks(result, report)
    rest = known if stands_in_full(result, report) else [_listed(result, report)]
    findings = report.material.findings.get(ref, [])
    title = (Heading(text="Findings", level=2),) if findings else ()
    return heading, *rest, *title, *finding_blocks(findings, report)


def _listed(result: ItemResult, report: ReportInput) -> Paragraph:
    if result.choice == "excluded":
        return Paragraph(text='Only listed, with its reason, under "Controls left out".')
    return Paragraph(text=f'Only listed under "Not looked at, or without a result": {why_not(result, report)}.')
