"""How the cover of a Word report is filled: its facts on one page where that can be, the contents with them or after.

Heights are in points, and about right: Arial needs 1.15 of its size for a line.
"""

from typing import Literal

from gapcheck.reports.document import Document
from gapcheck.reports.docx_columns import PADDING
from gapcheck.reports.docx_tables import LABEL, Setting
from gapcheck.reports.xlsx_fit import SIZE, count_lines

Contents = Literal["here", "next page", "after"]
"""Where the contents stand: on the cover, on a page of their own, or behind facts that fill more than the cover."""

_ARIAL = 1.15
_LOGO = 62.0
_SHORT = 14
"""Contents of so many lines do not keep a page for themselves."""


def filled(document: Document, at: Setting, entries: int, second: int) -> tuple[bool, Contents]:
    """Whether the facts are set tight, and where the contents go: `entries` lines, `second` of them of level 2."""
    room = at.height / 20 - _head(document, at)
    p = at.points
    contents = (entries - second) * (1.05 * _ARIAL + 0.45) * p + second * (0.95 * _ARIAL + 0.1) * p
    contents += (4.3 * p) if entries else 0
    loose, tight = _facts(document, at, tight=False), _facts(document, at, tight=True)
    if loose + contents <= room:
        return False, "here"
    if tight + contents <= room:
        return True, "here"
    if loose <= room:
        return False, "next page"
    return (True, "next page") if tight <= room else (False, "after")


def goes_on(contents: Contents, entries: int) -> bool:
    """Whether the report goes on below its contents, because they leave most of their page empty."""
    return contents != "here" and entries <= _SHORT


def _head(document: Document, at: Setting) -> float:
    p, width = at.points, at.width
    title = _lines(document.organization, width, 2.4 * p * 1.08) * 2.4 * p * _ARIAL + 0.7 * p
    under = _lines(document.title, width, 1.25 * p) * 1.25 * p * _ARIAL + 0.8 * p
    marks = f"{document.state} · {document.classification}"
    state = _lines(marks, width, 0.9 * p) * 0.9 * p * _ARIAL * _ARIAL + 1.4 * p
    return (_LOGO if document.look.logo else 0) + 0.8 * p * _ARIAL + title + under + state


def _facts(document: Document, at: Setting, tight: bool) -> float:
    p = at.points
    size, spacing, padding = (0.86 * p, 1.02, 3.0) if tight else (0.92 * p, 1.07, 6.0)
    line = size * _ARIAL * spacing
    room = at.width - LABEL - PADDING
    texts = [text for fact in document.metadata.rows for text in fact.lines]
    return sum(_lines(text, room, size) * line + 0.15 * p for text in texts) + padding * len(document.metadata.rows)


def _lines(text: str, room: int, size: float) -> int:
    """The lines of a text in Arial, up to more than a page has."""
    letters = room / 20 * 96 / 72 / 7 * SIZE / size
    return count_lines(text, letters, 100)
