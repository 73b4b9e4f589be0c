"""What a newcomer reads on day one can be read at the age of 14.

Only the four files of the flow are parsed while tests are collected; the measure loads its word list at its first use.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
import textstat  # type: ignore[import-untyped]
import yaml

from gapcheck.questionnaire.checks_language import FORBIDDEN
from gapcheck.questionnaire.checks_spelling import american
from gapcheck.questionnaire.first_day import Activity, Baseline, Learn, Mistake, Scope, Way
from gapcheck.questionnaire.model import Gate, Gates, Questionnaire
from gapcheck.questionnaire.part import Part
from gapcheck.questionnaire.prose import words

Texts = tuple[str, ...]
AnyPart = TypeVar("AnyPart", bound=Part)

SHIPPED = Path(__file__).parents[2] / "questionnaires" / "iso27001-2022"
GRADE = 9
"""The Flesch-Kincaid grade that nothing may reach: grade 8 is for those of 13 and 14."""
POOLED = 3
"""Sentences that are judged together where each text is one sentence only: there a single long word would decide."""
NO_PROSE = frozenset({"id", "items"})
STOPS = (".", "?", "!", '."', '?"', '!"')


def grade(texts: Texts) -> float:
    """The school year in which the texts can be read; a text without a stop, such as a heading, gets one."""
    closed = (text if text.endswith(STOPS) else f"{text}." for text in texts)
    found: float = textstat.flesch_kincaid_grade(" ".join(closed))
    return found


def read(name: str, kind: type[AnyPart]) -> AnyPart:
    """A file of the shipped questionnaire as the part that it holds; an empty part where nothing is written yet."""
    path = SHIPPED / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return msgspec.convert(yaml.load(text, Loader=loader) or {}, kind, strict=False)


def prose(part: Part) -> Iterator[str]:
    """Every text that is written in a part and in its entries."""
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if name in NO_PROSE or not value:
            continue
        if isinstance(value, str):
            yield value
        else:
            for entry in value:
                yield from prose(entry)


def in_groups(gates: tuple[Gate, ...]) -> Iterator[tuple[Gate, ...]]:
    """The gates in groups of three or more: the last takes what is left over."""
    last = max(0, len(gates) // POOLED - 1) * POOLED
    for start in range(0, last, POOLED):
        yield gates[start : start + POOLED]
    if gates:
        yield gates[last:]


def flow() -> Iterator[tuple[str, Texts]]:
    """What is read on day one, in pieces that stand together on the screen, each with a name."""
    baseline = read("baseline.yaml", Baseline)
    for asked in baseline.questions:
        yield asked.question, (asked.plain, asked.example, asked.good)
    for told in baseline.profile:
        yield told.id, (told.ask, told.plain, told.example)
    gates = read("gates.yaml", Gates)
    for group in (*in_groups(gates.stage1), *in_groups(gates.stage2)):
        yield f"{group[0].id}-to-{group[-1].id}", tuple(gate.business for gate in group)
    for line in read("scope.yaml", Scope).lines:
        yield f"scope-{line.id}", tuple(prose(line))
    learn = read("learn.yaml", Learn)
    entries: tuple[Activity | Way | Mistake, ...] = (*learn.activities, *learn.ways, *learn.mistakes)
    for entry in entries:
        yield f"{type(entry).__name__.lower()}-{entry.id}", tuple(prose(entry))


each_piece = pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in flow()])


@each_piece
def test_each_piece_of_the_flow_can_be_read_at_the_age_of_14(texts: Texts) -> None:
    assert all(texts), "a text is missing"
    assert grade(texts) < GRADE, " ".join(texts)


@each_piece
def test_each_piece_is_british_and_in_words_of_the_house(texts: Texts) -> None:
    said = f" {' '.join(words(' '.join(texts)))} "
    assert [word for word in FORBIDDEN if f" {word} " in said] == []
    assert american(said) == []


def test_the_questions_of_the_baseline_can_be_too(questionnaire: Questionnaire) -> None:
    asked = questionnaire.baseline.questions
    assert grade(tuple(questionnaire.question_by_id[entry.question].ask for entry in asked)) < GRADE


def test_the_measure_tells_plain_words_from_hard_ones() -> None:
    plain = "When somebody leaves, do you close every account? Show the list of the last person who left."
    hard = "Deprovisioning necessitates systematic revocation of organizational authentication credentials."
    assert grade((plain,)) < GRADE < grade((hard,))
