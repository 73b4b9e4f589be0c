"""What a reader gets out of a report, format by format, without using any code of ours."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gapcheck.reports.formats import FORMATS
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


def text_of(kind: str, name: str, report: ReportInput) -> str:
    """All text of a report as its reader sees it, without white space."""
    raw = written(kind, name, report)
    if name == "json":
        return squeezed("".join(strings(msgspec.json.decode(raw))))
    if name == "csv":
        return squeezed("".join(cell for row in csv_rows(raw) for cell in row))
    source = raw.decode()
    if name == "txt":
        return squeezed(source)
    return squeezed("".join(Page(source).text) if name == "html" else markdown_text(source))


def csv_rows(raw: bytes) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
