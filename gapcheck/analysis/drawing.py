"""Picking cases for a sample so that another person, with the same seed, picks the same ones."""

import hashlib
from collections.abc import Collection

ALL_UP_TO = 5
"""So few that all of them are looked at (house method; ISO 19011 names no size)."""
_FEW, _MANY, _LARGE = 5, 10, 50


def suggested_size(population: int) -> int:
    """How many cases are worth looking at: all of a few, five of more, up to ten of many (house method)."""
    if population <= ALL_UP_TO:
        return max(population, 0)
    return _FEW + (_MANY - _FEW) * min(population, _LARGE) // _LARGE


def drawn(population: int, size: int, seed: str, before: Collection[int] = ()) -> tuple[int, ...]:
    """The numbers of the cases that are picked, counted from 1 and in rising order; fewer where no more are left.

    The SHA-256 of "seed:1", of "seed:2" and so on, each read as a number and divided by the population, leaves a
    remainder; one more than it is the case that is picked, and a case that was picked is passed over. So any person and
    any program can draw again, and a larger sample holds the smaller one: to double a sample, `before` names what was
    drawn, which is left out of the result.
    """
    taken = {number for number in before if 1 <= number <= population}
    left = population - len(taken)
    if size >= left:
        return tuple(number for number in range(1, population + 1) if number not in taken)
    found: set[int] = set()
    turn = 0
    while len(found) < size:
        turn += 1
        number = 1 + int.from_bytes(hashlib.sha256(f"{seed}:{turn}".encode()).digest()) % population
        if number not in taken:
            taken.add(number)
            found.add(number)
    return tuple(sorted(found))


def spread(population: int, size: int) -> tuple[int, ...]:
    """The first case, the last one, and cases evenly spaced between them: a systematic pick."""
    if size <= 0 or population <= 0:
        return ()
    if size >= population:
        return tuple(range(1, population + 1))
    if size == 1:
        return (1,)
    steps = size - 1
    return tuple(1 + (step * (population - 1) + steps // 2) // steps for step in range(size))
