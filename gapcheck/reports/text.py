"""Plain text for e-mail: 72 columns, wrapped at spaces only, nothing cut, nothing marked up."""

import re
import unicodedata
from collections.abc import Sequence

from gapcheck.reports.chart_words import key, sign_of, signs, step_lines
from gapcheck.reports.document import (
    Asks,
    Bars,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fact,
    Facts,
    Flow,
    Heading,
    Lengths,
    Listing,
    PageBreak,
    Paragraph,
    Table,
)
from gapcheck.reports.marks import SHAPES, word
from gapcheck.reports.plain import balanced, joined, visible

WIDTH = 72
"""Columns of a line; mail programs quote and forward lines of this length without breaking them."""
_NARROW = re.compile("[\0-\xac\xae-\u02ff\u2010-\u2027]*")
"""Signs that take one column each, without asking for each of them."""
_BETWEEN = "  "
_RULES = ("-", ".", ".")
"""What stands under a heading of level 1 to 3."""
_SPACES = re.compile(r"( +)")


def render(document: Document) -> bytes:
    """The whole document as UTF-8."""
    head = [
        _underlined(document.label, "="),
        "\n".join(_wrapped(part) for part in (document.organization, document.title) if part),
        _wrapped(joined(" · ", document.state, document.classification)),
    ]
    blocks = [block(part) for part in document.blocks]
    facts = block(document.metadata)
    parts = [*head, facts, *blocks] if document.layout == "report" else [*head, *blocks, "-" * WIDTH, facts]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def block(part: Block) -> str:
    """One block."""
    match part:
        case Heading():
            space = "\n" if part.level == 1 else ""
            return space + _underlined(joined(" · ", part.text, part.mark), _RULES[part.level - 1])
        case Paragraph():
            return _wrapped(part.text)
        case Bullets():
            return "\n".join(_wrapped(item, "- ") for item in part.items)
        case Facts():
            return "\n".join(_fact(row) for row in part.rows)
        case Table():
            return _table(part)
        case Bars():
            return _bars(part)
        case Lengths():
            return _lengths(part)
        case Flow():
            return "\n".join(_wrapped(line, "- ") for line in step_lines(part))
        case Callout():
            body = "\n" + _wrapped(part.text, "  ") if part.text else ""
            return _wrapped(part.title, "! ") + body
        case Asks():
            return "\n\n".join(
                "\n".join(
                    [
                        _wrapped(ask.text, f"{number}. "),
                        *(_wrapped(line, "   ") for line in ask.beside),
                        _blank(f"   {part.answer}: "),
                    ]
                )
                for number, ask in enumerate(part.rows, 1)
            )
        case Listing():
            return "\n".join(visible(line).replace("\n", "\u2424") for line in part.lines)
        case PageBreak():
            return ""


