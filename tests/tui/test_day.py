"""The day on site by keys: the plan and its clock, what slips, meetings by type, feedback, what is undecided."""

from itertools import pairwise
from typing import Any

import pytest
from building import Builder, answer, finding, site

from gapcheck.analysis.day import plan
from gapcheck.changes.day import MeetingHeld, ParticipantChanged, SlotChanged
from gapcheck.changes.engagement import MemberChanged
from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.changes.threads import ThreadChanged
from gapcheck.questionnaire.ready_plan import ready_day
from gapcheck.records.day import Meeting, Slot
from gapcheck.tui.dialogs.meeting import attendance
from gapcheck.tui.dialogs.slot import edit_slot, new_slot, read_time
from gapcheck.tui.screens.day import DayScreen
from gapcheck.tui.screens.day_rows import slips, state
from gapcheck.tui.screens.day_shown import Shown
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.row_table import RowTable

from .driving import SMALL, Seat, closed, on_disk, played, seated

EVIL = "[/foo] [b + c [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
DAY = "2026-11-21"


def slot(number: int, start: str, end: str, title: str, **fields: Any) -> SlotChanged:
    return SlotChanged(**{"id": f"P-{number:03}", "date": DAY, "start": start, "end": end, "title": title, **fields})


def stamp(time: str, day: str = DAY) -> str:
    return f"{day}T{time}:00+01:00"


def at(time: str) -> Any:
    return lambda: stamp(time)


async def at_day(seat: Seat) -> DayScreen:
    screen = seat.app.show_view("day")
    await seat.settled()
    assert isinstance(screen, DayScreen)
    return screen


def here(screen: DayScreen) -> str:
    return screen.query_one(RowTable).here


@played
async def test_a_day_from_an_empty_plan_to_what_is_carried_over(build: Builder) -> None:
    folder = closed(build.engagement(ParticipantChanged(id="kd", name="Katrin Dorn", roles=("hr-lead",))))
    async with seated(folder) as seat:
        screen = await at_day(seat)
        assert "Nothing is planned on this day." in seat.text
        await seat.press("P")
        assert "A proposal." in seat.text
        await seat.press("space", "ctrl+s")  # no opening meeting
        assert "1 PLAN 0/8" in seat.text
        assert "Saturday 21 November 2026" in seat.text
        assert "09:00" in seat.lines[4]
        assert "HR: joiners and leavers, with a sample" in seat.text

        screen.query_one(RowTable).move_to(4)
        seat.app.clock = at("14:05")
        await seat.press("space")
        assert "Interview: Katrin Dorn" in seat.text
        await seat.press("enter")
        await seat.settled()
        assert type(seat.app.screen).__name__ == "InterviewsScreen"
        assert "14:05 · 0 of 45 min" in seat.text
        assert screen.session.here["person"] == "kd"

        seat.app.show_view("day")
        seat.app.clock = at("14:50")
        screen._tick()
        await seat.settled()
        assert "on, 5 over" in seat.text
        await seat.press("c")
        await seat.type("two leavers, tomorrow 09:00")
        await seat.press("enter", "space")
        assert "done, rest left" in seat.text
        assert "two leavers, tomorrow 09:00" in seat.within("#second")
        assert screen.session.here["person"] == ""
        await seat.press("space")
        assert seat.said[-1].startswith("P-005 ended at 14:50")

        await seat.press("right", "v", "down", "down", "down", "enter", "ctrl+s")
        assert "Sunday 22 November 2026" in seat.text
        assert "HR: joiners and leavers" in seat.text
        assert "two leavers" not in seat.within("#second")
        await seat.press("x")
        assert "Planned: 2026-11-21." in seat.text
        await seat.press("u", "full_stop")
        assert "today" in seat.text
    found = on_disk(folder).table(Slot)
    assert (found["P-005"].began, found["P-005"].ended) == (stamp("14:05"), stamp("14:50"))
    assert (found["P-009"].date, found["P-009"].continues, found["P-009"].people) == ("2026-11-22", "P-005", ("kd",))


