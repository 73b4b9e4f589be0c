"""The inbox of quick notes: what waits, where it goes with one key each, and that nothing unfiled is forgotten."""

from collections.abc import Iterator
from functools import partial

import pytest
from building import Builder, evidence
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from gapcheck.changes.base import Change
from gapcheck.changes.day import ParticipantChanged
from gapcheck.changes.evidence import EvidenceRemoved
from gapcheck.changes.notes import QuickNoteFiled, QuickNoteTaken
from gapcheck.engagement import Engagement
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Thread
from gapcheck.tui.dialogs.file_note import FileNoteDialog, aside_dialog, note_dialog
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.dialogs.here import here_dialog
from gapcheck.tui.screens.notes import NotesScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_table import RowTable

from .driving import SMALL, driver
from .grid import text

EVIL = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
SHOWN = EVIL.replace("\x1b", "␛")
LONG = "The list of restores was shown, three runs in the last year. " * 10
drive = partial(driver(NotesScreen), size=SMALL)


def some() -> Iterator[Change]:
    yield ParticipantChanged(id="TB", name="Tom Berger", function="Head of IT")
    yield QuickNoteTaken(text=LONG, person="TB", place="Server room")
    yield QuickNoteTaken(text="Backups daily, copy in Frankfurt", place="Server room")
    yield QuickNoteTaken(text="!ask for the leaver list @KL")
    yield QuickNoteTaken(text=EVIL, person=EVIL, place=EVIL)
    yield QuickNoteTaken(text="Visitor book has no times #A.7.2 #A.99.9")
    yield QuickNoteTaken(text="Policy version 3 on the wall #5.2")
    yield QuickNoteFiled(id="N-006", items=())


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(*some(), type="internal_audit")


def table(screen: NotesScreen) -> RowTable:
    return screen.query_one(RowTable)


def note(engagement: Engagement, ident: str) -> QuickNote:
    return engagement.records.table(QuickNote)[ident]


