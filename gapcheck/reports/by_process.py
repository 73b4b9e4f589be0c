"""Findings by the process in which they were made, for those who answer for a process."""

from collections.abc import Iterable

from gapcheck.records.about import finding_label
from gapcheck.records.findings import Finding
from gapcheck.reports.document import Block, Column, Heading, Table
from gapcheck.reports.findings import about_of
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_NONE = "no process is named"


def by_process(findings: Iterable[Finding], report: ReportInput) -> tuple[Block, ...]:
    """A row for each process, in the order of their gravest findings; nothing where no finding names one."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.process.strip(), []).append(finding)
    if not any(found):
        return ()
    columns = (
        Column(title="Process", width=3),
        Column(title="Findings", kind="number", width=1.1),
        Column(title="Still open", kind="number", width=1.2),
        Column(title="Which", width=7),
    )
    rows = [
        (
            process or _NONE,
            str(len(of_it)),
            str(sum(finding.is_open for finding in of_it)),
            joined("\n", *(_line(finding, report) for finding in of_it)),
        )
        for process, of_it in sorted(found.items(), key=lambda entry: not entry[0])
    ]
    return Heading(text="Findings by process", level=2), Table(columns=columns, rows=tuple(rows))


def _line(finding: Finding, report: ReportInput) -> str:
    return joined(" · ", finding.id, finding_label(report.about, finding.type), about_of(finding))
