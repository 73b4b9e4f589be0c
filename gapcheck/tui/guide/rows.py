"""Answers as rows of a list: a digit, words, and a mark before the one that holds."""

from textual.content import Content

from gapcheck.text import visible
from gapcheck.tui.guide.page import pressed
from gapcheck.tui.hanging import MEASURE, hang

_INDENT = 6


def answer_row(key: str, word: str, action: str, *, chosen: bool, pointed: bool, width: int) -> Content:
    """One answer; `pointed` is where the arrow keys are."""
    bullet = Content.assemble(" ", ("●" if chosen else " ", "$primary"), " ", (key, "bold $primary"))
    text = Content.styled(visible(word), "bold" if chosen else "")
    row = hang(bullet, text, min(width, MEASURE), indent=_INDENT)
    if pointed:
        row = row.pad_right(max(min(width, MEASURE) - row.cell_length, 0)).stylize("on $place")
    return pressed(row, action)
