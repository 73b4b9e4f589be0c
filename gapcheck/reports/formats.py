"""Every format a report can be written in; a new one is one file and one line here."""

from collections.abc import Callable

import msgspec

from gapcheck.reports import csv, docx, html, json, markdown, pack, pdf, text, tracker, xlsx
from gapcheck.reports.house_style import dressed, dressed_for_word
from gapcheck.reports.kinds import Kind
from gapcheck.reports.source import ReportInput


class Format(msgspec.Struct, frozen=True):
    """A way to write a report; `name` also ends the file's name, unless `ending` does."""

    name: str
    title: str
    render: Callable[[Kind, ReportInput], bytes]
    kinds: tuple[str, ...] = ()
    """The kinds of report that it is for; empty for all."""
    ending: str = ""

    @property
    def file_ending(self) -> str:
        """How the file's name ends, after a full stop."""
        return self.ending or self.name


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("html", "one page for reading and printing", lambda k, r: html.render(dressed(k.document(r), r))),
        Format("md", "Markdown", lambda k, r: markdown.render(k.document(r))),
        Format("txt", "plain text for e-mail", lambda k, r: text.render(k.document(r))),
        Format("csv", "one table for spreadsheets", lambda k, r: csv.render(k.rows(r))),
        Format("json", "everything, for machines", lambda k, r: json.render(k.data(r))),
        Format("docx", "Word", lambda k, r: docx.render(*dressed_for_word(k.document(r), r), dated=r.date)),
        Format("xlsx", "an Excel workbook", xlsx.render),
        Format(
            "pdf",
            "PDF for reading, signing and keeping",
            lambda k, r: pdf.render(dressed(k.document(r), r, css=False), r.date),
        ),
        Format("jira", "issues for Jira's importer", lambda k, r: tracker.jira(r), ("backlog",), "jira.csv"),
        Format("github", "issues for importers of GitHub", lambda k, r: tracker.github(r), ("backlog",), "github.csv"),
        Format("zip", "evidence pack: files and index", lambda k, r: pack.render(r), ("evidence",)),
    )
}
ALSO_CALLED = {"markdown": "md", "htm": "html", "word": "docx", "text": "txt", "excel": "xlsx"}


def formats_of(kind: str) -> list[str]:
    """The names of the formats that a kind of report can be written in."""
    return [format.name for format in FORMATS.values() if not format.kinds or kind in format.kinds]
