"""The paper a report is printed on, for every format that has pages."""

import msgspec

from gapcheck.records.house_style import Paper


class Sheet(msgspec.Struct, frozen=True):
    """A sheet of paper held upright, in millimetres, and what the formats call it."""

    width: float
    height: float
    css: str
    typst: str
    excel: int


_SHEETS: dict[Paper, Sheet] = {
    "A4": Sheet(210, 297, "A4", "a4", 9),
    "Letter": Sheet(215.9, 279.4, "letter", "us-letter", 1),
}


def sheet(paper: Paper) -> Sheet:
    """The sheet of that name."""
    return _SHEETS[paper]
