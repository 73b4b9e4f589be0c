"""Whatever people typed is shown as typed, on every screen and in every dialog; none of it does anything."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from building import Builder, answer, assess, evidence, exclude
from textual.content import Content
from textual.widgets import Input, OptionList, TextArea

from gapcheck.changes.actions import ActionChanged
from gapcheck.changes.answers import NoteWritten
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged, MemberChanged, SiteChanged
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven
from gapcheck.changes.findings import FindingRaised
from gapcheck.records.answers import Assessment, Note
from gapcheck.records.base import Record
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.tui.dialogs.form import FormDialog

from .driving import Seat, closed, on_disk, played, seated
from .grid import painted, words

EVIL = '[/foo] [b + c [x] done [TODO] [@click=app.quit]x[/] end\\ [/ \x1b[31m \u202etest <script> =HYPERLINK("x") 😀'
SHOWN = EVIL.replace("\x1b", "␛")
PIECES = ("[/foo]", "[b + c", "[x] done", "[TODO]", "[@click=app.quit]x[/]", "end\\", "␛[31m", "<script>", "=HYPER")
LONG = f"{EVIL} " * 210
SIZES = [(80, 24), (120, 40)]


def everywhere() -> Iterator[Change]:
    """Changes that put the text into every field that people fill in."""
    yield EngagementChanged(
        title=EVIL, organization=EVIL, purpose=EVIL, objectives=(EVIL,), audit_scope=EVIL, isms_scope=EVIL
    )
    yield SiteChanged(id="s1", name=EVIL, address=EVIL, selection_reason=EVIL)
    yield MemberChanged(id="AB", name=EVIL, competence=EVIL)
    yield answer("4.1-q1", "yes_shown", note=EVIL, who_would_know=EVIL)
    yield answer("4.1-q2", "unknown", note=EVIL, who_would_know=EVIL, site="s1")
    yield answer("A.8.13-q1", "no", note=EVIL)
    yield assess("4.1", "partial", rationale=EVIL)
    yield NoteWritten(item="4.1", text=EVIL)
    yield NoteWritten(item="4.2", text=LONG)
    yield evidence("E-1", title=EVIL)
    yield EvidenceAdded(
        id="E-1",
        type="record",
        title=EVIL,
        reference=EVIL,
        version_date=EVIL,
        source_role=EVIL,
        what_it_shows=EVIL,
        place=EVIL,
        classification=EVIL,
        links=(LinkGiven(item="4.1", effect="contradicts", reason=EVIL),),
    )
    yield evidence("E-2", "4.3", title=EVIL)
    yield FindingRaised(
        id="F-1",
        type="minor",
        items=("4.1",),
        title=EVIL,
        requirement=EVIL,
        nature=EVIL,
        grading_rationale=EVIL,
        process=EVIL,
        auditee_comment=EVIL,
    )
    yield exclude("A.7.4", EVIL, EVIL)
    yield ApplicabilityDecided(
        item="A.8.13",
        applicable="yes",
        reasons_in=("risk",),
        reason_text=EVIL,
        risk_refs=(EVIL,),
        how=EVIL,
        where_documented=EVIL,
        owner=EVIL,
        decided_by=EVIL,
        review_by=EVIL,
    )
    yield ActionChanged(
        id="A-1", items=("4.1",), text=EVIL, severity="minor", owner=EVIL, owner_role=EVIL, due=EVIL, done_when=EVIL
    )
    yield ActionChanged(id="A-2", items=("4.2",), text=LONG, severity="major", status="done", closing_note=EVIL)


@pytest.fixture
def folder(build: Builder) -> Path:
    return closed(build.engagement(*everywhere(), type="internal_audit"))


def contents(folder: Path) -> list[Record]:
    """What stands in the records that the forms of the work screen write, without who wrote it last."""
    found = on_disk(folder)
    notes = [n for n in found.table(Note).values() if n.item == "4.1"]
    records = [*notes, *found.table(Evidence).values(), *found.table(Finding).values()]
    decided = [msgspec.structs.replace(a, look_again=False) for a in found.table(Assessment).values()]
    return [msgspec.structs.replace(each, rev=0, at="", by="") for each in (*records, *decided)]


def check(seat: Seat) -> None:
    """Nothing raw reaches the terminal, and no word leads anywhere that gapcheck did not put there."""
    strips = painted(seat.app)
    shown = words(strips)
    assert "\x1b" not in shown and "\x9b" not in shown
    for strip in strips:
        for segment in strip:
            meta = segment.style.meta if segment.style is not None else {}
            assert "@click" not in meta and "click" not in meta
            assert segment.style is None or segment.style.link is None
    assert seat.app.return_code is None


@pytest.mark.parametrize("size", SIZES)
@played
async def test_every_view_and_what_it_explains(folder: Path, size: tuple[int, int]) -> None:
    async with seated(folder, size) as seat:
        views = {"w": "WorkScreen", "g": "GapScreen", "r": "ReadinessScreen", "b": "BacklogScreen", "a": "SoaScreen"}
        for key, view in views.items():
            seat.app.go_to_item("4.1")
            await seat.settled()
            await seat.press(key)
            assert seat.dialog == view
            check(seat)
            assert SHOWN[:16] in seat.status, "the organization"
            await seat.press("question_mark")
            assert seat.dialog == "ExplainDialog", key
            check(seat)
            await seat.press("escape", "enter")
            check(seat)
            while seat.dialog not in views.values():
                await seat.press("escape")


@played
async def test_what_was_heard_is_shown_as_typed(folder: Path) -> None:
    async with seated(folder, (80, 150)) as seat:
        seat.app.go_to_item("4.1")
        await seat.settled()
        for part in (".question", "#decision", "#item-notes"):
            told = seat.within(part)
            assert [piece for piece in PIECES if piece not in told] == [], part
        await seat.press("E")
        told = seat.within("#evidence")
        assert [piece for piece in PIECES if piece not in told] == []
        assert "EVIDENCE 2" in told and "FINDINGS 1" in told
        check(seat)


@played
async def test_every_form_holds_it_and_hands_it_back_unchanged(folder: Path) -> None:
    forms = {
        "s": {"rationale"},
        "n": {"text"},
        "E home down enter": {"title", "what_it_shows", "reason", "reference"},
        "E E end enter": {"title", "requirement", "nature"},  # the list stands open: once to close it
    }
    before = contents(folder)
    async with seated(folder, SIZES[0]) as seat:
        for keys, names in forms.items():
            seat.app.go_to_item("4.1")
            await seat.settled()
            await seat.press(*keys.split())
            assert isinstance(seat.app.screen, FormDialog), keys
            for name in names:
                widget = seat.app.screen.query_one(f"#field-{name}")
                assert isinstance(widget, (Input, TextArea))
                assert (widget.text if isinstance(widget, TextArea) else widget.value) == EVIL, (keys, name)
            check(seat)
            await seat.press("ctrl+s")
            assert seat.dialog == "WorkScreen"
            assert contents(folder) == before, keys


@played
async def test_the_other_dialogs(folder: Path) -> None:
    async with seated(folder, SIZES[0]) as seat:
        for key, name in (("v", "PickDialog"), ("S", "PickDialog"), ("slash", "GoToDialog"), ("p", "ReportDialog")):
            await seat.press(key)
            assert seat.dialog == name
            check(seat)
            await seat.press("escape")
        seat.app.go_to_item("A.7.4")
        await seat.settled()
        await seat.press("c")
        assert seat.dialog == "FormDialog"
        check(seat)
        await seat.press("escape", "full_stop", "l")
        assert seat.dialog == "FormDialog" and "[TODO]" in seat.text
        check(seat)
        await seat.press("escape")
        seat.app.go_to_item("4.1")
        await seat.settled()
        for view, name, keys in (("a", "SoaScreen", "yxs"), ("b", "BacklogScreen", "nkx"), ("g", "GapScreen", "jn")):
            await seat.press(view)
            assert seat.dialog == name
            for key in keys:
                await seat.press(key)
                check(seat)
                await seat.press("escape")
                assert seat.dialog == name, key


@played
async def test_a_click_on_it_does_nothing(folder: Path) -> None:
    async with seated(folder, (120, 90)) as seat:
        seat.app.go_to_item("4.1")
        await seat.settled()
        places = sum("[@click" in line for line in seat.lines)
        assert places >= 3
        for nth in range(3):
            await seat.click("[@click", nth)
            assert seat.app.return_code is None
            assert seat.dialog in ("WorkScreen", "FormDialog"), "a piece of evidence opens, as any other does"
            await seat.press("escape")


@played
async def test_sites_and_messages_are_shown_as_typed(folder: Path) -> None:
    async with seated(folder) as seat:
        await seat.press("S")
        assert SHOWN in str(seat.app.screen.query_one(OptionList).options[1].prompt)
        await seat.press("escape")
        seat.app.show_error(EVIL)
        seat.app.show_message(EVIL)
        await seat.settled()
        assert seat.said == [SHOWN, SHOWN]
        assert "[@click=app.quit]x[/]" in seat.text
        check(seat)


@played
async def test_the_line_takes_it_and_shows_it(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder) as seat:
        await seat.press("5")
        seat.app.screen.query_one("#line-input", Input).value = EVIL
        await seat.press("enter")
        assert SHOWN[:20] in seat.text
        check(seat)
        await seat.press("slash")
        await seat.type("[/foo] [@click=app.quit]x[/]")
        assert "[@click=app.quit]x[/]" in seat.text
        check(seat)


@played
async def test_twenty_kilobytes_are_shown_to_their_end(folder: Path) -> None:
    async with seated(folder, (80, 24)) as seat:
        seat.app.go_to_item("4.2")
        await seat.settled()
        notes = seat.app.screen.query_one("#item-notes")
        content = notes.render()
        assert isinstance(content, Content)
        assert "".join(content.plain.split()).count("".join(SHOWN.split())) == 210
        seat.app.screen.query_one("#item").scroll_end(animate=False)
        await seat.settled()
        assert "=HYPERLINK" in seat.text
        check(seat)
        await seat.press("n")
        assert seat.app.screen.query_one(TextArea).text == LONG
        check(seat)


def test_the_long_text_is_long() -> None:
    assert len(LONG.encode()) > 20_000
