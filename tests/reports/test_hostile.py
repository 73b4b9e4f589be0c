"""Whatever somebody types is in every report in full, as typed, and does nothing."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from markdown_it.token import Token
from reports.making import hostile, report
from reports.reading import (
    Page,
    aloud,
    csv_rows,
    markdown_text,
    markdown_tokens,
    opened_pdf,
    read,
    squeezed,
    text_of_sheets,
    text_of_tokens,
    text_of_word,
    written,
)
from reports.saying import as_read, said_in, texts, typed_as_read, unsaid

from gapcheck.records.about import About
from gapcheck.records.actions import Action
from gapcheck.records.evidence import Evidence, Link
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput

KINDS_OF_TEXT: dict[str, tuple[str, ...]] = {
    "formula": ('=HYPERLINK("http://x","y")', "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"),
    "markup": ("[bold]x[/] [/] **b** _i_", "~~s~~ `c` ``` $m$ {{l}}", "[a](http://x) ![i](http://x/y.png)",
               "<b>n</b> &amp; &#65;", "<r><t>x</t></r>", "_x0041_ \ufffe\uffff 8.10", '#panic("x") $x$ *b* @l <l>'),
    "script": ("<script>alert('x')</script>", "<img src=x onerror=\"alert(1)\">", "]]> -->",
               "</style></title><!-- {% raw %}"),
    "block": ("# head #", "- list\n+ plus", "1. one\n2) two", "> quote\n\n    code", "---\n===", "| a | b |\n|---|---|",
              "\ttab\n***\n", "third\\|fourth\\", "=first\r\nsecond\\\nthird"),
    "control": ("\x1b[31mred\x1b[0m", "\x00\x07\x7f\x9b", "a\rb"),
    "backwards": ("\u202eשלום\u2066", "العربية", "שלום 42"),
    "picture": ("👩‍👩‍👧", "🎉 \u2028 中文", "e\u0301 🇪🇺"),
    "link": ("https://evil.example", "www.evil.example", "mailto:a@evil.example", ":tada: evil.example/x"),
}  # fmt: skip
"""What may not do anything, by what would act on it; of each, every field holds one."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is a formula to a spreadsheet."""
SHORTENED = 1
"""The columns for titles of limited length in files for importers; the whole text stands in the column after them."""
NEVER_SHOWN = {
    "About.created",
    "About.language",
    "Finding.raised_at",
    "QuickNote.taken_by",
}
"""Fields that no report is about."""
DOCUMENTS = ("html", "md", "txt", "docx", "pdf")
_MARK = re.compile(r"<(\d+)>")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Typed:
    """Gives every field a text of its own: one of each kind of text, in another order, around its number."""

    def __init__(self) -> None:
        self.fields: list[str] = []
        self.texts: list[str] = []

    def __call__(self, field: str) -> str:
        self.fields.append(field)
        self.texts.append(self.text(len(self.texts)))
        return self.texts[-1]

    def text(self, number: int) -> str:
        pieces = [choice[(number + number // len(choice)) % len(choice)] for choice in KINDS_OF_TEXT.values()]
        turn = number % len(pieces)
        pieces = pieces[turn:] + pieces[:turn]
        return "\n".join((*pieces[:4], f"<{number}>", *pieces[4:]))

    def cut(self, name: str, found: str) -> list[str]:
        """The fields of which less was read than was typed, any of the times that they are there."""
        text = as_read(found, name)
        times = Counter(int(number) for number in _MARK.findall(text))
        return [self.fields[n] for n, most in times.items() if text.count(typed_as_read(self.texts[n], name)) != most]


class TypedLong(Typed):
    """Gives every field 20 kB of words, of which each is there once."""

    def text(self, number: int) -> str:
        return f"{' '.join(f'{number}w{word}' for word in range(2900))} | `tick` <i> <{number}>"


typed, typed_long = Typed(), TypedLong()
records = hostile(typed)


@cache
def dirty() -> ReportInput:
    return report(records)


@cache
def clean() -> ReportInput:
    return report(hostile("x"))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_all_there_and_does_nothing_in_any_format(kind: str) -> None:
    for name in formats_of(kind):
        raw = written(kind, name, dirty())
        found = SAFE[name](kind, raw) or read(name, raw)
        if name == "pdf" and typed.cut(name, found):  # rows that go on on the next page
            found = aloud(raw)
        lacking = unsaid(KINDS[kind], dirty(), name, raw, found)
        assert (name, lacking, typed.cut(name, found)) == (name, [], [])


def test_twenty_kilobytes_in_every_field_are_there_in_every_format() -> None:
    wanted_types = (About, Evidence, Link, Action)
    kept = {type(record): record for record in reversed(hostile(typed_long)) if isinstance(record, wanted_types)}
    given = report(list(kept.values()))
    for kind, names in (("backlog", formats_of("backlog")), ("evidence", ["zip"])):
        document = KINDS[kind].document(given)
        for name in names:
            raw = written(kind, name, given)
            found = SAFE[name](kind, raw) if name in ("jira", "github") else ""
            found = found or (aloud(raw) if name == "pdf" else read(name, raw))
            text, wanted = as_read(found, name), said_in(document, name) if name in DOCUMENTS else []
            assert (name, typed_long.cut(name, found)) == (name, [])
            assert (name, [one for one in wanted if typed_as_read(one, name) not in text]) == (name, [])
            assert len(text) > 60_000


def safe_page(kind: str, raw: bytes) -> str:
    made, plain = (Page(found.decode()) for found in (raw, written(kind, "html", clean())))
    assert {tag for tag, _ in made.tags} <= {tag for tag, _ in plain.tags}
    assert [tag for tag, _ in made.tags if tag in ("script", "link", "img", "iframe", "object", "base")] == []
    for _, attributes in made.tags:
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("href", "src", "xlink:href"):
                assert value is not None and value.startswith("#c")
    assert "//" not in made.style and "@import" not in made.style and "evil" not in squeezed(made.style)
    return "".join(made.text)


def safe_markdown(kind: str, raw: bytes) -> str:
    tokens = markdown_tokens(raw.decode())
    assert markdown_kinds(tokens) <= markdown_kinds(markdown_tokens(written(kind, "md", clean()).decode()))
    return text_of_tokens(tokens)


def markdown_kinds(tokens: list[Token]) -> set[str]:
    """What a Markdown reader finds beside text."""
    assert {t.content for t in tokens if t.type in ("html_inline", "html_block")} <= {"<br>"}
    return {t.type for t in tokens} - {"hardbreak", "softbreak", "html_inline", "text_special"}


def safe_table(kind: str, raw: bytes) -> str:
    rows = csv_rows(raw)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    assert len({len(row) for row in rows}) == 1
    return ""


def safe_for_jira(kind: str, raw: bytes) -> str:
    safe_table(kind, raw)
    return read_cells(raw, lambda cell: re.sub(r"\\([^\w\s])", r"\1", cell))


def safe_for_github(kind: str, raw: bytes) -> str:
    safe_table(kind, raw)
    found = markdown_kinds(markdown_tokens("\n\n".join(row[1] for row in csv_rows(raw))))
    assert found == {"paragraph_open", "paragraph_close", "inline", "text"}
    return read_cells(raw, markdown_text)


def read_cells(raw: bytes, plain: Callable[[str], str]) -> str:
    return "".join(plain(cell) for row in csv_rows(raw) for cell in row[SHORTENED:])


def safe_word(kind: str, raw: bytes) -> str:
    package = docx.Document(io.BytesIO(raw))
    for part in package.part.package.iter_parts():
        assert not [found for found in part.rels.values() if found.is_external]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {name.partition(".")[2] for name in archive.namelist()} <= {"xml", "rels", "xml.rels"}
    roots = [package.element.body, *(section.footer._element for section in package.sections)]
    fields = [i for root in roots for i in root.iter(f"{_W}instrText", f"{_W}fldSimple")]
    asked = {(field.text or field.get(f"{_W}instr")).split()[0] for field in fields}
    assert asked <= {"TOC", "PAGE", "NUMPAGES"}
    body = package.element.body
    anchors = {link.get(f"{_W}anchor") for link in body.iter(f"{_W}hyperlink")}
    assert anchors <= {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    assert not list(body.iter(*(f"{_W}{name}" for name in ("drawing", "pict", "object", "altChunk", "sdt", "ins"))))
    return text_of_word(package)


def safe_workbook(kind: str, raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            assert name.endswith((".xml", ".rels"))
            inside = archive.read(name)
            assert b"<f>" not in inside and b'TargetMode="External"' not in inside, name
            if not name.startswith("xl/worksheets/"):  # those are read by openpyxl
                ElementTree.fromstring(inside)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert cell.hyperlink is None or (cell.hyperlink.target is None and cell.hyperlink.location)
                assert cell.data_type == "s" or cell.value is None or type(cell.value) in (int, float)
    return text_of_sheets(book)


def safe_paper(kind: str, raw: bytes) -> str:
    for page in opened_pdf(raw).pages:
        for note in page.get("/Annots", []):
            assert note["/Subtype"] == "/Link" and note.get("/A", {"/S": "/GoTo"})["/S"] == "/GoTo"
    assert not re.search(rb"/(?:JavaScript|JS|Launch|URI|EmbeddedFile|AcroForm|OpenAction)\b", raw)
    return ""


def safe_pack(kind: str, raw: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as pack:
        assert all(re.fullmatch(r"(files/)?[\w.()+-]+", name) for name in pack.namelist())
        safe_table(kind, pack.read("index.csv"))
        return safe_page(kind, pack.read("index.html"))


def nothing(kind: str, raw: bytes) -> str:
    return ""


SAFE: dict[str, Callable[[str, bytes], str]] = {
    "html": safe_page,
    "md": safe_markdown,
    "csv": safe_table,
    "jira": safe_for_jira,
    "github": safe_for_github,
    "docx": safe_word,
    "xlsx": safe_workbook,
    "pdf": safe_paper,
    "zip": safe_pack,
    "json": nothing,
    "txt": nothing,
}
"""What makes sure that a file of each format holds only what we put there; returns its text where it read it anyway."""


def test_every_field_is_in_some_report() -> None:
    said = {f"<{n}>" for n in range(len(typed.fields))}
    for kind in KINDS.values():
        there = "".join(texts(kind.document(dirty())) + texts(kind.rows(dirty())))
        said -= set(re.findall(r"<\d+>", there))
    assert {".".join(typed.fields[int(mark[1:-1])].split(".")[:2]) for mark in said} == NEVER_SHOWN


def test_csv_starts_with_a_byte_order_mark_and_ends_lines_as_the_standard_says() -> None:
    raw = written("soa", "csv", clean())
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 94


def test_a_turned_writing_direction_ends_with_the_text_that_turned_it() -> None:
    page = written("gap", "html", report(hostile("\u202eabc"))).decode()
    for line in page.split("<"):
        assert line.count("\u202e") - line.count("\u202c") in (0, 1)
        after = line.rpartition("\u202eabc")[2]
        assert after.startswith("\u202c") or "\u202eabc" not in line or not after.partition(">")[0].strip()
