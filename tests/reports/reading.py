"""What a reader gets out of a report, format by format, without using any code of ours."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import docx
import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput

_SYMBOLS = {chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"} | {"\x7f": "\u2421"}


_SHOWN = str.maketrans(_SYMBOLS | {chr(code): f"[U+{code:04X}]" for code in range(0x80, 0xA0)})


def seen(text: str) -> str:
    """How a text looks once control characters have become visible, without regard to white space."""
    return squeezed(text.replace("\r\n", "\n").translate(_SHOWN))


def squeezed(text: str) -> str:
    return "".join(text.split())


class Page(HTMLParser):
    """The text and the elements of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self._in_style = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.text.append(data)


_MARKDOWN = MarkdownIt("gfm-like")


def markdown_tokens(source: str) -> list[Token]:
    return [token for block in _MARKDOWN.parse(source) for token in (block, *(block.children or []))]


def markdown_text(source: str) -> str:
    return text_of_tokens(markdown_tokens(source))


def text_of_tokens(tokens: list[Token]) -> str:
    leaves = ("text", "code_inline", "code_block", "fence", "html_inline", "html_block", "text_special")
    return "".join(t.content for t in tokens if t.type in leaves and t.content != "<br>")


def strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [s for value in data.values() for s in strings(value)]
    if isinstance(data, list):
        return [s for value in data for s in strings(value)]
    return [data] if isinstance(data, str) else []


def written(kind: str, name: str, report: ReportInput) -> bytes:
    return FORMATS[name].render(KINDS[kind], report)


def quick_formats(kind: str) -> list[str]:
    """The formats of a kind that can be read back in every combination; the others have tests of their own."""
    return [name for name in formats_of(kind) if name not in ("pdf", "docx", "xlsx")]


def text_of(kind: str, name: str, report: ReportInput) -> str:
    """All text of a report as its reader sees it, without white space."""
    return squeezed(read(name, written(kind, name, report)))


def read(name: str, raw: bytes) -> str:
    """All text of a file of this format."""
    if name == "json":
        return "".join(strings(msgspec.json.decode(raw)))
    if name == "zip":
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            return "".join(Page(pack.read("index.html").decode()).text)
    if name == "jira":  # a backslash keeps a sign from being taken as notation
        return "".join(re.sub(r"\\([^\w\s])", r"\1", cell) for row in csv_rows(raw) for cell in row)
    if name == "github":
        return "".join(markdown_text(cell) for row in csv_rows(raw) for cell in row)
    if name == "csv":
        return "".join(cell for row in csv_rows(raw) for cell in row)
    if name == "xlsx":
        return workbook_text(raw)
    if name == "docx":
        return word_text(raw)
    if name == "pdf":
        return printed(raw)
    source = raw.decode()
    if name == "txt":
        return source
    return "".join(Page(source).text) if name == "html" else markdown_text(source)


def workbook_text(raw: bytes) -> str:
    """All text of a workbook."""
    import openpyxl  # type: ignore[import-untyped]

    return text_of_sheets(openpyxl.load_workbook(io.BytesIO(raw)))


def text_of_sheets(book: Any) -> str:
    """All text of an open workbook, column by column: what does not fit into a cell goes on in the next one below."""
    columns = (column for sheet in book for column in sheet.iter_cols(values_only=True))
    return "".join(str(cell) for column in columns for cell in column if cell is not None)


def word_text(raw: bytes) -> str:
    """All text of a Word document: its body with everything in tables, its headers and footers."""
    return text_of_word(docx.Document(io.BytesIO(raw)))


