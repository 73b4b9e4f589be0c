"""The Statement of Applicability of one engagement beside that of another: `gapcheck soa DIR --against OTHER`."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapcheck.reports.source import ReportInput


def against(given: argparse.Namespace) -> int:
    """Print what is different in DIR from what OTHER, the older version, says, or write it as a report."""
    from gapcheck.analysis.soa_compare import compare
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.reports.soa_changes import comparison_data, counted
    from gapcheck.reports.source import ReportInput

    found = []
    for folder in (given.against, given.dir):
        with opened(folder, read_only=True) as engagement:
            found.append(ReportInput.of(engagement))
    old, new = found
    if given.format:
        return _written(given, old, new)
    compared = compare(old.soa, new.soa)
    if given.json:
        print_json(comparison_data(compared))
        return 0
    rows = [
        [change.ref, change.title, change.what, difference.word, difference.old, difference.new]
        for change in compared.changes
        for difference in change.differences
    ]
    head = ["Control", "Title", "What", "Of it", "Before", "Now"]
    print_table(head, rows, empty="Both versions say the same of every control.")
    print_lines([counted(compared)])
    return 0


def _written(given: argparse.Namespace, old: "ReportInput", new: "ReportInput") -> int:
    from gapcheck.reports.soa_changes import kind_of
    from gapcheck.reports.write import write_kind

    formats = [name.strip() for name in given.format.split(",") if name.strip()]
    for path in write_kind(new, kind_of(old), formats, given.out or given.dir / "reports"):
        print(path)
    return 0
