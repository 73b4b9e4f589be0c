"""The data for machines has every field, always under the same key."""

import json

from gapcheck.questionnaire.as_json import item_data, questionnaire_data
from gapcheck.questionnaire.model import Item, Questionnaire

DERIVED = {"covers", "full_title", "depends_on", "gate", "new_in_2022", "document_is_mandatory", "minutes"}


def test_every_item_has_the_same_keys(good: Questionnaire) -> None:
    keys = {*Item.__struct_fields__, *DERIVED}
    for item in good.items:
        assert set(item_data(good, item)) == keys


def test_what_is_derived(good: Questionnaire) -> None:
    data = item_data(good, good.by_id["A.8.13"])
    assert data["covers"] == ["A.8.13"]
    assert data["depends_on"] == [{"needs": "8.2", "kind": "soft"}, {"needs": "8.2", "kind": "justify"}]
    assert data["gate"] == {"stage1": "none", "stage2": "concern"}
    assert (data["new_in_2022"], data["document_is_mandatory"]) == (False, False)
    assert data["full_title"] == "Information backup"
    assert [(question["ref"], question["baseline"]) for question in data["questions"]] == [
        ("A.8.13", True),
        ("A.8.13", False),
        ("A.8.13", False),
    ]
    assert list(data["attributes"]) == ["control_type", "properties", "concepts", "capabilities", "domains"]
    assert item_data(good, good.by_id["8.2"])["gate"] == {"stage1": "blocker", "stage2": "blocker"}


def test_empty_values_are_there(good: Questionnaire) -> None:
    data = item_data(good, good.by_id["8.2"])
    assert (data["attributes"], data["amendment"], data["letters"], data["heading"]) == (None, None, [], "")
    assert data["questions"][0]["help"] == ""


def test_the_whole_questionnaire(good: Questionnaire) -> None:
    data = questionnaire_data(good)
    assert list(data) == [
        *("id", "title", "version", "edition", "groups"),
        *("items", "gates", "dependencies", "baseline", "glossary", "totals"),
    ]
    assert data["groups"][0] == {"id": "4", "title": "Context of the organization", "kind": "clause"}
    assert data["dependencies"][0] == {"item": "8.2", "needs": ["4.1"], "kind": "hard", "why": "context first"}
    assert data["totals"]["questions"] == 12
    assert json.loads(json.dumps(data)) == data