@pytest.mark.parametrize(
    ("fields", "now", "said", "slipping"),
    [
        ({}, "09:00", "", False),
        ({}, "09:37", "7 min late", True),
        ({"kind": "break"}, "09:37", "", False),
        ({"began": stamp("09:40")}, "09:50", "on, 10 min", False),
        ({"began": stamp("09:40")}, "10:25", "on, 10 over", True),
        ({"began": stamp("09:40"), "ended": stamp("10:10")}, "12:00", "done", False),
        ({"began": stamp("09:40"), "ended": stamp("10:20")}, "12:00", "done, 5 over", False),
        ({"carried_over": "all of it"}, "12:00", "carried over", False),
        ({"date": "2026-11-20"}, "09:00", "not held", True),
    ],
)
def test_what_an_entry_says_of_itself(
    build: Builder, fields: dict[str, Any], now: str, said: str, slipping: bool
) -> None:
    (found,) = plan(build.material(slot(1, "09:30", "10:15", "HR", **fields)), stamp(now))
    assert (state(found, DAY)[0], slips(found)) == (said, slipping)


@played
async def test_meetings_are_ticked_with_one_key_and_hostile_text_is_only_text(build: Builder) -> None:
    folder = closed(
        build.engagement(
            ParticipantChanged(id="kd", name=EVIL, function="HR"),
            MemberChanged(id="ab", name="Anna Berg", role="lead"),
            slot(1, "08:50", "09:10", EVIL, kind="meeting", people=("kd", EVIL), place=EVIL, began=stamp("08:52")),
            slot(2, "09:30", "10:00", "Later"),
            QuickNoteTaken(text=EVIL),
            ThreadChanged(id="T-1", title=EVIL, next_to_see="the ticket"),
            finding("F-1", "minor", "A.6.5", title=EVIL),
            answer("A.6.5-q1", "no", note=EVIL),
            type="stage2",
        )
    )
    async with seated(folder, SMALL) as seat:
        screen = await at_day(seat)
        assert here(screen) == "P-001"
        assert "[/foo] [b + c [@click=app.quit]x[/]" in seat.text
        assert "on, 8 min" in seat.text
        await seat.press("2")
        assert "20 min planned · 8 min on" in seat.text
        await seat.press("space", "space", "enter")
        await seat.type(EVIL)
        await seat.press("enter")
        assert "2 OPENING 3/18" in seat.text
        assert here(screen) == "objective"
        assert "note    [/foo]" in seat.text
        await seat.press("space")
        assert seat.said == ["The note went with the tick. u brings both back."]
        await seat.press("u", "t", "space", "tab", "space", "tab")
        await seat.type("Ms Winter, works council")
        await seat.press("ctrl+s")
        assert "4 present" in seat.text

        await seat.press("4")
        assert "A.6.5" in seat.within(".listing-detail")
        assert "minor nonconformity" in seat.within(".listing-detail")
        await seat.press("question_mark")
        await seat.press("pagedown", "pagedown")
        assert seat.dialog == "ExplainDialog"
        await seat.press("escape", "pagedown")
        assert "next: the ticket" in seat.text
        await seat.press("5")
        assert here(screen) == "A.6.5"
        await seat.press("enter")
        await seat.settled()
        assert type(seat.app.screen).__name__ == "WorkScreen"
        assert "A.6.5" in seat.text
    (held,) = on_disk(folder).table(Meeting).values()
    assert held.present == ("kd", "ab", "Ms Winter", "works council")
    assert held.done["objective"] == EVIL


GRADES, RECOMMENDATION = "grades", "recommendation"


@pytest.mark.parametrize(
    ("type", "grades", "recommendation"),
    [
        ("baseline", False, False),
        ("gap_analysis", False, False),
        ("readiness", False, False),
        ("internal_audit", True, False),
        ("stage1", True, True),
        ("stage2", True, True),
        ("surveillance", True, True),
        ("recertification", True, True),
    ],
)
def test_points_fit_the_type_of_the_engagement(build: Builder, type: Any, grades: bool, recommendation: bool) -> None:
    session = Session(build.engagement(type=type))
    closing = Shown(session, "closing", DAY, stamp("16:00")).points
    assert (GRADES in closing, RECOMMENDATION in closing) == (grades, recommendation)
    assert {"sample", "thanks"} <= set(closing)


