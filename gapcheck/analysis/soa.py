"""The Statement of Applicability: every Annex A control with its decision, reasons and implementation (6.1.3 d)."""

import msgspec

from gapcheck.analysis.items import Choice, ItemResult, results
from gapcheck.analysis.material import Material
from gapcheck.records.applicability import Applicability
from gapcheck.records.vocabulary import Implementation


class SoaRow(msgspec.Struct, frozen=True, kw_only=True):
    """One control."""

    result: ItemResult
    choice: Choice
    decision: Applicability
    implementation: Implementation | None
    """As decided, or else as the facts suggest; None while nothing is known."""
    implementation_proposed: bool
    contradictions: tuple[str, ...]
    """Evidence that speaks against leaving the control out."""
    missing: tuple[str, ...]
    """What the row still lacks before it can be shown to an auditor."""


class Soa(msgspec.Struct, frozen=True, kw_only=True):
    """All controls."""

    rows: tuple[SoaRow, ...]

    def count(self, choice: Choice) -> int:
        """How many controls were decided so."""
        return sum(row.choice == choice for row in self.rows)


def soa(material: Material, found: dict[str, ItemResult] | None = None) -> Soa:
    """The Statement of Applicability; `found` saves computing the item results again."""
    found = found if found is not None else results(material)
    return Soa(rows=tuple(_row(result, material) for result in found.values() if result.item.kind == "control"))


def _row(result: ItemResult, material: Material) -> SoaRow:
    decision = material.applicability(result.item) or Applicability(control=result.item.id)
    facts: dict[str, Implementation] = {"yes": "implemented", "partly": "partly", "no": "not"}
    implementation = decision.implementation or facts.get(result.facts.implemented)
    excluded = result.choice == "excluded"
    missing = []
    if result.choice == "undecided":
        missing.append("decision")
    if result.choice == "yes":
        if not (decision.reasons_in or decision.reason_text.strip() or decision.risk_refs):
            missing.append("reason for inclusion")
        if implementation is None:
            missing.append("implementation status")
    return SoaRow(
        result=result,
        choice=result.choice,
        decision=decision,
        implementation=None if excluded else implementation,
        implementation_proposed=decision.implementation is None and implementation is not None and not excluded,
        contradictions=result.contradicted_by if excluded else (),
        missing=tuple(missing),
    )
