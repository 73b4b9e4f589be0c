"""How Word reports fill their pages: covers on one page, short tables whole, long texts where they can be read."""

import io
import sys
import zipfile
from typing import Any

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest

from gapcheck.errors import GapcheckError
from gapcheck.reports.document import Column, Document, Facts, Heading, Look, Paragraph, Table, fact
from gapcheck.reports.docx import render
from gapcheck.reports.docx_columns import column_widths
from gapcheck.reports.xlsx_book import Book
from gapcheck.reports.xlsx_parts import Line
from gapcheck.reports.xlsx_words import write_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><rect width="9" height="3" fill="#123456"/></svg>'
LINE = "A line of the cover that is not quite as long as the room for it"


def made(*blocks: Any, facts: int = 1, **fields: Any) -> bytes:
    rows = tuple(fact(f"Label {n}", f"{LINE} {n}") for n in range(facts))
    given: dict[str, Any] = {"label": "Report", "title": "First", "organization": "Acme", "state": "Draft"}
    return render(Document(**given, classification="", metadata=Facts(rows=rows), blocks=blocks, **fields))


def opened(raw: bytes) -> Any:
    return docx.Document(io.BytesIO(raw))


@pytest.mark.parametrize(
    ("facts", "tight", "contents_break", "body_break"),
    [(8, False, False, True), (30, False, True, False), (40, True, True, False), (70, False, False, False)],
)
def test_a_cover_is_filled_and_hardly_anything_has_a_page_of_its_own(
    facts: int, tight: bool, contents_break: bool, body_break: bool
) -> None:
    headings = [Heading(text=f"Chapter {n}") for n in range(12)]
    package = opened(made(*headings, facts=facts))
    styles = {p.style.name for cell in package.tables[0]._cells for p in cell.paragraphs}
    assert ("Report small fact" in styles) == tight
    contents = next(p for p in package.paragraphs if p.text == "Contents")
    first = next(p for p in package.paragraphs if p.style.name == "Heading 1")
    assert bool(contents.paragraph_format.page_break_before) == contents_break
    assert bool(first.paragraph_format.page_break_before) == body_break


def test_a_text_of_many_pages_leaves_its_narrow_column_and_stands_in_full_below() -> None:
    columns = tuple(Column(title=title) for title in ("No.", "Who", "Why", "How", "When"))
    long = "many words " * 900
    raw = made(Table(columns=columns, rows=(("A-1", long, long, "short", ""),)), Heading(text=long), layout="letter")
    package = opened(raw)
    cells = [cell.text for cell in package.tables[0].rows[1].cells]
    assert cells == ["A-1", "[Text 1: in full below the table]", "[Text 2: in full below the table]", "short", ""]
    texts = [p.text for p in package.paragraphs]
    assert texts[texts.index("Text 2: A-1, Why") + 1] == long
    heading = next(p for p in package.paragraphs if p.style.name == "Heading 1")
    assert heading.paragraph_format.keep_with_next is False  # it is longer than a page


def test_a_short_table_is_whole_and_a_long_one_ends_with_more_than_a_row() -> None:
    def kept(count: int) -> list[bool]:
        rows = tuple((str(n), "x") for n in range(count))
        table = opened(made(Table(columns=(Column(title="No."), Column(title="Why")), rows=rows), layout="letter"))
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.tables[0].rows[1:]]

    assert kept(3) == [True, True, False]
    assert kept(40) == [False] * 38 + [True, False]


def test_the_room_goes_where_the_text_is() -> None:
    columns = tuple(Column(title=title) for title in ("Why", "How"))
    first, second = column_widths(Table(columns=columns, rows=(("word " * 100, "word " * 10),)), 9000, 9)
    assert first > 2 * second and first + second == 9000
    assert column_widths(Table(columns=columns, rows=(("word", "words"),)), 9000, 9) == [4500, 4500]


def test_an_svg_logo_is_shown_with_a_picture_for_programs_without_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    look = Look(logo=SVG, logo_kind="svg")
    raw = made(Paragraph(text="x"), look=look, layout="letter")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.read("word/media/logo.svg") == SVG
        body = package.read("word/document.xml").decode()
        kinds = package.read("[Content_Types].xml").decode()
    assert 'descr="Logo"' in body and "svgBlip" in body and "image/svg+xml" in kinds
    assert raw == made(Paragraph(text="x"), look=look, layout="letter")
    properties = opened(raw).core_properties
    assert (properties.author, properties.subject, properties.language) == ("gapcheck", "First", "en-GB")
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(GapcheckError, match=r"Word needs the logo as PNG: .* or install gapcheck\[pdf\]"):
        made(look=look)


def test_no_heading_of_a_workbook_stands_at_the_end_of_a_page() -> None:
    out = io.BytesIO()
    empty = Facts(rows=())
    document = Document(label="R", title="", organization="", state="", classification="", metadata=empty, blocks=())
    book = Book(out, document, "")
    lines = [Line("short")] * 29 + [Line("Chapter", style="chapter"), Line("Section", style="section")]
    write_lines(book, book.sheet("In words"), [*lines, Line("many words " * 300), *[Line("short")] * 40])
    book.close()
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue())).active
    begins = [int(found.id) + 1 for found in sheet.row_breaks.brk]
    titles = [row[0].row for row in sheet.iter_rows() if row[0].value in ("Chapter", "Section")]
    assert titles[0] - 1 == begins[0] and titles[1] + 1 not in begins and len(begins) == 3
