"""Threads: begun from a ready one, ticked step by step, picked up from anywhere, ended in conformity or a finding."""

from collections.abc import Iterator
from functools import partial

import pytest
from building import Builder, assess, evidence, finding
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from gapcheck.changes.base import Change
from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.changes.threads import ThreadChanged
from gapcheck.engagement import Engagement
from gapcheck.records.findings import Finding
from gapcheck.records.threads import Thread
from gapcheck.tui.app import GapcheckApp
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.dialogs.pick import PickDialog
from gapcheck.tui.dialogs.thread import EMPTY, ReadyThreadDialog, ThreadsDialog, pick_up_thread
from gapcheck.tui.dialogs.thread_forms import edit_thread, new_thread, origin_of
from gapcheck.tui.dialogs.type_ahead import FindDialog, TypeAhead
from gapcheck.tui.screens.threads import ThreadsScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.sheet import Sheet

from .driving import SMALL, driver
from .grid import text

EVIL = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
drive = partial(driver(ThreadsScreen), size=SMALL)


def some() -> Iterator[Change]:
    yield QuickNoteTaken(text=f"The list is only on paper {EVIL}")
    yield evidence("E-1", "A.8.13", title="Restore test of May")
    yield evidence("E-2", "A.6.5")
    yield assess("A.6.5", "does_not_conform")
    yield finding("F-1", "nonconformity", "A.6.5", title="Leavers keep their accounts")
    yield ThreadChanged(id="T-001", ready="restore", outcome="conformity", conclusion="Four hours, signed")
    yield ThreadChanged(id="T-002", ready="leaver", case="HR-2214", why_parked="on paper only", notes=("N-001",))
    yield ThreadChanged(id="T-003", title=EVIL, next_to_see=EVIL, items=("A.8.13",))


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(*some(), type="internal_audit")


def thread(engagement: Engagement, ident: str) -> Thread:
    return engagement.records.table(Thread)[ident]


def here(screen: ThreadsScreen) -> str:
    return screen.query_one(RowTable).here


def searched(screen: ThreadsScreen, typed: str) -> None:
    """What fits a word in the dialog that is open."""
    dialog = screen.app.screen
    assert isinstance(dialog, TypeAhead)
    dialog.line.value = typed


def page(screen: ThreadsScreen) -> str:
    """The whole page of the thread, as words with single spaces."""
    return " ".join(" ".join(str(sheet.content) for sheet in screen.query(Sheet)).split())


