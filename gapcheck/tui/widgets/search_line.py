"""A line that narrows a list while one types. Enter goes to the list, Esc shows all of it again."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from gapcheck.tui.widgets.line_field import LineField


class _Field(LineField):
    BINDINGS = [
        Binding("escape", "show_all", "Show all again", show=False),
        Binding("down,tab", "to_rows", "To the rows", show=False),
    ]

    def action_show_all(self) -> None:
        """No words any more."""
        self.value = ""
        self.post_message(SearchLine.Left())

    def action_to_rows(self) -> None:
        """Keep the words and go to what has them."""
        self.post_message(SearchLine.Left())


class SearchLine(Horizontal):
    """Hidden while it is empty and nobody types in it."""

    class Typed(Message):
        """Other words stand there."""

    class Left(Message):
        """Whoever typed wants to go to the rows."""

    def compose(self) -> Iterable[Static | LineField] | ComposeResult:
        """The prompt and the field."""
        yield Static("Search ", classes="search-prompt")
        yield _Field(id="search", compact=True, placeholder="any words; Enter to the rows, Esc shows all")

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    @property
    def words(self) -> str:
        """What is looked for."""
        return self.query_one(Input).value if self.is_mounted else ""

    def open(self) -> None:
        """Type here."""
        self.display = True
        self.query_one(Input).focus()

    def clear(self) -> None:
        """Look for nothing any more."""
        self.query_one(Input).value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that other words stand there."""
        event.stop()
        self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the rows."""
        event.stop()
        self.post_message(self.Left())

    def on_search_line_left(self) -> None:
        """Out of sight again where nothing is looked for."""
        self.display = bool(self.words.strip())
