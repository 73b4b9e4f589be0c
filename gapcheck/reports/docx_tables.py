"""Tables, facts, bars, callouts and questions as Word tables, each with a paragraph after it that holds them apart."""

from collections.abc import Sequence

import msgspec

from gapcheck.reports.document import Ask, Asks, Bar, Bars, Callout, Column, Facts, Table
from gapcheck.reports.docx_columns import CHAR, LONGEST_CELL, PADDING, column_widths, lines_of
from gapcheck.reports.docx_style import SHAPES_FONT, margins
from gapcheck.reports.docx_xml import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    INK,
    PANEL,
    RED,
    RULE,
    border,
    cell,
    paragraph,
    row,
    run,
    sized,
    table,
    twips,
    typed_paragraph,
)
from gapcheck.reports.marks import SHAPES, word
from gapcheck.reports.text import width

_MANY = 8
"""Columns from which on a table is set smaller."""
LABEL = twips(34)
_WHOLE_ROW, _WHOLE_FACT, _WHOLE_FACTS = 14, 7, 9
"""Lines up to which a row, a fact, or all facts of one thing stay on one page; longer ones would leave gaps."""
_WHOLE_TABLE = 12
"""Lines up to which a table stays on one page, and with its heading."""
_HIGHEST, _WIDE = 70, 0.6
"""Lines of a cell from which on it would fill a page; in a column of this share of the line it may."""
_LONGEST_NAME = 60
_COLOURS = {"●": GREEN, "○": GREEN, "◐": AMBER, "✕": RED, "–": GREY, "·": GREY}
_CALLOUTS = {"note": BLUE, "decide": AMBER, "stop": RED, "fine": GREEN}
_BARS = {
    "confirmed": (GREEN, GREEN, "FFFFFF"),
    "claimed": ("E3EFE0", GREEN, GREEN),
    "partial": ("F3E3BF", AMBER, AMBER),
    "does_not_conform": (RED, RED, "FFFFFF"),
    "not_assessed": ("", GREY, GREY),
}
"""Ground, edge and shape of each part of a bar."""
_BAR_SHARES = (2.3, 2.6, 1.35, 1.15, 1.05, 1.2, 1.1, 0.5)
_NARROWEST = twips(3.4)
"""Of a part of a bar that has room for its shape."""


class Setting(msgspec.Struct, frozen=True):
    """Where a table stands: the ids of the styles, the size of running text in points, the width in twips."""

    ids: dict[str, str]
    points: float
    width: int
    height: int = 0
    """From the top margin to the bottom one, in twips."""
    on_page: bool = False
    """Whether it is part of a page that has to fit on one sheet."""

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    @property
    def gap(self) -> str:
        """The paragraph that ends a table."""
        return paragraph(self["report gap"], "")

    @property
    def end(self) -> str:
        """The paragraph that ends the last table: as low as can be, so that it does not begin a page of its own."""
        settings = f'<w:pStyle w:val="{self["report gap"]}"/><w:spacing w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{settings}<w:rPr>{sized(1)}</w:rPr></w:pPr></w:p>"


def marked(mark: str) -> str:
    """A shape that stays on one line with its word."""
    shape, separator, rest = mark.partition(" ")
    if shape not in _COLOURS or not separator:
        return run(mark)
    colour = _COLOURS[shape]
    return run(shape, colour=colour, font=SHAPES_FONT) + run(f"\u00a0{rest}", colour=colour)


def table_xml(found: Table, at: Setting) -> str:
    """A table with a caption above it, if it has one, and a head that every page repeats.

    What would make a narrow column higher than a page stands in full below the table.
    """
    small = "small " if len(found.columns) >= _MANY else ""
    styles = (at["report page text"],) * 2 if at.on_page else (at[f"report {small}cell"], at[f"report {small}head"])
    size = at.points * (1 if at.on_page else 0.77 if small else 0.87)
    widths = column_widths(found, at.width, size)
    edge = border("bottom", INK)
    head = [
        cell(w, typed_paragraph_of(column, column.title, styles[1], at), borders=edge, upright="bottom")
        for column, w in zip(found.columns, widths, strict=True)
    ]
    blank = any(column.kind == "blank" for column in found.columns)
    height = twips(9) if blank and not at.on_page else 0
    texts, below = _without_long(found, widths, at, size)
    high = [
        max([2 if height else 1, *(lines_of(text, w, size) for text, w in zip(cells, widths, strict=True))])
        for cells in texts
    ]
    whole = sum(high) <= _WHOLE_TABLE
    low = max(lines_of(column.title, w, size) for column, w in zip(found.columns, widths, strict=True)) <= _WHOLE_ROW
    rows = [row(head, head=low, splits=not low)]
    for place, cells in enumerate(texts):
        to_write_on = (border("top", INK) if place else "") + edge
        left = len(texts) - 1 - place
        keep = left > 0 and (whole or (left == 1 and sum(high[-2:]) <= _WHOLE_ROW))
        made = [
            cell(
                w,
                typed_paragraph_of(column, text, styles[0], at, first=number == 0, keep=keep),
                borders=to_write_on if column.kind == "blank" else "",
            )
            for number, (column, text, w) in enumerate(zip(found.columns, cells, widths, strict=True))
        ]
        rows.append(row(made, splits=high[place] > _WHOLE_ROW, height=height))
    caption = typed_paragraph(at["caption"], found.caption) if found.caption else ""
    space = margins(25, 0, 25, 110) if at.on_page else ""
    return caption + table(at["report table"], widths, rows, title=found.caption, margins=space) + below


