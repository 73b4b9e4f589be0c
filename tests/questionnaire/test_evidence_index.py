"""The evidence index serves every item, and each piece says how to ask for it and what to look at."""

import msgspec
import pytest

from gapcheck.questionnaire.checks import check
from gapcheck.questionnaire.model import Questionnaire


def test_an_item_that_nothing_serves_is_an_error(good: Questionnaire) -> None:
    changed = msgspec.structs.replace(good, evidence_index=good.evidence_index[:1])
    assert [(problem.item, problem.field, problem.severity) for problem in check(changed)] == [
        ("A.8.2", "evidence", "error"),
        ("A.8.13", "evidence", "error"),
    ]
    assert check(msgspec.structs.replace(good, evidence_index=())) == []


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        ({"ask_for": ""}, "ask_for", "nothing is written"),
        ({"ask_for": "Show me. Now, please."}, "ask_for", "one plain sentence"),
        ({"look_at": ""}, "look_at", "nothing is written"),
        ({"usual_owner": ""}, "usual_owner", "nothing is written"),
        ({"serves": ("A.8.2", "A.8.13", "A.8.2")}, "serves", "A.8.2 stands here twice"),
        ({"look_at": "Whether rights shall end."}, "look_at", "'shall'"),
        ({"look_at": "Whether it was analyzed."}, "look_at", "'analysed'"),
    ],
)
def test_a_rule_on_evidence_speaks_up(good: Questionnaire, fields: dict[str, object], field: str, part: str) -> None:
    first, second = good.evidence_index
    changed = msgspec.structs.replace(good, evidence_index=(first, msgspec.structs.replace(second, **fields)))
    (problem,) = check(changed)
    assert (problem.item, problem.field) == ("account-list", field)
    assert part in problem.sentence


def test_every_item_of_the_standard_is_served(questionnaire: Questionnaire) -> None:
    pieces = questionnaire.evidence_index
    assert {ref for piece in pieces for ref in piece.serves} == set(questionnaire.by_id)
    assert {piece.usual_owner for piece in pieces} <= {role.id for role in questionnaire.roles}
    names = [piece.name.casefold() for piece in pieces]
    assert len(set(names)) == len(names) >= 60


def test_the_pieces_that_everybody_expects_are_there(questionnaire: Questionnaire) -> None:
    serves = {piece.id: piece.serves for piece in questionnaire.evidence_index}
    assert "A.5.9" in serves["asset-list"]
    assert "A.8.13" in serves["restore-test"]
    assert "6.1.3" in serves["statement-of-applicability"]
    assert {"9.3.2", "9.3.3"} <= set(serves["management-review-minutes"])
    assert {"A.5.18", "A.5.11", "A.6.5"} <= set(serves["leaver-sample"])


def test_nearly_every_item_has_something_strong_to_look_at(questionnaire: Questionnaire) -> None:
    strong = {ref for piece in questionnaire.evidence_index if piece.strength == "strong" for ref in piece.serves}
    assert set(questionnaire.by_id) - strong <= {"4.1", "4.4"}, "context and overview are told, not recorded"


def test_the_shipped_questionnaire_has_no_errors(questionnaire: Questionnaire) -> None:
    assert [str(problem) for problem in check(questionnaire) if problem.severity == "error"] == []
