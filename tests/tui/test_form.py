"""Forms: a draft survives Esc, a refusal is shown where it is mended, keys and buttons do the same."""

from building import Builder, answer, include
from textual.widgets import Input, TextArea

from gapcheck.records.answers import Assessment, Note
from gapcheck.records.applicability import Applicability
from gapcheck.records.evidence import Evidence
from gapcheck.tui.dialogs.form import Field, changed

from .driving import SMALL, TALL, closed, on_disk, played, seated


@played
async def test_a_draft_survives_escape_and_is_gone_once_saved(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        await seat.press("e", "escape", "e")
        assert seat.dialog == "FormDialog" and "Your draft is back." not in seat.text, "nothing was changed"
        await seat.press("escape", "n")
        await seat.type("half a thought")
        await seat.press("escape")
        assert on_disk(folder).table(Note) == {}
        await seat.press("full_stop", "n")
        assert seat.app.screen.query_one(TextArea).text == "", "the draft belongs to the other item"
        await seat.press("escape", "comma", "n")
        assert "Your draft is back." in seat.text
        assert seat.app.screen.query_one(TextArea).text == "half a thought"
        await seat.press("ctrl+s", "n")
        assert "Your draft is back." not in seat.text
        assert on_disk(folder).table(Note)["4.1"].text == "half a thought"


@played
async def test_quitting_over_a_form_asks_once_and_the_draft_is_there_again(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        await seat.press("n")
        await seat.type("[half] a thought\nin two lines")
        await seat.press("ctrl+q")
        assert seat.dialog == "FormDialog" and "not saved yet" in seat.said[-1]
        assert seat.app.return_code is None
        await seat.press("escape", "n", "ctrl+q", "ctrl+q")
        assert seat.app.return_code == 0
    async with seated(folder, SMALL) as seat:
        await seat.press("n")
        assert "Your draft is back." in seat.text
        assert seat.app.screen.query_one(TextArea).text == "[half] a thought\nin two lines"
        await seat.press("ctrl+s")
    assert not (folder / ".drafts.json").exists(), "nothing waits any more"


@played
async def test_enter_goes_on_and_the_buttons_do_what_the_keys_do(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        await seat.press("e")
        assert seat.focused == "field-title"
        await seat.press("enter")
        assert seat.focused == "field-type"
        await seat.press("right", "tab", "2", "tab")
        assert seat.focused == "field-reason"
        await seat.click("Save (ctrl+s)")
        assert "needs a title" in seat.within("#form-error")
        seat.app.screen.query_one("#field-title", Input).value = "Log of May"
        await seat.press("ctrl+s")
        assert seat.dialog == "WorkScreen"
        assert on_disk(folder).table(Evidence)["E-001"].title == "Log of May"
        assert "▼ Log of May" in seat.within("#evidence")


@played
async def test_a_choice_is_made_with_digits_arrows_and_the_mouse(build: Builder) -> None:
    folder = closed(build.engagement(answer("4.1-q1", "no")))
    async with seated(folder, TALL) as seat:
        await seat.press("comma", "s")
        assert "The facts suggest: " in seat.text
        await seat.press("2")
        assert "● partial" in seat.within("#field-status")
        await seat.press("right")
        assert "● does not conform" in seat.within("#field-status")
        await seat.click("○ not assessed")
        assert "● not assessed" in seat.within("#field-status")
        await seat.press("left", "left", "ctrl+s")
        assert on_disk(folder).table(Assessment)["4.1"].status == "partial"
        await seat.press("s", "5", "ctrl+s")
        assert on_disk(folder).table(Assessment) == {}, "the last choice takes it back"
        assert "(proposed)" in seat.within("#decision")
        await seat.press("s", "ctrl+s")
        assert on_disk(folder).table(Assessment)["4.1"].status == "partial", "as proposed, so no reason is asked for"


@played
async def test_an_exclusion_needs_a_reason_that_says_something(build: Builder) -> None:
    folder = closed(build.engagement(include("A.7.4")))
    async with seated(folder, TALL) as seat:
        seat.app.go_to_item("A.7.4")
        await seat.settled()
        await seat.press("c", "3")
        seat.app.screen.query_one("#field-reason_out", TextArea).text = "n/a"
        seat.app.screen.query_one("#field-decided_by", Input).value = "Risk owner"
        await seat.press("ctrl+s")
        assert seat.dialog == "FormDialog" and seat.within("#form-error")
        assert on_disk(folder).table(Applicability)["A.7.4"].applicable == "yes"
        seat.app.screen.query_one("#field-reason_out", TextArea).text = "no premises"
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Applicability)["A.7.4"].reason_out == "no premises"
        assert "excluded: no premises (Risk owner)" in seat.within("#item-head")


def test_only_what_a_person_changed_is_handed_on() -> None:
    fields = (Field(name="a", label="A", value="1"), Field(name="b", label="B"))
    assert changed({"a": "1", "b": "2"}, fields) == {"b": "2"}
