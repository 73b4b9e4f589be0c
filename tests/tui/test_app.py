"""What holds on every view of an engagement: the keys between views, help, palette, quitting."""

from building import AT, Builder, answer
from textual.binding import Binding
from textual.command import CommandPalette
from textual.widgets import OptionList

from gapcheck.engagement import Engagement
from gapcheck.records.answers import Answer
from gapcheck.tui.screens.view import ViewScreen

from .driving import SMALL, TALL, closed, on_disk, played, seated

VIEWS = {"g": "GapScreen", "r": "ReadinessScreen", "b": "BacklogScreen", "a": "SoaScreen", "w": "WorkScreen"}


def described(screen: ViewScreen) -> list[set[str]]:
    """What the keys of a screen are said to do: for each action the words there are for it."""
    words: dict[str, set[str]] = {}
    for kind in type(screen).__mro__:
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.description and kind.__module__.startswith("gapcheck"):
                words.setdefault(binding.action, set()).add(binding.description)
    return list(words.values())


@played
async def test_every_view_is_one_key_away_and_keeps_its_place(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        await seat.press("full_stop", "full_stop")
        for key, name in VIEWS.items():
            await seat.press(key)
            assert seat.dialog == name
            assert "saved" in seat.status and seat.lines[-1].strip(), "status line and keys are in sight"
        assert seat.within("#item-title").startswith("4.3")
        assert seat.focused == "requirements"


@played
async def test_what_changes_in_one_view_shows_in_the_others(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder) as seat:
        await seat.press("g")
        assert "clauses 0/30" in seat.status
        await seat.press("w", "4", "g")
        assert on_disk(folder).table(Answer)["4.1-q1"].at == AT, "the clock of the app stamps what is recorded"
        assert "clauses 1/30" in seat.status
        assert "1 of 4" in next(line for line in seat.lines if "Context" in line)
        await seat.press("u")
        assert on_disk(folder).table(Answer) == {}
        assert "clauses 0/30" in seat.status
        assert "0 of 4" in next(line for line in seat.lines if "Context" in line)
        await seat.press("w")
        assert "no" not in seat.within("#decision").split()
        assert "├ · 4.1" in seat.text


@played
async def test_the_palette_holds_every_action_of_the_view_and_runs_what_is_chosen(build: Builder) -> None:
    async with seated(closed(build.engagement()), TALL) as seat:
        for key, view in VIEWS.items():
            await seat.press(key)
            assert seat.dialog == view
            wanted = described(seat.app.screen)  # type: ignore[arg-type]
            assert len(wanted) > 12
            await seat.press("ctrl+p")
            await seat.settled()
            assert isinstance(seat.app.screen, CommandPalette)
            listed = " ".join(str(option.prompt) for option in seat.app.screen.query_one(OptionList).options)
            assert [words for words in wanted if not any(word in listed for word in words)] == []
            await seat.press("escape")
        await seat.press("ctrl+p")
        await seat.type("Next item")
        await seat.settled()
        await seat.press("down", "enter")
        await seat.settled()
        assert seat.dialog == "WorkScreen"
        assert seat.within("#item-title").startswith("4.2")


@played
async def test_help_explains_what_has_the_focus_and_names_every_key(build: Builder) -> None:
    item = build.questionnaire.by_id["4.1"]
    async with seated(closed(build.engagement()), TALL) as seat:
        await seat.press("question_mark")
        told = " ".join(seat.within(".dialog").split())
        assert "THIS QUESTION" in told and "HOW THE STATUS CAME ABOUT" in told
        assert item.questions[0].ask[:30] in told
        await seat.press("question_mark")
        assert seat.dialog == "WorkScreen"
        await seat.press("home", "question_mark")
        told = seat.within(".dialog")
        assert "HOW THESE FIGURES CAME ABOUT" in told and "30" in told
        await seat.press("question_mark")
        await seat.focus("#item")
        wanted = described(seat.app.screen)  # type: ignore[arg-type]
        await seat.press("question_mark")
        keys = str(seat.app.screen.query(".explain-text").last().render())
        assert [words for words in wanted if not any(word in keys for word in words)] == []


@played
async def test_quitting_lets_go_of_the_folder_and_loses_nothing(build: Builder) -> None:
    folder = closed(build.engagement(answer("4.1-q1", "no")))
    async with seated(folder) as seat:
        await seat.press("1")
        await seat.type("half a sen")
        await seat.press("ctrl+q")
        assert seat.app.return_code == 0
    with Engagement.open(folder, who="somebody else") as opened:
        assert not opened.read_only
        assert opened.records.table(Answer)["4.2-q1"].note == "half a sen"


@played
async def test_q_goes_back_to_the_start_and_the_engagement_opens_again(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder) as seat:
        await seat.press("4", "q")
        assert seat.dialog == "StartScreen"
        assert seat.app.session is None
        assert seat.app.open_engagement(folder)
        await seat.settled()
        assert "clauses 1/30" in seat.status
