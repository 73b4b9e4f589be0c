"""The Statement of Applicability on screen: what it shows, and decisions on one control or many."""

from collections.abc import Sequence

import pytest
from building import Builder, assess, evidence, exclude, include
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from gapcheck.changes.first_day import ProfileGiven
from gapcheck.engagement import Engagement
from gapcheck.records.applicability import Applicability
from gapcheck.tui.dialogs.applicability import applicability_dialog, implementation_dialog, include_dialog
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.screens import soa_rows as rows
from gapcheck.tui.screens.soa import SoaScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.row_table import RowTable
from gapcheck.tui.widgets.toggles import Toggles

from .driving import driver
from .grid import text

drive = driver(SoaScreen)


def held(engagement: Engagement, *refs: str) -> Sequence[Applicability | None]:
    return [engagement.records.get(Applicability, ref) for ref in refs]


def submitted(dialog: FormDialog, **values: str) -> str | None:
    """What a form that is not on screen says to these values."""
    given = {field.name: field.value for field in dialog._fields}
    return dialog._submit({**given, **values})


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(
        include("A.5.1", reason_text="the annex of [/a] customer", implementation="partly"),
        exclude("A.5.2", "No second person to tell apart"),
        evidence("E-1", "A.5.2", effect="contradicts"),
        assess("A.5.3", "conforms", implemented="yes"),
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_every_control_has_a_row_with_shape_and_word(engagement: Engagement, size: tuple[int, int]) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        assert len(screen.query_one(RowTable).keys) == 93
        lines = text(screen.app).splitlines()
        refs = ("A.5.1 ", "A.5.2 ", "A.5.3 ")
        rows = {ref: next(line for line in lines if line.lstrip().startswith(ref)) for ref in refs}
        assert "● needed" in rows["A.5.1 "]
        assert "– excluded!" in rows["A.5.2 "]
        assert "· undecided" in rows["A.5.3 "]
        assert "● implemented?" in rows["A.5.3 "]
        assert "? explain" in lines[-1]
        assert "2 of 93 decided" in text(screen.app)

    drive(engagement, script, size)


def test_the_page_has_the_reasons_in_full_and_what_speaks_against(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        assert "the annex of [/a] customer" in text(screen.app)
        await pilot.press("down")
        await pilot.pause()
        shown = text(screen.app)
        assert "but E-1" in shown
        assert "Excluded, but E-1 speaks against it." in shown
        assert "No second person to tell apart" in shown
        assert "WHEN LEAVING IT OUT IS PLAUSIBLE" in shown

    drive(engagement, script)


def test_filters_count_what_they_show(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        counts = {each.name: each.count for each in screen.query_one(FilterLine).filters}
        assert counts["all"] == 93
        assert (counts["yes"], counts["excluded"], counts["undecided"], counts["contradicted"]) == (1, 1, 91, 1)
        assert counts["A.6"] == 8
        for name, count in counts.items():
            screen.post_message(FilterLine.Picked(name))
            await pilot.pause()
            assert len(screen.query_one(RowTable).keys) == count

    drive(engagement, script)


def test_many_are_excluded_with_one_form_and_one_undo(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        screen.chosen = "A.7"
        await pilot.press("A", "x")
        dialog = screen.app.screen
        dialog.query_one("#field-reason_out", TextArea).text = "n/a"
        dialog.query_one("#field-decided_by", Input).value = "Owner"
        screen.app.screen.query_one("#field-reason_out").focus()
        await pilot.press("ctrl+s")
        assert "needs a reason" in str(dialog.query_one("#form-error", Static).content)
        dialog.query_one("#field-reason_out", TextArea).text = "No premises: everybody works at home"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert screen.session.results.soa.count("excluded") == 1 + len(refs(screen, "A.7"))
        assert not screen.marked
        screen.action_undo()
        assert screen.session.results.soa.count("excluded") == 1

    def refs(screen: SoaScreen, group: str) -> list[str]:
        return [row.result.item.id for row in screen.session.results.soa.rows if row.result.group == group]

    async def filtered(screen: SoaScreen, pilot: Pilot[int]) -> None:
        screen.post_message(FilterLine.Picked("A.7"))
        await pilot.pause()
        await script(screen, pilot)

    drive(engagement, filtered)


def test_marks_go_down_the_list_and_escape_takes_them_off(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        await pilot.press("space", "space")
        await pilot.pause()
        assert screen.marked == {"A.5.1", "A.5.2"}
        assert "2 marked" in text(screen.app)
        await pilot.press("escape")
        assert not screen.marked

    drive(engagement, script)


def test_reasons_for_needing_a_control_are_toggles(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        await pilot.press("end", "y", "2", "1", "ctrl+s")
        await pilot.pause()
        (saved,) = held(engagement, "A.8.34")
        assert saved is not None
        assert (saved.applicable, saved.reasons_in) == ("yes", ("risk", "law"))
        assert screen.query_one(RowTable).here == "A.8.34"
        await pilot.press("z")
        (saved,) = held(engagement, "A.8.34")
        assert saved is not None
        assert saved.applicable == "undecided"

    drive(engagement, script)


def test_toggles_switch_off_again() -> None:
    toggles = Toggles((("risk", "risk"), ("law", "law")), "risk,law")
    with toggles.prevent(Toggles.Changed):
        toggles.choose("risk")
        assert toggles.value == "law"
        toggles.choose("risk")
    assert toggles.value == "risk,law"


def test_a_form_for_many_leaves_alone_what_was_not_filled_in(build: Builder) -> None:
    engagement = build.engagement(include("A.5.1", owner="Ann"), include("A.5.2", owner="Bo"))
    session = Session(engagement)
    assert submitted(include_dialog(session, ["A.5.1", "A.5.2"]), reason_text="asked for by contract") is None
    first, second = held(engagement, "A.5.1", "A.5.2")
    assert first is not None
    assert second is not None
    assert (first.owner, second.owner) == ("Ann", "Bo")
    assert first.reason_text == second.reason_text == "asked for by contract"


def test_all_fields_of_one_control_are_kept(build: Builder) -> None:
    engagement = build.engagement()
    typed = {
        "applicable": "yes",
        "reasons_in": "law,contract",
        "reason_text": "data protection",
        "risk_refs": "R-1; R-2",
        "implementation": "planned",
        "how": "by spring",
        "where_documented": "wiki",
        "owner": "Kim",
        "decided_by": "Board",
        "review_by": "2027-05-01",
    }
    assert submitted(applicability_dialog(Session(engagement), ["A.8.1"]), **typed) is None
    (saved,) = held(engagement, "A.8.1")
    assert saved == Applicability(
        control="A.8.1",
        applicable="yes",
        reasons_in=("law", "contract"),
        reason_text="data protection",
        risk_refs=("R-1", "R-2"),
        implementation="planned",
        how="by spring",
        where_documented="wiki",
        owner="Kim",
        decided_by="Board",
        review_by="2027-05-01",
        rev=saved.rev if saved else 0,
        at=saved.at if saved else "",
        by=saved.by if saved else "",
    )


def test_implementation_follows_the_facts_again(build: Builder) -> None:
    engagement = build.engagement(include("A.5.1", implementation="planned"))
    assert submitted(implementation_dialog(Session(engagement), ["A.5.1"]), implementation="") is None
    (saved,) = held(build.reopened(engagement), "A.5.1")
    assert saved is not None
    assert saved.implementation is None


def test_a_certification_audit_records_what_the_client_states(build: Builder) -> None:
    engagement = build.engagement(type="stage2")

    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        assert submitted(include_dialog(screen.session, ["A.5.1"]), reasons_in="risk") is None
        await pilot.pause()
        assert "1 of 93 decided" in text(screen.app)

    drive(engagement, script)


def test_explaining_tells_the_rule_and_the_result(engagement: Engagement) -> None:
    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        title, blocks = screen.explanation()
        told = "\n".join(line for _, lines in blocks for line in lines)
        assert title.startswith("A.5.1 ")
        assert "6.1.3 d" in told
        assert "documented not known" in told

    drive(engagement, script)


def test_the_profile_proposes_and_decides_nothing(build: Builder) -> None:
    engagement = build.engagement(ProfileGiven(id="P3", choice="no"), ProfileGiven(id="P5", choice="yes"))

    async def script(screen: SoaScreen, pilot: Pilot[int]) -> None:
        for control, told in (("A.8.28", "have another look whether it is needed"), ("A.5.23", "usually needed")):
            table = screen.query_one(RowTable)
            table.move_to(table.keys.index(control))
            await pilot.pause()
            assert "FROM THE PROFILE" in text(screen.app)
            assert any(told in line.text for line in rows.proof(screen._row, screen.session.results.material))
        assert {row.choice for row in screen.session.results.soa.rows} == {"undecided"}

    drive(engagement, script, (120, 40))
