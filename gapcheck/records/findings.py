"""What an audit concludes on one point."""

from typing import ClassVar

import msgspec

from gapcheck.questionnaire.first_day import YesNo
from gapcheck.records.base import Record
from gapcheck.records.vocabulary import FINDING_CLOSED, Agreement, FindingStatus, FindingType


class Finding(Record, frozen=True, kw_only=True):
    """Requirement, evidence and nature, kept apart; the grade is the person's, with its rationale."""

    TABLE: ClassVar[str] = "findings"

    id: str
    type: FindingType
    items: tuple[str, ...]
    title: str = ""
    requirement: str = ""
    evidence: tuple[str, ...] = ()
    nature: str = ""
    site: str = ""
    process: str = ""
    effect: str = ""
    grading: dict[str, YesNo] = msgspec.field(default_factory=dict)
    """What a person answered to the questions that help to grade; nothing is concluded from them."""
    grading_rationale: str = ""
    repeat_of: str = ""
    agreed: Agreement = "pending"
    auditee_comment: str = ""
    correction: str = ""
    extent_check: str = ""
    root_causes: tuple[str, ...] = ()
    corrective_actions: tuple[str, ...] = ()
    due_plan: str = ""
    due_done: str = ""
    verification: str = ""
    effectiveness: str = ""
    source: str = ""
    """Where a finding comes from when this engagement did not raise it."""
    status: FindingStatus = "draft"
    issued_incomplete: str = ""
    """Why it was issued although something was still missing."""
    raised_at: str = ""
    """When it was drafted first (ISO 8601 with offset); `at` moves on with each change."""
    raised_by: str = ""
    """Who drafted it; `by` moves on with each change."""

    @property
    def key(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """Whether its action has not been verified yet; strengths are never open."""
        return self.type != "strength" and self.status not in FINDING_CLOSED
