"""Whom to ask what: everything nobody knew, by who would know it; and a warning when that is always the same person."""

import re

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Question
from gapcheck.records.actions import Action
from gapcheck.records.answers import Answer

NOBODY_NAMED = "Somebody who knows"
_IT_PEOPLE = "team|department|dept|support|people|staff|service|services|manager|lead|security|provider"
_IT = re.compile(
    r"(?<!\w)(IT|I\.T\.|EDV|ICT)(?!\w)"
    rf"|^(?i:(our |the )?(it|i\.t\.)( ({_IT_PEOPLE}))?)$"
    r"|(?<!\w)(?i:(head|chief|director|manager) of (it|ict)|edv|ict|sysadmins?|system administrators?|devops)(?!\w)"
    r"|^(?i:(our |the )?(admins?|administrators?))$"
)
"""What people call those who run the computers; the little word "it" in a sentence is not meant."""
_FEWEST, _SHARE = 5, 0.7
"""From how many names on, and from what share on, one name is too many (house method)."""


class ToAsk(msgspec.Struct, frozen=True, kw_only=True):
    """One question that is to be put to somebody."""

    question: str
    item: str
    title: str
    ask: str
    site: str
    note: str
    """What was noted when nobody knew."""
    minutes: float


class PersonToAsk(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, with everything to ask them."""

    name: str
    proposed: bool
    """Whether nobody was named, so that the usual role stands in."""
    questions: tuple[ToAsk, ...]

    @property
    def minutes(self) -> float:
        """Planned minutes."""
        return sum(question.minutes for question in self.questions)


class OneOwner(msgspec.Struct, frozen=True, kw_only=True):
    """One person, or IT, stands behind nearly everything."""

    name: str
    count: int
    total: int
    is_it: bool


def people_to_ask(material: Material) -> tuple[PersonToAsk, ...]:
    """Everything that was answered with "don't know", by who would know; named people first, then usual roles."""
    questionnaire = material.questionnaire
    excluded = {item.id for item in questionnaire.controls if (d := material.applicability(item)) and d.excluded}
    named: dict[str, list[ToAsk]] = {}
    shown: dict[str, tuple[str, bool]] = {}
    for item in questionnaire.items:
        questions = {question.id: question for question in item.questions}
        for answer in material.answers.get(item.id, []):
            if answer.value != "unknown" or item.id in excluded:
                continue
            question = questions[answer.question]
            who = " ".join(answer.who_would_know.split())
            name = who or _usual(material, item.id, question)
            key = f"{'1' if who else '2'}{name.casefold()}"
            shown.setdefault(key, (name, not who))
            named.setdefault(key, []).append(
                ToAsk(
                    question=question.id,
                    item=item.id,
                    title=item.full_title,
                    ask=question.ask,
                    site=answer.site,
                    note=answer.note,
                    minutes=question.minutes,
                )
            )
    order = sorted(named, key=lambda key: (key[0], -len(named[key]), key))
    return tuple(PersonToAsk(name=shown[key][0], proposed=shown[key][1], questions=tuple(named[key])) for key in order)


def one_owner(material: Material) -> OneOwner | None:
    """Who stands behind nearly everything, if somebody does: information security is not one person's job, nor IT's."""
    names = [a.who_would_know for a in material.records.table(Answer).values()]
    names += [a.owner or a.owner_role for a in material.records.table(Action).values() if a.is_open]
    names = [" ".join(name.split()) for name in names if name.strip()]
    if len(names) < _FEWEST:
        return None
    counts: dict[str, int] = {}
    for name in names:
        key = "IT" if _IT.search(name) else name.casefold()
        counts[key] = counts.get(key, 0) + 1
    key, count = max(counts.items(), key=lambda pair: pair[1])
    if count < _SHARE * len(names):
        return None
    name = "IT" if key == "IT" else next(n for n in names if n.casefold() == key)
    return OneOwner(name=name, count=count, total=len(names), is_it=key == "IT")


def _usual(material: Material, ref: str, question: Question) -> str:
    roles = material.questionnaire.roles_of_item[ref]
    return next((role.name for role in roles if question.dimension in role.speaks_of), NOBODY_NAMED)
