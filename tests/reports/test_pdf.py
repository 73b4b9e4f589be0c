"""PDF, read back with a reader that knows nothing of typst: every word is there, none is obeyed, pages are good."""

import io
import re
import sys
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination
from reports.making import realistic, report
from reports.reading import aloud, pages, printed, squeezed, written
from reports.test_hostile import KINDS_OF_TEXT

from gapcheck.errors import GapcheckError
from gapcheck.reports import pdf
from gapcheck.reports.document import (
    Ask,
    Asks,
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Table,
)

DATE = "2026-11-21T14:02:00+01:00"
SCRIPTS = "\u202eשלום\u2066 العربية 👩‍👩‍👧 e\u0301 \u2028 中文"
SHORT = ["\n".join(texts) for name, texts in KINDS_OF_TEXT.items() if name not in ("backwards", "picture")]
NO_PICTURE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
NOT_SHOWN = {"\u202e", "\u2066", "\u200d", "\ufeff"}
"""They change how other signs are written, and have no shape of their own."""


class Places:
    """Hands out one text after the other, each with a number of its own."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def text(self) -> str:
        number = len(self.given)
        self.given.append(f"<{number}>{SHORT[number % len(SHORT)]}<{number}>")
        return self.given[-1]


def blocks(new: Places) -> tuple[Block, ...]:
    """One of everything that a document can hold, with a text in every place."""
    bar = Bar(id=new.text(), title=new.text(), confirmed=2, claimed=1, partial=1, does_not_conform=3, not_assessed=0,
              beside=new.text())  # fmt: skip
    columns = (
        Column(title=new.text(), kind="ref"),
        Column(title=new.text(), kind="status"),
        Column(title="Number", kind="number", width=0.5),
        Column(title="Blank", kind="blank"),
    )
    return (
        Heading(text=new.text()),
        Heading(text=new.text(), level=3, mark=new.text()),
        Paragraph(text=new.text()),
        Paragraph(text=new.text(), quiet=True),
        Bullets(items=(new.text(), new.text())),
        Facts(rows=(Fact(label=new.text(), lines=(new.text(), new.text())),)),
        Table(columns=columns, rows=((new.text(), new.text(), new.text(), new.text()),), caption=new.text()),
        Bars(title=new.text(), rows=(bar,)),
        Callout(kind="stop", title=new.text(), text=new.text()),
        PageBreak(),
        Asks(rows=(Ask(text=new.text(), beside=(new.text(),)),), answer=new.text()),
    )


def document(*given: Block, **fields: Any) -> Document:
    made = {"label": "Kind", "title": "Title", "organization": "Acme", "state": "Draft", "classification": "Secret",
            "metadata": Facts(rows=()), **fields}  # fmt: skip
    return Document(blocks=given, **made)


def body(raw: bytes) -> list[str]:
    """The text of the pages without what stands at their foot."""
    return [re.sub(r"Kind · Acme\nDraft\nSecret\nPage \d+ of \d+\s*$", "", page) for page in pages(raw)]


def as_printed(text: str) -> str:
    """A text as it looks on paper, without regard to white space."""
    shown = text.replace("\r\n", "\n").replace("\t", " ").replace("\n", " ")
    return squeezed(NO_PICTURE.sub(lambda sign: f"[U+{ord(sign.group()):04X}]", shown))


def test_every_text_in_every_place_is_printed_as_typed() -> None:
    new = Places()
    everything = blocks(new)
    given = document(*everything, metadata=Facts(rows=(Fact(label=new.text(), lines=(new.text(),)),)))
    raw = pdf.render(given, DATE)
    found = squeezed("".join(body(raw)))
    assert [text for text in new.given if as_printed(text) not in found] == []
    listed = re.compile(r"(?:\.{9,}|\u2060)\d+")  # what leads to a number of a page is not read out
    assert {squeezed(listed.sub("", text)) for text in (found, printed(raw), aloud(raw))} == {listed.sub("", found)}
    notes = [note for page in PdfReader(io.BytesIO(raw)).pages for note in page.get("/Annots", [])]
    assert notes and {note.get_object()["/Subtype"] for note in notes} == {"/Link"}
    assert not [note for note in notes if "/URI" in note.get_object().get("/A", {})]
    assert b"/JavaScript" not in raw and b"/Launch" not in raw


def test_a_title_that_is_typed_like_code_is_only_text() -> None:
    typed = '#panic("x") #import "y" $x$ *b* _i_ `c` @l <l> \\ "] } // /*'
    places: dict[str, Any] = {"title": typed, "organization": typed, "label": typed, "state": typed}
    found = squeezed("".join(pages(pdf.render(document(Listing(lines=(typed, typed)), **places), DATE))))
    assert found.count(squeezed(typed)) >= 7


def test_a_word_longer_than_a_line_is_broken() -> None:
    given = document(Table(columns=(Column(title="One"), Column(title="Two")), rows=(("x" * 1000, "word"),)))
    read = body(pdf.render(given, DATE))
    assert sum(page.count("x") for page in read) == 1000
    assert max(line.count("x") for page in read for line in page.splitlines()) < 110


def test_other_scripts_are_there_and_a_sign_without_a_picture_shows_its_number() -> None:
    typed = f"{SCRIPTS} \u0378 \ue000 a\ufeffb"
    given = document(Paragraph(text=typed), Paragraph(text="\u05e9\u05dc\u05d5\u05dd"))
    found = "".join(pages(pdf.render(given, DATE)))
    letters = {char for char in typed if not char.isspace()} - NOT_SHOWN
    assert {c for c in letters if c not in found and f"[U+{ord(c):04X}]" not in found} == set()
    assert "[U+0378]" in found and "[U+E000]" in found and "\u0378" not in found


def test_a_reader_is_told_what_the_file_is_and_where_things_are() -> None:
    raw = written("readiness", "pdf", report(realistic()))
    reader = PdfReader(io.BytesIO(raw))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1<" in raw and b"<pdfaid:part>2<" in raw
    assert reader.metadata is not None and reader.metadata.title is not None
    assert "Acme Fabrication GmbH" in reader.metadata.title
    assert str(reader.metadata.creation_date) == "2026-11-21 13:02:00+00:00"
    read = pages(raw)
    assert all(f"Page {number} of {len(read)}" in text for number, text in enumerate(read, 1))
    ident = str(reader.metadata["/Keywords"]).partition(",")[0]
    assert ident.startswith("readiness-")
    for text in read:
        assert "Draft" in text and ident in text and "Confidential: Acme and the audit team only" in text
    marks = bookmarks(reader, reader.outline)
    assert {"In short", "Stage 1", "Blockers", "Sign-off"} <= {title for title, _ in marks}
    for title, page in marks:
        assert squeezed(title) in squeezed(read[page - 1])
        assert re.search(rf"{re.escape(title)}[ .]*\b{page}\b", "\n".join(read[:2]))


def bookmarks(reader: PdfReader, outline: list[Any]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for entry in outline:
        if isinstance(entry, Destination):
            found.append((str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1))
        else:
            found += bookmarks(reader, entry)
    return found


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    columns = (Column(title="Number of the row", width=1), Column(title="What it says", width=3))
    rows = tuple((f"row {number}", f"begin {number}\n" + "words " * 40 + f"\nend {number}") for number in range(40))
    given = document(Heading(text="First"), Paragraph(text="word " * 700), Heading(text="Table"),
                     Table(columns=columns, rows=rows), landscape=True)  # fmt: skip
    raw = pdf.render(given, DATE)
    width, height = PdfReader(io.BytesIO(raw)).pages[-1].mediabox[2:]
    assert width > height
    read = [page for page in body(raw) if "begin" in page]
    assert len(read) > 3 and all("Number of the row" in page for page in read)
    assert all(re.findall(r"begin (\d+)", page) == re.findall(r"end (\d+)", page) for page in read)
    assert "Table" in read[0]


@pytest.mark.parametrize("name", ["Acme", "Gesellschaft für Fertigung, Entwicklung und Vertrieb von Messgeräten " * 3])
def test_a_page_is_one_sheet(name: str) -> None:
    records = realistic()
    head = msgspec.structs.replace(records[0], organization=name)
    assert len(PdfReader(io.BytesIO(written("boss", "pdf", report([head, *records[1:]])))).pages) == 1


def test_a_report_of_nothing_is_a_file_without_a_date() -> None:
    reader = PdfReader(io.BytesIO(written("soa", "pdf", report([]))))
    assert reader.metadata is not None and reader.metadata.creation_date is None and len(reader.pages) > 1


def test_without_typst_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(GapcheckError, match=r"install gapcheck\[pdf\], or write html and print"):
        pdf.render(document(), DATE)
