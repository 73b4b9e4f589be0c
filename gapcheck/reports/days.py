"""Days of work as a range, by quarter, and dates as people write them."""

import math
from datetime import date

import msgspec

from gapcheck.analysis.backlog import Ranked
from gapcheck.questionnaire.model import Effort, Questionnaire, Remediation
from gapcheck.records.gap_actions import upper_days

_WHOLE = 10
"""From how many days on a sum is told in whole days."""
NO_DATE = "no date yet"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FEWEST: dict[Effort, float] = {"S": 0.5, "M": 2, "L": 5, "XL": 11}
"""The low end of each class of effort, for an action of which no days are known."""


class Span(msgspec.Struct, frozen=True):
    """Working days, from the low to the high end of the plan."""

    low: float
    high: float

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    @property
    def words(self) -> str:
        """The range as people read it."""
        unit = "day" if self.high <= 1 else "days"
        return f"{self.high:g} {unit}" if self.low == self.high else f"{self.low:g} to {self.high:g} {unit}"

    @property
    def rounded(self) -> str:
        """The range of a sum in whole days, rounded to the outside: a plan is no more precise than that."""
        return self.words if self.high < _WHOLE else Span(math.floor(self.low), math.ceil(self.high)).words


class Quarter(msgspec.Struct, frozen=True):
    """The actions that are due in one quarter, with their days; an empty name stands for no date."""

    name: str
    actions: int
    span: Span


def remediation_of(ranked: Ranked, questionnaire: Questionnaire) -> Remediation | None:
    """The proposal that an action came from."""
    items = (questionnaire.by_id.get(ref) for ref in ranked.action.items)
    proposals = (proposal for item in items if item for proposal in item.remediation)
    return next((proposal for proposal in proposals if proposal.id == ranked.action.id), None)


def span_of(ranked: Ranked, questionnaire: Questionnaire) -> Span:
    """The days of an action: the range of its proposal, unless a person set days of their own."""
    proposal = remediation_of(ranked, questionnaire)
    if proposal is not None and ranked.days == upper_days(proposal):
        return Span(float(proposal.days.replace("\N{EN DASH}", "-").split("-")[0]), ranked.days)
    if ranked.action.days is None:
        return Span(min(_FEWEST[ranked.effort], ranked.days), ranked.days)
    return Span(ranked.days, ranked.days)


def by_quarter(actions: tuple[Ranked, ...], questionnaire: Questionnaire) -> tuple[Quarter, ...]:
    """The effort of all actions by the quarter in which they are due; those without a date stand last."""
    found: dict[tuple[int, int], list[Span]] = {}
    for ranked in actions:
        day = day_of(ranked.action.due)
        key = (day.year, (day.month + 2) // 3) if day else (9999, 9)
        found.setdefault(key, []).append(span_of(ranked, questionnaire))
    return tuple(
        Quarter(f"quarter {key[1]} of {key[0]}" if key[1] < 9 else "", len(spans), sum(spans, Span(0, 0)))
        for key, spans in sorted(found.items())
    )


def day_words(stamp: str, language: str = "") -> str:
    """A day as people write it, in a language other than British English if one is named; what is no date stays as it
    was typed.
    """
    day = day_of(stamp)
    if day is None:
        return stamp
    if not language:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel import Locale
    from babel.dates import format_date

    return format_date(day, "long", locale=Locale.parse(language, sep="-"))


def month_words(day: date, language: str = "") -> str:
    """A month as people write it."""
    if not language:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    from babel import Locale
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=Locale.parse(language, sep="-"))


def due_words(due: str, language: str = "") -> str:
    """When something is due, with the week."""
    day = day_of(due)
    return f"by {day_words(due, language)} (week {day.isocalendar().week})" if day else due or NO_DATE


def day_of(text: str) -> date | None:
    """The day at the start of a stamp; None for what is no date."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
