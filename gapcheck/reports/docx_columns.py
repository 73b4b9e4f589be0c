"""How wide the columns of a Word table are: no word broken where there is room, and long text in the wide ones."""

import math
import re

from gapcheck.reports.document import Column, Table
from gapcheck.reports.marks import SHAPES
from gapcheck.reports.text import width

CHAR, PADDING = 0.56, 140
"""Width of a character in em, and of the space beside a column in twips."""
_LINE = 0.5
"""Width of a character of running text in em."""
_BREAKS = re.compile(r"[\s/\-]+")
_EMPTY = 0.4
"""What a column without any text keeps of its share."""
LONGEST_CELL = 300
"""Characters of a cell that are searched for long words."""
_LONGEST_WORD = {"ref": 18, "status": 16, "number": 8, "text": 13, "blank": 8}
"""Characters of a word that a column makes room for, by its kind; longer words are broken."""
_WEIGHED = 1500
"""Characters of a cell that count for the width of its column."""
_WRAPS = 1.5
"""Lines in a usual cell from which on columns give room to the fuller ones."""


def column_widths(found: Table, room: int, points: float) -> list[int]:
    """The shares of the columns in twips, wide enough for their longest words as far as there is room.

    Where cells are long, what they hold moves the shares: a table with its text in one narrow column runs on for pages.
    """
    texts = [[cells[n] for cells in found.rows] for n in range(len(found.columns))]
    empty = [column.kind != "blank" and not any(cells) for column, cells in zip(found.columns, texts, strict=True)]
    shares = [column.width * (_EMPTY if nothing else 1) for column, nothing in zip(found.columns, empty, strict=True)]
    wanted = _moved([room * share / (sum(shares) or 1) for share in shares], found, texts, points)
    needed = [_needed(column, cells, points) for column, cells in zip(found.columns, texts, strict=True)]
    if sum(needed) >= room:
        wanted = [room * least / sum(needed) for least in needed]
    else:
        short = sum(max(0.0, least - share) for least, share in zip(needed, wanted, strict=True))
        spare = sum(max(0.0, share - least) for least, share in zip(needed, wanted, strict=True)) or 1
        wanted = [
            least if share <= least else share - (share - least) * short / spare
            for least, share in zip(needed, wanted, strict=True)
        ]
    found_widths = [int(share) for share in wanted]
    found_widths[-1] += room - sum(found_widths)
    return found_widths


def _moved(wanted: list[float], found: Table, texts: list[list[str]], points: float) -> list[float]:
    """The shares halfway to where all columns would be as long; what is to be filled in keeps its own."""
    filled = [place for place, column in enumerate(found.columns) if column.kind == "text"]
    room = sum(wanted[place] for place in filled)
    usual = {place: _usual(texts[place]) for place in filled}
    if not any(usual[place] * _LINE * points * 20 > _WRAPS * wanted[place] for place in filled):
        return wanted
    weights = {place: math.sqrt(wanted[place] * max(usual[place], 1.0)) for place in filled}
    total = sum(weights.values())
    return [room * weights[place] / total if place in weights else share for place, share in enumerate(wanted)]


def _usual(cells: list[str]) -> float:
    """The length of a column's cells, the long ones weighing more: they make the rows high."""
    lengths = [min(len(cell), _WEIGHED) for cell in cells]
    return math.sqrt(sum(length * length for length in lengths) / (len(lengths) or 1))


def lines_of(text: str, room: int, points: float) -> int:
    """How many lines a text takes, about."""
    fit = max(1, int((room - PADDING) / (_LINE * points * 20)))
    if "\n" not in text:
        return math.ceil(len(text) / fit)
    return sum(max(1, math.ceil(len(line) / fit)) for line in text.split("\n"))


def _needed(column: Column, cells: list[str], points: float) -> float:
    words = {part for text in (column.title, *cells) for part in _BREAKS.split(text[:LONGEST_CELL])}
    if column.kind == "status":
        words |= {f"{SHAPES['confirmed']} {text.split(' ')[1]}" for text in cells if " " in text}
    longest = min(max(map(width, words), default=1), _LONGEST_WORD[column.kind])
    return (longest + 1) * CHAR * points * 20 + PADDING
