"""A field of several lines that shows control characters as visible signs and holds the text as it was typed."""

from rich.text import Text
from textual.widgets import TextArea

from gapcheck.text import visible


class TextField(TextArea):
    """Escape codes that somebody pasted or that an engagement brings along never reach the terminal."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)
