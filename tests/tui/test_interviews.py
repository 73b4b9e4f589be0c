"""Interviews by keys, with the real database: the people, a whole conversation, the clock, whom else to ask."""

import pytest
from building import Builder, answer, site

from gapcheck.analysis.material import Material
from gapcheck.changes.day import ParticipantChanged, SlotChanged
from gapcheck.records.answers import Answer
from gapcheck.records.day import Participant, Slot
from gapcheck.records.notes import QuickNote
from gapcheck.tui.dialogs.participant import edit_participant, initials, new_participant
from gapcheck.tui.screens.interviews import InterviewsScreen
from gapcheck.tui.screens.interviews_rows import minutes_between, page, talks, talks_of
from gapcheck.tui.screens.interviews_talk import Conversation
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.toggles import Toggles

from .driving import SMALL, Seat, closed, on_disk, played, seated

EVIL = "[/foo] [b + c [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
HR = ParticipantChanged(id="kd", name="Katrin Dorn", function="Head of People", roles=("hr-lead",))


def slot(**fields: object) -> SlotChanged:
    given = {"id": "P-001", "date": "2026-11-21", "start": "08:30", "end": "08:50", "title": "HR", **fields}
    return SlotChanged(**given)  # type: ignore[arg-type]


async def at_interviews(seat: Seat) -> InterviewsScreen:
    screen = seat.app.show_view("interviews")
    await seat.settled()
    assert isinstance(screen, InterviewsScreen)
    return screen


def asked(screen: InterviewsScreen) -> str:
    """The id of the question that is asked now."""
    assert screen._asked is not None
    return screen._asked.question.id


@played
async def test_a_whole_interview_without_leaving_the_keyboard(build: Builder) -> None:
    folder = closed(build.engagement(answer("A.6.3-q2", "unknown", who_would_know="katrin dorn")))
    async with seated(folder) as seat:
        screen = await at_interviews(seat)
        assert "n adds the people" in seat.text
        assert "NAMED BY OTHERS" in seat.text

        await seat.press("n", "home", "ctrl+k")
        await seat.type("Katrin Dorn")
        await seat.press("enter", "enter")
        await seat.type("Head of People")
        await seat.press("enter")
        roles = screen.app.screen.query_one("#field-roles", Toggles)
        assert roles.value == "", "nobody chose the role that the cursor happened to be on"
        roles.value = "hr-lead"
        await seat.press("ctrl+s")
        assert "kd Katrin Dorn  Head of People" in seat.text
        assert "NAMED BY OTHERS" not in seat.text

        await seat.press("enter")
        assert "TO BEGIN WITH" in seat.text
        assert "The newest colleague, from application to first day" in seat.within("#interview-now")
        assert screen.session.here["person"] == "kd"
        await seat.press("3")
        assert seat.said == ["↓ leads to a question."]

        await seat.press("down")
        assert asked(screen) == "A.6.3-q2"
        assert "Somebody said that they would know." in seat.within("#interview-now")
        following = [each.question.ask for each in (screen.conversation or pytest.fail()).asked[1:3]]
        assert all(ask in seat.within("#interview-next") for ask in following)
        await seat.press("1")
        await seat.type("Plan of March")
        await seat.press("enter")
        assert "yes, shown · Plan of March" in seat.within("#interview-asked")
        second = asked(screen)
        await seat.press("5")
        await seat.type("Paul")
        await seat.press("enter")
        third = asked(screen)
        await seat.press("n")
        await seat.type("badge on the desk #A.7.2")
        await seat.press("enter", "4")
        fourth = asked(screen)
        await seat.press("k")
        await seat.type("Nora")
        await seat.press("enter", "up", "up", "enter")
        assert asked(screen) == third
        await seat.type("only for staff")
        await seat.press("enter")
        assert screen.query_one("#interview").has_focus
        assert "4 asked" in seat.within("#interview-head")

        await seat.press("escape")
        assert "Nora" in seat.text
        assert "Paul" in seat.text
        await seat.press("enter")
        assert "0 asked" in seat.within("#interview-head")
        assert third not in [each.question.id for each in screen.conversation.asked]

    found = on_disk(folder)
    assert found.table(Participant)["kd"].roles == ("hr-lead",)
    given = found.table(Answer)
    assert (given["A.6.3-q2"].value, given["A.6.3-q2"].note) == ("yes_shown", "Plan of March")
    assert (given[second].value, given[second].who_would_know) == ("unknown", "Paul")
    assert (given[third].value, given[third].note) == ("no", "only for staff")
    assert (given[fourth].value, given[fourth].who_would_know) == ("unknown", "Nora")
    (note,) = found.table(QuickNote).values()
    item = build.questionnaire.item_of_question[third].id
    assert (note.person, note.items, note.is_filed) == ("kd", (item, "A.7.2"), True)


