"""Coverage: what was looked at where and how, what nobody looked at, and the sites."""

from functools import partial

import pytest
from building import Builder, answer, assess, evidence, exclude, site
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from gapcheck.changes.base import Change
from gapcheck.changes.samples import SampleChanged
from gapcheck.engagement import Engagement
from gapcheck.records.about import Site
from gapcheck.records.answers import Answer
from gapcheck.records.samples import Case
from gapcheck.tui.dialogs.site import SitesDialog, rule_of_thumb, site_dialog
from gapcheck.tui.screens.coverage import CoverageScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.row_table import RowTable

from .driving import SMALL, WIDE, closed, driver, on_disk, played, seated
from .grid import text

EVIL = "[/foo] [b + c [TODO] [click=app.quit]x[/] \x1b[2J =1+1 end\\"
drive = partial(driver(CoverageScreen), size=WIDE)


def some() -> tuple[Change, ...]:
    return (
        site("berlin", name="Berlin", kind="central"),
        site("oslo", name="Oslo"),
        site("porto", selected=False, selection_reason="small, seen last year"),
        site("paris", in_scope=False),
        answer("4.1-q1", "yes_said"),
        answer("A.8.13-q1", "no", site="berlin"),
        evidence("E-1", "A.8.13", effect="contradicts", site="berlin", type="record"),
        evidence("E-2", "A.8.13", "5.2", site="oslo", type="document", method="remote"),
        evidence("E-3", "A.7.2", site="oslo", type="observation"),
        evidence("E-4", "A.7.2", site="paris", type="observation"),
        SampleChanged(id="S-1", title="doors", items=("A.7.2",), site="oslo", cases=(Case(id="1", result="ok"),)),
        assess("A.8.13", "conforms", site="berlin"),
        assess("A.8.13", "does_not_conform", site="oslo"),
        exclude("A.7.4"),
    )


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(*some(), type="internal_audit")


def table(screen: CoverageScreen) -> RowTable:
    return screen.query_one(RowTable)


def cells(screen: CoverageScreen, key: str) -> dict[str, str]:
    """What stands in the row of an item, by the title of its column."""
    rows = table(screen)
    at = rows.keys.index(key)
    fitted = [column.name.removeprefix("at ") for column in rows._fitted]
    return dict(zip(fitted, (segment.text.strip() for segment in rows.get_row_at(at)), strict=True))


def test_letters_say_how_an_item_was_looked_at_at_each_site(engagement: Engagement) -> None:
    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        backup = cells(screen, "A.8.13")
        assert (backup[""], backup["berlin"], backup["oslo"], backup["porto"]) == ("·", "IR", "d", "·")
        assert backup["overall"] == "does not conform", "the worst of the sites"
        assert cells(screen, "A.7.2")["oslo"] == "OS"
        context = cells(screen, "4.1")
        assert (context[""], context["berlin"], context["porto"]) == ("I", "=", "=")
        assert cells(screen, "group:A.7") | {"title": ""} == {
            "item": "A.7", "title": "", "sign": "", "overall": "", "": "0/13", "berlin": "0/13", "oslo": "1/13",
            "porto": "0/13",
        }  # fmt: skip
        assert "A.7.4" not in table(screen).keys, "excluded controls need no look"
        assert "paris" not in backup, "a site that is out of scope has no column"
        foot = [" ".join(str(line).split()) for line in screen.query_one("#foot", Static).content.split("\n")]  # type: ignore[union-attr]
        assert foot == ["clauses looked at, of 30 1 1 2 1", "controls looked at, of 92 0 1 2 0"]

    drive(engagement, script)


def test_the_filters_show_what_nobody_looked_at(engagement: Engagement) -> None:
    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        counts = {each.name: each.count for each in screen.query_one(FilterLine).filters}
        assert counts == {"all": 122, "nobody": 118, "here": 121}
        await pilot.press("f")
        await pilot.pause()
        keys = table(screen).keys
        assert len([key for key in keys if not key.startswith("group:")]) == 118
        assert not {"4.1", "5.2", "A.7.2", "A.8.13"} & set(keys)
        await pilot.press("f", "right")
        await pilot.pause()
        assert "not at berlin 120" in text(screen.app)
        assert "A.7.2" in table(screen).keys and "A.8.13" not in table(screen).keys

    drive(engagement, script)


@played
async def test_enter_goes_to_the_item_with_that_site_chosen(build: Builder) -> None:
    folder = closed(build.engagement(*some(), type="internal_audit"))
    async with seated(folder, SMALL) as seat:
        await seat.press("o", "c", "down", "right", "right", "enter")
        assert seat.dialog == "WorkScreen"
        await seat.press("4")
        assert "4.1-q2@oslo" in on_disk(folder).table(Answer)
        await seat.press("o", "c")
        assert "only for all sites" in seat.within("#first")
        assert "interview" in seat.within("#first"), "it is seen at once"
        await seat.press("left", "left", "left", "enter")
        assert seat.app.session is not None and seat.app.session.site == ""


def test_the_page_tells_every_site_and_the_evidence(engagement: Engagement) -> None:
    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        rows = table(screen)
        rows.move_to(rows.keys.index("A.8.13"))
        await pilot.pause()
        title, told = screen.explanation()
        whole = "\n".join(line for _, lines in told for line in lines)
        assert title.startswith("A.8.13")
        for line in ("berlin interview, record", "oslo document · only from afar", "oslo does not conform",
                     "berlin conforms", "porto nobody looked · not selected for a visit"):  # fmt: skip
            assert line in whole
        assert "E-1 record E-1 · record · berlin · on site · contradicts" in whole
        rows.move_to(rows.keys.index("A.7.2"))
        await pilot.pause()
        assert "paris observation · not in scope" in "\n".join(
            line for _, lines in screen.explanation()[1] for line in lines
        )

    drive(engagement, script)


