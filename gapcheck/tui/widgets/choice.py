"""A row of possibilities of which one holds: chosen with arrows, with a click, or with its digit."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from gapcheck.text import one_line
from gapcheck.tui.hanging import flow


class Choice(Static, can_focus=True):
    """One of a few values, all of them visible."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Choose the one before", show=False),
        Binding("right,l,space", "move(1)", "Choose the next", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice":
            """The choice that changed."""
            return self.choice

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        """Options are (value, word); a value that is not among them chooses none."""
        super().__init__(id=id)
        self.options = tuple(options)
        self.value = value

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the words take; known before the first layout, so that nothing moves after it."""
        return self.drawn(width).get_height({}, width)

    def render(self) -> Content:
        """The words in the room that there is."""
        return self.drawn(self.content_size.width)

    def drawn(self, width: int) -> Content:
        """All words, the chosen one marked by shape and by colour."""
        parts = []
        for number, (value, word) in enumerate(self.options, 1):
            chosen = value == self.value
            mark = "● " if chosen else "○ "
            style = ("bold $foreground on $place" if self.has_focus else "bold $primary") if chosen else "$grey"
            parts.append(Content.styled(mark + one_line(word), style).stylize(Style.from_meta({"place": number})))
        return flow(parts, max(width, 20), indent=0, between=2)

    def action_move(self, step: int) -> None:
        """Choose a neighbour."""
        values = [value for value, _ in self.options]
        at = values.index(self.value) if self.value in values else -1 if step > 0 else 0
        self.choose(values[(at + step) % len(values)])

    def action_pick(self, number: int) -> None:
        """Choose by place, from 1."""
        if 1 <= number <= len(self.options):
            self.focus()
            self.choose(self.options[number - 1][0])

    def on_key(self, event: events.Key) -> None:
        """A digit chooses directly."""
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= len(self.options):
            event.stop()
            self.choose(self.options[int(event.character) - 1][0])

    def choose(self, value: str) -> None:
        """Let a value hold, and tell."""
        if value != self.value:
            self.value = value
            self.refresh(layout=True)
            self.post_message(self.Changed(self, value))

    def on_click(self, event: events.Click) -> None:
        """A click on a word chooses it."""
        number = event.style.meta.get("place")
        if number:
            self.action_pick(int(number))

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they go elsewhere."""
        self.refresh()
