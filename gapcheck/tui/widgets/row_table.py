"""A table of rows that keeps its place: columns fit the width, the cursor stays on its row.

Only the lines that are on the screen are made, so thousands of rows fill and scroll as fast as fifty.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, overload

import msgspec
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color, ColorParseError
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

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


class LazyRows(Sequence[Row]):
    """Rows that are made when they are looked at; for lists that may hold thousands."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], dict[str, Cell]]) -> None:
        """`make` gives the cells of the row with a key."""
        self.keys = list(keys)
        self._make = make

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "LazyRows": ...

    def __getitem__(self, at: "int | slice") -> "Row | LazyRows":
        if isinstance(at, slice):
            return LazyRows(self.keys[at], self._make)
        key = self.keys[at]
        return key, self._make(key)


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


_NOTHING = Cell("")


def _fitting(text: str, width: int) -> str:
    first, *others = text.split(" · ")
    for piece in others:
        if len(first) + 3 + len(piece) > width:
            break
        first += f" · {piece}"
    return first


class _Told(Message):
    """Something that a table tells; `@on` can tell tables apart by it."""

    def __init__(self, table: "RowTable") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "RowTable":
        """The table that tells it."""
        return self.table


class RowTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a cursor; Enter and the letters are left to the screen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-table--header", "row-table--cursor", "row-table--hover"}
    DEFAULT_CSS = """
    RowTable {
        & > .row-table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .row-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .row-table--hover {
            background: $block-hover-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", "Up", show=False),
        Binding("down", "cursor(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "end(-1)", "Top", show=False),
        Binding("end,ctrl+end", "end(1)", "Bottom", show=False),
    ]

    class Moved(_Told):
        """The cursor is on another row, or its row has changed."""

    class Opened(_Told):
        """A row was clicked twice."""

    class Narrowed(_Told):
        """The table got another width; its columns no longer fit."""

    class HeaderSelected(_Told):
        """The title of a column was clicked."""

        def __init__(self, table: "RowTable", name: str) -> None:
            super().__init__(table)
            self.name = name

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.cursor_row = 0
        self._hovered = -1
        self._columns: tuple[Column, ...] = ()
        self._fitted: list[Column] = []
        self._marked = ""
        self._rows: Sequence[Row] = ()
        self._keys: list[str] = []
        self._inks: dict[Cell, Style] = {}
        self._lines: dict[object, Strip] = {}
        self._width = 0

    def on_mount(self) -> None:
        """Colours in cells are fixed when they are made, so another theme makes them anew."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())

    @property
    def here(self) -> str:
        """The key of the row under the cursor; empty when there is none."""
        return self._keys[self.cursor_row] if 0 <= self.cursor_row < len(self._keys) else ""

    @property
    def keys(self) -> list[str]:
        """The keys of all rows, in their order."""
        return list(self._keys)

    def fill(self, columns: Sequence[Column], rows: Sequence[Row], *, marked: str = "", place: str = "") -> None:
        """Show these rows in the columns that fit; `marked` is the column they are sorted by, `place` a row to go to.

        Without `place` the cursor stays on its row, and where that is gone on the row that took its place.
        """
        keys = rows.keys if isinstance(rows, LazyRows) else [key for key, _ in rows]
        key, scroll = place or self.here, self.scroll_y
        moved = place or keys != self._keys
        self._columns, self._marked, self._rows, self._keys = tuple(columns), marked, rows, list(keys)
        self._fit()
        if moved and keys:
            self.cursor_row = keys.index(key) if key in keys else min(self.cursor_row, len(keys) - 1)
            if not place:
                self.set_scroll(None, scroll)
            self.call_after_refresh(self._show_cursor)
        self.refresh()
        self.post_message(self.Moved(self))

    def _fit(self) -> None:
        self._fitted = fit(self._columns, self._room)
        self._lines.clear()
        self.virtual_size = Size(sum(column.width + 2 * PADDING for column in self._fitted), len(self._keys) + 1)

    def action_cursor(self, step: int) -> None:
        """So many rows down, or up."""
        self.move_to(self.cursor_row + step)

    def action_cursor_down(self) -> None:
        """One row down."""
        self.action_cursor(1)

    def action_page(self, step: int) -> None:
        """A screenful down, or up."""
        self.move_to(self.cursor_row + step * max(self.size.height - 1, 1))

    def action_end(self, step: int) -> None:
        """To the last row, or to the first."""
        self.move_to(len(self._keys) - 1 if step > 0 else 0)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, counted from 0, or on the one nearest to it."""
        row = max(min(row, len(self._keys) - 1), 0)
        if row != self.cursor_row:
            for changed in (self.cursor_row, row):
                self.refresh_line(changed + 1)
            self.cursor_row = row
            self.post_message(self.Moved(self))
        self._show_cursor()

    def _show_cursor(self) -> None:
        height, top = max(self.size.height - 1, 1), round(self.scroll_y)
        if self.cursor_row < top or self.cursor_row >= top + height:
            wanted = self.cursor_row if self.cursor_row < top else self.cursor_row - height + 1
            self.scroll_to(y=wanted, animate=False, force=True)

    @property
    def _room(self) -> int:
        return max((self.size.width or self.app.size.width) - self.styles.scrollbar_size_vertical, 40)

    def render_line(self, y: int) -> Strip:
        """The titles, and below them the rows that are in sight."""
        width = self.size.width
        at = y - 1 + self.scroll_offset.y
        ground = self.rich_style
        if y == 0:
            style = ground + self.get_component_rich_style("row-table--header", partial=True)
            return self._line([self._title(column) for column in self._fitted], style, width)
        if at >= len(self._keys):
            return Strip.blank(width, ground)
        if at == self.cursor_row:
            ground += self.get_component_rich_style("row-table--cursor", partial=True)
        elif at == self._hovered:
            ground += self.get_component_rich_style("row-table--hover", partial=True)
        known = (at, width, ground)
        if known not in self._lines:
            self._lines[known] = self._line(self.get_row_at(at), ground, width)
        return self._lines[known]

    def _line(self, cells: Sequence[Segment], ground: Style, width: int) -> Strip:
        gap = Segment(" " * PADDING, ground)
        segments = [part for cell in cells for part in (gap, Segment(cell.text, ground + cell.style), gap)]
        return Strip(segments).adjust_cell_length(width, ground).simplify()

    def get_row_at(self, row: int) -> list[Segment]:
        """The cells of a row as they are shown, one for each column."""
        _, cells = self._rows[row]
        return [self._text(cells.get(column.name, _NOTHING), column) for column in self._fitted]

    def _title(self, column: Column) -> Segment:
        word = f"{column.title} ▾" if column.name == self._marked else column.title
        return self._set(word, Cell("", "primary" if column.name == self._marked else "grey", True), column)

    def _text(self, cell: Cell, column: Column) -> Segment:
        return self._set(_fitting(cell.text, column.width) if cell.pieces else cell.text[:LONGEST], cell, column)

    def _set(self, word: str, cell: Cell, column: Column) -> Segment:
        text = Text(one_line(word))
        text.truncate(column.width, overflow="ellipsis")
        text.align("right" if column.right else "left", column.width)
        return Segment(text.plain, self._ink(cell))

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
        self._lines.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Tell when other columns would fit."""
        self._lines.clear()
        if self._width != self._room:
            self._width = self._room
            self._fit()
            self.post_message(self.Narrowed(self))
        self._show_cursor()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for changed in (self._hovered, row):
                self.refresh_line(changed + 1)
            self._hovered = row

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would be on."""
        self._hover(event.y - 1 + self.scroll_offset.y if event.y else -1)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover(-1)

    def on_click(self, event: events.Click) -> None:
        """A click goes to a row, two clicks open it; on a title it tells which."""
        row = event.y - 1 + self.scroll_offset.y
        if event.y == 0:
            right = 0
            for column in self._fitted:
                right += column.width + 2 * PADDING
                if event.x < right:
                    self.post_message(self.HeaderSelected(self, column.name))
                    return
        elif row < len(self._keys):
            self.move_to(row)
            if event.chain == 2:
                self.post_message(self.Opened(self))
