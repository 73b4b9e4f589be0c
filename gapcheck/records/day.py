"""The day on site: who takes part, what is planned when, and the meetings."""

from typing import ClassVar, Literal

import msgspec

from gapcheck.records.answers import at_site
from gapcheck.records.base import Record

SlotKind = Literal["interview", "walkthrough", "meeting", "auditor_time", "break"]


class Participant(Record, frozen=True, kw_only=True):
    """Somebody of the audited organization."""

    TABLE: ClassVar[str] = "participants"

    id: str
    """Initials or a short name, as it is typed after an @."""
    name: str
    function: str = ""
    """What stands on the door."""
    roles: tuple[str, ...] = ()
    """Ids of the questionnaire's roles that this person can speak for."""
    site: str = ""

    @property
    def key(self) -> str:
        return self.id


class Slot(Record, frozen=True, kw_only=True):
    """One entry of the audit plan, and when it really took place."""

    TABLE: ClassVar[str] = "slots"

    id: str
    date: str
    """As year, month and day."""
    start: str
    """Planned, as hour and minute of the place."""
    end: str
    title: str
    kind: SlotKind = "interview"
    people: tuple[str, ...] = ()
    """Ids of participants, or names."""
    role: str = ""
    """Id of the role whose questions are asked."""
    items: tuple[str, ...] = ()
    place: str = ""
    site: str = ""
    began: str = ""
    """When it really began (ISO 8601 with offset)."""
    ended: str = ""
    carried_over: str = ""
    """What was left open, and when it is taken up again."""
    continues: str = ""
    """Id of the entry whose carried-over part this one takes up."""

    @property
    def key(self) -> str:
        return self.id

    @property
    def minutes(self) -> int:
        """Planned minutes; 0 where the times are none."""
        try:
            (h1, m1), (h2, m2) = (map(int, time.split(":")) for time in (self.start, self.end))
        except ValueError:
            return 0
        return max((h2 * 60 + m2) - (h1 * 60 + m1), 0)

    @property
    def is_carried_over(self) -> bool:
        """Whether something of it was left for later."""
        return bool(self.carried_over.strip())


class Meeting(Record, frozen=True, kw_only=True):
    """An opening, closing or feedback meeting: who was there, and which points were dealt with."""

    TABLE: ClassVar[str] = "meetings"

    kind: str
    """Id of the questionnaire's meeting."""
    date: str
    site: str = ""
    """Where several sites have a meeting of their own on one day."""
    present: tuple[str, ...] = ()
    """Ids of participants and team members, or names."""
    done: dict[str, str] = msgspec.field(default_factory=dict)
    """Points that were dealt with, each with a note that may be empty."""
    note: str = ""

    @property
    def key(self) -> str:
        return meeting_key(self.kind, self.date, self.site)


def meeting_key(kind: str, date: str, site: str = "") -> str:
    """The key of a meeting of one kind on one day, at one site or for all."""
    return at_site(f"{kind}@{date}", site)
