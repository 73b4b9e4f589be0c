"""Interviews by person: what is still to be asked, across items, in the order of a conversation."""

from typing import Any

import pytest
from building import Builder, answer, exclude, include, site

from gapcheck.analysis.interview import Sheet, sheet, sheet_of
from gapcheck.changes.base import Change
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.roles import Role
from gapcheck.records.day import Participant

# of a clause and of a control, which can be left out
OTHERS = ("4.1-q1", "A.7.4-q1")


@pytest.fixture(scope="module")
def role(questionnaire: Questionnaire) -> Role:
    """A role that speaks of documents as well as of practice, and of many items."""
    speaks_of_all = [role for role in questionnaire.roles if len(role.speaks_of) == 3]
    return max(speaks_of_all, key=lambda role: len(questionnaire.items_of_role(role)))


def asked(found: Sheet) -> list[str]:
    return [each.question.id for each in found.questions]


def to_ask(found: Sheet) -> list[str]:
    return [each.question.id for each in found.open]


def of_role(build: Builder, role: Role, *changes: Change, type: Any = "gap_analysis", **fields: str) -> Sheet:
    return sheet(build.material(*changes, type=type), (role,), **fields)


def test_everything_the_role_can_answer_is_open_at_first(build: Builder, role: Role) -> None:
    found = of_role(build, role)
    wanted = build.questionnaire.questions_of_role(role)
    assert sorted(asked(found)) == sorted(to_ask(found)) == sorted(question.id for question in wanted)
    assert found.minutes == sum(question.minutes for question in wanted)
    assert found.opens_with == role.opens_with
    assert found.title == role.name


def test_items_come_in_their_order_and_what_is_done_before_what_is_written(build: Builder, role: Role) -> None:
    questions = of_role(build, role).questions
    place = {item.id: number for number, item in enumerate(build.questionnaire.items)}
    written = [(place[each.item.id], each.question.dimension == "documented") for each in questions]
    assert written == sorted(written)
    assert len({second for _, second in written}) == 2, "both kinds are asked"


@pytest.mark.parametrize("value", ["yes_shown", "yes_said", "partly", "no"])
def test_an_answered_question_is_not_open(build: Builder, role: Role, value: Any) -> None:
    question = build.questionnaire.questions_of_role(role)[0]
    found = of_role(build, role, answer(question.id, value))
    assert question.id in asked(found)
    assert question.id not in to_ask(found)
    assert found.minutes == of_role(build, role).minutes - question.minutes


@pytest.mark.parametrize("value", ["unknown", "skipped"])
def test_what_nobody_knew_is_still_open(build: Builder, role: Role, value: Any) -> None:
    question = build.questionnaire.questions_of_role(role)[0]
    assert question.id in to_ask(of_role(build, role, answer(question.id, value)))


def test_what_a_person_is_named_for_comes_first(build: Builder, role: Role) -> None:
    last = build.questionnaire.questions_of_role(role)[-1].id
    named = [
        answer(last, "unknown", who_would_know="Ida Holm"),
        answer("4.1-q1", "unknown", who_would_know="ida  HOLM"),
    ]
    found = of_role(build, role, *named, name="Ida Holm")
    assert asked(found)[:2] == ["4.1-q1", last]
    assert [each.named for each in found.questions[:3]] == [True, True, False]
    assert found.title == "Ida Holm"
    assert of_role(build, role, *named, name="Bo").questions[0].question.id == asked(of_role(build, role))[0]


def test_once_answered_it_takes_its_own_place_again(build: Builder, role: Role) -> None:
    last = build.questionnaire.questions_of_role(role)[-1].id
    named = [answer(last, "unknown", who_would_know="Ida"), answer(last, "no")]
    assert asked(of_role(build, role, *named, name="Ida")) == asked(of_role(build, role))


def test_a_participant_is_known_by_name_by_id_and_behind_an_at(build: Builder, role: Role) -> None:
    ida = Participant(id="IH", name="Ida Holm", roles=(role.id,))
    for who in ("Ida Holm", "ih", "@IH", " IDA holm"):
        found = sheet_of(build.material(answer("4.1-q1", "unknown", who_would_know=who)), ida)
        assert (asked(found)[0], found.questions[0].named) == ("4.1-q1", True)
        assert len(asked(found)) == len(set(asked(found)))
    assert sheet_of(build.material(), ida).title == "Ida Holm"


def test_a_participant_without_a_role_is_asked_what_they_were_named_for(build: Builder) -> None:
    named = [answer(question, "unknown", who_would_know="IH") for question in OTHERS]
    found = sheet_of(build.material(*named), Participant(id="IH", name="IH"))
    assert asked(found) == list(OTHERS)
    assert found.opens_with == ()
    assert asked(sheet_of(build.material(*named), Participant(id="BL", name="Bo Lund"))) == []


def test_nobody_is_named_by_an_empty_name(build: Builder) -> None:
    assert asked(sheet(build.material(answer("4.1-q1", "unknown")), ())) == []


def test_several_roles_of_one_person_ask_each_question_once(build: Builder) -> None:
    roles = build.questionnaire.roles[:3]
    found = sheet(build.material(), (*roles, roles[0]))
    assert len(asked(found)) == len(set(asked(found)))
    assert set(asked(found)) == {q.id for role in roles for q in build.questionnaire.questions_of_role(role)}
    assert len(found.opens_with) == len(set(found.opens_with))


def test_excluded_controls_are_left_out_even_for_those_who_were_named(build: Builder) -> None:
    named = answer("A.7.4-q1", "unknown", who_would_know="Ida")
    assert asked(sheet(build.material(named), (), name="Ida")) == ["A.7.4-q1"]
    assert asked(sheet(build.material(named, exclude("A.7.4")), (), name="Ida")) == []
    assert asked(sheet(build.material(named, include("A.7.4")), (), name="Ida")) == ["A.7.4-q1"]


def test_a_baseline_asks_only_its_own_questions(build: Builder) -> None:
    found = sheet(build.material(type="baseline"), build.questionnaire.roles)
    assert asked(found)
    assert set(asked(found)) <= build.questionnaire.baseline_ids


def test_each_site_is_asked_on_its_own(build: Builder, role: Role) -> None:
    question = build.questionnaire.questions_of_role(role)[0].id
    sites = [site("berlin"), site("oslo")]
    here = answer(question, "no", site="berlin")
    assert question not in to_ask(of_role(build, role, *sites, here, site="berlin"))
    assert question in to_ask(of_role(build, role, *sites, here, site="oslo"))
    assert question in to_ask(of_role(build, role, *sites, here))
    everywhere = answer(question, "no")
    assert question not in to_ask(of_role(build, role, *sites, everywhere, site="oslo"))
    reopened = [everywhere, answer(question, "unknown", site="oslo")]
    assert question in to_ask(of_role(build, role, *sites, *reopened, site="oslo"))


def test_somebody_named_at_one_site_is_asked_there_and_where_all_sites_are_asked(build: Builder) -> None:
    named = [site("berlin"), site("oslo"), answer("4.1-q1", "unknown", site="berlin", who_would_know="Ida")]
    material = build.material(*named)
    assert asked(sheet(material, (), name="Ida", site="berlin")) == ["4.1-q1"]
    assert asked(sheet(material, (), name="Ida")) == ["4.1-q1"]
    assert asked(sheet(material, (), name="Ida", site="oslo")) == []
