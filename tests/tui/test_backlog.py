"""The backlog view: what stands on it, in which order, and what its keys do to the records."""

from typing import Any

import pytest
from building import Builder, action, answer, assess, evidence, finding
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from gapcheck.analysis.backlog import explain_action
from gapcheck.changes.base import Change
from gapcheck.engagement import Engagement
from gapcheck.records.actions import Action
from gapcheck.tui.dialogs.action import drop_action, edit_action, read
from gapcheck.tui.dialogs.explain import ExplainDialog
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.dialogs.pick import PickDialog
from gapcheck.tui.screens.backlog import BacklogScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.row_table import Column, RowTable, fit

from .driving import driver
from .grid import text

drive = driver(BacklogScreen)

EVIL = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \x1b[2J =1+1 end\\"


def table(screen: BacklogScreen) -> RowTable:
    return screen.query_one(RowTable)


def filled(dialog: object, **values: str) -> FormDialog:
    """A form with values typed into it."""
    assert isinstance(dialog, FormDialog)
    for name, value in values.items():
        widget = dialog.query_one(f"#field-{name}")
        if isinstance(widget, TextArea):
            widget.text = value
        elif isinstance(widget, (Input, Choice)):
            widget.value = value
    return dialog


def submitted(dialog: FormDialog, **values: str) -> str | None:
    """What a form that is not on screen says to these values."""
    given = {field.name: field.value for field in dialog._fields}
    return dialog._submit({**given, **values})


def some() -> tuple[Change, ...]:
    return (
        assess("4.3", "does_not_conform"),
        assess("A.8.13", "partial"),
        evidence("E-1", "A.8.13"),
        action("B-01", "6.1.2", "6.1.3", text="Agree on what is acceptable", owner="Zoe", due="2027-02-01"),
        action("B-02", "A.5.7", owner="Ann", due="2026-12-24", days=0.5),
        answer("A.6.3-q1", "unknown", who_would_know="HR lead"),
    )


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(*some())


def test_rows_stand_in_the_order_of_rank_and_the_page_says_why(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        found = screen.session.results.backlog.actions
        assert table(screen).keys == [ranked.action.id for ranked in found]
        shown = text(screen.app)
        assert found[0].action.text[:30] in shown
        for line in explain_action(found[0], screen.session.results.material.method)[:3]:
            assert line in shown
        assert f"{len(found)} shown · {sum(r.days for r in found):g} working days · 2 owned" in shown

    drive(engagement, script)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_every_size_shows_band_action_and_rank(engagement: Engagement, size: tuple[int, int]) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        lines = text(screen.app).splitlines()
        (head,) = [line for line in lines if "band" in line and "rank ▾" in line]
        assert "remarks" in head
        assert ("due" in head) == (size[0] == 200)
        assert "? explain" in lines[-1]

    drive(engagement, script, size)


def test_sorting_keeps_the_cursor_on_its_action_and_marks_the_column(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        here = table(screen).here
        await pilot.press("s")
        await pilot.pause()
        assert table(screen).keys[:2] == ["B-02", "B-01"]
        assert table(screen).here == here
        assert "due ▾" in text(screen.app)
        screen.action_sort()
        assert table(screen).keys[:2] == ["B-02", "B-01"]
        screen.action_sort()
        days = {r.action.id: r.days for r in screen.session.results.backlog.actions}
        assert [days[key] for key in table(screen).keys] == sorted(days.values())
        screen.action_sort()
        assert table(screen).keys[0].startswith("4.3")

    drive(engagement, script)


def test_filters_count_what_they_show(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        line = screen.query_one(FilterLine)
        for each in line.filters:
            screen.post_message(FilterLine.Picked(each.name))
            await pilot.pause()
            assert len(table(screen).keys) == each.count
        assert line.chosen == "late"
        assert "Nothing passes this filter" in text(screen.app)
        await pilot.press("f")
        assert line.chosen == "all"

    drive(engagement, script)


def test_editing_a_proposed_action_changes_only_what_was_typed(build: Builder) -> None:
    engagement = build.engagement(assess("A.8.13", "conforms"))
    session = Session(engagement)
    (before,) = session.results.backlog.actions
    assert before.action.id == "A.8.13-gap"
    assert submitted(edit_action(session, before.action), owner="Kim", due="2027-03-15") is None
    (after,) = session.results.backlog.actions
    assert (after.action.owner, after.action.due) == ("Kim", "2027-03-15")
    assert (after.action.text, after.days, after.rank) == (before.action.text, before.days, before.rank)
    assert after.action.severity is None


def test_a_form_is_saved_with_its_key_and_the_row_follows(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        screen.show_rows(place="B-02")
        await pilot.pause()
        await pilot.press("enter")
        filled(screen.app.screen, owner="Kim", severity="major", days="2,5")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert screen.app.screen is screen
        saved = engagement.records.table(Action)["B-02"]
        assert (saved.owner, saved.severity, saved.days) == ("Kim", "major", 2.5)
        assert table(screen).here == "B-02"
        assert "Kim" in text(screen.app)

    drive(engagement, script)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"due": "15.03.2027"}, "year, month and day"),
        ({"days": "soon"}, "working days"),
        ({"days": "0"}, "above 0"),
        ({"risk_level": "2.5"}, "whole number from 1 to 25"),
        ({"risk_level": "26"}, "1 to 25"),
        ({"items": "A.8.99"}, "not an item"),
    ],
)
def test_a_mistake_is_named_kindly_and_nothing_is_recorded(
    engagement: Engagement, values: dict[str, str], sentence: str
) -> None:
    before = engagement.records
    problem = submitted(edit_action(Session(engagement), before.table(Action)["B-01"]), **values)
    assert problem is not None
    assert sentence in problem
    assert engagement.records is before


def test_an_action_follows_its_gap_again(build: Builder) -> None:
    engagement = build.engagement(
        action("B-01", "A.5.7", severity="major", blocking="stage1", effort="L", risk_level=20)
    )
    session = Session(engagement)
    form = edit_action(session, engagement.records.table(Action)["B-01"])
    assert submitted(form, severity="", blocking="", effort="", risk_level="") is None
    saved = build.reopened(engagement).records.table(Action)["B-01"]
    assert (saved.severity, saved.blocking, saved.effort, saved.risk_level) == (None, None, None, None)


def test_done_asks_what_shows_it_and_the_closed_list_opens_again(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        screen.show_rows(place="B-01")
        await pilot.pause()
        await pilot.press("d", "ctrl+s")
        dialog = screen.app.screen
        assert "what shows that it is done" in str(dialog.query_one("#form-error", Static).content)
        filled(dialog, evidence="E-9")
        await pilot.press("ctrl+s")
        assert "no evidence E-9" in str(dialog.query_one("#form-error", Static).content)
        filled(dialog, evidence="E-1")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert engagement.records.table(Action)["B-01"].status == "done"
        screen.action_list("closed")
        assert table(screen).keys == ["B-01"]
        screen.action_done()
        assert engagement.records.table(Action)["B-01"].is_open

    drive(engagement, script)


def test_a_pin_has_a_reason_and_comes_off_with_the_same_key(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        screen.show_rows(place="B-02")
        await pilot.pause()
        await pilot.press("k")
        filled(screen.app.screen, pinned="The board waits for it")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert table(screen).keys[0] == table(screen).here == "B-02"
        assert "The board waits for it" in text(screen.app)
        screen.action_pin()
        assert engagement.records.table(Action)["B-02"].pinned == ""

    drive(engagement, script)


def test_dropping_needs_a_reason_and_removing_brings_the_proposal_back(build: Builder) -> None:
    engagement = build.engagement(assess("A.8.13", "does_not_conform"))
    session = Session(engagement)
    proposed = session.results.backlog.actions[0].action
    assert "will not be done" in (submitted(drop_action(session, proposed)) or "")
    assert submitted(drop_action(session, proposed), closing_note="Bought instead") is None
    assert [found.id for found in session.results.backlog.closed] == [proposed.id]
    dropped = engagement.records.table(Action)[proposed.id]
    assert submitted(drop_action(session, dropped), how="remove") is None
    assert proposed in [ranked.action for ranked in session.results.backlog.actions]


def test_a_new_action_gets_a_free_id(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        filled(screen.app.screen, text=EVIL, items="a.8.24")
        await pilot.press("ctrl+s")
        await pilot.pause()
        saved = engagement.records.table(Action)["B-03"]
        assert (saved.text, saved.items) == (EVIL, ("A.8.24",))
        screen.show_rows(place="B-03")
        await pilot.pause()
        assert "[/foo] [b + c [TODO] [@click=app.quit]x[/]" in text(screen.app)

    drive(engagement, script)


def test_what_nobody_knew_is_listed_apart_with_who_would_know(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        await pilot.press("t")
        await pilot.pause()
        assert table(screen).keys == ["A.6.3"]
        shown = text(screen.app)
        assert "TO FIND OUT 1" in shown
        assert "HR lead" in shown
        await pilot.press("t")
        assert screen.listed == "open"

    drive(engagement, script)


def test_several_items_are_a_choice(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        screen.show_rows(place="B-01")
        await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(screen.app.screen, PickDialog)
        assert "6.1.3" in text(screen.app)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.is_current

    drive(engagement, script)


def test_explaining_shows_the_weights(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        _, blocks = screen.explanation()
        told = "\n".join(line for _, lines in blocks for line in lines)
        assert "severity 40 + blocking 30 + risk 20 + reach 10 points" in told
        assert "no standard sets these weights" in told
        await pilot.press("question_mark")
        assert isinstance(screen.app.screen, ExplainDialog)

    drive(engagement, script)


def test_a_certification_audit_offers_no_advice(build: Builder) -> None:
    engagement = build.engagement(assess("4.3", "does_not_conform"), finding("F-1", "major", "4.4"), type="stage2")

    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        assert "new" not in text(screen.app).splitlines()[-1]
        screen.action_new()
        assert screen.app.screen is screen
        ranked = next(r for r in screen.session.results.backlog.actions if r.action.id == "4.3-gap")
        form = edit_action(screen.session, ranked.action)
        assert not {"text", "items", "done_when"} & {field.name for field in form._fields}
        assert submitted(form, owner="Client") is None
        assert engagement.records.table(Action)["4.3-gap"].owner == "Client"

    drive(engagement, script)


def test_an_empty_backlog_says_what_to_do(build: Builder) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        assert "Nothing to do yet" in text(screen.app)
        for name in ("edit", "done", "pin", "drop", "item", "sort"):
            getattr(screen, f"action_{name}")()
        assert screen.app.screen is screen
        screen.do(assess("4.3", "does_not_conform"))
        await pilot.pause()
        assert table(screen).display
        assert table(screen).has_focus

    drive(build.engagement(), script)


def test_another_theme_colours_the_cells_anew(engagement: Engagement) -> None:
    async def script(screen: BacklogScreen, pilot: Pilot[int]) -> None:
        def colours() -> set[Any]:
            return {cell.style for cell in table(screen).get_row_at(0)}

        before = colours()
        screen.app.theme = "gapcheck-day" if screen.app.theme == "gapcheck-night" else "gapcheck-night"
        await pilot.pause()
        assert not before & colours()

    drive(engagement, script)


def test_read_takes_empty_fields_as_not_set() -> None:
    assert read({"days": "", "due": "", "severity": "", "owner": " Kim "}) == {
        "days": None,
        "due": "",
        "severity": None,
        "owner": "Kim",
    }


def test_columns_fill_the_room_and_less_important_ones_give_way() -> None:
    columns = [
        Column(name="a", title="", width=4),
        Column(name="b", title="", width=10, most=40, share=0.5),
        Column(name="c", title="", width=8, rank=2),
        Column(name="d", title="", width=6, rank=1),
    ]
    assert [c.name for c in fit(columns, 30)] == ["a", "b"]
    assert [c.name for c in fit(columns, 36)] == ["a", "b", "d"]
    wide = fit(columns, 60)
    assert [c.name for c in wide] == ["a", "b", "c", "d"]
    assert sum(c.width + 2 for c in wide) == 60
