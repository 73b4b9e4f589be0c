"""The day on site: participants, the audit plan, and meetings."""

import datetime
import re

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, check_id, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.day import Meeting, Participant, Slot, SlotKind, meeting_key
from gapcheck.records.notes import marks_of

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType
PREFIX = "P-"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class ParticipantChanged(Change, frozen=True, kw_only=True, tag="participant"):
    """Somebody of the audited organization is named, or details of them change."""

    id: str
    name: Text = UNSET
    function: Text = UNSET
    roles: Texts = UNSET
    site: Text = UNSET

    def check(self, now: Situation) -> None:
        if marks_of(f"@{self.id}").people != (self.id,):
            raise Refusal(f"{self.id!r} cannot stand after an @; use initials or a short name without blanks.")
        if self.name is not UNSET and not self.name.strip():
            raise Refusal(f"{self.id} needs a name; left out, it is the id.")
        for role in () if self.roles is UNSET else self.roles:
            _check_role(role, now)
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
    continues: Text = UNSET

    def check(self, now: Situation) -> None:
        check_id(self.id, "P-001")
        old = now.records.get(Slot, self.id)
        if old is None and UNSET in (self.date, self.start, self.end, self.title):
            raise Refusal(f"{self.id} needs a date, a start, an end and a title.")
        slot = merged(old, Slot, said(self))
        if not slot.title.strip():
            raise Refusal(f"{self.id} needs a title.")
        _check_times(slot)
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if self.role is not UNSET and self.role:
            _check_role(self.role, now)
        if self.site is not UNSET:
            now.check_site(self.site)
        others = {ident for ident in now.records.table(Slot) if ident != self.id}
        if self.continues is not UNSET and self.continues and self.continues not in others:
            raise Refusal(f"{self.id} cannot continue {self.continues!r}: there is no other entry with that id.")

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
    site: str = ""
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
        now.check_site(self.site)
        points = {point.id for point in meetings[self.kind].points}
        for point in (*self.done, *self.undone):
            if point not in points:
                raise Refusal(f"The {self.kind} meeting has no point {point!r}.")

    def effect(self, now: Situation) -> list[Write]:
        old = now.records.get(Meeting, meeting_key(self.kind, self.date, self.site))
        before = old.done if old else {}
        fields = said(self, "undone")
        fields["done"] = {p: note for p, note in {**before, **self.done}.items() if p not in self.undone}
        if self.present is not UNSET:
            fields["present"] = tuple(dict.fromkeys(self.present))
        return [put(merged(old, Meeting, fields))]

    def describe(self) -> str:
        return f"{self.kind} meeting"


def _check_role(role: str, now: Situation) -> None:
    known = sorted(known.id for known in now.questionnaire.roles)
    if role not in known:
        raise Refusal(f"There is no role {role!r} (known: {', '.join(known) or 'none'}).")


def _check_times(slot: Slot) -> None:
    if not _is_day(slot.date):
        raise Refusal(f"{slot.id}: {slot.date!r} is no day; write it as year-month-day, such as 2026-11-30.")
    for time in (slot.start, slot.end):
        if not _TIME.fullmatch(time):
            raise Refusal(f"{slot.id}: {time!r} is no time; write hour and minute, such as 09:30.")
    if slot.end <= slot.start:
        raise Refusal(
            f"{slot.id} begins at {slot.start} and ends at {slot.end}; the end has to come later. "
            "What goes on past midnight is two entries."
        )
    began, ended = (_moment(slot, stamp) for stamp in (slot.began, slot.ended))
    if began and ended and ended < began:
        raise Refusal(f"{slot.id} ended at {slot.ended}, before it began at {slot.began}.")


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _moment(slot: Slot, stamp: str) -> datetime.datetime | None:
    if not stamp:
        return None
    try:
        found = datetime.datetime.fromisoformat(stamp)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refusal(
            f"{slot.id}: {stamp!r} is no moment; write it with its offset, such as 2026-11-30T09:30:00+01:00."
        )
    return found
