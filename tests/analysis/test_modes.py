"""What the type of the engagement changes: first looks in the baseline, decisions in audits, proposals elsewhere."""

import pytest
from building import Builder, answer, assess, evidence, facts

from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import readiness
from gapcheck.records.judgement import Facts

AUDITS = ["internal_audit", "supplier", "stage1", "stage2", "surveillance", "recertification"]
CONSULTANCY = ["gap_analysis", "readiness"]


def gate(material: Material, ident: str) -> GateResult:
    return next(g for g in readiness(material, 1).gates if g.gate.id == ident)


def everything_said_yes(build: Builder, ref: str) -> list[object]:
    return [answer(q.id, "yes_shown", note="seen") for q in build.questionnaire.by_id[ref].questions]


@pytest.mark.parametrize("kind", CONSULTANCY)
def test_until_a_person_decides_the_proposal_stands(kind: str, build: Builder) -> None:
    found = build.result("4.3", *everything_said_yes(build, "4.3"), type=kind)
    assert (found.status, found.decided, found.first_look) == ("conforms", False, False)


@pytest.mark.parametrize("kind", AUDITS)
def test_in_an_audit_only_decisions_count(kind: str, build: Builder) -> None:
    heard = everything_said_yes(build, "4.3")
    found = build.result("4.3", *heard, type=kind)
    assert (found.status, found.proposal.status, found.decided) == ("not_assessed", "conforms", False)
    assert found.facts == Facts()
    assert gate(build.material(*heard, type=kind), "S1-01").state == "unknown"
    found = build.result("4.3", *heard, assess("4.3", "conforms"), type=kind)
    assert (found.status, found.decided, found.confirmed) == ("conforms", True, True)


@pytest.mark.parametrize("kind", [*CONSULTANCY, *AUDITS, "baseline"])
def test_a_decision_stands_above_the_proposal_everywhere(kind: str, build: Builder) -> None:
    found = build.result("4.3", *everything_said_yes(build, "4.3"), assess("4.3", "does_not_conform"), type=kind)
    assert (found.status, found.decided, found.first_look) == ("does_not_conform", True, False)


@pytest.mark.parametrize("kind", AUDITS)
def test_a_process_without_effect_does_not_conform_in_an_audit(kind: str, build: Builder) -> None:
    three = facts("4.3", "yes", "yes", "no")
    assert build.result("4.3", three, type=kind).proposal.status == "does_not_conform"
    assert build.result("4.3", three).proposal.status == "partial"


# the baseline


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("yes_shown", "conforms"),
        ("yes_said", "conforms"),
        ("partly", "partial"),
        ("no", "does_not_conform"),
        ("unknown", "not_assessed"),
    ],
)
def test_in_the_baseline_one_question_gives_a_first_look(value: str, status: str, build: Builder) -> None:
    found = build.result("4.3", answer("4.3-q1", value), type="baseline")
    assert (found.status, found.first_look, found.asked, found.answered) == (status, status != "not_assessed", 1, 1)


def test_in_the_baseline_both_questions_of_6_1_3_count(build: Builder) -> None:
    assert build.result("6.1.3", answer("6.1.3-q1", "yes_said"), type="baseline").status == "not_assessed"
    both = answer("6.1.3-q1", "yes_said"), answer("6.1.3-q2", "no")
    assert build.result("6.1.3", *both, type="baseline").status == "partial"


def test_in_the_baseline_no_other_question_counts(build: Builder) -> None:
    others = [answer(q.id, "no") for q in build.questionnaire.by_id["4.3"].questions[1:]]
    assert build.result("4.3", *others, type="baseline").status == "not_assessed"
    assert build.result("4.3", *others, answer("4.3-q1", "yes_said"), type="baseline").status == "conforms"


def test_an_item_that_the_baseline_does_not_ask_about_is_not_assessed(build: Builder) -> None:
    assert not set(build.questionnaire.baseline_ids) & {q.id for q in build.questionnaire.by_id["5.2"].questions[1:]}
    found = build.result("A.7.13", *everything_said_yes(build, "A.7.13"), type="baseline")
    assert (found.status, found.asked) == ("not_assessed", 0)


def test_a_first_look_meets_or_fails_only_the_dimension_that_was_asked(build: Builder) -> None:
    def state(value: str, ident: str, question: str, **fields: str) -> str:
        return gate(build.material(answer(question, value, **fields), type="baseline"), ident).state

    assert state("yes_shown", "S1-01", "4.3-q1", note="scope 1.2") == "met"
    assert state("yes_said", "S1-01", "4.3-q1") == "unknown"
    assert state("no", "S1-01", "4.3-q1") == "failed"
    # the first question on 9.2.2 does not ask whether a programme is written
    asked = build.questionnaire.question_by_id["9.2.2-q1"].dimension
    if asked != "documented":
        assert state("yes_shown", "S1-09", "9.2.2-q1", note="seen") == "unknown"


def test_a_baseline_alone_never_makes_anything_ready(build: Builder) -> None:
    heard = [answer(entry.question, "yes_shown", note="seen") for entry in build.questionnaire.baseline.questions]
    found = readiness(build.material(*heard, type="baseline"), 1)
    assert found.verdict == "cannot_say_yet"


def test_to_agree_with_a_first_look_needs_no_reason_and_to_differ_does(build: Builder) -> None:
    from gapcheck.changes.answers import ItemAssessed
    from gapcheck.errors import Refusal

    heard = answer("4.3-q1", "yes_said")
    agreed = build.result("4.3", heard, ItemAssessed(item="4.3", status="conforms"), type="baseline")
    assert (agreed.status, agreed.decided) == ("conforms", True)
    assert agreed.proposal.status == "conforms", "the proposal beside a decision is the one that was shown"
    with pytest.raises(Refusal, match="first look: yes"):
        build.result("4.3", heard, ItemAssessed(item="4.3", status="partial"), type="baseline")


def test_a_decision_that_says_nothing_leaves_the_first_look_standing(build: Builder) -> None:
    found = build.result("4.3", answer("4.3-q1", "no"), assess("4.3", asked_to_see=True), type="baseline")
    assert (found.status, found.first_look) == ("does_not_conform", True)


def test_evidence_counts_in_the_baseline_too(build: Builder) -> None:
    found = build.result("4.3", answer("4.3-q1", "yes_said"), evidence("E-1", "4.3"), type="baseline")
    assert found.confirmed
