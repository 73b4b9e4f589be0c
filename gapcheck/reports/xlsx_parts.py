"""A document taken apart for a workbook: what becomes a sheet of its own, and what remains as running text."""

from collections import Counter
from itertools import zip_longest
from typing import Literal, get_args

import msgspec

from gapcheck.reports.chart_words import step_lines
from gapcheck.reports.document import (
    Asks,
    Bars,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Flow,
    Heading,
    Lengths,
    Listing,
    Paragraph,
    Table,
)
from gapcheck.reports.marks import SHAPES, word
from gapcheck.reports.plain import joined
from gapcheck.reports.xlsx_book import LONG_TEXTS
from gapcheck.reports.xlsx_lengths import lengths_table
from gapcheck.reports.xlsx_names import LONGEST_NAME, SheetNames
from gapcheck.reports.xlsx_register import OfItem, Register

Style = Literal["title", "chapter", "section", "text", "quiet", "strong", "code", "room"]
"""How a line looks; `room` is to be filled in by hand."""
CALLOUTS = {"note": "Note", "decide": "To decide", "stop": "Attention", "fine": "Good"}
COUNTED = ("confirmed", "claimed", "partial", "does_not_conform", "not_assessed")

_MOST_ALIKE = 4
"""Where there are more tables of the same shape, such as one for each form, they share a sheet."""


class Line(msgspec.Struct, frozen=True):
    """A line of running text with what stands before it; `to` is the sheet it points to."""

    text: str
    label: str = ""
    style: Style = "text"
    to: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """A table on a sheet of its own; with bars or lengths it has a chart."""

    name: str
    title: str
    table: Table
    bars: Bars | None = None
    lengths: Lengths | None = None


