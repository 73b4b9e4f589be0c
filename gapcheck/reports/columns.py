"""How wide the columns of a table are on a page: no word broken where there is room, and long text in the wide ones."""

import unicodedata
from collections.abc import Sequence

from gapcheck.reports.document import Column, Table

_WIDE = dict.fromkeys("mwMW@%—", 0.9) | dict.fromkeys("ijlftI.,:;'|!()[]/- ", 0.3)
"""About how wide some signs are, in units of the size of type."""
_LINE, _ENTRY = 0.5, 0.56
"""Width of a character in running text, and in a line that has to fit, in units of the size of type."""
_LEAST = 9.0
"""Millimetres that a long word may always ask for."""
_MORE = 1.2
"""What a word in running text may ask for, in shares of its column; references and numbers are kept whole."""
_SHORT_KINDS = ("ref", "status", "number")
_MOST_FOR_WORD = 0.2
"""Up to this part of the page a reference, a status or a number is kept whole."""
_EMPTY = 0.8
"""What a column with nothing in it keeps of its share: it may have to be filled in."""
_STEPS, _JUDGED = 32, 40
"""In what steps room is moved between columns, and about how many rows are looked at for that."""
_RAGGED = 1.5
"""What is lost at the end of a line, in units of the size of type."""
_KEPT = 0.6
"""What every column keeps of its share if it can use it."""
_CROWDED = 3.0
"""Lines of a usual row from which on columns with nothing in them give room as well."""
_WORD_ON_SCREEN, _BLANK_ON_SCREEN, _BESIDE_ON_SCREEN = 14.0, 6.0, 2.0
"""What a column keeps on a small screen, in units of the size of type: for a word, for what is to be filled in, and
beside it."""
_TEXT_ON_SCREEN, _LONG_ON_SCREEN, _LONG = 13.0, 22.0, 250
"""The same for running text, and for cells of more than so many characters."""


def alike(tables: Sequence[Table]) -> dict[tuple[Column, ...], list[Table]]:
    """Tables with the same columns, which are to stand below each other without a jump."""
    found: dict[tuple[Column, ...], list[Table]] = {}
    for table in tables:
        found.setdefault(table.columns, []).append(table)
    return found


def column_sizes(tables: Sequence[Table], room: float, em: float, beside: float) -> list[float]:
    """The widths of the columns that tables have in common, in millimetres; together `room`.

    `em` is the size of type in millimetres, `beside` what a cell keeps free on both sides together. No column is wider
    than what is in it, as long as another can use the room, and one that is left to be filled in keeps its share.
    """
    columns = tables[0].columns
    texts = [[row[n] for table in tables for row in table.rows] for n in range(len(columns))]
    total = sum(column.width or 1.0 for column in columns)
    shares = [room * (column.width or 1.0) / total for column in columns]
    if not any(texts):
        return shares
    needed, most = [], []
    for column, cells, share in zip(columns, texts, shares, strict=True):
        word = (_longest_entry(cells) if column.kind == "status" else _longest_word(column.title, cells)) * em + beside
        limit = room * _MOST_FOR_WORD if column.kind in _SHORT_KINDS else max(_LEAST, _MORE * share)
        needed.append(min(word, limit))
        longest = max((len(line) for text in (column.title, *cells) for line in text.split("\n")), default=0)
        fills = room if column.kind == "blank" else 0.0 if any(cells) else share * _EMPTY
        most.append(max(fills, longest * _ENTRY * em + beside))
    filled = [column.kind == "blank" or any(cells) for column, cells in zip(columns, texts, strict=True)]
    floors = [
        max(need, _KEPT * min(share, limit)) if used else need
        for need, share, limit, used in zip(needed, shares, most, filled, strict=True)
    ]
    return shared(room, _moved(shares, floors, columns, texts, em, beside), needed, most)


def on_small_screen(table: Table) -> list[float]:
    """The widths below which columns are no longer read but deciphered, in units of the size of type."""
    found = []
    for n, column in enumerate(table.columns):
        cells = [row[n] for row in table.rows]
        word = min(_longest_word(column.title, cells), _WORD_ON_SCREEN)
        match column.kind:
            case "text":
                longest = max(map(len, cells), default=0)
                least = min(longest * _LINE, _LONG_ON_SCREEN if longest > _LONG else _TEXT_ON_SCREEN)
            case "status":
                least = min(_longest_entry(cells), _WORD_ON_SCREEN)
            case "blank":
                least = _BLANK_ON_SCREEN
            case _:
                least = 0.0
        found.append(max(word, least) + _BESIDE_ON_SCREEN)
    return found


