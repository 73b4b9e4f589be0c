"""Picking cases for a sample so that another person, with the same seed, picks the same ones."""

import hashlib
from collections.abc import Collection

ALL_UP_TO = 5
"""So few that all of them are looked at (house method; ISO 19011 names no size)."""
_FEW, _MANY, _LARGE = 5, 10, 50


def suggested_size(population: int) -> int:
    """How many cases are worth looking at: all of a few, five of more, up to ten of many (house method)."""
    if population <= ALL_UP_TO:
        return population
    return min(_MANY, _FEW + (_MANY - _FEW) * min(population, _LARGE) // _LARGE)


def drawn(population: int, size: int, seed: str, before: Collection[int] = ()) -> tuple[int, ...]:
    """The numbers of the cases that are picked, counted from 1 and in rising order.

    Each number is given the SHA-256 of seed and number; the smallest win. So any person and any program can draw
    again, and doubling a sample keeps what was drawn before: `before` names those, and is left out of the result.
    """
    order = sorted(
        (number for number in range(1, population + 1) if number not in before),
        key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest(),
    )
    return tuple(sorted(order[: max(size, 0)]))


def spread(population: int, size: int) -> tuple[int, ...]:
    """Every so-manieth case from the first to the last: a systematic pick."""
    if size <= 0 or population <= 0:
        return ()
    if size >= population:
        return tuple(range(1, population + 1))
    if size == 1:
        return (1,)
    return tuple(round(1 + step * (population - 1) / (size - 1)) for step in range(size))
