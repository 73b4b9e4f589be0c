"""The guided first day, up to the last question: calm, quick, and nothing that was typed is lost."""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
from building import Builder, answer
from textual.color import Color
from textual.containers import VerticalScroll
from textual.widgets import Input

from gapcheck.analysis.first_day import progress
from gapcheck.analysis.material import Material
from gapcheck.changes.base import Change
from gapcheck.changes.first_day import ProfileGiven
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.terms import terms_in
from gapcheck.records.answers import Answer
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.tui.guide import order, words
from gapcheck.tui.guide.order import Step
from gapcheck.tui.guide.pages.question import QuestionPage
from gapcheck.tui.guide.screen import GuideScreen
from gapcheck.tui.session import Session

from .driving import SMALL, Seat, closed, on_disk, played, seated

LONG = "the page on the [/foo] intranet, [b] approved in \x1b[31m May, " * 40


def told(build: Builder) -> list[Change]:
    return [ProfileGiven(id=asked.id, text="some words") for asked in build.questionnaire.baseline.profile]


def baseline(build: Builder, *changes: Change) -> Engagement:
    return build.engagement(*changes, type="baseline")


def at(seat: Seat) -> Step:
    assert isinstance(seat.app.screen, GuideScreen)
    return seat.app.screen.at


def fits(seat: Seat) -> bool:
    return seat.app.screen.query_one("#guide-room", VerticalScroll).max_scroll_y == 0


def colours(seat: Seat) -> set[tuple[int, int, int]]:
    """Every colour of a letter on the screen."""
    strips = seat.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style and segment.text.strip()]
    return {tuple(style.color.triplet) for style in styles if style.color and style.color.triplet}  # type: ignore[misc]


@played
async def test_from_the_door_to_the_first_answers(home: Path, questionnaire: Questionnaire) -> None:
    async with seated(None, SMALL) as seat:
        await seat.press("1")
        assert "Nothing is sent anywhere. No account." in seat.text and str(home) in seat.text.replace("\n", "")
        await seat.press("enter", "tab", "ctrl+s")
        assert "Please give the name" in seat.text and seat.focused == "field-organization"
        await seat.type("Müller & Söhne GmbH")
        assert "Please give the name" not in seat.text
        await seat.press("enter")
        await seat.type("A customer asks")
        assert "mueller-soehne-gmbh-2026" in seat.within("#new-where").replace(" ", "") and "FOLDER" not in seat.text
        await seat.press("escape", "1", "enter")
        assert "Müller & Söhne GmbH" in seat.text, "what was typed waits as a draft"
        await seat.press("enter", "enter")
        await seat.type("2027-02-01")
        await seat.press("enter")
        await seat.settled()
        folder = home / "mueller-soehne-gmbh-2026"
        assert at(seat) == Step("profile", "P1") and fits(seat)
        assert seat.focused == "line-input", "a question in words can be written to at once"
        await seat.type("23 people, one office")
        await seat.press("enter")
        await seat.type("The orders of our customers")
        await seat.press("enter")
        assert "1  " in seat.text
        await seat.press("1")
        assert at(seat) == Step("profile", "P3"), "what it brings in can be read"
        assert "This usually brings in A.8.25 Secure development" in seat.within("#page-below")
        assert fits(seat)
        await seat.press("enter", "enter", "enter")
        assert seat.app.screen.query_one("#line-input", Input).value == "A customer asks, by 2027-02-01"
        await seat.press("enter")
        assert on_disk(folder).table(ProfileAnswer)["P6"].text == "A customer asks, by 2027-02-01"
        assert at(seat) == Step("start")
        assert "“The orders of our customers”. Everything else builds on it." in seat.within("#page") and fits(seat)
        await seat.press("enter", "5")
        assert at(seat) == Step("how") and "This is a good answer" in seat.text and fits(seat)
        assert not on_disk(folder).table(Answer)

        await seat.press("enter")
        error = Color.parse(seat.app.get_css_variables()["error"]).rgb
        assert "1 of 41 · about 60 minutes left" in seat.status
        await seat.click("4  no")
        for number, key in enumerate("4321", 2):
            assert f"{number} of 41" in seat.status
            await seat.press(key)
            assert error not in colours(seat)
        assert at(seat).ident == "5.1-q1" and seat.focused == "line-input", "it asks what could be shown"
        await seat.type("minutes of May")
        await seat.press("enter")
        assert "● Good already: " in seat.text and error not in colours(seat)
        await seat.press("5")
        assert "often: " in seat.text, "the usual role is a hint"
        await seat.type("Ida Berg")
        await seat.press("enter", "5", "down", "enter")
        records = on_disk(folder).table(Answer)
        given = " ".join(answer.value for answer in records.values())
        assert given == "no no partly yes_said yes_shown unknown unknown"
        assert records["5.3-q1"].who_would_know == "Ida Berg", "a name used before is offered"
        await seat.press("u", "u")
        assert at(seat).ident == "5.3-q1", "what was taken back is shown"
        await seat.press(*["left_square_bracket"] * 4, "question_mark")
        assert "FOR EXAMPLE" in seat.text
        await seat.press("escape", "t")
        assert words.TERMS_TITLE in seat.text
        await seat.press("escape")
        await seat.click("ISMS")
        assert "the way you manage information security" in seat.text and words.TERMS_TITLE not in seat.text
        await seat.press("escape", "o")
        assert seat.dialog == "ScopeDialog"
        await seat.press("escape", "L")
        assert seat.dialog == "LearnDialog"
        await seat.press("escape", "q")
        assert seat.dialog == "StartScreen"
        await seat.settled()
        seat.app.open_engagement(folder)
        await seat.settled()
        assert "Welcome back." in seat.text and "35 questions left, about " in seat.text and fits(seat)
        await seat.press("enter")
        assert at(seat).ident == "5.3-q1"
        await seat.press("f2", "h")
        assert at(seat).ident == "5.3-q1"


