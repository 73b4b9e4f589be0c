"""The weights and thresholds of an engagement, in words: they are shown beside every result that uses them."""

import msgspec

from gapcheck.records.method import HouseMethod
from gapcheck.reports.document import Column, Table

_WORDS: dict[str, str] = {
    "weight_severity": "Points for severity, at most",
    "weight_blocking": "Points for blocking, at most",
    "weight_risk": "Points for risk, at most",
    "weight_reach": "Points for reach, at most",
    "severity_major": "Severity of a major nonconformity",
    "severity_absent": "Severity when something required is absent",
    "severity_minor": "Severity of a minor nonconformity, or of a control that does not conform",
    "severity_partial": 'Severity of "partial"',
    "severity_evidence_gap": "Severity when only proof is missing",
    "severity_ofi": "Severity of an opportunity for improvement",
    "blocking_stage1": "Blocking: stage 1",
    "blocking_stage2": "Blocking: stage 2",
    "blocking_dated_duty": "Blocking: a date set by law or contract",
    "risk_high": "Risk: high",
    "risk_medium": "Risk: medium",
    "risk_low": "Risk: low",
    "reach_cap": "Reach: unlocked actions counted, at most",
    "effort_s": "Divisor for effort S (up to 1 day)",
    "effort_m": "Divisor for effort M (2 to 4 days)",
    "effort_l": "Divisor for effort L (5 to 10 days)",
    "effort_xl": "Divisor for effort XL (more than 10 days)",
    "inherit_step": "Added to an inherited rank",
    "now_risk": "NOW: risk from which a major or absent item counts",
    "next_value": "NEXT: value from",
    "quick_win_value": "Quick win: value from",
    "early_coverage": "Coverage below which it is too early to judge",
    "minors_limit": "Open minors on one clause or theme, at most (gate S2-12)",
    "months_of_records": "Months of operation that records should cover (gate S2-13)",
    "strict_stage1": "Internal audit and management review asked for at stage 1 (gate S1-11)",
    "gates_off": "Gates of common practice that are switched off",
}
HOUSE_METHOD = (
    "House method: no standard sets these weights and thresholds. They are settings of this engagement and can be "
    "changed; the figures follow."
)


def method_table(method: HouseMethod, *starts: str) -> Table:
    """The settings whose names start so, or all of them."""
    names = [field.name for field in msgspec.structs.fields(method)]
    return Table(
        columns=(Column(title="Setting", width=5), Column(title="Value", kind="number", width=1)),
        rows=tuple(
            (_WORDS.get(name, name.replace("_", " ")), _value(getattr(method, name)))
            for name in names
            if not starts or name.startswith(starts)
        ),
        caption="Weights and thresholds used (house method)",
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"{value:g}" if isinstance(value, int | float) else str(value)
