"""The day on site: what is on, what slips, what is left open, and what still has to be decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.on_site import MeetingPoint
from gapcheck.records.day import Slot
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread

State = Literal["waiting", "on", "late", "done", "carried"]


class SlotState(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the plan, and how it stands now."""

    slot: Slot
    used: int
    """Minutes since it began, or that it took; 0 before."""
    late: int
    """Minutes that it is over its end, or past its start without having begun; 0 when it is in time or put off."""

    @property
    def state(self) -> State:
        """Done once it ended; carried when it was put off; late while it slips."""
        if self.slot.ended:
            return "done"
        if self.slot.is_carried_over:
            return "carried"
        if self.late:
            return "late"
        return "on" if self.slot.began else "waiting"


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What is told at the end of a day, so that nothing surprises at the closing meeting."""

    day: str
    findings: tuple[Finding, ...]
    """Raised or changed on the day, and no strengths."""
    strengths: tuple[Finding, ...]
    threads: tuple[Thread, ...]
    """Still open."""
    notes: tuple[QuickNote, ...]
    """Not filed, or to be followed up."""
    slots: tuple[Slot, ...]
    """Of the day: not ended, or with something carried over."""
    undecided: tuple[ItemResult, ...]


def plan(material: Material, now: str, day: str = "") -> tuple[SlotState, ...]:
    """The plan, of one day or of all, in order of time, as it stands at `now` (ISO 8601 with offset)."""
    slots = [slot for slot in material.records.table(Slot).values() if not day or slot.date == day]
    return tuple(_state(slot, now) for slot in sorted(slots, key=_in_time))


def points(material: Material, meeting: str) -> tuple[MeetingPoint, ...]:
    """The points of a meeting for this type of engagement: grades only in audits, appeals only in certification."""
    mode = material.mode
    audiences = {"all"}
    if mode.audit:
        audiences |= {"audit"} if mode.shows_remediation else {"audit", "certification"}
    found = next((kept for kept in material.questionnaire.on_site.meetings if kept.id == meeting), None)
    return tuple(point for point in found.points if point.audience in audiences) if found else ()


def carry_over(material: Material, day: str = "") -> tuple[Slot, ...]:
    """What was planned and is still to be done, in order of time: carried over, or of a day before `day` and not ended.

    An entry that another one continues is taken up, and is not listed.
    """
    slots = material.records.table(Slot).values()
    taken_up = {slot.continues for slot in slots}
    left = [
        slot
        for slot in slots
        if slot.id not in taken_up and (slot.is_carried_over or (not slot.ended and slot.date < day))
    ]
    return tuple(sorted(left, key=_in_time))


def undecided(found: dict[str, ItemResult]) -> tuple[ItemResult, ...]:
    """Items that something is known of and nobody decided on, or that are to be looked at again."""
    return tuple(
        result
        for result in found.values()
        if result.choice != "excluded"
        and (result.look_again or (not result.decided and (result.answered or result.evidence or result.open_findings)))
    )


def feedback(material: Material, found: dict[str, ItemResult], day: str) -> Feedback:
    """The feedback of one day."""
    findings = [f for f in material.records.table(Finding).values() if day in (f.raised_at[:10], f.at[:10])]
    slots = sorted(material.records.table(Slot).values(), key=_in_time)
    return Feedback(
        day=day,
        findings=tuple(f for f in findings if f.type != "strength"),
        strengths=tuple(f for f in findings if f.type == "strength"),
        threads=tuple(t for t in material.records.table(Thread).values() if t.is_open),
        notes=tuple(n for n in material.records.table(QuickNote).values() if n.is_open),
        slots=tuple(s for s in slots if s.date == day and (not s.ended or s.is_carried_over)),
        undecided=undecided(found),
    )


def unfinished(material: Material, found: dict[str, ItemResult]) -> tuple[str, ...]:
    """What keeps a report from being final, a sentence each: nothing that was noted is forgotten."""
    records = material.records
    waiting = [result.item.id for result in undecided(found)] if material.mode.audit else []
    left = (
        ("quick note", "quick notes", "not filed or to follow up", _open(records.table(QuickNote))),
        ("thread", "threads", "open", _open(records.table(Thread))),
        ("sample", "samples", "with cases that were not looked at", _open(records.table(Sample))),
        ("plan entry", "plan entries", "carried over and not taken up", [s.id for s in carry_over(material)]),
        ("item", "items", "not decided", waiting),
    )
    return tuple(
        f"{len(ids)} {one if len(ids) == 1 else many} {how}: {', '.join(ids)}." for one, many, how, ids in left if ids
    )


def _open(table: Mapping[str, QuickNote] | Mapping[str, Thread] | Mapping[str, Sample]) -> list[str]:
    return [ident for ident, record in table.items() if record.is_open]


def _in_time(slot: Slot) -> tuple[str, str, str]:
    return slot.date, slot.start, slot.id


def _state(slot: Slot, now: str) -> SlotState:
    here = _moment(now)
    began, ended = _moment(slot.began), _moment(slot.ended)
    until = ended if slot.ended else here
    used = _minutes(began, until)
    if slot.ended or began:
        late = _minutes(_planned(slot, slot.end, began or ended), until)
    else:
        late = _minutes(_planned(slot, slot.start, here), here)
    return SlotState(slot=slot, used=used, late=0 if slot.is_carried_over else late)


def _moment(stamp: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _planned(slot: Slot, time: str, like: datetime | None) -> datetime | None:
    """A time of the plan is local: it has the offset of the moment that it is compared with."""
    try:
        planned = datetime.fromisoformat(f"{slot.date}T{time}:00")
    except ValueError:
        return None
    return planned.replace(tzinfo=like.tzinfo) if like else None


def _minutes(start: datetime | None, end: datetime | None) -> int:
    """Whole minutes from one moment to another; 0 where one is not known or they stand the wrong way round."""
    return max(int((end - start).total_seconds() // 60), 0) if start and end else 0
