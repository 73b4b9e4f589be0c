"""Boxes in columns, ordered so that few arrows cross: each box moves to the mean place of those it is tied to.

The method is that of Sugiyama, Tagawa and Toda (1981), with the barycentre rule in both directions.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

import msgspec

_SWEEPS = 6
"""There and back; after a few the order no longer gets better."""
Edge = tuple[int, int]


class Layers(msgspec.Struct, frozen=True):
    """Columns of nodes from top to bottom.

    Numbers from the number of boxes on are places that a long arrow passes through on its way.
    """

    columns: tuple[tuple[int, ...], ...]
    routes: dict[Edge, tuple[int, ...]]
    """The nodes of each arrow that leads to a later column, with both ends."""
    aside: tuple[Edge, ...]
    """Arrows between boxes of one column, or back: they belong to boxes that wait for each other."""


def arranged(column_of: Sequence[int], edges: Sequence[Edge]) -> Layers:
    """Boxes in the columns they are given, 0 for the first, in an order with few crossings.

    The order given is kept where it is as good as any other.
    """
    columns: list[list[int]] = [[] for _ in range(max(column_of, default=-1) + 1)]
    for node, column in enumerate(column_of):
        columns[column].append(node)
    routes: dict[Edge, tuple[int, ...]] = {}
    last = len(column_of)
    for start, end in edges:
        between = column_of[end] - column_of[start] - 1
        if between < 0:
            continue
        passed = tuple(range(last, last + between))
        for node, column in zip(passed, range(column_of[start] + 1, column_of[end]), strict=True):
            columns[column].append(node)
        last += between
        routes[start, end] = (start, *passed, end)
    aside = tuple(edge for edge in edges if edge not in routes)
    return Layers(_ordered(columns, routes), routes, aside)


def crossings(columns: Sequence[Sequence[int]], routes: dict[Edge, tuple[int, ...]]) -> int:
    """How many pairs of arrows cross between neighbouring columns."""
    place = {node: n for column in columns for n, node in enumerate(column)}
    column_of = {node: n for n, column in enumerate(columns) for node in column}
    between: dict[int, list[Edge]] = {}
    for left, right in {pair for route in routes.values() for pair in pairwise(route)}:
        between.setdefault(column_of[left], []).append((place[left], place[right]))
    found = 0
    for pairs in between.values():
        seen: list[int] = []
        for _, end in sorted(pairs):
            found += len(seen) - bisect_right(seen, end)
            insort(seen, end)
    return found


def _ordered(columns: list[list[int]], routes: dict[Edge, tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    before: dict[int, list[int]] = {}
    after: dict[int, list[int]] = {}
    for left, right in sorted({pair for route in routes.values() for pair in pairwise(route)}):
        before.setdefault(right, []).append(left)
        after.setdefault(left, []).append(right)
    best, fewest = [list(column) for column in columns], crossings(columns, routes)
    tried = [list(column) for column in columns]
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for n in range(1, len(tried)) if forward else range(len(tried) - 2, -1, -1):
            tied, beside = (before, tried[n - 1]) if forward else (after, tried[n + 1])
            tried[n] = _by_mean(tried[n], tied, beside)
        found = crossings(tried, routes)
        if found < fewest:
            best, fewest = [list(column) for column in tried], found
    return tuple(map(tuple, best))


def _by_mean(column: list[int], tied: dict[int, list[int]], beside: list[int]) -> list[int]:
    place = {node: n for n, node in enumerate(beside)}
    share = len(beside) / max(1, len(column))
    means = {}
    for n, node in enumerate(column):
        ends = [place[other] for other in tied.get(node, ())]
        means[node] = sum(ends) / len(ends) if ends else n * share
    return sorted(column, key=means.__getitem__)
