"""Gates that are rules over many items, not one fact of named items; the gates file names these functions."""

from collections.abc import Callable
from datetime import date

from gapcheck.analysis.gates import GateResult, State, fact_gate, worst
from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Gate, group_id
from gapcheck.records.actions import Action
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding

Found = dict[str, ItemResult]
Verdict = tuple[State, tuple[str, ...], str]
"""State, the items to open, and why."""


def stage1_cleared(found: Found, material: Material) -> Verdict:
    """Every stage 1 blocker is met and the areas of concern of stage 1 are answered."""
    blockers = [
        evaluate(gate, found, material) for gate in material.questionnaire.gates.stage1 if gate.level == "blocker"
    ]
    concerns = [f for f in material.records.table(Finding).values() if f.type == "area_of_concern" and f.status in
                ("draft", "issued")]  # fmt: skip
    state = worst([*(b.state for b in blockers), *(["failed"] if concerns else [])])  # type: ignore[list-item]
    wanting = [b for b in blockers if b.state != "met"]
    refs = tuple(dict.fromkeys(ref for b in wanting for ref in b.refs))
    parts = [f"{b.gate.id} {b.state}" for b in wanting] + [f"{f.id} not answered" for f in concerns]
    return state, refs, ", ".join(parts) or "all stage 1 blockers are met"


def no_open_major(found: Found, material: Material) -> Verdict:
    """No major nonconformity without verified action (ISO/IEC 17021-1, 9.5.2)."""
    majors = [f for f in material.records.table(Finding).values() if f.type == "major" and f.is_open]
    refs = tuple(dict.fromkeys(ref for finding in majors for ref in finding.items))
    why = f"open: {', '.join(f.id for f in majors)}" if majors else "no open major finding on record"
    return ("failed" if majors else "met"), refs, why


def controls_implemented_or_planned(found: Found, material: Material) -> Verdict:
    """Each applicable control is implemented, or planned with owner, date and accepted remaining risk (6.1.3)."""
    failed, unknown = [], []
    planned = {
        ref
        for action in material.records.table(Action).values()
        if action.is_open and action.owner and action.due and action.risk_accepted
        for ref in action.items
    }
    for ref, result in _controls(found):
        decision = material.applicability(result.item)
        stated = decision.implementation if decision else None
        against = any(site.decided_against for site in result.sites)
        if result.facts.implemented == "yes" and _backed(result) and not against:
            continue
        if against or result.facts.implemented in ("no", "partly") or stated in ("planned", "partly", "not"):
            if ref not in planned:
                failed.append(ref)
        else:
            unknown.append(ref)
    return _two(failed, unknown, "not implemented and not fully planned", "not known or only claimed")


def exclusions_hold(found: Found, material: Material) -> Verdict:
    """Each excluded control has an approved reason and nothing seen speaks against it (6.1.3 d)."""
    failed = [ref for ref, result in found.items() if result.choice == "excluded" and result.contradicted_by]
    unknown = [ref for ref, result in _controls(found) if result.choice == "undecided"]
    return _two(failed, unknown, "excluded, but evidence contradicts it", "not decided yet")


def no_clause_fails(found: Found, material: Material) -> Verdict:
    """No clause item at "does not conform"."""
    failed = [ref for ref, result in _clauses(found) if result.status == "does_not_conform"]
    unknown = [ref for ref, result in _clauses(found) if result.status == "not_assessed"]
    return _two(failed, unknown, "does not conform", "not assessed")


def few_minors(found: Found, material: Material) -> Verdict:
    """No clause or theme with more open minors than the setting allows: several may add up to a major."""
    counts: dict[str, set[str]] = {}
    for finding in material.records.table(Finding).values():
        if finding.type == "minor" and finding.is_open:
            for ref in finding.items:
                counts.setdefault(group_id(material.questionnaire.by_id[ref]), set()).add(finding.id)
    limit = material.method.minors_limit
    over = {group: ids for group, ids in counts.items() if len(ids) > limit}
    refs = tuple(ref for ref, result in found.items() if result.group in over and result.open_findings)
    why = ", ".join(f"{group}: {len(ids)} open minors" for group, ids in over.items())
    return ("failed" if over else "met"), refs, why or f"no clause or theme has more than {limit} open minors"


def months_of_records(found: Found, material: Material) -> Verdict:
    """Records cover the operating time that certification bodies usually look for."""
    days = [
        day
        for evidence in material.records.table(Evidence).values()
        for text in (evidence.period_from, evidence.period_to, evidence.version_date)
        if (day := _day(text)) is not None
    ]
    wanted = material.method.months_of_records
    if not days:
        return "unknown", (), "no evidence names a period"
    months = (max(days) - min(days)).days / 30.4
    state: State = "met" if months >= wanted else "failed"
    return state, (), f"evidence covers {months:.1f} months of the {wanted} that are looked for"


def clauses_backed(found: Found, material: Material) -> Verdict:
    """ "Conforms" on clauses 4 to 10 rests on evidence, not on words alone."""
    conforming = [(ref, result) for ref, result in _clauses(found) if result.status == "conforms"]
    claimed = [ref for ref, result in conforming if not result.confirmed]
    if not conforming:
        return "unknown", (), "no clause item conforms yet"
    return _two(claimed, [], "only claimed", "")


def every_clause_assessed(found: Found, material: Material) -> Verdict:
    """Precheck: every clause item has been assessed."""
    missing = [ref for ref, result in _clauses(found) if result.status == "not_assessed"]
    return _two([], missing, "", "not assessed")


def every_control_decided(found: Found, material: Material) -> Verdict:
    """Precheck: every Annex A control has an applicability decision."""
    missing = [ref for ref, result in _controls(found) if result.choice == "undecided"]
    return _two([], missing, "", "not decided")


RULES: dict[str, Callable[[Found, Material], Verdict]] = {
    rule.__name__: rule
    for rule in (
        stage1_cleared,
        no_open_major,
        controls_implemented_or_planned,
        exclusions_hold,
        no_clause_fails,
        few_minors,
        months_of_records,
        clauses_backed,
        every_clause_assessed,
        every_control_decided,
    )
}


def evaluate(gate: Gate, found: Found, material: Material) -> GateResult:
    """The state of any gate."""
    if not gate.rule:
        return fact_gate(gate, found, material)
    state, refs, why = RULES[gate.rule](found, material)
    return GateResult(gate=gate, state=state, refs=refs, why=why)


def _clauses(found: Found) -> list[tuple[str, ItemResult]]:
    return [(ref, result) for ref, result in found.items() if result.item.kind == "clause"]


def _controls(found: Found) -> list[tuple[str, ItemResult]]:
    """The controls that count as applicable."""
    return [(r, result) for r, result in found.items() if result.item.kind == "control" and result.choice != "excluded"]


def _backed(result: ItemResult) -> bool:
    return all(site.dimension_basis["implemented"] != "claimed" for site in result.sites)


def _two(failed: list[str], unknown: list[str], failing: str, missing: str) -> Verdict:
    state: State = "failed" if failed else "unknown" if unknown else "met"
    parts = [
        f"{len(refs)} {text} ({', '.join(refs)})" for refs, text in ((failed, failing), (unknown, missing)) if refs
    ]
    return state, tuple(failed or unknown), "; ".join(parts) or "nothing stands against it"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
