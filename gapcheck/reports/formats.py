"""Every format a report can be written in; a new one is one file and one line here."""

from collections.abc import Callable

import msgspec

from gapcheck.reports import csv, html, json, markdown, text
from gapcheck.reports.kinds import Kind
from gapcheck.reports.source import ReportInput


class Format(msgspec.Struct, frozen=True):
    """A way to write a report; `name` also ends the file's name."""

    name: str
    title: str
    render: Callable[[Kind, ReportInput], bytes]


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("html", "one page for reading and printing", lambda k, r: html.render(k.document(r))),
        Format("md", "Markdown", lambda k, r: markdown.render(k.document(r))),
        Format("txt", "plain text for e-mail", lambda k, r: text.render(k.document(r))),
        Format("csv", "one table for spreadsheets", lambda k, r: csv.render(k.rows(r))),
        Format("json", "everything, for machines", lambda k, r: json.render(k.data(r))),
    )
}
ALSO_CALLED = {"markdown": "md", "htm": "html", "text": "txt"}
