"""The day on site: the plan by time, the meetings with their points, what is told at the end, what is undecided."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.analysis.day import SlotState
from gapcheck.changes.day import MeetingHeld, SlotChanged, SlotRemoved
from gapcheck.questionnaire.on_site import MeetingPoint
from gapcheck.records.day import Slot
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.press import PressStatic
from gapcheck.tui.screens import day_head as head
from gapcheck.tui.screens.day_keys import BINDINGS, KEYS, MEETINGS, TABS
from gapcheck.tui.screens.day_shown import Shown
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import KeyBar
from gapcheck.tui.widgets.line import Keep, Line
from gapcheck.tui.widgets.listing import listing
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Sheet, blocks

if TYPE_CHECKING:
    from gapcheck.tui.screens.interviews_rows import Talk

MINUTE = 60.0
"""Seconds after which the clock is looked at again."""


class DayScreen(ViewScreen):
    """Five tabs on one day, today at first."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/day.tcss"]
    NAME = "day"
    KEYS = KEYS["plan"]
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.listed = "plan"
        self.day = ""
        """The day that is shown; empty until the screen has a clock."""
        self._places: dict[str, str] = {}
        """Where the cursor was on each tab."""
        self._place = ""
        """Where it is to go next."""
        self._shown = Shown(session, "plan", "", "")
        self._read = ("", "", "")
        """What the page tells of; it begins at its top when that is something else."""

    def body(self) -> Iterable[Widget]:
        """Tabs and clock, the rows, the pages, a line to type into."""
        yield from listing(
            PressStatic(id="day-head", classes="listing-head"), Static(id="nothing", classes="listing-nothing")
        )
        yield Line()

    def on_mount(self) -> None:
        """Keys go to the table; once a minute the clock is looked at."""
        self.query_one(FilterLine).display = False
        self.query_one(RowTable).focus()
        self.set_interval(MINUTE, self._tick)

    def _tick(self) -> None:
        if self.is_mounted and self.is_current:
            self.show()

    def show(self) -> None:
        """Show the tab that is chosen, as it is now."""
        begins = not self.day
        self.day = self.day or self.gapcheck.clock()[:10]
        shown = self._shown = self._looked()
        place, self._place = self._place or (shown.first_place() if begins else ""), ""
        table = self.query_one(RowTable)
        table.fill(shown.columns, shown.rows(), place=place)
        empty = not table.keys
        self.query_one("#day-head", Static).update(Fitted(shown.head().at))
        self.query_one("#nothing", Static).update(Content(shown.nothing() if empty else ""))
        self.set_class(empty and self.listed != "feedback", "-empty")
        for name, _ in TABS:
            self.set_class(self.listed == name, f"-{name}")
        self.query_one("#key-bar", KeyBar).show_keys(KEYS["empty" if empty and self.listed == "plan" else self.listed])
        if not empty and self.focused is None:
            table.focus()

    def _looked(self) -> Shown:
        return Shown(self.session, self.listed, self.day, self.gapcheck.clock())

    # --- what is under the cursor

    @property
    def _here(self) -> str:
        return self.query_one(RowTable).here

    @property
    def _state(self) -> SlotState | None:
        return self._shown.states.get(self._here) if self.listed == "plan" else None

    @property
    def _point(self) -> MeetingPoint | None:
        return self._shown.points.get(self._here) if self.listed in MEETINGS else None

    def _show_page(self) -> None:
        first, second = self._shown.pages(self._here)
        self.query_one("#first", Sheet).show(first)
        self.query_one("#second", Sheet).show(second)
        read = (self.listed, self.day, self._here if self.listed != "feedback" else "")
        if read != self._read:
            self._read = read
            self.query_one(".listing-detail").scroll_home(animate=False)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What is under the cursor in full, and the rules of the tab."""
        shown = self._shown
        first, second = shown.pages(self._here)
        rules = {"plan": head.PLAN_RULES, "undecided": head.UNDECIDED_RULES}.get(self.listed, head.MEETING_RULES)
        title = shown.ready.title if shown.ready else dict(TABS)[self.listed]
        told = [*(blocks(first) if first else []), *(blocks(second) if second else [])]
        return f"{title}, {self.day}", [*told, (title, rules)]

    # --- other days, other tabs

    def action_tab(self, number: int) -> None:
        """Show another tab; each keeps its place."""
        self._places[self.listed] = self._here
        self.listed = TABS[number - 1][0]
        self._place = self._places.get(self.listed) or self._looked().first_place()
        self.show()

    def action_day(self, step: int) -> None:
        """Show the day after, or the one before."""
        try:
            self.day = (date.fromisoformat(self.day) + timedelta(days=step)).isoformat()
        except (ValueError, OverflowError):
            self.day = self.gapcheck.clock()[:10]
        self._place = self._looked().first_place()
        self.show()

    def action_today(self) -> None:
        """Back to today, at what is on or comes next."""
        self.day = ""
        self.show()

    def action_page(self, step: int) -> None:
        """A screenful down or up: of the page where it is what one reads, of the rows elsewhere."""
        if self.listed in ("plan", "feedback"):
            page = self.query_one(".listing-detail")
            page.scroll_relative(y=step * max(page.size.height - 2, 1), animate=False)
        else:
            self.query_one(RowTable).action_page(step)

    # --- the plan

    def action_begin(self) -> None:
        """Begin the entry or end it, stamped with the clock; in a meeting, tick the point or take the tick back."""
        if self.listed in MEETINGS:
            self._tick_point()
            return
        state = self._state
        if state is None:
            return
        slot, now = state.slot, self.gapcheck.clock()
        if slot.ended:
            self.gapcheck.show_message(f"{slot.id} ended at {slot.ended[11:16]}. Enter mends its times.")
        elif slot.began:
            if self.do(SlotChanged(id=slot.id, ended=now)):
                self._let_go(slot)
        elif self.do(SlotChanged(id=slot.id, began=now)):
            place = slot.place or self.session.here.get("place", "")
            self.session.now_at(person=", ".join(slot.people), place=place)
            self._offer_interview(slot)

    def _let_go(self, slot: Slot) -> None:
        """One no longer speaks with the people of an entry that ended."""
        here = self.session.here
        if here.get("person") in {", ".join(slot.people), *slot.people, *(talk.stamp for talk in self._talks(slot))}:
            self.session.now_at(person="", place=here.get("place", ""))

    def _offer_interview(self, slot: Slot) -> None:
        """Offer the interview of an entry that began; Esc stays with the plan."""
        talks = self._talks(slot)
        if talks and slot.kind in ("interview", "walkthrough"):
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [*((talk.key, f"Interview: {talk.name}") for talk in talks), ("", "Stay with the plan")]
            self.app.push_screen(PickDialog(f"Begun: {slot.title}", options, talks[0].key), self._open_talk)

    def _talks(self, slot: Slot) -> list["Talk"]:
        """The interviews that an entry leads to."""
        from gapcheck.tui.screens.interviews_rows import talks_of

        return talks_of(self.session.results.material, slot, self.session.site)

    def action_interview(self) -> None:
        """Open the interview of the entry under the cursor; one of several is chosen."""
        state = self._state
        if state is None:
            return
        talks = self._talks(state.slot)
        if len(talks) == 1:
            self._open_talk(talks[0].key)
        elif talks:
            from gapcheck.tui.dialogs.pick import PickDialog

            self.app.push_screen(
                PickDialog("Which interview?", [(talk.key, talk.name) for talk in talks]), self._open_talk
            )
        else:
            self.gapcheck.show_message(f"{state.slot.id} names nobody to talk to; Enter adds people or a role.")

    def _open_talk(self, key: str | None) -> None:
        from gapcheck.tui.screens.interviews import InterviewsScreen

        if key:
            screen = self.gapcheck.show_view("interviews")
            if isinstance(screen, InterviewsScreen):
                screen.call_after_refresh(screen.open_talk, key)

    def action_new(self) -> None:
        """A new entry on this day."""
        from gapcheck.tui.dialogs.slot import new_slot

        if self.listed == "plan":
            self._ask(new_slot(self.session, self.day, self._made))

    def action_take_up(self) -> None:
        """A new entry that takes up what another one left; one of several is chosen."""
        from gapcheck.tui.dialogs.pick import PickDialog
        from gapcheck.tui.dialogs.slot import new_slot

        left = {slot.id: slot for slot in self._shown.left}
        if self.listed != "plan":
            return
        if not left:
            self.gapcheck.show_message("Nothing was carried over that is still to be done.")
            return

        def chosen(ident: str | None) -> None:
            if ident:
                self._ask(new_slot(self.session, self.day, self._made, continues=left[ident]))

        if len(left) == 1:
            chosen(next(iter(left)))
        else:
            options = [
                (slot.id, " · ".join(filter(None, (slot.id, slot.title, slot.carried_over)))) for slot in left.values()
            ]
            self.app.push_screen(PickDialog("Take up what?", options), chosen)

    def _made(self, ident: str) -> None:
        self._place = ident

    def action_edit(self) -> None:
        """Edit the entry; in a meeting a note on the point; from what is undecided to the item."""
        from gapcheck.tui.dialogs.slot import edit_slot

        if self.listed == "undecided":
            if self._here:
                self.gapcheck.go_to_item(self._here)
        elif self._state is not None:
            self._ask(edit_slot(self.session, self._state.slot))
        elif self._point is not None:
            self._note_point(self._point)

    def action_carry(self) -> None:
        """Write down what is left for later, and when it goes on."""
        state = self._state
        if state is None:
            return
        slot = state.slot

        def keep(text: str) -> bool:
            return self.do(SlotChanged(id=slot.id, carried_over=text.strip()))

        self._line("What is left, and when?", slot.carried_over, keep)

    def action_remove(self) -> None:
        """Take the entry out of the plan; u brings it back."""
        state = self._state
        if state is not None and self.do(SlotRemoved(id=state.slot.id)):
            self.gapcheck.show_message(f"{state.slot.title} is out of the plan. u brings it back.")

    def action_propose(self) -> None:
        """Offer a day as it usually goes, where nothing is planned."""
        from gapcheck.tui.dialogs.slot import propose_day

        if self.listed != "plan":
            return
        if self._shown.states:
            self.gapcheck.show_message("This day has a plan already. ← → lead to an empty one.")
        else:
            self._ask(propose_day(self.session, self.day))

    # --- the meetings

    def _tick_point(self) -> None:
        point, held = self._point, self._shown.held()
        if point is None:
            return
        ticked = held is not None and point.id in held.done
        note = held.done[point.id] if held and ticked else ""
        if not self._hold(point.id, ticked=not ticked):
            return
        if note:
            self.gapcheck.show_message("The note went with the tick. u brings both back.")
        elif not ticked:
            self.query_one(RowTable).action_cursor_down()

    def _hold(self, point: str, *, ticked: bool, note: str = "") -> bool:
        done, undone = ({point: note}, ()) if ticked else ({}, (point,))
        return self.do(MeetingHeld(kind=self.listed, date=self.day, site=self.session.site, done=done, undone=undone))

    def _note_point(self, point: MeetingPoint) -> None:
        held = self._shown.held()
        note = held.done.get(point.id, "") if held else ""
        meeting = MeetingHeld(kind=self.listed, date=self.day, site=self.session.site)

        def keep(text: str) -> bool:
            return self.do(msgspec.structs.replace(meeting, done={point.id: text}))

        self._line("Note:", note, keep)

    def action_attendance(self) -> None:
        """Tick who is at the meeting."""
        from gapcheck.tui.dialogs.meeting import attendance

        ready = self._shown.ready
        if ready is not None:
            self._ask(attendance(self.session, ready.id, ready.title, self.day))

    def _line(self, prompt: str, value: str, keep: Keep) -> None:
        self.query_one(Line).ask(prompt, value, keep, self._to_rows)

    def _to_rows(self) -> None:
        self.query_one(RowTable).focus()

    def _ask(self, dialog: Screen[bool]) -> None:
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
