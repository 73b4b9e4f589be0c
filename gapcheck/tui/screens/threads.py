"""Threads: lines of enquiry that were parked, with what to see next, the items they cross and how they ended."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.changes.threads import ThreadChanged, ThreadRemoved
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import label
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import threads_rows as rows
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.listing import listing
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Sheet, blocks

NOTHING = (
    "No thread yet.\n\nn begins one: a leaver, a joiner, an incident, a supplier, a change, a risk, a restore, or one "
    "of your own. A thread follows one picked case from record to record, through many items; park it when the "
    "conversation moves on, with what to see next, and pick it up later."
)
RULES = (
    "A thread follows one case that you picked yourself, from record to record. Each step says which record to ask for "
    "and what it tells; it never says what the answer is worth.",
    "It ends in conformity when something showed it, or in a finding that is on record. Open threads stand in the way "
    "of a final report.",
    "Next to see in grey is the first step that was not seen; t writes down another.",
)
_NEW = "new"
_STEP_LINES = 5
"""What a step takes at most in a narrow page."""
_OPEN: tuple[Key, ...] = (
    ("space", "seen", "screen.step(0)"),
    ("t", "pick up", "screen.pick_up"),
    ("e", "evidence", "screen.evidence"),
    ("c", "conforms", "screen.conformity"),
    ("f", "finding", "screen.finding"),
    ("n", "new", "screen.new"),
    ("?", "explain", "screen.explain"),
)
_ENDED: tuple[Key, ...] = (
    ("x", "open again", "screen.reopen"),
    ("Enter", "edit", "screen.edit"),
    ("i", "item", "screen.item"),
    ("n", "new", "screen.new"),
    ("?", "explain", "screen.explain"),
)


class ThreadsScreen(ViewScreen):
    """Open threads first; the page is the way, step by step, with ticks."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/threads.tcss"]
    NAME = "threads"
    KEYS = _OPEN
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New thread", id="threads.new"),
        Binding("enter", "edit", "Edit the thread", id="threads.edit"),
        Binding("t", "pick_up", "Pick it up: what to see next", id="threads.pick-up"),
        Binding("space", "step(0)", "The next step was seen", id="threads.next-step"),
        *(
            Binding(str(n), f"step({n})", f"Step {n} was seen, or not", show=False, id=f"threads.step-{n}")
            for n in range(1, 10)
        ),
        Binding("e", "evidence", "Link evidence, or unlink it", id="threads.evidence"),
        Binding("i", "item", "Go to an item that it crosses", id="threads.item"),
        Binding("c", "conformity", "End in conformity", id="threads.conformity"),
        Binding("f", "finding", "End in a finding", id="threads.finding"),
        Binding("x", "reopen", "Open it again", id="threads.reopen"),
        Binding("delete,D", "remove", "Remove the thread", id="threads.remove"),
        Binding("j", "page(3)", "Down in the page", id="threads.page-down"),
        Binding("k", "page(-3)", "Up in the page", id="threads.page-up"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._place = ""
        """A thread that the cursor goes to when the list is shown next."""

    def body(self) -> Iterable[Widget]:
        """Heading, table, page."""
        return listing(
            Static(id="heading", classes="listing-head"), Static(Content(NOTHING), classes="listing-nothing")
        )

    def on_mount(self) -> None:
        """Keys go to the table; few rows need no filter."""
        self.query_one(FilterLine).display = False
        self.query_one(RowTable).focus()

    def show(self) -> None:
        """Show the threads as they are now."""
        threads = rows.ordered(self.session.engagement.records)
        place, self._place = self._place, ""
        table = self.query_one(RowTable)
        table.fill(rows.COLUMNS, [rows.row_of(each, self.session.questionnaire) for each in threads], place=place)
        self.query_one("#heading", Static).update(self._heading(threads))
        self.set_class(not threads, "-empty")
        if threads and self.focused is None:
            table.focus()
        self._show_keys()

    def go_to(self, ident: str) -> None:
        """Show one thread."""
        self._place = ident
        self.show()

    def _heading(self, threads: Sequence[Thread]) -> Content:
        still = sum(thread.is_open for thread in threads)
        left = Content.assemble(("THREADS", "bold"), f" {len(threads)}" if threads else "")
        if not threads:
            return left
        right = Content.assemble(f"{still}", (" open · ", "$grey"), f"{len(threads) - still}", (" ended", "$grey"))
        width = self.query_one("#heading", Static).content_size.width or self.app.size.width - 4
        return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 3), right)

    def _show_keys(self) -> None:
        here = self._here
        keys = _OPEN if here is None or here.is_open else _ENDED
        if here is None:
            keys = _OPEN[-2:]
        elif here.is_open and not rows.steps_of(here, self.session.questionnaire):
            keys = (("Enter", "edit", "screen.edit"), *_OPEN[1:])
        self.query_one("#key-bar", KeyBar).show_keys(keys)

    @property
    def _here(self) -> Thread | None:
        return self.session.engagement.records.get(Thread, self.query_one(RowTable).here)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The thread in full, and what threads are."""
        here, questionnaire = self._here, self.session.questionnaire
        if here is None:
            return "Threads", [("", RULES)]
        records = self.session.engagement.records
        told = rows.about(here, questionnaire, records)
        ready = rows.ready_of(here, questionnaire)
        start = [("How to pick the case", [ready.start])] if ready else []
        way = rows.steps(here, questionnaire, whole=True)
        pages = [*way, *rows.linked(here, records), *rows.items(here, self.session.results.items)]
        return f"{here.id}: {here.title}", [*blocks(told[1:]), *start, *blocks(pages), ("Threads", RULES)]

    def action_new(self) -> None:
        """Begin a thread: one of the ready ones, or one of one's own."""
        from gapcheck.tui.dialogs.thread import ReadyThreadDialog

        self.app.push_screen(ReadyThreadDialog(self.session), self._begin)

    def _begin(self, chosen: str | None) -> None:
        from gapcheck.tui.dialogs.thread_forms import new_thread

        if chosen is not None:
            ready = next((r for r in self.session.questionnaire.on_site.threads if r.id == chosen), None)
            self._ask(new_thread(self.session, ready, self._begun))

    def _begun(self, ident: str) -> None:
        self._place = ident

    def action_edit(self) -> None:
        """Open the form of the thread."""
        from gapcheck.tui.dialogs.thread_forms import edit_thread

        if self._here is not None:
            self._ask(edit_thread(self.session, self._here))

    def action_pick_up(self) -> None:
        """Say what is to be seen next."""
        from gapcheck.tui.dialogs.thread_forms import pick_up

        here = self._still_open()
        if here is not None:
            self._ask(pick_up(self.session, here))

    def action_step(self, number: int) -> None:
        """Tick a step, or take its tick away; 0 is the first that was not seen."""
        here = self._still_open()
        if here is None:
            return
        known = len(rows.steps_of(here, self.session.questionnaire))
        number = number or rows.first_unseen(here, self.session.questionnaire)
        if 1 <= number <= known:
            self.do(ThreadChanged(id=here.id, seen=tuple(sorted({*here.seen} ^ {number}))))
        elif known and not number:
            self.gapcheck.show_message("Every step was seen: c ends it in conformity, f in a finding.")
        elif not known:
            self.gapcheck.show_message("A thread of your own has no steps to tick.")

    def action_evidence(self) -> None:
        """Link evidence of the register, or unlink a piece."""
        from gapcheck.tui.dialogs.type_ahead import FindDialog

        here, register = self._here, self.session.engagement.records.table(Evidence)
        if here is None:
            return
        if not register:
            self.gapcheck.show_message("There is no evidence in the register yet.")
            return
        pieces = sorted(register.values(), key=lambda piece: piece.id not in here.evidence)
        options = [(p.id, f"{'■' if p.id in here.evidence else '□'} {p.id}", p.title) for p in pieces]
        self.app.push_screen(FindDialog(f"Evidence of {here.id}", options), lambda ident: self._link(here, ident))

    def _link(self, thread: Thread, ident: str | None) -> None:
        if ident:
            kept = tuple(each for each in thread.evidence if each != ident)
            self.do(ThreadChanged(id=thread.id, evidence=kept if ident in thread.evidence else (*kept, ident)))

    def action_item(self) -> None:
        """Go to an item that the thread crosses; one of several is chosen."""
        known, here = self.session.questionnaire.by_id, self._here
        items = [ref for ref in (here.items if here else ()) if ref in known]
        if len(items) == 1:
            self.gapcheck.go_to_item(items[0])
        elif items:
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [(ref, f"{ref:<7} {known[ref].full_title}") for ref in items]
            self.app.push_screen(PickDialog("Which item?", options), self._gone_to)

    def action_conformity(self) -> None:
        """End the thread: something showed that all is well."""
        from gapcheck.tui.dialogs.thread_forms import end_in_conformity

        here = self._still_open()
        if here is not None:
            self._ask(end_in_conformity(self.session, here))

    def action_finding(self) -> None:
        """End the thread in a finding that is on record, or in a new one."""
        from gapcheck.tui.dialogs.type_ahead import FindDialog

        here = self._still_open()
        if here is None:
            return
        options = [(_NEW, "new", "a finding that starts with this thread")]
        for found in self.session.engagement.records.table(Finding).values():
            options.append((found.id, found.id, f"{label(found.type)}: {found.title or found.nature}"))
        if len(options) == 1:
            self._end_in(here, _NEW)
        else:
            dialog = FindDialog(f"{here.id} ends in which finding?", options)
            self.app.push_screen(dialog, lambda ident: self._end_in(here, ident))

    def _end_in(self, thread: Thread, ident: str | None) -> None:
        from gapcheck.tui.dialogs.finding import finding_dialog
        from gapcheck.tui.dialogs.thread_forms import origin_of

        if ident == _NEW:
            self._ask(finding_dialog(self.session, "", origin=origin_of(thread)))
        elif ident:
            self._place = thread.id
            self.do(ThreadChanged(id=thread.id, outcome="finding", finding=ident))

    def action_reopen(self) -> None:
        """Follow an ended thread again; what was concluded stays readable."""
        here = self._here
        if here is not None and not here.is_open and self.do(ThreadChanged(id=here.id, outcome="open", finding="")):
            self.gapcheck.show_message(f"{here.id} is open again.")

    def action_remove(self) -> None:
        """Take a thread away that nobody wants to follow; undo brings it back."""
        here = self._here
        if here is not None and self.do(ThreadRemoved(id=here.id)):
            self.gapcheck.show_message(f"{here.id} is removed; u brings it back.")

    def action_page(self, lines: int) -> None:
        """Move the page."""
        self.query_one(".listing-detail", VerticalScroll).scroll_relative(y=lines, animate=False)

    def _still_open(self) -> Thread | None:
        here = self._here
        if here is not None and not here.is_open:
            self.gapcheck.show_message(f"{here.id} has ended; x opens it again.")
            return None
        return here

    def _ask(self, dialog: Screen[bool]) -> None:
        self.app.push_screen(dialog, lambda _: self.show())

    def on_row_table_moved(self) -> None:
        """The page follows the cursor: the way beside what belongs to it, or before it where there is one column."""
        here, questionnaire = self._here, self.session.questionnaire
        first, second = self.query_one("#first", Sheet), self.query_one("#second", Sheet)
        if here is None:
            first.show([])
            second.show([])
        else:
            records = self.session.engagement.records
            way = rows.steps(here, questionnaire)
            rest = [*rows.linked(here, records), *rows.items(here, self.session.results.items)]
            beside = self.has_class("-three") and bool(way)
            head = rows.about(here, questionnaire, records)
            first.show([*head, *(rest if beside else way)])
            second.show(way if beside else rest)
            self.call_after_refresh(self._show_step, second if beside else first)
        self._show_keys()

    def _show_step(self, sheet: Sheet) -> None:
        """Let the first step that was not seen be in sight; a thread that has just begun is read from its head."""
        here, page, at = self._here, self.query_one(".listing-detail", VerticalScroll), 0
        if here is not None and here.seen and here.is_open:
            following = rows.first_unseen(here, self.session.questionnaire)
            start = rows.step_label(following, seen=False)
            told = str(sheet.content).split("\n")
            line = next((n for n, text in enumerate(told) if following and text.startswith(start)), 0)
            at = max(line + _STEP_LINES - page.size.height, 0)
        page.scroll_to(y=at, animate=False)

    def on_row_table_narrowed(self) -> None:
        """Other columns fit."""
        self.show()

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()