def shared(width: float, shares: list[float], least: list[float], most: list[float]) -> list[float]:
    """`width` by shares, where nobody gets more than can be used, and as far as possible nobody less than is needed."""
    floors = [floor * min(1, width / sum(least)) for floor in least]
    found: dict[int, float] = {}
    while True:
        free = width - sum(found.values())
        open_ = [n for n in range(len(shares)) if n not in found]
        rest = sum(shares[n] for n in open_)
        given = {n: free * shares[n] / rest for n in open_}
        fixed = {n: floors[n] for n in open_ if given[n] < floors[n]} or {
            n: max(most[n], floors[n]) for n in open_ if given[n] > max(most[n], floors[n])
        }
        if not fixed or len(fixed) == len(open_):
            return [found.get(n, given.get(n, 0.0)) for n in range(len(shares))]
        found |= fixed


def em_of(word: str) -> float:
    """About how wide a word is, in units of the size of type."""
    return sum(map(_em, word))


def _moved(
    shares: list[float],
    floors: list[float],
    columns: tuple[Column, ...],
    texts: list[list[str]],
    em: float,
    beside: float,
) -> list[float]:
    """The shares with room moved to where it saves the most lines; what is to be filled in keeps its own."""
    rows = _some(list(zip(*texts, strict=True)))
    sizes = [[[len(line) * _LINE * em for line in cell.split("\n") if line] for cell in row] for row in rows]
    found = [max(share, floor) for share, floor in zip(shares, floors, strict=True)]
    found = [width * sum(shares) / sum(found) - beside for width in found]
    ragged = _RAGGED * em
    step = sum(shares) / _STEPS
    heights = [max(_lines(size, width, ragged) for size, width in zip(row, found, strict=True)) for row in sizes]
    crowded = sum(heights) > _CROWDED * len(heights)
    movable = [n for n, column in enumerate(columns) if column.kind != "blank" and (crowded or any(texts[n]))]
    for _ in range(_STEPS):
        lines = [[_lines(size, width, ragged) for size, width in zip(row, found, strict=True)] for row in sizes]
        gains = {n: _saved(sizes, lines, n, found[n] + step, ragged) for n in movable}
        taker = max(movable, key=lambda n: gains[n], default=0)
        givers = [n for n in movable if n != taker and found[n] - step + beside >= floors[n]]
        losses = {n: -_saved(sizes, lines, n, found[n] - step, ragged) for n in givers}
        giver = min(givers, key=lambda n: losses[n], default=taker)
        if giver == taker or losses[giver] >= gains[taker]:
            break
        found[taker] += step
        found[giver] -= step
    return [width + beside for width in found]


def _some(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows from everywhere in a table, as many as are needed to judge it by."""
    return rows[:: max(1, len(rows) // _JUDGED)]


def _lines(size: list[float], width: float, ragged: float) -> float:
    """How many lines a cell takes, with parts of a line, so that a small step counts too."""
    room = max(width - ragged, 1.0)
    return sum(1.0 if line <= width else max(1.0, line / room) for line in size)


def _saved(sizes: list[list[list[float]]], lines: list[list[float]], column: int, width: float, ragged: float) -> float:
    """How many lines all rows together would be lower if a column were that wide."""
    total = 0.0
    for row, heights in zip(sizes, lines, strict=True):
        others = max((height for n, height in enumerate(heights) if n != column), default=0.0)
        total += max(1.0, others, heights[column]) - max(1.0, others, _lines(row[column], width, ragged))
    return total


def _longest_entry(cells: list[str]) -> float:
    return max((em_of(line) for line in {line for text in cells for line in text.split("\n")}), default=0.0)


def _longest_word(title: str, cells: list[str]) -> float:
    words = {word for text in {title, *cells} for word in text.split()}
    longest = max(map(len, words), default=0)
    return max((em_of(word) for word in words if len(word) * 3 >= longest), default=0.0)


def _em(char: str) -> float:
    found = _WIDE.get(char)
    if found is not None:
        return found
    if char.isascii():
        return 0.72 if char.isupper() else 0.52
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.65
