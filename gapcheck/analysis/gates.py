"""The state of each gate: met, failed or unknown. A claim does not open a gate."""

from typing import Literal

import msgspec

from gapcheck.analysis.items import ItemResult, SiteResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Gate
from gapcheck.records.vocabulary import label

State = Literal["met", "failed", "unknown"]
_WORST: tuple[State, ...] = ("failed", "unknown", "met")


class GateResult(msgspec.Struct, frozen=True, kw_only=True):
    """One gate with its state and the reasons, each naming its item."""

    gate: Gate
    state: State
    refs: tuple[str, ...]
    """The items to open: those of the gate, or those that a rule found wanting."""
    why: str


def worst(states: list[State]) -> State:
    """Failed before unknown before met."""
    return min(states, key=_WORST.index, default="met")


def fact_gate(gate: Gate, found: dict[str, ItemResult], material: Material) -> GateResult:
    """The state of a gate that asks one fact of named items."""
    states: list[State] = []
    reasons: list[str] = []
    for ref in gate.refs:
        result = found.get(ref)
        if result is None:
            continue
        state, why = _fact_state(gate, result)
        states.append(state)
        reasons.append(f"{ref}: {why}")
    return GateResult(gate=gate, state=worst(states), refs=gate.refs, why="; ".join(reasons))


def _fact_state(gate: Gate, result: ItemResult) -> tuple[State, str]:
    if result.choice == "excluded":
        return "met", "excluded with a reason"
    seen = [_site_state(gate, site) for site in result.sites]
    return min(seen, key=lambda pair: _WORST.index(pair[0]))


def _site_state(gate: Gate, site: SiteResult) -> tuple[State, str]:
    dimension = gate.need or "implemented"
    if site.facts.of(dimension) == "not_needed":  # nothing to write down: then it has to be there
        dimension = "implemented"
    value, basis = site.facts.of(dimension), site.dimension_basis[dimension]
    where = f" at {site.site}" if site.site else ""
    if site.decided_against:
        return "failed", f"decided {label(site.status)}{where}"
    if value in ("no", "partly"):
        return "failed", f"{'not' if value == 'no' else 'only partly'} {dimension}{where}"
    if value == "unknown":
        return "unknown", f"not known yet whether it is {dimension}{where}"
    if basis == "claimed":
        if gate.level == "blocker" and gate.basis == "STD" and site.decision and site.decision.asked_to_see:
            return "failed", f"said to be {dimension}, but not shown when asked{where}"
        return "unknown", f"said to be {dimension}, nothing shown yet{where}"
    return "met", f"{dimension}, {basis}{where}"
