"""Running text on a sheet: what a line is about on the left, the text beside it, in rows as high as it needs."""

from collections.abc import Sequence
from typing import Any

from gapcheck.reports.document import Document
from gapcheck.reports.plain import joined
from gapcheck.reports.xlsx_book import GREY, INK, PANEL, RULE, Book, shown
from gapcheck.reports.xlsx_fit import SIZE, count_lines, height, pieces
from gapcheck.reports.xlsx_parts import Line, Style

_LEFT, _RIGHT = 24.0, 112.0
_LOOKS: dict[Style, dict[str, Any]] = {
    "title": {"font_size": 20, "bold": True},
    "chapter": {"font_size": 13, "bold": True, "bottom": 1, "bottom_color": INK},
    "section": {"font_size": 10, "bold": True, "font_color": "#1F6F8B"},
    "text": {},
    "quiet": {"font_color": GREY},
    "strong": {"bold": True},
    "code": {"font_name": "Courier New"},
    "room": {"bottom": 1, "bottom_color": RULE, "bg_color": PANEL},
}
_SCALE, _PAGE = 95, 500.0
"""Per cent that the sheet is printed at, and points of rows that fit a page then, on A4 and on Letter."""
_HEAD_ROWS = 2
"""The gap before a heading, and the heading; a longer one may be parted."""
_MOST_BREAKS = 1000
"""Excel takes 1,023 on a sheet."""
_HEADS = ("title", "chapter", "section")
_ROOM = 3
_SIGN = 3
"""A label of no more signs than this is a bullet, an arrow or a number and stands close to its text."""
_CODE_WIDTH = 1.35
"""Letters of the same width take more room than others."""


def write_lines(book: Book, sheet: Any, lines: Sequence[Line]) -> None:
    """Write lines one below the other; what is longer than a row is high goes on in the next row.

    Pages end where we say, so that no heading stands at the end of one; Excel heeds that only without fitting to width.
    """
    sheet.set_column(0, 0, _LEFT)
    sheet.set_column(1, 1, _RIGHT)
    sheet.set_print_scale(_SCALE)
    heights, kept = list[float](), set[int]()
    for line in lines:
        first = len(heights)
        heights += _line(book, sheet, first, line)
        if line.style in _HEADS and len(heights) - first <= _HEAD_ROWS:
            kept |= set(range(first, len(heights)))
    row = len(heights)
    sheet.set_h_pagebreaks(_page_ends(heights, kept)[:_MOST_BREAKS])
    sheet.ignore_errors({"number_stored_as_text": f"A1:B{row + 1}"})


def _page_ends(heights: Sequence[float], kept: set[int]) -> list[int]:
    """The rows that pages begin with; a row that is `kept` is on the page of the row after it."""
    begins = [0]
    used = 0.0
    for row, high in enumerate(heights):
        if used and used + high > _PAGE:
            first = row
            while first - 1 in kept and first - 1 > begins[-1]:
                first -= 1
            begins.append(first)
            used = sum(heights[first:row])
        used += high
    return begins[1:]


def _line(book: Book, sheet: Any, row: int, line: Line) -> list[float]:
    """Write a line from a row on; returns the heights of the rows it took, in points."""
    look = {"font_size": SIZE, "font_color": INK, "valign": "top", "text_wrap": True, **_LOOKS[line.style]}
    grown = look["font_size"] / SIZE * (1.1 if look.get("bold") else 1) * (_CODE_WIDTH if line.style == "code" else 1)
    heads = line.style in _HEADS
    heights: list[float] = []
    if heads and row:
        heights.append(14 if line.style == "chapter" else 6)
        sheet.set_row(row, heights[-1])
        row += 1
    width = ((_LEFT + _RIGHT) if heads else _RIGHT) / grown
    label = shown(line.label)
    tall = look["font_size"] / SIZE if heads else 1.0
    for number, part in enumerate(pieces(shown(line.text), width, int(30 / tall))):
        lines = count_lines(part, width)
        if not number and label and label == line.to:
            _link(book, sheet, row, 0, line.to, label)
        elif not number and label:
            side = {"align": "right", "indent": 1} if len(label) <= _SIGN else {}
            book.text(sheet, row, 0, label, font_size=SIZE, font_color=GREY, valign="top", text_wrap=True, **side)
            lines = max(lines, count_lines(label, _LEFT))
        if heads:
            sheet.merge_range(row, 0, row, 1, None, book.look(**look))
            book.text(sheet, row, 0, part, **look)
        elif line.to and label != line.to:
            _link(book, sheet, row, 1, line.to, part)
        else:
            book.text(sheet, row, 1, part, **look)
        heights.append(min(409.0, height(max(lines, _ROOM if line.style == "room" else 1)) * tall))
        sheet.set_row(row, heights[-1])
        row += 1
    return heights


def _link(book: Book, sheet: Any, row: int, column: int, to: str, text: str) -> None:
    place = to.replace("'", "''")
    look = book.look(font_size=SIZE, font_color="#1F6F8B", underline=1, valign="top", text_wrap=True)
    sheet.write_url(row, column, f"internal:'{place}'!A1", look, text)


def about_lines(document: Document, notes: Sequence[str], sheets: Sequence[tuple[str, str, int]]) -> list[Line]:
    """The first sheet: whose report it is, what it is, the facts of the cover, and what stands on the other sheets.

    `sheets` has names, what they hold, and the number of rows (0 where they do not hold rows).
    """
    lines = [Line(document.label, style="title")]
    lines += [Line(document.organization, style="chapter")] if document.organization else []
    lines += [Line(document.title, style="strong")] if document.title else []
    lines += [Line(joined(" · ", document.state, document.classification))]
    lines += [Line("What this is, and what it is not", style="chapter"), *(Line(note) for note in notes)]
    lines.append(Line("The facts", style="chapter"))
    lines += [
        Line(text, "" if number else fact.label)
        for fact in document.metadata.rows
        for number, text in enumerate(fact.lines)
    ]
    lines.append(Line("The sheets", style="chapter"))
    for name, title, count in sheets:
        counted = f"{count} row{'' if count == 1 else 's'}" if count else ""
        held = title if title.casefold() != name.casefold() else ""
        lines.append(Line(joined(" · ", held, counted), name, to=name))
    return lines
