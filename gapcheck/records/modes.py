"""What each type of engagement may show and offer.

Certification bodies may not advise on what they certify (ISO/IEC 17021-1, 5.2 and 9.4.5.3), so their modes hide
remediation and causes everywhere; stage 1 knows areas of concern, not grades (9.3.1.2.3).
"""

import msgspec

from gapcheck.records.vocabulary import EngagementType, FindingType


class Mode(msgspec.Struct, frozen=True, kw_only=True):
    """The consequences of an engagement's type."""

    audit: bool
    """Only a person's decisions count; proposals do not stand in for them."""
    shows_remediation: bool
    finding_types: tuple[FindingType, ...]
    """What may be recorded."""
    offered_findings: tuple[FindingType, ...]
    """What screens offer; consultancy modes offer no grades but keep those of earlier audits."""
    partial_is_final: bool
    """Whether "partial" may stand in a final document; an audit has to decide."""
    own_work_warning: bool


_CONSULTANCY = Mode(
    audit=False,
    shows_remediation=True,
    finding_types=("major", "minor", "nonconformity", "ofi", "strength"),
    offered_findings=("ofi", "strength"),
    partial_is_final=True,
    own_work_warning=False,
)
_INTERNAL = Mode(
    audit=True,
    shows_remediation=True,
    finding_types=("nonconformity", "major", "minor", "ofi", "strength"),
    offered_findings=("nonconformity", "major", "minor", "ofi", "strength"),
    partial_is_final=False,
    own_work_warning=True,
)
_STAGE1 = Mode(
    audit=True,
    shows_remediation=False,
    finding_types=("area_of_concern", "ofi"),
    offered_findings=("area_of_concern", "ofi"),
    partial_is_final=False,
    own_work_warning=True,
)
_CERTIFICATION = Mode(
    audit=True,
    shows_remediation=False,
    finding_types=("major", "minor", "ofi", "strength"),
    offered_findings=("major", "minor", "ofi", "strength"),
    partial_is_final=False,
    own_work_warning=True,
)

MODES: dict[EngagementType, Mode] = {
    "baseline": _CONSULTANCY,
    "gap_analysis": _CONSULTANCY,
    "readiness": _CONSULTANCY,
    "internal_audit": _INTERNAL,
    "supplier": _INTERNAL,
    "stage1": _STAGE1,
    "stage2": _CERTIFICATION,
    "surveillance": _CERTIFICATION,
    "recertification": _CERTIFICATION,
}
