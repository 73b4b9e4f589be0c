"""The order of the first day, and where somebody is in it: that follows from the records alone."""

from collections.abc import Mapping
from typing import NamedTuple

from gapcheck.analysis.first_day import Progress

AFTER = ("people", "result", "actions", "boss")
"""The pages after the last question; one walks among them freely."""

PLACE = "guide"
"""The draft that holds where somebody was typing when they left."""


class Step(NamedTuple):
    """One page of the day, for a question with the question's id."""

    page: str
    ident: str = ""


BACK = Step("back")
"""Shown on opening a day that is under way; it lies outside the order."""


def steps(progress: Progress) -> tuple[Step, ...]:
    """Every page from the profile to the page for the boss."""
    asked = [Step("question", question.question) for question in progress.questions]
    return (
        *(Step("profile", question.id) for question in progress.profile),
        Step("start"),
        Step("how"),
        *asked[: progress.clauses],
        Step("halfway"),
        *asked[progress.clauses :],
        *(Step(page) for page in AFTER),
    )


def is_untouched(progress: Progress) -> bool:
    """Whether nobody has said anything yet."""
    return progress.done == 0 and len(progress.profile_open) == len(progress.profile)


def first_open(progress: Progress, left: Mapping[str, str] | None = None) -> Step:
    """Where the day goes on: where somebody left while typing, else at what nobody has told or answered yet."""
    if left is not None and (place := Step(left.get("page", ""), left.get("ident", ""))) in steps(progress):
        return place
    if progress.profile_open and not progress.done:
        return Step("profile", progress.profile_open[0].id)
    if not progress.done:
        return Step("start")
    if progress.open:
        return Step("question", progress.open[0])
    return Step("result")


def opens_on(progress: Progress) -> Step:
    """The page that is shown when the engagement is opened."""
    return steps(progress)[0] if is_untouched(progress) else BACK


def beside(progress: Progress, at: Step, way: int) -> Step:
    """The page before (-1) or after (1) this one; at both ends the day stays where it is."""
    order = steps(progress)
    place = order.index(at) + way
    return order[min(max(place, 0), len(order) - 1)]


def after_answer(progress: Progress, at: Step) -> Step:
    """Where an answer to an open question leads: on, past what is answered already; at the end to the loose ends."""
    to = beside(progress, at, 1)
    if to.page != "question" or to.ident in progress.open:
        return to
    asked = [question.question for question in progress.questions]
    later = [ident for ident in progress.open if asked.index(ident) > asked.index(at.ident)]
    return Step("question", later[0]) if later else Step(AFTER[0])
