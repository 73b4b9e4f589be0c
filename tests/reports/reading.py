"""What a reader gets out of a report, format by format, without using any code of ours."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gapcheck.reports.formats import FORMATS, formats_of
from gapcheck.reports.kinds import KINDS
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


def markdown_tokens(source: str) -> list[Token]:
    parsed = MarkdownIt("gfm-like").parse(source)
    return [token for block in parsed for token in (block, *(block.children or []))]


def markdown_text(source: str) -> str:
    leaves = ("text", "code_inline", "code_block", "fence", "html_inline", "html_block", "text_special")
    return "".join(t.content for t in markdown_tokens(source) if t.type in leaves and t.content != "<br>")


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
    raw = written(kind, name, report)
    if name == "json":
        return squeezed("".join(strings(msgspec.json.decode(raw))))
    if name == "zip":
        with zipfile.ZipFile(io.BytesIO(raw)) as pack:
            return squeezed("".join(Page(pack.read("index.html").decode()).text))
    if name == "jira":  # a backslash keeps a sign from being taken as notation
        cells = [re.sub(r"\\([^\w\s])", r"\1", cell) for row in csv_rows(raw) for cell in row]
        return squeezed("".join(cells))
    if name == "github":
        return squeezed("".join(markdown_text(cell) for row in csv_rows(raw) for cell in row))
    if name == "csv":
        return squeezed("".join(cell for row in csv_rows(raw) for cell in row))
    if name == "xlsx":
        return squeezed(workbook_text(raw))
    if name == "docx":
        return squeezed(word_text(raw))
    if name == "pdf":
        return squeezed("".join(pages(raw)))
    source = raw.decode()
    if name == "txt":
        return squeezed(source)
    return squeezed("".join(Page(source).text) if name == "html" else markdown_text(source))


def workbook_text(raw: bytes) -> str:
    """All text of a workbook, column by column: what does not fit into a cell goes on in the next one below."""
    import openpyxl  # type: ignore[import-untyped]

    book = openpyxl.load_workbook(io.BytesIO(raw))
    columns = (column for sheet in book for column in sheet.iter_cols(values_only=True))
    return "".join(str(cell) for column in columns for cell in column if cell is not None)


def word_text(raw: bytes) -> str:
    """All text of a Word document: its body with everything in tables, its headers and footers."""
    document = docx.Document(io.BytesIO(raw))
    parts = [document.element.body]
    for section in document.sections:
        parts += [part._element for part in (section.header, section.footer) if not part.is_linked_to_previous]
    shown = {f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"}
    return "".join(str(element) for part in parts for element in part.iter() if element.tag in shown)


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pages(raw: bytes) -> list[str]:
    """The text of every page of a PDF."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]


def csv_rows(raw: bytes) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
