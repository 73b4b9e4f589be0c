"""The house writes British English, "organization" and ISO's titles excepted."""

import msgspec
import pytest

from gapcheck.questionnaire.checks import check
from gapcheck.questionnaire.checks_spelling import american
from gapcheck.questionnaire.model import Questionnaire

from .mini import replaced

BACKUP = "A.8.13"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("behavior", "behaviour"),
        ("colors", "colours"),
        ("center", "centre"),
        ("centered", "centred"),
        ("catalogs", "catalogues"),
        ("cataloging", "cataloguing"),
        ("defense", "defence"),
        ("favorite", "favourite"),
        ("analyze", "analyse"),
        ("analyzing", "analysing"),
        ("authorization", "authorisation"),
        ("recognized", "recognised"),
        ("minimize", "minimise"),
        ("labeled", "labelled"),
        ("modeling", "modelling"),
        ("traveler", "traveller"),
        ("fulfills", "fulfils"),
    ],
)
def test_american_spellings_are_found(wrong: str, right: str) -> None:
    assert american(f"The {wrong.capitalize()}, at last.") == [(wrong, right)]
    assert american(f"The {right}, at last.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The organization reorganizes its organizational chart.",
        "A prize of any size, resized, seized and oversized; citizens on the horizon.",
        "A laboratory with a laborious, honorary collaboration; the defensive centre.",
        "Levels, models, labels, signals and totals; cancel, travel, fulfil.",
        "The licence, to license; practice, to practise; a computer program.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert american(text) == []


def test_a_wrong_spelling_is_an_error_with_its_place(good: Questionnaire) -> None:
    changed = replaced(good, BACKUP, na_hint="Nobody recognized the color, and nobody the color.")
    found = [(problem.item, problem.field, problem.severity, problem.sentence) for problem in check(changed)]
    assert found == [
        (BACKUP, "na_hint", "error", "'recognized' is American; the house writes 'recognised'"),
        (BACKUP, "na_hint", "error", "'color' is American; the house writes 'colour'"),
    ]


def test_a_word_of_a_title_may_stand_as_iso_writes_it(good: Questionnaire) -> None:
    changed = replaced(good, BACKUP, title="Clock synchronization", na_hint="No clocks, no synchronization.")
    assert check(changed) == []
    assert check(replaced(good, BACKUP, na_hint="No clocks, no synchronization.")) != []


def test_the_glossary_is_read_too(good: Questionnaire) -> None:
    first = msgspec.structs.replace(good.glossary[0], meaning="Something that colors your plans.")
    (problem,) = check(msgspec.structs.replace(good, glossary=(first, *good.glossary[1:])))
    assert str(problem).startswith("glossary, Issue, meaning: 'colors' is American")
