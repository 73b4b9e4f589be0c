"""A day of an internal audit at three sites, as one auditor lives it: what they press and type from 07:30 to 17:00.

Every text is told to `told` once the program has it safe, so that a test can ask for every word of it. What a person
does by keys is done by keys here, at least once of each kind; some of the notes are typed as fast as keys come, and the
mass of notes, evidence and findings, where keys would only repeat themselves, goes through the open session.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import textual._wait
from textual import events

from gapcheck.changes.base import Change
from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.records.base import Records
from gapcheck.records.notes import QuickNote
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_table import RowTable

from .driving import Seat

DATE = "2026-11-21"
PROOF = "Badge log of the week [v1].csv"
VIDEO = "Camera of the loading bay.mp4"
HALF = "the key of the rack hangs"
LOST = " behi"
"""The last letters before the machine went down: too young to have been kept."""
UNSAVED = "Access of leavers is not taken away on the day that"
NOTES, PIECES, FINDINGS = 150, 60, 12
TYPED = 15
"""Notes of each part of the day that are typed key by key."""
_NAMES = {" ": "space", "#": "number_sign", "@": "at", ".": "full_stop", "!": "exclamation_mark", ",": "comma"}


def quicker(set_attribute: Callable[[Any, str, Any], None]) -> None:
    """Let the pauses after each of so many keys be short; what is still under way then is waited for by name."""
    set_attribute(textual._wait, "SLEEP_GRANULARITY", 1 / 2000)


class Watch:
    """The clock of the day: it stands still until somebody moves it."""

    def __init__(self, time: str) -> None:
        self.time = time

    def __call__(self) -> str:
        return f"{DATE}T{self.time}:00+01:00"


class Day:
    """The auditor: a seat at the app, a watch, and somebody who is told what is safe."""

    def __init__(self, seat: Seat, watch: Watch, told: Callable[[str], None]) -> None:
        self.seat = seat
        self.watch = watch
        self.told = told
        seat.app.animation_level = "none"

    @property
    def session(self) -> Session:
        assert self.seat.app.session is not None
        return self.seat.app.session

    @property
    def records(self) -> Records:
        return self.session.engagement.records

    @property
    def table(self) -> RowTable:
        return self.seat.app.screen.query_one("#rows", RowTable)

    async def until(self, done: Callable[[], object]) -> None:
        """Wait for something that comes by itself."""
        for _ in range(2000):
            if done():
                return
            await self.seat._pilot.pause()
        raise AssertionError(f"it did not come:\n{self.seat.text}")

    async def form(self, *keys: str) -> None:
        """Press keys of which the last opens a form, and look at it."""
        await self.seat.press(*keys)
        await self.until(lambda: self.seat.focused.startswith("field-"))

    async def fill(self, *texts: str) -> None:
        """Texts into one line after the other, Enter after each; an empty one leaves a line as it is."""
        for text in texts:
            if text:
                await self.seat.type(text)
            await self.seat.press("enter")

    async def to(self, field: str) -> None:
        """Tab until a field has the focus."""
        for _ in range(30):
            if self.seat.focused == f"field-{field}":
                return
            await self.seat.press("tab")
        raise AssertionError(f"there is no {field}:\n{self.seat.text}")

    def keys(self, text: str) -> None:
        """Keys faster than the program can act on any of them; a line break is Enter."""
        for sign in text:
            event = events.Key("enter", "\r") if sign == "\n" else events.Key(_NAMES.get(sign, sign), sign)
            self.seat.app.post_message(event)

    async def note(self, *texts: str) -> None:
        """Quick notes, typed in one burst from whatever screen is open."""
        before = len(self.records.table(QuickNote))
        self.keys("".join(f"m{text}\n" for text in texts))
        await self.until(lambda: len(self.records.table(QuickNote)) == before + len(texts))
        await self.seat.settled()
        for text in texts:
            self.told(text)

    async def notes(self, first: int, last: int) -> None:
        """Many quick notes: some as fast as keys come, the others as the line itself would keep them."""
        texts = heard(first, last)
        await self.note(*texts[:TYPED])
        here = self.session.here
        self.do((QuickNoteTaken(text=text, **here) for text in texts[TYPED:]), *texts[TYPED:])
        await self.seat.settled()

    def do(self, changes: Iterable[Change], *texts: str) -> None:
        """The mass of what keys were shown for elsewhere."""
        self.session.do(*changes)
        for text in texts:
            self.told(text)

    async def here(self, person: str, place: str) -> None:
        """Say whom one speaks with, and where."""
        await self.form("o", "h")
        await self.seat.press("ctrl+u")
        await self.seat.type(person)
        await self.to("place")
        await self.seat.press("ctrl+u")
        await self.fill(place)
        assert self.session.here == {"person": person, "place": place}
        self.told(person)
        self.told(place)


# --- the morning


async def sites(day: Day) -> None:
    """Three sites, named where their coverage is shown."""
    seat = day.seat
    await seat.press("o", "c")
    for name, address, kind, why in (
        ("Kiel works", "Dock 4, Kiel", "1", "the central function is here"),
        ("Lyon branch", "12 rue Neuve, Lyon", "2", "not seen since the move"),
        ("Porto desk", "Rua Azul 9, Porto", "3", "small, drawn at random"),
    ):
        await day.form("n")
        await day.fill(name, address)
        await seat.press(kind, "tab", "tab", "tab")
        await seat.type(why)
        await seat.press("ctrl+s")
        for text in (name, why):
            day.told(text)
    assert "kiel-works" in seat.text or "Kiel works" in seat.text


async def people(day: Day) -> None:
    """Those one will talk to, with what they speak for."""
    seat = day.seat
    roles = [role.id for role in day.session.questionnaire.roles]
    await seat.press("o", "i")
    for name, function, role in (
        ("Katrin Dorn", "Head of People", "hr-lead"),
        ("Paul Weiss", "Managing director", "top-management"),
        ("Ida Holm", "Head of IT", "it-operations"),
    ):
        await day.form("n")
        await day.fill(name, "", function)
        await seat.press(*["right"] * roles.index(role), "space", "ctrl+s")
        assert name in seat.text
        day.told(name)
        day.told(function)


async def opening(day: Day) -> None:
    """The plan as it usually goes, and the opening meeting: its points, a note on one, who was there."""
    seat = day.seat
    await seat.press("o", "d", "P", "ctrl+s")
    assert "Opening meeting" in seat.text
    day.watch.time = "09:02"
    await seat.press("space", "2", "space", "space", "enter")
    await seat.type("the objective was read out and agreed")
    await seat.press("enter", "t", "space", "right", "space", "tab")
    await seat.type("Ms Winter (works council)")
    await seat.press("ctrl+s")
    day.told("the objective was read out and agreed")
    day.told("Ms Winter (works council)")
    day.watch.time = "09:25"
    await seat.press("1", "space")
    assert "09:25" in seat.text


async def management(day: Day) -> None:
    """An interview from the plan: its entry begins, the sheet opens, answers and notes are kept."""
    seat = day.seat
    day.watch.time = "09:35"
    await seat.press("down", "space")
    assert seat.dialog == "PickDialog" and "Interview: Paul Weiss" in seat.text
    await seat.press("enter", "down", "1")
    await day.fill("Minutes of the review of 4 May")
    await seat.press("2", "5")
    await day.fill("Nora of finance")
    await seat.press("n")
    await day.fill("he knows the three top risks by heart")
    await seat.press("4", "3", "k")
    await day.fill("Ida")
    for text in ("Minutes of the review of 4 May", "Nora of finance", "he knows the three top risks by heart"):
        day.told(text)
    assert "6 asked" in seat.within("#interview-head"), seat.text
    day.watch.time = "10:40"
    await seat.press("escape", "o", "d", "space", "c")
    await seat.type("objectives for 2027, tomorrow 9:00")
    await seat.press("enter")
    day.told("objectives for 2027, tomorrow 9:00")


def heard(first: int, last: int) -> list[str]:
    """What is typed while people talk: some lines name an item, some a person, some are to be followed up."""
    tails = ("", " #A.8.13", " @ih", " !", " #A.5.18 #A.6.5", " @kd ! ask her for the list")
    things = ("the log of door", "backup run", "the list of visitors", "ticket", "the contract of supplier", "laptop")
    return [f"{things[n % len(things)]} {n} seen, copy {n * 7}{tails[n % len(tails)]}" for n in range(first, last)]


async def morning(day: Day) -> None:
    """Until the machine goes down in the middle of a word."""
    await sites(day)
    await people(day)
    await opening(day)
    await management(day)
    await day.here("pw", "Boardroom")
    await day.notes(0, 50)
    seat = day.seat
    day.keys(f"m{HALF}")
    await day.until(lambda: day.session.drafts.get("quick note", {}).get("text") == HALF)
    day.keys(LOST)
    await day.until(lambda: f"{HALF}{LOST}" in seat.text)


# --- noon


async def after_the_crash(day: Day) -> None:
    """The line is back as it was kept, and goes on."""
    await day.seat.press("m")
    assert HALF in day.seat.text and HALF + LOST not in day.seat.text
    day.keys(" behind the door\n")
    await day.until(lambda: any(n.text == f"{HALF} behind the door" for n in day.records.table(QuickNote).values()))
    await day.seat.settled()
    day.told(f"{HALF} behind the door")


async def inbox(day: Day) -> None:
    """Lunch: notes are filed, made into evidence, threads and findings, or set aside."""
    seat = day.seat
    await seat.press("o", "n")
    first = day.table.here
    await seat.press("f", *"813", "enter", "enter")
    assert day.records.table(QuickNote)[first].items == ("A.8.13",)
    made = day.table.here
    await day.form("e")
    await day.fill("")
    await seat.press("tab")
    await seat.type("Doors are logged, and the log is read by nobody.")
    await seat.press("ctrl+s")
    day.told("Doors are logged, and the log is read by nobody.")
    assert day.records.table(QuickNote)[made].became == ("E-001",) or day.records.table(QuickNote)[made].became
    thread = day.table.here
    await seat.press("t")
    assert day.records.table(QuickNote)[thread].became == ("T-001",)
    broken = day.table.here
    await day.form("n")
    await seat.press("3", "ctrl+s")
    assert "needs at least one" in seat.text, seat.text
    await day.to("items")
    await seat.type("a.7.4")
    await seat.press("ctrl+s")
    assert day.records.table(QuickNote)[broken].became == ("F-001",)
    aside = day.table.here
    await day.form("x")
    await day.fill("said twice")
    assert day.records.table(QuickNote)[aside].set_aside == "said twice"
    day.told("said twice")
    await seat.press("space", "space", "space", "f", *"72", "enter", "enter")
    waiting = sum(not note.is_filed for note in day.records.table(QuickNote).values())
    assert f"not filed {waiting}" in seat.text
    await seat.press("v", "d", "d")
    assert sum(note.followed_up for note in day.records.table(QuickNote).values()) == 2
    await seat.press("V")


async def proof(day: Day, folder: Path) -> None:
    """Evidence with all that makes it findable again, and a file that is copied in."""
    seat = day.seat
    await day.here("ih", "Server room")
    await day.form("o", "e", "n")
    await day.fill("Badge log of the week")
    await seat.press("6", "tab")
    await seat.type("Everybody who came in is on the list of those with access.")
    await seat.press("tab")
    await day.fill("a.7.2, a.8.15")
    await seat.press("1", "tab")
    await day.fill("names and times agree", "Door system, export 4711", "2026-11-20")
    await seat.press("ctrl+o")
    await seat.type(f"'{folder / PROOF}'")
    await seat.press("ctrl+s")
    await day.until(lambda: "lies at" in seat.text)
    await seat.press("escape")
    for text in (
        "Badge log of the week", "Everybody who came in is on the list of those with access.", "names and times agree",
        "Door system, export 4711", "Head of IT", "Server room", PROOF,
    ):  # fmt: skip
        day.told(text)


async def noon(day: Day, folder: Path) -> None:
    """Until the machine goes down again, with a file half copied and a finding half written."""
    await after_the_crash(day)
    await inbox(day)
    await proof(day, folder)
    seat = day.seat
    await day.form("n")
    await day.fill("Camera of the loading bay")
    await seat.press("ctrl+s")
    day.told("Camera of the loading bay")
    await day.notes(50, 90)
    await day.form("o", "f", "n")
    await seat.press("3")
    await day.to("nature")
    await seat.type(UNSAVED)
    await day.until(lambda: any(UNSAVED in draft.values() for draft in day.session.drafts.values()))
    copy = day.session.copies.start(seat.app, "E-003", folder / VIDEO)
    await day.until(lambda: copy.done)
    assert not copy.is_over