@pytest.mark.parametrize(("size", "shown"), [(SMALL, 3), (WIDE, 3)])
def test_many_sites_scroll_with_the_chosen_one(build: Builder, size: tuple[int, int], shown: int) -> None:
    names = [f"site-{n:02}" for n in range(20)]

    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        def columns() -> list[str]:
            return [c.title for c in table(screen)._fitted if c.name.startswith("at ") and c.name != "at "]

        assert len(columns()) >= shown
        assert columns()[0] == "site-00" and columns()[-1].endswith("›")
        await pilot.press(*["right"] * 11)
        await pilot.pause()
        assert columns()[0].startswith("‹") and columns()[-1] == "site-10›"
        assert "site-10› ▾" in text(screen.app)
        assert "controls looked at, of 93" in text(screen.app)
        screen.action_site(30)
        await pilot.pause()
        assert columns()[-1] == "site-19"
        lines = text(screen.app).splitlines()
        assert "? explain" in lines[-1]
        assert any("nobody looked 123" in line for line in lines)

    drive(build.engagement(*map(site, names)), script, size=size)


@played
async def test_sites_are_made_changed_and_removed_with_keys(build: Builder) -> None:
    folder = closed(build.engagement(type="stage2"))
    async with seated(folder, SMALL) as seat:
        await seat.press("o", "c")
        assert "looked at ▾" in seat.text
        await seat.press("n", "ctrl+s")
        assert "needs a name" in seat.within("#form-error")
        await seat.type("Straße 7 – Gdańsk")
        await seat.press("ctrl+s")
        await seat.press("enter")
        assert seat.dialog == "SitesDialog", "Enter on a heading leads to the sites"
        await seat.press("n")
        await seat.type("Straße 7 – Gdańsk")
        seat.app.screen.query_one("#field-kind", Choice).choose("central")
        seat.app.screen.query_one("#field-selected", Choice).choose("no")
        seat.app.screen.query_one("#field-selection_reason", TextArea).text = EVIL
        await seat.press("ctrl+s")
        made = on_disk(folder).table(Site)["strasse-7-gdańsk-2"]
        assert (made.kind, made.in_scope, made.selected, made.selection_reason) == ("central", True, False, EVIL)
        assert "rule of thumb of IAF MD 1" in seat.text and "\x1b" not in seat.text
        await seat.press("down", "enter")
        seat.app.screen.query_one("#field-in_scope", Choice).choose("no")
        await seat.press("ctrl+s")
        assert seat.app.session is not None
        assert not seat.app.session.engagement.records.table(Site)["strasse-7-gdańsk-2"].in_scope
        await seat.press("x")
        assert list(on_disk(folder).table(Site)) == ["strasse-7-gdańsk"]
        await seat.press("escape", "u")
        assert len(on_disk(folder).table(Site)) == 2


def test_a_site_that_is_named_somewhere_stays_and_says_why(engagement: Engagement) -> None:
    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        await pilot.press("S", "x")
        dialog = screen.app.screen
        assert isinstance(dialog, SitesDialog)
        assert "still named by" in str(dialog.query_one("#form-error", Static).content)
        assert dialog.query_one(OptionList).option_count == 4
        await pilot.press("escape")
        place = text(screen.app).splitlines()
        row = next(n for n, line in enumerate(place) if "porto" in line)
        for _ in range(2):
            await pilot.click(offset=(place[row].index("porto"), row))
            await pilot.pause()
        assert screen.site == "porto"
        assert "Site porto" in text(screen.app), "a click on the chosen site opens it"

    drive(engagement, script)
    session = Session(engagement)
    form = site_dialog(session)
    values = {field.name: field.value for field in form._fields}
    taken = form._submit({**values, "name": "New", "id": "oslo"})
    assert taken is not None and "'oslo' already" in taken
    refused = form._submit({**values, "name": "New", "id": "a@b"})
    assert refused is not None and "no '@'" in refused


@pytest.mark.parametrize(
    ("kind", "sites", "visits", "random"),
    [("stage2", 9, 3, 1), ("stage2", 25, 5, 2), ("surveillance", 25, 3, 1), ("recertification", 25, 4, 1)],
)
def test_the_square_root_is_shown_as_a_rule_of_thumb(
    build: Builder, kind: str, sites: int, visits: int, random: int
) -> None:
    many = [site("hq", kind="central"), site("cloud", kind="supplier"), site("old", in_scope=False)]
    many += [site(f"s{n}", selected=n < 2) for n in range(sites)]
    said = rule_of_thumb(Session(build.engagement(*many, type=kind)))
    assert f"{sites} sites in scope; 2 selected" in said
    assert f"commonly visit {visits}, {random} of them drawn at random" in said
    assert "rule of thumb of IAF MD 1 for certification bodies; yours to decide" in said
    assert rule_of_thumb(Session(build.engagement(many[0], type=kind, name="one"))) == ""


def test_hostile_names_are_shown_as_typed(build: Builder) -> None:
    made = build.engagement(site(EVIL, name=EVIL, address=EVIL), evidence("E-[/]", "4.1", site=EVIL, title=EVIL))

    async def script(screen: CoverageScreen, pilot: Pilot[int]) -> None:
        await pilot.press("down", "right")
        await pilot.pause()
        shown = " ".join(text(screen.app).split())
        assert "\x1b" not in shown and EVIL.replace("\x1b", "␛") in shown
        for key in ("question_mark", "S"):
            await pilot.press(key)
            await pilot.pause()
            assert "\x1b" not in text(screen.app) and "[click=app.quit]" in text(screen.app)
            await pilot.press("escape")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.session.site == EVIL

    drive(made, script)
