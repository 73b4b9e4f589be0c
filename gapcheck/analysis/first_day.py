"""How far the day-one baseline is, what is good already, and what to do first."""

from functools import cached_property

import msgspec

from gapcheck.analysis.backlog import Backlog, Ranked
from gapcheck.analysis.items import ItemResult, item_result
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.first_day import BaselineQuestion, ProfileQuestion
from gapcheck.records.answers import Answer
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.records.vocabulary import AnswerValue

FIRST = 3
"""How many actions a person can begin with."""


class Progress(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Which questions of the baseline were answered; a question that was skipped or not known was answered too."""

    profile: tuple[ProfileQuestion, ...]
    profile_open: tuple[ProfileQuestion, ...]
    questions: tuple[BaselineQuestion, ...]
    open: tuple[str, ...]
    """Ids of the questions that nobody has seen yet, in their order."""
    skipped: tuple[str, ...]
    """Ids of the questions that were put off wherever they were asked."""
    clauses: int
    """How many of the questions are about clauses; these come first."""

    @property
    def done(self) -> int:
        """Questions with an answer of any kind."""
        return len(self.questions) - len(self.open)

    @cached_property
    def minutes_left(self) -> float:
        """Planned minutes for the questions that are open."""
        left = set(self.open)
        return sum(question.minutes for question in self.questions if question.question in left)

    @property
    def clauses_done(self) -> bool:
        """Whether every question about a clause has an answer: half of the way."""
        first = {question.question for question in self.questions[: self.clauses]}
        return not first & set(self.open)

    @property
    def finished(self) -> bool:
        """Whether every question has an answer of any kind."""
        return not self.open


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is good already."""

    question: str
    item: str
    title: str
    text: str
    """What it means for the business; empty where the questionnaire has no words for it."""
    note: str
    """What the person said of it."""
    shown: bool
    """Whether something stands behind it; else it was only said."""


def progress(material: Material) -> Progress:
    """How far the baseline is, in any type of engagement."""
    baseline = material.questionnaire.baseline
    values: dict[str, set[AnswerValue]] = {}
    for answer in material.records.table(Answer).values():
        values.setdefault(answer.question, set()).add(answer.value)
    told = material.records.table(ProfileAnswer)
    ids = [entry.question for entry in baseline.questions]
    return Progress(
        profile=baseline.profile,
        profile_open=tuple(asked for asked in baseline.profile if asked.id not in told),
        questions=baseline.questions,
        open=tuple(ident for ident in ids if ident not in values),
        skipped=tuple(ident for ident in ids if values.get(ident) == {"skipped"}),
        clauses=sum(material.questionnaire.item_of_question[ident].kind == "clause" for ident in ids),
    )


def strengths(material: Material, found: dict[str, ItemResult]) -> tuple[Strength, ...]:
    """What the baseline says is good already: what was shown before what was only said.

    A yes about an item that does not conform or was left out, or that something seen contradicts, is none.
    """
    item_of = material.questionnaire.item_of_question
    asked = material.questionnaire.baseline.questions
    each = (_strength(entry, material, found[item_of[entry.question].id]) for entry in asked)
    return tuple(sorted((one for one in each if one is not None), key=lambda strength: not strength.shown))


def strength_in(material: Material, question: str) -> Strength | None:
    """What one question of the baseline says is good already, without a look at the other items."""
    entry = next((entry for entry in material.questionnaire.baseline.questions if entry.question == question), None)
    if entry is None:
        return None
    return _strength(entry, material, item_result(material, material.questionnaire.item_of_question[question]))


def _strength(entry: BaselineQuestion, material: Material, result: ItemResult) -> Strength | None:
    item = result.item
    answers = [a for a in material.answers.get(item.id, []) if a.question == entry.question]
    yes = [a for a in answers if a.value in ("yes_shown", "yes_said")]
    if not yes or len(yes) < len(answers) or result.is_gap or result.choice == "excluded" or result.contradicted_by:
        return None
    return Strength(
        question=entry.question,
        item=item.id,
        title=item.full_title,
        text=entry.good,
        note=next((answer.note for answer in yes if answer.note), ""),
        shown=result.confirmed or all(a.value == "yes_shown" and a.note.strip() for a in yes),
    )


def first_actions(backlog: Backlog, most: int = FIRST) -> tuple[Ranked, ...]:
    """The actions to begin with: the top of the backlog, and of several proposed for one item its first step.

    The backlog puts the smaller of two steps first where both bring the same; nobody can approve what is not written.
    """
    chosen: list[Ranked] = []
    covered: set[str] = set()
    for ranked in backlog.actions:
        if len(chosen) < most and not covered >= set(ranked.action.items):
            chosen.append(_first_step(ranked, backlog))
            covered |= set(ranked.action.items)
    return tuple(chosen)


def _first_step(ranked: Ranked, backlog: Backlog) -> Ranked:
    """Of the steps for the same item the one to begin with: one somebody took on, else the first as they are listed."""
    if not ranked.action.from_gap or ranked.action.pinned:
        return ranked
    same = [r for r in backlog.actions if r.action.from_gap and r.action.items == ranked.action.items]
    return min(same, key=lambda r: (not (r.action.owner or r.action.due), len(r.action.id), r.action.id))
