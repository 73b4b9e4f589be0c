"""How much room text takes in a cell: Excel does not make rows fit by itself, and LibreOffice lets text overlap.

Widths are in characters of the standard font (7 pixels each), heights in points.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from gapcheck.reports.document import Column

SIZE = 9
"""Size of text in cells, in points."""
INDENT = 1.5
"""Room before the text of a cell, so that it does not touch what stands before it."""
PAGE_WIDTH = 146.0
"""What fits across an A4 page at full size."""
MOST_LINES = 35
"""As many lines fit into the highest row that Excel allows (409 points)."""
_LINE, _PADDING = 11.5, 4.0
_PIXELS = 7
_EM = SIZE * 96 / 72
_SAFETY = 1.04
"""Wrapping differs a little from program to program."""
_EMS = {
    0.22: "ijl'",
    0.28: " !,./:;I[\\]ft|",
    0.34: '()-r`{}"',
    0.5: "Jckvxyszcs*^",
    0.56: "abdeghnopqu0123456789?_L#$",
    0.6: "+<=>~FTZ",
    0.67: "ABEKPSVXY&",
    0.72: "CDHNRUw",
    0.78: "GOQ",
    0.85: "mM",
    0.95: "W%",
    1.02: "@",
}
_WIDTHS = {char: width for width, chars in _EMS.items() for char in chars}
_OTHER_SPACES = re.compile(r"  |[^\S\n ]")
_TOKENS = re.compile(r"\n|[^\S\n]+|\S+")
_NARROW, _WIDEST = 18.0, 72.0
"""Columns of running text are between these."""
_ROUNDS = 3
_FILLED_IN = 80.0
"""As many characters are expected where somebody writes."""
_ONE_LINE = 30.0
"""Texts that are no wider are not wrapped."""


@lru_cache(maxsize=20_000)
def measure(text: str) -> float:
    """The width of text on one line."""
    return sum(map(_width, text)) * _EM * _SAFETY / _PIXELS


def _word_width(word: str) -> float:
    """The same, without keeping the widths of what is too long to come again."""
    return measure(word) if len(word) < 60 else sum(map(_width, word)) * _EM * _SAFETY / _PIXELS


def _width(char: str) -> float:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    return 1.05 if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x1F000 else 0.65


def line_starts(text: str, width: float) -> Iterator[int]:
    """Where each line begins when text is wrapped at spaces to a width."""
    yield 0
    used = 0.0
    for found in _TOKENS.finditer(text):
        token = found.group()
        if token == "\n":
            yield found.end()
            used = 0.0
            continue
        needed = _word_width(token)
        if token.isspace():
            used += needed
            continue
        if used and used + needed > width:
            yield found.start()
            used = 0.0
        if needed > width:
            yield from _broken(token, found.start(), max(1, int(len(token) * width / needed)))
            needed %= width
        used += needed


def _broken(word: str, start: int, step: int) -> Iterator[int]:
    """Where the further lines of a word begin that is longer than a line; signs that belong together stay together."""
    place = step
    while place < len(word):
        while place < len(word) and (not _width(word[place]) or word[place - 1] == "\u200d"):
            place += 1
        if place < len(word):
            yield start + place
        place += step


def count_lines(text: str, width: float, most: int = MOST_LINES + 1) -> int:
    """The number of lines of a wrapped text, counted up to `most`."""
    if len(text) * 1.05 * _EM * _SAFETY / _PIXELS <= width and "\n" not in text:
        return 1
    if _OTHER_SPACES.search(text) is None:
        return _count_by_word(text, width, most)
    return sum(1 for _ in islice(line_starts(text, width), most))


def _count_by_word(text: str, width: float, most: int) -> int:
    """The same count as by `line_starts`, quicker, for text that holds no spaces but single ones."""
    space = measure(" ")
    count = 0
    for line in text.split("\n"):
        count += 1
        used = -space  # none stands before the first word
        for word in line.split(" "):
            used += space
            if not word:
                continue
            needed = _word_width(word)
            if used and used + needed > width:
                count += 1
                used = 0.0
            if needed > width:
                count += sum(1 for _ in _broken(word, 0, max(1, int(len(word) * width / needed))))
                needed %= width
            used += needed
        if count >= most:
            return most
    return count


def pieces(text: str, width: float, most: int = MOST_LINES - 1) -> list[str]:
    """The text in pieces that each fit into a row; together they are the text."""
    starts = list(line_starts(text, width))[::most]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def height(lines: int) -> float:
    """The height of a row with so many lines."""
    return min(409.0, max(1, lines) * _LINE + _PADDING)


def column_widths(columns: Sequence[Column], titles: Sequence[str], cells: Sequence[Sequence[str]]) -> list[float]:
    """Widths at which longer texts are wrapped to blocks that read well; what the page has to spare goes to them."""
    found = [
        _column_width(column, title, [row[place] for row in cells])
        for place, (column, title) in enumerate(zip(columns, titles, strict=True))
    ]
    widths = [width for width, _ in found]
    wraps = [weight > 0 for _, weight in found]
    for _ in range(_ROUNDS):  # a column that is full passes its part on
        open_ones = [wraps[n] and width < max(_WIDEST, found[n][0]) for n, width in enumerate(widths)]
        spare = PAGE_WIDTH - sum(widths)
        total = sum(weight for (_, weight), more in zip(found, open_ones, strict=True) if more)
        if spare <= 1 or not total:
            break
        widths = [
            min(max(_WIDEST, first), width + spare * weight / total) if more else width
            for (first, weight), width, more in zip(found, widths, open_ones, strict=True)
        ]
    return widths


def to_fill_in(column: Column) -> bool:
    """Whether the cells of a column are for a person to write into."""
    return column.kind == "blank" or column.title == "Answer"


def _column_width(column: Column, title: str, cells: Sequence[str]) -> tuple[float, float]:
    """The width of a column, and how much of the room to spare would do it good: by the length of its texts."""
    head = max((measure(word) for word in title.split()), default=0.0) * 1.1 + 3
    if to_fill_in(column):
        return max(head, 28.0), _FILLED_IN
    lines = [line for cell in cells for line in cell[:2000].split("\n")]
    longest = max((measure(line) for line in lines if len(line) <= 40), default=0.0)
    if longest <= _ONE_LINE and all(len(line) <= 40 for line in lines):
        return max(head, longest + INDENT + 1), 0.0
    filled = sorted(len(cell) for cell in cells if cell)
    typical = filled[int(0.9 * (len(filled) - 1))]
    weight = typical * math.sqrt(len(filled) / len(cells))
    return max(head, min(_WIDEST, max(_NARROW, 2.1 * math.sqrt(typical))) + INDENT), weight
