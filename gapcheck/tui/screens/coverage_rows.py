"""What the matrix of coverage shows: letters for how an item was looked at, counts, and the page of an item."""

from collections.abc import Sequence

import msgspec
from textual.content import Content

from gapcheck.analysis.coverage import WAYS, Coverage, Look
from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Group
from gapcheck.records.about import Site
from gapcheck.records.vocabulary import label
from gapcheck.text import one_line
from gapcheck.tui.signs import sign, word
from gapcheck.tui.widgets.row_table import PADDING, Cell, Column, Row, fit
from gapcheck.tui.widgets.sheet import Line, heading

ALL = ""
"""The column of what was said or seen of all sites."""
LETTERS = dict(zip(WAYS, "IDROS", strict=True))
NOBODY, AS_FOR_ALL = "\N{MIDDLE DOT}", "="
LESS, MORE = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
LEGEND = tuple((letter, way) for way, letter in LETTERS.items())
MEANINGS = (
    ("letters", "I interview, D document, R record, O observation, S sample: how it was looked at, at each site."),
    ("small", "There is evidence, and all of it was taken from afar."),
    (AS_FOR_ALL, "Looked at for all sites, and not at this one by itself."),
    (NOBODY, "Nobody looked. What was not looked at is neither good nor bad."),
    ("overall", "The worst of the sites, never an average. Excluded controls need no look and are left out."),
)
_NARROWEST, _WIDEST = 5, 13
"""Cells that the column of a site takes."""
_MARKS = 3
"""Cells for what marks the chosen column, and that there are more beside it."""
_WIDE = 100
_LONGEST = 24
"""Letters of a label that a text hangs behind."""
_GROUP = "group:"


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the rows are made from, at one moment."""

    coverage: Coverage
    items: dict[str, ItemResult]
    groups: tuple[Group, ...]
    sites: tuple[str, ...]
    """The columns: all, then the sites in scope, those that were not selected last."""
    chosen: str

    def members(self, group: str) -> list[str]:
        """The items of a clause or a theme that need a look."""
        return [ref for ref in self.coverage.looks if self.items[ref].group == group]

    def cell(self, ref: str, site: str) -> str:
        """How an item was looked at, at a site: letters, `=` or a dot."""
        look = self.coverage.at(ref, site)
        if look.ways:
            return letters(look)
        return AS_FOR_ALL if site != ALL and self.coverage.at(ref, ALL).ways else NOBODY

    def looked(self, refs: Sequence[str], site: str) -> int:
        """How many of the items somebody looked at, at a site or for all."""
        return sum(self.cell(ref, site) != NOBODY for ref in refs)

    def passes(self, ref: str, chosen: str) -> bool:
        """Whether a filter lets an item through."""
        if chosen == "nobody":
            return not any(look.ways for look in self.coverage.looks[ref].values())
        return chosen == "all" or self.cell(ref, self.chosen) == NOBODY


def letters(look: Look) -> str:
    """The ways of a look in their order; small where all evidence is from afar."""
    found = "".join(letter for way, letter in LETTERS.items() if way in look.ways)
    return found.lower() if look.remote else found


def site_order(material: Material, coverage: Coverage) -> tuple[str, ...]:
    """The columns of the matrix."""
    known = material.records.table(Site)
    return (ALL, *sorted(coverage.sites, key=lambda ident: not known[ident].selected))


def columns(matrix: Matrix, room: int) -> list[Column]:
    """The columns that fit into so many cells; of the sites those around the chosen one."""
    fixed = [
        Column(name="item", title="item", width=7),
        Column(name="title", title="about", width=30 if room > _WIDE else 16, most=60),
        Column(name="sign", title="", width=1),
        Column(name="overall", title="overall", width=16, most=24, rank=1),
    ]
    left = room - sum(column.width + 2 * PADDING for column in fixed[:3])
    first = _site(ALL, "all" if len(matrix.sites) > 1 else "looked at")
    sites = [_site(ident, one_line(ident)) for ident in matrix.sites[1:]]
    shown = _window(sites, matrix.sites.index(matrix.chosen) - 1, left - first.width - 2 * PADDING)
    if shown and shown[0] is not sites[0]:
        shown[0] = _titled(shown[0], LESS, "")
    if shown and shown[-1].name != sites[-1].name:
        shown[-1] = _titled(shown[-1], "", MORE)
    return [*fixed, first, *shown]


def _titled(column: Column, before: str, after: str) -> Column:
    """The column with a sign that there are more sites on that side."""
    return msgspec.structs.replace(column, title=f"{before}{column.title[: column.width - _MARKS]}{after}")


def _site(ident: str, title: str) -> Column:
    return Column(name=f"at {ident}", title=title, width=max(_NARROWEST, min(len(title) + _MARKS, _WIDEST)))


def _window(sites: Sequence[Column], chosen: int, room: int) -> list[Column]:
    """As many columns as fit, from the first on, or as far to the right as the chosen one needs."""
    begin = 0
    while begin < max(chosen, 0) and sum(c.width + 2 * PADDING for c in sites[begin : chosen + 1]) > room:
        begin += 1
    found: list[Column] = []
    for column in sites[begin:]:
        if found and sum(c.width + 2 * PADDING for c in (*found, column)) > room:
            break
        found.append(column)
    return found


def rows(matrix: Matrix, chosen: str) -> list[Row]:
    """The items that pass the filter, under the headings of their clauses and themes."""
    found: list[Row] = []
    for group in matrix.groups:
        members = matrix.members(group.id)
        shown = [ref for ref in members if matrix.passes(ref, chosen)]
        if shown:
            found.append(_group_row(group, members, matrix))
            found += [_item_row(ref, matrix) for ref in shown]
    return found


def _group_row(group: Group, members: list[str], matrix: Matrix) -> Row:
    cells = {"item": Cell(group.id, "grey", True), "title": Cell(group.title, "", True)}
    for site in matrix.sites:
        cells[f"at {site}"] = Cell(f"{matrix.looked(members, site)}/{len(members)}", "grey")
    return f"{_GROUP}{group.id}", cells


def _item_row(ref: str, matrix: Matrix) -> Row:
    result = matrix.items[ref]
    shape, colour = sign(result)
    cells = {
        "item": Cell(ref, "grey"),
        "title": Cell(result.item.full_title),
        "sign": Cell(shape, colour.removeprefix("$")),
        "overall": Cell(word(result), "grey"),
    }
    for site in matrix.sites:
        text = matrix.cell(ref, site)
        loud = "" if text not in (NOBODY, AS_FOR_ALL) else "grey"
        cells[f"at {site}"] = Cell(text, loud, site == matrix.chosen)
    return ref, cells


def group_of(key: str) -> str:
    """The group that a heading among the rows stands for; empty for a row that is an item."""
    return key.removeprefix(_GROUP) if key.startswith(_GROUP) else ""


def foot(matrix: Matrix, shown: Sequence[Column], room: int) -> Content:
    """Counts per site below their columns; clauses and controls are never added up."""
    lines = []
    for kind, name in (("clause", "clauses"), ("control", "controls")):
        refs = [ref for group in matrix.groups if group.kind == kind for ref in matrix.members(group.id)]
        texts = {f"at {site}": str(matrix.looked(refs, site)) for site in matrix.sites}
        told = f"{name} looked at, of {len(refs)}"
        wide = fit(shown, room)
        before = sum(c.width + 2 * PADDING for c in wide if not c.name.startswith("at "))
        parts = [Content.styled(f" {told}"[:before].ljust(before), "$grey")]
        for column in wide:
            if column.name.startswith("at "):
                here = column.name == f"at {matrix.chosen}"
                parts.append(
                    Content.styled(f" {texts[column.name]} ".ljust(column.width + 2), "bold" if here else "$grey")
                )
        lines.append(Content.assemble(*parts))
    return Content("\n").join(lines)


def item_page(ref: str, matrix: Matrix, material: Material) -> list[Line]:
    """How an item was looked at, site by site, in words; the chosen site is told first."""
    known = material.records.table(Site)
    lines = [Line(f"{ref} {matrix.items[ref].item.full_title}", style="bold")]
    for site in dict.fromkeys((ALL, matrix.chosen, *matrix.sites, *matrix.coverage.looks[ref])):
        name = "for all" if site == ALL else site
        text = _told(matrix, ref, site)
        if site in known and not known[site].selected:
            text += " · not selected for a visit"
        if site in known and not known[site].in_scope:
            text += " · not in scope"
        grey = matrix.cell(ref, site) == NOBODY
        lines.append(_labelled(text, name, "$grey" if grey else ""))
    return lines


def _told(matrix: Matrix, ref: str, site: str) -> str:
    look = matrix.coverage.at(ref, site)
    if look.ways:
        return ", ".join(way for way in WAYS if way in look.ways) + (" · only from afar" if look.remote else "")
    return "only for all sites" if matrix.cell(ref, site) == AS_FOR_ALL else "nobody looked"


def overall_page(ref: str, matrix: Matrix, material: Material) -> list[Line]:
    """The result, which is the worst of the sites, and the evidence by site."""
    result = matrix.items[ref]
    shape, colour = sign(result)
    lines = [heading("Overall, the worst of its sites"), Line(word(result), label=shape, style=colour, indent=2)]
    if len(result.sites) > 1:
        lines += [_labelled(label(one.status), one.site or "for all") for one in result.sites]
    links = material.links.get(ref, [])
    if links:
        lines.append(heading("Evidence"))
        for link, evidence in links:
            about = (
                evidence.title,
                label(evidence.type),
                evidence.site or "for all",
                label(evidence.method),
                link.effect,
            )
            lines.append(_labelled(" · ".join(about), evidence.id))
    return lines


def group_page(group: str, matrix: Matrix) -> list[Line]:
    """How much of a clause or a theme was looked at, by site."""
    members = matrix.members(group)
    title = next((each.title for each in matrix.groups if each.id == group), "")
    lines = [Line(f"{group} {title}", style="bold")]
    for site in matrix.sites:
        text = f"{matrix.looked(members, site)} of {len(members)} looked at"
        lines.append(_labelled(text, site or "for all"))
    return lines


def meanings() -> list[Line]:
    """What the signs of the matrix mean."""
    return [heading("Signs"), *(Line(text, label=name, indent=9) for name, text in MEANINGS)]


def _labelled(text: str, name: str, style: str = "") -> Line:
    """A text behind its label; a very long label is part of the text, where it can wrap."""
    if len(name) > _LONGEST:
        return Line(f"{name}: {text}", style=style)
    return Line(text, label=name, style=style, indent=max(13, len(name) + 1))
