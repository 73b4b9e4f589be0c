"""Keys that come faster than screens open reach what they were meant for."""

import asyncio

from building import Builder
from textual import events

from gapcheck.records.answers import Answer
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.notes import QuickNote

from .driving import SMALL, Seat, closed, on_disk, played, seated


def strike(seat: Seat, *keys: str) -> None:
    """All of these at once, as from somebody who goes on typing while the machine is slow."""
    for key in keys:
        seat.app.post_message(events.Key(key, key if len(key) == 1 else None))


@played
async def test_a_burst_of_keys_fills_the_form_that_the_first_of_them_opens(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        strike(
            seat, "2", "escape", "e", *"agus", "tab", "tab", "tab", *"mop", "ctrl+s", "m", *"quag", "enter", "full_stop"
        )
        strike(seat, "3", "escape", "slash", *"8.13", "enter")
        await seat.settled()
        assert "Keep copies of what you cannot afford to lose" in seat.within("#item-head")
    records = on_disk(folder)
    assert [(e.title, e.type) for e in records.table(Evidence).values()] == [("agus", "record")]
    assert [link.reason for link in records.table(Link).values()] == ["mop"]
    assert [note.text for note in records.table(QuickNote).values()] == ["quag"]
    assert {ref: answer.value for ref, answer in records.table(Answer).items()} == {
        "4.1-q1": "yes_said",
        "4.2-q1": "partly",
    }


@played
async def test_letters_that_trickle_in_while_notes_open_and_close_keep_their_order(build: Builder) -> None:
    folder = closed(build.engagement())
    words = ["abcdefgh", "ijklmnop", "qrstuvwx"]
    async with seated(folder, SMALL) as seat:
        for turn, word in enumerate(words * 4):
            for key in ("ctrl+n", *word, "enter", "slash", "8", "escape"):
                strike(seat, key)
                for _ in range(turn):
                    await asyncio.sleep(0)
        await seat.settled()
    assert [note.text for note in on_disk(folder).table(QuickNote).values()] == words * 4
