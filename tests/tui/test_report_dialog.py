"""The dialog that writes reports: every kind in reach on a small screen, a look before, a way to the files after."""

import sys
from pathlib import Path

import pytest
from building import Builder

from gapcheck.reports.kinds import KINDS as ALL_KINDS
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report
from gapcheck.tui import file_manager
from gapcheck.tui.dialogs.preview import TextSheet
from gapcheck.tui.dialogs.report import FORMATS, KINDS, ReportDialog
from gapcheck.tui.widgets.toggles import Toggles

from .driving import SMALL, Seat, closed, played, seated


async def opened(seat: Seat, kind: str = "gap") -> ReportDialog:
    assert seat.app.session is not None
    dialog = ReportDialog(seat.app.session, kind)
    seat.app.push_screen(dialog)
    await seat.settled()
    return dialog


@played
async def test_every_kind_can_be_chosen_and_read_before_it_is_written(build: Builder) -> None:
    assert [kind for kind, _ in KINDS] == list(ALL_KINDS)
    async with seated(closed(build.engagement(type="internal_audit")), SMALL) as seat:
        await opened(seat)
        for mark in ("● gap analysis", "□ PDF", "Where to?", "Write (ctrl+s)", "Preview (v)", "Leave (Esc)"):
            assert mark in seat.text
        await seat.press("end")
        assert "● SoA for customers" in seat.text and "○ gap analysis" not in seat.text
        await seat.press("home", "down", "down", "v")
        await seat.settled()
        assert seat.dialog == "PreviewDialog" and "Backlog, as it stands now" in seat.text
        top = seat.text
        await seat.press("pagedown")
        assert seat.text != top and seat.app.screen.query_one(TextSheet).scroll_offset.y > 0
        await seat.press("escape", "tab")
        assert seat.dialog == "ReportDialog" and "issues for Jira" in seat.text


@played
async def test_what_was_written_is_shown_in_the_file_manager_or_named(
    build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        dialog = await opened(seat, "boss")
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("DISPLAY", ":0")
        await seat.press("o")
        assert "file manager" not in seat.text, "nothing was written yet"
        await seat.press("ctrl+s")
        await seat.settled()
        assert all(word in seat.text for word in ("boss.md", "boss.html", "Open folder (o)", "Close (Esc)"))
        await seat.press("o")
        assert "There is no file manager here" in seat.text

        program = tmp_path / "xdg-open"
        program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/shown"\n')
        program.chmod(0o755)
        await seat.press("o")
        file_manager._started[-1].wait(timeout=10)
        assert (tmp_path / "shown").read_text() == str(folder / "reports")
        assert "There is no file manager" not in seat.text
        await seat.press("escape")
        assert seat.app.screen is not dialog


@played
async def test_escape_while_formats_are_made_stops_and_nothing_is_written(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        dialog = await opened(seat, "questions")
        dialog.query_one(Toggles).value = ",".join(name for name, _ in FORMATS)
        dialog.action_write()
        dialog.action_leave()
        await seat.settled()
        assert seat.app.screen is dialog and "Stopped; nothing was written." in seat.text
        assert not list((folder / "reports").iterdir())
        await seat.press("escape")
        assert seat.app.screen is not dialog


def test_writing_tells_how_far_it_is_before_each_format(build: Builder, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = ReportInput.of(build.engagement())
    write_report(report, "boss", ["md", "txt", "json"], tmp_path, lambda *now: told.append(now))
    assert told == [(0, 3), (1, 3), (2, 3)]
