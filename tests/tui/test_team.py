"""The team, and the warning where somebody judges their own work."""

from building import WHO, Builder

from gapcheck.records.about import Member

from .driving import closed, on_disk, played, seated


@played
async def test_own_work_is_named_and_warned_of(build: Builder) -> None:
    engagement = build.engagement(type="internal_audit")
    async with seated(closed(engagement)) as seat:
        assert seat.app.session is not None
        seat.app.session.engagement.who = WHO
        await seat.press("o", "w", "enter")
        assert WHO in seat.text  # the first of the team is most likely the one who asks
        await seat.press("enter", "enter", "enter")
        await seat.type("4.1; A.8 ,A.5.1")
        await seat.press("ctrl+s")
        (member,) = on_disk(engagement.store.folder).table(Member).values()
        assert (member.id, member.name, member.own_work) == ("ab", WHO, ("4.1", "A.8", "A.5.1"))
        assert "own work: 4.1, A.8, A.5.1" in seat.text
        await seat.press("escape", "s")
        assert "built" in seat.within(".dialog") and "9.2.2" in seat.within(".dialog")
        await seat.press("escape", "o", "w", "home", "enter", "ctrl+a", "ctrl+k", "ctrl+s")
        assert not on_disk(engagement.store.folder).table(Member)
