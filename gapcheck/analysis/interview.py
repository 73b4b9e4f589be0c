"""What to ask one person: every open question of their roles, across items, in the order of a conversation."""

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Item, Question
from gapcheck.questionnaire.roles import Role
from gapcheck.records.answers import Answer
from gapcheck.records.day import Participant
from gapcheck.records.judgement import answer_to


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question of an interview."""

    question: Question
    item: Item
    answer: Answer | None
    named: bool
    """Whether somebody said that this person would know."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked: nobody answered, or nobody knew."""
        return self.answer is None or self.answer.value in ("unknown", "skipped")


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """An interview with one person or role."""

    title: str
    opens_with: tuple[str, ...]
    """Topics that open the conversation."""
    questions: tuple[Asked, ...]

    @property
    def open(self) -> tuple[Asked, ...]:
        """What is still to be asked."""
        return tuple(asked for asked in self.questions if asked.is_open)

    @property
    def minutes(self) -> float:
        """Planned minutes for what is still to be asked."""
        return sum(asked.question.minutes for asked in self.open)


def sheet(material: Material, roles: tuple[Role, ...], *, name: str = "", site: str = "") -> Sheet:
    """The interview with somebody who speaks for these roles; `name` also brings in what others said they would know.

    In the order of the conversation: what the person is named for first, then theme by theme, and within an item what
    is done before what is written. In a baseline only its own questions are asked.
    """
    return _sheet(material, roles, (name,), site)


def sheet_of(material: Material, person: Participant, *, site: str = "") -> Sheet:
    """The interview with a participant, whom others may have named by name or by id."""
    roles = tuple(role for role in material.questionnaire.roles if role.id in person.roles)
    return _sheet(material, roles, (person.name, person.id), site)


def _sheet(material: Material, roles: tuple[Role, ...], names: tuple[str, ...], site: str) -> Sheet:
    questionnaire = material.questionnaire
    wanted = {question.id for role in roles for question in questionnaire.questions_of_role(role)}
    called = {_plain(name) for name in names} - {""}
    found: list[Asked] = []
    for item in questionnaire.items:
        choice = material.applicability(item)
        if choice is not None and choice.excluded:
            continue
        knows = {a.question for a in _here(material, item, site) if _plain(a.who_would_know) in called}
        for question in sorted(item.questions, key=lambda q: q.dimension == "documented"):
            if material.is_baseline and question.id not in questionnaire.baseline_ids:
                continue
            if question.id in wanted or question.id in knows:
                answer = answer_to(material.records.table(Answer), question.id, site)
                found.append(Asked(question=question, item=item, answer=answer, named=question.id in knows))
    found.sort(key=lambda asked: not (asked.named and asked.is_open))
    return Sheet(
        title=names[0] or ", ".join(role.name for role in roles),
        opens_with=tuple(dict.fromkeys(topic for role in roles for topic in role.opens_with)),
        questions=tuple(found),
    )


def _here(material: Material, item: Item, site: str) -> list[Answer]:
    """The answers that bear on a site; without one, those of every site."""
    return [answer for answer in material.answers.get(item.id, []) if not site or answer.site in ("", site)]


def _plain(name: str) -> str:
    """A name as it counts, however it was typed."""
    return " ".join(name.split()).removeprefix("@").casefold()
