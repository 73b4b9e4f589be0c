"""How far day one is, what is good already, and what to do first."""

from typing import Any

import pytest
from building import Builder, action, answer, assess, evidence, exclude, facts, site

from gapcheck.analysis.backlog import backlog
from gapcheck.analysis.first_day import FIRST, Progress, Strength, first_actions, progress, strengths
from gapcheck.analysis.items import results
from gapcheck.changes.actions import ActionChanged
from gapcheck.changes.base import Change
from gapcheck.changes.first_day import ProfileGiven
from gapcheck.records.vocabulary import AnswerValue


def so_far(build: Builder, *changes: Change, type: Any = "baseline") -> Progress:
    return progress(build.material(*changes, type=type))


def good(build: Builder, *changes: Change, type: Any = "baseline") -> tuple[Strength, ...]:
    material = build.material(*changes, type=type)
    return strengths(material, results(material))


def all_of(build: Builder, value: AnswerValue, first: int = 0, last: int | None = None) -> list[Change]:
    return [answer(entry.question, value) for entry in build.questionnaire.baseline.questions[first:last]]


def test_at_the_start_everything_is_open(build: Builder) -> None:
    found, asked = so_far(build), build.questionnaire.baseline.questions
    assert (found.done, found.finished, found.clauses_done, found.skipped) == (0, False, False, ())
    assert found.open == tuple(entry.question for entry in asked)
    assert found.minutes_left == sum(entry.minutes for entry in asked)
    assert (len(found.questions), found.clauses) == (41, 23)
    assert found.profile == found.profile_open == build.questionnaire.baseline.profile


def test_clauses_come_before_controls(build: Builder) -> None:
    found = so_far(build)
    kinds = [build.questionnaire.item_of_question[entry.question].kind for entry in found.questions]
    assert kinds == ["clause"] * found.clauses + ["control"] * (41 - found.clauses)


@pytest.mark.parametrize("value", ["yes_shown", "yes_said", "partly", "no", "unknown", "skipped"])
def test_every_kind_of_answer_is_one(build: Builder, value: AnswerValue) -> None:
    found = so_far(build, answer("4.2-q1", value))
    assert found.done == 1
    assert "4.2-q1" not in found.open
    assert found.skipped == (("4.2-q1",) if value == "skipped" else ())


def test_in_the_middle_the_next_is_the_first_open_one(build: Builder) -> None:
    found, asked = so_far(build, *all_of(build, "no", 0, 12)), build.questionnaire.baseline.questions
    assert (found.done, found.open[0]) == (12, asked[12].question)
    assert found.minutes_left == sum(entry.minutes for entry in asked[12:])


def test_an_answer_out_of_turn_leaves_the_others_open(build: Builder) -> None:
    found = so_far(build, answer("A.8.13-q1", "no"))
    assert (found.done, found.open[0]) == (1, build.questionnaire.baseline.questions[0].question)


def test_half_of_the_way_is_when_every_clause_has_an_answer(build: Builder) -> None:
    assert not so_far(build, *all_of(build, "no", 0, 22)).clauses_done
    found = so_far(build, *all_of(build, "no", 0, 23))
    assert (found.clauses_done, found.finished, len(found.open)) == (True, False, 18)
    assert not so_far(build, *all_of(build, "no", 23)).clauses_done


def test_at_the_end_nothing_is_open_even_when_all_was_skipped(build: Builder) -> None:
    found = so_far(build, *all_of(build, "skipped"))
    assert (found.finished, found.clauses_done, found.minutes_left, found.done) == (True, True, 0, 41)
    assert len(found.skipped) == 41


def test_a_skipped_question_that_is_answered_later_is_skipped_no_more(build: Builder) -> None:
    assert so_far(build, answer("4.1-q1", "skipped"), answer("4.1-q1", "no")).skipped == ()


