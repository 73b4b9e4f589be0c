"""What `?` shows: the thing that has the focus, explained, and the keys of the screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.hanging import hang

Block = tuple[str, Sequence[str]]
"""A heading (may be empty) and its lines."""


FRAME = 9
"""Cells that edge, padding and scroll bar take from the width of a dialog."""


class ExplainDialog(ModalScreen[None]):
    """Read-only text that scrolls; any of the leaving keys closes it."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter,space", "close", "Close", show=False),
        Binding("down,j", "scroll(2)", "Down", show=False),
        Binding("up,k", "scroll(-2)", "Up", show=False),
        Binding("pagedown", "scroll(12)", "Further down", show=False),
        Binding("pageup", "scroll(-12)", "Further up", show=False),
    ]

    def __init__(self, title: str, blocks: Sequence[Block], keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._title = title
        self._blocks = blocks
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Title, blocks, keys."""
        width = int(self.app.size.width * 0.9) - FRAME
        with Vertical(classes="dialog -reading"):
            yield Static(Content(visible(self._title)), classes="dialog-title")
            with VerticalScroll(id="explain-body", can_focus=False):
                for heading, lines in self._blocks:
                    if heading:
                        yield Static(Content.styled(visible(heading).upper(), "bold $grey"), classes="explain-heading")
                    bullet, indent = ("·", 2) if len(lines) > 1 else ("", 0)
                    told = [hang(bullet, Content(visible(line)), width, indent=indent) for line in lines]
                    yield Static(Content("\n").join(told), classes="explain-text")
                if self._keys:
                    yield Static(Content.styled("KEYS HERE", "bold $grey"), classes="explain-heading")
                    width = max(len(key) for key, _ in self._keys)
                    rows = [
                        Content.assemble((key.rjust(width), "$primary"), "  ", (word, "")) for key, word in self._keys
                    ]
                    yield Static(Content("\n").join(rows), classes="explain-text")
            yield Static(Content.assemble(("Enter", "$primary"), (" or ", "$grey"), ("Esc", "$primary"),
                                          (" close  ", "$grey"), ("↑↓", "$primary"), (" scroll", "$grey")),
                         classes="dialog-foot")  # fmt: skip

    def action_close(self) -> None:
        """Back to where it was asked."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self.query_one("#explain-body", VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self) -> None:
        """A click anywhere outside closes too."""
        if self.get_widget_at(*self.app.mouse_position)[0] is self:
            self.dismiss(None)
