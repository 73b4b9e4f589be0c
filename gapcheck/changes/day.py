"""The day on site: participants, the audit plan, and meetings."""

import re
from datetime import date

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.day import Meeting, Participant, Slot, SlotKind

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType
PREFIX = "P-"
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ID = re.compile(r"[^\s@#,;]+")


class ParticipantChanged(Change, frozen=True, kw_only=True, tag="participant"):
    """Somebody of the audited organization is named, or details of them change."""

    id: str
    name: Text = UNSET
    function: Text = UNSET
    roles: Texts = UNSET
    site: Text = UNSET

    def check(self, now: Situation) -> None:
        if not _ID.fullmatch(self.id):
            raise Refusal(f"{self.id!r} cannot stand after an @; use initials or a short name without blanks.")
        known = {role.id for role in now.questionnaire.roles}
        for role in () if self.roles is UNSET else self.roles:
            if role not in known:
                raise Refusal(f"There is no role {role!r} (known: {', '.join(sorted(known)) or 'none'}).")
        if self.site is not UNSET:
            now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        old = now.records.get(Participant, self.id)
        fields = said(self)
        if old is None:
            fields.setdefault("name", self.id)
        return [put(merged(old, Participant, fields))]

    def describe(self) -> str:
        return f"participant {self.id}"


class ParticipantRemoved(Change, frozen=True, kw_only=True, tag="remove_participant"):
    """Somebody takes no part any more; notes keep their name."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Participant, self.id) is None:
            raise Refusal(f"There is no participant {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Participant)[self.id])]

    def describe(self) -> str:
        return f"removal of participant {self.id}"


class SlotChanged(Change, frozen=True, kw_only=True, tag="slot"):
    """An entry of the audit plan is made, moved, begun or ended."""

    id: str
    date: Text = UNSET
    start: Text = UNSET
    end: Text = UNSET
    title: Text = UNSET
    kind: SlotKind | UnsetType = UNSET
    people: Texts = UNSET
    role: Text = UNSET
    items: Texts = UNSET
    place: Text = UNSET
    site: Text = UNSET
    began: Text = UNSET
    ended: Text = UNSET
    carried_over: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip():
            raise Refusal("An entry of the plan needs an id, such as P-1.")
        old = now.records.get(Slot, self.id)
        if old is None and UNSET in (self.date, self.start, self.end, self.title):
            raise Refusal(f"{self.id} needs a date, a start, an end and a title.")
        slot = merged(old, Slot, said(self))
        if not _is_day(slot.date):
            raise Refusal(f"{self.id}: {slot.date!r} is no day; write it as year-month-day, such as 2026-11-30.")
        for time in (slot.start, slot.end):
            if not _TIME.fullmatch(time):
                raise Refusal(f"{self.id}: {time!r} is no time; write hour and minute, such as 09:30.")
        if slot.end <= slot.start:
            raise Refusal(f"{self.id} ends at {slot.end}, before it begins at {slot.start}.")
        if not slot.title.strip():
            raise Refusal(f"{self.id} needs a title.")
        for ref in slot.items:
            now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        return [put(merged(now.records.get(Slot, self.id), Slot, said(self)))]

    def describe(self) -> str:
        return f"plan entry {self.id}"


class SlotRemoved(Change, frozen=True, kw_only=True, tag="remove_slot"):
    """An entry is taken out of the plan."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Slot, self.id) is None:
            raise Refusal(f"There is no entry {self.id!r} in the plan.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Slot)[self.id])]

    def describe(self) -> str:
        return f"removal of plan entry {self.id}"


class MeetingHeld(Change, frozen=True, kw_only=True, tag="meeting"):
    """Something about a meeting: who is there, and which points were dealt with (added to those before)."""

    kind: str
    date: str
    present: Texts = UNSET
    done: dict[str, str] = msgspec.field(default_factory=dict)
    undone: tuple[str, ...] = ()
    """Points that were ticked by mistake."""
    note: Text = UNSET

    def check(self, now: Situation) -> None:
        meetings = {meeting.id: meeting for meeting in now.questionnaire.on_site.meetings}
        if self.kind not in meetings:
            raise Refusal(f"There is no meeting {self.kind!r} (known: {', '.join(meetings) or 'none'}).")
        if not _is_day(self.date):
            raise Refusal(f"{self.date!r} is no day; write it as year-month-day, such as 2026-11-30.")
        points = {point.id for point in meetings[self.kind].points}
        for point in (*self.done, *self.undone):
            if point not in points:
                raise Refusal(f"The {self.kind} meeting has no point {point!r}.")

    def effect(self, now: Situation) -> list[Write]:
        old = now.records.get(Meeting, f"{self.kind}@{self.date}") or Meeting(kind=self.kind, date=self.date)
        done = {point: note for point, note in {**old.done, **self.done}.items() if point not in self.undone}
        return [put(merged(old, Meeting, {**said(self, "done", "undone"), "done": done}))]

    def describe(self) -> str:
        return f"{self.kind} meeting"


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
