"""The backlog: the worked example to the digit, an independent calculation beside it, and its limits."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from building import Builder, action, assess, evidence, exclude, finding
from data.reference import Ring, hard_graph, prioritised
from hypothesis import assume, given
from hypothesis import strategies as st

from gapcheck.analysis.backlog import backlog, explain_action
from gapcheck.analysis.material import Material
from gapcheck.changes import file
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.records.base import Records

DATA = Path(__file__).parents[1] / "data"
GRAPH = hard_graph(json.loads((DATA / "facts.json").read_text(encoding="utf-8"))["edges"])
REFS = sorted({*GRAPH, *(need for needs in GRAPH.values() for need in needs)} - {"STAGE1", "STAGE2"})
NEVER = {"A.6.3", "A.7.13", "A.8.6"}

# id, value, rank, effective rank, band, quick win, waits for
WORKED = [
    ("A1", 84, 84.0, 84.0, "NOW", True, ()),
    ("A2", 88, 70.4, 71.2, "NOW", False, ("A1",)),
    ("A3", 87, 69.6, 71.1, "NOW", False, ("A1", "A2")),
    ("A4", 81, 64.8, 71.1, "NOW", False, ("A1",)),
    ("A5", 71, 71.0, 71.0, "NOW", False, ("A1", "A2", "A3", "A4")),
    ("A6", 40, 40.0, 40.0, "NEXT", True, ()),
    ("A7", 28, 28.0, 28.0, "LATER", True, ()),
    ("A9", 28, 25.5, 25.5, "LATER", False, ()),
    ("A8", 20, 18.2, 18.2, "LATER", False, ()),
    ("A10", 8, 8.0, 8.0, "LATER", False, ()),
]


def figures(material: Material) -> list[tuple[Any, ...]]:
    return [
        (
            r.action.id,
            round(r.value),
            round(r.rank, 1),
            round(r.effective_rank, 1),
            r.band,
            r.quick_win,
            tuple(sorted(r.needs)),
        )
        for r in backlog(material).actions
    ]


def test_the_ten_actions_of_the_worked_example_come_out_as_published(build: Builder) -> None:
    engagement = build.engagement()
    engagement.apply(file.read(DATA / "worked_example.yaml"))
    found = Material(engagement.questionnaire, engagement.records)
    assert figures(found) == WORKED


def test_the_worked_example_derives_what_blocks_which_stage_from_the_gates(build: Builder) -> None:
    changes = [change for _, change in file.read(DATA / "worked_example.yaml")]
    found = {r.action.id: r for r in backlog(build.material(*changes)).actions}
    blocking = {ident: ranked.blocking for ident, ranked in found.items()}
    assert blocking == {
        **dict.fromkeys(("A1", "A2", "A3", "A4"), "stage1"),
        "A5": "stage2",
        **dict.fromkeys(("A6", "A7", "A8", "A9", "A10"), "none"),
    }
    assert [round(part) for part in found["A1"].parts] == [40, 30, 10, 4]
    assert [round(part) for part in found["A5"].parts] == [40, 21, 10, 0]


def test_the_order_of_the_journal_changes_nothing(build: Builder) -> None:
    changes = [change for _, change in file.read(DATA / "worked_example.yaml")]
    for seed in range(5):
        random.Random(seed).shuffle(changes)
        assert figures(build.material(*changes)) == WORKED


@st.composite
def several_actions(draw: st.DrawFn) -> list[dict[str, Any]]:
    def one(number: int) -> dict[str, Any]:
        return {
            "id": f"X{number}",
            "refs": draw(st.lists(st.sampled_from([*REFS, *NEVER]), min_size=1, max_size=3, unique=True)),
            "sev": draw(st.sampled_from(["major", "absent", "minor", "partial", "evidence_gap", "ofi"])),
            "blk": draw(st.sampled_from(["stage1", "stage2", "dated_duty", "none"])),
            "level": draw(st.integers(1, 25)),
            "eff": draw(st.sampled_from(["S", "M", "L", "XL"])),
            "days": draw(st.sampled_from([0.5, 1, 2, 4, 9, 15])),
        }

    return [one(n) for n in range(draw(st.integers(1, 12)))]


def as_changes(rows: list[dict[str, Any]]) -> list[Any]:
    return [
        action(
            row["id"],
            *row["refs"],
            severity=row["sev"],
            blocking=row["blk"],
            risk_level=row["level"],
            effort=row["eff"],
            days=row["days"],
        )
        for row in rows
    ]


@given(rows=several_actions())
def test_any_actions_are_ranked_as_an_independent_calculation_ranks_them(
    rows: list[dict[str, Any]], build: Builder
) -> None:
    try:
        expected = prioritised([{**row, "risk": row["level"] / 25} for row in rows], GRAPH)
    except Ring:
        assume(False)
    found = backlog(build.material(*as_changes(rows))).actions
    assert [r.action.id for r in found] == [row["id"] for row in expected]
    for ranked, row in zip(found, expected, strict=True):
        assert ranked.value == pytest.approx(row["value"])
        assert ranked.rank == pytest.approx(row["rank"])
        assert ranked.effective_rank == pytest.approx(row["effective_rank"])
        assert (set(ranked.needs), ranked.band, ranked.quick_win) == (row["needs"], row["band"], row["quick_win"])


def test_an_action_waits_for_one_that_fixes_what_it_needs_even_when_both_fix_something_in_common(
    build: Builder,
) -> None:
    # 6.2 needs 8.2; that the other action fixes 6.1.2 and 8.2 together is no reason to go before it
    both = action("method", "6.1.2", "8.2"), action("aims", "6.1.2", "6.2")
    found = {ranked.action.id: ranked.needs for ranked in backlog(build.material(*both)).actions}
    assert found == {"method": (), "aims": ("method",)}


@given(rows=several_actions(), pin=st.integers(0, 11))
def test_nothing_is_listed_before_what_it_needs_unless_somebody_pinned_it(
    rows: list[dict[str, Any]], pin: int, build: Builder
) -> None:
    try:
        prioritised([{**row, "risk": 0.5} for row in rows], GRAPH)
    except Ring:
        assume(False)
    pinned = rows[pin % len(rows)]["id"]
    pinning = action(pinned, *rows[pin % len(rows)]["refs"], pinned="the customer asks for it")
    found = backlog(build.material(*as_changes(rows), pinning)).actions
    assert found[0].action.id == pinned
    place = {ranked.action.id: number for number, ranked in enumerate(found)}
    for ranked in found[1:]:
        assert all(place[need] < place[ranked.action.id] for need in ranked.needs)


RING = [("P", ("A.5.13", "A.8.15")), ("Q", ("A.5.12", "6.1.2")), ("R", ("4.3", "A.8.16"))]


def ring_of(copies: int) -> list[Any]:
    return [
        action(f"{name}{n:03}", *refs, severity="minor", effort="S", days=1)
        for n in range(copies)
        for name, refs in RING
    ]


def test_a_ring_of_actions_that_wait_for_each_other_is_still_listed(build: Builder) -> None:
    found = backlog(build.material(*ring_of(1))).actions
    assert {ranked.action.id: ranked.needs for ranked in found} == {
        "P000": ("Q000",),
        "Q000": ("R000",),
        "R000": ("P000",),
    }


def test_a_ring_shares_one_rank_whatever_the_order_in_which_it_was_written(build: Builder) -> None:
    found = [
        [(r.action.id, r.effective_rank) for r in backlog(build.material(*changes)).actions]
        for changes in (ring_of(2), ring_of(2)[::-1])
    ]
    assert found[0] == found[1]
    assert len({rank for _, rank in found[0]}) == 1
    assert found[0][0][1] <= 100


def test_many_actions_in_rings_do_not_break_the_backlog(build: Builder) -> None:
    found = backlog(build.material(*ring_of(400))).actions
    assert len(found) == 1200


def test_a_thousand_actions_are_ranked_in_a_moment(build: Builder) -> None:
    refs = [item.id for item in build.questionnaire.items]
    changes = [action(f"A{n}", refs[n % 123], severity="minor", effort="S", days=1) for n in range(1000)]
    material = build.material(*changes)
    start = time.perf_counter()
    assert len(backlog(material).actions) == 1000
    assert time.perf_counter() - start < 3


def test_a_tie_goes_to_fewer_days_and_then_to_the_id(build: Builder) -> None:
    same = {"severity": "minor", "risk": "low", "effort": "S"}
    rows = (("B", "A.7.13", 1), ("A", "A.8.6", 1), ("C", "A.6.3", 0.5))
    found = backlog(build.material(*(action(i, ref, days=days, **same) for i, ref, days in rows))).actions
    assert [r.action.id for r in found] == ["C", "A", "B"]


def test_without_a_linked_risk_the_items_default_stands_in_and_says_so(build: Builder) -> None:
    assumed, given_, linked = (
        backlog(build.material(action("A-1", "A.8.13", **fields))).actions[0]
        for fields in ({}, {"risk": "low"}, {"risk_level": 20})
    )
    assert build.questionnaire.by_id["A.8.13"].default_risk == "high"
    assert (assumed.risk, assumed.risk_assumed) == (0.8, True)
    assert (given_.risk, given_.risk_assumed) == (0.2, False)
    assert (linked.risk, linked.risk_assumed) == (0.8, False)


@pytest.mark.parametrize("effort", ["S", "M", "L", "XL"])
def test_effort_only_damps_a_stage_1_blocker_is_never_under_an_equal_that_blocks_nothing(
    effort: str, build: Builder
) -> None:
    fields = {"severity": "minor", "risk_level": 10}
    found = backlog(
        build.material(
            action("blocks", "A.8.6", blocking="stage1", effort=effort, days=1, **fields),
            action("not", "A.7.13", blocking="none", effort="S", days=1, **fields),
        )
    ).actions
    assert found[0].effective_rank >= found[1].effective_rank
    assert found[0].action.id == "blocks"


def test_an_action_stops_blocking_once_its_gate_is_met(build: Builder) -> None:
    started = build.material(action("A-1", "4.3"))
    assert backlog(started).actions[0].blocking == "stage1"
    assert backlog(build.well_but(action("A-1", "4.3"))).actions[0].blocking == "none"


def test_an_open_major_blocks_stage_2_wherever_it_is(build: Builder) -> None:
    found = backlog(build.well_but(finding("F-1", "major", "A.7.13"), action("A-1", "A.7.13"))).actions[0]
    assert (found.blocking, found.severity, found.band) == ("stage2", "major", "NOW")


def test_an_action_is_late_when_fewer_working_days_are_left_than_it_takes(build: Builder) -> None:
    # the records are of Saturday 21 November 2026
    def late(due: str, days: float) -> bool:
        return backlog(build.material(action("A-1", "4.3", due=due, days=days))).actions[0].late

    assert not late("2026-11-27", 5)
    assert late("2026-11-27", 6)
    assert late("2026-11-20", 0.5)
    assert not late("", 100)
    assert not late("by Christmas", 100)


def test_every_part_of_a_figure_can_be_read(build: Builder) -> None:
    changes = [change for _, change in file.read(DATA / "worked_example.yaml")]
    material = build.material(*changes)
    lines = "\n".join(explain_action(backlog(material).actions[1], material.method))
    for part in ("40 of 40", "30 of 30", "16 of 20", "2 of 10", "88", "1.25", "70.4", "71.2", "A1", "House method"):
        assert part in lines


def test_weights_are_settings_of_the_engagement(build: Builder) -> None:
    change = EngagementChanged(method={"weight_severity": 70, "weight_blocking": 0})
    found = backlog(build.material(change, action("A-1", "4.3", severity="absent", risk="low"))).actions[0]
    assert found.parts[:2] == (70, 0)


@pytest.mark.parametrize(
    ("item", "status", "severity"),
    [
        ("4.3", "does_not_conform", "absent"),
        ("A.8.13", "does_not_conform", "minor"),
        ("4.3", "partial", "partial"),
        ("A.8.13", "partial", "partial"),
        ("A.8.13", "conforms", "evidence_gap"),
    ],
)
def test_the_severity_of_a_gap_follows_from_its_status(item: str, status: str, severity: str, build: Builder) -> None:
    found = backlog(build.material(assess(item, status))).actions
    assert {ranked.severity for ranked in found if item in ranked.action.items} == {severity}


def test_an_item_that_conforms_with_evidence_or_is_excluded_asks_for_nothing(build: Builder) -> None:
    shown = [assess("4.3", "conforms"), evidence("E-1", "4.3")]
    out = [assess("A.7.4", "does_not_conform"), exclude("A.7.4")]
    assert backlog(build.material(*shown, *out)).actions == ()


def test_an_action_for_something_taken_away_later_is_still_shown(build: Builder) -> None:
    after: Records = build.records(action("A-1", "4.3"), assess("4.3", "does_not_conform"))
    assert [r.action.id for r in backlog(Material(build.questionnaire, after)).actions] == ["A-1"]
