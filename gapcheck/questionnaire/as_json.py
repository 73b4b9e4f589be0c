"""A questionnaire as plain data with stable keys, for `gapcheck questionnaire show --json`.

Every field is always there, empty or not, beside what is derived from the gates, dependencies and baseline files.
"""

from typing import Any

import msgspec

from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.questionnaire.roles import Role
from gapcheck.questionnaire.totals import item_minutes, totals


def _plain(part: Any) -> Any:
    """What a JSON reader would see: tuples become lists."""
    return msgspec.json.decode(msgspec.json.encode(part))


def item_data(questionnaire: Questionnaire, item: Item) -> dict[str, Any]:
    """One item with all its fields; `attributes` and `amendment` are None where an item has none."""
    data: dict[str, Any] = _plain(item)
    for question in data["questions"]:
        question["ref"] = item.id
        question["baseline"] = question["id"] in questionnaire.baseline_ids
    return {
        **data,
        "covers": [item.id],
        "full_title": item.full_title,
        "depends_on": [{"needs": need, "kind": kind} for need, kind in questionnaire.needs_of(item.id)],
        "gate": questionnaire.gate_of(item.id),
        "new_in_2022": item.new_in_2022,
        "document_is_mandatory": item.document_is_mandatory,
        "minutes": item_minutes(item),
        "roles": [role.id for role in questionnaire.roles_of_item[item.id]],
    }


def roles_data(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Every role with the items that are talked about with it, and how many questions and minutes that is."""
    return [_role(questionnaire, role) for role in questionnaire.roles]


def role_data(questionnaire: Questionnaire, role: Role) -> dict[str, Any]:
    """One role with its questions in full, in the order of the items."""
    questions: list[dict[str, Any]] = _plain(questionnaire.questions_of_role(role))
    for question in questions:
        question["ref"] = questionnaire.item_of_question[question["id"]].id
        question["baseline"] = question["id"] in questionnaire.baseline_ids
    return {**_role(questionnaire, role), "questions": questions}


def _role(questionnaire: Questionnaire, role: Role) -> dict[str, Any]:
    asked = questionnaire.questions_of_role(role)
    return {
        **_plain(role),
        "items": [item.id for item in questionnaire.items_of_role(role)],
        "question_count": len(asked),
        "minutes": sum(question.minutes for question in asked),
    }


def evidence_data(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """The evidence index."""
    data: list[dict[str, Any]] = _plain(questionnaire.evidence_index)
    return data


def questionnaire_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """The whole questionnaire."""
    return {
        **_plain(questionnaire.manifest),
        "items": [item_data(questionnaire, item) for item in questionnaire.items],
        "gates": _plain(questionnaire.gates),
        "dependencies": _plain(questionnaire.edges),
        "baseline": _plain(questionnaire.baseline),
        "scope": _plain(questionnaire.scope),
        "learn": _plain(questionnaire.learn),
        "on_site": _plain(questionnaire.on_site),
        "glossary": _plain(questionnaire.glossary),
        "roles": roles_data(questionnaire),
        "evidence_index": evidence_data(questionnaire),
        "totals": _plain(totals(questionnaire)),
    }
