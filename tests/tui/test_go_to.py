import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from gapcheck.demo.make import make_demo
from gapcheck.engagement import Engagement
from gapcheck.tui.app import GapcheckApp
from gapcheck.tui.dialogs.go_to import GoToDialog, everything, matching
from gapcheck.tui.dialogs.report import ReportDialog
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.toggles import Toggles

from .grid import grid

NOTHING = object()
Script = Callable[["App[int]", Pilot[Any]], Awaitable[None]]


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    make_demo(home / "demo")
    opened = Session(Engagement.open(home / "demo", who="R"))
    yield opened
    opened.close()


def drive(session: Session, script: Script) -> object:
    """Runs a script with the dialog open and returns what the dialog returned."""
    results: list[object] = []

    async def run() -> None:
        app = GapcheckApp()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.push_screen(GoToDialog(session), results.append)
            await pilot.pause()
            await script(app, pilot)
            await pilot.pause()

    asyncio.run(run())
    return results[0] if results else NOTHING


@pytest.mark.parametrize("typed", ["a813", "backup"])
def test_a_few_keys_and_enter_are_enough(session: Session, typed: str) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        await pilot.press(*typed, "enter")

    assert drive(session, script) == "A.8.13"
    assert session.recent == ["A.8.13"]


def test_arrows_move_while_the_input_keeps_the_focus(session: Session) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        await pilot.press("8", "2", "down")
        assert app.focused is app.screen.query_one("#go-to-input")
        await pilot.press("enter")

    assert [row.item.id for row in matching(session, "82")][:2] == ["8.2", "A.8.2"]
    assert drive(session, script) == "A.8.2"


def test_escape_leaves_and_goes_nowhere(session: Session) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        await pilot.press("8", "escape")

    assert drive(session, script) is None
    assert session.recent == []


def test_rows_show_state_id_title_and_the_question_that_matched(session: Session) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        app.screen.query_one(Input).value = "backup"
        await pilot.pause()
        lines = grid(app)
        row = next(number for number, line in enumerate(lines) if "A.8.13" in line)
        assert "● A.8.13  Information backup" in lines[row]
        assert "restore something important" in lines[row + 1]
        option = app.screen.query_one(OptionList).options[0]
        content = option.prompt.at(60)  # type: ignore[union-attr]
        marked = {content.plain[span.start : span.end] for span in content.spans if "bold" in str(span.style)}
        assert marked == {"backup"}

    drive(session, script)


def test_an_empty_input_shows_everything_recent_first(session: Session) -> None:
    ids = [item.id for item in session.questionnaire.items]
    assert [row.item.id for row in everything(session)] == ids
    session.recent = ["A.8.13", "9.2.1"]
    rows = everything(session)
    assert [row.item.id for row in rows[:3]] == ["A.8.13", "9.2.1", "4.1"]
    assert len(rows) == len(ids)


@pytest.mark.parametrize("typed", ["[zzz + qq", "[@click=app.quit]x[/]"])
def test_nothing_found_is_said_in_the_words_that_were_typed(session: Session, typed: str) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        app.screen.query_one(Input).value = typed
        await pilot.pause()
        assert f"“{typed}”" in str(app.screen.query_one("#go-to-none", Static).content)
        await pilot.press("enter")
        assert isinstance(app.screen, GoToDialog)

    assert drive(session, script) is NOTHING


def report(session: Session, script: Script) -> None:
    async def run() -> None:
        app = GapcheckApp()
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            app.push_screen(ReportDialog(session, "soa"))
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())


def test_a_report_is_written_and_its_place_is_shown(session: Session, home: Path) -> None:
    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        await pilot.press("tab", "5", "ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = "".join(str(app.screen.query_one("#report-done Static", Static).visual.at(200)).split())  # type: ignore[attr-defined]
        assert str(home / "demo" / "reports") in said
        for name in ("soa.md", "soa.html", "soa.json"):
            assert (home / "demo" / "reports" / name).stat().st_size > 100
            assert name in said
        assert not (home / "demo" / "reports" / "soa.csv").exists()

    report(session, script)


def test_a_report_that_cannot_be_written_says_why_and_the_dialog_stays(session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    async def script(app: "App[int]", pilot: Pilot[Any]) -> None:
        app.screen.query_one("#field-out", Input).value = str(tmp_path / "file" / "below")
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "cannot be written" in str(app.screen.query_one("#form-error", Static).content)
        app.screen.query_one(Toggles).value = ""
        await pilot.press("ctrl+s")
        assert "at least one format" in str(app.screen.query_one("#form-error", Static).content)

    report(session, script)