def _without_long(found: Table, widths: Sequence[int], at: Setting, size: float) -> tuple[list[list[str]], str]:
    """The cells, with a pointer in place of a text that is too long for its column, and those texts in full.

    A narrow column of many pages cannot be read, and takes LibreOffice minutes to lay out.
    """
    texts = [list(cells) for cells in found.rows]
    below: list[str] = []
    for number, cells in enumerate(texts, 1):
        for place, (text, w) in enumerate(zip(cells, widths, strict=True)):
            if w > _WIDE * at.width or lines_of(text, w, size) <= _HIGHEST:
                continue
            count = len(below) + 1
            cells[place] = f"[Text {count}: in full below the table]"
            title, name = found.columns[place].title, found.rows[number - 1][0]
            column = title if 0 < len(title) <= _LONGEST_NAME else f"column {place + 1}"
            whose = name if 0 < len(name) <= _LONGEST_NAME else f"row {number}"
            heading = typed_paragraph(at["caption"], f"Text {count}: {whose}, {column}")
            below.append(heading + typed_paragraph(at["report fact"], text))
    return texts, (at.gap if below else "") + "".join(below)


def typed_paragraph_of(
    column: Column, text: str, style: str, at: Setting, first: bool = False, keep: bool = False
) -> str:
    """A cell's text, set as the kind of its column asks."""
    if column.kind == "status":
        return paragraph(style, marked(text), text, keep=keep)
    body = run(text, bold=first and column.kind == "ref")
    return paragraph(style, body, text, right=column.kind == "number" and not at.on_page, keep=keep)


