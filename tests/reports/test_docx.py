"""Word documents: what a person and Word's own tools find in them, and that typed text does nothing there."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from reports.making import realistic, report
from reports.reading import squeezed, word_text
from reports.test_content import PLANTED

from gapcheck.errors import GapcheckError
from gapcheck.reports.document import Bar, Bars, Callout, Column, Document, Heading, PageBreak, Paragraph, Table, facts
from gapcheck.reports.docx import render
from gapcheck.reports.docx_tables import column_widths
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALL = Table(columns=(Column(title="Control", kind="ref"), Column(title="Why", width=3)), rows=(("A.5.1", "risk"),))


@cache
def made(kind: str) -> bytes:
    return FORMATS["docx"].render(KINDS[kind], report(realistic()))


def opened(raw: bytes) -> Any:
    return docx.Document(io.BytesIO(raw))


def document(*blocks: Any, **fields: Any) -> Document:
    given: dict[str, Any] = {"title": "First", "organization": "Acme", "state": "Draft, 1", "classification": "Secret"}
    return Document(label="Report", metadata=facts(), blocks=blocks, **{**given, **fields})


def elements(raw: bytes, *names: str) -> Iterator[Any]:
    return opened(raw).element.body.iter(*(f"{W}{name}" for name in names))


def test_no_way_to_close_a_gap_and_no_cause_in_a_certification_audit() -> None:
    found = report(realistic("stage2"))
    texts = [squeezed(word_text(FORMATS["docx"].render(KINDS[kind], found))) for kind in ("gap", "nonconformities")]
    assert all("Twoleavers" in text for text in texts)
    assert not [text for text in PLANTED for whole in texts if squeezed(text) in whole]


def test_it_is_dated_by_the_data() -> None:
    properties = opened(made("gap")).core_properties
    assert (properties.author, properties.revision) == ("gapcheck", 1)
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None)
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 21, 13, 2)
    with zipfile.ZipFile(io.BytesIO(made("gap"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_headings_are_words_own_and_the_contents_name_them_before_any_update() -> None:
    paragraphs = opened(made("gap")).paragraphs
    chapters = [p.text for p in paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    listed = [p.text for p in paragraphs if p.style.name in ("toc 1", "toc 2")]
    assert listed == chapters and "Gaps" in chapters
    items = [p.text for p in paragraphs if p.style.name == "Heading 3"]
    assert any("\t✕\u00a0does not conform" in text for text in items)


def test_tables_have_real_widths_repeated_heads_and_whole_rows() -> None:
    tables = [found for found in elements(made("soa"), "tbl") if found.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert len(tables) >= 4
    for found in tables:
        columns = [int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol")]
        assert sum(columns) == int(found.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        for row in found.iterfind(f"{W}tr"):
            assert [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iterfind(f"{W}tc")] == columns
    short = elements(render(document(SMALL)), "tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in short)
    long = list(elements(render(document(Table(columns=SMALL.columns, rows=(("A", "x " * 9000),)))), "tr"))[-1]
    assert long.find(f"{W}trPr/{W}cantSplit") is None


def test_every_table_is_followed_by_a_paragraph() -> None:
    for found in elements(render(document(SMALL, SMALL, Callout(kind="stop", title="No"), SMALL)), "tbl"):
        assert found.getnext().tag == f"{W}p"


def test_a_column_is_as_wide_as_its_longest_word_and_an_empty_one_narrower() -> None:
    columns = (Column(title="Control", kind="ref", width=0.1), *(Column(title=t, width=9) for t in ("Why", "Owner")))
    narrow, wide, empty = column_widths(Table(columns=columns, rows=(("A.5.1", "long " * 50, ""),)), 9000, 9)
    assert narrow > 7 * 9 * 20 * 0.5 and 500 < empty < wide / 2 and narrow + wide + empty == 9000


def test_a_wide_report_has_an_upright_cover_and_pages_on_their_side() -> None:
    cover, rest = opened(made("soa")).sections
    assert (cover.page_width, cover.page_height) == (rest.page_height, rest.page_width)
    assert round(cover.page_width.mm) == 210 and rest.orientation == 1
    lines = [line for section in (cover, rest) for cell in section.footer.tables[0]._cells for line in [cell.text]]
    assert lines[0] == lines[2] and "Statement of Applicability · Acme Fabrication GmbH · Draft" in lines[0]
    assert "Confidential: Acme and the audit team only" in lines[0] and lines[1] == "Page 1 of 1"
    one = opened(render(document(SMALL, landscape=True, layout="letter"))).sections
    assert len(one) == 1 and one[0].orientation == 1


def test_a_footer_stays_small_whatever_was_typed() -> None:
    package = opened(render(document(classification="x" * 5000, organization="y\n" * 5000)))
    left = package.sections[0].footer.tables[0].cell(0, 0).text
    assert left == "Report · Draft, 1 · Classification: see the first page"
    assert word_text(render(document(classification="x" * 5000))).count("x" * 5000) == 1


def test_bars_say_their_numbers_and_draw_them_to_scale() -> None:
    bar = Bar(id="4", title="Context", confirmed=3, claimed=0, partial=1, does_not_conform=0, not_assessed=4)
    raw = render(document(Bars(title="Clauses", rows=(bar,))))
    outer = opened(raw).tables[-1]
    assert [cell.text for cell in outer.rows[1].cells][2:] == ["3", "0", "1", "0", "4", "8"]
    drawn = outer.cell(1, 1).tables[0]
    sizes = [int(column.get(f"{W}w")) for column in drawn._tbl.iter(f"{W}gridCol")]
    assert [round(8 * size / sum(sizes)) for size in sizes] == [3, 1, 4]
    assert [cell.text for cell in drawn._cells] == ["●", "◐", "·"]


def test_a_page_break_goes_with_what_follows_and_the_page_has_no_contents() -> None:
    raw = render(document(SMALL, PageBreak(), Heading(text="Next"), Paragraph(text="x"), layout="letter"))
    broken = [p for p in opened(raw).paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in broken] == ["Next"]
    assert not list(elements(made("boss"), "instrText"))


def test_right_to_left_text_runs_that_way_and_what_xml_forbids_is_shown() -> None:
    raw = render(document(Paragraph(text="שלום, 42"), Paragraph(text="a\ufffeb\x00"), Paragraph(text="\t42 א")))
    first, second, third = opened(raw).paragraphs[-3:]
    assert first._p.find(f"{W}pPr/{W}bidi") is not None and third._p.find(f"{W}pPr/{W}bidi") is not None
    assert second._p.find(f"{W}pPr/{W}bidi") is None and second.text == "a[U+FFFE]b\u2400"


def test_a_firms_document_gives_paper_styles_and_footer_and_not_its_text(tmp_path: Path) -> None:
    base = tmp_path / "firm.docx"
    firm = docx.Document()
    firm.add_paragraph("A letter to somebody else")
    firm.styles["Heading 1"].font.size = Pt(31)
    firm.sections[0].page_width = Mm(200)
    firm.sections[0].footer.paragraphs[0].text = "The Firm LLP"
    firm.save(str(base))
    raw = render(document(Heading(text="One"), SMALL), base)
    found = opened(raw)
    assert found.styles["Heading 1"].font.size == Pt(31) and round(found.sections[0].page_width.mm) == 200
    text = word_text(raw)
    assert "somebody else" not in text and "The Firm LLP" in text and "Secret" in text and "A.5.1" in text
    assert raw == render(document(Heading(text="One"), SMALL), base)


def test_a_base_that_is_no_word_document_is_one_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "firm.dotx"
    for content in (b"", b"no zip"):
        wrong.write_bytes(content)
        with pytest.raises(GapcheckError, match=r"firm\.dotx cannot be read: choose"):
            render(document(), wrong)
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(GapcheckError, match="cannot be read"):
        render(document(), wrong)
    with pytest.raises(GapcheckError, match="cannot be read"):
        render(document(), tmp_path / "none.docx")