@pytest.mark.parametrize(("berlin", "skipped"), [("no", ()), ("skipped", ("4.1-q1",))])
def test_what_one_site_answered_was_not_skipped(build: Builder, berlin: AnswerValue, skipped: tuple[str, ...]) -> None:
    sites = [site("berlin"), site("oslo")]
    for given in (
        [answer("4.1-q1", berlin, site="berlin"), answer("4.1-q1", "skipped", site="oslo")],
        [answer("4.1-q1", "skipped", site="oslo"), answer("4.1-q1", berlin, site="berlin")],
    ):
        assert so_far(build, *sites, *given).skipped == skipped


def test_the_profile_has_a_progress_of_its_own(build: Builder) -> None:
    first, *rest = build.questionnaire.baseline.profile
    found = so_far(build, ProfileGiven(id=first.id, text=""))
    assert found.profile_open == tuple(rest)
    assert found.done == 0


def test_other_answers_and_other_types_count_too(build: Builder) -> None:
    assert so_far(build, answer("A.8.13-q2", "no")).done == 0
    assert so_far(build, answer("A.8.13-q1", "no"), type="gap_analysis").done == 1


def test_a_yes_is_a_strength_and_nothing_else_is(build: Builder) -> None:
    given = (
        ("4.1-q1", "yes_said"),
        ("4.2-q1", "partly"),
        ("4.3-q1", "no"),
        ("5.1-q1", "unknown"),
        ("5.2-q1", "skipped"),
    )
    found = good(build, *(answer(question, value) for question, value in given))
    assert [(each.question, each.item, each.shown) for each in found] == [("4.1-q1", "4.1", False)]
    assert good(build) == ()


def test_a_strength_says_what_it_means_and_what_was_said(build: Builder) -> None:
    (found,) = good(build, answer("4.3-q1", "yes_said", note="page 2"))
    entry = next(e for e in build.questionnaire.baseline.questions if e.question == "4.3-q1")
    assert (found.text, found.note) == (entry.good, "page 2")
    assert found.title == build.questionnaire.by_id["4.3"].full_title


def test_shown_needs_something_that_was_shown(build: Builder) -> None:
    def shown(*changes: Change) -> list[bool]:
        return [each.shown for each in good(build, *changes)]

    assert shown(answer("4.3-q1", "yes_shown", note="page 2")) == [True]
    assert shown(answer("4.3-q1", "yes_shown")) == [False]
    assert shown(answer("4.3-q1", "yes_shown", note="  ")) == [False]
    assert shown(answer("4.3-q1", "yes_said", note="page 2")) == [False]
    assert shown(answer("4.3-q1", "yes_said"), evidence("E-1", "4.3")) == [True]


def test_what_was_shown_comes_before_what_was_said_and_else_the_order_stays(build: Builder) -> None:
    found = good(
        build,
        answer("A.8.13-q1", "yes_shown", note="restored in May"),
        answer("4.1-q1", "yes_said"),
        answer("5.2-q1", "yes_shown", note="signed"),
        answer("4.2-q1", "yes_said"),
    )
    assert [each.item for each in found] == ["5.2", "A.8.13", "4.1", "4.2"]


def test_a_yes_that_something_seen_contradicts_is_no_strength(build: Builder) -> None:
    assert good(build, answer("A.8.13-q1", "yes_said"), evidence("E-1", "A.8.13", effect="contradicts")) == ()
    assert len(good(build, answer("A.8.13-q1", "yes_said"), evidence("E-1", "A.8.13", effect="context"))) == 1


def test_a_yes_about_a_gap_is_no_strength(build: Builder) -> None:
    assert good(build, answer("6.1.3-q1", "yes_said"), answer("6.1.3-q2", "no")) == ()
    assert good(build, answer("4.1-q1", "yes_said"), assess("4.1", "partial")) == ()
    assert good(build, answer("4.1-q1", "yes_said"), facts("4.1", "no", "no", "no")) == ()


