"""A note in the middle of anything: one key opens the line, Enter keeps it, and no key of it goes anywhere else."""

from itertools import cycle

import pytest
from building import Builder, evidence, finding, site
from building_on_site import sample, take
from textual import events

from gapcheck.changes.first_day import ProfileGiven
from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.search import Finder
from gapcheck.records.notes import QuickNote
from gapcheck.tui.app import VIEWS

from .driving import SMALL, Seat, closed, on_disk, played, seated

NAMES = {" ": "space", "#": "number_sign", "@": "at", ".": "full_stop", "!": "exclamation_mark"}


def notes(engagement: Engagement) -> list[QuickNote]:
    return list(on_disk(engagement.store.folder).table(QuickNote).values())


def burst(seat: Seat, text: str) -> None:
    """Keys faster than the program can act on any of them; a line break is Enter."""
    for sign in text:
        key = events.Key("enter", "\r") if sign == "\n" else events.Key(NAMES.get(sign, sign), sign)
        seat.app.post_message(key)


@played
async def test_two_presses_beside_the_text_which_is_edited_and_pasted_like_any(build: Builder) -> None:
    engagement = build.engagement()
    async with seated(closed(engagement)) as seat:
        await seat.press("m", "enter", "m", "space", "enter")
        assert seat.dialog == "WorkScreen"
        assert not notes(engagement), "empty lines leave nothing"
        await seat.press("m", *"doors", "enter")
        assert [note.text for note in notes(engagement)] == ["doors"]
        assert seat.dialog == "WorkScreen"
        await seat.press("m", *"abd", "left", "c", "end", "backspace", *"d", "home", "delete", "A")
        await seat.type(" [bold]\r\npasted\tin\u2028lines[/] ")
        await seat.press("enter")
    assert [note.text for note in notes(engagement)] == ["doors", "A [bold] pasted\tin lines[/] bcd"]


@played
async def test_a_burst_of_keys_is_a_note_and_no_commands(build: Builder) -> None:
    engagement = build.engagement()
    async with seated(closed(engagement)) as seat:
        burst(seat, "mw g r b 1 2 @ida #A.8.13 q u\nmsecond ! call her\ng")
        for _ in range(8):
            await seat.settled()
        first, second = notes(engagement)
        assert (first.text, first.items) == ("w g r b 1 2 @ida #A.8.13 q u", ("A.8.13",))
        assert first.person == "ida"
        assert (second.text, second.to_follow_up) == ("second ! call her", True)
        assert seat.dialog == "GapScreen"  # the key after the second Enter is a command again
        assert not on_disk(engagement.store.folder).raw("answers")


@played
async def test_a_note_says_when_where_and_with_whom(build: Builder) -> None:
    engagement = build.engagement(site("berlin", name="Berlin"))
    async with seated(closed(engagement)) as seat:
        assert seat.app.session is not None
        seat.app.session.now_at(person="Ida Holm", place="server room")
        seat.app.session.site = "berlin"
        await seat.press("m")
        assert "Ida Holm" in seat.text and "server room" in seat.text
        await seat.type("two racks open")
        await seat.press("enter")
    (note,) = notes(engagement)
    assert (note.person, note.place, note.site) == ("Ida Holm", "server room", "berlin")
    assert note.taken_at == "2026-11-21T09:00:00+01:00"


@played
async def test_in_the_middle_of_typing_elsewhere(build: Builder) -> None:
    engagement = build.engagement()
    async with seated(closed(engagement)) as seat:
        await seat.press("slash", "m", "e")
        assert seat.app.focused is not None and getattr(seat.app.focused, "value", "") == "me"
        await seat.press("ctrl+n", *"heard", "enter")
        assert seat.dialog == "GoToDialog"
        assert getattr(seat.app.focused, "value", "") == "me"
        assert [note.text for note in notes(engagement)] == ["heard"]


@played
async def test_what_was_typed_waits_after_esc_and_after_quitting(build: Builder) -> None:
    engagement = build.engagement()
    async with seated(closed(engagement)) as seat:
        await seat.press("m", *"half a th", "escape")
        assert not notes(engagement)
        await seat.press("m")
        assert "half a th" in seat.text
        await seat.press(*"ought", "ctrl+q")
        assert seat.app.return_code == 0
    async with seated(engagement.store.folder) as seat:
        await seat.press("m", "enter")
        assert [note.text for note in notes(engagement)] == ["half a thought"]
        await seat.press("m")
        assert "half a th" not in seat.text


@played
async def test_a_disk_that_refuses_keeps_the_line_open(build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    engagement = build.engagement()
    async with seated(closed(engagement)) as seat:
        assert seat.app.session is not None
        store = seat.app.session.engagement.store
        append = store.append

        def full(*_: object) -> None:
            from gapcheck.errors import StoreError

            raise StoreError("The disk is full.")

        monkeypatch.setattr(store, "append", full)
        await seat.press("m", *"kept", "enter")
        assert "The disk is full." in seat.text and "kept" in seat.text
        monkeypatch.setattr(store, "append", append)
        await seat.press("enter")
        assert [note.text for note in notes(engagement)] == ["kept"]


@played
async def test_open_notes_stand_in_the_status_line(build: Builder) -> None:
    engagement = build.engagement(QuickNoteTaken(text="a"), QuickNoteTaken(text="b #4.3"), finding("F-1", "ofi", "4.3"))
    async with seated(closed(engagement), SMALL) as seat:
        assert "1 note" in seat.status
        await seat.press("m", "c", "enter")
        assert "2 notes" in seat.status
        await seat.press("u")
        assert "1 note" in seat.status


@played
async def test_from_every_view_a_note_takes_two_presses_and_an_item_two_and_four_characters(build: Builder) -> None:
    """Beside the text: `m` and Enter; `/`, at most four characters and Enter."""
    told = [ProfileGiven(id=asked.id, text="said") for asked in build.questionnaire.baseline.profile]
    some = (take("doors #A.7.2"), finding("F-1", "ofi", "4.3"), evidence("E-1", "4.1"), sample("S-1", "1", title="s"))
    engagement = build.engagement(*told, *some, type="baseline")
    wanted = {"813": "A.8.13", "9.2": "9.2.1", "a516": "A.5.16", "4.1": "4.1"}
    async with seated(closed(engagement), SMALL) as seat:
        for number, (name, typed) in enumerate(zip(VIEWS, cycle(wanted))):
            view = seat.app.show_view(name)
            await seat.settled()
            await seat.press("m")
            await seat.type("seen ")
            await seat.press("@", "i", "enter")
            assert len(notes(engagement)) == number + 2, name
            assert seat.app.screen is view, name
            assert len(typed) <= 4
            await seat.press("slash", *(NAMES.get(sign, sign) for sign in typed), "enter")
            await seat.settled()
            assert seat.dialog == "WorkScreen", name
            assert seat.app.session is not None and seat.app.session.recent[0] == wanted[typed], name


def test_any_item_in_two_presses_and_four_characters(questionnaire: Questionnaire) -> None:
    """`/`, at most four characters, Enter."""
    finder = Finder(questionnaire)
    for item in questionnaire.items:
        short = item.id.lower().removeprefix("a.")
        ways = [item.id.lower(), item.id.lower().replace(".", ""), short, short.replace(".", "")]
        first = {way: finder.search(way, 40)[0].item.id for way in ways if len(way) <= 4}
        assert item.id in first.values(), item.id
