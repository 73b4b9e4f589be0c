"""What a newcomer is asked and told on day one: the baseline, the scope helper, and the pages that teach."""

from typing import Literal

from gapcheck.questionnaire.part import Part


class BaselineQuestion(Part, frozen=True, kw_only=True):
    """A question of the day-one baseline."""

    question: str
    minutes: float
    why: tuple[str, ...] = ()
    """B1/B2 blocks stage 1/2, U unlocks others, R everyday risk, F frequent finding, Q quick to answer."""
    plain: str = ""
    """The question for somebody who has never read the standard; reads well at the age of 14."""
    example: str = ""
    """What a person of a small company could show."""
    good: str = ""
    """What a yes means, as a strength in the words of somebody who runs the business."""


class ProfileQuestion(Part, frozen=True, kw_only=True):
    """A question about the organization; it proposes which controls matter and decides none."""

    id: str
    ask: str
    hints: tuple[str, ...] = ()
    """Controls that matter after a yes, and are worth a second look after a no."""
    yes: str = ""
    """The words for yes; a question without them is answered in free text alone."""
    no: str = ""
    plain: str = ""
    example: str = ""


class Baseline(Part, frozen=True, kw_only=True):
    """The day-one baseline: what is asked and in which order."""

    profile: tuple[ProfileQuestion, ...] = ()
    questions: tuple[BaselineQuestion, ...] = ()


class DragsIn(Part, frozen=True, kw_only=True):
    """Something that comes with a boundary, whether one wants it or not."""

    text: str
    items: tuple[str, ...] = ()


class ScopeLine(Part, frozen=True, kw_only=True):
    """One line of the scope helper (4.3): what is in, what is out, and what each of both drags in."""

    id: str
    title: str
    ask: str
    example: str = ""
    inside: tuple[DragsIn, ...] = ()
    """What comes with naming something as in."""
    outside: tuple[DragsIn, ...] = ()
    """What comes with leaving something out."""


class Scope(Part, frozen=True, kw_only=True):
    """The scope helper."""

    lines: tuple[ScopeLine, ...] = ()


class Activity(Part, frozen=True, kw_only=True):
    """One of the activities that people mix up, for a comparison on one screen."""

    id: str
    name: str
    asks: str
    """The question it answers."""
    who: str
    when: str
    gives: str
    """What one holds in the hand afterwards."""
    is_not: str


class Way(Part, frozen=True, kw_only=True):
    """One of the ways to get to a management system."""

    id: str
    name: str
    what: str
    fits: str
    """When it is a good choice."""
    watch: str
    """What goes wrong with it."""


class Mistake(Part, frozen=True, kw_only=True):
    """A classic mistake, how it shows, and what to do instead."""

    id: str
    name: str
    shows: str
    instead: str


class Learn(Part, frozen=True, kw_only=True):
    """Pages that teach."""

    activities: tuple[Activity, ...] = ()
    ways: tuple[Way, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


YesNo = Literal["", "yes", "no", "unsure"]
"""The answer to a profile question that has one; empty while it has none."""
