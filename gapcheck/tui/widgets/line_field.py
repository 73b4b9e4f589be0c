"""A field of one line that shows control characters as visible signs and holds the text as it was typed."""

from typing import Any

from rich.text import Text
from textual.widgets import Input

from gapcheck.text import in_place


class LineField(Input):
    """Escape codes that somebody pasted or that an engagement brings along never reach the terminal.

    Going to a field selects nothing: otherwise the first letter would take the place of what stands there.
    """

    def __init__(self, *given: Any, select_on_focus: bool = False, **options: Any) -> None:
        super().__init__(*given, select_on_focus=select_on_focus, **options)

    @property
    def _value(self) -> Text:
        return Text(in_place(self.value), no_wrap=True, overflow="ignore", end="")
