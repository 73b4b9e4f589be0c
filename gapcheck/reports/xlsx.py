"""An Excel workbook: cover, the main table, the running text, and every table and chart on a sheet of its own."""

import io
from typing import TYPE_CHECKING

from gapcheck.reports.source import ReportInput

if TYPE_CHECKING:
    from gapcheck.reports.kinds import Kind

_MAIN = {
    "gap": "Requirements and controls",
    "readiness": "Gates",
    "backlog": "Actions",
    "soa": "Controls",
    "questions": "Questions",
    "boss": "Statements",
}
"""What the main table of a kind is called; others are called after their report."""
_COVERING = frozenset({"gap"})
"""Kinds whose main table says all that the document says of an item."""


def render(kind: "Kind", report: ReportInput) -> bytes:
    """The whole workbook; the same report gives the same bytes."""
    from gapcheck.reports.metadata import LIMITS, what_this_is
    from gapcheck.reports.paper import sheet as paper
    from gapcheck.reports.xlsx_book import LONG_TEXTS, Book
    from gapcheck.reports.xlsx_chart import write_bars
    from gapcheck.reports.xlsx_choices import NUMBERS
    from gapcheck.reports.xlsx_lengths import write_lengths
    from gapcheck.reports.xlsx_parts import Parts
    from gapcheck.reports.xlsx_table import write_long_texts, write_table
    from gapcheck.reports.xlsx_words import about_lines, write_lines

    document = kind.document(report)
    parts = Parts(
        document,
        kind.rows(report),
        _MAIN.get(kind.name) or kind.title[:1].upper() + kind.title[1:],
        kind.name in _COVERING,
    )
    out = io.BytesIO()
    book = Book(out, document, report.date, paper(report.about.style.paper).excel)
    about, words = book.sheet(parts.about), None
    write_table(
        book, book.sheet(parts.main.name), parts.main.name, parts.main.table, NUMBERS.get(kind.name, frozenset())
    )
    if parts.lines:
        words = book.sheet(parts.words)
        write_lines(book, words, parts.lines)
    for part in parts.sheets:
        sheet = book.sheet(part.name)
        if part.bars:
            write_bars(book, sheet, part.name, part.table, part.bars)
        elif part.lengths:
            write_lengths(book, sheet, part.name, part.table, part.lengths)
        else:
            write_table(book, sheet, part.name, part.table)
    listed = [(parts.main.name, parts.main.title, len(parts.main.table.rows))]
    listed += [(parts.words, "the running text of the report", 0)] if words else []
    listed += [(part.name, part.title, len(part.table.rows)) for part in parts.sheets]
    if book.long_texts:
        listed.append((LONG_TEXTS, "texts that are longer than a row is high", len(book.long_texts)))
        write_long_texts(book, book.sheet(LONG_TEXTS))
    write_lines(book, about, about_lines(document, (what_this_is(report), LIMITS), listed))
    book.close()
    return out.getvalue()
