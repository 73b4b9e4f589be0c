"""What the views share that are a table under filters: frame, heading, filters, page, and the way to an item."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.fitted import Fitted, edges
from gapcheck.tui.widgets.listing import listing
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Line, Sheet

FILTERED = "Nothing passes this filter. f shows the next one."
Answer = TypeVar("Answer")


class ListingScreen(ViewScreen):
    """Rows, and a page on the one under the cursor. In `show`, subclasses fill the table and then what is around it."""

    chosen = "all"
    """The filter that holds."""

    def body(self) -> Iterable[Widget]:
        """Heading, filters, table, page."""
        return listing(Static(id="heading", classes="listing-head"), Static(id="nothing", classes="listing-nothing"))

    def on_mount(self) -> None:
        """Keys go to the table."""
        self.table.focus()

    @property
    def table(self) -> RowTable:
        """The rows."""
        return self.query_one("#rows", RowTable)

    def show_heading(self, left: Content, right: Content | None = None) -> None:
        """Show what the view is at the left, and what is to be known of it at the right edge."""
        said = Fitted(lambda width: edges(left, right, width)) if right else left
        self.query_one(".listing-head", Static).update(said)

    def show_nothing(self, text: str) -> None:
        """Show `text` where there are no rows; where there are, they have the keys unless something else has them."""
        empty = not self.table.keys
        self.set_class(empty, "-empty")
        if empty:
            self.query_one("#nothing", Static).update(Content(text))
        elif self.focused is None:
            self.table.focus()

    def show_page(self, first: Sequence[Line], second: Sequence[Line]) -> None:
        """Show the page from its top."""
        self.query_one("#first", Sheet).show(first)
        self.query_one("#second", Sheet).show(second)
        self.query_one(".listing-detail").scroll_home(animate=False)

    def go_to_items(self, refs: Iterable[str]) -> None:
        """Go to an item on the work screen; one of several is chosen. What the questionnaire lacks is left out."""
        known = self.session.questionnaire.by_id
        items = [ref for ref in refs if ref in known]
        if len(items) == 1:
            self.gapcheck.go_to_item(items[0])
        elif items:
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [(ref, f"{ref:<7} {known[ref].full_title}") for ref in items]
            self.app.push_screen(PickDialog("Which item?", options), self._gone_to)

    def action_filter(self, step: int) -> None:
        """Show what passes another filter."""
        self.chosen = self.query_one(FilterLine).after(step)
        self.show()

    def action_page(self, lines: int) -> None:
        """Move the page."""
        self.query_one(".listing-detail", VerticalScroll).scroll_relative(y=lines, animate=False)

    def _ask(self, dialog: Screen[Answer]) -> None:
        """Show a dialog; what it changed while the screen was covered is shown when it closes."""
        self.app.push_screen(dialog, lambda _: self.show())

    def on_row_table_narrowed(self) -> None:
        """Other columns fit."""
        self.show()

    def on_filter_line_picked(self, event: FilterLine.Picked) -> None:
        """A click on a filter shows what passes it."""
        self.chosen = event.name
        self.show()
