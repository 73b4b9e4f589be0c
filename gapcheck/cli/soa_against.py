"""A Statement of Applicability beside an older one, of another engagement or of its own past.

`gapcheck soa DIR --against OTHER`, `gapcheck soa DIR --since 2026-06-30`.
"""

import argparse
from typing import TYPE_CHECKING

from gapcheck.errors import GapcheckError

if TYPE_CHECKING:
    from gapcheck.engagement import Engagement
    from gapcheck.reports.source import ReportInput


def against(given: argparse.Namespace) -> int:
    """Print what is different in DIR from what the older version says, or write it as a report."""
    from gapcheck.analysis.soa_compare import compare
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.reports.soa_changes import comparison_data, counted
    from gapcheck.reports.source import ReportInput

    if bool(given.against) == bool(given.since):
        raise GapcheckError(
            "Name one older version: --against OTHER for another engagement, --since WHEN for its past."
        )
    if given.out and not given.format:
        raise GapcheckError("--out goes with --format; one statement alone is: report DIR --kind soa.")
    with opened(given.dir, read_only=True) as engagement:
        new = ReportInput.of(engagement)
        if given.since:
            old = _earlier(engagement, given.since)
    if given.against:
        with opened(given.against, read_only=True) as other:
            old = ReportInput.of(other)
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


def _earlier(engagement: "Engagement", when: str) -> "ReportInput":
    """The same engagement as it stood at the end of a day, or after an entry of its journal."""
    from gapcheck.analysis.material import Material
    from gapcheck.reports.days import day_of
    from gapcheck.reports.source import ReportInput

    day = day_of(when) if len(when) == 10 else None
    if day:
        seq = sum(1 for entry in engagement.store.entries() if entry.at[:10] <= when)
    elif when.isdecimal():
        seq = int(when)
    else:
        raise GapcheckError(f"{when!r} is neither a day such as 2026-11-21 nor the number of an entry, see history.")
    if not 0 < seq <= engagement.store.head:
        raise GapcheckError(f"There was no entry yet at {when}; the journal has {engagement.store.head}, see history.")
    return ReportInput(Material(engagement.questionnaire, engagement.records_at(seq)), seq=seq)


def _written(given: argparse.Namespace, old: "ReportInput", new: "ReportInput") -> int:
    from gapcheck.reports.soa_changes import kind_of
    from gapcheck.reports.write import write_kind

    formats = [name.strip() for name in given.format.split(",") if name.strip()]
    for path in write_kind(new, kind_of(old), formats, given.out or given.dir / "reports"):
        print(path)
    return 0
