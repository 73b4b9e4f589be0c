"""The result of each item: facts, proposal, decision, basis and gap types; several sites become one as the worst."""

from typing import Literal

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import DIMENSIONS, Dimension, EvidenceType, Item, group_id
from gapcheck.records.answers import Answer, Assessment, at_site
from gapcheck.records.evidence import Evidence
from gapcheck.records.judgement import (
    FINE,
    Facts,
    Proposal,
    answer_to,
    decided_facts,
    proposed,
)
from gapcheck.records.vocabulary import (
    BASIS_ORDER,
    OBJECTIVE_EVIDENCE,
    STATUS_ORDER,
    Basis,
    FactValue,
    GapType,
    Status,
    fact_label,
    label,
)

Choice = Literal["always", "yes", "undecided", "excluded"]

_FACT_ORDER: tuple[FactValue, ...] = ("no", "partly", "unknown", "yes", "not_needed")
_FROM_STATUS: dict[Status, FactValue] = {"conforms": "yes", "partial": "partly", "does_not_conform": "no"}
_GAP_OF: dict[Dimension, GapType] = {"documented": "document", "implemented": "control", "effective": "process"}


class SiteResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one item at one site; an empty site stands for all."""

    site: str
    facts: Facts
    proposal: Proposal
    decision: Assessment | None
    status: Status
    basis: Basis | None
    """None while nothing was heard."""
    dimension_basis: dict[Dimension, Basis]

    @property
    def decided_against(self) -> bool:
        """Whether a person found a gap that none of the three facts explains: it then bears on each of them."""
        against = self.decision is not None and self.status in ("does_not_conform", "partial")
        return against and not any(self.facts.of(d) in ("no", "partly") for d in DIMENSIONS)


class ItemResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one item over all sites."""

    item: Item
    group: str
    status: Status
    basis: Basis | None
    gap_types: tuple[GapType, ...]
    facts: Facts
    proposal: Proposal
    decided: bool
    """Whether a person decided; otherwise the status is only proposed."""
    look_again: bool
    first_look: bool
    """Whether the status rests on the baseline questions alone."""
    choice: Choice
    """Clauses always apply; a control is in, out, or not decided yet."""
    sites: tuple[SiteResult, ...]
    evidence: tuple[str, ...]
    contradicted_by: tuple[str, ...]
    findings: tuple[str, ...]
    open_findings: tuple[str, ...]
    answered: int
    """Questions that have an answer of any kind, at any site."""
    asked: int
    """Questions there are."""

    @property
    def confirmed(self) -> bool:
        """Conforms, and something other than a word stands behind it."""
        return self.status == "conforms" and self.basis in ("evidenced", "verified")

    @property
    def looked_at(self) -> bool:
        """Whether there is a result at all; an excluded control needs none."""
        return self.status != "not_assessed"

    @property
    def is_gap(self) -> bool:
        """Whether something is known to be missing."""
        return self.status in ("partial", "does_not_conform")


def results(material: Material) -> dict[str, ItemResult]:
    """The result of every item of the questionnaire, by id and in its order."""
    return {item.id: item_result(material, item) for item in material.questionnaire.items}


def item_result(material: Material, item: Item) -> ItemResult:
    """The result of one item."""
    sites = tuple(_site_result(material, item, site) for site in _sites_in_play(material, item))
    worst = min(sites, key=lambda result: _badness(result))
    choice = _choice(material, item)
    excluded = choice == "excluded"
    links = material.links.get(item.id, [])
    findings = material.findings.get(item.id, [])
    status: Status = "not_applicable" if excluded else worst.status
    basis = None if excluded else _weakest([s.basis for s in sites if s.status == worst.status])
    answers = material.answers.get(item.id, [])
    return ItemResult(
        item=item,
        group=group_id(item),
        status=status,
        basis=basis,
        gap_types=() if excluded else _gap_types(sites, status, basis),
        facts=_worst_facts(sites),
        proposal=worst.proposal,
        decided=all(s.decision is not None and s.decision.decided is not None for s in sites),
        look_again=any(s.decision is not None and s.decision.look_again for s in sites),
        first_look=material.is_baseline and worst.status != "not_assessed" and not _said_by_a_person(worst.decision),
        choice=choice,
        sites=sites,
        evidence=tuple(evidence.id for _, evidence in links),
        contradicted_by=tuple(evidence.id for link, evidence in links if link.effect == "contradicts"),
        findings=tuple(finding.id for finding in findings),
        open_findings=tuple(finding.id for finding in findings if finding.is_open),
        answered=len({answer.question for answer in answers}),
        asked=len(_questions(material, item)),
    )


def _questions(material: Material, item: Item) -> list[str]:
    ids = [question.id for question in item.questions]
    return [i for i in ids if i in material.questionnaire.baseline_ids] if material.is_baseline else ids


def _choice(material: Material, item: Item) -> Choice:
    if item.kind == "clause":
        return "always"
    decision = material.applicability(item)
    if decision is None:
        return "undecided"
    if decision.excluded:
        return "excluded"
    return "yes" if decision.applicable == "yes" else "undecided"


def _sites_in_play(material: Material, item: Item) -> tuple[str, ...]:
    """The sites whose results count for an item.

    Once one site is spoken of, every site to see is waited for, unless a decision for all covers the others.
    """
    answers, decisions = material.answers.get(item.id, []), material.assessments.get(item.id, [])
    named = dict.fromkeys(site for site in (*(a.site for a in answers), *(d.site for d in decisions)) if site)
    if not named:
        return ("",)
    if any(decision.site == "" for decision in decisions):
        return ("", *named)
    return tuple(dict.fromkeys((*named, *material.sites_to_see)))


