"""The house method: weights and thresholds that no standard sets.

They are stored with the engagement and shown beside every result that uses them.
"""

import msgspec

MOST = 1_000_000
"""The largest number that a setting may be."""


class HouseMethod(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of one engagement. Shares are 0 to 1, points add up to 100, days are working days."""

    weight_severity: float = 40
    weight_blocking: float = 30
    weight_risk: float = 20
    weight_reach: float = 10
    severity_major: float = 1.0
    severity_absent: float = 1.0
    severity_minor: float = 0.6
    severity_partial: float = 0.4
    severity_evidence_gap: float = 0.25
    severity_ofi: float = 0.1
    blocking_stage1: float = 1.0
    blocking_stage2: float = 0.7
    blocking_dated_duty: float = 0.7
    risk_high: float = 0.8
    risk_medium: float = 0.5
    risk_low: float = 0.2
    reach_cap: int = 10
    """Unlocked actions beyond this many add nothing."""
    effort_s: float = 1.0
    effort_m: float = 1.1
    effort_l: float = 1.25
    effort_xl: float = 1.5
    inherit_step: float = 0.1
    """What a prerequisite gets on top of the rank it inherits, so that it is listed first."""
    now_risk: float = 0.6
    next_value: float = 35
    quick_win_value: float = 20
    early_coverage: float = 0.6
    """Below this coverage an area is called too early to judge."""
    minors_limit: int = 3
    """Open minors on one clause or theme above which gate S2-12 fails."""
    months_of_records: int = 3
    """Operating time that gate S2-13 looks for."""
    strict_stage1: bool = True
    """Whether gate S1-11 (internal audit and management review already done) is asked."""
    gates_off: tuple[str, ...] = ()
    """Gates of common practice that are switched off; gates of the standard cannot be."""

    def out_of_range(self) -> list[tuple[str, str]]:
        """The settings that no figure can be computed with, each with what it may be."""
        found = []
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, (int, float)):
                divides = name.startswith("effort_")
                if not (0 < value <= MOST if divides else 0 <= value <= MOST):
                    found.append((name, f"{'above 0' if divides else '0 or more'} and at most {MOST}"))
        return found
