"""How an item will read in the report, beside the work on it."""

from building import Builder

from .driving import WIDE, closed, played, seated


@played
async def test_the_draft_follows_answers_and_moves_and_makes_room_for_itself(build: Builder) -> None:
    async with seated(closed(build.engagement()), WIDE) as seat:
        await seat.press("d")
        assert 'Only listed under "Not looked at, or without a result": nothing was asked.' in seat.within("#draft")
        assert not seat.within("#evidence") and seat.within("#requirements")
        await seat.press("3")
        assert "What was heard · partly" in seat.within("#draft")
        await seat.press("full_stop")
        assert "4.2 Understanding" in seat.within("#draft") and "partly" not in seat.within("#draft")
        await seat.press("E")
        assert seat.within("#evidence") and not seat.within("#draft")
        await seat.press("d")
        await seat.resized(80, 24)
        assert "4.2" in seat.within("#draft") and not seat.within("#requirements")
        await seat.resized(160, 50)
        assert all(seat.within(f"#{name}") for name in ("requirements", "item", "draft", "evidence"))
        await seat.press("d")
        assert not seat.within("#draft")
