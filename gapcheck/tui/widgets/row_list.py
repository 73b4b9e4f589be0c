"""A list of rows that keeps its place when its figures change."""

from collections.abc import Sequence

from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Row:
    """One row: its id, what it shows, and whether the cursor may stand on it."""

    def __init__(self, id: str, visual: Visual, *, heading: bool = False) -> None:
        self.id = id
        self.visual = visual
        self.heading = heading


class RowList(OptionList):
    """An option list that is filled with rows, changed in place, and remembers the cursor by id."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True, markup=False)

    @property
    def at(self) -> str:
        """The id of the row under the cursor; empty when there is none."""
        option = self.highlighted_option
        return option.id or "" if option is not None else ""

    def show_rows(self, rows: Sequence[Row], *, at: str = "") -> None:
        """Show rows; the cursor stays where it was by id, or goes to `at`, or to the first row it may stand on."""
        wanted = at or self.at
        with self.prevent(OptionList.OptionHighlighted):
            if [row.id for row in rows] == [option.id for option in self.options]:
                for index, row in enumerate(rows):
                    self.replace_option_prompt_at_index(index, row.visual)
                self.refresh()
            else:
                self.set_options([Option(row.visual, id=row.id, disabled=row.heading) for row in rows])
            self.go_to(wanted)

    def go_to(self, ident: str) -> None:
        """Put the cursor on a row, or on the first one when there is no such row."""
        free = [index for index, option in enumerate(self.options) if not option.disabled]
        named = [index for index in free if self.options[index].id == ident]
        self.highlighted = next(iter(named or free), None)
        self.call_after_refresh(self.scroll_to_highlight)  # before the first layout there is nowhere to scroll
