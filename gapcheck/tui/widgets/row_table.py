"""A table of rows that keeps its place: columns fit the width, cells change in place, the cursor stays on its row."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color, ColorParseError
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from gapcheck.text import one_line

PADDING = 1
LONGEST = 300
"""No cell is wider than this many cells; longer text is not even looked at."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """What a column is called and how much room it takes, in cells."""

    name: str
    title: str
    width: int
    most: int = 0
    """The width that it grows to while there is room; 0 for a width that stays."""
    share: float = 0
    """The part of the room that it gets before other columns appear, 0 to 1; such a column also grows first."""
    right: bool = False
    """Whether it holds numbers."""
    rank: int = 0
    """0 for a column that is always there; others appear in this order while there is room."""


class Cell(msgspec.Struct, frozen=True):
    """One line of text as somebody typed it, with the theme colour and weight it is shown in."""

    text: str
    colour: str = ""
    """A theme variable without its dollar sign; empty for ink."""
    bold: bool = False
    pieces: bool = False
    """Whether the text is pieces between dots; then those that fit are shown, not the first half of the second."""


Row = tuple[str, dict[str, Cell]]
"""The key of a row, and its cells by column."""


def fit(columns: Sequence[Column], room: int) -> list[Column]:
    """The columns that fit into so many cells, in their order, grown to fill it."""
    columns = [msgspec.structs.replace(c, width=max(c.width, min(int(room * c.share), c.most))) for c in columns]
    chosen = [column for column in columns if not column.rank]
    used = sum(column.width + 2 * PADDING for column in chosen)
    for column in sorted((c for c in columns if c.rank), key=lambda c: c.rank):
        if used + column.width + 2 * PADDING > room:
            break
        chosen.append(column)
        used += column.width + 2 * PADDING
    spare, widths = max(room - used, 0), {column.name: column.width for column in chosen}
    for column in sorted(chosen, key=lambda c: -c.share):
        more = min(spare, max(column.most - column.width, 0))
        widths[column.name] += more
        spare -= more
    return [msgspec.structs.replace(c, width=widths[c.name]) for c in columns if c.name in widths]


def _fitting(text: str, width: int) -> str:
    first, *others = text.split(" · ")
    for piece in others:
        if len(first) + 3 + len(piece) > width:
            break
        first += f" · {piece}"
    return first


class RowTable(DataTable[Text], inherit_bindings=False):
    """Rows under a cursor; Enter and the letters are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Up", show=False),
        Binding("down", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home,ctrl+home", "scroll_top", "Top", show=False),
        Binding("end,ctrl+end", "scroll_bottom", "Bottom", show=False),
    ]

    class Moved(Message):
        """The cursor is on another row, or its row has changed."""

    class Opened(Message):
        """A row was clicked twice."""

    class Narrowed(Message):
        """The table got another width; its columns no longer fit."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, cursor_type="row", cell_padding=PADDING, cursor_foreground_priority="renderable")
        self._fitted: list[Column] = []
        self._marked = ""
        self._rows: list[Row] = []
        self._inks: dict[Cell, Style] = {}
        self._width = 0

    def on_mount(self) -> None:
        """Colours in cells are fixed when they are made, so another theme makes them anew."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    @property
    def here(self) -> str:
        """The key of the row under the cursor; empty when there is none."""
        return self._rows[self.cursor_row][0] if 0 <= self.cursor_row < len(self._rows) else ""

    @property
    def keys(self) -> list[str]:
        """The keys of all rows, in their order."""
        return [key for key, _ in self._rows]

    def fill(self, columns: Sequence[Column], rows: Sequence[Row], *, marked: str = "", place: str = "") -> None:
        """Show these rows in the columns that fit; `marked` is the column they are sorted by, `place` a row to go to.

        Without `place` the cursor stays on its row, and where that is gone on the row that took its place.
        """
        fitted, key, row, scroll = fit(columns, self._room), place or self.here, self.cursor_row, self.scroll_y
        if fitted == self._fitted and marked == self._marked and [k for k, _ in rows] == self.keys and not place:
            self._update(rows)
            self.post_message(self.Moved())
            return
        self.clear(columns=True)
        self._fitted, self._marked, self._rows = fitted, marked, list(rows)
        for column in fitted:
            self.add_column(self._title(column), width=column.width, key=column.name)
        for name, cells in rows:
            self.add_row(*(self._text(cells.get(column.name), column) for column in fitted), key=name)
        if rows:
            keys = self.keys
            self.move_cursor(row=keys.index(key) if key in keys else min(row, len(rows) - 1), scroll=False)
            if not place:
                self.set_scroll(None, scroll)
            self.call_after_refresh(self._show_cursor)
        self.post_message(self.Moved())

    def _update(self, rows: Sequence[Row]) -> None:
        for at, ((_, old), (_, new)) in enumerate(zip(self._rows, rows, strict=True)):
            for number, column in enumerate(self._fitted):
                if old.get(column.name) != new.get(column.name):
                    self.update_cell_at(Coordinate(at, number), self._text(new.get(column.name), column))
        self._rows = list(rows)

    def _show_cursor(self) -> None:
        self.move_cursor(row=self.cursor_row, animate=False)

    @property
    def _room(self) -> int:
        return max((self.size.width or self.app.size.width) - self.styles.scrollbar_size_vertical, 40)

    def _title(self, column: Column) -> Text:
        word = f"{column.title} ▾" if column.name == self._marked else column.title
        style = self._ink(Cell("", "primary" if column.name == self._marked else "grey", True))
        return Text(word, style=style, justify="right" if column.right else "left", no_wrap=True)

    def _text(self, cell: Cell | None, column: Column) -> Text:
        if cell is None:
            return Text("")
        shown = _fitting(cell.text, column.width) if cell.pieces else cell.text[:LONGEST]
        text = Text(one_line(shown), style=self._ink(cell), no_wrap=True, end="")
        text.truncate(column.width, overflow="ellipsis")
        text.justify = "right" if column.right else "left"
        return text

    def _ink(self, cell: Cell) -> Style:
        wanted = Cell("", cell.colour, cell.bold)
        if wanted not in self._inks:
            try:
                colour = Color.parse(self.app.theme_variables[cell.colour or "foreground"]).rich_color
            except (KeyError, ColorParseError):
                colour = None
            self._inks[wanted] = Style(color=colour, bold=cell.bold or None)
        return self._inks[wanted]

    def _repaint(self) -> None:
        self._inks.clear()
        for number, column in enumerate(self._fitted):
            self.ordered_columns[number].label = self._title(column)
            for at, (_, cells) in enumerate(self._rows):
                self.update_cell_at(Coordinate(at, number), self._text(cells.get(column.name), column))

    def on_resize(self) -> None:
        """Tell when other columns would fit."""
        if self._width != self._room:
            self._width = self._room
            self.post_message(self.Narrowed())

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Tell that the cursor moved."""
        event.stop()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Two clicks open a row."""
        if event.chain == 2 and event.style.meta.get("row", -1) >= 0:
            self.post_message(self.Opened())
