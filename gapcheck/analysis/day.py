"""The day on site: what is on, what slips, what is left open, and what still has to be decided."""

from datetime import datetime

import msgspec

from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.records.day import Slot
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Thread


class SlotState(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the plan, and how it stands now."""

    slot: Slot
    used: int
    """Minutes since it began, or that it took; 0 before."""
    late: int
    """Minutes that it is over its end, or past its start without having begun; 0 when it is in time."""

    @property
    def state(self) -> str:
        """done, on, waiting or late."""
        if self.slot.ended:
            return "done"
        if self.slot.began:
            return "late" if self.late else "on"
        return "late" if self.late else "waiting"


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What is told at the end of a day, so that nothing surprises at the closing meeting."""

    day: str
    findings: tuple[Finding, ...]
    strengths: tuple[Finding, ...]
    threads: tuple[Thread, ...]
    """Still open."""
    notes: tuple[QuickNote, ...]
    """Not filed, or to be followed up."""
    slots: tuple[Slot, ...]
    """Not ended, or with something carried over."""
    undecided: tuple[ItemResult, ...]


def plan(material: Material, now: str, day: str = "") -> tuple[SlotState, ...]:
    """The plan, of one day or of all, in order of time, as it stands at `now` (ISO 8601 with offset)."""
    slots = [slot for slot in material.records.table(Slot).values() if not day or slot.date == day]
    return tuple(_state(slot, now) for slot in sorted(slots, key=lambda s: (s.date, s.start, s.id)))


def undecided(found: dict[str, ItemResult]) -> tuple[ItemResult, ...]:
    """Items that something is known of and nobody decided on, or that are to be looked at again."""
    return tuple(
        result
        for result in found.values()
        if result.choice != "excluded"
        and (result.look_again or (not result.decided and (result.answered or result.evidence)))
    )


def feedback(material: Material, found: dict[str, ItemResult], day: str) -> Feedback:
    """The feedback of one day."""
    findings = [f for f in material.records.table(Finding).values() if f.at[:10] == day]
    slots = material.records.table(Slot).values()
    return Feedback(
        day=day,
        findings=tuple(f for f in findings if f.type != "strength"),
        strengths=tuple(f for f in findings if f.type == "strength"),
        threads=tuple(t for t in material.records.table(Thread).values() if t.is_open),
        notes=tuple(n for n in material.records.table(QuickNote).values() if n.is_open),
        slots=tuple(s for s in slots if s.date == day and (not s.ended or s.carried_over)),
        undecided=undecided(found),
    )


def unfinished(material: Material, found: dict[str, ItemResult]) -> tuple[str, ...]:
    """What keeps a report from being final, a sentence each: nothing that was noted is forgotten."""
    notes = [note.id for note in material.records.table(QuickNote).values() if note.is_open]
    threads = [thread.id for thread in material.records.table(Thread).values() if thread.is_open]
    reasons = []
    if notes:
        reasons.append(f"{_count(len(notes), 'quick note')} not filed or to follow up: {', '.join(notes)}.")
    if threads:
        reasons.append(f"{_count(len(threads), 'thread')} open: {', '.join(threads)}.")
    if material.mode.audit:
        waiting = [result.item.id for result in undecided(found)]
        if waiting:
            reasons.append(f"{_count(len(waiting), 'item')} not decided: {', '.join(waiting)}.")
    return tuple(reasons)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _state(slot: Slot, now: str) -> SlotState:
    here = _moment(now)
    began, ended = _moment(slot.began), _moment(slot.ended)
    end = _planned(slot, slot.end, began or here)
    start = _planned(slot, slot.start, here)
    used = _minutes(began, ended or here) if began else 0
    late = max(_minutes(end, ended) if ended else _minutes(end if began else start, here), 0)
    return SlotState(slot=slot, used=max(used, 0), late=late)


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
    return int((end - start).total_seconds() // 60) if start and end else 0
