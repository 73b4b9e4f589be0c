"""The data for machines has every field, always under the same key."""

import json

from gapcheck.questionnaire.as_json import item_data, questionnaire_data, role_data
from gapcheck.questionnaire.model import Item, Questionnaire

DERIVED = {"covers", "full_title", "depends_on", "gate", "new_in_2022", "document_is_mandatory", "minutes", "roles"}


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
        *("items", "gates", "dependencies", "baseline", "scope", "learn", "on_site", "glossary"),
        *("roles", "evidence_index", "totals"),
    ]
    assert data["groups"][0] == {"id": "4", "title": "Context of the organization", "kind": "clause"}
    assert data["dependencies"][0] == {"item": "8.2", "needs": ["4.1"], "kind": "hard", "why": "context first"}
    assert data["totals"]["questions"] == 12
    assert json.loads(json.dumps(data)) == data


def test_who_to_talk_to_and_what_to_ask_for(good: Questionnaire) -> None:
    data = questionnaire_data(good)
    assert [item["roles"] for item in data["items"]] == [["boss"], ["boss"], ["it"], ["it"]]
    boss, it = data["roles"]
    assert (boss["items"], boss["question_count"], boss["minutes"]) == (["4.1", "8.2"], 6, 22.5)
    assert (boss["small_org"], boss["also"]) == ("The owner.", ["top manager", "risk owner"])
    asked = role_data(good, good.roles[1])["questions"]
    assert len(asked) == it["question_count"] == 5, "whoever does not speak of documents is not asked about them"
    assert {question["dimension"] for question in asked} == {"implemented", "effective"}
    assert [question["ref"] for question in asked] == ["A.8.2", "A.8.2", "A.8.2", "A.8.13", "A.8.13"]
    assert data["evidence_index"][0] == {
        "id": "register",
        "name": "Register of risks",
        "type": "record",
        "strength": "strong",
        "serves": ["4.1", "8.2"],
        "ask_for": "Please show me the register.",
        "look_at": "Dates and owners.",
        "usual_owner": "boss",
    }


def test_totals_of_each_group(good: Questionnaire) -> None:
    groups = questionnaire_data(good)["totals"]["groups"]
    assert [(row["id"], row["items"], row["questions"], row["evidence"], row["minutes"]) for row in groups] == [
        ("4", 1, 3, 4, 10.5),
        ("8", 1, 3, 4, 12),
        ("A.8", 2, 6, 8, 20),
    ]
