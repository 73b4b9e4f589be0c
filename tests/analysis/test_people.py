"""Whom to ask what, and the warning that one person stands behind nearly everything."""

import pytest
from building import Builder, action, answer, exclude, site

from gapcheck.analysis.people import NOBODY_NAMED, PersonToAsk, one_owner, people_to_ask
from gapcheck.changes.base import Change
from gapcheck.questionnaire.model import Questionnaire

ASKED = ("4.1-q1", "4.2-q1", "4.3-q1", "5.1-q1", "5.2-q1", "5.3-q1", "6.2-q1", "7.2-q1", "7.3-q1", "8.1-q1")


def unknown(question: str, who: str = "", **fields: str) -> Change:
    return answer(question, "unknown", who_would_know=who, **fields)


def asked(build: Builder, *changes: Change) -> dict[str, list[str]]:
    """The questions of each person, in the order that people come in."""
    found = people_to_ask(build.material(*changes, type="baseline"))
    return {person.name: [each.question for each in person.questions] for person in found}


def test_nobody_is_asked_when_nothing_was_unknown(build: Builder) -> None:
    others = ("yes_shown", "yes_said", "partly", "no", "skipped")
    changes = [answer(question, value) for question, value in zip(ASKED, others, strict=False)]
    assert people_to_ask(build.material(*changes, type="baseline")) == ()
    assert people_to_ask(build.material(type="baseline")) == ()


def test_one_person_is_one_however_the_name_was_typed(build: Builder) -> None:
    changes = [unknown("4.1-q1", "Ida Holm"), unknown("4.2-q1", "  ida   HOLM "), unknown("4.3-q1", "IDA HOLM")]
    assert asked(build, *changes) == {"Ida Holm": ["4.1-q1", "4.2-q1", "4.3-q1"]}


def test_whoever_has_most_to_answer_comes_first_and_the_usual_roles_come_last(build: Builder) -> None:
    changes = [
        *(unknown(question) for question in ASKED[:4]),
        unknown("5.2-q1", "Zoe"),
        unknown("5.3-q1", "Bo"),
        unknown("6.2-q1", "Bo"),
        unknown("7.2-q1", "Al"),
    ]
    found = people_to_ask(build.material(*changes, type="baseline"))
    assert [person.name for person in found[:3]] == ["Bo", "Al", "Zoe"]
    assert [person.proposed for person in found[:3]] == [False] * 3
    assert all(person.proposed for person in found[3:])
    assert sorted(each.question for person in found[3:] for each in person.questions) == sorted(ASKED[:4])


def test_the_usual_role_is_one_that_can_tell_about_the_fact(build: Builder, questionnaire: Questionnaire) -> None:
    for person in people_to_ask(build.material(*map(unknown, ASKED), type="baseline")):
        role = next(role for role in questionnaire.roles if role.name == person.name)
        for each in person.questions:
            assert role in questionnaire.roles_of_item[each.item]
            assert questionnaire.question_by_id[each.question].dimension in role.speaks_of


def test_somebody_stands_in_where_no_role_can_tell(build: Builder, questionnaire: Questionnaire) -> None:
    none = [
        question.id
        for item in questionnaire.items
        for question in item.questions
        if not any(question.dimension in role.speaks_of for role in questionnaire.roles_of_item[item.id])
    ]
    found = asked(build, *(unknown(question) for question in none))
    assert found == ({NOBODY_NAMED: none} if none else {})


def test_a_question_brings_all_that_the_person_needs(build: Builder, questionnaire: Questionnaire) -> None:
    (person,) = people_to_ask(build.material(unknown("A.8.13-q1", "Ida", note="tapes?"), type="baseline"))
    (each,) = person.questions
    question = questionnaire.question_by_id["A.8.13-q1"]
    assert (each.item, each.title, each.ask) == ("A.8.13", "Information backup", question.ask)
    assert (each.site, each.note, each.minutes) == ("", "tapes?", question.minutes)


