"""The frame of a view that is a table: a heading, filters, the rows, and a page on the row under the cursor."""

from collections.abc import Iterable

from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Sheet


def listing(heading: Widget, nothing: Widget) -> Iterable[Widget]:
    """The widgets of the frame; `nothing` stands in for the rows while there are none."""
    with Vertical(classes="listing"):
        yield heading
        yield FilterLine()
        yield nothing
        with Vertical(classes="listing-split"):
            yield RowTable(id="rows")
            with VerticalScroll(classes="listing-detail", can_focus=False), Vertical(classes="listing-pages"):
                yield Sheet(id="first")
                yield Sheet(id="second")
