"""How much was looked at, what was shown to conform, and what nobody looked at: items, sites and methods."""

from collections.abc import Mapping

from gapcheck.analysis.coverage import WAYS, Coverage, Way, coverage
from gapcheck.analysis.gap import GroupResult
from gapcheck.analysis.items import ItemResult
from gapcheck.records.about import Site
from gapcheck.reports.document import Block, Bullets, Column, Heading, Paragraph, Table
from gapcheck.reports.metadata import site_line
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_LETTERS: dict[Way, str] = {"interview": "I", "document": "D", "record": "R", "observation": "O", "sample": "S"}
_REMOTE = "remote"


def assessed(group: GroupResult) -> str:
    """How much of a group has a result: "Assessed 24 of 30 requirements of clauses 4 to 10"."""
    counts = group.counts
    what = "applicable Annex A controls" if group.kind == "control" else "requirements of clauses 4 to 10"
    return f"Assessed {counts.applicable - counts.not_assessed} of {counts.applicable} {what}"


def assessed_lines(report: ReportInput) -> list[str]:
    """How much was looked at; clauses and controls are counted apart."""
    lines = []
    for whole in (report.gap.group("clauses"), report.gap.group("annex_a")):
        counts = whole.counts
        met = counts.conforms_evidenced + counts.conforms_claimed
        told = f"{met} conform, {counts.conforms_evidenced} of them shown by evidence; "
        told += f"{counts.does_not_conform} do not conform"
        told += f"; {counts.partial} partly met, to be decided" if counts.partial else ""
        told += f"; {counts.excluded} excluded with a reason" if counts.excluded else ""
        proposed = sum(
            result.looked_at and not result.decided and result.choice != "excluded" for result in whole.items
        )
        if proposed and not report.material.mode.audit:
            told += f"; {proposed} of these follow from answers, and no person decided on them yet"
        if whole.items:
            lines.append(f"{assessed(whole)}: {told}.")
    return lines


def shown_to_conform(report: ReportInput) -> list[ItemResult]:
    """What conforms, was decided by a person where it has to be, and has evidence behind it."""
    return [result for result in report.items.values() if result.confirmed]


def shown_by(result: ItemResult, report: ReportInput) -> list[str]:
    """The numbers of the evidence that speaks for an item."""
    links = report.material.links.get(result.item.id, [])
    return [evidence.id for link, evidence in links if link.effect == "supports"]


def conformity_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Positive evidence: what conforms, and what shows it."""
    good = shown_to_conform(report)
    heading = Heading(text="Conformity that was shown")
    if not good:
        return heading, Paragraph(text="Nothing is confirmed by evidence yet.")
    columns = (Column(title="Item", kind="ref"), Column(title="Title", width=4), Column(title="Shown by", width=5))
    rows = tuple((r.item.id, r.item.full_title, joined(", ", *shown_by(r, report))) for r in good)
    told = "The numbers are those of the evidence listed at the end."
    return heading, Paragraph(text=told), Table(columns=columns, rows=rows)


def matrix_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Items by sites by methods."""
    found = coverage(report.material)
    sites = report.material.records.table(Site)
    legend = ", ".join(f"{letter} {way}" for way, letter in _LETTERS.items())
    seen = [
        ident for ident in found.sites if sites[ident].selected or any(ident in look for look in found.looks.values())
    ]
    columns = (
        Column(title="Item", kind="ref", width=1.2),
        Column(title="Title", width=5),
        Column(title="For all sites" if seen else "Looked at by", width=1.7),
        *(Column(title=sites[ident].name, width=1.7) for ident in seen),
    )
    rows = tuple(
        (ref, report.items[ref].item.full_title, *(_look(found, ref, site) for site in ("", *seen)))
        for ref in found.looks
    )
    many = " Of several sites the worst result counts, never the average." if len(seen) > 1 else ""
    return (
        Heading(text="What was looked at where and how"),
        Paragraph(text=f"{legend}. A dash: nobody looked.{many}"),
        Table(columns=columns, rows=rows),
    )


def coverage_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The same where sites are on record, and nothing else."""
    return matrix_chapter(report) if coverage(report.material).sites else ()


def _look(found: Coverage, ref: str, site: str) -> str:
    look = found.at(ref, site)
    letters = " ".join(_LETTERS[way] for way in WAYS if way in look.ways)
    return joined(" ", letters, _REMOTE if look.remote else "") or "-"


def not_looked_at_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Sites, requirements and controls without a result, and why."""
    blocks: list[Block] = [Heading(text="Not looked at, or without a result")]
    sites = report.material.records.table(Site)
    left_out = [site_line(site) for site in sites.values() if not (site.in_scope and site.selected)]
    if left_out:
        blocks += [Heading(text="Sites", level=2), Bullets(items=tuple(left_out))]
    blocks += _at_sites(report, sites)
    missing = [result for result in report.items.values() if not result.looked_at]
    if not missing:
        return (*blocks, Paragraph(text="Every requirement and every applicable control has a result."))
    columns = (
        Column(title="Item", kind="ref"),
        Column(title="Title", width=5),
        Column(title="Answered", kind="number", width=1.4),
        Column(title="Why there is no result", width=3),
    )
    rows = tuple((r.item.id, r.item.full_title, f"{r.answered} of {r.asked}", why_not(r)) for r in missing)
    blocks += [Heading(text="Requirements and controls without a result", level=2), Table(columns=columns, rows=rows)]
    return tuple(blocks)


def _at_sites(report: ReportInput, sites: Mapping[str, Site]) -> list[Block]:
    """What was looked at elsewhere and not at a site that was visited."""
    found = coverage(report.material)
    visited = [ident for ident in found.sites if sites[ident].selected]
    if len(visited) < 2:
        return []
    lines = []
    for ident in visited:
        refs = [ref for ref in found.not_looked_at(ident) if report.items[ref].looked_at]
        if refs:
            lines.append(joined(": ", sites[ident].name, f"{', '.join(refs)}."))
    if not lines:
        return []
    return [Heading(text="Looked at elsewhere, and not at this site", level=2), Bullets(items=tuple(lines))]


def why_not(result: ItemResult) -> str:
    """Why an item has no result; what answers suggest is none."""
    if result.findings:
        return f"not decided, although it has findings: {', '.join(result.findings)}"
    if not result.answered and not result.evidence:
        return "nothing was asked or shown"
    return "not decided"
