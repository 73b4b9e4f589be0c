"""What writes a report in every format; a new one is one file, one line here and its title in `names.py`."""

from collections.abc import Callable

import msgspec

from gapcheck.reports import csv, docx, html, json, markdown, names, pack, pdf, text, tracker, xlsx
from gapcheck.reports.house_style import dressed, dressed_for_word
from gapcheck.reports.kinds import Kind
from gapcheck.reports.source import ReportInput

_Render = Callable[[Kind, ReportInput], bytes]


class Format(msgspec.Struct, frozen=True):
    """A way to write a report; `name` also ends the file's name, unless `ending` does."""

    name: str
    title: str
    render: _Render
    kinds: tuple[str, ...] = ()
    """The kinds of report that it is for; empty for all."""
    ending: str = ""
    beside: bool = False
    """Whether it is made without holding up Python, so that other formats can be made at the same time."""

    @property
    def file_ending(self) -> str:
        """How the file's name ends, after a full stop."""
        return self.ending or self.name


_MADE_BY: dict[str, _Render] = {
    "md": lambda k, r: markdown.render(k.document(r)),
    "html": lambda k, r: html.render(dressed(k.document(r), r)),
    "txt": lambda k, r: text.render(k.document(r)),
    "csv": lambda k, r: csv.render(k.rows(r)),
    "json": lambda k, r: json.render(k.data(r)),
    "docx": lambda k, r: docx.render(*dressed_for_word(k.document(r), r), dated=r.date),
    "xlsx": xlsx.render,
    "pdf": lambda k, r: pdf.render(dressed(k.document(r), r, css=False), r.date),
    "jira": lambda k, r: tracker.jira(r),
    "github": lambda k, r: tracker.github(r),
    "zip": lambda k, r: pack.render(r),
}
_ENDINGS = {"jira": "jira.csv", "github": "github.csv"}
FORMATS: dict[str, Format] = {
    name: Format(name, names.FORMATS[name], render, names.ONLY_FOR.get(name, ()), _ENDINGS.get(name, ""), name == "pdf")
    for name, render in _MADE_BY.items()
}
