"""A row of possibilities of which any number hold: arrows move, space or a digit or a click switches one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from gapcheck.text import one_line
from gapcheck.tui.hanging import flow
from gapcheck.tui.widgets.choice import Choice


class Toggles(Choice, inherit_bindings=False):
    """Some of a few values, all of them visible; `value` is what holds, joined with commas, in the order of options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Go to the one before", show=False),
        Binding("right,l", "move(1)", "Go to the next", show=False),
        Binding("space", "switch", "Switch it on or off", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        """Options are (value, word)."""
        super().__init__(options, value, id=id)
        self._at = 0

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Show other possibilities; of what held, what is still among them holds."""
        self.options = tuple(options)
        holding = self.value.split(",")
        self.value = ",".join(name for name, _ in self.options if name in holding)
        self._at = min(self._at, len(self.options) - 1)
        self.refresh(layout=True)

    def drawn(self, width: int) -> Content:
        """All words, those that hold marked by shape and by colour, the place by its ground."""
        parts, holding = [], self.value.split(",")
        for number, (value, word) in enumerate(self.options, 1):
            on = value in holding
            style = "bold $primary" if on else "$grey"
            if self.has_focus and number - 1 == self._at:
                style = f"{'bold ' if on else ''}$foreground on $place"
            piece = Content.styled(("■ " if on else "□ ") + one_line(word), style)
            parts.append(piece.stylize(Style.from_meta({"place": number})))
        return flow(parts, max(width, 20), indent=0, between=2)

    def action_move(self, step: int) -> None:
        """Go to a neighbour."""
        self._at = (self._at + step) % len(self.options)
        self.refresh()

    def action_switch(self) -> None:
        """Switch where the place is."""
        self.choose(self.options[self._at][0])

    def choose(self, value: str) -> None:
        """Switch one value on or off, and tell."""
        names = [name for name, _ in self.options]
        self._at = names.index(value)
        holding = set(self.value.split(",")) ^ {value}
        self.value = ",".join(name for name in names if name in holding)
        self.refresh(layout=True)
        self.post_message(self.Changed(self, self.value))
