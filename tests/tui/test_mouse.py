"""Everything that a key does can be clicked."""

from building import Builder, evidence
from textual.geometry import Offset

from gapcheck.records.answers import Answer

from .driving import SMALL, closed, on_disk, played, seated


@played
async def test_an_item_a_question_and_an_answer_are_clicked(build: Builder) -> None:
    folder = closed(build.engagement())
    second = build.questionnaire.by_id["4.2"].questions[1]
    async with seated(folder) as seat:
        await seat.click("4.2 Understanding")
        assert seat.within("#item-title").startswith("4.2")
        await seat.click(second.ask[:20])
        assert second.ask[:20] in seat.within(".question.-current")
        await seat.click("partly")
        assert {key: kept.value for key, kept in on_disk(folder).table(Answer).items()} == {second.id: "partly"}
        await seat.click("yes, shown")
        assert "What was shown?" in seat.text


@played
async def test_views_and_keys_are_clicked(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        for name, screen in (
            ("Gap", "GapScreen"),
            ("Readiness", "ReadinessScreen"),
            ("Backlog", "BacklogScreen"),
            ("Applicability", "SoaScreen"),
            ("Work", "WorkScreen"),
        ):
            await seat.click(f" {name}")
            assert seat.dialog == screen
        await seat.click("e evidence")
        assert "Evidence E-001" in seat.text
        await seat.click("Leave (Esc)")
        await seat.click("? explain")
        assert seat.dialog == "ExplainDialog"
        await seat.press("escape")
        await seat.click("/ go to")
        assert seat.dialog == "GoToDialog"


@played
async def test_a_piece_of_evidence_opens_with_a_click(build: Builder) -> None:
    async with seated(closed(build.engagement(evidence("E-014", "4.1", title="Minutes of May")))) as seat:
        await seat.click("Minutes of May")
        assert seat.dialog == "FormDialog"
        assert "Evidence E-014" in seat.text


@played
async def test_a_click_elsewhere_keeps_what_is_being_typed(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder) as seat:
        await seat.press("1")
        await seat.type("minutes of May")
        await seat.click("4.3 Determining")
        await seat.press("ctrl+q")
    assert on_disk(folder).table(Answer)["4.1-q1"].note == "minutes of May"


@played
async def test_the_wheel_over_the_item_scrolls_it(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        pane = seat.app.screen.query_one("#item")
        assert pane.scroll_offset == Offset(0, 0)
        await seat.scroll_down("#item")
        assert pane.scroll_offset.y > 0
        assert seat.within("#item-title").startswith("4.1"), "the title stays"
