"""The readiness view: a verdict with its gates, and what may be switched off."""

import pytest
from building import Builder, assess, evidence
from textual.pilot import Pilot
from textual.widgets import OptionList

from gapcheck.analysis.readiness import DISCLAIMER
from gapcheck.engagement import Engagement
from gapcheck.tui.screens.readiness import ReadinessScreen
from gapcheck.tui.widgets.row_list import RowList

from .driving import driver
from .grid import text

drive = driver(ReadinessScreen)


def gates(screen: ReadinessScreen) -> RowList:
    return screen.query_one("#gates", RowList)


@pytest.fixture
def begun(build: Builder) -> Engagement:
    return build.engagement(
        assess("4.3", "conforms", documented="yes", implemented="yes", effective="yes"),
        evidence("E-1", "4.3", type="document"),
        assess("6.1.2", "partial", documented="partly"),
    )


def test_gates_stand_with_shape_and_word_and_the_worst_is_told_in_full(begun: Engagement) -> None:
    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        shown = text(screen.app)
        assert "✕ Not ready for stage 1" in shown
        assert "● S1-01" in shown
        assert "✕ S1-03" in shown
        assert "? S1-02" in shown
        assert gates(screen).at == "S1-03"
        assert "6.1.2: only partly documented" in shown
        assert "the standard, ISO/IEC 27001:2022" in shown
        assert DISCLAIMER in shown
        assert "%" not in shown

    drive(begun, script)


def test_the_other_stage_is_one_key_away_and_each_keeps_its_place(begun: Engagement) -> None:
    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        gates(screen).go_to("S1-07")
        await pilot.pause()
        await pilot.press("2")
        assert "Not ready for stage 2" in text(screen.app)
        assert gates(screen).at.startswith("S2-")
        await pilot.press("1")
        assert gates(screen).at == "S1-07"

    drive(begun, script)


def test_enter_goes_to_the_item_or_lets_one_choose(begun: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[str] = []

    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        monkeypatch.setattr(screen.gapcheck, "go_to_item", gone.append)
        await pilot.press("enter")
        gates(screen).go_to("S1-12")
        await pilot.press("enter", "down", "enter")

    drive(begun, script)
    assert gone == ["6.1.2", "4.2"]


@pytest.mark.parametrize(("stage", "gate"), [(1, "S1-11"), (2, "S2-12")])
def test_a_gate_of_common_practice_is_switched_off_and_on(begun: Engagement, stage: int, gate: str) -> None:
    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        screen.action_stage(stage)
        gates(screen).go_to(gate)
        await pilot.press("t")
        assert gate in screen.found.switched_off
        assert gates(screen).at == gate
        assert "common practice" in str(screen.explanation())
        await pilot.press("t")
        assert not screen.found.switched_off
        assert gate in [result.gate.id for result in screen.found.gates]

    drive(begun, script)


@pytest.mark.parametrize("gate", ["S1-03", "S1-09", "G0"])
def test_other_gates_stay_and_the_reason_is_said(begun: Engagement, gate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        monkeypatch.setattr(screen.gapcheck, "show_error", lambda error: said.append(str(error)))
        gates(screen).go_to(gate)
        await pilot.press("t")
        assert not screen.found.switched_off

    drive(begun, script)
    assert "only gates of common practice" in said[0]


def test_a_gate_is_told_and_its_items_are_reachable_at_80x24(begun: Engagement) -> None:
    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        gates(screen).go_to("S1-11")
        await pilot.pause()
        shown = text(screen.app)
        assert "9.2.1: not known yet whether it is implemented" in shown
        assert "asked by common practice" in shown
        refs = screen.query_one("#gate-refs", OptionList)
        assert refs.size.height >= 2

    drive(begun, script, (80, 24))


def test_an_engagement_without_gaps_is_ready_and_says_no_more_than_that(build: Builder) -> None:
    everything = build.questionnaire.items
    changes = [assess(item.id, "conforms", documented="yes", implemented="yes", effective="yes") for item in everything]

    async def script(screen: ReadinessScreen, pilot: Pilot[int]) -> None:
        shown = text(screen.app)
        assert "Cannot say yet for stage 1" in shown
        assert "? G0b" in shown
        assert "certified" not in shown

    drive(build.engagement(*changes, evidence("E-1", *(item.id for item in everything))), script)
