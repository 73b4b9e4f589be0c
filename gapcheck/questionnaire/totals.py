"""How much there is in a questionnaire, and how long asking it takes."""

import msgspec

from gapcheck.questionnaire.model import Group, Item, Questionnaire


class GroupTotals(msgspec.Struct, frozen=True):
    """The same counts for one clause or theme."""

    id: str
    title: str
    items: int
    questions: int
    evidence: int
    minutes: float


class Totals(msgspec.Struct, frozen=True):
    """Counts, and planned minutes for asking and looking."""

    items: int
    clauses: int
    controls: int
    questions: int
    evidence: int
    """Lines of evidence worth asking for."""
    minutes: float
    """Planned time for every question of every item."""
    minutes_of_item: dict[str, float]
    """The same for each item, by id."""
    groups: tuple[GroupTotals, ...]
    """Clauses 4 to 10 and the themes, in their order."""


def totals(questionnaire: Questionnaire) -> Totals:
    """Count a questionnaire."""
    minutes = {item.id: item_minutes(item) for item in questionnaire.items}
    return Totals(
        items=len(questionnaire.items),
        clauses=len(questionnaire.clauses),
        controls=len(questionnaire.controls),
        questions=sum(len(item.questions) for item in questionnaire.items),
        evidence=sum(len(item.evidence) for item in questionnaire.items),
        minutes=sum(minutes.values()),
        minutes_of_item=minutes,
        groups=tuple(_group(group, questionnaire.items_of_group[group.id]) for group in questionnaire.manifest.groups),
    )


def _group(group: Group, items: tuple[Item, ...]) -> GroupTotals:
    return GroupTotals(
        id=group.id,
        title=group.title,
        items=len(items),
        questions=sum(len(item.questions) for item in items),
        evidence=sum(len(item.evidence) for item in items),
        minutes=sum(map(item_minutes, items)),
    )


def item_minutes(item: Item) -> float:
    """Planned minutes for all questions of one item."""
    return sum(question.minutes for question in item.questions)
