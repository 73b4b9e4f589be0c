"""A table as an Excel table: filters, a head that stays and repeats, rows as high as their text, choices by word."""

import re
from typing import Any

import msgspec

from gapcheck.reports.document import Column, Table
from gapcheck.reports.xlsx_book import GREY, INK, PANEL, RULE, Book, LongText, fits, shown
from gapcheck.reports.xlsx_choices import TONE_OF_SIGN, Tone, choices
from gapcheck.reports.xlsx_fit import (
    INDENT,
    MOST_LINES,
    PAGE_WIDTH,
    SIZE,
    column_widths,
    count_lines,
    height,
    pieces,
    to_fill_in,
)
from gapcheck.reports.xlsx_names import head_titles, is_head

_NUMBER = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,6})?")
_FROZEN_WIDTH = 46.0
_WIDE = 7
"""From so many columns on, the first ones stay in sight."""
_SMALLEST = 0.55
"""A table that would be printed smaller goes on on a page beside the first."""
_BLANK_LINES = 2
_KEY_WIDTH = 16.0
"""A first column of no more than this names the row and is bold."""
_LONG_WIDTH = 110.0
_CELL: dict[str, Any] = {
    "font_size": SIZE, "font_color": INK, "valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": RULE,
    "right": 1, "right_color": PANEL,
}  # fmt: skip
_LONG: dict[str, Any] = {**_CELL, "align": "left", "indent": 1}
_SHORT: dict[str, Any] = {**_LONG, "num_format": "@"}
"""Looks of text; Excel shows signs for numbers in place of a long one that is marked as text."""
_HEAD: dict[str, Any] = {
    **_CELL, "align": "left", "indent": 1, "bold": True, "bg_color": PANEL, "bottom_color": INK, "valign": "bottom",
}  # fmt: skip
_TONES: dict[Tone, dict[str, Any]] = {
    "good": {"font_color": "#2F6A28"},
    "part": {"font_color": "#6E4A05", "italic": True},
    "bad": {"font_color": "#8E2A1C", "bold": True},
    "quiet": {"font_color": GREY, "italic": True},
}
_GROUNDS: dict[Tone, dict[str, Any]] = {
    "good": {"bg_color": "#E6F1E3"},
    "part": {"bg_color": "#FBEFD3"},
    "bad": {"bg_color": "#F3D3CD"},
    "quiet": {},
}
"""Only the column that decides has a ground: rows are high, and grounds in many columns would drown the words."""
_DECIDES = ("Status", "State", "Band", "Applicable")


class Grid(msgspec.Struct, frozen=True):
    """A table as it stands on a sheet."""

    heads: list[str]
    widths: list[float]
    cells: list[list[str]]
    decimals: list[int | None]
    """Of columns that hold numbers."""

    @property
    def last_row(self) -> int:
        """The last row of the sheet that belongs to the table; an empty table has one empty row."""
        return max(1, len(self.cells))


def write_table(book: Book, sheet: Any, name: str, table: Table, numbers: frozenset[str] = frozenset()) -> Grid:
    """Write a table from the first cell of a sheet on; `numbers` are columns of text that hold figures of ours."""
    heads = head_titles(table.columns)
    cells = [[shown(cell) for cell in row] for row in table.rows]
    widths = column_widths(table.columns, heads, cells)
    heads = [
        head if is_head(column.title) or not column.title else _long_head(book, name, head, column)
        for head, column in zip(heads, table.columns, strict=True)
    ]
    decimals = [
        _decimals(place, cells) if column.kind == "number" or column.title in numbers else None
        for place, column in enumerate(table.columns)
    ]
    grid = Grid(heads, widths, cells, decimals)
    _head(book, sheet, grid)
    for number, row in enumerate(cells, 1):
        _row(book, sheet, name, number, row, table.columns, grid)
    for place, column in enumerate(table.columns):
        _by_word(book, sheet, place, column, [row[place] for row in cells], grid)
    _page(sheet, grid)
    return grid


def _long_head(book: Book, sheet: str, head: str, column: Column) -> str:
    book.long_text(LongText(sheet, head, "", shown(column.title)))
    return f"{head}: long text {len(book.long_texts)}"


