"""Bars of lengths, and the order of steps, as Word tables: a bar is a row of shaded cells, a step is a column."""

from collections.abc import Sequence

from gapcheck.reports.chart_words import ids, step_lines, step_name
from gapcheck.reports.document import Box, Flow, Length, Lengths
from gapcheck.reports.docx_style import margins
from gapcheck.reports.docx_tables import Setting
from gapcheck.reports.docx_xml import (
    BLUE,
    GREY,
    INK,
    RED,
    border,
    cell,
    paragraph,
    row,
    run,
    table,
    twips,
    typed_paragraph,
)
from gapcheck.reports.plain import joined

_SHARES = (0.22, 0.5, 0.28)
_PADDING = 140
_LONGEST = 300
"""Characters from which on a row may be split between pages."""
_SWATCH, _BESIDE = twips(7), twips(48)
_NARROWEST = twips(31)
"""Of the column of a step; where there are more than fit beside each other, they become a list."""
_LOOKS = {"solid": (BLUE, "", ""), "hatched": (BLUE, "thinDiagStripe", "FFFFFF"), "late": (RED, "diagCross", RED)}
"""Edge, pattern and ground; the patterns are those of ECMA-376, part 1, 17.18.78."""


def lengths_xml(found: Lengths, at: Setting) -> str:
    """Bars with their numbers in words beside them, and a key above."""
    widths = [int(at.width * share) for share in _SHARES]
    widths[0] += at.width - sum(widths)
    edge = border("bottom", INK)
    head = [
        cell(w, typed_paragraph(at["report head"], title), borders=edge, upright="bottom")
        for w, title in zip(widths, (found.of, "Drawn", "In words"), strict=True)
    ]
    rows = [row(head, head=True), *(_row(each, found.longest, widths, at) for each in found.rows)]
    made = table(at["report table"], widths, rows, title=found.title)
    return typed_paragraph(at["caption"], found.title) + _key(found, at) + at.gap + made


def _key(found: Lengths, at: Setting) -> str:
    looks = [("solid", found.solid), ("hatched", found.hatched)]
    looks += [("late", "late")] if any(each.late for each in found.rows) else []
    cells = [
        part
        for look, words in looks
        for part in (
            _part(_SWATCH, look, at),
            cell(_BESIDE, paragraph(at["report head"], run(f" {words}"), words), upright="center"),
        )
    ]
    widths = [_SWATCH, _BESIDE] * len(looks)
    return table(at["report facts"], widths, [row(cells, height=twips(4))], margins=margins(0, 0, 0, 0))


def _row(found: Length, longest: float, widths: Sequence[int], at: Setting) -> str:
    style = at["report cell"]
    if found.instead:
        drawn = paragraph(style, run(found.instead, colour=GREY), found.instead)
    else:
        drawn = _drawn(found, longest or 1, widths[1] - _PADDING, at)
    label, words = (typed_paragraph(style, text) for text in (found.label, found.words))
    splits = len(found.label + found.words) > _LONGEST
    return row((cell(widths[0], label), cell(widths[1], drawn), cell(widths[2], words)), splits=splits)


def _drawn(found: Length, longest: float, room: int, at: Setting) -> str:
    """A row of cells: solid, hatched, and the empty rest."""
    low, high = (round(room * min(1.0, part / longest)) for part in (found.low, found.low + found.more))
    parts = [("late" if found.late else "solid", low), ("hatched", high - low)]
    widths = [wide for _, wide in parts if wide > 0]
    cells = [_part(wide, look, at) for look, wide in parts if wide > 0]
    if room > high:
        widths.append(room - high)
        cells.append(cell(room - high, paragraph(at["report bar"], "")))
    inner = table(at["report facts"], widths, [row(cells, height=twips(4), exact=True)], margins=margins(0, 0, 0, 0))
    return inner + paragraph(at["report gap"], "")


def _part(width: int, look: str, at: Setting) -> str:
    colour, pattern, ground = _LOOKS[look]
    edges = "".join(border(side, colour, 6) for side in ("top", "left", "bottom", "right"))
    plain = cell(width, paragraph(at["report bar"], ""), shade=colour, borders=edges)
    if not pattern:
        return plain
    stripes = "FFFFFF" if ground == colour else colour
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
    return plain.replace(filled, f'<w:shd w:val="{pattern}" w:color="{stripes}" w:fill="{ground}"/>')


def flow_xml(found: Flow, at: Setting) -> str:
    """A column for each step, with what each box waits for in words; a list where there are too many steps."""
    steps = sorted({box.step for box in found.boxes})
    if len(steps) * _NARROWEST > at.width:
        return "".join(typed_paragraph(at["list bullet"], line) for line in step_lines(found))
    wide = at.width // len(steps)
    edge = border("bottom", INK)
    head = [cell(wide, typed_paragraph(at["report head"], step_name(step)), borders=edge) for step in steps]
    cells = []
    for step in steps:
        boxes = [box for box in found.boxes if box.step == step]
        cells.append(cell(wide, "".join(_box(box, found, wide - _PADDING, at) for box in boxes)))
    rows = (row(head, head=True), row(cells, splits=True))
    return typed_paragraph(at["caption"], found.title) + table(
        at["report table"], [wide] * len(steps), rows, title=found.title
    )


def _box(box: Box, found: Flow, wide: int, at: Setting) -> str:
    style = at["report small cell"]
    body = "".join(
        paragraph(style, run(doing.id, bold=True) + run(f"  {doing.effort}", colour=GREY), doing.id)
        for doing in box.doings
    )
    before = ids(*(found.boxes[place] for place in box.after))
    body += typed_paragraph(style, joined(" ", "after", before)) if before else ""
    edges = "".join(border(side, INK) for side in ("top", "left", "bottom", "right"))
    inner = [row([cell(wide, body, borders=edges)])]
    return table(at["report facts"], [wide], inner, margins=margins(40, 70, 40, 70)) + at.gap
