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
from gapcheck.questionnaire.prose import words as prose_words
from gapcheck.tui.guide import words, words_after

Texts = tuple[str, ...]
AnyPart = TypeVar("AnyPart", bound=Part)

SHIPPED = Path(__file__).parents[1] / "questionnaires" / "iso27001-2022"
GRADE = 9
"""The Flesch-Kincaid grade that nothing may reach: grade 8 is for those of 13 and 14."""
POOLED = 3
"""Sentences that are judged together where each text is one sentence only: there a single long word would decide."""
SENTENCE = 7
"""Words from which on a text is more than a label."""
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


def on_screen() -> Iterator[tuple[str, Texts]]:
    """What the guided first day says on its own: every sentence by the name of its constant."""
    for module in (words, words_after):
        for name, said in vars(module).items():
            texts = tuple(said.values()) if isinstance(said, dict) else (said,)
            for text in texts if name.isupper() else ():
                if isinstance(text, str) and len(text.split()) >= SENTENCE:
                    yield f"{module.__name__.rpartition('.')[2]}.{name}", (text.replace("{", "").replace("}", ""),)


def test_everything_of_the_first_day_can_be_read_at_the_age_of_14(questionnaire: Questionnaire) -> None:
    """One test, so that the measure's list of words is loaded once."""
    asked = tuple(questionnaire.question_by_id[entry.question].ask for entry in questionnaire.baseline.questions)
    pieces = [*flow(), ("all questions together", asked), *on_screen()]
    assert len(pieces) > 100
    assert {name: texts for name, texts in pieces if not all(texts) or grade(texts) >= GRADE} == {}

    plain = "When somebody leaves, do you close every account? Show the list of the last person who left."
    hard = "Deprovisioning necessitates systematic revocation of organizational authentication credentials."
    assert grade((plain,)) < GRADE < grade((hard,))


@pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in flow()])
def test_each_piece_is_british_and_in_words_of_the_house(texts: Texts) -> None:
    said = f" {' '.join(prose_words(' '.join(texts)))} "
    assert [word for word in FORBIDDEN if f" {word} " in said] == []
    assert american(said) == []
