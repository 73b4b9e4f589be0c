"""The pages that teach, each as entries with labelled lines: for the app and for `gapcheck learn`."""

from typing import Literal

import msgspec

from gapcheck.questionnaire.first_day import Learn

Topic = Literal["checks", "ways", "mistakes", "steps"]

TITLES: dict[Topic, str] = {
    "checks": "Which check is which",
    "ways": "Four ways to get there",
    "mistakes": "Three classic mistakes",
    "steps": "What first, what next, why",
}
TOPICS: tuple[Topic, ...] = ("checks", "ways", "mistakes", "steps")
NO_ADVICE: tuple[Topic, ...] = ("checks",)
"""What a certification body may show too: the others say how to get there (ISO/IEC 17021-1, 9.4.5.3)."""

CLOSING: dict[Topic, str] = {
    "checks": "Whoever certifies you may not advise you. A gap analysis is no audit.",
    "ways": "All four can work, and they mix well. The decisions stay yours.",
    "mistakes": "It is never too late to turn any of these around.",
    "steps": "A step can begin once the ones above it are done.",
}
"""One sentence to take away."""


class Lesson(msgspec.Struct, frozen=True):
    """One thing that is explained: its name and what is said of it, each line with a label."""

    id: str
    name: str
    lines: tuple[tuple[str, str], ...]


def lessons(learn: Learn, topic: Topic) -> tuple[Lesson, ...]:
    """The entries of a page; the steps come from `analysis.steps` instead, so that their page has none."""
    if topic == "checks":
        return tuple(
            Lesson(
                one.id,
                one.name,
                (
                    ("asks", one.asks),
                    ("who", one.who),
                    ("when", one.when),
                    ("gives", one.gives),
                    ("is not", one.is_not),
                ),
            )
            for one in learn.activities
        )
    if topic == "ways":
        return tuple(
            Lesson(one.id, one.name, (("what", one.what), ("good if", one.fits), ("mind", one.watch)))
            for one in learn.ways
        )
    if topic == "mistakes":
        return tuple(
            Lesson(one.id, one.name, (("sign", one.shows), ("instead", one.instead))) for one in learn.mistakes
        )
    return ()