class Parts:
    """The sheets of a workbook in their order, with unique names, and the running text.

    Where the main table `covers` the items, an item that has a row there is not repeated: its row holds the same facts.
    """

    def __init__(self, document: Document, main: Table, main_name: str, covers: bool = False) -> None:
        self._names = SheetNames()
        self.about, self.words = self._names.name("About"), self._names.name("In words")
        self._names.name(LONG_TEXTS)
        self.main = Sheet(self._names.name(main_name), "one row each, to filter and to sort", main)
        self.lines: list[Line] = []
        self._known = {joined(" ", *row[:2]) for row in main.rows if covers}
        self._chapter, self._section = Heading(text=""), Heading(text="", level=2)
        self._chapter_line = 0
        self._moved: set[int] = set()
        self._tables_here = 0
        self._item: Heading | None = None
        self._register: Register | None = None
        self._found: list[Sheet | Register] = []
        self._merged: dict[tuple[str, ...], int] = {}
        self._alike = Counter(_shape(part) for part in document.blocks if isinstance(part, Table))
        self._read(document.blocks)
        self.sheets = [
            found if isinstance(found, Sheet) else Sheet(found.name, found.title, found.table())
            for found in self._found
        ]

    def _read(self, blocks: tuple[Block, ...]) -> None:
        for place, part in enumerate(blocks):
            if not isinstance(part, Heading):
                self._block(part)
                continue
            under = _until_heading(blocks[place + 1 :])
            self._tables_here = sum(isinstance(block, Table) for block in under)
            self._item = None
            if part.level < 3 or not isinstance(next(iter(under), None), Facts):
                self._heading(part)
            else:
                self._item = part
                self._start_item(part)
        self.lines = _without_emptied(self.lines, self._moved)

    def _heading(self, part: Heading) -> None:
        if part.level == 1:
            self._chapter, self._register = part, None
            self._chapter_line = len(self.lines)
        if part.level < 3:
            self._section = part if part.level == 2 else Heading(text="", level=2)
        style: Style = "chapter" if part.level == 1 else "section"
        self.lines.append(Line(joined(" · ", part.text, part.mark), style=style))

    def _start_item(self, part: Heading) -> None:
        self._moved.add(id(self.lines[-1]) if self.lines else 0)
        if part.text in self._known:
            self._point(self.main.name, from_chapter=True)
            return
        if self._register is None:
            title = self._chapter.text or "Items"
            self._register = Register(self._names.name(title), f"{title}: one row each")
            self._found.append(self._register)
            self._point(self._register.name, from_chapter=True)
        self._register.start(part, self._section.text)

    def _point(self, name: str, from_chapter: bool = False) -> None:
        line = Line(f"See sheet “{name}”.", "→", to=name)
        if line not in self.lines[self._chapter_line :]:
            place = min(self._chapter_line + 1, len(self.lines)) if from_chapter else len(self.lines)
            self.lines.insert(place, line)

    def _block(self, part: Block) -> None:
        if self._item is not None and isinstance(part, get_args(OfItem)):
            if self._item.text not in self._known and self._register is not None:
                self._register.add(part)
            return
        match part:
            case Paragraph():
                self.lines.append(Line(part.text, style="quiet" if part.quiet else "text"))
            case Bullets():
                self.lines += [Line(item, "•") for item in part.items]
            case Facts():
                self.lines += [
                    Line(line, "" if n else row.label) for row in part.rows for n, line in enumerate(row.lines)
                ]
            case Callout():
                self.lines.append(Line(part.title, CALLOUTS[part.kind], "strong"))
                self.lines += [Line(part.text)] if part.text else []
            case Asks():
                self._asks(part)
            case Listing():
                self.lines += [Line(line, style="code") for line in part.lines]
            case Table():
                self._table(part)
            case Bars():
                self._bars(part)
            case Lengths():
                name = self._names.name(part.title)
                self._found.append(Sheet(name, "numbers with a chart", lengths_table(part), lengths=part))
                self._point(name)
            case Flow():
                self.lines += [Line(line, "•") for line in step_lines(part)]

    def _asks(self, part: Asks) -> None:
        for number, ask in enumerate(part.rows, 1):
            self.lines.append(Line(ask.text, str(number), "strong"))
            self.lines += [Line(line, style="quiet") for line in ask.beside]
            self.lines.append(Line("", part.answer, "room"))

    def _table(self, part: Table) -> None:
        shape = _shape(part)
        if self._item is not None:
            self._merge(part, self._item.text, (self._chapter.text, *shape), f"{self._chapter.text}, row by row")
            return
        where = joined(", ", self._chapter.text, self._section.text)
        if self._alike[shape] > _MOST_ALIKE:
            self._merge(part, where, shape, ", ".join(shape))
            return
        caption = part.caption if self._tables_here > 1 else ""
        name = joined(", ", where, caption)
        if len(name) > LONGEST_NAME:
            name = joined(", ", self._section.text or self._chapter.text, caption)
        name = self._names.name(name)
        self._found.append(Sheet(name, joined(", ", where, caption), part))
        self.lines += [Line(part.caption, style="quiet")] if part.caption else []
        self._point(name)

    def _merge(self, part: Table, belongs_to: str, key: tuple[str, ...], title: str) -> None:
        """Tables of the same shape become one, with what each belongs to in front."""
        rows = tuple((belongs_to, *row) for row in part.rows)
        if key not in self._merged:
            self._merged[key] = len(self._found)
            columns = (Column(title="Belongs to", width=2), *part.columns)
            self._found.append(Sheet(self._names.name(title), title, Table(columns=columns, rows=())))
        sheet = self._found[self._merged[key]]
        assert isinstance(sheet, Sheet)
        table = msgspec.structs.replace(sheet.table, rows=(*sheet.table.rows, *rows))
        self._found[self._merged[key]] = msgspec.structs.replace(sheet, table=table)
        self.lines += [Line(part.caption, style="quiet")] if part.caption else []
        self._point(sheet.name, from_chapter=self._item is not None)

    def _bars(self, part: Bars) -> None:
        columns = (
            Column(title="Group", width=4),
            *(Column(title=f"{SHAPES[code]} {word(code)}", kind="number") for code in COUNTED),
            Column(title="Together", kind="number"),
            Column(title="Beside", width=3),
        )
        rows = tuple(
            (joined(" ", bar.id, bar.title), *(str(count) for _, count in bar.counts), str(bar.total), bar.beside)
            for bar in part.rows
        )
        name = self._names.name(part.title)
        self._found.append(Sheet(name, "counts with a chart", Table(columns=columns, rows=rows), part))
        self._point(name)


def _shape(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def _until_heading(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        found.append(block)
    return found


def _without_emptied(lines: list[Line], moved: set[int]) -> list[Line]:
    """Without headings of sections that went to sheets whole."""
    return [
        line
        for line, after in zip_longest(lines, lines[1:])
        if not (
            id(line) in moved and line.style == "section" and (after is None or after.style in ("chapter", "section"))
        )
    ]
