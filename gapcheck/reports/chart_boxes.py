"""What stands in a box of a drawing: numbers, efforts and texts as lines that fit between its edges.

Lengths are in pixels of 1/96 inch, as a browser has them.
"""

import msgspec

from gapcheck.reports.document import Box, Doing
from gapcheck.reports.plain import balanced, visible
from gapcheck.reports.xlsx_fit import measure, pieces

SIZE = 10.5
"""Size of type."""
LINE = 13.0
PAD_X, PAD_Y = 7.0, 5.0
_BETWEEN = 4.0
"""Room between two things in one box."""
_PIXELS = 7 * SIZE / 12
"""Of a character as text is measured for cells."""
_SPARE = 1.06
"""Fonts differ a little from machine to machine."""
_BOLD = 1.1
_MOST_LINES = 6
"""A longer text would make the box a page of its own."""


class Line(msgspec.Struct, frozen=True):
    """One line of a box: its middle under the top of the box, what begins it, and what ends it at the right."""

    y: float
    text: str
    strong: bool = False
    beside: str = ""


class Content(msgspec.Struct, frozen=True):
    """All lines of a box with its height; `left_out` says whether a text stands beneath the drawing only."""

    lines: tuple[Line, ...]
    height: float
    left_out: bool


def width_of(text: str, strong: bool = False) -> float:
    """About how wide a text is on one line."""
    return measure(text) * _PIXELS * _SPARE * (_BOLD if strong else 1)


def content(box: Box, width: float, texts: bool) -> Content:
    """The lines of a box of a width, with texts where they are asked for and short enough."""
    room = width - 2 * PAD_X
    lines: list[Line] = []
    y, left_out = PAD_Y, False
    for n, doing in enumerate(box.doings):
        y += _BETWEEN if n and texts else 0
        found = _head(doing, room)
        short = texts and len(doing.text) <= _MOST_LINES * room / 3
        wrapped = _wrapped(doing.text, room) if short else []
        if not short or len(wrapped) > _MOST_LINES:
            wrapped, left_out = [], True
        for line in (*found, *(Line(0, text) for text in wrapped)):
            lines.append(msgspec.structs.replace(line, y=y + LINE / 2))
            y += LINE
    return Content(tuple(lines), y + PAD_Y, left_out)


def head_width(doing: Doing) -> float:
    """How wide a box has to be for number and effort to stand on one line."""
    return width_of(visible(doing.id), strong=True) + width_of(f"  {visible(doing.effort)}") + 2 * PAD_X


def _head(doing: Doing, room: float) -> list[Line]:
    """Number and effort, on one line if there is room."""
    beside = visible(doing.effort)
    if head_width(doing) <= room + 2 * PAD_X:
        return [Line(0, visible(doing.id), True, beside)]
    named = [Line(0, text, True) for text in _wrapped(doing.id, room / _BOLD)]
    return [*named, Line(0, "", beside=beside)]


def _wrapped(text: str, room: float) -> list[str]:
    """A text as lines, as many as it takes."""
    shown = visible(text).replace("\t", " ")
    found = (piece.strip() for piece in pieces(shown, room / (_PIXELS * _SPARE), 1))
    return [balanced(line) for line in found if line]
