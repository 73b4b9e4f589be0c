"""A prerequisite inherits the rank of what waits for it, so that nothing is listed before what it needs."""

from collections.abc import Iterator, Mapping, Sequence


def inherited(ranks: Mapping[str, float], unlocks: Mapping[str, Sequence[str]], step: float) -> dict[str, float]:
    """Each rank, raised by `step` above the highest rank of what waits for it.

    Actions over several items can wait for each other in a ring: none of them comes first, so all share the highest
    rank among them, whatever the order in which they were written.
    """
    raised: dict[str, float] = {}
    for ring in _rings(unlocks):
        waiting = (raised[other] + step for ident in ring for other in unlocks[ident] if other in raised)
        best = max([*(ranks[ident] for ident in ring), *waiting])
        raised.update(dict.fromkeys(ring, best))
    return raised


def _rings(unlocks: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The strongly connected parts, each after all that it unlocks (Tarjan, without recursion); most hold one id."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: dict[str, None] = {}
    for start in unlocks:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        open_[start] = None
        path = [(start, iter(unlocks[start]))]
        while path:
            ident, rest = path[-1]
            for other in rest:
                if other not in number:
                    number[other] = low[other] = len(number)
                    open_[other] = None
                    path.append((other, iter(unlocks[other])))
                    break
                if other in open_:
                    low[ident] = min(low[ident], number[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[ident])
                if low[ident] == number[ident]:
                    ring: list[str] = []
                    while not ring or ring[-1] != ident:
                        ring.append(open_.popitem()[0])
                    yield ring