def facts_xml(found: Facts, at: Setting, style: str = "report facts", tight: bool = False) -> str:
    """Labels beside what is to be said under them; the labels of a page are set like its text."""
    if not found.rows:
        return ""
    label = LABEL
    if at.on_page:
        longest = max((width(fact.label) for fact in found.rows), default=1)
        label = min(int(longest * CHAR * at.points * 20) + PADDING, at.width // 3)
    small = "small " if tight else ""
    names = ("report page text",) * 2 if at.on_page else (f"report {small}fact label", f"report {small}fact")
    whole = facts_lines(found, at) <= _WHOLE_FACTS
    space = margins(0, 0, 0, 90) if at.on_page else margins(25, 0, 25, 130) if tight else ""
    made: list[str] = []
    rows: list[str] = []

    def tabled() -> str:
        return table(at[style], (label, at.width - label), rows, margins=space) if rows else ""

    for place, fact in enumerate(found.rows, 1):
        keep = whole and place < len(found.rows)
        lines = sum(lines_of(line, at.width - label, at.points) for line in fact.lines)
        left = paragraph(at[names[0]], marked(fact.label), fact.label, keep=keep or lines > _HIGHEST)
        right = "".join(typed_paragraph(at[names[1]], line, keep=keep) for line in fact.lines)
        if lines > _HIGHEST:
            # a row of many pages takes LibreOffice minutes; as running text it takes none
            made += [tabled(), left, right]
            rows = []
        else:
            cells = (cell(label, left), cell(at.width - label, right))
            rows.append(row(cells, splits=lines > _WHOLE_FACT))
    return "".join(made) + tabled()


def facts_lines(found: Facts, at: Setting) -> int:
    """How many lines facts take, about."""
    return sum(lines_of(line, at.width - LABEL, at.points) for fact in found.rows for line in fact.lines)


def callout_xml(found: Callout, at: Setting) -> str:
    """A shaded box with a coloured edge."""
    body = typed_paragraph(at["report callout title"], found.title, keep=bool(found.text))
    body += typed_paragraph(at["report callout"], found.text) if found.text else ""
    edge = border("left", _CALLOUTS[found.kind], 24)
    box = cell(at.width, body, shade=PANEL, borders=edge)
    return table(
        at["report box"], (at.width,), [row([box], splits=lines_of(found.text, at.width, at.points) > _WHOLE_ROW)]
    )


def bars_xml(found: Bars, at: Setting) -> str:
    """Stacked bars with their numbers beside them, for those who cannot see the colours."""
    total = sum(_BAR_SHARES)
    widths = [int(at.width * share / total) for share in _BAR_SHARES]
    widths[0] += at.width - sum(widths)
    edge = border("bottom", INK)
    if not found.rows:
        return ""
    codes = [code for code, _ in found.rows[0].counts]
    titles = [run("Group"), run("Share"), *(marked(f"{SHAPES[code]} {word(code)}") for code in codes), run("of")]
    head = [
        cell(w, paragraph(at["report head"], title, right=number > 1), borders=edge, upright="bottom")
        for number, (w, title) in enumerate(zip(widths, titles, strict=False))
    ]
    rows = [row(head, head=True), *(_bar_row(bar, widths, at) for bar in found.rows)]
    made = table(at["report table"], widths, rows, title=found.title)
    return typed_paragraph(at["caption"], found.title) + made


def _bar_row(bar: Bar, widths: Sequence[int], at: Setting) -> str:
    style = at["report cell"]
    name = paragraph(style, f"{run(bar.id, bold=True)}{run(f' {bar.title}')}", bar.id)
    name += paragraph(style, run(bar.beside, colour=GREY, points=at.points * 0.77), bar.beside) if bar.beside else ""
    counts = [
        cell(w, paragraph(style, run(str(count), colour="" if count else GREY), right=True))
        for w, (_, count) in zip(widths[2:], bar.counts, strict=False)
    ]
    last = cell(widths[-1], paragraph(style, run(str(bar.total), colour=GREY), right=True))
    drawn = cell(widths[1], _drawn(bar, widths[1] - PADDING, at))
    return row((cell(widths[0], name), drawn, *counts, last), splits=len(bar.beside) > LONGEST_CELL)


def _drawn(bar: Bar, room: int, at: Setting) -> str:
    """The bar itself: a row of shaded cells, each with the shape of its state where there is room for it."""
    parts = [(code, count) for code, count in bar.counts if count]
    if not parts:
        return paragraph(at["report cell"], run("nothing applies", colour=GREY))
    widths, before = [], 0
    for count in range(1, len(parts) + 1):
        upto = round(room * sum(n for _, n in parts[:count]) / bar.total)
        widths.append(upto - before)
        before = upto
    cells = []
    for (code, _), w in zip(parts, widths, strict=True):
        ground, line, ink = _BARS[code]
        kind = "single" if ground else "dashed"
        edges = "".join(border(side, line, 4, kind) for side in ("top", "left", "bottom", "right"))
        shape = run(SHAPES[code], colour=ink, font=SHAPES_FONT) if w >= _NARROWEST else ""
        cells.append(cell(w, paragraph(at["report bar"], shape), shade=ground, borders=edges, upright="center"))
    inner = table(at["report facts"], widths, [row(cells, height=twips(4), exact=True)], margins=margins(0, 0, 0, 0))
    return inner + paragraph(at["report gap"], "")


def asks_xml(found: Asks, at: Setting) -> str:
    """Numbered questions, each with a box to type or write in that stays with its question."""
    return at.gap.join(_ask(number, ask, found.answer, at) for number, ask in enumerate(found.rows, 1))


def _ask(number: int, ask: Ask, answer: str, at: Setting) -> str:
    narrow = twips(9)
    widths = (narrow, at.width - narrow)
    label, fact = at["report fact label"], at["report fact"]
    body = paragraph(fact, run(ask.text, bold=True), ask.text, keep=True)
    body += "".join(typed_paragraph(label, line, keep=True) for line in ask.beside)
    edges = "".join(border(side, RULE) for side in ("top", "left", "bottom", "right"))
    rows = (
        row(
            (cell(narrow, typed_paragraph(label, f"{number}.", keep=True)), cell(widths[1], body)),
            splits=sum(lines_of(text, widths[1], at.points) for text in (ask.text, *ask.beside)) > _WHOLE_ROW,
        ),
        row(
            (cell(narrow, paragraph(label, "")), cell(widths[1], _room(answer, at), borders=edges)),
            height=twips(17),
        ),
    )
    return table(at["report facts"], widths, rows, margins=margins(30, 60, 30, 60))


def _room(answer: str, at: Setting) -> str:
    return typed_paragraph(at["report small head"], answer)
