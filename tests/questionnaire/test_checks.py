"""Each content rule passes for right content and speaks up for wrong content, with the item and the field."""

import time
from typing import Any

import msgspec
import pytest

from gapcheck.questionnaire.checks import check
from gapcheck.questionnaire.checks_language import reading_ease
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.questionnaire.problems import Problem
from gapcheck.questionnaire.totals import totals

from .mini import replaced

BACKUP = "A.8.13"


def found(questionnaire: Questionnaire, field: str) -> list[Problem]:
    return [problem for problem in check(questionnaire) if problem.field == field]


def with_part(item: Item, name: str, number: int, **fields: Any) -> tuple[Any, ...]:
    """One of an item's lists with some fields of one entry replaced."""
    entries = list(getattr(item, name))
    entries[number] = msgspec.structs.replace(entries[number], **fields)
    return tuple(entries)


def test_good_content_has_no_problems(good: Questionnaire) -> None:
    assert check(good) == []


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        ({"why_it_matters": ""}, "why_it_matters", "nothing is written"),
        ({"provenance": ()}, "provenance", "nothing is written"),
        ({"one_line": "word " * 16}, "one_line", "16 words; at most 15"),
        ({"what_it_means": "Only one sentence."}, "what_it_means", "1 sentences; 2 to 4"),
        ({"questions": ()}, "questions", "0 entries; 3 to 7"),
        ({"evidence": ()}, "evidence", "0 entries; 4 to 7"),
        ({"implementation_steps": ("Go.",) * 9}, "implementation_steps", "9 entries; 4 to 8"),
        ({"typical_nonconformities": ()}, "typical_nonconformities", "0 entries; 2 to 5"),
        ({"common_mistakes": ("Late.",) * 7}, "common_mistakes", "7 entries; 3 to 6"),
        ({"remediation": ()}, "remediation", "0 entries; 2 to 5"),
        ({"na_hint": ""}, "na_hint", "a control needs this"),
        ({"theme": ""}, "theme", "a control needs this"),
        ({"attributes": None}, "attributes", "a control needs this"),
        ({"documentation": "document"}, "documented_info.mandatory", "name it"),
        ({"letters": ("a", "b")}, "questions", "no question covers letter a, b"),
        ({"small_org_tip": "You shall test it."}, "small_org_tip", "'shall'"),
        ({"na_hint": "Ensure That it is robust."}, "na_hint", "'robust'"),
        ({"glossary": ("unheard of",)}, "glossary", "'unheard of' is not in the glossary"),
    ],
)
def test_a_rule_speaks_up(good: Questionnaire, fields: dict[str, Any], field: str, part: str) -> None:
    assert any(part in problem.sentence for problem in found(replaced(good, BACKUP, **fields), field))
    assert found(good, field) == []


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        ({"ask": "word " * 20 + "word?"}, "ask", "21 words; at most 20"),
        ({"ask": "Tell me all"}, "ask", "ends with a question mark"),
        ({"minutes": 0.5}, "minutes", "0.5 minutes; 1 to 10"),
        ({"minutes": 11.0}, "minutes", "11 minutes; 1 to 10"),
        ({"good_answer": ""}, "good_answer", "nothing is written"),
    ],
)
def test_a_rule_on_questions_speaks_up(good: Questionnaire, fields: dict[str, Any], field: str, part: str) -> None:
    questions = with_part(good.by_id[BACKUP], "questions", 1, **fields)
    (problem,) = found(replaced(good, BACKUP, questions=questions), f"questions[A.8.13-q2].{field}")
    assert part in problem.sentence
    assert (problem.item, problem.severity) == (BACKUP, "error")


def test_each_fact_that_applies_has_a_question(good: Questionnaire) -> None:
    asked = good.by_id[BACKUP].questions
    for kept, missing in (((1, 2, 2), "effective"), ((0, 2, 2), "implemented")):
        changed = replaced(good, BACKUP, questions=tuple(asked[number] for number in kept))
        assert any(f"'{missing}'" in problem.sentence for problem in found(changed, "questions"))
    without_document = tuple(question for question in asked if question.dimension != "documented")
    assert not any(
        "'documented'" in p.sentence for p in found(replaced(good, BACKUP, questions=without_document), "questions")
    )
    mandatory = replaced(good, BACKUP, questions=without_document, documentation="document")
    assert any("'documented'" in problem.sentence for problem in found(mandatory, "questions"))


def test_strong_evidence_must_be_more_than_a_document(good: Questionnaire) -> None:
    pieces = tuple(msgspec.structs.replace(piece, type="document") for piece in good.by_id[BACKUP].evidence)
    assert "no strong piece" in found(replaced(good, BACKUP, evidence=pieces), "evidence")[0].sentence