@played
async def test_every_question_fits_a_small_screen_with_everything_shown(build: Builder) -> None:
    entries = tuple(
        msgspec.structs.replace(entry, plain=("plain words " * 20)[:200], good=("You do this well. " * 9)[:110])
        for entry in build.questionnaire.baseline.questions
    )
    given = [answer(entry.question, "partly", note=LONG, who_would_know=LONG) for entry in entries]
    engagement = baseline(build, *told(build), *given)
    first = msgspec.structs.replace(build.questionnaire.baseline, questions=entries)
    engagement.questionnaire = msgspec.structs.replace(build.questionnaire, baseline=first)
    async with seated(None, SMALL) as seat:
        seat.app.session = Session(engagement)
        screen = seat.app.show_view("guide")
        assert isinstance(screen, GuideScreen)
        await seat.settled()
        screen.go(Step("question", entries[0].question))
        await seat.settled()
        strengths, took = 0, []
        for number, entry in enumerate(entries, 1):
            if at(seat) == Step("halfway"):
                assert "You have looked at 23 questions. Nothing is lost." in seat.text and fits(seat)
                assert "IT stands behind" not in seat.text
                await seat.press("enter")
            assert at(seat) == Step("question", entry.question)
            shown = seat.text
            assert fits(seat), shown
            assert f"{number} of 41" in shown.split("\n")[0] and "skip it for now" in shown
            assert "[/foo] intranet, [b] approved" in seat.within("#page-below") and "\x1b" not in shown
            strengths += "○ Good, once you can show it: you do this well." in shown
            page, begun = seat.app.screen.query_one(QuestionPage), perf_counter()
            page.action_answer("yes_said")
            took.append(perf_counter() - begun)
            await seat.settled()
        assert at(seat) == Step("people") and strengths >= 35
        assert median(took) < 0.05, "a key is all the time that a question takes"


@played
async def test_who_quits_while_typing_comes_back_to_that_question(build: Builder) -> None:
    folder = closed(baseline(build, *told(build), answer("4.1-q1", "no")))
    async with seated(folder, SMALL) as seat:
        assert "40 questions left" in seat.text
        await seat.press("enter", "1")
        await seat.type("the list of customers, half wri")
        await seat.press("ctrl+q")
    assert on_disk(folder).table(Answer)["4.2-q1"].note == "the list of customers, half wri"
    async with seated(folder, SMALL) as seat:
        assert "YOU WERE HERE" in seat.text
        await seat.press("enter")
        assert at(seat) == Step("question", "4.2-q1") and "half wri" in seat.text
        await seat.press("enter", "n")
        await seat.type("a note before the answer")
        await seat.press("escape")
        assert at(seat) == Step("question", "4.3-q1") and words.NOTE_WAITS in seat.text
        await seat.press("enter")
        assert at(seat).ident == "4.3-q1" and words.CHOOSE in seat.said, "nothing is answered by accident"
        await seat.press("down", "down", "down", "enter")
        found = on_disk(folder).table(Answer)["4.3-q1"]
        assert (found.value, found.note) == ("partly", "a note before the answer")
        await seat.press("s")
        assert on_disk(folder).table(Answer)["4.4-q1"].value == "skipped"