def text_of_word(document: Any) -> str:
    """All text of an open Word document."""
    parts = [document.element.body]
    for section in document.sections:
        parts += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    shown = (f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br")
    return "".join(str(element) for part in parts for element in part.iter(*shown))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages(raw: bytes) -> list[str]:
    """The text of every page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]


def csv_rows(raw: bytes) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@lru_cache(maxsize=1)
def opened_pdf(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw))


def printed(raw: bytes) -> str:
    """The text of a PDF as it follows in the file, without heads and feet of pages."""
    return "".join(_tagged(raw).values())


def aloud(raw: bytes) -> str:
    """What a screen reader says of a PDF: its text in the order of its structure."""
    root: Any = opened_pdf(raw).trailer["/Root"]
    said, order = _tagged(raw), list(_places(root["/StructTreeRoot"], 0))
    assert set(said) <= set(order)
    return "".join(said.get(place, "") for place in order)


@lru_cache(maxsize=1)
def _tagged(raw: bytes) -> dict[tuple[int, int], str]:
    """The texts by page and the number that the structure knows them by.

    pypdf opens the file, its fonts and its structure; what stands on the pages is read here, since pypdf works out the
    place of every letter, which takes ten times as long.
    """
    fonts: dict[bytes, dict[str, str]] = {}
    said: dict[tuple[int, int], str] = {}
    for page in opened_pdf(raw).pages:
        resources: Any = page["/Resources"]
        on_page = {}
        for name, font in (resources.get("/Font") or {}).items():
            table = font.get_object()["/ToUnicode"].get_data()
            on_page[name[1:]] = fonts.get(table) or fonts.setdefault(table, _letters(table.decode("latin-1")))
        contents, reference = page.get_contents(), page.indirect_reference
        assert contents is not None and reference is not None
        for place, text in _said(contents.get_data().decode("latin-1"), on_page):
            said[reference.idnum, place] = said.get((reference.idnum, place), "") + text
    return said


def _places(part: Any, page: int) -> Iterator[tuple[int, int]]:
    """The page and number of each piece of text below a part of the structure, in the order in which it is read."""
    page = part.raw_get("/Pg").idnum if "/Pg" in part else page
    below = part.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        if isinstance(one, int):
            yield page, int(one)
        else:
            found = one.get_object()
            if isinstance(found, int):
                yield page, int(found)
            elif found.get("/Type") == "/MCR":
                yield found.raw_get("/Pg").idnum if "/Pg" in found else page, int(found["/MCID"])
            elif found.get("/Type") != "/OBJR":
                yield from _places(found, page)


_STRING = r"\((?:[^\\()]|\\.)*\)"
for _ in range(4):  # pairs of brackets may stand in a string
    _STRING = rf"\((?:[^\\()]|\\.|{_STRING})*\)"
_HEX = r"<[0-9A-Fa-f\s]*>"
_STEPS = re.compile(
    r"/([\w-]+)\s+[\d.]+\s+Tf"  # a font
    rf"|(\[(?:{_STRING}|{_HEX}|[-\d.\s])*\]\s*TJ|(?:{_STRING}|{_HEX})\s*Tj)"
    rf"|/(\w+)\s*(<<(?:[^<>(]|{_HEX}|{_STRING})*>>|/\w+)?\s*(?:BDC|BMC)"  # marked content
    r"|\b(EMC|BT|ET)\b",
    re.DOTALL,
)
_STRINGS = re.compile(rf"({_STRING})|({_HEX})", re.DOTALL)
_ESCAPES = re.compile(r"\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {f"\\{code:03o}": chr(code) for code in range(256)}
_PLAIN |= {"\\n": "\n", "\\r": "\r", "\\t": "\t", "\\b": "\b", "\\f": "\f"}
_NUMBER = re.compile(r"/MCID\s+(\d+)")
_INSTEAD = re.compile(rf"/ActualText\s*({_HEX}|{_STRING})", re.DOTALL)


def _said(content: str, fonts: dict[str, dict[str, str]]) -> Iterator[tuple[int, str]]:
    """The texts of a page by the number that the structure knows them by."""
    said: list[str] = []
    letters: dict[str, str] = {}
    backwards: list[str] = []
    instead: list[str] = []  # what the file says for the letters that follow
    within: list[str] = []  # what the letters now stand in
    for step in _STEPS.finditer(content):
        font, shown, mark, settings, other = step.groups()
        if font is not None:
            letters = fonts[font]
        elif mark is not None:
            spoken = _INSTEAD.search(settings or "")
            numbered = _NUMBER.search(settings or "")
            within.append("Instead" if spoken else numbered[1] if numbered else mark)
            instead = [_wide(_string(_STRINGS.findall(spoken[1])[0]))] if spoken else instead
        elif shown is not None and "Artifact" not in within:
            codes = "".join(map(_string, _STRINGS.findall(shown)))
            text = [letters[codes[place : place + 2]] for place in range(0, len(codes), 2)]
            if "Instead" in within:
                text, instead = instead, []
            if "ReversedChars" in within:
                backwards += text
            else:
                said += [*_turned(backwards), *text]
        elif other == "EMC":
            ended = within.pop()
            if ended.isdecimal():
                yield int(ended), "".join(said)
                said.clear()
        elif other is not None:
            said += _turned(backwards)
    assert not said and not backwards and not within


def _wide(text: str) -> str:
    return text.encode("latin-1").decode("utf-16") if text.startswith("\xfe\xff") else text


def _turned(backwards: list[str]) -> list[str]:
    turned = backwards[::-1]
    backwards.clear()
    return turned


def _string(found: tuple[str | Any, ...]) -> str:
    plain, codes = found
    if codes:
        return bytes.fromhex(codes[1:-1]).decode("latin-1")
    return _ESCAPES.sub(lambda escape: _PLAIN.get(escape[0]) or escape[0][1:], plain[1:-1])


def _letters(table: str) -> dict[str, str]:
    """What each code of a font stands for."""
    assert "beginbfrange" not in table
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table.partition("beginbfchar")[2])
    return {bytes.fromhex(code).decode("latin-1"): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
