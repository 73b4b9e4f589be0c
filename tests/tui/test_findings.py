"""Findings: three parts that are checked while one types, a grade that is the person's, and the way to closed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from building import WHO, Builder, assess, evidence, finding, frozen, site
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from gapcheck import settings
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged, MemberChanged
from gapcheck.engagement import Engagement
from gapcheck.errors import Refusal
from gapcheck.paths import engagements_home
from gapcheck.records.about import finding_label
from gapcheck.records.answers import Assessment
from gapcheck.records.evidence import Link
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import FindingType
from gapcheck.reports.findings import finding_chapter
from gapcheck.reports.source import ReportInput
from gapcheck.settings import Settings
from gapcheck.tui.dialogs.decide import decide_dialog
from gapcheck.tui.dialogs.finding import finding_dialog
from gapcheck.tui.dialogs.finding_status import agreement_dialog, next_state, status_dialog
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.screens.findings import FindingsScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.filter_line import FilterLine
from gapcheck.tui.widgets.row_table import RowTable

from .driving import SMALL, WIDE, closed, driver, on_disk, played, seated
from .grid import text

EVIL = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
SHOWN = EVIL.replace("\x1b", "␛")
WHOLE = {
    "requirement": "A.8.13 asks for tests; the backup policy says twice a year.",
    "evidence": ("E-1",),
    "nature": "Restores of critical systems are not planned, so some never happen.",
}
drive = partial(driver(FindingsScreen), size=SMALL)


def some() -> Iterator[Change]:
    yield site("berlin", name="Berlin")
    yield evidence("E-1", "A.8.13", effect="contradicts", title="Restore log of May", reference="OPS-77")
    yield evidence("E-2", "A.8.13", title="Talk with the head of IT", type="interview")
    yield evidence("E-3", "A.5.18", title="Access list")
    yield finding("F-001", "minor", "A.8.13", title="Restores", grading_rationale="one of five", **WHOLE)
    yield finding("F-002", "nonconformity", "A.5.18", "A.5.16", nature="late", site="berlin")
    yield finding("F-003", "ofi", "A.5.7", title="Sooner", status="closed")
    yield finding("F-004", "strength", "7.3", title="Talks by the teams", status="issued", agreed="yes")


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(*some(), type="internal_audit")


def table(screen: FindingsScreen) -> RowTable:
    return screen.query_one(RowTable)


def kept(engagement: Engagement, ident: str) -> Finding:
    return engagement.records.table(Finding)[ident]


def submitted(form: FormDialog | None, **values: str) -> str | None:
    """What a form that is not on screen says to these values."""
    assert form is not None
    return form._submit({**{field.name: field.value for field in form._fields}, **values})


def names(form: FormDialog) -> set[str]:
    return {field.name for field in form._fields}


@played
async def test_a_finding_is_written_with_keys_and_checked_while_one_types(build: Builder) -> None:
    made = [evidence("E-1", "4.1", effect="contradicts", title="Minutes of May"), evidence("E-2", title="Wall")]
    folder = closed(build.engagement(*made, type="internal_audit"))
    async with seated(folder, (100, 50)) as seat:
        await seat.press("f")
        told = "#finding-short"
        assert "Choose a type." in seat.within(told) and "Name the requirement" in seat.within(told)
        assert "E-1 Minutes of May · contradicts 4.1" in seat.within("#finding-evidence")
        await seat.press("3", "tab", "tab")
        assert "Choose a type" not in seat.within(told) and "Say why it is minor" in seat.within(told)
        await seat.type("4.1 asks for the issues that matter")
        assert "Name the requirement" not in seat.within(told)
        await seat.press("tab", "ctrl+l")
        assert "E-2" in seat.text and "Wall" in seat.text
        await seat.type("wall")
        await seat.press("enter")
        assert seat.focused == "field-evidence"
        assert "E-2 Wall" in seat.within("#finding-evidence")
        await seat.press("tab")
        await seat.type("short")
        assert "too short" in seat.within(told)
        await seat.type(": issues are listed, and nobody decides which of them matter")
        await seat.press("tab", "2")
        assert "E-2 Wall · contradicts 4.1" in seat.within("#finding-evidence")
        await seat.press("tab", "2", "tab", "3", "tab", "4", "tab", "tab")
        await seat.type("One list of three")
        assert "Nothing is missing." in seat.within(told)
        await seat.press("ctrl+s")
        raised = on_disk(folder).table(Finding)["F-001"]
        assert (raised.type, raised.evidence, raised.items) == ("minor", ("E-1", "E-2"), ("4.1",))
        links = on_disk(folder).table(Link)
        assert [(link.evidence, link.item, link.effect) for link in links.values()] == [
            ("E-1", "4.1", "contradicts"), ("E-2", "4.1", "contradicts"),
        ]  # fmt: skip
        assert raised.grading == {"q1": "yes", "q2": "no", "q3": "unsure"}
        assert raised.grading_rationale == "One list of three"
        assert raised.nature.startswith("short: issues")


@pytest.mark.parametrize(
    ("kind", "offered", "asks"),
    [
        ("baseline", {"ofi", "strength"}, False),
        ("gap_analysis", {"ofi", "strength"}, False),
        ("readiness", {"ofi", "strength"}, False),
        ("internal_audit", {"nonconformity", "major", "minor", "ofi", "strength"}, True),
        ("stage1", {"area_of_concern", "ofi"}, False),
        ("stage2", {"major", "minor", "ofi", "strength"}, True),
        ("surveillance", {"major", "minor", "ofi", "strength"}, True),
        ("recertification", {"major", "minor", "ofi", "strength"}, True),
    ],
)
def test_the_form_is_that_of_the_mode(build: Builder, kind: str, offered: set[str], asks: bool) -> None:
    session = Session(build.engagement(type=kind))
    form = finding_dialog(session, "4.1")
    types = next(field for field in form._fields if field.name == "type")
    assert {value for value, _ in types.options} == offered
    assert types.value == "", "the person grades"
    assert ("grading-q1" in names(form)) == asks == ("grading_rationale" in names(form))
    for chosen in sorted(offered):
        assert submitted(finding_dialog(session, "4.1"), type=chosen, title=f"a {chosen}") is None
    table = session.engagement.records.table(Finding)
    assert {each.type for each in table.values()} == offered
    for ident in table:
        session.do(*(change for change in [finding(ident, table[ident].type, "4.1", status="issued")]))
        after = names(finding_dialog(session, "4.1", ident))
        told = {"correction", "extent_check", "root_causes", "corrective_actions"} & after
        advises = session.engagement.mode.shows_remediation
        assert bool(told) == (advises and table[ident].type != "strength")


@pytest.mark.parametrize("kind", ["internal_audit", "stage2"])
def test_an_area_of_concern_keeps_no_grade_and_a_draft_may_lack_anything(build: Builder, kind: str) -> None:
    session = Session(build.engagement(type=kind))
    assert submitted(finding_dialog(session, "4.1"), type="minor", evidence="", items="4.1") is None
    assert submitted(finding_dialog(session, "4.1")) == "Choose a type first: what it is, you decide."
    problem = submitted(finding_dialog(session, "4.1"), type="minor", items="4.99")
    assert problem is not None and "not an item" in problem
    assert len(session.engagement.records.table(Finding)) == 1


def test_other_screens_begin_a_finding_with_what_they_have(engagement: Engagement) -> None:
    session = Session(engagement)
    form = finding_dialog(session, "", nature=EVIL, evidence=("E-3",), items=("A.5.18", "A.8.2"))
    assert submitted(form, type="minor") is None
    made = kept(engagement, "F-005")
    assert (made.nature, made.evidence, made.items) == (EVIL, ("E-3",), ("A.5.18", "A.8.2"))
    linked = {field.name: field.value for field in finding_dialog(session, "A.8.13")._fields}
    assert (linked["evidence"], linked["items"], linked["nature"]) == ("E-1, E-2", "A.8.13", "")


def test_evidence_contradicts_the_items_only_when_a_person_says_so(engagement: Engagement) -> None:
    session = Session(engagement)
    before = dict(engagement.records.table(Link))
    assert submitted(finding_dialog(session, "A.8.13"), type="minor") is None
    assert engagement.records.table(Link) == before
    form = finding_dialog(session, "", evidence=("E-2", "E-3", "E-99"), items=("A.8.13", "A.8.14"))
    assert submitted(form, type="minor", says="contradicts") is None
    effects = {key: link.effect for key, link in engagement.records.table(Link).items()}
    assert effects == {
        "E-1>A.8.13": "contradicts", "E-2>A.8.13": "contradicts", "E-3>A.5.18": "supports",
        "E-3>A.8.13": "contradicts", "E-3>A.8.14": "contradicts",
    }  # fmt: skip
    session.undo()
    after = engagement.records.table(Link)
    assert {key: link.effect for key, link in after.items()} == {key: link.effect for key, link in before.items()}


def test_the_fields_follow_the_type(engagement: Engagement) -> None:
    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        form = screen.app.screen
        await pilot.pause()

        def shown() -> tuple[str, bool]:
            labels = [str(label.content) for label in form.query(".field-label").results(Static) if label.display]
            return next(
                label for label in labels if label.startswith("WHAT ") and "ITEMS" not in label
            ), "WHY THIS GRADE" in labels

        assert shown() == ("WHAT IS NOT FULFILLED", True)
        assert "Your grade: minor nonconformity" in str(form.query_one("#finding-grade", Static).content)
        form.query_one("#field-type", Choice).choose("strength")
        await pilot.pause()
        assert shown() == ("WHAT IS GOOD", False)
        assert not form.query_one("#field-grading-q1").display
        form.query_one("#field-type", Choice).choose("ofi")
        await pilot.pause()
        assert shown()[0] == "WHAT COULD BE BETTER"
        await pilot.press("escape")
        assert kept(engagement, "F-001").type == "minor"

    drive(engagement, script)


def test_every_size_shows_what_is_missing_filters_count_and_the_page_tells_all(engagement: Engagement) -> None:
    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        assert [(f.name, f.count) for f in screen.query_one(FilterLine).filters] == [
            ("all", 4), ("open", 2), ("drafts", 2), ("incomplete", 1), ("disputed", 0), ("closed", 1),
        ]  # fmt: skip
        await pilot.press("down")
        for size in ((200, 60), SMALL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = text(screen.app)
            assert "STILL MISSING" in shown and "Name the requirement" in shown
            assert ("not asked yet" in shown) == (size != SMALL)
            assert "? explain" in shown.splitlines()[-1]
        await pilot.press("up")
        shown = text(screen.app)
        assert "1 open minor · 2 open of 4" in shown and "minor NC" in shown
        await pilot.press("f", "f", "f")
        assert table(screen).keys == ["F-002"]
        await pilot.pause()
        title, told = screen.explanation()
        whole = "\n".join(line for _, lines in told for line in lines)
        assert title == "F-002"
        assert "Name the requirement and where it stands" in whole and "berlin" in whole
        assert "A.5.16 Identity management" in whole
        await pilot.press("f")
        assert "Nothing passes this filter" in text(screen.app)

    drive(engagement, script)


def test_an_incomplete_finding_is_issued_for_a_reason_that_is_kept(engagement: Engagement) -> None:
    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("down", "s")
        await pilot.pause()
        shown = text(screen.app)
        assert "Still missing:" in shown and "from draft to issued" in shown
        await pilot.press("ctrl+s")
        assert "Say why it is issued" in str(screen.app.screen.query_one("#form-error", Static).content)
        assert kept(engagement, "F-002").status == "draft"
        screen.app.screen.query_one("#field-issued_incomplete", TextArea).text = EVIL
        await pilot.press("ctrl+s")
        assert (kept(engagement, "F-002").status, kept(engagement, "F-002").issued_incomplete) == ("issued", EVIL)
        await pilot.press("up", "s")
        assert not screen.app.screen.query("#field-issued_incomplete")
        screen.app.screen.query_one("#field-due_plan", Input).value = "15.12.2026"
        await pilot.press("ctrl+s", "x")
        assert "stays on record" in [note.message for note in screen.app._notifications][-1]
        complete = kept(engagement, "F-001")
        assert (complete.status, complete.due_plan, complete.issued_incomplete) == ("issued", "2026-12-15", "")
        await pilot.press("u", "x")
        assert "F-001" not in engagement.records.table(Finding)
        await pilot.press("u")
        assert kept(engagement, "F-001").title == "Restores"

    drive(engagement, script, size=WIDE)


@pytest.mark.parametrize(("kind", "asked"), [("internal_audit", "root_causes"), ("stage2", "auditee_comment")])
def test_every_step_asks_for_what_it_needs(build: Builder, kind: str, asked: str) -> None:
    changes = [change for change in some() if getattr(change, "type", "") != "nonconformity"]
    session = Session(build.engagement(*changes, type=kind))
    steps: list[tuple[str, dict[str, str], str]] = [
        ("issued", {}, ""),
        ("answered", {asked: "no one\nno time"}, ""),
        ("plan_accepted", {"due_done": "2027-01-31"}, "by when"),
        ("done", {}, ""),
        ("verified", {"verification": "seen"}, "how it was verified"),
        ("effective", {"effectiveness": "no repeats"}, "effective"),
        ("closed", {}, ""),
    ]
    for state, values, needed in steps:
        form = status_dialog(session, kept(session.engagement, "F-001"))
        problem = submitted(form) if needed else needed
        assert needed in (problem or ""), state
        assert submitted(status_dialog(session, kept(session.engagement, "F-001")), **values) is None
        assert kept(session.engagement, "F-001").status == state
    done = kept(session.engagement, "F-001")
    assert status_dialog(session, done) is None
    assert (done.due_done, done.verification, done.effectiveness) == ("2027-01-31", "seen", "no repeats")
    assert done.root_causes == (("no one", "no time") if kind == "internal_audit" else ())


def test_what_breaks_no_requirement_goes_the_short_way(engagement: Engagement) -> None:
    session = Session(engagement)
    assert next_state(kept(engagement, "F-004")) == "closed"
    assert submitted(status_dialog(session, kept(engagement, "F-004"))) is None
    assert kept(engagement, "F-004").status == "closed"
    assert next_state(kept(engagement, "F-003")) is None
    bad = submitted(status_dialog(session, kept(engagement, "F-001")), due_plan="soon")
    assert bad is not None and "not a day" in bad


def test_the_form_does_not_issue_past_the_check(engagement: Engagement) -> None:
    session = Session(engagement)
    problem = submitted(finding_dialog(session, "A.5.18", "F-002"), status="issued")
    assert problem is not None and "press s" in problem
    assert kept(engagement, "F-002").status == "draft"
    assert submitted(finding_dialog(session, "A.8.13", "F-001"), status="issued") is None


def test_a_dispute_is_recorded_in_their_words(engagement: Engagement) -> None:
    session = Session(engagement)
    problem = submitted(agreement_dialog(session, kept(engagement, "F-001")), agreed="disputed")
    assert problem is not None and "do not agree" in problem

    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("d")
        screen.app.screen.query_one("#field-agreed", Choice).choose("disputed")
        screen.app.screen.query_one("#field-auditee_comment", TextArea).text = EVIL
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (kept(engagement, "F-001").agreed, kept(engagement, "F-001").auditee_comment) == ("disputed", EVIL)
        assert next(f.count for f in screen.query_one(FilterLine).filters if f.name == "disputed") == 1
        await pilot.press("c")
        assert screen.app.clipboard == "\n".join([
            "F-001 minor nonconformity: Restores",
            f"Requirement: {WHOLE['requirement']}",
            "Evidence: E-1 Restore log of May (OPS-77)",
            f"What is not fulfilled: {WHOLE['nature']}",
            "Concerns: A.8.13",
        ])  # fmt: skip

    drive(engagement, script)


def test_the_house_calls_things_by_its_own_words(engagement: Engagement) -> None:
    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        await pilot.press("k")
        screen.app.screen.query_one("#field-ofi", Input).value = "minor nonconformity"
        await pilot.press("ctrl+s")
        assert "it is what minor is called" in str(screen.app.screen.query_one("#form-error", Static).content)
        screen.app.screen.query_one("#field-ofi", Input).value = f" Observation {EVIL}"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Observation" in text(screen.app), "in the list"
        assert engagement.about.labels == {"ofi": f"Observation {EVIL}"}
        form = finding_dialog(screen.session, "4.1")
        assert ("ofi", f"Observation {EVIL}") in form._fields[0].options

    drive(engagement, script)


def test_words_of_the_house_stand_in_reports_and_meanings_stay(engagement: Engagement) -> None:
    engagement.do(EngagementChanged(labels={"ofi": f"Observation {EVIL} "}))
    marks = [getattr(block, "mark", "") for block in finding_chapter(ReportInput.of(engagement))]
    assert f"Observation {EVIL}" in marks and "strength" in marks
    assert finding_label(engagement.about, "minor") == "minor nonconformity"
    engagement.do(EngagementChanged(labels={"strength": "Good practice"}))
    engagement.do(EngagementChanged(labels={"ofi": ""}))
    assert engagement.about.labels == {"strength": "Good practice"}
    for kind in ("major", "minor", "nonconformity", "weakness"):
        with pytest.raises(Refusal, match=r"cannot|only ofi"):
            engagement.do(EngagementChanged(labels={kind: "Observation"}))
    kinds: list[FindingType] = ["ofi", "strength"]
    assert [finding_label(engagement.about, kind) for kind in kinds] == ["opportunity for improvement", "Good practice"]


def test_hostile_text_is_shown_as_typed(build: Builder) -> None:
    parts: dict[str, Any] = dict.fromkeys(
        ("title", "requirement", "nature", "effect_text", "process", "grading_rationale", "auditee_comment"), EVIL
    )
    made = finding("F-[/]", "minor", "4.1", "4.2", evidence=("[E/]",), repeat_of=EVIL, **parts)
    engagement = build.engagement(made, type="stage2")

    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        shown = " ".join(text(screen.app).split())
        assert SHOWN[:40] in shown and "[E/] is not in the register" in shown
        assert "\x1b" not in shown
        for key, leave in (("question_mark", "escape"), ("enter", "escape"), ("s", "escape"), ("d", "escape")):
            await pilot.press(key)
            await pilot.pause()
            assert screen.app.screen is not screen
            assert "\x1b" not in text(screen.app)
            await pilot.press(leave)
        await pilot.press("i")
        await pilot.pause()
        assert "Which item?" in text(screen.app)
        await pilot.press("escape", "c")
        assert SHOWN not in screen.app.clipboard and EVIL in screen.app.clipboard

    drive(engagement, script, size=(120, 60))


def test_an_empty_list_says_what_a_finding_is(build: Builder) -> None:
    async def script(screen: FindingsScreen, pilot: Pilot[int]) -> None:
        assert "No findings yet." in text(screen.app)
        for name in ("edit", "step", "agree", "remove", "copy", "item"):
            getattr(screen, f"action_{name}")()
        assert screen.app.screen is screen
        await pilot.press("n")
        form = screen.app.screen
        form.query_one("#field-type", Choice).choose("area_of_concern")
        form.query_one("#field-items", Input).value = "9.2.1; 9.2.2"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (table(screen).here, table(screen).has_focus) == ("F-001", True)
        await pilot.press("i")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert screen.session.engagement.records.table(Finding)["F-001"].items == ("9.2.1", "9.2.2")
        assert "9.2.2" in text(screen.app)

    drive(build.engagement(type="stage1"), script)


@played
async def test_own_work_is_warned_of_and_may_still_be_judged(build: Builder, home: Path) -> None:
    settings.save(Settings(name=WHO))
    folder = closed(build.engagement(MemberChanged(id="AB", name=WHO, own_work=("4",)), type="internal_audit"))
    sentence = "You are named as having built 4.1: let somebody else judge it (9.2.2)."
    async with seated(folder) as seat:
        await seat.press("s")
        assert seat.within("#form-warning") == sentence
        await seat.press("2", "tab")
        await seat.type("seen")
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Assessment)["4.1"].status == "partial"
        await seat.press("f")
        assert seat.within("#form-warning") == sentence
        field = seat.app.screen.query_one("#field-items", Input)
        field.value = "5.1"
        await seat.settled()
        assert seat.within("#form-warning") == ""
        field.value = "4.1, 4.3"
        await seat.settled()
        assert "4.1 and 4.3: let somebody else judge them" in seat.within("#form-warning")


@played
async def test_a_second_preliminary_audit_is_warned_of_and_made(home: Path) -> None:
    folder = engagements_home() / "first"
    Engagement.create(folder, title="R", organization="Acme", type="readiness", who=WHO, clock=frozen).close()
    async with seated(None) as seat:
        await seat.press("3")
        await seat.type("ACME ")
        assert seat.within("#form-warning") == ""
        await seat.press("tab", "2")
        assert "a certification body may do one" in seat.within("#form-warning")
        await seat.press("ctrl+s")
        assert seat.dialog == "WorkScreen"
    with Engagement.open(engagements_home() / "acme-2026", who=WHO, read_only=True) as made:
        assert made.about.type == "readiness"


def test_decisions_of_gap_analyses_are_not_warned_of(build: Builder) -> None:
    for kind, warned in (("gap_analysis", False), ("internal_audit", True)):
        made = build.engagement(
            MemberChanged(id="AB", name=WHO, own_work=("4.1",)), assess("4.1", "partial"), type=kind, name=kind
        )
        session = Session(made)
        assert bool(decide_dialog(session, session.results.items["4.1"])._warning) == warned