def test_open_threads_come_first_and_steps_are_ticked(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        assert screen.query_one(RowTable).keys == ["T-002", "T-003", "T-001"]
        steps = next(t for t in screen.session.questionnaire.on_site.threads if t.id == "leaver").steps
        shown = text(screen.app)
        assert "THREADS 3" in shown and "2 open · 1 ended" in shown and "0/8" in shown
        assert f"1 □  {steps[0].ask_for[:30]}" in shown
        await pilot.press("space", "3", "7")
        assert thread(engagement, "T-002").seen == (1, 3, 7)
        await pilot.press("3", "9")
        await pilot.pause()
        assert thread(engagement, "T-002").seen == (1, 7)
        shown = text(screen.app)
        assert "2/8" in shown and "STEPS, 2 OF 8 SEEN" in shown
        assert f"2 □  {steps[1].ask_for[:30]}" in shown, "the next step is in sight"
        screen.action_undo()
        assert thread(engagement, "T-002").seen == (1, 3, 7)

    drive(engagement, script)


def test_the_page_tells_everything_that_belongs_to_it(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        shown = page(screen)
        for told in ("HR-2214", "on paper only", "N-001", "✕ A.6.5", "does not conform"):
            assert told in shown
        title, blocks = screen.explanation()
        lines = [line for _, told in blocks for line in told]
        ready = next(t for t in screen.session.questionnaire.on_site.threads if t.id == "leaver")
        assert title.startswith("T-002") and ready.start in lines
        assert all(any(step.tells in line for line in lines) for step in ready.steps)
        assert any(EVIL in line for line in lines)
        screen.action_remove()
        assert "T-002" not in engagement.records.table(Thread)
        screen.action_undo()
        screen.go_to("T-002")
        screen.action_item()
        await pilot.pause()
        assert isinstance(screen.app.screen, PickDialog), "several items are a choice"
        await pilot.press("escape", "down")
        await pilot.pause()
        shown = text(screen.app)
        assert "\x1b" not in shown and "[@click=app.quit]x[/] ␛[2J =1+1 end\\" in page(screen)

    drive(engagement, script, size=(200, 60))


def test_a_thread_begins_from_a_ready_one_or_from_nothing(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        dialog = screen.app.screen
        assert isinstance(dialog, ReadyThreadDialog)
        ready = screen.session.questionnaire.on_site.threads
        assert len(dialog.query_one(OptionList).options) == len(ready) + 1 == 8
        await pilot.press("3")
        form = screen.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-case", Input).value = "INC-7"
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = thread(engagement, "T-004")
        assert (made.ready, made.title, made.items) == (ready[2].id, ready[2].title, ready[2].items)
        assert made.case == "INC-7" and here(screen) == "T-004"
        screen._begin(EMPTY)
        await pilot.pause()
        await pilot.press("ctrl+s")
        form = screen.app.screen
        assert "needs a title" in str(form.query_one("#form-error", Static).content)

    drive(engagement, script)


def test_picking_up_asks_one_line_and_evidence_is_linked(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("t", "E", "enter")
        await pilot.pause()
        assert thread(engagement, "T-002").next_to_see == "E" and screen.is_current
        await pilot.press("e")
        searched(screen, "may")
        await pilot.press("enter")
        await pilot.pause()
        assert thread(engagement, "T-002").evidence == ("E-1",)
        assert "Restore test of May" in page(screen)
        screen._link(thread(engagement, "T-002"), "E-1")
        assert thread(engagement, "T-002").evidence == ()

    drive(engagement, script)


def test_conformity_needs_what_showed_it_and_a_thread_opens_again(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("c", "ctrl+s")
        form = screen.app.screen
        assert "say what showed it" in str(form.query_one("#form-error", Static).content)
        form.query_one(TextArea).text = "Three accounts closed in time"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert thread(engagement, "T-002").outcome == "conformity" and here(screen) == "T-002"
        assert "x open again" in text(screen.app).splitlines()[-1]
        for name in ("pick_up", "conformity", "finding"):
            getattr(screen, f"action_{name}")()
        assert screen.is_current, "what has ended is opened first"
        await pilot.press("x")
        assert thread(engagement, "T-002").is_open and thread(engagement, "T-002").conclusion

    drive(engagement, script)


def test_a_thread_ends_in_a_finding_on_record_or_in_a_new_one(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("f")
        assert isinstance(screen.app.screen, FindDialog)
        searched(screen, "keep leavers")
        await pilot.press("enter")
        await pilot.pause()
        assert (thread(engagement, "T-002").outcome, thread(engagement, "T-002").finding) == ("finding", "F-1")
        assert "F-1, nonconformity: Leavers keep their accounts" in page(screen)
        screen.query_one(RowTable).move_to(0)
        await pilot.press("f", "enter")
        form = screen.app.screen
        assert isinstance(form, FormDialog)
        assert form.values()["title"] == EVIL and form.values()["items"] == "A.8.13"
        assert form._submit({**form.values(), "type": "nonconformity"}) is None
        ended = thread(engagement, "T-003")
        assert ended.outcome == "finding" and engagement.records.get(Finding, ended.finding) is not None
        screen.session.undo()
        assert thread(engagement, "T-003").is_open and len(engagement.records.table(Finding)) == 1

    drive(engagement, script)


def test_from_anywhere_a_title_and_enter_park_and_an_open_one_is_picked_up(engagement: Engagement) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        app = screen.app
        assert isinstance(app, GapcheckApp)
        app.show_view("backlog")
        await pilot.pause()
        below = app.screen
        pick_up_thread(app, screen.session)
        await pilot.pause()
        assert isinstance(app.screen, ThreadsDialog) and "T-002" in text(app) and "T-001" not in text(app)
        app.screen.line.value = "Keys of the #A.7.2 cabinet"
        await pilot.press("escape")
        pick_up_thread(app, screen.session)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        parked = thread(engagement, "T-004")
        assert (parked.title, parked.items) == ("Keys of the #A.7.2 cabinet", ("A.7.2",))
        assert app.screen is below and not screen.session.drafts
        pick_up_thread(app, screen.session)
        await pilot.pause()
        searched(screen, "keys")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen is screen and here(screen) == "T-004"

    drive(engagement, script)


def test_the_forms_keep_what_they_are_given(engagement: Engagement) -> None:
    session = Session(engagement)
    told: list[str] = []
    form = new_thread(session, None, told.append)
    values = {field.name: EVIL for field in form._fields}
    assert form._submit(values) is None and told == ["T-004"]
    assert thread(engagement, "T-004").waiting_for == EVIL
    edit = edit_thread(session, thread(engagement, "T-003"))
    same = {field.name: field.value for field in edit._fields}
    head = engagement.store.head
    assert edit._submit(same) is None and engagement.store.head == head
    assert edit._submit({**same, "items": "a.8.13; 6.1.2"}) is None
    assert thread(engagement, "T-003").items == ("A.8.13", "6.1.2")
    assert "not an item" in (edit._submit({**same, "items": "A.99"}) or "")
    assert origin_of(thread(engagement, "T-003")).fields["items"] == "A.8.13, 6.1.2"


def test_without_threads_it_says_how_to_begin(build: Builder) -> None:
    async def script(screen: ThreadsScreen, pilot: Pilot[int]) -> None:
        assert "No thread yet" in text(screen.app)
        for name in ("edit", "pick_up", "evidence", "item", "conformity", "finding", "reopen", "remove"):
            getattr(screen, f"action_{name}")()
        assert screen.is_current and screen.explanation()[0] == "Threads"

    drive(build.engagement(), script)
