"""The shipped questionnaire holds the facts of the standard as they were checked against several sources."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from gapcheck.questionnaire.model import Questionnaire, group_id

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "facts.json").read_text(encoding="utf-8"))
CLAUSES = {row["id"]: row for row in FACTS["clauses"]}
CONTROLS = {row["id"]: row for row in FACTS["controls"]}


def test_there_are_30_clause_items_93_controls_98_letters_and_41_baseline_questions(
    questionnaire: Questionnaire,
) -> None:
    assert len(questionnaire.clauses) == 30
    assert len(questionnaire.controls) == 93
    assert sum(len(item.letters) for item in questionnaire.clauses) == 98
    assert len(questionnaire.baseline.questions) == 41


def test_the_themes_have_37_8_14_and_34_controls(questionnaire: Questionnaire) -> None:
    counts = Counter(group_id(item) for item in questionnaire.controls)
    assert counts == {"A.5": 37, "A.6": 8, "A.7": 14, "A.8": 34}
    names = {group_id(item): item.theme for item in questionnaire.controls}
    assert names == {"A.5": "Organizational", "A.6": "People", "A.7": "Physical", "A.8": "Technological"}


def test_items_stand_in_the_order_of_the_standard(questionnaire: Questionnaire) -> None:
    assert [item.id for item in questionnaire.items] == [*CLAUSES, *CONTROLS]


def test_headings_are_groups_with_their_titles(questionnaire: Questionnaire) -> None:
    titles = {group.id: group.title for group in questionnaire.manifest.groups if group.kind == "clause"}
    assert titles == FACTS["headings"]


@pytest.mark.parametrize("ref", CLAUSES)
def test_clause(ref: str, questionnaire: Questionnaire) -> None:
    item, fact = questionnaire.by_id[ref], CLAUSES[ref]
    assert item.kind == "clause"
    assert item.title == fact["node_title"] or item.full_title == fact["title"]
    assert list(item.letters) == fact["letters"]
    assert item.documentation == fact["documentation"]
    assert list(item.ref_2013) == fact["ref_2013"]
    assert item.can_be_not_applicable is fact["can_be_not_applicable"] is False
    assert (item.amendment.kind if item.amendment else None) == fact["amendment"]
    covered = {letter for question in item.questions for letter in question.letters}
    assert covered == set(fact["letters"]), "each lettered point is covered by a question"


@pytest.mark.parametrize("ref", CONTROLS)
def test_control(ref: str, questionnaire: Questionnaire) -> None:
    item, fact = questionnaire.by_id[ref], CONTROLS[ref]
    assert item.kind == "control"
    assert (item.title, item.theme) == (fact["title"], fact["theme"])
    assert list(item.ref_2013) == fact["ref_2013"]
    assert (item.change_2022.status == "new") is item.new_in_2022 is fact["new"]
    assert (item.change_2022.status == "merged") is fact["merged"]
    assert item.document_is_mandatory is fact["documented_in_text"]
    assert item.can_be_not_applicable
    assert item.attributes is not None
    for name, values in fact["attributes"].items():
        found = {value.replace(" ", "_") for value in getattr(item.attributes, name)}
        assert found == set(values), name


def test_eleven_controls_are_new_and_24_are_merged(questionnaire: Questionnaire) -> None:
    statuses = Counter(item.change_2022.status for item in questionnaire.controls)
    assert statuses["new"] == 11
    assert statuses["merged"] == 24


def test_6_3_is_the_one_clause_without_a_counterpart_in_2013(questionnaire: Questionnaire) -> None:
    assert [item.id for item in questionnaire.clauses if item.new_in_2022] == ["6.3"]


def test_the_amendment_adds_a_requirement_at_4_1_and_only_a_note_at_4_2(questionnaire: Questionnaire) -> None:
    amended = {item.id: item.amendment.kind for item in questionnaire.items if item.amendment}
    assert amended == {"4.1": "requirement", "4.2": "note"}


@pytest.mark.parametrize("stage", ["stage1", "stage2"])
def test_gates(stage: str, questionnaire: Questionnaire) -> None:
    found = [
        {
            "id": gate.id,
            "level": gate.level,
            "basis": gate.basis,
            "need": gate.need,
            "refs": list(gate.refs),
            "rule": bool(gate.rule),
            "option": gate.option,
        }
        for gate in getattr(questionnaire.gates, stage)
    ]
    assert found == FACTS["gates"][stage]


def test_prechecks(questionnaire: Questionnaire) -> None:
    assert [check.id for check in questionnaire.gates.precheck] == [row["id"] for row in FACTS["gates"]["precheck"]]


def test_dependencies(questionnaire: Questionnaire) -> None:
    def triples(edges: Any) -> list[tuple[str, str, str]]:
        return sorted((item, need, kind) for item, needs, kind in edges for need in needs)

    found = triples((edge.item, edge.needs, edge.kind) for edge in questionnaire.edges)
    assert found == triples((edge["item"], edge["needs"], edge["kind"]) for edge in FACTS["edges"])


def test_the_baseline_asks_these_questions_in_this_order(questionnaire: Questionnaire) -> None:
    found = []
    for entry in questionnaire.baseline.questions:
        question = questionnaire.question_by_id[entry.question]
        ref = questionnaire.item_of_question[entry.question].id
        found.append({"ref": ref, "minutes": entry.minutes, "why": list(entry.why), "ask": question.ask})
    assert found == FACTS["baseline"]["questions"]


def test_the_baseline_profile_hints_at_controls(questionnaire: Questionnaire) -> None:
    found = [{"id": entry.id, "hints": list(entry.hints)} for entry in questionnaire.baseline.profile]
    assert found == FACTS["baseline"]["profile"]


def test_the_baseline_takes_about_an_hour(questionnaire: Questionnaire) -> None:
    assert 55 <= sum(entry.minutes for entry in questionnaire.baseline.questions) <= 65
