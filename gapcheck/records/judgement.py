"""From answers to facts, and from three facts to a proposed status. The person decides; this only proposes.

Documented, implemented and effective are three facts: none follows from another.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from gapcheck.questionnaire.model import DIMENSIONS, Dimension, Item
from gapcheck.records.answers import Answer, Assessment, at_site
from gapcheck.records.vocabulary import AnswerValue, FactValue, GapType, Status

FINE: frozenset[FactValue] = frozenset({"yes", "not_needed"})


class Facts(msgspec.Struct, frozen=True):
    """What is known of one item at one site."""

    documented: FactValue = "unknown"
    implemented: FactValue = "unknown"
    effective: FactValue = "unknown"

    def of(self, dimension: Dimension) -> FactValue:
        """One of the three facts."""
        value: FactValue = getattr(self, dimension)
        return value


class Proposal(msgspec.Struct, frozen=True):
    """A status that the facts suggest, with the kinds of gap behind it and the reason in words."""

    status: Status
    gap_types: tuple[GapType, ...]
    why: str


def fact(values: Iterable[AnswerValue | None]) -> FactValue:
    """One fact from the answers to its questions; None is a question nobody answered.

    All yes is yes, all no is no, any mixture with a no or a partly is partly, anything else is unknown.
    """
    heard = list(values)
    if heard and all(value in ("yes_shown", "yes_said") for value in heard):
        return "yes"
    if heard and all(value == "no" for value in heard):
        return "no"
    if any(value in ("no", "partly") for value in heard):
        return "partly"
    return "unknown"


def answer_to(answers: Mapping[str, Answer], question: str, site: str) -> Answer | None:
    """What was said of a site, or else of all sites."""
    return answers.get(at_site(question, site)) or answers.get(question)


def facts_from_answers(
    item: Item, answers: Mapping[str, Answer], site: str = "", only: Collection[str] | None = None
) -> Facts:
    """The three facts of an item from its answers; `only` limits it to some questions (the baseline's).

    A dimension nobody asks about is unknown. Where a clause asks for no document, having none is no gap: the fact is
    then "not needed" unless a document was there.
    """
    found: dict[str, FactValue] = {}
    for dimension in DIMENSIONS:
        asked = [q for q in item.questions_on(dimension) if only is None or q.id in only]
        if asked:
            heard = (answer_to(answers, question.id, site) for question in asked)
            found[dimension] = fact(answer.value if answer else None for answer in heard)
        if dimension == "documented" and only is None and not item.document_is_mandatory:
            no_gap = not asked or (item.kind == "clause" and found[dimension] != "yes")
            found[dimension] = "not_needed" if no_gap else found[dimension]
    return Facts(**found)


def decided_facts(heard: Facts, assessment: Assessment | None) -> Facts:
    """The facts with the person's own word above what the answers say."""
    if assessment is None:
        return heard
    return Facts(
        assessment.documented or heard.documented,
        assessment.implemented or heard.implemented,
        assessment.effective or heard.effective,
    )


def proposed(
    item: Item,
    answers: Mapping[str, Answer],
    decision: Assessment | None,
    site: str = "",
    *,
    only: Collection[str] | None,
    audit: bool,
) -> tuple[Facts, Proposal]:
    """What the answers and the person's own facts say, and the status they suggest.

    `only` names the baseline's questions where nothing else counts; there the proposal is a first look unless the
    person stated facts.
    """
    facts = decided_facts(facts_from_answers(item, answers, site, only), decision)
    if only is not None and not (decision and decision.has_facts):
        heard = (answer_to(answers, question.id, site) for question in item.questions if question.id in only)
        return facts, propose_first_look(answer.value if answer else None for answer in heard)
    return facts, propose(facts, document_is_mandatory=item.document_is_mandatory, audit=audit)


def propose(facts: Facts, *, document_is_mandatory: bool, audit: bool) -> Proposal:
    """The status that three facts suggest.

    `audit` turns a process that runs without effect from partial into a requirement that is not met.
    """
    documented, implemented, effective = facts.documented, facts.implemented, facts.effective
    if documented == "unknown" or implemented == "unknown":
        unknown = " and ".join(d for d in ("documented", "implemented") if facts.of(d) == "unknown")
        return Proposal("not_assessed", ("evidence",), f"not known yet whether it is {unknown}")
    if implemented in FINE and effective == "unknown":
        return Proposal("not_assessed", ("evidence",), "in place, but not known yet whether it is effective")
    gaps: list[GapType] = []
    reasons: list[str] = []
    fails = False
    if documented not in FINE:
        gaps.append("document")
        reasons.append("documented only in part" if documented == "partly" else "not documented")
        fails |= documented == "no" and document_is_mandatory
    if implemented not in FINE:
        gaps.append("control")
        reasons.append("in place only in part" if implemented == "partly" else "not in place")
        fails |= implemented == "no"
    elif effective not in FINE:
        gaps.append("process")
        reasons.append("effective only in part" if effective == "partly" else "not effective")
        fails |= effective == "no" and audit
    if not gaps:
        return Proposal("conforms", (), "documented where needed, in place and effective")
    return Proposal("does_not_conform" if fails else "partial", tuple(gaps), ", ".join(reasons))


def propose_first_look(values: Iterable[AnswerValue | None]) -> Proposal:
    """The baseline's status of an item from its one or two questions: a first look, not a full assessment."""
    value = fact(values)
    if value == "unknown":
        return Proposal("not_assessed", ("evidence",), "not known yet")
    status: dict[FactValue, Status] = {"yes": "conforms", "partly": "partial", "no": "does_not_conform"}
    gaps: tuple[GapType, ...] = () if value == "yes" else ("control",)
    return Proposal(status[value], gaps, f"first look: {value}")
