"""The backlog: what to do, in an order that explains itself; what to find out; what is closed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.analysis.backlog import Ranked
from gapcheck.analysis.from_gaps import AskTask
from gapcheck.records.actions import Action
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.press import PressStatic, pressable
from gapcheck.tui.screens import backlog_rows as rows
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.listing import listing
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Sheet, blocks

LISTS = (("open", "", "To do"), ("ask", "t", "To find out"), ("closed", "c", "Closed"))
NOTHING = {
    "open": "Nothing to do yet.\n\nActions follow from gaps: answer questions and decide on the work screen (w), and "
    "they appear here, ranked.",
    "ask": 'Nothing to find out.\n\nQuestions that were answered with "don\'t know" are listed here, apart from gaps, '
    "with who would know.",
    "closed": "Nothing is closed yet.\n\nActions that are done or dropped are kept here, with what shows it.",
    "filtered": "Nothing passes this filter. f shows the next one.",
}
_EXPLAIN: Key = ("?", "explain", "screen.explain")
_KEYS: dict[str, tuple[Key, ...]] = {
    "open": (
        ("Enter", "edit", "screen.edit"),
        ("n", "new", "screen.new"),
        ("d", "done", "screen.done"),
        ("k", "pin", "screen.pin"),
        ("s", "sort", "screen.sort"),
        ("f", "filter", "screen.filter(1)"),
        _EXPLAIN,
    ),
    "ask": (("Enter", "go to the item", "screen.edit"), ("t", "back to the actions", "screen.list('ask')"), _EXPLAIN),
    "closed": (
        ("Enter", "edit", "screen.edit"),
        ("d", "open again", "screen.done"),
        ("c", "back to the actions", "screen.list('closed')"),
        _EXPLAIN,
    ),
}


class BacklogScreen(ViewScreen):
    """Actions in the order of their rank, with a page on the one under the cursor."""

    CSS_PATH = "../styles/listing.tcss"
    NAME = "backlog"
    KEYS = _KEYS["open"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Edit the action", id="backlog.edit"),
        Binding("n", "new", "New action", id="backlog.new"),
        Binding("d", "done", "Done, or open again", id="backlog.done"),
        Binding("k", "pin", "Pin to the top, or unpin", id="backlog.pin"),
        Binding("x", "drop", "Drop or remove", id="backlog.drop"),
        Binding("i", "item", "Go to its item", id="backlog.item"),
        Binding("s", "sort", "Sort by another column", id="backlog.sort"),
        Binding("f", "filter(1)", "Next filter", id="backlog.filter"),
        Binding("F", "filter(-1)", "Filter before", id="backlog.filter-back"),
        Binding("t", "list('ask')", "What is to be found out", id="backlog.ask"),
        Binding("c", "list('closed')", "What is closed", id="backlog.closed"),
    ]

    listed = "open"
    """Which list is shown: open, ask or closed."""
    order = "rank"
    chosen = "all"

    def body(self) -> Iterable[Widget]:
        """Heading, filters, table, page."""
        return listing(PressStatic(id="lists", classes="listing-head"), Static(id="nothing", classes="listing-nothing"))

    def on_mount(self) -> None:
        """Keys go to the table."""
        self.query_one(RowTable).focus()

    def show(self) -> None:
        """Show the list that is chosen, as it is now."""
        self.show_rows()

    def show_rows(self, place: str = "") -> None:
        """Show the list that is chosen, with the cursor on `place` or, without it, where it was."""
        found, questionnaire = self.session.results.backlog, self.session.questionnaire
        filters = self.query_one(FilterLine)
        filters.display = self.listed == "open" and bool(found.actions)
        table = self.query_one(RowTable)
        shown: list[Ranked] = []
        if self.listed == "open":
            counts = [
                Filter(name, word, sum(map(passes, found.actions)), "$error" if name == "late" else "")
                for name, (word, passes) in rows.FILTERS.items()
            ]
            filters.show(tuple(counts), self.chosen)
            places = {ranked.action.id: number for number, ranked in enumerate(found.actions, 1)}
            passing = tuple(filter(rows.FILTERS[self.chosen][1], found.actions))
            shown = rows.ordered(passing, self.order, questionnaire)
            made = [rows.open_row(ranked, places[ranked.action.id]) for ranked in shown]
            table.fill(rows.columns(self.order), made, marked=self.order, place=place)
        elif self.listed == "ask":
            table.fill(rows.ASK, [rows.ask_row(task, questionnaire) for task in found.to_ask], place=place)
        else:
            made = [rows.closed_row(action, settled=False) for action in found.closed]
            made += [rows.closed_row(action, settled=True) for action in found.settled]
            table.fill(rows.CLOSED, made, place=place)
        self.query_one("#lists", Static).update(self._heading(shown))
        empty = not table.keys
        filtered = self.listed == "open" and bool(found.actions)
        self.query_one("#nothing", Static).update(Content(NOTHING["filtered" if filtered else self.listed]))
        self.set_class(empty, "-empty")
        if not empty and self.focused is None:
            table.focus()
        advice = self.session.engagement.mode.shows_remediation
        keys = [key for key in _KEYS[self.listed] if advice or key[2] != "screen.new"]
        self.query_one("#key-bar", KeyBar).show_keys(keys)

    def _heading(self, shown: Sequence[Ranked]) -> Content:
        found = self.session.results.backlog
        counts = {
            "open": len(found.actions),
            "ask": len(found.to_ask),
            "closed": len(found.closed) + len(found.settled),
        }
        parts = []
        for name, key, word in LISTS:
            here = name == self.listed
            style = "bold" if here else "$grey"
            said = Content.assemble(
                (word.upper() if here else word, style), " ", (str(counts[name]), "bold" if here else "")
            )
            piece = said if here or not key else Content.assemble((key, "$primary"), " ", said)
            parts.append(pressable(piece, f"list('{name}')"))
        left = Content("   ").join(parts)
        if self.listed != "open" or not found.actions:
            return left
        days = sum(ranked.days for ranked in shown)
        owned = sum(bool(ranked.action.owner.strip()) for ranked in shown)
        whole = Content.assemble(
            f"{len(shown)}",
            (" shown · ", "$grey"),
            f"{days:g}",
            (" working days · ", "$grey"),
            f"{owned}",
            (" owned", "$grey"),
        )
        short = Content.assemble(f"{days:g}", (" working days", "$grey"))
        width = self.query_one("#lists", Static).content_size.width or self.app.size.width - 4
        right = whole if left.cell_length + whole.cell_length + 3 <= width else short
        return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 3), right)

    def _show_page(self) -> None:
        found, questionnaire = self.session.results.backlog, self.session.questionnaire
        first, second = self.query_one("#first", Sheet), self.query_one("#second", Sheet)
        ranked, action, task = self._ranked, self._action, self._asked
        if task is not None:
            first.show(rows.about_task(task, questionnaire))
        else:
            first.show(rows.about_action(action, found, questionnaire) if action is not None else [])
        method = self.session.results.material.method
        second.show([*rows.why(ranked, method), *rows.neighbours(ranked, found)] if ranked is not None else [])
        second.display = ranked is not None
        self.query_one(".listing-detail").scroll_home(animate=False)

    @property
    def place(self) -> str:
        """The action or item under the cursor."""
        return self._here

    @property
    def _here(self) -> str:
        return self.query_one(RowTable).here

    @property
    def _ranked(self) -> Ranked | None:
        if self.listed != "open":
            return None
        return next((r for r in self.session.results.backlog.actions if r.action.id == self._here), None)

    @property
    def _action(self) -> Action | None:
        if self.listed == "open":
            return self._ranked.action if self._ranked else None
        found = self.session.results.backlog
        closed = (*found.closed, *found.settled) if self.listed == "closed" else ()
        return next((action for action in closed if action.id == self._here), None)

    @property
    def _asked(self) -> AskTask | None:
        tasks = self.session.results.backlog.to_ask if self.listed == "ask" else ()
        return next((task for task in tasks if task.item == self._here), None)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The action in full, why it stands there, and the weights."""
        from gapcheck.reports.house_method import HOUSE_METHOD, method_table

        found, questionnaire = self.session.results.backlog, self.session.questionnaire
        method = self.session.results.material.method
        told: list[Block] = []
        action, ranked, task = self._action, self._ranked, self._asked
        title = "The backlog"
        if task is not None:
            title = f"{task.item} {task.title}"
            told += blocks(rows.about_task(task, questionnaire)[1:])
        if action is not None:
            title = f"{action.id}: {action.text}"
        if ranked is not None:
            place = found.actions.index(ranked) + 1
            told.append(("", [" · ".join([f"{place} of {len(found.actions)}", ranked.band, *rows.remarks(ranked)])]))
            told += blocks(rows.why(ranked, method))
        if action is not None:
            page = rows.about_action(action, found, questionnaire)[1:]
            told.append(("Items", [line.text for line in page[: len(action.items)]]))
            told += [(line.label, [line.text]) for line in page[len(action.items) :]]
        if ranked is not None:
            told += blocks(rows.neighbours(ranked, found))
        starts = ("weight", "severity", "blocking", "risk", "reach", "effort", "inherit", "now", "next", "quick")
        table = method_table(method, *starts)
        told.append(
            ("House method", [rows.weights(method), "", HOUSE_METHOD, "", *(f"{v!s:>5}  {w}" for w, v in table.rows)])
        )
        return title, told

    def action_list(self, name: str) -> None:
        """Show another list; the same again leads back to what is to be done."""
        self.listed = "open" if name == self.listed else name
        self.show_rows()

    def action_sort(self) -> None:
        """Sort by the next column; the cursor stays on its action."""
        self._sort(rows.ORDERS[(rows.ORDERS.index(self.order) + 1) % len(rows.ORDERS)])

    def _sort(self, order: str) -> None:
        if self.listed == "open" and order in rows.ORDERS:
            self.order = order
            self.show_rows()

    def action_filter(self, step: int) -> None:
        """Show what passes another filter."""
        if self.listed == "open":
            self.chosen = self.query_one(FilterLine).after(step)
            self.show_rows()

    def action_edit(self) -> None:
        """Open the form of the action, or the item of what is to be found out."""
        from gapcheck.tui.dialogs.action import edit_action

        if self.listed == "ask":
            self.action_item()
        elif self._action is not None:
            self._ask(edit_action(self.session, self._action))

    def action_new(self) -> None:
        """Write an action of one's own."""
        from gapcheck.tui.dialogs.action import NO_ADVICE, new_action

        if self.session.engagement.mode.shows_remediation:
            self._ask(new_action(self.session))
        else:
            self.gapcheck.show_error(NO_ADVICE)

    def action_done(self) -> None:
        """Close the action with what shows it, or open a closed one again."""
        from gapcheck.tui.dialogs.action import close_action, reopened

        action = self._action
        if action is None:
            return
        if action.is_open:
            self._ask(close_action(self.session, action))
        elif self.do(reopened(self.session, action)):
            self.gapcheck.show_message(f"{action.id} is open again.")

    def action_pin(self) -> None:
        """Put the action at the top with a reason, or let it go back to its rank."""
        from gapcheck.tui.dialogs.action import pin_action, unpinned

        if self._ranked is None:
            return
        action = self._ranked.action
        if not action.pinned:
            self._ask(pin_action(self.session, action))
        elif self.do(unpinned(self.session, action)):
            self.gapcheck.show_message(f"{action.id} is back at its rank.")

    def action_drop(self) -> None:
        """Drop the action for a reason, or remove what a person wrote."""
        from gapcheck.tui.dialogs.action import drop_action

        if self._action is not None:
            self._ask(drop_action(self.session, self._action))

    def action_item(self) -> None:
        """Go to the item on the work screen; one of several is chosen."""
        items = (self._here,) if self.listed == "ask" else self._action.items if self._action else ()
        known = self.session.questionnaire.by_id
        if len(items) == 1:
            self._go(items[0])
        elif items:
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [(ref, f"{ref:<7} {known[ref].full_title}") for ref in items if ref in known]
            self.app.push_screen(PickDialog("Which item?", options), self._go)

    def _go(self, ref: str | None) -> None:
        if ref:
            self.gapcheck.go_to_item(ref)

    def _ask(self, dialog: Screen[bool]) -> None:
        """Show a form; what it changed while the screen was covered is shown when it closes."""
        self.app.push_screen(dialog, lambda _: self.show())

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        self._show_page()

    def on_row_table_narrowed(self) -> None:
        """Other columns fit."""
        self.show()

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()

    def on_row_table_header_selected(self, event: RowTable.HeaderSelected) -> None:
        """A click on a title sorts by it."""
        self._sort("rank" if event.name == "place" else event.name)

    def on_filter_line_picked(self, event: FilterLine.Picked) -> None:
        """A click on a filter shows what passes it."""
        self.chosen = event.name
        self.show_rows()