def test_a_yes_stays_one_while_the_other_question_is_open(build: Builder) -> None:
    assert [each.question for each in good(build, answer("6.1.3-q1", "yes_said"))] == ["6.1.3-q1"]
    both = good(build, answer("6.1.3-q1", "yes_said"), answer("6.1.3-q2", "yes_said"))
    assert [each.question for each in both] == ["6.1.3-q1", "6.1.3-q2"]


def test_a_control_that_was_left_out_is_no_strength(build: Builder) -> None:
    assert good(build, answer("A.8.13-q1", "yes_said"), exclude("A.8.13")) == ()


def test_every_site_has_to_say_yes(build: Builder) -> None:
    sites = [site("berlin"), site("oslo")]
    yes = answer("A.8.13-q1", "yes_shown", note="seen", site="berlin")
    assert good(build, *sites, yes, answer("A.8.13-q1", "unknown", site="oslo")) == ()
    (both,) = good(build, *sites, yes, answer("A.8.13-q1", "yes_said", site="oslo"))
    assert not both.shown


def test_strengths_outlive_growing(build: Builder) -> None:
    (found,) = good(build, answer("4.3-q1", "yes_shown", note="page 2"), type="gap_analysis")
    assert found.shown


def chosen(build: Builder, *changes: Change, most: int = FIRST) -> list[str]:
    return [each.action.id for each in first_actions(backlog(build.material(*changes, type="baseline")), most)]


def test_without_a_gap_there_is_nothing_to_begin_with(build: Builder) -> None:
    assert chosen(build) == []


def test_the_first_actions_are_the_top_of_the_backlog(build: Builder) -> None:
    material = build.material(*all_of(build, "no"), type="baseline")
    found = backlog(material)
    first = first_actions(found)
    assert len(first) == FIRST
    tops = list(dict.fromkeys(each.action.items for each in found.actions))
    assert [each.action.items for each in first] == tops[:FIRST]


def test_of_the_steps_for_one_item_the_first_comes_first_unless_somebody_took_another_on(build: Builder) -> None:
    changes = all_of(build, "no")
    assert chosen(build, *changes) == ["4.1-r1", "4.2-r1", "4.3-r1"]
    assert chosen(build, *changes, ActionChanged(id="4.2-r2", owner="Ida")) == ["4.1-r1", "4.2-r2", "4.3-r1"]
    assert chosen(build, *changes, ActionChanged(id="4.3-r3", pinned="the boss wants it"))[0] == "4.3-r3"


def test_each_of_the_first_actions_is_about_something_else(build: Builder) -> None:
    changes = [
        *(action(f"X-{n}", "A.8.13", severity="major", risk="high", effort="S", blocking="stage1") for n in range(4)),
        action("Y", "A.8.7", severity="partial", risk="low", effort="L", blocking="none"),
    ]
    assert chosen(build, *changes) == ["X-0", "Y"]


def test_an_action_for_more_than_what_is_covered_counts(build: Builder) -> None:
    changes = [
        action("X", "A.8.13", severity="major", risk="high", effort="S"),
        action("Y", "A.8.13", "A.8.7", severity="partial", risk="high", effort="M", blocking="none"),
        action("Z", "A.8.7", severity="partial", risk="low", effort="L", blocking="none"),
    ]
    assert chosen(build, *changes) == ["X", "Y"]


def test_fewer_or_more_can_be_asked_for(build: Builder) -> None:
    changes = all_of(build, "no")
    assert len(chosen(build, *changes, most=1)) == 1
    assert len(chosen(build, *changes, most=5)) == 5
    assert chosen(build, *changes, most=0) == []


def test_what_is_done_is_followed_by_the_next(build: Builder) -> None:
    changes = all_of(build, "no")
    first, *_ = chosen(build, *changes)
    assert first not in chosen(build, *changes, action_done(first))


def action_done(ident: str) -> Change:
    return ActionChanged(id=ident, status="done", closing_note="seen")
