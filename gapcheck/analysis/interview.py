"""What to ask one person: every open question of their roles, across items, in the order of a conversation."""

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Item, Question
from gapcheck.questionnaire.roles import Role
from gapcheck.records.answers import Answer, at_site
from gapcheck.records.day import Participant


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
    is done before what is written.
    """
    called = " ".join(name.split()).casefold()
    answers = material.records.table(Answer)
    wanted = {question.id for role in roles for question in material.questionnaire.questions_of_role(role)}
    found: list[Asked] = []
    for item in material.questionnaire.items:
        choice = material.applicability(item)
        if choice is not None and choice.excluded:
            continue
        for question in sorted(item.questions, key=lambda q: q.dimension == "documented"):
            answer = answers.get(at_site(question.id, site)) or (answers.get(question.id) if site else None)
            who = " ".join(answer.who_would_know.split()).casefold() if answer else ""
            named = bool(called) and who == called
            if question.id in wanted or named:
                found.append(Asked(question=question, item=item, answer=answer, named=named))
    found.sort(key=lambda asked: not (asked.named and asked.is_open))
    return Sheet(
        title=name or ", ".join(role.name for role in roles),
        opens_with=tuple(topic for role in roles for topic in role.opens_with),
        questions=tuple(found),
    )


def sheet_of(material: Material, person: Participant, *, site: str = "") -> Sheet:
    """The interview with a participant, whom others may have named by name or by id."""
    roles = tuple(role for role in material.questionnaire.roles if role.id in person.roles)
    by_name = sheet(material, roles, name=person.name, site=site)
    if person.id == person.name:
        return by_name
    by_id = {a.question.id: a for a in sheet(material, (), name=person.id, site=site).questions}
    have = {asked.question.id for asked in by_name.questions}
    more = [asked for ident, asked in by_id.items() if ident not in have]
    questions = tuple(sorted((*more, *(by_id.get(a.question.id, a) if not a.named else a for a in by_name.questions)),
                             key=lambda asked: not (asked.named and asked.is_open)))  # fmt: skip
    return msgspec.structs.replace(by_name, questions=questions)
