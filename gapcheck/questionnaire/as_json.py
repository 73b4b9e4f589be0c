"""A questionnaire as plain data with stable keys, for `gapcheck questionnaire show --json`.

Every field is always there, empty or not, beside what is derived from the gates, dependencies and baseline files.
"""

from typing import Any

import msgspec

from gapcheck.questionnaire.model import Item, Questionnaire
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
    }


def questionnaire_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """The whole questionnaire."""
    return {
        **_plain(questionnaire.manifest),
        "items": [item_data(questionnaire, item) for item in questionnaire.items],
        "gates": _plain(questionnaire.gates),
        "dependencies": _plain(questionnaire.edges),
        "baseline": _plain(questionnaire.baseline),
        "glossary": _plain(questionnaire.glossary),
        "totals": _plain(totals(questionnaire)),
    }
