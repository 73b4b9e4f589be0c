"""`gapcheck learn`: the pages for people, and as data."""

import json

import pytest

from gapcheck.cli.learn import TOPICS
from gapcheck.cli.main import run
from gapcheck.questionnaire import lessons
from gapcheck.questionnaire.model import Questionnaire


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["learn", *arguments]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


def test_all_pages_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys)
    places = [text.index(lessons.TITLES[topic]) for topic in lessons.TOPICS]
    assert places == sorted(places)
    assert "\x1b" not in text


@pytest.mark.parametrize("topic", TOPICS)
def test_one_page_alone(topic: lessons.Topic, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, topic)
    assert [other for other in lessons.TOPICS if lessons.TITLES[other] in text] == [topic]
    assert lessons.CLOSING[topic] in text


def test_every_word_of_the_lessons_is_printed(questionnaire: Questionnaire, capsys: pytest.CaptureFixture[str]) -> None:
    words = set(said(capsys).split())
    for topic in lessons.TOPICS:
        for one in lessons.lessons(questionnaire.learn, topic):
            for text in (one.name, *(text for _, text in one.lines)):
                assert set(text.split()) <= words


def test_the_pages_as_data(questionnaire: Questionnaire, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, "--json"))
    assert list(data) == list(TOPICS)
    assert [set(row) for row in data["checks"]] == [{"id", "name", "asks", "who", "when", "gives", "is_not"}] * 5
    assert [set(row) for row in data["ways"]] == [{"id", "name", "what", "fits", "watch"}] * 4
    assert [set(row) for row in data["mistakes"]] == [{"id", "name", "shows", "instead"}] * 3
    assert {row["kind"] for row in data["steps"]} == {"work", "controls", "stage1", "stage2"}
    assert [row["number"] for row in data["steps"]] == list(range(1, len(data["steps"]) + 1))
    refs = [one["ref"] for row in data["steps"] for one in row["items"]]
    assert {item.id for item in questionnaire.clauses} <= set(refs)
    assert all(one["why"] for row in data["steps"] for one in row["items"])


def test_one_page_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(json.loads(said(capsys, "ways", "--json"))) == ["ways"]


def test_the_topics_that_can_be_asked_for_are_those_there_are() -> None:
    assert TOPICS == lessons.TOPICS


def test_another_topic_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(["learn", "prices"])
    found = capsys.readouterr()
    assert (end.value.code, found.out) == (2, "")
    assert "prices" in found.err and "checks" in found.err
