"""The workbook under the sheets: safe text, looks, page set-up, and the texts that are too long for a row."""

import re
from datetime import datetime
from typing import IO, Any

import msgspec

from gapcheck.reports.document import Document
from gapcheck.reports.plain import joined, visible

LONG_TEXTS = "Long texts"
"""The sheet of what does not fit into a row."""
_FONT = "Arial"
"""Its widths are known on every system: where it is missing, its stand-in is as wide."""
_MOST = 32_000
"""Excel holds 32,767 UTF-16 units in a cell."""
_NOT_XML = re.compile("[\ufffe\uffff]")
_RUN = ("=", "+", "-", "@")
_PICTURE = re.compile(r"&(G|\[)")
_IN_MARGIN, _IN_PROPERTIES = 70, 200
_ELSEWHERE = "see the first sheet"
_OLDEST = datetime(1980, 1, 1)

INK, GREY, RULE, PANEL = "#23282D", "#62696F", "#D8D3C8", "#EBE7DF"


class LongText(msgspec.Struct, frozen=True):
    """A text that stands on a sheet of its own, and where it belongs."""

    sheet: str
    column: str
    row: str
    text: str


def shown(text: str) -> str:
    """Text as a workbook may hold it: control characters, and signs that XML cannot hold, are visible."""
    return _NOT_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", visible(text))


def units(text: str) -> int:
    """The length of text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Book:
    """A workbook that is being written; the date of the report is its only date."""

    def __init__(self, out: IO[bytes], document: Document, date: str, paper: int = 9) -> None:
        import xlsxwriter  # type: ignore[import-untyped]

        self._book: Any = xlsxwriter.Workbook(
            out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": _FONT, "font_size": 10, "font_scheme": False},
            },
        )
        self._paper = paper
        self.long_texts: list[LongText] = []
        self._formats: dict[frozenset[tuple[str, Any]], Any] = {}
        self._header, self._footer = _margins(document)
        properties = {
            "title": document.label,
            "subject": document.title,
            "company": document.organization,
            "category": document.classification,
            "comments": document.state,
        }
        known = {name: shown(text) for name, text in properties.items()}
        short = {name: text for name, text in known.items() if units(text) <= _IN_PROPERTIES}
        self._book.set_properties({**short, "author": "gapcheck", "created": _moment(date)})

    def sheet(self, name: str) -> Any:
        """A new sheet that prints across the paper, with the report and the sheet named in the margins."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(self._paper)
        sheet.set_margins(left=0.45, right=0.45, top=0.75, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(self._header)
        sheet.set_footer(self._footer)
        return sheet

    def chart(self) -> Any:
        """A new chart of bars one after the other."""
        return self._book.add_chart({"type": "bar", "subtype": "stacked"})

    def look(self, **properties: Any) -> Any:
        """A format; the same properties give the same one."""
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, **look: Any) -> None:
        """Write text as text, whatever it looks like; it stays text also when somebody edits the cell."""
        if text.startswith(_RUN):
            look["quote_prefix"] = True
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for runs it made itself; in two runs of ours it is text
            plain = self.look(font_size=look.get("font_size", 10))
            sheet.write_rich_string(row, column, plain, text[:2], plain, text[2:], self.look(**look))
        elif text:
            sheet.write_string(row, column, text, self.look(**look))
        else:
            sheet.write_blank(row, column, None, self.look(**look))

    def long_text(self, found: LongText) -> str:
        """Keep a text for the sheet of long texts; returns what stands in its place."""
        self.long_texts.append(found)
        mark = f"[Long text {len(self.long_texts)}: in full on the sheet “{LONG_TEXTS}”]\n"
        if units(found.text) <= _MOST:
            return mark + found.text
        return f"{mark}{found.text[: _MOST // 2]}\n[goes on there]"

    def close(self) -> None:
        """Write it all out."""
        self._book.close()


def fits(text: str) -> bool:
    """Whether Excel holds all of a text in one cell."""
    return units(text) <= _MOST


def _margins(document: Document) -> tuple[str, str]:
    whose = joined(" · ", document.label, document.organization)
    header = f"&L&8 {_margin(whose, document.label)}&R&8 {_margin(document.classification, _ELSEWHERE)}"
    return header, f"&L&8 {_margin(document.state, _ELSEWHERE)}&C&8 &A&R&8 Page &P of &N"


def _margin(text: str, otherwise: str) -> str:
    line = " ".join(shown(text).split()).replace("&", "&&")
    return otherwise if units(line) > _IN_MARGIN or _PICTURE.search(line) else line


def _moment(stamp: str) -> datetime:
    try:
        found = datetime.fromisoformat(stamp).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return _OLDEST
    return max(found, _OLDEST)
