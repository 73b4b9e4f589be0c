"""What the profile says of controls: a proposal that decides nothing."""

from pathlib import Path

import msgspec
import pytest
from building import Builder

from gapcheck.analysis.items import results
from gapcheck.analysis.leanings import leanings
from gapcheck.analysis.soa import soa
from gapcheck.changes.first_day import ProfileGiven
from gapcheck.questionnaire.first_day import Baseline, ProfileQuestion
from gapcheck.questionnaire.model import Questionnaire

PROFILE = (
    ProfileQuestion(id="X1", ask="Size?"),
    ProfileQuestion(id="X2", ask="Software?", hints=("A.8.25", "A.8.28"), yes="You write software", no="None written"),
    ProfileQuestion(id="X3", ask="Offices?", hints=("A.7.1", "A.8.28"), yes="You have offices", no="No offices"),
)


@pytest.fixture
def asks(questionnaire: Questionnaire, tmp_path: Path) -> Builder:
    """The shipped questionnaire with a profile of three questions."""
    baseline = Baseline(profile=PROFILE, questions=questionnaire.baseline.questions)
    return Builder(msgspec.structs.replace(questionnaire, baseline=baseline), tmp_path)


def found(asks: Builder, **choices: str) -> dict[str, tuple[str, str, str]]:
    given = [ProfileGiven(id=name, choice=choice) for name, choice in choices.items()]  # type: ignore[arg-type]
    told = leanings(asks.material(*given, type="baseline"))
    return {ref: (each.leans, each.profile, each.because) for ref, each in told.items()}


def test_nothing_is_said_before_the_profile(asks: Builder) -> None:
    assert found(asks) == {}


def test_yes_leans_to_needed(asks: Builder) -> None:
    said = ("needed", "X2", "You write software")
    assert found(asks, X2="yes") == {"A.8.25": said, "A.8.28": said}


def test_no_asks_for_a_second_look_and_leaves_nothing_out(asks: Builder) -> None:
    said = ("look_twice", "X2", "None written")
    assert found(asks, X2="no") == {"A.8.25": said, "A.8.28": said}


@pytest.mark.parametrize("choice", ["unsure", ""])
def test_unsure_says_nothing(asks: Builder, choice: str) -> None:
    assert found(asks, X2=choice) == {}


def test_a_question_without_yes_and_no_says_nothing(asks: Builder) -> None:
    assert leanings(asks.material(ProfileGiven(id="X1", text="eight people"), type="baseline")) == {}


@pytest.mark.parametrize(
    ("two", "three", "stands"),
    [
        ("yes", "no", ("needed", "X2", "You write software")),
        ("no", "yes", ("needed", "X3", "You have offices")),
        ("yes", "yes", ("needed", "X2", "You write software")),
        ("no", "no", ("look_twice", "X2", "None written")),
    ],
)
def test_of_several_answers_the_one_that_needs_the_control_stands(
    asks: Builder, two: str, three: str, stands: tuple[str, str, str]
) -> None:
    assert found(asks, X2=two, X3=three)["A.8.28"] == stands


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_the_profile_decides_nothing(asks: Builder, choice: str) -> None:
    before = asks.material(type="baseline")
    given = [ProfileGiven(id=name, choice=choice) for name in ("X2", "X3")]  # type: ignore[arg-type]
    after = asks.material(*given, type="baseline")
    assert leanings(after)
    assert soa(after).count("undecided") == len(soa(after).rows) == 93
    assert results(after) == results(before)


def test_every_hint_of_the_shipped_profile_is_a_control(build: Builder, questionnaire: Questionnaire) -> None:
    with_choice = [asked for asked in questionnaire.baseline.profile if asked.yes]
    given = [ProfileGiven(id=asked.id, choice="yes") for asked in with_choice]
    told = leanings(build.material(*given, type="baseline"))
    assert set(told) == {ref for asked in with_choice for ref in asked.hints}
    assert all(questionnaire.by_id[ref].kind == "control" for ref in told)
    assert all(each.because for each in told.values())
