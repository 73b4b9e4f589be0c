"""One line to type into without leaving the screen. Enter and Esc both keep what was typed."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

Keep = Callable[[str], None]


class Line(Horizontal):
    """Hidden until it is asked for; then it has the focus until Enter or Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "keep", "Keep and close", show=False)]

    def __init__(self) -> None:
        super().__init__(id="line")
        self._keep: Keep | None = None
        self._after: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """The prompt and the field."""
        yield Static("", id="line-prompt")
        yield Input(id="line-input", compact=True)

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    def ask(self, prompt: str, value: str, keep: Keep, after: Callable[[], None]) -> None:
        """Ask for a line; `keep` gets it when it differs from `value`, `after` runs in any case."""
        field = self.query_one(Input)
        self._keep = lambda text: keep(text) if text != value else None
        self._after = after
        self.query_one("#line-prompt", Static).update(Content(prompt))
        field.value = value
        field.cursor_position = len(value)
        self.display = True
        field.focus()

    @property
    def is_open(self) -> bool:
        """Whether a line is being typed."""
        return bool(self.display)

    def action_keep(self) -> None:
        """Keep what stands there, and close."""
        if not self.is_open:
            return
        text = self.query_one(Input).value
        keep, after = self._keep, self._after
        self.display = False
        self._keep = self._after = None
        if keep is not None:
            keep(text)
        if after is not None:
            after()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.action_keep()