def test_feedback_leaves_nothing_out(build: Builder) -> None:
    session = Session(
        build.engagement(
            finding("F-1", "ofi", "A.6.5", title="Faster return"),
            finding("F-2", "strength", "A.6.3", title="Good teaching"),
            slot(1, "09:00", "09:20", "Opening", began=stamp("09:00"), ended=stamp("09:20")),
            slot(2, "09:30", "10:00", "Management", carried_over="objectives"),
            slot(3, "12:00", "13:00", "Lunch", kind="break"),
            slot(4, "13:00", "14:00", "IT"),
            QuickNoteTaken(text="ask for the log"),
            ThreadChanged(id="T-1", title="Leaver of May", waiting_for="Kim"),
            answer("A.8.13-q1", "no"),
        )
    )
    left, right = Shown(session, "feedback", DAY, stamp("16:00")).pages("")
    told = [f"{line.label} {line.text}".strip() for line in (*left, *right)]
    for text in (
        "F-1 Faster return (opportunity for improvement, A.6.5)",
        "F-2 Good teaching (A.6.3)",
        "T-1 Leaver of May",
        "from: Kim",
        "N-001 ask for the log",
        "P-002 Management: objectives",
        "P-004 IT: not begun",
        "A.8.13 Information backup",
    ):
        assert text in told
    assert not any("Lunch" in text or "Opening" in text for text in told)


def test_a_meeting_of_another_day_and_of_a_site_is_told_apart(build: Builder) -> None:
    engagement = build.engagement(
        site("ly", name="Lyon"), MeetingHeld(kind="opening", date="2026-11-20", present=("x",), done={"scope": ""})
    )
    session = Session(engagement)
    assert Shown(session, "opening", DAY, stamp("09:00")).head().about == "20 min planned · held 2026-11-20"
    assert Shown(session, "opening", "2026-11-20", stamp("09:00")).first_place() == "introductions"
    session.site = "ly"
    assert Shown(session, "opening", "2026-11-20", stamp("09:00")).held() is None
    form = attendance(session, "opening", "Opening meeting", "2026-11-20")
    assert form._submit({"others": "Zoe; Kim,"}) is None
    held = Shown(session, "opening", "2026-11-20", stamp("09:00")).held()
    assert held is not None
    assert (held.site, held.present) == ("ly", ("Zoe", "Kim"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "needs a title"),
        ({"start": "noon"}, "no time"),
        ({"end": "8"}, "has to come later"),
        ({"items": "A.9.9"}, "not an item"),
        ({"date": "21.11.2026"}, "no day"),
        ({"began": "25:00"}, "no time"),
        ({"ended": "8:00"}, "before it began"),
    ],
)
def test_a_mistake_in_the_plan_is_named_kindly(build: Builder, values: dict[str, str], sentence: str) -> None:
    engagement = build.engagement(slot(1, "09:30", "10:15", "HR", began=stamp("09:35")))
    before = engagement.records
    form = edit_slot(Session(engagement), before.table(Slot)["P-001"])
    problem = form._submit({**{f.name: f.value for f in form._fields}, **values})
    assert problem is not None
    assert sentence in problem
    assert engagement.records is before


def test_the_form_takes_times_and_people_as_they_are_typed(build: Builder) -> None:
    engagement = build.engagement(slot(1, "09:30", "10:15", "HR", began=stamp("09:35")))
    session, made = Session(engagement), []
    form = new_slot(session, DAY, made.append)
    start = {field.name: field.value for field in form._fields}
    assert (start["start"], start["end"]) == ("10:15", "11:00")
    typed = {"title": EVIL, "start": "1030", "end": "11.15", "people": "@kd; Paul Weiss,", "items": "a.6.1 6.2"}
    assert form._submit({**start, **typed}) is None
    found = engagement.records.table(Slot)[made[0]]
    assert (found.start, found.end, found.people) == ("10:30", "11:15", ("kd", "Paul Weiss"))
    assert (found.title, found.items) == (EVIL, ("A.6.1", "6.2"))
    mend = edit_slot(session, engagement.records.table(Slot)["P-001"])
    assert mend._submit({**{f.name: f.value for f in mend._fields}, "began": "940", "ended": "10:20"}) is None
    mended = engagement.records.table(Slot)["P-001"]
    assert (mended.began, mended.ended) == (stamp("09:40"), stamp("10:20"))


def test_times_and_the_ready_day(build: Builder) -> None:
    assert [read_time(typed) for typed in ("9", "930", "9.30", "09:30", "x")] == [
        "09:00",
        "09:30",
        "09:30",
        "09:30",
        "x",
    ]
    ready = ready_day(build.questionnaire)
    assert [(a.end <= b.start) for a, b in pairwise(ready)] == [True] * (len(ready) - 1)
    assert all(slot.items for slot in ready if slot.role)
    assert {slot.role for slot in ready} >= {"top-management", "hr-lead", "it-operations"}
