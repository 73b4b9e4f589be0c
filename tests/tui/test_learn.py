"""The pages that teach: all of each on a small screen, keys and mouse, and no advice where none may be given."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import pytest
from building import Builder
from textual.containers import VerticalScroll
from textual.widgets import Static

from gapcheck.analysis.steps import steps
from gapcheck.questionnaire.first_day import Learn
from gapcheck.questionnaire.lessons import CLOSING, TITLES, Topic, lessons
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.vocabulary import EngagementType
from gapcheck.tui.app import GapcheckApp
from gapcheck.tui.dialogs.explain import ExplainDialog
from gapcheck.tui.dialogs.learn import LearnDialog, learn_dialog
from gapcheck.tui.dialogs.learn_pages import step_why
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_list import RowList

from .driving import Seat

SMALL, WIDE = (80, 24), (120, 40)


def read(dialog: LearnDialog, script: Callable[[Seat], Awaitable[None]], size: tuple[int, int] = SMALL) -> None:
    """The dialog open, and somebody in front of it."""

    async def run() -> None:
        app = GapcheckApp()
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.settled()
            app.push_screen(dialog)
            await seat.settled()
            await script(seat)

    asyncio.run(run())


@pytest.mark.parametrize("size", [SMALL, (200, 60)])
def test_each_page_stands_on_one_screen_in_full(size: tuple[int, int], questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        topics: tuple[tuple[str, Topic], ...] = (("2", "ways"), ("3", "mistakes"), ("1", "checks"))
        for key, topic in topics:
            await seat.press(key)
            assert seat.app.screen.query_one("#learn-page", VerticalScroll).max_scroll_y == 0
            shown = seat.text
            for one in lessons(questionnaire.learn, topic):
                for text in (one.name, *(text for _, text in one.lines)):
                    assert set(text.split()) <= set(shown.split()), f"{text!r} is not on the screen:\n{shown}"
            assert CLOSING[topic] in shown
            assert "Esc close" in shown
        if size == SMALL:
            await reasons_in_full(seat)

    async def reasons_in_full(seat: Seat) -> None:
        await seat.press("4")
        panel = seat.app.screen.query_one("#learn-why", Static).content_size
        for step in steps(questionnaire):
            for one in step.items or (None,):
                assert step_why(step, one, panel.width).plain.count("\n") < panel.height

    read(learn_dialog(questionnaire), script, size)


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_checks_can_be_compared_at_a_glance_and_the_reason_follows_the_cursor(
    size: tuple[int, int], questionnaire: Questionnaire
) -> None:
    async def script(seat: Seat) -> None:
        names = [one.name for one in questionnaire.learn.activities]
        rows = [row for row in seat.lines if any(name in row for name in names)]
        if size == WIDE:
            assert all(name in rows[0] for name in names)
        else:
            assert (
                len({row.index(one.asks) for row, one in zip(rows, questionnaire.learn.activities, strict=True)}) == 1
            )
        await seat.press("4")
        assert "4.1 needs nothing before it." in seat.within("#learn-why")
        await seat.press("down", "down", "down", "down")
        assert "4.3 needs 4.1 and 4.2: " in seat.within("#learn-why")

    read(learn_dialog(questionnaire), script, size)


def test_digits_and_arrows_turn_the_pages(questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        assert CLOSING["checks"] in seat.text
        await seat.press("right")
        assert CLOSING["ways"] in seat.text
        await seat.press("3")
        assert CLOSING["mistakes"] in seat.text
        await seat.press("right")
        assert seat.focused == "learn-list"
        await seat.press("right")
        assert CLOSING["checks"] in seat.text
        await seat.press("left")
        assert seat.focused == "learn-list"
        await seat.press("escape")
        assert seat.dialog == "StartScreen"

    read(learn_dialog(questionnaire), script)


def test_the_mouse_turns_the_pages_and_a_click_outside_closes(questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        await seat.click(TITLES["mistakes"])
        assert CLOSING["mistakes"] in seat.text
        await seat.click("turn the page")
        assert seat.focused == "learn-list"
        await seat.click(questionnaire.by_id["5.1"].one_line[:20])
        assert seat.dialog == "ExplainDialog"
        await seat.press("escape")
        await seat.click("gapcheck")
        assert seat.dialog == "StartScreen"

    read(learn_dialog(questionnaire), script, WIDE)


def test_enter_on_a_step_opens_what_is_written_about_it(questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        await seat.press("4", "down", "enter")
        assert isinstance(seat.app.screen, ExplainDialog)
        assert "4.2 Understanding the needs" in seat.text
        assert "WHAT IT MEANS" in seat.text
        await seat.press("escape")
        assert seat.dialog == "LearnDialog"
        assert seat.app.screen.query_one(RowList).at == "4.2"
        await seat.resized(*WIDE)
        for kind in ("controls", "stage1", "stage2"):
            (step,) = [step for step in steps(questionnaire) if step.kind == kind]
            await seat.press("4")
            seat.app.screen.query_one(RowList).go_to(kind)
            await seat.press("enter")
            shown = " ".join(seat.within("#explain-body").split())
            assert step.note in shown
            assert all(set(sentence.split()) <= set(shown.split()) for sentence in step.why)
            await seat.press("escape")

    read(learn_dialog(questionnaire), script)


def test_only_a_certification_body_shows_no_advice(build: Builder) -> None:
    async def script(seat: Seat) -> None:
        await seat.press("escape")
        seat.app.push_screen(learn_dialog(Session(build.engagement(type="baseline", name="baseline"))))
        await seat.settled()
        shown = seat.text
        assert all(title in shown for title in TITLES.values())
        kinds: tuple[EngagementType, ...] = ("stage1", "stage2", "surveillance", "recertification")
        for kind in kinds:
            await seat.press("escape")
            seat.app.push_screen(learn_dialog(Session(build.engagement(type=kind, name=kind))))
            await seat.settled()
            for key in ("2", "3", "4", "right", "left"):
                await seat.press(key)
                shown = seat.text
                assert CLOSING["checks"] in shown, kind
                assert not any(TITLES[topic] in shown for topic in ("ways", "mistakes", "steps")), kind
            assert "turn the page" not in seat.text, kind

    read(learn_dialog(build.questionnaire), script, WIDE)


def test_text_of_a_questionnaire_is_never_read_as_markup(questionnaire: Questionnaire) -> None:
    evil = "[bold]x[/] [@click=app.quit]y[/] [/"
    ways = tuple(msgspec.structs.replace(way, what=evil) for way in questionnaire.learn.ways)
    learn = msgspec.structs.replace(questionnaire.learn, ways=ways)

    async def script(seat: Seat) -> None:
        await seat.press("2")
        assert evil in seat.text

    read(learn_dialog(msgspec.structs.replace(questionnaire, learn=learn)), script)


def test_a_questionnaire_that_teaches_nothing_says_so(questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        assert "says nothing about it" in seat.text

    read(learn_dialog(msgspec.structs.replace(questionnaire, learn=Learn())), script)


def test_on_a_very_small_terminal_the_pages_scroll(questionnaire: Questionnaire) -> None:
    async def script(seat: Seat) -> None:
        for _ in range(30):
            await seat.press("down")
        assert CLOSING["checks"].split(". ")[0] in " ".join(seat.text.replace("▌", " ").split())

    read(learn_dialog(questionnaire), script, (60, 16))