@played
async def test_a_question_that_was_passed_by_leads_back_to_where_one_was(build: Builder) -> None:
    asked = [entry.question for entry in build.questionnaire.baseline.questions]
    given = [answer(question, "no") for question in asked if question not in (asked[5], asked[-1])]
    async with seated(closed(baseline(build, *told(build), *given)), SMALL) as seat:
        await seat.press("enter", "enter", "enter")
        assert at(seat).ident == asked[5] and seat.said == [words.CHOOSE], "said once, however often"
        await seat.press("right_square_bracket")
        assert at(seat).ident == asked[6] and not seat.said, "what was said goes with the next key that does something"
        await seat.press("4")
        assert at(seat).ident == asked[7], "who changes an answer goes on from there"
        await seat.press("left_square_bracket", "left_square_bracket", "3")
        assert at(seat).ident == asked[-1]
        await seat.press("4")
        assert at(seat) == Step("people")


@played
async def test_the_scope_that_was_drafted_can_be_seen_to_be_kept(build: Builder) -> None:
    async with seated(closed(baseline(build, *told(build), answer("4.1-q1", "no"), answer("4.2-q1", "no")))) as seat:
        await seat.press("enter")
        assert words.SCOPE_HELPER in seat.text
        await seat.press("o")
        await seat.type("orders of our customers")
        await seat.press("ctrl+s")
        assert words.SCOPE_DRAFT in seat.text
        await seat.press("3", "left_square_bracket")
        assert words.SCOPE_DRAFT in seat.text, "also once it is answered"


@played
async def test_a_folder_that_takes_nothing_is_told_and_nothing_breaks(build: Builder) -> None:
    engagement = baseline(build, *told(build))
    async with seated(engagement.store.folder, SMALL) as seat:
        assert seat.status.endswith("read only") and seat.within("#banner")
        await seat.press("enter", "enter", "enter", "1", "n", "w", "5")
        assert at(seat) == Step("question", "4.1-q1") and fits(seat)
        assert words.READ_ONLY in seat.said
        assert not engagement.records.table(Answer)
        await seat.press("right_square_bracket", "o")
        assert at(seat) == Step("question", "4.2-q1")


if sys.platform != "win32":
    from .test_saving_is_visible import no_room

    @played
    async def test_a_failed_save_is_told_and_what_was_typed_stays(build: Builder) -> None:
        folder = closed(baseline(build, *told(build), answer("4.1-q1", "no", note="x" * 60_000)))
        async with seated(folder, SMALL) as seat:
            await seat.press("enter")
            with no_room(folder):
                await seat.press("3")
                assert at(seat) == Step("question", "4.2-q1"), "it does not go on as if it had been taken"
                assert seat.status.endswith("NOT SAVED") and "Nothing was saved" in seat.within("#banner")
            await seat.press("1")
            assert "NOT SAVED" not in seat.text
            await seat.type("minutes")
            with no_room(folder):
                await seat.press("q", "enter")
                assert seat.app.screen.query_one("#line-input", Input).value == "minutesq"
            await seat.press("enter")
            assert on_disk(folder).table(Answer)["4.2-q1"].note == "minutesq"


def test_the_day_goes_on_where_something_is_open(build: Builder) -> None:
    def where(*changes: Change) -> tuple[Step, Step]:
        found = progress(Material(build.questionnaire, build.records(*changes, type="baseline")))
        return order.opens_on(found), order.first_open(found)

    ids = [entry.question for entry in build.questionnaire.baseline.questions]
    assert where() == (Step("profile", "P1"), Step("profile", "P1"))
    assert where(ProfileGiven(id="P1", text="8")) == (order.BACK, Step("profile", "P2"))
    assert where(*told(build)) == (order.BACK, Step("start"))
    assert where(*told(build), answer(ids[0], "no"), answer(ids[2], "no")) == (order.BACK, Step("question", ids[1]))
    assert where(*(answer(ident, "skipped") for ident in ids)) == (order.BACK, Step("result"))
    untouched = progress(Material(build.questionnaire, build.records(type="baseline")))
    assert [step.page for step in order.steps(untouched)] == (
        ["profile"] * 6 + ["start", "how"] + ["question"] * 23 + ["halfway"] + ["question"] * 18 + list(order.AFTER)
    )
    assert order.first_open(untouched, {"page": "question", "ident": "gone"}) == Step("profile", "P1")


def test_terms_are_found_whole_longest_first_and_in_the_plural(questionnaire: Questionnaire) -> None:
    def found(text: str) -> list[str]:
        return [term.term for term in terms_in(questionnaire, text)]

    assert found("Two RISK  ASSESSMENTS and a risk.") == ["risk assessment", "risk"]
    assert found("Policies, policy, and backups") == ["policy", "backup"]
    assert found("brisk riskless") == []
    assert found("the isms? The ISMS!") == ["ISMS"]
    assert found("") == []
