"""Ready to be audited? A verdict with its reasons, never a percentage, never a promise of certification."""

from typing import Literal

import msgspec

from gapcheck.analysis.gate_rules import RULES, evaluate
from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.items import ItemResult, results
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Gate
from gapcheck.records.vocabulary import label

Verdict = Literal["not_ready", "cannot_say_yet", "ready_with_concerns", "ready"]


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict for one stage with everything it rests on."""

    stage: int
    verdict: Verdict
    gates: tuple[GateResult, ...]
    prechecks: tuple[GateResult, ...]
    """These only stop a positive verdict; a known failure is enough for a negative one."""
    switched_off: tuple[str, ...]
    """Gates of common practice that the settings leave out."""

    def of(self, state: str, level: str | None = None) -> tuple[GateResult, ...]:
        """The gates in one state, of one level or of both."""
        return tuple(g for g in self.gates if g.state == state and level in (None, g.gate.level))


def readiness(material: Material, stage: int, found: dict[str, ItemResult] | None = None) -> Readiness:
    """The readiness for stage 1 or 2; `found` saves computing the item results again."""
    found = found if found is not None else results(material)
    declared = material.questionnaire.gates.stage1 if stage == 1 else material.questionnaire.gates.stage2
    off = tuple(gate.id for gate in declared if _switched_off(gate, material))
    gates = tuple(evaluate(gate, found, material) for gate in declared if gate.id not in off)
    prechecks = []
    for check in material.questionnaire.gates.precheck:
        gate = Gate(id=check.id, level="blocker", basis=check.basis, text=check.text, rule=check.rule)
        state, refs, why = RULES[check.rule](found, material)
        prechecks.append(GateResult(gate=gate, state=state, refs=refs, why=why))
    return Readiness(
        stage=stage,
        verdict=_verdict(gates, prechecks),
        gates=gates,
        prechecks=tuple(prechecks),
        switched_off=off,
    )


def _switched_off(gate: Gate, material: Material) -> bool:
    if gate.basis != "CUSTOM":
        return False
    return gate.id in material.method.gates_off or (bool(gate.option) and not getattr(material.method, gate.option))


def _verdict(gates: tuple[GateResult, ...], prechecks: list[GateResult]) -> Verdict:
    blockers = [gate.state for gate in gates if gate.gate.level == "blocker"]
    concerns = [gate.state for gate in gates if gate.gate.level == "concern"]
    if "failed" in blockers:
        return "not_ready"
    if "unknown" in blockers or any(check.state != "met" for check in prechecks):
        return "cannot_say_yet"
    if "failed" in concerns or "unknown" in concerns:
        return "ready_with_concerns"
    return "ready"


def sentence(found: Readiness) -> str:
    """The verdict in words with the counts of its blockers."""
    failed, unknown, met = (len(found.of(state, "blocker")) for state in ("failed", "unknown", "met"))
    return (
        f"{label(found.verdict)} for stage {found.stage}: {failed} {_plural(failed, 'blocker')} open, "
        f"{unknown} unknown, {met} met"
    )


DISCLAIMER = (
    "Ready to be audited is all this says; whether a certificate follows is for a certification body to decide."
)


def explain_readiness(found: Readiness) -> list[str]:
    """How the verdict came about, line by line."""
    lines = [sentence(found) + "."]
    lines += [f"{check.gate.id} {check.state}: {check.gate.text} ({check.why})" for check in found.prechecks]
    lines += [f"{g.gate.id} {g.gate.level} {g.state}: {g.gate.text} ({g.why})" for g in found.gates]
    if found.switched_off:
        lines.append(f"Switched off in the settings: {', '.join(found.switched_off)}.")
    return [*lines, DISCLAIMER]


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
