"""What a tab of the day shows at one moment: its rows, its pages, its counts, where its cursor begins."""

from collections.abc import Sequence
from functools import cached_property

from gapcheck.analysis.day import SlotState, carry_over, feedback, plan, points, undecided
from gapcheck.analysis.items import ItemResult
from gapcheck.questionnaire.on_site import Meeting as ReadyMeeting
from gapcheck.questionnaire.on_site import MeetingPoint
from gapcheck.records.about import Site
from gapcheck.records.day import Meeting, Slot, meeting_key
from gapcheck.tui.screens import day_head as head
from gapcheck.tui.screens import day_rows as rows
from gapcheck.tui.screens.day_keys import MEETINGS, TABS
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_table import Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = {"plan": rows.PLAN, "undecided": rows.UNDECIDED}
"""By tab; the others are points of meetings."""


class Shown:
    """One tab on one day, as it stands at `now`."""

    def __init__(self, session: Session, listed: str, day: str, now: str) -> None:
        self.listed = listed
        self.day = day
        self.now = now
        self._session = session
        self._records = session.engagement.records
        self._material = session.results.material

    @property
    def today(self) -> str:
        """The day that it is now."""
        return self.now[:10]

    @cached_property
    def states(self) -> dict[str, SlotState]:
        """The plan of the day, by id, in order of time."""
        return {each.slot.id: each for each in plan(self._material, self.now, self.day)}

    @cached_property
    def undecided(self) -> tuple[ItemResult, ...]:
        """What waits for a decision, whatever the day."""
        return undecided(self._session.results.items)

    @cached_property
    def points(self) -> dict[str, MeetingPoint]:
        """The points of the meeting, by id; none where the tab is no meeting."""
        return {point.id: point for point in points(self._material, self.listed)}

    @cached_property
    def left(self) -> list[Slot]:
        """What was planned and is still to be done; nobody catches up on a break."""
        return [slot for slot in carry_over(self._material, self.day) if slot.kind != "break" or slot.is_carried_over]

    @property
    def ready(self) -> ReadyMeeting | None:
        """The meeting of the tab."""
        return next((m for m in self._session.questionnaire.on_site.meetings if m.id == self.listed), None)

    def held(self, listed: str = "") -> Meeting | None:
        """What was recorded of a meeting on the day, for the site that is chosen."""
        return self._records.get(Meeting, meeting_key(listed or self.listed, self.day, self._session.site))

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the tab."""
        return COLUMNS.get(self.listed, rows.POINTS)

    def rows(self) -> list[Row]:
        """The rows of the tab."""
        if self.listed == "plan":
            return rows.plan_rows(list(self.states.values()), self.today)
        if self.listed == "undecided":
            return rows.undecided_rows(self.undecided)
        return rows.point_rows(list(self.points.values()), self.held())

    def first_place(self) -> str:
        """Where the tab begins: at what is on or comes next, or at the first point that was not dealt with."""
        if self.listed == "plan":
            coming = [each.slot for each in self.states.values() if not each.slot.ended]
            coming.sort(key=lambda slot: (not slot.began, slot.kind == "break"))
            return coming[0].id if coming else ""
        if self.listed == "undecided":
            return self.undecided[0].item.id if self.undecided else ""
        held = self.held()
        waiting = [ident for ident in self.points if held is None or ident not in held.done]
        return next(iter(waiting or self.points), "")

    def pages(self, here: str) -> tuple[list[Line], list[Line]]:
        """The page on the row under the cursor, and the one beside it."""
        if self.listed == "undecided":
            result = self._session.results.items.get(here)
            return rows.undecided_page(result) if result else ([], [])
        if self.listed in ("plan", "feedback"):
            told = feedback(self._material, self._session.results.items, self.day)
            if self.listed == "feedback":
                return rows.feedback_pages(told)
            state = self.states.get(here)
            page = rows.slot_page(state, self._records, self._session.questionnaire, self.today) if state else []
            return page, rows.beside(list(self.states.values()), self.left, told, self.today)
        held = self.held()
        return rows.point_page(self.points[here], held) if here in self.points else [], self._attendance(held)

    def _attendance(self, held: Meeting | None) -> list[Line]:
        from gapcheck.tui.dialogs.meeting import who

        names = who(self._records, held.present) if held else []
        here = [Line(name, label="·", indent=2) for name in names]
        title = heading(f"Present {len(names)}" if names else "Present")
        return [title, *(here or [Line("t writes down who is here.", style="$grey")])]

    def nothing(self) -> str:
        """What is said where there are no rows."""
        if self.listed != "plan":
            return head.NO_ITEMS if self.listed == "undecided" else head.NO_POINTS
        days = sorted({slot.date for slot in self._records.table(Slot).values()})
        return f"{head.NO_PLAN}\n\nPlanned: {', '.join(days)}." if days else head.NO_PLAN

    def head(self) -> head.Head:
        """The two lines above."""
        return head.Head(
            listed=self.listed,
            counts={name: self._count(name) for name, _ in TABS},
            day=self.day,
            today=self.today,
            clock=self.now[11:16],
            about=self._about(),
        )

    def _count(self, name: str) -> str:
        if name == "plan":
            done = sum(each.state == "done" for each in self.states.values())
            return f"{done}/{len(self.states)}" if self.states else ""
        if name == "undecided":
            return str(len(self.undecided) or "")
        held, given = self.held(name), points(self._material, name)
        ticked = sum(point.id in held.done for point in given) if held else 0
        return f"{ticked}/{len(given)}" if ticked else ""

    def _about(self) -> str:
        """What matters on this tab, in a few words."""
        if self.listed == "plan":
            late = sum(map(rows.slips, self.states.values()))
            return f"{late} late" if late else ""
        return " · ".join(self._about_meeting()) if self.listed in MEETINGS else ""

    def _about_meeting(self) -> list[str]:
        ready, held = self.ready, self.held()
        parts = [f"{ready.minutes:g} min planned"] if ready else []
        meetings = [each for each in self.states.values() if each.slot.kind == "meeting"]
        parts += [f"{each.used} min on" for each in meetings if each.slot.began and not each.slot.ended][:1]
        parts += [f"{len(held.present)} present"] if held and held.present else []
        if held is None and self.listed != "feedback":
            days = sorted({m.date for m in self._records.table(Meeting).values() if m.kind == self.listed})
            parts += [f"held {', '.join(days)}"] if days else []
        site = self._records.get(Site, self._session.site) if self._session.site else None
        return [*parts, site.name] if site else parts
