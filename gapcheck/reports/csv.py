"""CSV as spreadsheets read it: UTF-8 with a byte order mark, RFC 4180, and no cell that a spreadsheet would run."""

import csv
import io

from gapcheck.reports.document import Table
from gapcheck.reports.plain import visible

_RUN = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so is a formula to a spreadsheet."""


def render(table: Table) -> bytes:
    """The table with its head."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(column.title) for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return ("'" if text.startswith(_RUN) else "") + visible(text)
