"""A document as data for the typesetter: text made ready for paper, and what must not be split between pages."""

import re
import unicodedata
from itertools import pairwise
from typing import Any

from gapcheck.reports.columns import alike, column_sizes, em_of
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
    PageBreak,
    Paragraph,
    Table,
)
from gapcheck.reports.marks import marked
from gapcheck.reports.paper import sheet
from gapcheck.reports.pdf_charts import flow_data, lengths_data
from gapcheck.reports.plain import joined

BREAK, BACKWARDS = "\x01", "\x02"
"""Where a word may be broken, and a text that runs from right to left; neither can be typed, see `shown`."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\u2028\u2029]")
_ACCENT = "#1f6f8b"
_POINT = 0.3528
"""Millimetres."""
_SIZE, _SMALL, _COVER, _SMALLER = 10.0, 8.6, 8.0, 7.4
"""Sizes of type in points: running text, tables, facts in two columns, tables across a wide page."""
_BIG, _LONG_NAME = (25.0, 16.0), 60
"""Size of the organization's name, and from how many characters on it is set smaller."""
_SHEET_SIZES = [tenths / 10 for tenths in range(112, 65, -2)]
_SHEET_USUAL = 9.4
"""Sizes of type for a page that is to fit on one sheet, and about the one that is found in the end."""
_ASIDE, _NARROW_ASIDE, _CELL = 38.0, 27.0, 3.2
"""Millimetres: the column of the labels, the same where facts stand in two columns, and what a cell keeps free on both
sides together."""
_LEAST_WHOLE, _TABLE_WHOLE = 0.33, 0.2
"""Rows, callouts and facts, and whole tables, of up to this share of a page go to the next one rather than be split."""
_FACTS_WHOLE = 0.42
"""The same for all facts below one heading."""
_HELD, _ROWS_HELD = 4, 2
"""So many lines of facts, or rows of a table, stay below their heading."""
_TO_FILL_IN = 3.2
"""Lines that a row takes at least where there is something to be filled in."""
_LONGEST_IN_FOOT = 80
_LONGEST_NAME = 4000
"""Characters of a bookmark or of the title in the properties; PDF/A allows 32,767 bytes. The page shows all of it."""
_MOST_ON_COVER = 24
"""Entries of a list of contents that may share the page with the facts."""


def shown(typed: str) -> str:
    """The text as it is printed: control characters by their number, since few fonts have signs for them."""
    return _CONTROL.sub(lambda found: f"[U+{ord(found.group()):04X}]", _LINE_END.sub("\n", typed))


def data(document: Document, dated: bool) -> dict[str, Any]:
    """The document for `pdf.typ`."""
    return _Sheet(document).data(dated)