def test_minutes_of_a_person_are_those_of_the_questions(build: Builder, questionnaire: Questionnaire) -> None:
    found = people_to_ask(build.material(*(unknown(question, "Ida") for question in ASKED), type="baseline"))
    assert [person.minutes for person in found] == [
        sum(questionnaire.question_by_id[question].minutes for question in ASKED)
    ]


def test_each_site_is_asked_on_its_own(build: Builder) -> None:
    changes = [site("berlin"), unknown("A.8.13-q1", "Ida", site="berlin"), unknown("A.8.13-q1", "Ida")]
    (person,) = people_to_ask(build.material(*changes, type="baseline"))
    assert sorted(each.site for each in person.questions) == ["", "berlin"]


def test_a_control_that_is_left_out_needs_no_answer(build: Builder) -> None:
    changes = [unknown("A.8.13-q1", "Ida"), unknown("A.8.8-q1", "Ida"), exclude("A.8.13")]
    assert asked(build, *changes) == {"Ida": ["A.8.8-q1"]}


def test_an_answer_that_came_back_is_off_the_list(build: Builder) -> None:
    changes = [unknown("4.1-q1", "Ida"), unknown("4.2-q1", "Ida"), answer("4.1-q1", "no")]
    assert asked(build, *changes) == {"Ida": ["4.2-q1"]}


@pytest.mark.parametrize(
    ("mine", "others", "warned"),
    [(4, 0, False), (5, 0, True), (5, 2, True), (7, 3, True), (6, 3, False), (5, 5, False)],
)
def test_one_owner_needs_five_names_and_seven_of_ten(build: Builder, mine: int, others: int, warned: bool) -> None:
    who = ["Ida"] * mine + [f"Person {n}" for n in range(others)]
    changes = [unknown(question, name) for question, name in zip(ASKED, who, strict=False)]
    found = one_owner(build.material(*changes, type="baseline"))
    assert (found is not None) == warned
    if found is not None:
        assert (found.name, found.count, found.total, found.is_it) == ("Ida", mine, mine + others, False)


def test_questions_without_a_name_say_nothing_about_owners(build: Builder) -> None:
    assert one_owner(build.material(*map(unknown, ASKED), type="baseline")) is None
    assert one_owner(build.material(*(unknown(question, "  ") for question in ASKED), type="baseline")) is None


def test_owners_of_open_actions_count_and_the_name_goes_before_the_role(build: Builder) -> None:
    changes = [action(f"B-{n}", "4.1", owner="Ida", owner_role="ISMS manager") for n in range(3)]
    changes += [action(f"C-{n}", "4.1", owner_role="ida") for n in range(2)]
    done = [action(f"D-{n}", "4.1", owner="Bo", status="done", closing_note="seen") for n in range(9)]
    found = one_owner(build.material(*changes, *done))
    assert found is not None
    assert (found.name, found.count, found.total) == ("Ida", 5, 5)


@pytest.mark.parametrize(
    "word",
    ["IT", "it", "I.T.", "our IT", "the it department", "IT support", "Head of IT", "head of it", "EDV", "Admin",
     "sysadmin", "System Administrator", "DevOps", "Anna (IT)", "ICT manager"],
)  # fmt: skip
def test_words_for_those_who_run_the_computers(build: Builder, word: str) -> None:
    who = ["IT", "IT", "IT", "IT", word]
    found = one_owner(build.material(*(unknown(q, name) for q, name in zip(ASKED, who, strict=False))))
    assert found is not None
    assert (found.name, found.count, found.is_it) == ("IT", 5, True)


@pytest.mark.parametrize(
    "word", ["Anna, if it is not Bo", "it depends", "Kit", "Britta", "Office administrator", "Edith", "the auditor"]
)
def test_words_that_only_look_like_it(build: Builder, word: str) -> None:
    who = ["IT", "IT", "IT", "IT", word]
    found = one_owner(build.material(*(unknown(q, name) for q, name in zip(ASKED, who, strict=False))))
    assert found is not None
    assert found.count == 4


def test_people_say_what_they_hold() -> None:
    assert PersonToAsk(name="Ida", proposed=False, questions=()).minutes == 0
