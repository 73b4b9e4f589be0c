"""Which controls are needed, and why: the material of the Statement of Applicability (6.1.3 d)."""

from typing import ClassVar

from gapcheck.records.base import Record
from gapcheck.records.vocabulary import Applicable, Implementation, InclusionReason

BARE_REASONS = frozenset(
    {"required", "not required", "best practice", "not relevant", "n/a", "na", "n.a", "not applicable", "none", "-"}
)
"""Words that look like a reason and give none, without a full stop at their end."""


class Applicability(Record, frozen=True, kw_only=True):
    """The decision on one control."""

    TABLE: ClassVar[str] = "applicability"

    control: str
    applicable: Applicable = "undecided"
    reasons_in: tuple[InclusionReason, ...] = ()
    reason_text: str = ""
    risk_refs: tuple[str, ...] = ()
    reason_out: str = ""
    implementation: Implementation | None = None
    how: str = ""
    where_documented: str = ""
    owner: str = ""
    decided_by: str = ""
    review_by: str = ""

    @property
    def key(self) -> str:
        return self.control

    @property
    def excluded(self) -> bool:
        """Whether the control is left out for a reason that somebody stands for; else it counts as undecided."""
        return self.applicable == "no" and is_reason(self.reason_out) and bool(self.decided_by.strip())


def is_reason(text: str) -> bool:
    """Whether a justification says anything."""
    return text.strip().rstrip(".").casefold() not in BARE_REASONS | {""}