class _Sheet:
    """How much room there is on the paper of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        page = document.layout == "page"
        paper = sheet(document.look.paper)
        wide, high = (paper.height, paper.width) if document.landscape else (paper.width, paper.height)
        self.width, self.height = (wide - 28, high - 26) if page else (wide - 40, high - 44)
        self.small = _SHEET_SIZES[0] if page else _SMALLER if document.landscape else _SMALL
        self.page_lines = self.height / (self.small * _POINT * 1.4)
        self.depths: list[tuple[int, int]] = []
        self.sizes: dict[tuple[Column, ...], list[float]] = {}

    def data(self, dated: bool) -> dict[str, Any]:
        document = self.document
        name = joined(" · ", document.label, document.organization, document.title)
        entries = sum(isinstance(block, Heading) and block.level < 3 for block in document.blocks)
        blocks = [self.block(block) for block in document.blocks]
        for before, after in pairwise(blocks):
            if before["is"] == "paragraph" and after["is"] in ("table", "bars", "lengths", "flow"):
                before["leads"] = self.whole((before["text"], self.width))
        return {
            "layout": document.layout,
            "landscape": document.landscape,
            "paper": sheet(document.look.paper).typst,
            "accent": document.look.accent or _ACCENT,
            "logo": {"kind": document.look.logo_kind, "data": list(document.look.logo)},
            "dated": dated,
            "keywords": self.keywords(),
            "name": shown(name if len(name) <= _LONGEST_NAME else document.label[:_LONGEST_NAME]),
            "label": self.text(document.label, self.width, 8),
            "organization": self.text(document.organization, self.width, _BIG[0]),
            "title": self.text(document.title, self.width, 12.5),
            "stamp": self.text(joined(" · ", document.state, document.classification), self.width - 5, 9),
            "foot": self.foot(),
            "draft": self.foot_line(self.state()) if "Draft" in document.state else "",
            "facts": self.facts(document.metadata),
            "halves": self.halves(),
            "short": entries <= _MOST_ON_COVER,
            "size": _SIZE,
            "small": self.small,
            "big": _BIG[len(document.organization) > _LONG_NAME],
            "aside": _ASIDE,
            "narrow": {"aside": _NARROW_ASIDE, "size": _COVER},
            "sizes": _SHEET_SIZES,
            "blocks": blocks if document.layout == "letter" else [],
            "forms": forms(blocks) if document.layout == "report" else [],
            "sections": sections(blocks) if document.layout == "page" else [],
        }

    def keywords(self) -> list[str]:
        """The hash of the data and the id of the document, to be found again without reading the pages."""
        digest = self.cover_fact("Data (SHA-256)")
        return [word for word in (self.ident(), f"Data (SHA-256): {digest}" if digest else "") if word]

    def ident(self) -> str:
        return self.cover_fact("Document").partition(" ")[0]

    def cover_fact(self, label: str) -> str:
        return next((row.lines[0] for row in self.document.metadata.rows if row.label == label and row.lines), "")

    def foot(self) -> list[str]:
        """What stands at the foot of every page; what is too long for it stands on the first page only."""
        document = self.document
        known = len(document.classification) <= _LONGEST_IN_FOOT
        lines = (
            joined(" · ", *(part for part in (document.label, document.organization) if len(part) <= _LONGEST_IN_FOOT)),
            self.state(),
            document.classification if known else "Classification: see the first page",
        )
        return [self.foot_line(line) for line in lines if line]

    def state(self) -> str:
        """Draft or final, with the id of the document."""
        state = self.document.state
        return joined(" · ", state if len(state) <= _LONGEST_IN_FOOT else "", self.ident())

    def foot_line(self, line: str) -> str:
        return self.text(" ".join(shown(line).split()), self.width - 25, 8)

    def text(self, typed: str, room: float, points: float = _SIZE) -> str:
        """Text for a column of `room` millimetres: words that are longer than a line may be broken anywhere."""
        ready = shown(typed).expandtabs(4)
        limit = room / (points * _POINT)
        if len(ready) > limit:
            least = max(1, int(limit))
            ready = re.sub(rf"\S{{{least},}}", lambda found: _breakable(found.group(), limit), ready)
        return f"{BACKWARDS}{ready}" if _runs_backwards(typed) else ready

    def lines(self, *columns: tuple[str, float]) -> float:
        """How many lines texts beside each other take, each in its room."""
        return max((_lines(text, room, self.small) for text, room in columns), default=0)

    def whole(self, *columns: tuple[str, float]) -> bool:
        """Whether texts beside each other, each in its room, are low enough not to be split between pages."""
        return self.lines(*columns) < self.page_lines * _LEAST_WHOLE

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading():
                text, mark = self.text(block.text, self.width), self.text(block.mark, self.width)
                named = len(text) + len(mark) <= _LONGEST_NAME
                depth = {"level": self.depth(block.level), "look": block.level}
                return {"is": "heading", **depth, "text": text, "mark": mark, "named": named}
            case Paragraph():
                text = self.text(block.text, self.width)
                return {"is": "paragraph", "text": text, "quiet": block.quiet, "leads": False}
            case Bullets():
                return {"is": "bullets", "items": [self.text(item, self.width - 6) for item in block.items]}
            case Facts():
                return {"is": "facts", "rows": self.facts(block), "held": self.held(block)}
            case Table():
                return self.table(block)
            case Bars():
                return self.bars(block)
            case Lengths():
                return lengths_data(block, self.text, self.width, self.small)
            case Flow():
                return flow_data(block, self.text, self.width, self.height)
            case Callout():
                room = self.width - 10
                title, text = self.text(block.title, room), self.text(block.text, room)
                whole = self.whole((f"{title}\n{text}", room))
                return {"is": "callout", "kind": block.kind, "title": title, "text": text, "whole": whole}
            case Asks():
                return self.asks(block)
            case Listing():
                lines = [line.replace("\r\n", "\n").replace("\n", "\u2424") for line in block.lines]
                return {"is": "listing", "text": self.text("\n".join(lines), self.width - 8, 7.8 * 1.3)}
            case PageBreak():
                return {"is": "page break"}

    def depth(self, level: int) -> int:
        """How deep a heading is: PDF/UA refuses one that is two levels below the one before it."""
        self.depths = [above for above in self.depths if above[0] < level]
        self.depths.append((level, self.depths[-1][1] + 1 if self.depths else 1))
        return self.depths[-1][1]

    def held(self, facts: Facts) -> int:
        """How many of the first facts stay together: all of them if they are low enough, else a few lines."""
        room = self.width - _ASIDE - 5
        lines = [_lines("\n".join(row.lines), room, _SIZE) + 0.27 for row in facts.rows]
        most = self.height * _FACTS_WHOLE / (_SIZE * _POINT * 1.11)
        if sum(lines) < most:
            return len(lines)
        enough = next((n for n in range(1, len(lines)) if sum(lines[:n]) >= _HELD), 0)
        return enough if sum(lines[:enough]) < most else 0

    def halves(self) -> list[list[dict[str, Any]]]:
        """The cover facts in two columns where the page is wide and they fit; else nothing."""
        rows = self.document.metadata.rows
        room = (self.width - 9) / 2 - _NARROW_ASIDE - 5
        heights = [_lines("\n".join(row.lines), room, _COVER) + 0.5 for row in rows]
        total, most = sum(heights), (self.height - 46) / (_COVER * _POINT * 1.2)
        if not self.document.landscape or total / 2 > most:
            return []
        middle = next(n for n in range(len(rows) + 1) if sum(heights[:n]) >= total / 2)
        facts = self.facts(self.document.metadata, room)
        return [facts[:middle], facts[middle:]]

    def facts(self, facts: Facts, room: float = 0) -> list[dict[str, Any]]:
        room = room or self.width - _ASIDE - 5
        return [
            {
                "label": self.text(row.label, _ASIDE),
                "lines": [self.text(line, room) for line in row.lines],
                "whole": self.whole(("\n".join(row.lines), room), (row.label, _ASIDE)),
            }
            for row in facts.rows
        ]

    def table(self, table: Table) -> dict[str, Any]:
        widths = self.widths(table)
        rooms = [width - _CELL for width in widths]
        least = _TO_FILL_IN if any(column.kind == "blank" for column in table.columns) else 1.0
        heights = [max(least, self.lines(*zip(row, rooms, strict=True))) for row in table.rows]
        held = sum(heights[:_ROWS_HELD]) + 0.7 * len(heights[:_ROWS_HELD]) + 2
        return {
            "is": "table",
            "caption": self.text(table.caption, self.width),
            "whole": sum(heights) + 0.7 * len(heights) < self.page_lines * _TABLE_WHOLE,
            "held": min(held, self.page_lines * _TABLE_WHOLE),
            "columns": [
                {"title": self.text(column.title, room, self.small), "kind": column.kind, "width": width}
                for column, room, width in zip(table.columns, rooms, widths, strict=True)
            ],
            "rows": [
                {
                    "cells": [self.text(cell, room, self.small) for cell, room in zip(row, rooms, strict=True)],
                    "whole": height < self.page_lines * _LEAST_WHOLE,
                }
                for row, height in zip(table.rows, heights, strict=True)
            ],
        }

    def widths(self, table: Table) -> list[float]:
        """Columns in millimetres, the same for all tables of the document that have the same columns."""
        if table.columns not in self.sizes:
            page = self.document.layout == "page"
            width, points = (self.width - 45, _SHEET_USUAL) if page else (self.width, self.small)
            found = alike([block for block in self.document.blocks if isinstance(block, Table)])
            for columns, tables in found.items():
                self.sizes[columns] = column_sizes(tables, width, points * _POINT, _CELL)
        return self.sizes[table.columns]

    def bars(self, bars: Bars) -> dict[str, Any]:
        room = self.width * 0.24 - _CELL
        codes = [code for code, _ in bars.rows[0].counts] if bars.rows else []
        return {
            "is": "bars",
            "title": self.text(bars.title, self.width),
            "key": [{"code": code, "mark": marked(code)} for code in codes],
            "rows": [
                {
                    "id": self.text(bar.id, room, self.small),
                    "title": self.text(bar.title, room, self.small),
                    "beside": self.text(bar.beside, room, self.small),
                    "whole": self.whole((f"{bar.id} {bar.title}\n{bar.beside}", room)),
                    "counts": [{"code": code, "count": count} for code, count in bar.counts],
                    "total": bar.total,
                }
                for bar in bars.rows
            ],
        }

    def asks(self, asks: Asks) -> dict[str, Any]:
        room = self.width - 8
        return {
            "is": "asks",
            "answer": self.text(asks.answer, room, 8),
            "rows": [
                {
                    "text": self.text(ask.text, room),
                    "beside": [self.text(line, room) for line in ask.beside],
                    "whole": self.whole(("\n".join((ask.text, *ask.beside)), room)),
                }
                for ask in asks.rows
            ],
        }


def sections(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a page, each run of them with the heading it stands under."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if block["is"] == "heading":
            found.append({"heading": block, "blocks": []})
        elif not found:
            found.append({"heading": None, "blocks": [block]})
        else:
            found[-1]["blocks"].append(block)
    return found


def forms(blocks: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The blocks from one page break to the next."""
    found: list[list[dict[str, Any]]] = [[]]
    for block in blocks:
        if block["is"] == "page break":
            found.append([])
        else:
            found[-1].append(block)
    return found


def _breakable(word: str, limit: float) -> str:
    """A word that may be broken anywhere if it is wider than `limit`, in units of the size of type."""
    if em_of(word) <= limit:
        return word
    parts = [word[:1]]
    for before, char in pairwise(word):
        joins = unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf")
        parts.append(char if joins or unicodedata.category(before) == "Cf" else f"{BREAK}{char}")
    return "".join(parts)


def _lines(text: str, room: float, points: float) -> float:
    """About how many lines a text takes in a room."""
    limit = max(1.0, room / (points * _POINT) * 0.9)
    return sum(max(1.0, -(-len(line) * 0.5 // limit)) for line in text.split("\n"))


def _runs_backwards(text: str) -> bool:
    """Whether the first letter that has a direction is one of a script written from right to left."""
    if text.isascii():
        return False
    first = next((d for d in map(unicodedata.bidirectional, text) if d in ("L", "R", "AL")), "L")
    return first != "L"
