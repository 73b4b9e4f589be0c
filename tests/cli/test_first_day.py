"""The commands of day one: the field names are a contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from building import Builder, answer, evidence

from gapcheck.cli.main import run
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Questionnaire


@pytest.fixture
def folder(build: Builder) -> Path:
    engagement = build.engagement(
        answer("4.3-q1", "yes_shown", note="page 2"),
        answer("5.2-q1", "no"),
        answer("A.8.13-q1", "yes_said"),
        answer("6.2-q1", "unknown", who_would_know="Ida", note="ask after lunch"),
        answer("7.2-q1", "unknown"),
        answer("7.3-q1", "skipped"),
        type="baseline",
    )
    engagement.close()
    return engagement.store.folder


def text(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    capsys.readouterr()
    assert run([str(argument) for argument in arguments]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


def data(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    return json.loads(text(capsys, *arguments, "--json"))


def test_people_for_machines(folder: Path, capsys: pytest.CaptureFixture[str], questionnaire: Questionnaire) -> None:
    found = data(capsys, "people", folder)
    assert list(found) == ["engagement", "people", "skipped", "one_owner"]
    ida, proposed = found["people"]
    question = questionnaire.question_by_id["6.2-q1"]
    assert ida == {
        "name": "Ida",
        "proposed": False,
        "minutes": question.minutes,
        "questions": [
            {
                "question": "6.2-q1",
                "item": "6.2",
                "title": questionnaire.by_id["6.2"].full_title,
                "ask": question.ask,
                "site": "",
                "note": "ask after lunch",
                "minutes": question.minutes,
            }
        ],
    }
    assert proposed["proposed"]
    assert (found["skipped"], found["one_owner"]) == (["7.3-q1"], None)


def test_people_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = text(capsys, "people", folder)
    assert "ask after lunch" in shown
    assert "proposed, nobody was named" in shown
    assert "Skipped so far: 7.3-q1" in shown


def test_one_owner_is_named(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    asked = build.questionnaire.baseline.questions[:6]
    engagement = build.engagement(
        *(answer(entry.question, "unknown", who_would_know="our IT") for entry in asked), type="baseline"
    )
    folder = engagement.store.folder
    assert data(capsys, "people", folder)["one_owner"] == {"name": "IT", "count": 6, "total": 6, "is_it": True}
    assert "IT stands behind 6 of 6 names" in " ".join(text(capsys, "people", folder).split())


def test_nobody_to_ask(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = build.engagement(type="baseline").store.folder
    assert data(capsys, "people", folder)["people"] == []
    assert text(capsys, "people", folder).startswith("Nobody has to be asked")


def test_first_day_for_machines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "first-day", folder)
    assert list(found) == ["engagement", "progress", "strengths", "verdict", "first_actions"]
    so_far = found["progress"]
    assert (so_far["questions"]["total"], so_far["questions"]["done"], len(so_far["questions"]["open"])) == (41, 6, 35)
    assert (so_far["skipped"], so_far["finished"]) == (["7.3-q1"], False)
    assert so_far["minutes_left"] > 0
    assert so_far["profile"]["done"] == 0
    assert so_far["profile"]["open"][0] == "P1"
    assert [(each["item"], each["shown"], each["note"]) for each in found["strengths"]] == [
        ("4.3", True, "page 2"),
        ("A.8.13", False, ""),
    ]
    assert found["verdict"]["stage"] == 1
    assert set(found["verdict"]["blockers"]) == {"failed", "unknown", "met"}
    assert sum(found["verdict"]["blockers"].values()) == 10
    listed = data(capsys, "backlog", folder)["actions"]
    assert all(action in listed for action in found["first_actions"])
    assert 1 <= len(found["first_actions"]) <= 3


def test_first_day_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = text(capsys, "first-day", folder)
    assert "Questions: 6 of 41 answered, 35 left" in shown
    assert "1 of them skipped" in shown
    assert "page 2" in shown
    assert "stage 1" in shown
    assert "Do first" in shown


def test_no_advice_in_a_certification_audit(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = build.engagement(answer("5.2-q1", "no"), type="stage2").store.folder
    assert data(capsys, "first-day", folder)["first_actions"] == []
    assert "Do first" not in text(capsys, "first-day", folder)


def test_grow(build: Builder, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is a gap analysis now" in text(capsys, "grow", folder)
    with Engagement.open(folder, who="Anna", read_only=True) as found:
        assert found.about.type == "gap_analysis"
        assert len(found.records.tables()["answers"]) == 6
        assert [kept.label for kept in found.records.tables()["snapshots"].values()] == ["Baseline"]  # type: ignore[attr-defined]


def test_growing_twice_is_refused_in_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text(capsys, "grow", folder)
    assert run(["grow", str(folder)]) == 2
    assert capsys.readouterr().err == (
        "gapcheck: Only a baseline grows into a gap analysis; this is a gap analysis already.\n"
    )


def test_hostile_text_stays_text(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "[bold]Ida[/] \x1b[31m"
    engagement = build.engagement(
        answer("6.2-q1", "unknown", who_would_know=hostile, note=hostile), evidence("E-1", "6.2"), type="baseline"
    )
    folder = engagement.store.folder
    shown = text(capsys, "people", folder)
    assert "\x1b" not in shown
    assert "[bold]Ida[/]" in shown
    assert data(capsys, "people", folder)["people"][0]["questions"][0]["note"] == hostile
