"""The pages after the last question: loose ends, result, first actions, the page for the boss, and growing."""

import re
from datetime import date

import pytest
from building import Builder, action, answer

from gapcheck.analysis.first_day import first_actions, strengths
from gapcheck.analysis.material import Material
from gapcheck.analysis.results import Results
from gapcheck.changes.base import Change
from gapcheck.changes.first_day import ProfileGiven
from gapcheck.engagement import Engagement
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.answers import Answer
from gapcheck.tui.dialogs.take_action import fridays, short_date
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.order import Step
from gapcheck.tui.guide.screen import GuideScreen
from gapcheck.tui.screens.work import WorkScreen
from gapcheck.tui.widgets.row_list import RowList

from .driving import SMALL, WIDE, Seat, closed, on_disk, played, seated

HOSTILE = "[bold]Ida[/] \x1b[31m"


def typical(build: Builder) -> list[Change]:
    """8 yes, 6 partly, 15 no, 9 don't know with 3 names, 3 skipped."""
    asked = [entry.question for entry in build.questionnaire.baseline.questions]
    told = [ProfileGiven(id=each.id, text="some words") for each in build.questionnaire.baseline.profile]
    names = ["Ida Holm", "Ida Holm", "our IT", "Ida Holm", "", "Bo", "our IT", "Ida Holm", ""]
    values = ["no", "unknown", "yes_shown", "partly", "no", "unknown", "yes_said", "no", "skipped", "unknown", "no"]
    left = {"no": 15, "unknown": 9, "yes_shown": 3, "partly": 6, "yes_said": 5, "skipped": 3}
    changes: list[Change] = []
    while len(changes) < len(asked):
        value = next(v for v in values[len(changes) % len(values) :] + values if left[v])
        left[value] -= 1
        note = {"note": "page 2"} if value == "yes_shown" else {}
        who = {"who_would_know": names.pop(0)} if value == "unknown" else {}
        changes.append(answer(asked[len(changes)], value, **note, **who))
    return [*told, *changes]


def finished(build: Builder, *changes: Change) -> Engagement:
    return build.engagement(*typical(build), *changes, type="baseline")


async def at(seat: Seat, page: str) -> GuideScreen:
    """Go to a page as a person does who comes back."""
    await seat.press("enter", {"people": "1", "result": "2", "actions": "3", "boss": "4"}[page])
    await seat.settled()
    screen = seat.app.screen
    assert isinstance(screen, GuideScreen)
    assert screen.at.page == page
    return screen


def cursor(seat: Seat) -> str:
    return seat.app.screen.query_one(RowList).at


def listed(seat: Seat) -> list[str]:
    return [str(option.id) for option in seat.app.screen.query_one(RowList).options if not option.disabled]


def first(seat: Seat, kind: str) -> str:
    return next(ident for ident in listed(seat) if ident.startswith(f"{kind}:"))


async def shown(seat: Seat, page: str) -> GuideScreen:
    """A page on a day that is not at its end."""
    screen = seat.app.screen
    assert isinstance(screen, GuideScreen)
    screen.go(Step(page))
    await seat.settled()
    return screen


def cursor_to(seat: Seat, ident: str) -> None:
    listed = seat.app.screen.query_one(RowList)
    listed.go_to(ident)
    assert listed.at == ident


@played
async def test_the_four_pages_are_walked_freely_and_fit_a_small_terminal(build: Builder) -> None:
    async with seated(closed(finished(build)), SMALL) as seat:
        screen = await at(seat, "people")
        for page in ("result", "actions", "boss"):
            await seat.press("right_square_bracket")
            await seat.settled()
            assert screen.at.page == page
            assert screen.query_one("#guide-room").max_scroll_y == 0
            if page in ("result", "actions"):
                assert screen.query_one(RowList).max_scroll_y == 0
        await seat.press("left_square_bracket")
        await seat.settled()
        assert screen.at.page == "actions"
        await seat.click("1 ask")
        await seat.settled()
        assert screen.at.page == "people"