def _head(book: Book, sheet: Any, grid: Grid) -> None:
    columns = [{"header": head, "header_format": book.look(**_HEAD)} for head in grid.heads]
    last = len(grid.heads) - 1
    sheet.add_table(0, 0, grid.last_row, last, {"columns": columns, "style": "Table Style Light 1"})
    for place, width in enumerate(grid.widths):
        sheet.set_column(place, place, round(width, 1))
    # the arrow of the filter stands at the end of the last line
    lines = max(count_lines(head, (width - 3) / 1.1) for head, width in zip(grid.heads, grid.widths, strict=True))
    sheet.set_row(0, height(lines))


def _row(
    book: Book, sheet: Any, name: str, number: int, row: list[str], columns: tuple[Column, ...], grid: Grid
) -> None:
    """Write a row; of a sheet with a name, texts that do not fit are kept for the sheet of long texts."""
    lines = 1
    for place, (cell, column, width) in enumerate(zip(row, columns, grid.widths, strict=True)):
        if to_fill_in(column):
            lines = max(lines, _BLANK_LINES)
        decimals = grid.decimals[place]
        if decimals is not None and cell:
            look = {**_CELL, "num_format": "0." + "0" * decimals if decimals else "0", "align": "right"}
            sheet.write_number(number, place, float(cell), book.look(**look))
            continue
        needed = count_lines(cell, width - INDENT)
        text = cell
        if name and (needed > MOST_LINES or not fits(cell)):
            row_name = row[0] if place and len(row[0]) <= 60 else f"row {number}"
            text = book.long_text(LongText(name, grid.heads[place], row_name, cell))
        lines = max(lines, needed)
        look = _SHORT if len(text) <= 255 else _LONG
        if not place and width <= _KEY_WIDTH:
            look = {**look, "bold": True}
        book.text(sheet, number, place, text, **look)
    sheet.set_row(number, height(lines))


def _decimals(place: int, cells: list[list[str]]) -> int | None:
    """How many decimals the numbers of a column have; nothing where any cell holds something else."""
    found = [row[place] for row in cells if row[place]]
    if not found or not all(map(_NUMBER.fullmatch, found)):
        return None
    return max(len(cell.partition(".")[2]) for cell in found)


def _by_word(book: Book, sheet: Any, place: int, column: Column, cells: list[str], grid: Grid) -> None:
    area = (1, place, grid.last_row, place)
    known = choices(column, cells)
    looks = {
        tone: book.look(**look, **(_GROUNDS[tone] if column.kind == "status" or column.title in _DECIDES else {}))
        for tone, look in _TONES.items()
    }
    if known:
        listed = {
            "validate": "list",
            "source": list(known),
            "error_type": "warning",
            "error_title": "Another word",
            "error_message": "This column otherwise holds one of the words in its list.",
        }
        sheet.data_validation(*area, listed)
        for text, tone in known.items():
            if tone:
                rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": looks[tone]}
                sheet.conditional_format(*area, rule)
    elif column.kind == "status":
        for sign, tone in TONE_OF_SIGN.items():
            if any(cell.startswith(sign) for cell in cells):
                rule = {"type": "text", "criteria": "begins with", "value": sign, "format": looks[tone]}
                sheet.conditional_format(*area, rule)


def _page(sheet: Any, grid: Grid) -> None:
    wide = len(grid.heads) >= _WIDE
    frozen = 2 if wide and sum(grid.widths[:2]) <= _FROZEN_WIDTH else 1 if wide else 0
    sheet.freeze_panes(1, frozen)
    sheet.repeat_rows(0)
    pages = -int(-sum(grid.widths) * _SMALLEST // PAGE_WIDTH)
    if pages > 1:
        sheet.repeat_columns(0, max(0, frozen - 1))
        sheet.fit_to_pages(pages, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{grid.last_row + 1}"})


def write_long_texts(book: Book, sheet: Any) -> None:
    """The texts that do not fit into a row, in pieces that do; together the pieces are the text."""
    columns = tuple(Column(title=title) for title in ("No.", "Sheet", "Column", "Row", "Part", "Text"))
    widths = [6.0, 22.0, 18.0, 18.0, 9.0, _LONG_WIDTH]
    rows: list[list[str]] = []
    for number, found in enumerate(book.long_texts, 1):
        parts = pieces(found.text, _LONG_WIDTH - INDENT)
        where = [str(number), found.sheet, found.column, found.row]
        rows += [[*where, f"{place} of {len(parts)}", part] for place, part in enumerate(parts, 1)]
    grid = Grid([column.title for column in columns], widths, rows, [None] * len(columns))
    _head(book, sheet, grid)
    for number, row in enumerate(rows, 1):
        _row(book, sheet, "", number, row, columns, grid)
    _page(sheet, grid)
