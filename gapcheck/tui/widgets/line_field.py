"""A field of one line that shows control characters as visible signs and holds the text as it was typed."""

from rich.text import Text
from textual.widgets import Input

from gapcheck.text import in_place


class LineField(Input):
    """Escape codes that somebody pasted or that an engagement brings along never reach the terminal."""

    @property
    def _value(self) -> Text:
        return Text(in_place(self.value), no_wrap=True, overflow="ignore", end="")