@played
async def test_whom_to_ask_stands_with_count_and_minutes_and_is_written_as_a_list(build: Builder) -> None:
    folder = closed(finished(build))
    async with seated(folder) as seat:
        await at(seat, "people")
        assert seat.dialog == "GuideScreen"
        assert "Ida Holm" in seat.text
        assert "4 questions · about" in seat.text
        assert "often knows this" in seat.text
        skipped = [i for i in listed(seat) if i.startswith("skip:")]
        assert len(skipped) == 3
        assert "named for" not in seat.text
        await seat.press("enter")
        assert seat.dialog == "ExplainDialog"
        assert "TO ASK" in seat.text
        await seat.press("escape", "x")
        await seat.settled()
        assert seat.dialog == "ExplainDialog"
        assert "questions.txt" in re.sub(r"[^\w./-]", "", seat.text), "wherever the folder's name makes it break"
    assert {path.name for path in (folder / "reports").iterdir()} == {"questions.md", "questions.txt"}


@played
async def test_an_answer_that_comes_back_is_kept_and_a_skipped_question_is_gone_back_to(build: Builder) -> None:
    folder = closed(finished(build))
    async with seated(folder) as seat:
        screen = await at(seat, "people")
        await seat.press("down")
        question = cursor(seat).removeprefix("ask:")
        await seat.press("enter", "ctrl+s")
        assert words.BACK_NONE in seat.text
        await seat.press("1", "tab")
        await seat.type("page 3 of the handbook")
        await seat.press("ctrl+s")
        assert seat.dialog == "GuideScreen"
        assert f"ask:{question}" not in listed(seat)
        assert "3 questions" in seat.text
        skipped = first(seat, "skip")
        cursor_to(seat, skipped)
        await seat.press("enter")
        await seat.settled()
        assert screen.at == Step("question", skipped.removeprefix("skip:"))
    found = on_disk(folder).table(Answer)[question]
    assert (found.value, found.note, found.who_would_know) == ("yes_shown", "page 3 of the handbook", "Ida Holm")


@played
async def test_another_person_is_named_for_one_question_or_for_all(build: Builder) -> None:
    folder = closed(finished(build))
    async with seated(folder) as seat:
        await at(seat, "people")
        question = first(seat, "ask").removeprefix("ask:")
        await seat.press("n", "end", "ctrl+u")
        await seat.type("Zoe")
        await seat.press("ctrl+s")
        assert "Zoe" in seat.text
        assert "Ida Holm" not in seat.text
        cursor_to(seat, f"ask:{question}")
        await seat.press("n", "end", "ctrl+u")
        await seat.type("Al")
        await seat.press("ctrl+s")
    named = [a.who_would_know for a in on_disk(folder).table(Answer).values() if a.value == "unknown"]
    assert (named.count("Zoe"), named.count("Al"), named.count("Ida Holm")) == (3, 1, 0)


@played
async def test_a_question_without_an_answer_is_a_loose_end_too(build: Builder) -> None:
    asked = [entry.question for entry in build.questionnaire.baseline.questions]
    given = [answer(question, "no") for question in asked if question != asked[5]]
    async with seated(closed(build.engagement(*given, type="baseline")), SMALL) as seat:
        screen = await shown(seat, "people")
        assert words.PEOPLE_ONLY_LEFT in seat.within("#after-head") and "NOT ANSWERED YET 1" in seat.text
        await seat.press("x")
        assert seat.said == [words.PEOPLE_NO_LIST]
        await seat.press("enter")
        await seat.settled()
        assert screen.at == Step("question", asked[5])
        await seat.press("5", "enter")
        await seat.settled()
        assert screen.at.page == "people" and words.PEOPLE_HEAD in seat.within("#after-head")
        assert "often knows" in seat.text


@played
async def test_one_person_behind_nearly_everything_is_said_kindly(build: Builder) -> None:
    asked = build.questionnaire.baseline.questions[:6]
    changes = [answer(entry.question, "unknown", who_would_know="the IT team") for entry in asked]
    async with seated(closed(build.engagement(*changes, type="baseline")), SMALL) as seat:
        await shown(seat, "people")
        assert "IT is named for 6 of 6 things" in seat.text


@played
async def test_nothing_answered_is_told_as_that(build: Builder) -> None:
    async with seated(closed(build.engagement(type="baseline")), SMALL) as seat:
        for page, said in (
            ("people", "41 questions are open"),
            ("result", "Nothing was called good yet"),
            ("actions", "There is nothing to do first"),
            ("boss", "where we stand"),
        ):
            await shown(seat, page)
            assert said in seat.text
            assert "Not ready" not in seat.text


