"""What to do about it, and moments worth keeping."""

from typing import ClassVar

import msgspec

from gapcheck.questionnaire.model import Effort, Level
from gapcheck.records.base import Record
from gapcheck.records.vocabulary import ActionKind, ActionStatus, Blocking, Severity, Status


class Action(Record, frozen=True, kw_only=True):
    """One entry of the improvement backlog that a person wrote, or took over from a gap and edited."""

    TABLE: ClassVar[str] = "actions"

    id: str
    items: tuple[str, ...]
    text: str
    kind: ActionKind = "improvement"
    from_gap: bool = False
    """Taken over from the gap of its item: severity and blocking go on following the gap unless set."""
    finding: str = ""
    severity: Severity | None = None
    blocking: Blocking | None = None
    """Left out, it follows from the gates."""
    risk_level: int | None = None
    """A linked risk, 1 to 25."""
    risk: Level | None = None
    effort: Effort | None = None
    days: float | None = None
    owner_role: str = ""
    owner: str = ""
    due: str = ""
    status: ActionStatus = "open"
    done_when: str = ""
    evidence: tuple[str, ...] = ()
    closing_note: str = ""
    pinned: str = ""
    """Why a person put it at the top; empty when it is not pinned."""
    risk_accepted: bool = False
    """The risk owner accepts what remains until the action is done (6.1.3 f)."""

    @property
    def key(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.status in ("open", "in_progress")


class Snapshot(Record, frozen=True, kw_only=True):
    """The results at one moment, kept for comparison."""

    TABLE: ClassVar[str] = "snapshots"

    id: str
    label: str
    seq: int = 0
    """The last entry of the journal that it includes."""
    statuses: dict[str, Status] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.id
