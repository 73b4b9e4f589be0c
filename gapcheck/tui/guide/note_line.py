"""A line to type into in the middle of a page, with names to choose from by arrow."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from gapcheck.tui.widgets.line import Keep, Line


class NoteLine(Line):
    """Enter keeps and goes on, Esc keeps and stays; the arrows put one of the offered texts into an empty line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stay", "Keep and stay", show=False),
        Binding("down", "offer(1)", "The next name", show=False),
        Binding("up", "offer(-1)", "The name before", show=False),
    ]

    class Closed(Message):
        """The line was closed, by whatever way."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[str, ...] = ()

    def ask_for(
        self, prompt: str, value: str, keep: Keep, after: Callable[[], None], *, hint: str, offers: Sequence[str]
    ) -> None:
        """Ask as `ask` does, with a hint in the empty field and texts to choose from."""
        self.offers = tuple(offers)
        self.query_one(Input).placeholder = hint
        self.ask(prompt, value, keep, after)

    def action_offer(self, step: int) -> None:
        """Put the next of the offered texts in; what a person typed themselves stays."""
        field = self.query_one(Input)
        if not self.offers or (field.value and field.value not in self.offers):
            return
        at = self.offers.index(field.value) if field.value in self.offers else -1 if step > 0 else 0
        field.value = self.offers[(at + step) % len(self.offers)]
        field.cursor_position = len(field.value)

    def action_stay(self) -> None:
        """Keep what stands there, and stay on the page."""
        if self.is_open:
            self.flush()

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        """News that the line was left may come when it is open again already, for the next question."""
        if self.is_open and self.screen.focused is self.query_one(Input):
            event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps; done by the screen, so that all that changes for it is one frame."""
        event.stop()
        event.prevent_default()
        self.screen.call_next(self.action_keep)

    def flush(self) -> bool:
        """Keep what stands there and close, if that works; the page hears of it."""
        was_open = self.is_open
        kept = super().flush()
        if was_open and kept:
            self.post_message(self.Closed())
        return kept
