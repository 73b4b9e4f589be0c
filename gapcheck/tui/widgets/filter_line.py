"""A line of filters with their counts, of which one holds. It is also the summary: every count can be clicked."""

import msgspec
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


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
        if (filters, chosen) == (self.filters, self.chosen):
            return
        self.filters, self.chosen = filters, chosen
        parts = []
        for number, each in enumerate(filters):
            here = each.name == chosen
            style = "bold $foreground on $place" if here else "$grey"
            loud = each.colour if each.count and each.colour else "$foreground"
            parts.append(
                Content.from_markup(
                    f"[@click=pick({number})][{style}] $word [/][{'bold ' if here else ''}{loud}"
                    f"{' on $place' if here else ''}]$count [/][/]",
                    word=each.word.replace(" ", "\N{NO-BREAK SPACE}"),
                    count=str(each.count),
                )
            )
        self.update(Content(" ").join(parts))

    def after(self, step: int) -> str:
        """The name of the filter so many steps on, round and round."""
        names = [each.name for each in self.filters]
        at = names.index(self.chosen) if self.chosen in names else 0
        return names[(at + step) % len(names)]

    def action_pick(self, number: int) -> None:
        """Tell that a filter was clicked."""
        self.post_message(self.Picked(self.filters[number].name))
