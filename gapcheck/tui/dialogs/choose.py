"""One of several, chosen from a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.text import visible


class ChooseDialog(ModalScreen[str | None]):
    """Gives the value that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Leave", show=False)]

    def __init__(self, title: str, options: Sequence[tuple[str, str]]) -> None:
        """Options are (value, words)."""
        super().__init__()
        self._title = title
        self._options = tuple(options)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._title)), classes="dialog-title")
            yield OptionList(*(Option(Content(visible(words))) for _, words in self._options), compact=True)
            yield Static(
                Content.assemble(
                    ("Enter", "$primary"), (" choose  ", "$grey"), ("Esc", "$primary"), (" leave", "$grey")
                ),
                classes="dialog-foot",
            )

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        event.stop()
        self.dismiss(self._options[event.option_index][0])

    def action_leave(self) -> None:
        """None of them."""
        self.dismiss(None)