@played
async def test_strengths_come_first_then_the_verdict_then_figures(build: Builder) -> None:
    engagement = finished(build)
    found = Results(material(engagement))
    good = strengths(found.material, found.items)
    async with seated(closed(engagement), SMALL) as seat:
        await at(seat, "result")
        for size in (SMALL, WIDE):
            await seat.resized(*size)
            shown = seat.text
            rows = [
                words.RESULT_GOOD.upper(),
                good[0].text[:40],
                "Not ready for the first audit",
                "CLAUSES",
                "CONTROLS",
            ]
            places = [shown.index(row) for row in (*rows, "NOT LOOKED AT")]
            assert places == sorted(places)
            clauses, controls = (found.gap.group(ident).counts for ident in ("clauses", "annex_a"))
            assert f"{clauses.conforms_evidenced} of 30" in shown
            assert f"{clauses.not_assessed} of 30 clauses, {controls.not_assessed} of 93 controls" in shown
            failed, unknown, met = (len(found.stage1.of(s, "blocker")) for s in ("failed", "unknown", "met"))
            assert f"{failed} missing · {unknown} not known · {met} in place" in shown
            assert f"and {failed + unknown - 4} more" in shown
            assert "%" not in shown


def material(engagement: Engagement) -> Material:
    return Material(engagement.questionnaire, engagement.records)


@played
async def test_every_figure_opens_with_the_way_to_its_items(build: Builder) -> None:
    async with seated(closed(finished(build))) as seat:
        screen = await at(seat, "result")
        ids = listed(seat)
        kinds = {ident.partition(":")[0] for ident in ids}
        assert kinds == {"good", "verdict", "gate", "more", "group", "unseen"}
        for kind in kinds:
            cursor_to(seat, next(ident for ident in reversed(ids) if ident.startswith(kind)))
            await seat.press("enter")
            assert seat.dialog == "FigureDialog"
            await seat.press("escape")
        cursor_to(seat, "group:clauses")
        await seat.press("enter")
        assert "of 30 = " in seat.text
        await seat.press("o")
        await seat.settled()
        assert seat.dialog == "GapScreen"
        await seat.press("h")
        await seat.settled()
        engagement = screen.session.engagement
        gate = Results(material(engagement)).stage1.of("failed", "blocker")[0]
        cursor_to(seat, f"gate:{gate.gate.id}")
        await seat.press("enter", "o")
        await seat.settled()
        work = seat.app.screen
        assert isinstance(work, WorkScreen)
        assert work.item.id == gate.refs[0]


@played
async def test_the_first_three_actions_stand_in_full_and_one_gets_a_name_and_a_week(build: Builder) -> None:
    engagement = finished(build)
    three = first_actions(Results(material(engagement)).backlog)
    chosen = three[0].action
    folder = closed(engagement)
    async with seated(folder) as seat:
        await at(seat, "actions")
        cards = seat.within("#after-list")
        for ranked in three:
            assert ranked.action.text in cards
            assert ranked.action.done_when in cards
        assert cards.count("why first") == cards.count("done when") == len(three) == 3
        assert "ALSO QUICK" in cards
        await seat.press("question_mark")
        shown = seat.text
        assert "IN FIGURES" in shown
        assert "HOW THE ORDER COMES ABOUT" in shown
        await seat.press("escape")
        await seat.press("enter")
        await seat.type("Ida Holm")
        await seat.press("tab", "2", "ctrl+s")
        assert "Ida Holm" in seat.within("#after-list")
        assert cursor(seat) == f"card:{chosen.id}"
        await seat.press("u")
    kept = on_disk(folder).get(Action, chosen.id)
    assert kept is None
    async with seated(folder) as seat:
        await seat.press("U")
    kept = on_disk(folder).get(Action, chosen.id)
    assert kept is not None
    assert (kept.owner, kept.text, kept.done_when, kept.from_gap) == ("Ida Holm", chosen.text, chosen.done_when, True)
    assert date.fromisoformat(kept.due).weekday() == 4


