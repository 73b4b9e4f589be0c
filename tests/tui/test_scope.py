"""The scope helper (4.3): it answers while one types, and nothing that was typed is lost."""

from pathlib import Path

import pytest
from building import Builder
from textual.widgets import TextArea

from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.first_day import ScopeDrafted
from gapcheck.records.first_day import ScopeDraft
from gapcheck.tui.dialogs.scope import ScopeDialog, scope_dialog

from .driving import SMALL, WIDE, Seat, closed, on_disk, played, seated
from .grid import painted, words

LINES = ("Information", "Teams", "Systems", "Places", "Interfaces", "Statement")
EVIL = '[/foo] [b + c [@click=app.quit]x[/] end\\ [/ \x1b[31m \u202etest <script> =HYPERLINK("x") 😀'
ODD = "two\r\nlines\u2028and \x1b more\r"
FULL = ScopeDrafted(
    inside={
        "assets": "orders",
        "departments": "everyone",
        "systems": "mail",
        "locations": "Leeds",
        "interfaces": "host",
    },
    outside={"departments": "canteen", "locations": "the barn", "interfaces": "the bank"},
)


async def opened(seat: Seat) -> ScopeDialog:
    assert seat.app.session is not None
    dialog = scope_dialog(seat.app.session)
    seat.app.push_screen(dialog)
    await seat.settled()
    return dialog


def recorded(folder: Path) -> ScopeDraft:
    return on_disk(folder).table(ScopeDraft).get(ScopeDraft.KEY) or ScopeDraft()


def text(seat: Seat) -> str:
    """What stands in the field that has the focus."""
    assert isinstance(seat.app.focused, TextArea)
    return seat.app.focused.text


def to_the_end(seat: Seat) -> None:
    """Where one goes on writing."""
    assert isinstance(seat.app.focused, TextArea)
    seat.app.focused.move_cursor(seat.app.focused.document.end)


@pytest.mark.parametrize("size", [SMALL, (200, 60)])
@played
async def test_every_step_fits_without_scrolling(build: Builder, size: tuple[int, int]) -> None:
    everything = ScopeDrafted(inside=FULL.inside, outside=FULL.inside)
    async with seated(closed(build.engagement(everything)), size) as seat:
        dialog = await opened(seat)
        for _ in range(11):
            shown = seat.text
            assert all(f" {line} " in shown for line in LINES)
            assert "Keep (ctrl+s)" in shown and "Leave (Esc)" in shown
            frame, brings = dialog.query_one("#scope").content_region, dialog.query_one("#scope-brings")
            assert brings.region.bottom < frame.bottom, f"the buttons come below\n{shown}"
            assert not dialog.query_one("#scope").show_vertical_scrollbar
            assert brings.region.height >= brings.get_content_height(brings.size, seat.app.size, brings.size.width)
            await seat.press("tab")
            if seat.focused == "form-save":
                await seat.press("tab", "tab")


