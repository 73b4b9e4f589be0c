"""Changes of the day on site in few words."""

from typing import Any

from gapcheck.changes.day import MeetingHeld, SlotChanged
from gapcheck.changes.notes import QuickNoteFiled, QuickNoteTaken
from gapcheck.changes.samples import CaseSeen, SampleChanged
from gapcheck.changes.threads import ThreadChanged
from gapcheck.records.samples import Case

DAY = "2026-11-30"


def take(text: str, **fields: Any) -> QuickNoteTaken:
    return QuickNoteTaken(text=text, **fields)


def file_note(ident: str, **fields: Any) -> QuickNoteFiled:
    return QuickNoteFiled(id=ident, **fields)


def thread(ident: str, **fields: Any) -> ThreadChanged:
    return ThreadChanged(id=ident, **fields)


def sample(ident: str, *cases: str, **fields: Any) -> SampleChanged:
    """A sample; without cases those it has stay."""
    given = {"cases": tuple(Case(id=case) for case in cases)} if cases else {}
    return SampleChanged(id=ident, **given, **fields)


def seen(ident: str, case: str, result: Any = "ok", **fields: Any) -> CaseSeen:
    return CaseSeen(sample=ident, id=case, result=result, **fields)


def slot(ident: str, start: str = "09:30", end: str = "10:15", **fields: Any) -> SlotChanged:
    return SlotChanged(id=ident, **{"date": DAY, "start": start, "end": end, "title": "IT operations", **fields})


def meeting(**fields: Any) -> MeetingHeld:
    return MeetingHeld(kind="opening", date=DAY, **fields)
