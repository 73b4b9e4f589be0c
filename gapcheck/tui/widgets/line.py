"""One line to type into without leaving the screen. Enter, Esc and going elsewhere all keep what was typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from gapcheck.tui.guide import words
from gapcheck.tui.widgets.line_field import LineField

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp

Keep = Callable[[str], bool]
"""Takes the text and says whether it is safe now."""


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
        yield LineField(id="line-input", compact=True)

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    def ask(self, prompt: str, value: str, keep: Keep, after: Callable[[], None]) -> None:
        """Ask for a line; `keep` gets it when it differs from `value`, `after` runs in any case.

        Nothing is asked where nothing could be kept, nor while another line holds what could not be saved.
        """
        app: GapcheckApp = self.app  # type: ignore[assignment]
        if app.session is not None and app.session.engagement.read_only:
            app.show_message(words.READ_ONLY)
            return
        if not self.flush():  # a key that is clicked leaves the focus, and so the line, where it is
            return
        field = self.query_one(Input)
        self._keep = lambda text: text == value or keep(text)
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
        """Keep what stands there, close, and go on; what cannot be saved stays to be tried again."""
        after = self._after
        if self.is_open and self.flush() and after is not None:
            after()

    def flush(self) -> bool:
        """Keep what stands there and close, if that works. Says whether nothing is left to be kept."""
        if self._keep is not None and not self._keep(self.query_one(Input).value):
            return False
        self._keep = self._after = None
        self.display = False
        return True

    def on_descendant_blur(self) -> None:
        """Somebody went elsewhere on the screen; another window of the terminal's owner is no reason to close."""
        if self.app.app_focus:
            self.flush()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        event.stop()
        self.action_keep()
