"""Picking cases: anybody draws the same again, and doubling keeps what was drawn."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.drawing import drawn, spread, suggested_size

POPULATIONS = st.integers(min_value=-5, max_value=400)
SIZES = st.integers(min_value=-5, max_value=420)
SEEDS = st.text(max_size=20)


@pytest.mark.parametrize(
    ("population", "size"),
    [(-3, 0), (0, 0), (1, 1), (5, 5), (6, 5), (9, 5), (10, 6), (20, 7), (40, 9), (49, 9), (50, 10), (10**9, 10)],
)
def test_all_of_a_few_and_up_to_ten_of_many(population: int, size: int) -> None:
    assert suggested_size(population) == size


@given(population=POPULATIONS, size=SIZES, seed=SEEDS)
def test_the_same_seed_draws_the_same_numbers_of_the_population(population: int, size: int, seed: str) -> None:
    found = drawn(population, size, seed)
    assert found == drawn(population, size, seed)
    assert len(found) == max(min(size, population), 0)
    assert all(1 <= number <= population for number in found)
    assert all(low < high for low, high in pairwise(found))


@given(population=POPULATIONS, small=SIZES, more=st.integers(min_value=0, max_value=50), seed=SEEDS)
def test_a_larger_sample_holds_the_smaller_one_and_doubling_gives_the_rest(
    population: int, small: int, more: int, seed: str
) -> None:
    first, whole = set(drawn(population, small, seed)), set(drawn(population, max(small, 0) + more, seed))
    assert first <= whole
    assert set(drawn(population, more, seed, before=first)) == whole - first


@given(population=POPULATIONS, size=SIZES, seed=SEEDS, before=st.lists(st.integers(min_value=-5, max_value=405)))
def test_what_was_drawn_before_is_never_drawn_again(population: int, size: int, seed: str, before: list[int]) -> None:
    found = drawn(population, size, seed, before)
    assert not set(found) & set(before)
    left = len(set(range(1, population + 1)) - set(before))
    assert len(found) == max(min(size, left), 0)


def test_numbers_that_are_none_of_the_population_take_no_place() -> None:
    assert drawn(5, 3, "x", before=(0, -1, 6, 99)) == drawn(5, 3, "x")


def test_numbers_depend_on_the_seed_and_every_case_has_its_chance() -> None:
    draws = [drawn(20, 3, str(seed)) for seed in range(200)]
    counts = [sum(number in found for found in draws) for number in range(1, 21)]
    assert 10 <= min(counts) <= max(counts) <= 50, "thirty of two hundred draws is what chance gives each"


def test_another_program_draws_the_same() -> None:
    """The description alone is enough: remainders of SHA-256 of seed:1, seed:2 and so on."""
    remainders = [int(hashlib.sha256(f"leavers:{turn}".encode()).hexdigest(), 16) % 40 + 1 for turn in range(1, 100)]
    assert drawn(40, 5, "leavers") == tuple(sorted(list(dict.fromkeys(remainders))[:5]))
    assert drawn(40, 5, "leavers") == (5, 12, 14, 34, 37)


def test_a_large_population_is_drawn_from_at_once() -> None:
    assert len(drawn(2**53, 1000, "log entries")) == 1000
    assert len(spread(2**53, 1000)) == 1000


@given(population=POPULATIONS, size=SIZES)
def test_a_systematic_pick_rises_and_has_the_first_and_the_last(population: int, size: int) -> None:
    found = spread(population, size)
    assert len(found) == max(min(size, population), 0)
    assert all(low < high for low, high in pairwise(found))
    if found:
        assert found[0] == 1
    if len(found) > 1:
        assert found[-1] == population
        steps = [high - low for low, high in pairwise(found)]
        assert max(steps) - min(steps) <= 1


def test_worked_examples_of_a_systematic_pick() -> None:
    assert spread(40, 5) == (1, 11, 21, 30, 40)
    assert spread(10, 4) == (1, 4, 7, 10)
    assert spread(7, 1) == (1,)
    assert spread(2**53, 2) == (1, 2**53)