def width(text: str) -> int:
    """Columns that a line takes on a screen: wide signs take two, signs that join others none."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _wrapped(typed: str, start: str = "", hanging: str | None = None) -> str:
    """Text with its own line breaks kept; what follows the first line hangs under it."""
    indent = " " * len(start) if hanging is None else hanging
    lines: list[str] = []
    for line in visible(typed).split("\n"):
        lines += _broken(line, indent if lines else start, indent)
    return balanced("\n".join(lines))


def _broken(line: str, first: str, indent: str) -> list[str]:
    """One line as several; the spaces at a break give way to it, and a word longer than a line stays whole."""
    if width(first) + width(line) <= WIDTH:
        return [(first + line).rstrip() if not line.strip() else first + line]
    pieces = _SPACES.split(line)
    rows, row, used = [], first + pieces[0], width(first) + width(pieces[0])
    for spaces, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        needed = len(spaces) + width(piece)
        if used + needed <= WIDTH or not row.strip():
            row, used = row + spaces + piece, used + needed
        else:
            rows.append(row)
            row, used = indent + piece, width(indent) + width(piece)
    return [*rows, row]


def _underlined(typed: str, rule: str) -> str:
    shown = _wrapped(typed)
    return f"{shown}\n{rule * min(WIDTH, max(width(line) for line in shown.split(chr(10))))}"


def _blank(start: str) -> str:
    return start + "_" * max(20, WIDTH - width(start))


def _labelled(label: str, value: str, indent: str) -> str:
    return _wrapped(f"{label}: {balanced(value)}", indent, indent + "  ")


def _fact(row: Fact) -> str:
    if len(row.lines) == 1:
        return _labelled(row.label, row.lines[0], "")
    return "\n".join([_wrapped(f"{row.label}:"), *(_wrapped(line, "  - ") for line in row.lines)])


def _table(table: Table) -> str:
    caption = f"{_wrapped(table.caption)}\n\n" if table.caption else ""
    return caption + (_aligned(table) or "\n\n".join(_row(table.columns, row) for row in table.rows))


def _aligned(table: Table) -> str:
    """Columns beside each other where every cell fits on one line, else nothing."""
    if any(column.kind == "blank" for column in table.columns):
        return ""
    rows = [tuple(column.title for column in table.columns), *table.rows]
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(width(row[n]) for row in shown) for n in range(len(table.columns))]
    fits = sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= WIDTH
    if not fits or any("\n" in cell or "\t" in cell or balanced(cell) != cell for row in shown for cell in row):
        return ""
    lines = [_line(row, widths, table.columns) for row in shown]
    return "\n".join([lines[0], _BETWEEN.join("-" * wide for wide in widths), *lines[1:]])


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> str:
    parts = []
    for cell, wide, column in zip(cells, widths, columns, strict=True):
        room = " " * (wide - width(cell))
        parts.append(room + cell if column.kind == "number" else cell + room)
    return _BETWEEN.join(parts).rstrip(" ")


def _row(columns: tuple[Column, ...], row: tuple[str, ...]) -> str:
    """A row as a block of its own: its name, then every cell that says something after its label."""
    cells = list(zip(columns, row, strict=True))
    (first, name), rest = cells[0], cells[1:]
    if first.title == "#" and rest:
        (_, text), rest = rest[0], rest[1:]
        lines = [_wrapped(text, f"{name}. ")]
    else:
        lines = [_wrapped(name if first.kind == "ref" else joined(": ", first.title, name), "- ")]
    indent = " " * (len(name) + 2 if first.title == "#" else 2)
    for column, cell in rest:
        if column.kind == "blank" and not cell:
            lines.append(_blank(f"{indent}{column.title}: "))
        elif cell:
            lines.append(_labelled(column.title, cell, indent))
    return "\n".join(lines)


def _bars(bars: Bars) -> str:
    rows = [_wrapped(bars.title)]
    for bar in bars.rows:
        counts = ", ".join(f"{count} {SHAPES[code]} {word(code)}" for code, count in bar.counts if count)
        rows.append(
            "\n".join(
                [
                    _wrapped(joined(" ", bar.id, bar.title), "- "),
                    _wrapped(f"{counts or 'nothing applies'}; {bar.total} in all", "  "),
                    *([_wrapped(bar.beside, "  ")] if bar.beside else []),
                ]
            )
        )
    return "\n".join(rows)


def _lengths(lengths: Lengths) -> str:
    """Bars beside each other where all of them fit on a line, else each below its name."""
    step = sign_of(lengths)
    head = f"{_wrapped(lengths.title)}\n{_wrapped(key(lengths))}\n\n"
    titles = (lengths.of, "Drawn", "In words")
    rows = tuple((row.label, signs(row, step) or row.instead, row.words) for row in lengths.rows)
    aligned = _aligned(Table(columns=tuple(Column(title=title) for title in titles), rows=rows))
    below = (f"{_wrapped(joined(': ', label, words), '- ')}\n{_wrapped(drawn, '  ')}" for label, drawn, words in rows)
    return head + (aligned or "\n".join(below))
