"""Circles among dependencies: a backlog cannot be put in order when two items need each other first."""

import graphlib
import itertools
from collections.abc import Iterable

from gapcheck.questionnaire.model import Edge
from gapcheck.questionnaire.placed import Placed

EVERY_CONTROL = "A.*"
_MOST = 20
"""Circles that are reported; a hostile file could hold any number."""


def check_cycles(edges: list[Placed[Edge]], controls: list[str]) -> None:
    """Note each circle of hard edges and, beside those, of hard and soft edges together.

    Justify edges only warn and order nothing, so that they may close a circle.
    """
    for kinds, words in ((("hard",), "hard"), (("hard", "soft"), "hard and soft")):
        chosen = [placed for placed in edges if placed.what.kind in kinds]
        if _report(chosen, controls, words):
            return


def _report(edges: list[Placed[Edge]], controls: list[str], words: str) -> bool:
    """Whether there was a circle. Each one found is opened by leaving out one edge, so that the next comes to light."""
    placed_of: dict[tuple[str, str], Placed[Edge]] = {}
    graph: dict[str, set[str]] = {}
    for placed in edges:
        for item in _members(placed.what.item, controls):
            for need in (member for ref in placed.what.needs for member in _members(ref, controls)):
                if item and need:
                    graph.setdefault(item, set()).add(need)
                    placed_of.setdefault((item, need), placed)
    for found in range(_MOST):
        try:
            graphlib.TopologicalSorter(graph).prepare()
        except graphlib.CycleError as error:
            # graphlib names what is needed before what needs it
            circle: list[str] = list(reversed(error.args[1]))
            placed = max((placed_of[pair] for pair in _pairs(circle)), key=lambda one: one.where)
            chain = ", which needs ".join(circle[1:])
            placed.refuse(f"{words} dependencies run in a circle: {circle[0]} needs {chain}")
            for item, need in _pairs(circle):
                if placed_of[item, need] is placed:
                    graph[item].discard(need)
        else:
            return found > 0
    return True


def _pairs(circle: list[str]) -> Iterable[tuple[str, str]]:
    return itertools.pairwise(circle)


def _members(ref: str, controls: list[str]) -> list[str]:
    return controls if ref == EVERY_CONTROL else [ref]
