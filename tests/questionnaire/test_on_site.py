"""What goes along for the day on site: threads that follow one case, meetings for any work, help for whoever grades."""

import re
from collections.abc import Iterator

import pytest

from gapcheck.errors import ContentError
from gapcheck.questionnaire.checks_language import FORBIDDEN
from gapcheck.questionnaire.checks_spelling import american
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.on_site import Audience, Meeting, OnSite
from gapcheck.questionnaire.prose import texts

from .mini import Mini

ADVICE = re.compile(
    r"\b(?:should|ought|must|recommend\w*|advi[cs]e\w*|suggest(?:s|ed)?|improv\w+|remed\w+|fix\w*"
    r"|introduce|implement|set up a|put in place|needs? to|have to|has to|better)\b",
    re.IGNORECASE,
)
"""What a certification auditor may not say to the auditee; threads are shown in every kind of engagement."""

JUDGED = re.compile(r"\b(?:grade[sd]?|nonconformit\w+|majors?|minors?)\b", re.IGNORECASE)
CERTIFYING = re.compile(r"\b(?:recommend\w*|appeal\w*|certificates?|late)\b", re.IGNORECASE)

SMALL = """
threads:
  - id: backup
    title: A backup
    start: Pick one.
    steps:
      - {ask_for: The record, tells: The date., items: ["A.8.13", "4.1"]}
      - {ask_for: The rules, tells: The version., items: ["4.1", "A.8.2"]}
"""

GAP_ONLY = "meetings: [{id: m, title: M, minutes: 5, points: [{id: p, text: P, audience: gap}]}]"


@pytest.fixture
def on_site(questionnaire: Questionnaire) -> OnSite:
    """What is shipped for the day on site."""
    return questionnaire.on_site


def meeting(on_site: OnSite, name: str) -> Meeting:
    (found,) = (one for one in on_site.meetings if one.id == name)
    return found


def heard_by(one: Meeting, *audiences: Audience) -> list[str]:
    return [point.id for point in one.points if point.audience in audiences]


def all_texts(on_site: OnSite) -> Iterator[tuple[str, str]]:
    parts = {"threads": on_site.threads, "meetings": on_site.meetings, "grading": on_site.grading}
    for name, listed in parts.items():
        for number, part in enumerate(listed, 1):
            for field, text in (("title", getattr(part, "title", "")), *texts(part)):
                yield f"{name}[{number}].{field}", text


def test_the_seven_threads_are_there_in_order(on_site: OnSite) -> None:
    names = [thread.id for thread in on_site.threads]
    assert names == ["leaver", "joiner", "incident", "supplier", "change", "risk-to-control", "restore"]


def test_a_thread_leads_through_many_items_and_clauses_too(on_site: OnSite, questionnaire: Questionnaire) -> None:
    for thread in on_site.threads:
        assert 4 <= len(thread.steps) <= 8, thread.id
        assert len(thread.items) >= 4, thread.id
        kinds = {questionnaire.by_id[ref].kind for ref in thread.items}
        assert kinds == {"clause", "control"}, thread.id
        for step in thread.steps:
            assert 1 <= len(set(step.items)) == len(step.items) <= 3, (thread.id, step.ask_for)


@pytest.mark.parametrize(
    ("thread", "items"),
    [
        ("leaver", {"A.6.5", "A.6.6", "A.5.11", "A.5.18", "A.8.2", "7.5.3"}),
        ("joiner", {"A.6.1", "A.6.2", "A.6.3", "A.5.16", "A.5.18", "7.2", "7.3"}),
        ("incident", {"A.6.8", "A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.5.28", "10.2"}),
        ("supplier", {"A.5.19", "A.5.20", "A.5.22", "A.5.23", "8.1", "8.2"}),
        ("change", {"A.8.32", "A.8.29", "A.8.31", "A.8.9", "A.5.3", "8.1"}),
        ("risk-to-control", {"6.1.2", "8.2", "6.1.3", "8.3", "9.1", "8.1"}),
        ("restore", {"A.8.13", "A.5.30", "A.8.24", "10.2"}),
    ],
)
def test_a_thread_crosses_what_an_auditor_expects(on_site: OnSite, thread: str, items: set[str]) -> None:
    (found,) = (one for one in on_site.threads if one.id == thread)
    assert items <= set(found.items)


def test_the_case_is_picked_from_a_source_and_not_handed_over(on_site: OnSite) -> None:
    for thread in on_site.threads:
        assert re.search(r"\b(?:pick|sort)\b", thread.start, re.IGNORECASE), thread.id
        assert re.search(r"\b(?:list|log|register|tool)\b", thread.start), thread.id


def test_nothing_in_a_thread_is_advice(on_site: OnSite) -> None:
    for thread in on_site.threads:
        assert [text for _, text in texts(thread) if ADVICE.search(text)] == [], thread.id


