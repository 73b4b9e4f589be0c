"""What first and what next: everything once, whatever is needed before what needs it, audits after all they need."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.steps import Step, steps
from gapcheck.questionnaire.model import Change2022, Edge, Item, Manifest, Questionnaire

STAGES = {"stage1": "STAGE1", "stage2": "STAGE2"}


def place_of(found: tuple[Step, ...]) -> dict[str, int]:
    """The number of the step that each item and stage stands in."""
    places = {item.id: step.number for step in found for item in step.items}
    return places | {STAGES[step.kind]: step.number for step in found if step.kind in STAGES}


def assert_valid(questionnaire: Questionnaire) -> None:
    found = steps(questionnaire)
    assert [step.number for step in found] == list(range(1, len(found) + 1))
    listed = [item.id for step in found for item in step.items]
    assert len(listed) == len(set(listed))
    assert {item.id for item in questionnaire.clauses} <= set(listed)
    places = place_of(found)
    (controls,) = [step.number for step in found if step.kind == "controls"] or [0]
    for edge in questionnaire.edges:
        for need in edge.needs if edge.kind == "hard" else ():
            if edge.item in places:
                assert places[need] < places[edge.item], (edge, places)
            elif need in places:
                assert places[need] < controls, edge


def item(ref: str) -> Item:
    return Item(
        id=ref,
        title=ref,
        kind="control" if ref.startswith("A.") else "clause",
        change_2022=Change2022(status="none"),
        one_line=ref,
        what_it_means=ref,
    )


def made(refs: list[str], edges: list[tuple[str, str, Any]]) -> Questionnaire:
    manifest = Manifest(id="x", title="x", version="1", edition="x", groups=())
    found = tuple(Edge(item=ref, needs=(need,), kind=kind) for ref, need, kind in edges)
    return Questionnaire(manifest=manifest, items=tuple(map(item, refs)), edges=found)


CLAUSES = [f"4.{n}" for n in range(1, 7)]
CONTROLS = [f"A.5.{n}" for n in range(1, 5)]


@st.composite
def graphs(draw: st.DrawFn) -> Questionnaire:
    """Hard edges without a circle in a drawn order, and soft and justify edges any way round."""
    order = draw(st.permutations([*CLAUSES, *CONTROLS, "STAGE1", "STAGE2"]))
    pairs = [(a, b) for a in order for b in order if a != b]
    down = [(a, b) for a, b in pairs if order.index(a) > order.index(b)]
    hard = draw(st.lists(st.sampled_from(down), max_size=15, unique=True))
    loose = draw(st.lists(st.sampled_from(pairs), max_size=15, unique=True))
    justify = [("A.*", draw(st.sampled_from(CLAUSES)), "justify")]
    return made([*CLAUSES, *CONTROLS], [*((*p, "hard") for p in hard), *((*p, "soft") for p in loose), *justify])


@given(questionnaire=graphs())
def test_whatever_is_needed_comes_first(questionnaire: Questionnaire) -> None:
    assert_valid(questionnaire)
    assert steps(questionnaire) == steps(questionnaire)


@given(questionnaire=graphs())
def test_every_reason_points_back(questionnaire: Questionnaire) -> None:
    found = steps(questionnaire)
    places = place_of(found)
    for step in found:
        for edge in step.reasons:
            assert all(places[need] < step.number for need in edge.needs)
        assert len(step.why) == len(step.reasons)


def test_the_shipped_order_holds(questionnaire: Questionnaire) -> None:
    assert_valid(questionnaire)
    found = steps(questionnaire)
    places = place_of(found)
    assert [item.id for step in found for item in step.items if item.kind == "control"] == ["A.5.9"]
    assert places["4.3"] < places["A.5.9"] < places["8.2"] < places["6.1.3"]
    (controls,) = [step for step in found if step.kind == "controls"]
    assert controls.number == places["6.1.3"] + 1
    assert "6.1.3" in controls.needs
    assert places["STAGE1"] < places["9.2.1"] < places["STAGE2"] == len(found)


def test_soft_needs_refine_the_shipped_order(questionnaire: Questionnaire) -> None:
    places = place_of(steps(questionnaire))
    for edge in questionnaire.edges:
        if edge.kind == "soft" and edge.item in places:
            assert all(places[need] < places[edge.item] for need in edge.needs)


def test_items_that_need_nothing_of_each_other_share_a_step() -> None:
    found = steps(made(["4.1", "4.2", "4.3"], [("4.3", "4.1", "hard")]))
    assert [[item.id for item in step.items] for step in found] == [["4.1", "4.2"], ["4.3"]]


def test_a_soft_need_that_would_close_a_circle_is_left_out() -> None:
    found = steps(made(["4.1", "4.2"], [("4.2", "4.1", "hard"), ("4.1", "4.2", "soft")]))
    assert [[item.id for item in step.items] for step in found] == [["4.1"], ["4.2"]]
    assert [step.needs for step in found] == [(), ("4.1",)]


def test_a_need_may_stand_for_every_control() -> None:
    found = steps(made(["4.1", "A.5.1", "A.5.2"], [("4.1", "A.*", "hard")]))
    assert [[item.id for item in step.items] for step in found] == [["A.5.1", "A.5.2"], ["4.1"]]


def test_without_dependencies_there_is_one_step_and_the_controls() -> None:
    assert [step.kind for step in steps(made(["4.1", "A.5.1"], []))] == ["controls", "work"]
    assert steps(made([], [])) == ()


@pytest.mark.parametrize(
    ("ref", "says"),
    [
        ("4.1", ["4.1 needs nothing before it."]),
        ("6.2", ["6.2 needs 5.2, 8.2 and 6.1.3: "]),
        ("6.1.2", ["6.1.2 needs 4.3: ", "6.1.2 is easier after 5.3: "]),
        ("A.5.9", ["A.5.9 needs nothing before it, but what comes next needs it."]),
    ],
)
def test_each_item_says_why_it_stands_where_it_does(ref: str, says: list[str], questionnaire: Questionnaire) -> None:
    wanted = questionnaire.by_id[ref]
    (step,) = [step for step in steps(questionnaire) if wanted in step.items]
    assert [sentence[: len(start)] for sentence, start in zip(step.why_of(wanted), says, strict=True)] == says


def test_the_order_does_not_hang_on_the_order_of_the_edges(questionnaire: Questionnaire) -> None:
    turned = msgspec.structs.replace(questionnaire, edges=questionnaire.edges[::-1])
    assert place_of(steps(turned)) == place_of(steps(questionnaire))