@played
async def test_lines_become_a_statement_that_follows_them_until_it_is_changed(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        await opened(seat)
        await seat.type("orders")
        await seat.press("tab")
        draft = (folder / ".drafts.json").read_text(encoding="utf-8")
        assert '"inside assets":"orders"' in draft, "a line that was left is safe even if the power fails"
        await seat.press("tab")
        await seat.type("everyone")
        assert "made from the lines above" in seat.text
        await seat.click("Statement")
        assert text(seat).endswith("(ISMS) of Acme covers the following.\nInformation: orders.\nTeams: everyone.")
        assert "clauses 7.3 controls A.5.2 A.5.9" in seat.within("#scope-brings")
        await seat.press("ctrl+s")
        assert seat.dialog == "WorkScreen"
        found = recorded(folder)
        assert (found.inside, found.outside, found.statement) == (
            {"assets": "orders", "departments": "everyone"}, {}, "",
        )  # fmt: skip
        await opened(seat)
        await seat.click("Information")
        await seat.type(", drawings")
        await seat.click("Statement")
        assert "Information: orders, drawings." in text(seat), "it went on following"
        to_the_end(seat)
        await seat.type(" All of it.")
        await seat.click("Information")
        await seat.type(", plans")
        await seat.press("ctrl+s")
        assert recorded(folder).inside["assets"] == "orders, drawings, plans"
        assert recorded(folder).statement.endswith("Information: orders, drawings.\nTeams: everyone. All of it.")


@played
async def test_an_own_statement_that_is_emptied_follows_the_lines_again(build: Builder) -> None:
    written = EngagementChanged(isms_scope="All of it")
    folder = closed(build.engagement(FULL, written, ScopeDrafted(statement="Everything.")))
    async with seated(folder, SMALL) as seat:
        await opened(seat)
        await seat.click("Statement")
        assert "Reports go on showing the ISMS scope in the details" in seat.within("#scope-intro")
        assert text(seat) == "Everything."
        to_the_end(seat)
        await seat.press(*["backspace"] * 11, "shift+tab", "tab")
        assert text(seat).startswith("The information security management system")
        await seat.press("ctrl+s")
        assert recorded(folder).statement == ""


@played
async def test_escape_and_quitting_keep_a_draft_without_a_question(build: Builder) -> None:
    folder = closed(build.engagement(FULL))
    async with seated(folder, SMALL) as seat:
        await opened(seat)
        await seat.click("Systems")
        await seat.type(f" {EVIL}")
        await seat.press("tab")
        await seat.type("line one\nline two")
        await seat.press("escape")
        assert seat.dialog == "WorkScreen" and recorded(folder).inside["systems"] == "mail"
        await opened(seat)
        assert "Your draft is back." in seat.text
        await seat.click("Information")
        await seat.type(" and half a thought")
        await seat.press("ctrl+q")
        assert seat.app.return_code == 0
    async with seated(folder, SMALL) as seat:
        await opened(seat)
        assert "Your draft is back." in seat.text
        await seat.click("Information")
        assert text(seat) == "orders and half a thought"
        await seat.press("ctrl+s")
        found = recorded(folder)
        assert found.inside == {**FULL.inside, "assets": "orders and half a thought", "systems": f"mail {EVIL}"}
        assert found.outside["systems"] == "line one\nline two"
        await opened(seat)
        assert "Your draft is back." not in seat.text
        assert seat.focused == "scope-10", "no line is left to fill in"
    assert not (folder / ".drafts.json").exists(), "nothing waits any more"


@played
async def test_what_nobody_touched_is_neither_changed_nor_kept_as_a_draft(build: Builder) -> None:
    folder = closed(build.engagement(ScopeDrafted(inside={"assets": ODD}, statement=ODD)))
    async with seated(folder, SMALL) as seat:
        await opened(seat)
        assert seat.focused == "scope-2", "the first line that is not filled in"
        await seat.press(*["tab"] * 5, "escape")
        assert not (folder / ".drafts.json").exists()
        await opened(seat)
        await seat.click("Teams")
        await seat.type("everyone")
        await seat.press("ctrl+s")
        found = recorded(folder)
        assert (found.inside, found.statement) == ({"assets": ODD, "departments": "everyone"}, ODD)
        before = seat.app.session.engagement.store.head if seat.app.session else 0
        await opened(seat)
        await seat.press("ctrl+s")
        assert seat.app.session and seat.app.session.engagement.store.head == before, "nothing was recorded"


@played
async def test_a_refused_save_says_so_and_keeps_what_was_typed(build: Builder) -> None:
    engagement = build.engagement()
    async with seated(engagement.store.folder, SMALL) as seat:
        assert seat.app.session is not None and seat.app.session.engagement.store.read_only
        await opened(seat)
        await seat.type("orders")
        await seat.press("ctrl+s")
        assert seat.dialog == "ScopeDialog" and "open for writing" in seat.within("#form-error")
        assert text(seat) == "orders"
        await seat.press("escape")
        await opened(seat)
        assert "Your draft is back." in seat.text
        await seat.press("ctrl+q")
        assert seat.app.return_code is None and "not saved yet" in seat.said[-1], "no draft can be written here"


@played
async def test_keys_and_the_mouse_lead_through_all_fields_and_each_answers_while_one_types(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        await opened(seat)
        assert seat.focused == "scope-0"
        await seat.press("down", "down")
        assert seat.focused == "scope-2" and "Which teams work with it?" in seat.text
        await seat.press("up")
        assert seat.focused == "scope-1"
        await seat.press("a", "enter", "b", "up")
        assert seat.focused == "scope-1", "within a text an arrow is an arrow"
        await seat.click("Interfaces")
        assert seat.focused == "scope-8"
        await seat.press("tab", "tab", "tab")
        assert seat.focused == "form-save"
        await seat.press("tab", "tab")
        assert seat.focused == "scope-0"
        await seat.press("shift+tab")
        assert seat.focused == "form-leave"
        await seat.click("Places")
        told = seat.within("#scope-brings")
        assert "NAMING SOMETHING HERE BRINGS ALONG · Home working is a place too" in told
        await seat.press("x")
        told = seat.within("#scope-brings")
        assert "WHAT IS IN BRINGS ALONG + Home working is a place too: remote work rules apply. A.6.7" in told
        await seat.press("tab")
        assert "LEAVING SOMETHING OUT BRINGS ALONG · A site outside" in seat.within("#scope-brings")
        await seat.press("y")
        assert "WHAT IS OUT BRINGS ALONG + A site outside" in seat.within("#scope-brings")
        await seat.press("backspace")
        assert "LEAVING SOMETHING OUT" in seat.within("#scope-brings")
        await seat.resized(*WIDE)
        told = seat.within("#scope-brings")  # with room both sides stand beside the lines
        assert "WHAT IS IN BRINGS ALONG +" in told and "LEAVING SOMETHING OUT BRINGS ALONG ·" in told
        await seat.click("Leave (Esc)")
        assert seat.dialog == "WorkScreen"


@pytest.mark.parametrize("size", [SMALL])
@played
async def test_hostile_and_long_text_is_shown_as_typed(build: Builder, size: tuple[int, int]) -> None:
    folder = closed(build.engagement(EngagementChanged(organization=EVIL), ScopeDrafted(
        inside=dict.fromkeys(FULL.inside, f"{EVIL} " * 200), outside=dict.fromkeys(FULL.inside, EVIL))))  # fmt: skip
    async with seated(folder, size) as seat:
        await opened(seat)
        for _ in range(11):
            strips = painted(seat.app)
            shown = words(strips)
            assert "\x1b" not in shown and "[/foo] [b + c" in shown
            for strip in strips:
                for segment in strip:
                    meta = segment.style.meta if segment.style is not None else {}
                    assert "@click" not in meta
            await seat.press("shift+tab")
            if seat.focused == "form-leave":
                await seat.press("shift+tab", "shift+tab")
        await seat.press("ctrl+s")
        assert recorded(folder).inside["assets"] == f"{EVIL} " * 200
