"""What a sample showed in one sentence, how it is doubled, and how far its result may be carried."""

from typing import Any

import pytest

from gapcheck.analysis.drawing import drawn
from gapcheck.analysis.sample_words import as_many_again, cases, projection, proposed_size, told
from gapcheck.records.samples import Case, Sample

SEED = "20261121090000"


def sample(**fields: Any) -> Sample:
    return Sample(**{"id": "S-001", "title": "t", "population": "leavers", "population_size": 42, **fields})


def test_the_sentence_names_number_population_method_seed_and_exceptions() -> None:
    seen = (
        Case(id="3", result="ok"),
        Case(id="17", result="exception", note=" open for nine days "),
        Case(id="22", result="n.a."),
        Case(id="30", result="exception"),
    )
    assert told(sample(method="random", seed=SEED, cases=seen)) == (
        f"4 of 42 leavers, random (seed {SEED}), 1 not applicable, 2 exceptions: 17 (open for nine days); 30."
    )
    assert told(sample(method="judgement", population_size=0, cases=(Case(id="a"), Case(id="b", result="ok")))) == (
        "2 leavers, judgement, 1 looked at so far, no exceptions."
    )
    assert told(sample(method="all", population_size=1, cases=(Case(id="1", result="ok"),))) == (
        "1 of 1 leavers, every case, no exceptions."
    )


@pytest.mark.parametrize(
    ("method", "number", "said"),
    [("judgement", 4, "by judgement"), ("systematic", 4, "not drawn at random"), ("random", 4, ""), ("all", 42, "")],
)
def test_only_what_was_drawn_at_random_or_looked_at_whole_is_projected(method: str, number: int, said: str) -> None:
    text = projection(sample(method=method, cases=tuple(Case(id=str(n)) for n in range(number))))
    assert (said in text) if said else not text


def test_a_doubled_random_sample_is_the_larger_sample_of_the_same_seed() -> None:
    first = cases(42, 10, "random", SEED)
    assert [int(case.id) for case in first] == list(drawn(42, 10, SEED))
    more = as_many_again(sample(method="random", seed=SEED, cases=first))
    assert len(more) == 10
    assert sorted(int(case.id) for case in (*first, *more)) == list(drawn(42, 20, SEED))


def test_doubling_ends_where_no_cases_are_left() -> None:
    most = sample(method="random", seed=SEED, cases=cases(42, 30, "random", SEED))
    assert len(as_many_again(most)) == 12
    assert as_many_again(sample(method="all", cases=cases(42, 0, "all", ""))) == ()
    assert as_many_again(sample(method="judgement", cases=(Case(id="1"),))) == ()


def test_a_doubled_systematic_sample_repeats_no_case() -> None:
    first = cases(42, 5, "systematic", "")
    more = as_many_again(sample(method="systematic", cases=first))
    assert len(more) == 5
    assert not {case.id for case in first} & {case.id for case in more}


@pytest.mark.parametrize(
    ("typed", "size"), [("", ""), ("3", "3"), (" 42 ", "9"), ("many", ""), ("-4", ""), ("9" * 16, ""), ("²", "")]
)
def test_a_size_is_proposed_for_a_number(typed: str, size: str) -> None:
    assert proposed_size(typed) == size
