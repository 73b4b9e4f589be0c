"""From answers to facts, and from three facts to a proposed status, row by row."""

from itertools import product
from typing import Any, get_args

import pytest
from building import Builder, answer, evidence, facts
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.items import explain_item
from gapcheck.records.judgement import Facts, fact, propose, propose_first_look
from gapcheck.records.vocabulary import AnswerValue, FactValue

VALUES: tuple[AnswerValue, ...] = get_args(AnswerValue)
FACTS: tuple[FactValue, ...] = get_args(FactValue)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["yes_shown", "yes_said"], "yes"),
        (["yes_said"], "yes"),
        (["no", "no"], "no"),
        (["no", "yes_shown"], "partly"),
        (["no", "partly"], "partly"),
        (["partly", "partly"], "partly"),
        (["partly", None], "partly"),
        (["no", None], "partly"),
        (["no", "unknown"], "partly"),
        (["yes_shown", None], "unknown"),
        (["yes_shown", "unknown"], "unknown"),
        (["yes_shown", "skipped"], "unknown"),
        ([None, None], "unknown"),
        (["skipped"], "unknown"),
        ([], "unknown"),
    ],
)
def test_a_fact_from_the_answers_to_its_questions(answers: list[Any], expected: str) -> None:
    assert fact(answers) == expected


@given(st.lists(st.sampled_from([*VALUES, None]), max_size=5))
def test_a_fact_does_not_depend_on_the_order_of_the_answers(heard: list[AnswerValue | None]) -> None:
    assert fact(heard) == fact(heard[::-1]) == fact(sorted(heard, key=str))


# documented, implemented, effective, mandatory document, audit -> status, gap types
TABLE = [
    ("yes", "yes", "yes", False, False, "conforms", ()),
    ("not_needed", "yes", "yes", False, False, "conforms", ()),
    ("no", "yes", "yes", True, False, "does_not_conform", ("document",)),
    ("no", "yes", "yes", False, False, "partial", ("document",)),
    ("partly", "yes", "yes", True, False, "partial", ("document",)),
    ("yes", "partly", "yes", True, False, "partial", ("control",)),
    ("yes", "partly", "no", True, False, "partial", ("control",)),
    ("yes", "partly", "unknown", True, True, "partial", ("control",)),
    ("yes", "no", "unknown", False, False, "does_not_conform", ("control",)),
    ("yes", "no", "yes", False, True, "does_not_conform", ("control",)),
    ("yes", "yes", "no", False, False, "partial", ("process",)),
    ("yes", "yes", "no", False, True, "does_not_conform", ("process",)),
    ("yes", "yes", "unknown", True, False, "not_assessed", ("evidence",)),
    ("unknown", "yes", "yes", True, False, "not_assessed", ("evidence",)),
    ("yes", "unknown", "yes", True, False, "not_assessed", ("evidence",)),
    ("unknown", "unknown", "unknown", True, True, "not_assessed", ("evidence",)),
]


@pytest.mark.parametrize(("d", "i", "e", "mandatory", "audit", "status", "gaps"), TABLE)
def test_the_table_of_proposals(
    d: Any, i: Any, e: Any, mandatory: bool, audit: bool, status: str, gaps: tuple[str, ...]
) -> None:
    found = propose(Facts(d, i, e), document_is_mandatory=mandatory, audit=audit)
    assert (found.status, found.gap_types) == (status, gaps)
    assert found.why


def test_no_combination_of_facts_conforms_unless_all_three_are_fine() -> None:
    for d, i, e, mandatory, audit in product(FACTS, FACTS, FACTS, (True, False), (True, False)):
        found = propose(Facts(d, i, e), document_is_mandatory=mandatory, audit=audit)
        assert (found.status == "conforms") == ({d, i, e} <= {"yes", "not_needed"})
        assert found.status != "not_applicable"
        assert bool(found.gap_types) == (found.status != "conforms")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["yes_shown"], "conforms"),
        (["yes_said"], "conforms"),
        (["partly"], "partial"),
        (["no"], "does_not_conform"),
        (["no", "yes_said"], "partial"),
        (["unknown"], "not_assessed"),
        ([None], "not_assessed"),
        (["yes_said", None], "not_assessed"),
    ],
)
def test_the_first_look_of_the_baseline(answers: list[Any], expected: str) -> None:
    assert propose_first_look(answers).status == expected


