"""The gap view: what stands on it, where its keys lead, and that text stays text."""

import pytest
from building import Builder, answer, assess, evidence, exclude, finding
from textual.pilot import Pilot
from textual.widgets import Static

from gapcheck.analysis.gap import Rollup, explain_group
from gapcheck.changes.answers import AnswerGiven
from gapcheck.engagement import Engagement
from gapcheck.tui.dialogs.explain import ExplainDialog
from gapcheck.tui.screens.gap import GapScreen
from gapcheck.tui.screens.readiness import ReadinessScreen
from gapcheck.tui.widgets.row_list import RowList
from gapcheck.tui.widgets.stacked_bar import cells, stacked_bar
from gapcheck.tui.widgets.verdict import VerdictBlock

from .driving import driver
from .grid import text

drive = driver(GapScreen)


def rows(screen: GapScreen, ident: str) -> list[str | None]:
    return [option.id for option in screen.query_one(f"#{ident}", RowList).options]


@pytest.fixture
def half_way(build: Builder) -> Engagement:
    return build.engagement(
        assess("4.1", "conforms"),
        evidence("E-1", "4.1"),
        assess("4.2", "conforms"),
        assess("4.3", "partial"),
        assess("4.4", "does_not_conform"),
        exclude("A.7.1"),
        finding("F-1", "major", "4.4"),
    )


def test_a_row_says_how_much_was_looked_at_and_what_is_open(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        shown = text(screen.app)
        (context,) = [line for line in shown.splitlines() if "Context" in line]
        assert "4 of 4" in context
        assert "1 major" in context
        assert all(glyph in context for glyph in "█▒▄▁")
        (people,) = [line for line in shown.splitlines() if "People" in line]
        assert "0 of 8" in people
        assert "too early" in people
        assert "excluded 1   undecided 92" in shown
        assert "Not ready for stage 1" in shown

    drive(half_way, script)


def test_shares_stand_for_clauses_and_for_controls_but_never_for_both(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        shown = text(screen.app)
        assert "confirmed  3 %   claimed  7 %   at best 93 %   looked at 13 %" in shown
        assert shown.count("at best") == 2
        assert "123" not in shown

    drive(half_way, script)


def test_enter_on_a_group_lists_its_items_and_escape_returns(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        await pilot.press("down", "enter")
        assert rows(screen, "gap-items-list") == ["4.1", "4.2", "4.3", "4.4"]
        assert screen.query_one("#gap-items-list").has_focus
        assert "does not conform, F-1" in text(screen.app)
        await pilot.press("escape")
        assert screen.query_one("#gap-groups").has_focus
        assert not screen.query_one("#gap-items").display or not screen.has_class("-listing")

    drive(half_way, script)


def test_enter_on_an_item_goes_to_it(half_way: Engagement, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[str] = []

    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        monkeypatch.setattr(screen.gapcheck, "go_to_item", gone.append)
        screen.action_list_items("4")
        await pilot.press("down", "enter")

    drive(half_way, script)
    assert gone == ["4.2"]


def test_the_figure_under_the_cursor_is_explained(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        await pilot.press("down", "x")
        assert isinstance(screen.app.screen, ExplainDialog)
        shown = "\n".join(str(static.content) for static in screen.app.screen.query(Static))
        for line in explain_group(screen.session.results.gap.group("4")):
            assert " ".join(line.split()) in " ".join(shown.split())

    drive(half_way, script)


def test_the_verdict_opens_the_readiness_view(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        screen.query_one(VerdictBlock).focus()
        await pilot.pause()
        assert "Enter shows all gates" in text(screen.app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.app.screen, ReadinessScreen)

    drive(half_way, script)


def test_a_change_is_shown_at_once_and_the_cursor_stays(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        groups = screen.query_one("#gap-groups", RowList)
        groups.go_to("5")
        screen.do(assess("5.1", "partial"))
        await pilot.pause()
        assert groups.at == "5"
        (leadership,) = [line for line in text(screen.app).splitlines() if "Leadership" in line and "of 3" in line]
        assert "1 of 3" in leadership

    drive(half_way, script)


def test_what_is_good_and_what_nobody_looked_at_are_one_key_away_at_80_columns(half_way: Engagement) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        assert not screen.query_one("#gap-beside").display
        await pilot.press("j")
        assert rows(screen, "gap-items-list") == ["4.1"]
        await pilot.press("n")
        assert "5.1" in rows(screen, "gap-items-list")
        assert "26 clause items, 92 controls" in text(screen.app)

    drive(half_way, script, (80, 24))


def test_an_empty_engagement_says_that_it_is_too_early(build: Builder) -> None:
    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        shown = text(screen.app)
        assert "Cannot say yet for stage 1" in shown
        assert "too early to judge" in shown
        assert "Nothing is confirmed yet" in shown
        assert "30 clause items, 93 controls" in shown

    drive(build.engagement(), script)


@pytest.mark.parametrize("evil", ["[/foo] [b + c", "[@click=app.quit]x[/] end\\"])
def test_names_of_people_are_shown_as_typed(build: Builder, evil: str) -> None:
    asked: AnswerGiven = answer("4.1-q1", "unknown", who_would_know=evil)

    async def script(screen: GapScreen, pilot: Pilot[int]) -> None:
        assert evil in text(screen.app)

    drive(build.engagement(asked), script)


@pytest.mark.parametrize("counts", [(1, 0, 0, 0, 36), (12, 12, 12, 0, 1), (0, 0, 0, 3, 0), (1, 1, 1, 1, 1)])
@pytest.mark.parametrize("width", [5, 17, 40])
def test_a_bar_is_as_long_as_its_room_and_hides_no_part(counts: tuple[int, ...], width: int) -> None:
    found = cells(counts, width)
    assert sum(found) == width
    assert all(bool(length) == bool(count) for length, count in zip(found, counts, strict=True))


def test_a_bar_without_anything_applicable_is_blank() -> None:
    nothing = Rollup(
        applicable=0, conforms_evidenced=0, conforms_claimed=0, partial=0, does_not_conform=0, not_assessed=0
    )
    assert stacked_bar(nothing, 12).plain == " " * 12
