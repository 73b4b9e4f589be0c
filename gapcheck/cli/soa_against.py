"""The Statement of Applicability of one engagement beside that of another: `gapcheck soa DIR --against OTHER`."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.analysis.soa_compare import SoaComparison


def against(given: argparse.Namespace) -> int:
    """Print what is different in DIR from what OTHER, the older version, says."""
    from gapcheck.analysis.material import Material
    from gapcheck.analysis.soa import soa
    from gapcheck.analysis.soa_compare import compare
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table

    found = []
    for folder in (given.against, given.dir):
        with opened(folder, read_only=True) as engagement:
            found.append(soa(Material(engagement.questionnaire, engagement.records)))
    compared = compare(*found)
    if given.json:
        print_json(_data(compared))
        return 0
    rows = [
        [change.ref, change.title, change.what, difference.word, difference.old, difference.new]
        for change in compared.changes
        for difference in change.differences
    ]
    head = ["Control", "Title", "What", "Of it", "Before", "Now"]
    print_table(head, rows, empty="Both versions say the same of every control.")
    changed = compared.count("changed")
    counts = [f"{changed} {'control' if changed == 1 else 'controls'} changed", f"{compared.unchanged} the same"]
    counts += [f"{n} {what}" for what in ("added", "removed") if (n := compared.count(what))]
    print_lines([f"{', '.join(counts)}."])
    return 0


def _data(compared: "SoaComparison") -> dict[str, Any]:
    import msgspec

    counts = {what: compared.count(what) for what in ("changed", "added", "removed")}
    return {"counts": {**counts, "unchanged": compared.unchanged}, "changes": msgspec.to_builtins(compared.changes)}