def test_what_is_not_filed_comes_first_and_each_key_leads_to_the_next(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        assert table(screen).keys == ["N-001", "N-002", "N-003", "N-004", "N-005", "N-006"]
        shown = text(screen.app)
        assert "not filed 6" in shown and "to follow up 1" in shown and "filed 0" in shown and "all 6" in shown
        assert "Tom Berger, Head of IT" in shown.replace("\n", " ")

        await pilot.press("down", "f")
        dialog = screen.app.screen
        assert isinstance(dialog, FileNoteDialog)
        await pilot.press("8", "1", "3", "enter", "enter")
        await pilot.pause()
        assert note(engagement, "N-002").items == ("A.8.13",)
        assert table(screen).here == "N-003"

        await pilot.press("t")
        await pilot.pause()
        (thread,) = engagement.records.table(Thread).values()
        assert thread.title == "!ask for the leaver list @KL" and thread.notes == ("N-003",)
        assert note(engagement, "N-003").became == (thread.id,)
        assert table(screen).here == "N-004"

        await pilot.press("u")
        await pilot.pause()
        assert not engagement.records.table(Thread) and not note(engagement, "N-003").is_filed
        assert table(screen).keys == ["N-001", "N-003", "N-004", "N-005", "N-006"]

        table(screen).move_to(3)
        await pilot.pause()
        assert "there is no item A.99.9" in text(screen.app)
        for ident, items in (("N-005", ("A.7.2",)), ("N-006", ("5.2",))):
            assert table(screen).here == ident and not note(engagement, ident).is_filed
            await pilot.press("f", "enter")
            assert note(engagement, ident).items == items and note(engagement, ident).is_filed, "two keys are enough"

    drive(engagement, script)


def test_filing_adds_takes_back_and_keeps_a_draft(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        screen.marked = {"N-004", "N-006"}
        await pilot.press("f")
        first = screen.app.screen
        assert isinstance(first, FileNoteDialog)
        assert SHOWN[:30] in text(screen.app)
        assert len(first._idents) == len(screen.session.questionnaire.items)
        first.picked("A.8.13")
        first.picked("6.1.2")
        assert "6.1.2" not in first._idents
        await pilot.press("backspace", "escape")
        await pilot.pause()
        assert not note(engagement, "N-004").items and screen.is_current
        await pilot.press("f")
        again = screen.app.screen
        assert isinstance(again, FileNoteDialog) and again.chosen == ["A.8.13"]
        await pilot.press("enter")
        await pilot.pause()
        assert note(engagement, "N-004").items == ("A.8.13",)
        assert note(engagement, "N-006").items == ("5.2", "A.8.13")
        assert not screen.marked and "A.8.13" in screen.session.recent
        screen.action_undo()
        assert not note(engagement, "N-004").items and not note(engagement, "N-006").items
        table(screen).move_to(0)
        screen.action_file()
        await pilot.pause()
        last = screen.app.screen
        assert isinstance(last, FileNoteDialog)
        last.entered()
        assert "No item is chosen yet" in str(last.query_one(".type-ahead-note", Static).content)

    drive(engagement, script)


def test_evidence_is_there_at_once_and_its_details_are_offered(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        screen.do(QuickNoteFiled(id="N-001", items=("A.8.13", "A.5.30")))
        screen.action_filter(-1)
        await pilot.pause()
        table(screen).move_to(0)
        await pilot.press("e")
        made = engagement.records.table(Evidence)["E-001"]
        assert (made.title, made.type, made.place) == (LONG, "interview", "Server room")
        assert (made.source_role, made.source_initials) == ("Head of IT", "TB")
        links = engagement.records.table(Link).values()
        assert {(link.item, link.effect) for link in links} == {("A.8.13", "context"), ("A.5.30", "context")}
        assert note(engagement, "N-001").became == ("E-001",)
        assert isinstance(screen.app.screen, FormDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert table(screen).here == "N-002"
        await pilot.press("u")
        assert not engagement.records.table(Evidence) and not engagement.records.table(Link)

        await pilot.press("e")
        assert isinstance(screen.app.screen, FormDialog), "a note without items is evidence too"
        assert engagement.records.table(Evidence)["E-001"].type == "statement"

    drive(engagement, script)


def test_a_finding_starts_with_the_note_and_is_made_only_when_saved(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        screen.do(QuickNoteFiled(id="N-002", items=("A.8.13",)))
        screen.chosen = "all"
        screen.show()
        table(screen).move_to(1)
        await pilot.press("n")
        dialog = screen.app.screen
        assert isinstance(dialog, FormDialog)
        assert dialog.query_one("#field-nature", TextArea).text == "Backups daily, copy in Frankfurt"
        assert dialog.values()["items"] == "A.8.13"
        kinds = next(field.options for field in dialog._fields if field.name == "type")
        assert {kind for kind, _ in kinds} == set(engagement.mode.offered_findings)
        await pilot.press("escape")
        await pilot.pause()
        assert not engagement.records.table(Finding) and not screen.session.drafts

        await pilot.press("n")
        again = screen.app.screen
        assert isinstance(again, FormDialog)
        assert again._submit({**again.values(), "type": "nonconformity"}) is None
        (found,) = engagement.records.table(Finding).values()
        assert found.nature == "Backups daily, copy in Frankfurt"
        assert note(engagement, "N-002").became == (found.id,)
        screen.session.undo()
        assert not engagement.records.table(Finding) and not note(engagement, "N-002").became

    drive(engagement, script)


def test_setting_aside_needs_a_reason_and_the_same_key_takes_it_back(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        await pilot.press("x", "ctrl+s")
        form = screen.app.screen
        assert "why it needs no filing" in str(form.query_one("#form-error", Static).content)
        await pilot.press("d", "u", "p", "enter")
        await pilot.pause()
        assert note(engagement, "N-001").set_aside == "dup" and table(screen).here == "N-002"
        screen.chosen = "aside"
        screen.show()
        await pilot.pause()
        assert "x take back" in text(screen.app).splitlines()[-1]
        await pilot.press("x")
        assert not note(engagement, "N-001").is_filed

    drive(engagement, script)


def test_a_follow_up_stays_until_somebody_says_it_is_done(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        screen.do(QuickNoteFiled(id="N-003", items=("A.6.5",)))
        screen.chosen = "follow"
        screen.show()
        await pilot.pause()
        assert table(screen).keys == ["N-003"] and "d followed up" in text(screen.app)
        await pilot.press("d")
        await pilot.pause()
        assert not note(engagement, "N-003").is_open
        assert "Nothing is left to follow up" in text(screen.app)
        screen.action_undo()
        assert note(engagement, "N-003").to_follow_up
        screen.do(evidence("E-1", "A.7.2"), QuickNoteFiled(id="N-001", became=("E-1",)))
        screen.action_filter(-1)
        assert "N-001" not in table(screen).keys
        screen.do(EvidenceRemoved(id="E-1"))
        assert "N-001" in table(screen).keys, "what was made of it is gone, so it waits again"

    drive(engagement, script, size=(200, 60))


def test_whatever_was_typed_is_shown_in_full(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        table(screen).move_to(3)
        await pilot.pause()
        shown = text(screen.app)
        assert "\x1b" not in shown
        assert "[@click=app.quit]x[/] ␛[2J =1+1 end\\" in shown
        title, told = screen.explanation()
        assert title == "Note N-004" and EVIL in [line for _, lines in told for line in lines]
        table(screen).move_to(0)
        await pilot.press("enter")
        dialog = screen.app.screen
        assert dialog.query_one(TextArea).text == LONG
        dialog.query_one(TextArea).text = EVIL
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert note(engagement, "N-001").text == EVIL
        assert note(engagement, "N-001").person == "TB"

    drive(engagement, script)


def test_an_empty_inbox_says_how_to_begin(build: Builder) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        assert "No notes yet" in text(screen.app)
        for name in ("file", "evidence", "finding", "thread", "aside", "followed_up", "edit", "item", "mark"):
            getattr(screen, f"action_{name}")()
        assert screen.app.screen is screen
        assert screen.explanation()[0] == "Notes"

    drive(build.engagement(), script)


def test_an_unfinished_reason_is_a_draft(engagement: Engagement) -> None:
    session = Session(engagement)
    notes = [note(engagement, "N-001"), note(engagement, "N-002")]
    form = aside_dialog(session, notes)
    assert form._submit({"reason": " "}) is not None
    assert form._submit({"reason": "double"}) is None
    assert [note(engagement, n.id).set_aside for n in notes] == ["double", "double"]
    edit = note_dialog(session, note(engagement, "N-002"))
    unchanged = {field.name: field.value for field in edit._fields}
    before = engagement.store.head
    assert edit._submit(unchanged) is None and engagement.store.head == before
    assert "no note" in (edit._submit({**unchanged, "text": " "}) or "")


def test_here_offers_participants_and_stamps_what_follows(engagement: Engagement) -> None:
    async def script(screen: NotesScreen, pilot: Pilot[int]) -> None:
        screen.app.push_screen(here_dialog(screen.session))
        await pilot.pause()
        assert "TB Tom Berger" in text(screen.app) and "Server room" in text(screen.app)
        await pilot.press("tab", "1", "tab", "x", "enter")
        await pilot.pause()
        assert screen.session.here == {"person": "TB", "place": "x"}
        screen.show()
        await pilot.pause()
        assert "now TB · x" in text(screen.app)
        free = here_dialog(screen.session)
        free._submit({**{f.name: f.value for f in free._fields}, "person": EVIL})
        assert screen.session.here["person"] == EVIL

    drive(engagement, script)
