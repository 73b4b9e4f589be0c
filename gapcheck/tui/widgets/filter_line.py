"""A line of filters with their counts, of which one holds. It is also the summary: every count can be clicked."""

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from gapcheck.tui.hanging import flow


class Filter(msgspec.Struct, frozen=True):
    """One filter, and how many rows it would show."""

    name: str
    word: str
    count: int
    colour: str = ""
    """For a count that should be noticed while it is not zero, such as $error."""


class FilterLine(Static):
    """Shows the filters; the screen owns which one holds."""

    class Picked(Message):
        """A filter was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str = "filters") -> None:
        super().__init__(id=id)
        self.filters: tuple[Filter, ...] = ()
        self.chosen = ""

    def show(self, filters: tuple[Filter, ...], chosen: str) -> None:
        """Show these filters; `chosen` names the one that holds."""
        if (filters, chosen) != (self.filters, self.chosen):
            self.filters, self.chosen = filters, chosen
            self.refresh(layout=True)

    def render(self) -> Content:
        """All filters; where they do not fit they go on below."""
        parts = []
        for number, each in enumerate(self.filters):
            here = each.name == self.chosen
            ground = " on $place" if here else ""
            loud = each.colour if each.count and each.colour else "$foreground"
            piece = Content.assemble(
                (f" {each.word} ", f"bold $foreground{ground}" if here else "$grey"),
                (f"{each.count} ", f"{'bold ' if here else ''}{loud}{ground}"),
            )
            parts.append(piece.stylize(Style.from_meta({"filter": number})))
        return flow(parts, max(self.content_size.width, 20), indent=0, between=0)

    def after(self, step: int) -> str:
        """The name of the filter so many steps on, round and round."""
        names = [each.name for each in self.filters]
        at = names.index(self.chosen) if self.chosen in names else 0
        return names[(at + step) % len(names)]

    def on_click(self, event: events.Click) -> None:
        """Tell that a filter was clicked."""
        number = event.style.meta.get("filter")
        if number is not None:
            self.post_message(self.Picked(self.filters[number].name))
