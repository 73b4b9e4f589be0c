"""The roll-up: counts and shares, the example of the method, and what it never does."""

from typing import Any

import pytest
from building import Builder, assess, evidence, exclude, finding, include

from gapcheck.analysis.gap import Rollup, explain_group, gap, percent, rollup, sentence

EXAMPLE = Rollup(
    applicable=30, conforms_evidenced=10, conforms_claimed=4, partial=6, does_not_conform=4, not_assessed=6
)


def thirty(build: Builder) -> list[Any]:
    """10 conform with evidence, 4 are claimed, 6 partial, 4 do not conform, 6 were not looked at."""
    refs = [item.id for item in build.questionnaire.clauses]
    statuses = ["conforms"] * 14 + ["partial"] * 6 + ["does_not_conform"] * 4
    decided = [assess(ref, status) for ref, status in zip(refs, statuses, strict=False)]
    return [*decided, evidence("E-1", *refs[:10])]


def test_the_example_gives_80_33_47_and_67_percent() -> None:
    shares = (EXAMPLE.coverage, EXAMPLE.confirmed, EXAMPLE.claimed, EXAMPLE.ceiling)
    assert [percent(share) for share in shares] == ["80 %", "33 %", "47 %", "67 %"]


def test_the_example_comes_out_of_records_as_well(build: Builder) -> None:
    counts = gap(build.material(*thirty(build))).group("clauses").counts
    assert counts == EXAMPLE


def test_the_example_in_words(build: Builder) -> None:
    group = gap(build.material(*thirty(build))).group("clauses")
    assert sentence(group) == (
        "Clauses 4 to 10: 10 of 30 confirmed (33 %), 4 more claimed, 6 not looked at. At best 67 %."
    )
    assert any("(30 - 6) of 30 = 80 %" in line for line in explain_group(group))


def test_groups_stand_in_the_order_of_the_standard(build: Builder) -> None:
    found = [(group.id, group.counts.applicable) for group in gap(build.material()).groups]
    assert found == [
        ("clauses", 30),
        ("4", 4),
        ("5", 3),
        ("6", 5),
        ("7", 7),
        ("8", 3),
        ("9", 6),
        ("10", 2),
        ("annex_a", 93),
        ("A.5", 37),
        ("A.6", 8),
        ("A.7", 14),
        ("A.8", 34),
    ]


def test_the_parts_add_up_to_their_whole(build: Builder) -> None:
    found = gap(build.material(*thirty(build), exclude("A.7.4"), assess("A.8.13", "partial")))
    for whole, starts in (("clauses", ""), ("annex_a", "A.")):
        parts = [g.counts for g in found.groups if g.id != whole and g.id.startswith(starts) and g.kind == found.group(whole).kind and g.id not in ("clauses", "annex_a")]  # fmt: skip  # noqa: E501
        for name in ("applicable", "conforms_evidenced", "partial", "not_assessed", "excluded", "undecided"):
            assert sum(getattr(p, name) for p in parts) == getattr(found.group(whole).counts, name)


def test_an_empty_engagement_is_neither_good_nor_bad(build: Builder) -> None:
    counts = gap(build.material()).group("clauses").counts
    assert (counts.coverage, counts.confirmed, counts.claimed, counts.ceiling) == (0, 0, 0, 1)


def test_excluded_controls_leave_the_count_and_undecided_ones_stay(build: Builder) -> None:
    counts = gap(build.material(exclude("A.7.1"), exclude("A.7.2"), include("A.7.3"))).group("A.7").counts
    assert (counts.applicable, counts.excluded, counts.undecided) == (12, 2, 11)


def test_a_theme_of_which_nothing_applies_has_no_shares(build: Builder) -> None:
    every = [exclude(item.id) for item in build.questionnaire.items_of_group["A.6"]]
    counts = gap(build.material(*every)).group("A.6").counts
    assert (counts.applicable, counts.excluded) == (0, 8)
    assert (counts.coverage, counts.confirmed, counts.claimed, counts.ceiling) == (None,) * 4


def test_an_area_under_60_percent_coverage_is_too_early_to_judge(build: Builder) -> None:
    refs = [item.id for item in build.questionnaire.items_of_group["7"]]

    def too_early(looked_at: int) -> bool:
        return gap(build.material(*(assess(ref, "conforms") for ref in refs[:looked_at]))).group("7").too_early

    assert [too_early(n) for n in (0, 4, 5, 7)] == [True, True, False, False]


def test_open_findings_are_counted_once_beside_the_shares(build: Builder) -> None:
    changes = [
        finding("F-1", "major", "A.8.13", "A.8.14"),
        finding("F-2", "minor", "A.8.13"),
        finding("F-3", "minor", "A.8.13", status="verified"),
        finding("F-4", "strength", "A.8.13"),
    ]
    counts = gap(build.material(*changes)).group("A.8").counts
    assert (counts.majors, counts.minors) == (1, 1)


def test_a_rollup_of_nothing_has_no_shares() -> None:
    assert rollup([]).confirmed is None


@pytest.mark.parametrize("share", ["coverage", "confirmed", "claimed", "ceiling"])
def test_shares_are_between_0_and_1(share: str, build: Builder) -> None:
    for group in gap(build.material(*thirty(build))).groups:
        assert 0 <= getattr(group.counts, share) <= 1