def _site_result(material: Material, item: Item, site: str) -> SiteResult:
    answers = material.records.table(Answer)
    only = material.questionnaire.baseline_ids if material.is_baseline else None
    decision = material.records.get(Assessment, at_site(item.id, site))
    decided = decision.decided if decision else None
    facts, proposal = proposed(item, answers, decision, site, only=only, audit=material.mode.audit)
    if decided is not None:
        status = decided
        if facts.implemented == "unknown" and facts.effective == "unknown" and decided in _FROM_STATUS:
            facts = Facts(*(_FROM_STATUS[decided] if facts.of(d) == "unknown" else facts.of(d) for d in DIMENSIONS))
    elif material.mode.audit:
        status = "not_assessed"
        facts = decided_facts(Facts(), decision)
    else:
        status = proposal.status
    by_dimension = {d: _basis(material, item, site, decision, d) for d in DIMENSIONS}
    something = decision is not None or any(a.site in ("", site) for a in material.answers.get(item.id, []))
    return SiteResult(
        site=site,
        facts=facts,
        proposal=proposal,
        decision=decision,
        status=status,
        basis=_basis(material, item, site, decision, None) if something else None,
        dimension_basis=by_dimension,
    )


def _basis(
    material: Material, item: Item, site: str, decision: Assessment | None, dimension: Dimension | None
) -> Basis:
    """What stands behind a yes: of the whole item, or of one fact.

    Evidence that was linked to the item speaks for all of it. The note of a "yes, shown" speaks for what it was given
    with, not while another yes there was only said, and never makes two independent kinds.
    """
    asked = [q for q in item.questions if dimension is None or q.dimension == dimension]
    given = material.records.table(Answer)
    only_said = any((a := answer_to(given, q.id, site)) is not None and a.value == "yes_said" for q in asked)
    ids = {question.id for question in asked}
    kinds: set[EvidenceType] = set()
    noted = False
    for link, evidence in material.links.get(item.id, []):
        if link.effect != "supports" or evidence.type not in OBJECTIVE_EVIDENCE or not _counts_at(evidence, site):
            continue
        if not evidence.from_answer:
            kinds.add(evidence.type)
        elif not only_said and evidence.from_answer.split("@")[0] in ids:
            noted = True
    found: Basis = "verified" if "sample" in kinds or len(kinds) > 1 else "evidenced" if kinds or noted else "claimed"
    stated = decision.basis if decision else None
    return found if stated is None else _weakest([found, stated]) or found


def _said_by_a_person(decision: Assessment | None) -> bool:
    return decision is not None and (decision.decided is not None or decision.has_facts)


def _counts_at(evidence: Evidence, site: str) -> bool:
    return not site or evidence.site in ("", site)


def _badness(result: SiteResult) -> tuple[int, int]:
    basis = BASIS_ORDER.index(result.basis) if result.basis else -1
    return STATUS_ORDER.index(result.status), basis


def _weakest(found: list[Basis | None]) -> Basis | None:
    known = [basis for basis in found if basis is not None]
    return min(known, key=BASIS_ORDER.index) if known else None


def _worst_facts(sites: tuple[SiteResult, ...]) -> Facts:
    return Facts(*(min((s.facts.of(d) for s in sites), key=_FACT_ORDER.index) for d in DIMENSIONS))


def _gap_types(sites: tuple[SiteResult, ...], status: Status, basis: Basis | None) -> tuple[GapType, ...]:
    """What kind of thing is missing; a claim that nothing backs lacks evidence."""
    if status == "conforms":
        return ("evidence",) if basis == "claimed" else ()
    if status == "not_assessed":
        return ("evidence",)
    known = (_GAP_OF[d] for s in sites for d in DIMENSIONS if s.facts.of(d) not in FINE and s.facts.of(d) != "unknown")
    proposed = (gap for s in sites if s.status == status for gap in s.proposal.gap_types if gap != "evidence")
    return tuple(dict.fromkeys((*proposed, *known)))


def explain_item(result: ItemResult) -> list[str]:
    """How the status of an item came about, line by line."""
    lines = []
    if result.choice == "excluded":
        return ["Excluded with a reason and a decider (6.1.3 d)."]
    for site in result.sites:
        where = f"{site.site}: " if site.site else ""
        facts = ", ".join(f"{d} {fact_label(site.facts.of(d))}" for d in DIMENSIONS)
        lines.append(f"{where}{facts}")
        lines.append(f"{where}proposal: {label(site.proposal.status)}, because {site.proposal.why}")
        if site.decision is not None and site.decision.decided is not None:
            reason = f": {site.decision.rationale}" if site.decision.rationale else ""
            lines.append(f"{where}decision by {site.decision.by or 'somebody'}: {label(site.decision.decided)}{reason}")
    if len(result.sites) > 1:
        lines.append("Of several sites the worst counts, never the average.")
    if result.basis is not None:
        count = len(result.evidence)
        pieces = f"{count or 'no'} {'piece' if count == 1 else 'pieces'}"
        lines.append(f"Basis: {label(result.basis)} ({pieces} of evidence linked).")
    if result.look_again:
        lines.append("Something new was heard or seen since the decision: look again.")
    if result.first_look:
        lines.append("A first look: only the baseline questions were asked.")
    if result.choice == "undecided":
        lines.append("Needed or not? Not decided yet (6.1.3); until then it counts as applicable.")
    return lines