@played
async def test_a_date_may_be_typed_and_a_wrong_one_is_mended_in_the_form(build: Builder) -> None:
    folder = closed(finished(build, action("B-1", "4.3", pinned="the boss wants it", owner="Bo")))
    async with seated(folder) as seat:
        await at(seat, "actions")
        assert "you put it on top: the boss wants it" in seat.text
        await seat.press("enter", "tab", "5", "ctrl+s")
        assert words.TAKE_NO_DATE in seat.text
        await seat.press("tab")
        await seat.type("soon")
        await seat.press("ctrl+s")
        assert "'soon' is no date" in seat.text
        await seat.press("ctrl+u")
        await seat.type("2027-03-15")
        await seat.press("ctrl+s")
        assert "15 Mar 2027" in seat.text
    found = on_disk(folder).table(Action)["B-1"]
    assert (found.due, found.owner, found.text) == ("2027-03-15", "Bo", "do B-1")


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        ("2026-11-16", "this week 2026-11-20, next week 2026-11-27, in two weeks 2026-12-04, in a month 2026-12-18"),
        ("2026-11-20", "this week 2026-11-20, next week 2026-11-27, in two weeks 2026-12-04, in a month 2026-12-18"),
        ("2026-11-21", "next week 2026-11-27, in two weeks 2026-12-04, in a month 2026-12-18"),
        ("2026-12-31", "this week 2027-01-01, next week 2027-01-08, in two weeks 2027-01-15, in a month 2027-01-29"),
    ],
)
def test_weeks_end_on_fridays_that_are_still_to_come(today: str, weeks: str) -> None:
    assert ", ".join(f"{word} {friday.isoformat()}" for word, friday in fridays(date.fromisoformat(today))) == weeks


@pytest.mark.parametrize(("iso", "shown"), [("2026-11-27", "27 Nov 2026"), ("next spring", "next spring"), ("", "")])
def test_dates_as_people_write_them(iso: str, shown: str) -> None:
    assert short_date(iso) == shown


@played
async def test_the_page_for_the_boss_is_read_here_and_written_or_it_says_why_not(build: Builder) -> None:
    folder = closed(finished(build))
    (folder / "reports" / "boss.html").mkdir()
    async with seated(folder, SMALL) as seat:
        screen = await at(seat, "boss")
        preview = screen.query_one("#boss-preview")
        assert preview.max_scroll_y > 0
        await seat.press("down", "down")
        assert preview.scroll_y == 4
        await seat.press("x")
        await seat.settled()
        assert seat.dialog == "GuideScreen"
        assert any("cannot be written" in said for said in seat.said)
        (folder / "reports" / "boss.html").rmdir()
        await seat.press("enter")
        await seat.settled()
        assert seat.dialog == "ExplainDialog"
        assert "boss.html" in seat.text.replace("\n", "")
    assert {path.name for path in (folder / "reports").iterdir()} == {"boss.html", "boss.md", "boss.txt"}


@played
async def test_growing_asks_once_and_goes_to_work(build: Builder) -> None:
    folder = closed(finished(build))
    async with seated(folder) as seat:
        await at(seat, "boss")
        await seat.press("g")
        assert words.GROW_STAYS in seat.text
        await seat.press("escape")
        assert seat.dialog == "GuideScreen"
        await seat.press("g", "enter")
        await seat.settled()
        assert seat.dialog == "WorkScreen"
        assert "gap analysis" in seat.status
        assert "First day" not in seat.text
        assert words.GROWN in seat.said
    after = on_disk(folder)
    assert len(after.table(Answer)) == 41
    assert [kept.label for kept in after.table(Snapshot).values()] == ["Baseline"]


@played
async def test_what_people_typed_is_shown_as_typed(build: Builder) -> None:
    changes = [
        answer("4.1-q1", "unknown", who_would_know=HOSTILE, note=HOSTILE),
        answer("4.3-q1", "yes_shown", note=HOSTILE),
        action("B-1", "4.3", text=HOSTILE, owner=HOSTILE, pinned=HOSTILE, due=HOSTILE, done_when=HOSTILE),
    ]
    async with seated(closed(build.engagement(*changes, type="baseline"))) as seat:
        for page in ("people", "result", "actions"):
            await shown(seat, page)
            assert "\x1b" not in seat.text
            if page != "result":
                assert "[bold]Ida[/]" in seat.text
            else:
                cursor_to(seat, "good:4.3-q1")
            await seat.press("enter")
            assert "[bold]Ida[/]" in seat.text
            await seat.press("escape")


def test_the_words_are_easy_to_read() -> None:
    """Short sentences and short words: the Flesch-Kincaid grade counts both."""
    texts: list[str] = []
    for value in (value for name, value in vars(words).items() if name.isupper()):
        texts += [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
    assert len(texts) > 50
    for text in texts:
        sentences = [s for s in text.replace("?", ".").replace(":", ".").replace(";", ".").split(".") if s.strip()]
        assert max(len(sentence.split()) for sentence in sentences) <= 24, text
        assert "shall" not in text.split()
