import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from gapcheck import settings
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError
from gapcheck.records.vocabulary import EngagementType
from gapcheck.tui.app import GapcheckApp
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.dialogs.new_engagement import folder_name, folder_of, target_date, what_it_is
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.screens.start import StartScreen

from .grid import grid

NOW = "2026-11-21T10:00:00+01:00"
EVIL = ["[/foo]", "[b + c", "[x] done", "[TODO]", "[@click=app.quit]x[/]", "end\\", "[/"]
Script = Callable[[GapcheckApp, Pilot[Any]], Awaitable[None]]


def drive(script: Script, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = GapcheckApp(clock=lambda: NOW)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(app, pilot)
            await script(app, pilot)

    asyncio.run(run())


async def settled(app: GapcheckApp, pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: GapcheckApp) -> str:
    return "\n".join(grid(app))


def make(
    folder: Path, organization: str, *changes: Change, kind: EngagementType = "gap_analysis", title: str = "Gap"
) -> None:
    with Engagement.create(
        folder, title=title, organization=organization, type=kind, who="R", clock=lambda: NOW
    ) as engagement:
        if changes:
            engagement.do(*changes)


def worked_on(folder: Path, seconds: int) -> None:
    os.utime(folder / "journal.jsonl", (seconds, seconds))


def test_first_run_is_kind_says_where_data_lives_and_explains_the_difference(home: Path) -> None:
    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        screen = shown(app)
        for expected in ("I am new", "Internal audit", "On-site gap analysis or audit", "Try the demo"):
            assert expected in screen
        assert "Nothing here yet" in screen
        data = str(app.screen.query_one("#start-data", Static).content)
        assert data == f"Your data is in {home}. Nothing leaves this machine."
        assert "ctrl+q quit" in grid(app)[-1]
        assert [path.name for path in home.iterdir()] == [".cache"]
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert grid(app)[-1].endswith("ctrl+q quit"), "all keys of the bar fit a small terminal"
        await pilot.press("question_mark")
        await pilot.pause()
        screen = shown(app)
        for expected in ("GAP ANALYSIS", "not count as an internal audit", "clause 9.2", "minor nonconformities"):
            assert expected in screen

    drive(script, (100, 30))


def test_a_door_makes_an_engagement_and_opens_it(home: Path) -> None:
    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("1", "enter")
        await pilot.pause()
        app.screen.query_one("#field-organization", Input).value = "Müller & Söhne GmbH"
        await pilot.pause()
        assert app.screen.query_one("#field-folder", Input).value == "mueller-soehne-gmbh-2026"
        app.screen.query_one("#field-target_date", Input).value = "1.2.2027"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert app.session is not None
        about = app.session.engagement.about
        assert (about.type, about.title, about.organization) == ("baseline", "Baseline", "Müller & Söhne GmbH")
        assert about.target_date == "2027-02-01"
        assert app.session.engagement.store.folder == home / "mueller-soehne-gmbh-2026"
        assert not isinstance(app.screen, (StartScreen, FormDialog))

    drive(script)


def test_title_follows_the_type_until_somebody_changes_it(home: Path) -> None:
    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("3", "tab")
        await pilot.press("3")
        await pilot.pause()
        title = app.screen.query_one("#field-title", Input)
        assert title.value == "Stage 1 audit 2026"
        assert "are hidden" in str(app.screen.query_one("#new-what", Static).content)
        title.value = "Ours"
        await pilot.press("4")
        await pilot.pause()
        assert title.value == "Ours"

    drive(script)


def test_a_folder_that_is_not_empty_is_refused_and_the_form_stays(home: Path) -> None:
    (home / "full").mkdir(parents=True)
    (home / "full" / "letter.txt").write_text("dear", encoding="utf-8")

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert "Name the organization" in str(app.screen.query_one("#form-error", Static).content)
        app.screen.query_one("#field-organization", Input).value = "Acme"
        await pilot.pause()
        app.screen.query_one("#field-folder", Input).value = "full"
        await pilot.press("ctrl+s")
        assert "is not empty" in str(app.screen.query_one("#form-error", Static).content)
        assert app.screen.query_one("#field-organization", Input).value == "Acme"
        assert app.session is None

    drive(script)


def test_a_synced_folder_is_warned_of(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAPCHECK_HOME", str(tmp_path / "Dropbox"))

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "kept in step by Dropbox" in str(app.screen.query_one("#new-where", Static).content)

    drive(script)


def test_engagements_newest_first_and_unreadable_ones_named_and_not_opened(home: Path) -> None:
    make(home / "older", "Older Ltd")
    make(home / "newer", "Newer Ltd")
    worked_on(home / "older", 1_000_000)
    worked_on(home / "newer", 2_000_000)
    (home / "broken").mkdir()
    (home / "broken" / "engagement.json").write_text("{", encoding="utf-8")

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        screen = shown(app)
        assert 0 < screen.index("Newer Ltd") < screen.index("Older Ltd") < screen.index("broken")
        assert "0/30" in screen and "0/93" in screen
        assert "journal.jsonl is missing" in " ".join(screen.split())
        listed = app.screen.query_one(OptionList)
        assert listed.highlighted_option.id.endswith("newer")  # type: ignore[union-attr]
        newest = listed.highlighted
        listed.highlighted = listed.get_option_index(
            next(str(option.id) for option in listed.options if str(option.id).endswith("broken"))
        )
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StartScreen)
        assert any("journal.jsonl is missing" in note.message for note in app._notifications)
        listed.highlighted = newest
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.session is not None and app.session.engagement.about.organization == "Newer Ltd"

    drive(script, (80, 40))


def test_what_people_typed_is_shown_as_typed(home: Path) -> None:
    for number, evil in enumerate(EVIL):
        purpose = EngagementChanged(purpose=f"why {evil}")
        make(home / f"evil{number}", f"org {evil}", purpose, title=f"title {evil}")

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        screen = shown(app)
        for evil in EVIL:
            assert f"org {evil}" in screen
            assert f"title {evil}" in screen
        assert "why [" in screen or "why end" in screen
        await pilot.press("slash")
        app.screen.query_one("#start-filter", Input).value = "[/foo"
        await pilot.pause()
        screen = shown(app)
        assert "org [/foo]" in screen and "org [x] done" not in screen

    drive(script, (120, 60))


def test_finding_narrows_down_and_enter_opens(home: Path) -> None:
    make(home / "a", "Alpha")
    make(home / "b", "Beta")

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("slash", "b", "e")
        assert "Alpha" not in shown(app)
        await pilot.press("escape")
        assert "Alpha" in shown(app)
        await pilot.press("slash", "b", "e", "enter")
        await settled(app, pilot)
        assert app.session is not None and app.session.engagement.about.organization == "Beta"

    drive(script)


def test_the_demo_is_made_once_and_opened(home: Path) -> None:
    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("d")
        await settled(app, pilot)
        assert app.session is not None
        assert app.session.engagement.store.folder == home / "demo"

    drive(script)
    before = (home / "demo" / "journal.jsonl").read_bytes()
    drive(script)
    assert (home / "demo" / "journal.jsonl").read_bytes() == before


def test_another_folder_is_opened_where_it_lies(home: Path, tmp_path: Path) -> None:
    make(tmp_path / "some where", "Elsewhere AG")

    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("o")
        await pilot.pause()
        path = app.screen.query_one("#field-path", Input)
        path.value = str(tmp_path / "nowhere")
        await pilot.press("ctrl+s")
        assert "There is no folder" in str(app.screen.query_one("#form-error", Static).content)
        path.value = f"'{tmp_path / 'some where'}'"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert app.session is not None and app.session.engagement.about.organization == "Elsewhere AG"

    drive(script)


def test_settings_hold_at_once_and_next_time(home: Path) -> None:
    async def script(app: GapcheckApp, pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await pilot.pause()
        app.screen.query_one("#field-name", Input).value = "R. Ellwood"
        await pilot.press("tab", "1", "ctrl+s")
        await pilot.pause()
        assert app.theme == "gapcheck-day"

    drive(script)
    assert settings.load() == settings.Settings(name="R. Ellwood", theme="gapcheck-day")


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/a/b", "/a/b"),
        ("  '/a/b c'  ", "/a/b c"),
        ('"/a/b c"', "/a/b c"),
        ("file:///a/b%20c", "/a/b c"),
        ("file://localhost/a", "/a"),
        ("/a/b\\ c", "/a/b c"),
        ("/a/it's", "/a/it's"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX systems")
def test_pasted_paths(typed: str, path: str) -> None:
    assert pasted_path(typed) == Path(path)


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("Acme GmbH & Co. KG", "acme-gmbh-co-kg-2026"),
        ("Straße/Ærø", "strasse-aero-2026"),
        ("日本", "engagement-2026"),
        ("../..", "engagement-2026"),
        ("x" * 90, "x" * 40 + "-2026"),
    ],
)
def test_folder_names(tmp_path: Path, organization: str, name: str) -> None:
    assert folder_name(organization, "2026", tmp_path) == name
    (tmp_path / name).mkdir()
    assert folder_name(organization, "2026", tmp_path) == f"{name}-2"


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\\b", "..", ".hidden"])
def test_names_that_cannot_be_folders(tmp_path: Path, name: str) -> None:
    with pytest.raises(GapcheckError):
        folder_of(name, tmp_path)


def test_days() -> None:
    assert [target_date(day) for day in ("", " 2026-11-30 ", "30.11.2026")] == ["", "2026-11-30", "2026-11-30"]
    for wrong in ("soon", "31.2.2026", "2026-13-01"):
        with pytest.raises(GapcheckError, match="is not a day"):
            target_date(wrong)


def test_only_certification_hides_ways_to_close_gaps() -> None:
    kinds: tuple[EngagementType, ...] = ("gap_analysis", "internal_audit", "stage1", "stage2")
    hidden = [kind for kind in kinds if "hidden" in what_it_is(kind)]
    assert hidden == ["stage1", "stage2"]