@pytest.mark.parametrize(
    ("effort", "days", "part"),
    [
        ("S", "1", None),
        ("S", "0.5-1", None),
        ("M", "1-4", None),
        ("M", "1.5", None),
        ("L", "2\N{EN DASH}10", None),
        ("XL", "8-15", None),
        ("S", "2", "2 days are M, not S"),
        ("M", "2-5", "2-5 days are L, not M"),
        ("L", "1-8", "spans 3 classes"),
        ("XL", "1-12", "spans 4 classes"),
        ("M", "4-2", "runs backwards"),
        ("M", "some", "neither a number nor a range"),
    ],
)
def test_effort_fits_the_days(good: Questionnaire, effort: str, days: str, part: str | None) -> None:
    actions = with_part(good.by_id[BACKUP], "remediation", 0, effort=effort, days=days)
    problems = [p for p in check(replaced(good, BACKUP, remediation=actions)) if p.field.startswith("remediation")]
    assert [part in problem.sentence for problem in problems] == ([True] if part else [])


def test_clauses_have_nothing_that_only_controls_have(good: Questionnaire) -> None:
    changed = replaced(good, "8.2", theme="People", na_hint="Never.", attributes=good.by_id[BACKUP].attributes)
    fields = {problem.field for problem in check(changed) if "only controls" in problem.sentence}
    assert fields == {"theme", "na_hint", "attributes"}


def test_attributes_are_those_of_iso_27002(good: Questionnaire) -> None:
    attributes = good.by_id[BACKUP].attributes
    assert attributes is not None
    wrong = msgspec.structs.replace(attributes, control_type=("Preventative",), concepts=())
    changed = replaced(good, BACKUP, attributes=wrong)
    assert "'Preventative'" in found(changed, "attributes.control_type")[0].sentence
    assert "nothing" in found(changed, "attributes.concepts")[0].sentence


def test_documents_are_mandatory_only_where_the_standard_says_so(good: Questionnaire) -> None:
    info = msgspec.structs.replace(good.by_id[BACKUP].documented_info, mandatory=("Backup policy",))
    assert found(replaced(good, BACKUP, documented_info=info), "documented_info.mandatory")


def test_one_sentence_serves_one_item(good: Questionnaire) -> None:
    said = "One  table IS enough, for ten people!"
    (problem,) = found(replaced(good, BACKUP, small_org_tip=f"Start now. {said}"), "small_org_tip")
    assert "stands in 8.2" in problem.sentence
    assert found(replaced(good, BACKUP, small_org_tip="One table is enough."), "small_org_tip") == []
    twice = replaced(good, "8.2", common_mistakes=(good.by_id["8.2"].small_org_tip, "No dates.", "One person."))
    assert found(twice, "common_mistakes[1]") == []


def test_nearly_the_same_question_is_asked_in_one_item_only(good: Questionnaire) -> None:
    ask = "When did you last carry out a full risk assessment?"
    questions = with_part(good.by_id[BACKUP], "questions", 1, ask=ask)
    (problem,) = found(replaced(good, BACKUP, questions=questions), "questions[A.8.13-q2].ask")
    assert "nearly the same as 8.2-q1" in problem.sentence
    within = with_part(good.by_id["8.2"], "questions", 1, ask=ask)
    assert check(replaced(good, "8.2", questions=within)) == []


def test_terms_are_looked_up_only_when_there_is_a_glossary(good: Questionnaire) -> None:
    changed = msgspec.structs.replace(replaced(good, BACKUP, glossary=("unheard of",)), glossary=())
    assert found(changed, "glossary") == []


def test_hard_reading_is_a_warning(good: Questionnaire) -> None:
    hard = "Organizational classification methodologies necessitate comprehensive interdepartmental deliberation."
    (problem,) = found(replaced(good, BACKUP, why_it_matters=hard), "why_it_matters")
    assert problem.severity == "warning"
    assert reading_ease("The cat sat on the mat. It was warm.") > 90 > 30 > reading_ease(hard)


def test_errors_come_before_warnings_and_items_in_order(good: Questionnaire) -> None:
    changed = replaced(good, BACKUP, what_it_means="One.", provenance=())
    changed = replaced(changed, "4.1", provenance=())
    assert [(p.item, p.severity) for p in check(changed)] == [("4.1", "error"), (BACKUP, "error"), (BACKUP, "warning")]
    assert str(check(changed)[0]) == "4.1, provenance: nothing is written here"


def test_totals(good: Questionnaire) -> None:
    counted = totals(good)
    assert (counted.items, counted.clauses, counted.controls) == (4, 2, 2)
    assert (counted.questions, counted.evidence) == (12, 16)
    assert counted.minutes_of_item == {"4.1": 10.5, "8.2": 12, "A.8.2": 9, "A.8.13": 11}
    assert counted.minutes == 42.5


def test_a_full_questionnaire_is_checked_quickly(good: Questionnaire) -> None:
    many = tuple(msgspec.structs.replace(good.items[n % 4], id=f"A.9.{n}") for n in range(123))
    full = msgspec.structs.replace(good, items=many)
    start = time.process_time()
    check(full)
    assert time.process_time() - start < 2