def all_answers(build: Builder, ref: str, **by_dimension: Any) -> list[Any]:
    """The same answer to every question on a dimension."""
    questions = build.questionnaire.by_id[ref].questions
    return [answer(q.id, by_dimension[q.dimension]) for q in questions if q.dimension in by_dimension]


def test_each_answer_tells_only_about_the_dimension_of_its_question(build: Builder) -> None:
    found = build.result("4.3", *all_answers(build, "4.3", documented="yes_shown"))
    assert found.facts == Facts("yes", "unknown", "unknown")
    found = build.result("4.3", *all_answers(build, "4.3", effective="no"))
    assert found.facts == Facts("unknown", "unknown", "no")


def test_a_clause_that_asks_for_no_document_lacks_none(build: Builder) -> None:
    item = build.questionnaire.by_id["4.1"]
    assert not item.document_is_mandatory
    assert item.questions_on("documented")
    found = build.result(
        "4.1", *all_answers(build, "4.1", documented="no", implemented="yes_said", effective="yes_said")
    )
    assert found.facts.documented == "not_needed"
    assert found.status == "conforms"


def test_a_clause_that_asks_for_a_document_does_not_conform_without_it(build: Builder) -> None:
    given_ = all_answers(build, "4.3", documented="no", implemented="yes_shown", effective="yes_shown")
    found = build.result("4.3", *given_)
    assert (found.status, found.gap_types) == ("does_not_conform", ("document",))


def test_the_persons_facts_stand_above_the_answers(build: Builder) -> None:
    heard = all_answers(build, "A.8.13", documented="yes_said", implemented="yes_said", effective="yes_said")
    found = build.result("A.8.13", *heard, facts("A.8.13", "yes", "partly", "unknown"))
    assert found.facts == Facts("yes", "partly", "unknown")
    assert (found.status, found.gap_types) == ("partial", ("control",))


def test_evidence_that_only_somebody_said_makes_nothing_evidenced(build: Builder) -> None:
    said = all_answers(build, "A.8.13", documented="yes_said", implemented="yes_said", effective="yes_said")
    for kind in ("interview", "statement"):
        assert build.result("A.8.13", *said, evidence("E-1", "A.8.13", type=kind)).basis == "claimed"
    for kind in ("document", "record", "observation", "system_check"):
        assert build.result("A.8.13", *said, evidence("E-1", "A.8.13", type=kind)).basis == "evidenced"


def test_a_sample_or_two_independent_kinds_verify(build: Builder) -> None:
    said = all_answers(build, "A.8.13", documented="yes_said", implemented="yes_said", effective="yes_said")
    one, other = evidence("E-1", "A.8.13", type="record"), evidence("E-2", "A.8.13", type="system_check")
    again = evidence("E-3", "A.8.13", type="record")
    assert build.result("A.8.13", *said, evidence("E-1", "A.8.13", type="sample")).basis == "verified"
    assert build.result("A.8.13", *said, one, other).basis == "verified"
    assert build.result("A.8.13", *said, one, again).basis == "evidenced"


@pytest.mark.parametrize("effect", ["contradicts", "context"])
def test_evidence_that_does_not_support_backs_no_claim(effect: str, build: Builder) -> None:
    said = all_answers(build, "A.8.13", documented="yes_said", implemented="yes_said", effective="yes_said")
    found = build.result("A.8.13", *said, evidence("E-1", "A.8.13", effect=effect))
    assert (found.basis, found.confirmed) == ("claimed", False)
    assert found.contradicted_by == (("E-1",) if effect == "contradicts" else ())


def test_how_a_status_came_about_can_be_read(build: Builder) -> None:
    lines = "\n".join(explain_item(build.result("A.8.13", facts("A.8.13", "yes", "partly", "unknown"))))
    for part in ("documented yes", "implemented partly", "in place only in part", "claimed only", "Not decided yet"):
        assert part in lines