def test_the_lines_fit_a_narrow_screen(on_site: OnSite) -> None:
    for thread in on_site.threads:
        for step in thread.steps:
            assert 0 < len(step.ask_for) <= 90, step.ask_for
            assert 0 < len(step.tells) <= 140, step.tells
            assert step.tells.endswith(".") and ". " not in step.tells, "one sentence"
    for one in on_site.meetings:
        for point in one.points:
            assert 0 < len(point.text) <= 90, point.text
    for question in on_site.grading:
        assert len(question.ask) <= 110 and question.ask.endswith("?"), question.ask


def test_no_step_is_asked_twice(on_site: OnSite) -> None:
    asked = [step.ask_for.casefold() for thread in on_site.threads for step in thread.steps]
    told = [step.tells.casefold() for thread in on_site.threads for step in thread.steps]
    assert len(set(asked)) == len(asked) and len(set(told)) == len(told)


def test_the_three_meetings_have_their_time_and_points(on_site: OnSite) -> None:
    assert [(one.id, one.minutes) for one in on_site.meetings] == [("opening", 20), ("feedback", 15), ("closing", 30)]
    for one in on_site.meetings:
        ids = [point.id for point in one.points]
        assert len(set(ids)) == len(ids), one.id
        assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name) for name in ids), one.id
    assert 4 <= len(meeting(on_site, "feedback").points) <= 6


def test_an_opening_meeting_leaves_nothing_out(on_site: OnSite) -> None:
    expected = ["introductions", "objective", "scope", "criteria", "plan", "methods", "sample", "feedback", "guides"]
    expected += ["safety", "confidentiality", "pictures"]
    everybody = heard_by(meeting(on_site, "opening"), "all")
    assert [name for name in everybody if name in expected] == expected
    assert {"attendance", "objections"} <= set(everybody)
    assert "grades" in heard_by(meeting(on_site, "opening"), "audit")


def test_a_closing_meeting_runs_from_thanks_to_the_report(on_site: OnSite) -> None:
    ids = [point.id for point in meeting(on_site, "closing").points]
    expected = ["thanks", "recap", "sample", "results", "grades", "recommendation", "timetable", "late", "appeals"]
    expected.append("report")
    assert [name for name in ids if name in expected] == expected
    assert {"attendance", "differences"} <= set(heard_by(meeting(on_site, "closing"), "all"))


def test_only_certification_bodies_speak_of_certificates_and_appeals(on_site: OnSite) -> None:
    closing = heard_by(meeting(on_site, "closing"), "certification")
    assert closing == ["recommendation", "timetable", "late", "appeals"]
    for one in on_site.meetings:
        for point in one.points:
            if point.audience != "certification":
                assert not CERTIFYING.search(point.text), (one.id, point.id)


def test_the_meetings_of_a_gap_analysis_grade_nothing(on_site: OnSite) -> None:
    for one in on_site.meetings:
        kept = [point for point in one.points if point.audience == "all"]
        assert len(kept) >= 4, one.id
        said = {point.id: f"{point.text} {point.note}" for point in kept}
        assert [name for name, text in said.items() if JUDGED.search(text) or CERTIFYING.search(text)] == []


def test_grading_offers_both_sides_and_leaves_the_decision_open(on_site: OnSite) -> None:
    assert [question.id for question in on_site.grading] == ["q1", "q2", "q3", "q4"]
    sides = [question.points_to.partition(": ") for question in on_site.grading]
    assert {side for side, _, _ in sides} == {"speaks for major", "speaks for minor"}
    assert all(reason for _, _, reason in sides)
    decided = re.compile(r"\b(?:is (?:a )?(?:major|minor)|therefore|always|grade it|means (?:a )?(?:major|minor))\b")
    assert [question.id for question in on_site.grading if decided.search(question.points_to)] == []


def test_the_house_words_hold_here_too(on_site: OnSite) -> None:
    forbidden = re.compile(rf"\b(?:{'|'.join(map(re.escape, FORBIDDEN))}|complian\w+)\b", re.IGNORECASE)
    found = [(place, text) for place, text in all_texts(on_site) if forbidden.search(text) or american(text)]
    assert found == []


def test_the_items_of_a_thread_stand_once_in_the_order_of_its_steps(mini: Mini) -> None:
    mini.write("on_site.yaml", SMALL)
    (thread,) = mini.load().on_site.threads
    assert thread.items == ("A.8.13", "4.1", "A.8.2")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"A.8.2"]', '"A.8.99"]', "there is no item 'A.8.99'"),
        ("    steps:", "    steps_to_take:", "steps_to_take"),
        ("threads:", f"{GAP_ONLY}\nthreads:", "gap"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(mini: Mini, old: str, new: str, sentence: str) -> None:
    assert old in SMALL
    mini.write("on_site.yaml", SMALL.replace(old, new))
    with pytest.raises(ContentError) as caught:
        mini.load()
    assert any("on_site.yaml" in problem and sentence in problem for problem in caught.value.problems)
