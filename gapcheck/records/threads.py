"""Lines of enquiry: parked in an interview, picked up again from anywhere, ended in conformity or in a finding."""

from typing import ClassVar, Literal

from gapcheck.records.base import Record

Outcome = Literal["open", "conformity", "finding"]


class Thread(Record, frozen=True, kw_only=True):
    """One line of enquiry (auditors say audit trail) with the items that it crosses."""

    TABLE: ClassVar[str] = "threads"

    id: str
    title: str
    ready: str = ""
    """Id of the ready thread that it follows."""
    case: str = ""
    """The one case that was picked, such as a ticket or initials."""
    why_parked: str = ""
    next_to_see: str = ""
    waiting_for: str = ""
    """Who brings it, and by when."""
    items: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Ids of quick notes."""
    seen: tuple[int, ...] = ()
    """Steps of the ready thread that were seen, counted from 1."""
    site: str = ""
    outcome: Outcome = "open"
    finding: str = ""
    """Id of the finding that it ended in."""
    conclusion: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be followed."""
        return self.outcome == "open"

    @property
    def is_shown(self) -> bool:
        """Whether something is named that showed conformity."""
        return bool(self.conclusion.strip() or self.evidence)