@played
async def test_the_clock_is_that_of_the_plan_and_the_planned_items_come_first(build: Builder) -> None:
    folder = closed(
        build.engagement(
            site("ly", name="Lyon"),
            ParticipantChanged(id="kd", name=EVIL, roles=("hr-lead",), site="ly"),
            slot(people=("@KD",), items=("A.6.5",), place="Room 2", began="2026-11-21T08:35:00+01:00"),
        )
    )
    async with seated(folder, SMALL) as seat:
        screen = await at_interviews(seat)
        assert "▸ kd" in seat.text
        await seat.press("enter", "down")
        assert "09:00 · 25 of 20 min" in seat.text
        assert asked(screen) == "A.6.5-q1"
        assert screen.session.here == {"person": "kd", "place": "Room 2"}
        assert "Answers are for all sites; [/foo] [b + c [@click=app.quit]x[/]" in seat.text
        seat.app.clock = lambda: "2026-11-21T09:04:00+01:00"
        screen._tick()
        await seat.settled()
        assert "09:04 · 29 of 20 min" in seat.text

        await seat.press("2", "u")
        assert "0 asked" in seat.text
        before = screen.conversation.at  # type: ignore[union-attr]
        await seat.press("full_stop")
        assert screen._asked is not None
        assert screen._asked.item.id != "A.6.5"
        await seat.press("comma")
        assert screen.conversation.at < before  # type: ignore[union-attr]

        await seat.press("S", "down", "enter", "2")
        assert screen.session.site == "ly"
        await seat.press("question_mark")
        assert "THIS QUESTION" in seat.text
        await seat.press("escape", "f")
        wanted = screen.conversation.asked[-1].question  # type: ignore[union-attr]
        await seat.type(wanted.ask)
        await seat.press("enter")
        assert asked(screen) == wanted.id
        await seat.press("i")
        assert type(seat.app.screen).__name__ == "WorkScreen"
    assert [each.site for each in on_disk(folder).table(Answer).values()] == ["ly"]


def test_whom_one_can_talk_to(build: Builder) -> None:
    questions = [
        answer("A.6.3-q1", "unknown", who_would_know="@kd"),
        answer("A.6.3-q3", "unknown", who_would_know="Paul"),
    ]
    found = build.material(HR, *questions)
    groups = talks(found, "")
    assert [talk.key for talk in groups["People"]] == ["person:kd"]
    assert [talk.name for talk in groups["Named by others"]] == ["Paul"]
    assert [talk.key for talk in groups["Roles"]] == [f"role:{role.id}" for role in build.questionnaire.roles]
    person, role = groups["People"][0], next(talk for talk in groups["Roles"] if talk.key == "role:hr-lead")
    assert role.about == "kd"
    assert person.sheet.questions[0].question.id == "A.6.3-q1"
    assert len(person.sheet.open) == len(role.sheet.open)


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({"people": ("katrin  dorn", "Paul")}, ["person:kd"]),
        ({"people": ("kd",), "role": "it-operations"}, ["person:kd"]),
        ({"role": "hr-lead"}, ["person:kd", "role:hr-lead"]),
        ({"people": ("somebody",), "role": "hr-lead"}, ["role:hr-lead"]),
        ({}, []),
    ],
)
def test_an_entry_of_the_plan_leads_to_its_people_or_its_role(
    build: Builder, fields: dict[str, object], keys: list[str]
) -> None:
    found = build.material(HR, slot(**fields))
    assert [talk.key for talk in talks_of(found, found.records.table(Slot)["P-001"], "")] == keys


def test_a_conversation_keeps_its_questions_and_knows_what_was_answered_in_it(build: Builder) -> None:
    first = build.records(HR)
    talk = talks(Material(build.questionnaire, first), "")["People"][0]
    held = Conversation.begin(talk, (), site="", now="2026-11-21T09:00:00+01:00")
    assert (held.at, held.step(first)) == (-1, None)
    held.go(0)
    question = held.asked[0].question.id
    after = build.records(answer(question, "yes_said"), after=first)
    assert [step.dealt for step in held.steps(after)[:2]] == [True, False]
    held.go_on(after)
    assert held.at == 1
    held.go(0)
    held.go(len(held.asked) + 5)
    assert held.at == len(held.asked)
    held.go_to_item(1)
    held.go_to_item(-1)
    assert held.asked[held.at].item.id == held.asked[-1].item.id
    assert held.asked[held.at - 1].item.id != held.asked[-1].item.id
    told = held.told(after, None, "2026-11-21T09:12:30+01:00", more=True, close=False)
    assert (told.clock, told.over, len(told.left)) == ("09:12 · 12 min", False, len(held.asked) - 1)


def test_people_are_known_by_what_notes_call_them(build: Builder) -> None:
    session, added = Session(build.engagement(HR)), []
    form = new_participant(session, added.append, name="Kim Dahl", roles=("finance",))
    blank = {field.name: field.value for field in form._fields}
    assert form._submit(dict(blank)) is None
    assert added == ["kd2"]
    assert "kd is Katrin Dorn already" in (form._submit({**blank, "id": "@kd"}) or "")
    assert "cannot stand after an @" in (form._submit({**blank, "id": "k d"}) or "")
    assert "Write a name" in (form._submit({**blank, "name": "", "id": " "}) or "")
    person = session.engagement.records.table(Participant)["kd2"]
    assert (person.name, person.roles) == ("Kim Dahl", ("finance",))
    mend = edit_participant(session, person)
    assert mend._submit({**{f.name: f.value for f in mend._fields}, "roles": ""}) is None
    assert session.engagement.records.table(Participant)["kd2"].roles == ()


def test_small_things() -> None:
    assert initials("Jean-Luc  Picard", {"jp": 1}) == "jp2"
    assert initials("  ", {}) == ""
    assert minutes_between("2026-11-21T09:00:00+01:00", "2026-11-21T08:30:59+00:00") == 30
    assert minutes_between("", "2026-11-21T08:30:59+00:00") == 0


def test_somebody_without_a_role_has_no_questions_and_the_page_says_so(build: Builder) -> None:
    found = build.material(ParticipantChanged(id="xy", name=EVIL))
    (talk,) = talks(found, "")["People"]
    assert not talk.sheet.questions
    assert any("No role yet" in line.text for line in page(talk, found))
