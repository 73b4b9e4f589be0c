"""The dialog that writes reports: every kind in reach on a small screen, a look before, a way to the files after."""

import sys
from pathlib import Path

import pytest
from building import Builder, assess, evidence
from building_on_site import take
from textual.widgets import Input

from gapcheck.reports.names import SHORT_KINDS
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report
from gapcheck.tui import file_manager
from gapcheck.tui.dialogs.preview import TextSheet
from gapcheck.tui.dialogs.report import ReportDialog
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
    async with seated(closed(build.engagement(type="internal_audit")), SMALL) as seat:
        await seat.press("full_stop", "p")
        for mark in (*SHORT_KINDS.values(), "● gap analysis", "□ PDF", "● draft", "□ names", "Where to?",
                     "Write (ctrl+s)", "Preview (v)", "Leave (Esc)"):  # fmt: skip
            assert mark in seat.text
        await seat.press("v")
        await seat.settled()
        assert seat.dialog == "PreviewDialog" and "Gap analysis, as it stands now" in seat.text
        sheet = seat.app.screen.query_one(TextSheet)
        top = sheet.scroll_offset.y
        assert seat.within("#preview-text").startswith("- 4.2"), "where one comes from"
        await seat.press("pagedown")
        assert sheet.scroll_offset.y > top > 0
        await seat.press("escape", "home", "down", "down", "tab")
        assert seat.dialog == "ReportDialog" and "● backlog" in seat.text and "issues for Jira" in seat.text


@played
async def test_final_names_what_is_in_the_way_and_a_copy_says_what_it_leaves_out(
    build: Builder, tmp_path: Path
) -> None:
    secret = evidence("E-1", "5.1", classification="Secret, really")
    folder = closed(build.engagement(assess("4.2", "partial"), take("call them"), secret, type="internal_audit"))
    async with seated(folder, SMALL) as seat:
        await seat.press("p", "tab", "tab", "right")
        for point in (
            '1 item at "partial": 4.2.',
            "1 quick note not filed or to follow up:",
            "1 item not decided: 5.1.",
        ):
            assert point in seat.text
        await seat.press("ctrl+s")
        assert "It cannot be final yet" in seat.text and seat.focused == "field-reason"
        assert seat.app.session is not None
        seat.app.session.do(assess("4.2", "conforms"))
        await seat.settled()
        assert "partial" not in seat.text and "1 quick note" in seat.text, "what is open is what is open now"
        await seat.type("The board meets today")
        await seat.press("tab", "1", "4", "tab", "space", "tab", "end", "ctrl+u")
        await seat.type(str(tmp_path / "out"))
        await seat.press("ctrl+s")
        await seat.settled()
        for said in ("Written: gap-redacted.md", "Left out: 1 piece of evidence classified Secret, really"):
            assert said in seat.text, seat.text
        await seat.press("escape", "p")
        assert seat.app.screen.query_one("#field-out", Input).value == str(tmp_path / "out")
        assert "● draft" in seat.text and "□ names" in seat.text, "the next copy is whole again"
    page = (tmp_path / "out" / "gap-redacted.md").read_text()
    assert "The board meets today" in page and "record E-1" not in page


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
        dialog.query_one(Toggles).value = "md,html,csv,json,txt,docx,xlsx,pdf"
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
