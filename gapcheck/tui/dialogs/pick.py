"""A short list to pick one thing from."""

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


class PickDialog(ModalScreen[str | None]):
    """Returns the id of what was picked, or None."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Leave", show=False)]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Options are (id, text)."""
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """Title and list."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._title)), classes="dialog-title")
            options = [Option(Content(visible(text)), id=f"pick-{n}") for n, (_, text) in enumerate(self._options)]
            yield OptionList(*options, id="pick-list", markup=False, compact=True)
            yield Static(
                Content.assemble(
                    ("Enter", "$primary"), (" choose  ", "$grey"), ("Esc", "$primary"), (" leave", "$grey")
                ),
                classes="dialog-foot",
            )

    def on_mount(self) -> None:
        """Begin at what holds now."""
        options = self.query_one(OptionList)
        ids = [ident for ident, _ in self._options]
        options.highlighted = ids.index(self._chosen) if self._chosen in ids else 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Picked."""
        event.stop()
        self.dismiss(self._options[event.option_index][0])

    def action_leave(self) -> None:
        """Nothing picked."""
        self.dismiss(None)
