"""Getting from item to item on the work screen: tree, go to, history, filters."""

from building import Builder, answer, assess, finding, include, site
from textual.widgets import OptionList, Tree

from gapcheck.analysis.filters import STANDING
from gapcheck.engagement import Engagement
from gapcheck.records.answers import Answer

from .driving import SMALL, TALL, Seat, closed, on_disk, played, seated


def title(seat: Seat) -> str:
    """The id of the item that is shown."""
    return seat.within("#item-title").split()[0]


def listed(seat: Seat) -> list[str]:
    """The items in the tree, whether in sight or not."""
    tree: Tree[str] = seat.app.screen.query_one(Tree)
    return [str(item.data) for group in tree.root.children for item in group.children]


def engagement(build: Builder) -> Engagement:
    """Something for every filter."""
    claimed = [answer(q.id, "yes_said") for q in build.questionnaire.by_id["5.1"].questions]
    return build.engagement(
        answer("4.1-q1", "no"),
        *claimed,
        assess("6.2", "partial"),
        answer("6.2-q1", "no"),
        finding("F-1", "ofi", "7.2"),
        include("A.8.13"),
        *(include(item.id) for item in build.questionnaire.controls if item.id.startswith(("A.5", "A.6", "A.7"))),
    )


@played
async def test_steps_four_keys_and_enter_and_brackets_lead_to_items(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        await seat.press("slash", *"a813", "enter")
        assert seat.dialog == "WorkScreen"
        assert title(seat) == "A.8.13"
        assert "8.13 Information" in seat.within("#requirements"), "its group is open and the list follows"
        await seat.press("left_square_bracket")
        assert title(seat) == "4.1"
        await seat.press("left_square_bracket", "right_square_bracket")
        assert title(seat) == "A.8.13"
        seat.app.go_to_item("4.1")
        await seat.settled()
        await seat.press("comma")
        assert title(seat) == "4.1", "there is nothing before the first"
        await seat.press("full_stop", "full_stop")
        assert title(seat) == "4.3"
        await seat.press("comma")
        assert title(seat) == "4.2"
        seat.app.go_to_item("10.2")
        await seat.settled()
        await seat.press("full_stop")
        assert title(seat) == "A.5.1", "controls follow the clauses"


@played
async def test_the_tree_leads_and_digits_answer_what_it_shows(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder) as seat:
        await seat.press("down", "3")
        assert title(seat) == "4.2"
        assert list(on_disk(folder).table(Answer)) == ["4.2-q1"]
        await seat.press("enter")
        assert seat.focused == "item"
        await seat.press("down", "4", "escape")
        assert list(on_disk(folder).table(Answer)) == ["4.2-q1", "4.2-q3"]
        assert seat.focused == "requirements"


@played
async def test_every_standing_filter_narrows_the_list(build: Builder) -> None:
    controls = [item.id for item in build.questionnaire.controls]
    looked_at = {"4.1", "5.1", "6.2"}
    expected = {
        "not looked at": [item.id for item in build.questionnaire.items if item.id not in looked_at],
        "gaps": ["4.1", "6.2"],
        "claimed only": ["5.1"],
        "look again": ["6.2"],
        "open findings": ["7.2"],
        "not decided whether needed": [ref for ref in controls if ref.startswith("A.8") and ref != "A.8.13"],
        "new in 2022": [item.id for item in build.questionnaire.items if item.new_in_2022],
        "mandatory documents": [item.id for item in build.questionnaire.items if item.document_is_mandatory],
    }
    assert list(expected) == [each.name for each in STANDING[1:]]
    async with seated(closed(engagement(build)), TALL) as seat:
        for place, (name, refs) in enumerate(expected.items(), 1):
            await seat.press("v")
            options = seat.app.screen.query_one(OptionList)
            assert f"{len(refs)} {name}" in " ".join(seat.text.split())
            options.highlighted = place
            await seat.press("enter")
            assert listed(seat) == refs
            assert name[:16] in seat.within("#requirements")
        await seat.press("v")
        seat.app.screen.query_one(OptionList).highlighted = 0
        await seat.press("enter")
        assert "CLAUSES 3 of 30" in seat.within("#requirements")


@played
async def test_the_next_item_is_the_next_that_passes_the_filter(build: Builder) -> None:
    async with seated(closed(engagement(build))) as seat:
        await seat.press("v")
        seat.app.screen.query_one(OptionList).highlighted = 2
        await seat.press("enter", "full_stop")
        assert title(seat) == "6.2"
        assert seat.within("#requirements").split()[:3] == ["CLAUSES", "2", "gaps"]
        await seat.press("full_stop")
        assert title(seat) == "6.2", "it was the last one"
        await seat.press("comma", "comma")
        assert title(seat) == "4.1"
        await seat.press("slash", *"a813", "enter")
        assert title(seat) == "A.8.13", "an item that the filter hides is shown"
        await seat.press("full_stop")
        assert title(seat) == "A.8.13", "no gap comes after it"
        await seat.press("comma")
        assert title(seat) == "6.2"


@played
async def test_a_filter_may_leave_nothing_and_can_be_left(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        await seat.press("v")
        seat.app.screen.query_one(OptionList).highlighted = 2
        await seat.press("enter", "full_stop", "down")
        assert listed(seat) == []
        assert title(seat) == "4.1"
        await seat.press("v", "escape")
        assert listed(seat) == [], "Esc changes nothing"
        await seat.press("v", "home", "enter")
        assert "4.1 Understanding" in seat.within("#requirements")


@played
async def test_the_chosen_site_is_named_and_can_be_left(build: Builder) -> None:
    folder = closed(build.engagement(site("berlin", name="Berlin")))
    async with seated(folder) as seat:
        await seat.press("S", "down", "enter", "S")
        assert seat.app.screen.query_one(OptionList).highlighted == 1
        await seat.press("up", "enter", "4")
        assert list(on_disk(folder).table(Answer)) == ["4.1-q1"]
