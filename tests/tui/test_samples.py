"""Samples by their keys: drawn, worked through, doubled, made evidence and a finding of."""

from building import Builder
from textual.widgets import Input

from gapcheck.analysis.drawing import drawn
from gapcheck.changes.samples import SampleChanged
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.samples import Case, Sample
from gapcheck.tui.widgets.row_table import RowTable

from .driving import SMALL, WIDE, Seat, closed, on_disk, played, seated

SEED = "20261121090000"
EVIL = "[/foo] [TODO] [@click=app.quit]x[/] =1+1 end\\"


def rows(seat: Seat, which: str) -> RowTable:
    return seat.app.screen.query_one(f"#{which}", RowTable)


def field(seat: Seat, name: str) -> Input:
    return seat.app.screen.query_one(f"#field-{name}", Input)


@played
async def test_a_random_sample_from_drawing_to_finding(build: Builder) -> None:
    folder = closed(build.engagement(type="internal_audit"))
    async with seated(folder, WIDE) as seat:
        await seat.press("o", "s")
        assert "No samples yet." in seat.text
        await seat.press("n")
        await seat.type("Leavers: account closed in time")
        await seat.press("enter")
        await seat.type("a.5.18 a.6.5")
        await seat.press("enter")
        await seat.type("leavers")
        await seat.press("enter", "4", "2")
        assert field(seat, "size").value == "9" and field(seat, "seed").value == SEED
        assert not seat.app.screen.query_one("#field-cases").display
        await seat.press("ctrl+s")
        sample = on_disk(folder).table(Sample)["S-001"]
        assert (sample.items, sample.population_size, sample.seed) == (("A.5.18", "A.6.5"), 42, SEED)
        numbers = [str(number) for number in drawn(42, 9, SEED)]
        assert [case.id for case in sample.cases] == rows(seat, "cases").keys == numbers
        assert seat.focused == "cases" and "9 of 42 leavers, random" in seat.within("#sample-page")

        await seat.press("1", "1", "3", "2")
        assert rows(seat, "cases").here == numbers[3], "an exception waits for its note"
        assert "d doubles the sample" in seat.within("#sample-page")
        await seat.press("enter")
        await seat.type(EVIL)
        await seat.press("enter")
        assert rows(seat, "cases").here == numbers[4] and seat.focused == "cases"
        assert "[@click=app.quit]x[/]" in seat.text
        await seat.press("up", "enter", "backspace", "backslash", "escape", "down")
        cases = on_disk(folder).table(Sample)["S-001"].cases
        assert [case.result for case in cases] == ["ok", "ok", "n.a.", "exception", *[""] * 5]
        assert cases[3].note == EVIL

        await seat.press("d")
        doubled = on_disk(folder).table(Sample)["S-001"].cases
        assert doubled[:9] == cases
        assert sorted(int(case.id) for case in doubled) == list(drawn(42, 18, SEED))

        await seat.press("v")
        shows = f"18 of 42 leavers, random (seed {SEED}), 4 looked at so far, 1 not applicable, 1 exception: "
        assert "● contradicts" in seat.text
        await seat.press("ctrl+s")
        records = on_disk(folder)
        piece = records.table(Evidence)["E-001"]
        assert (piece.type, piece.title) == ("sample", "Leavers: account closed in time")
        assert piece.what_it_shows == f"{shows}{numbers[3]} ({EVIL})."
        assert {link.effect for link in records.table(Link).values()} == {"contradicts"}
        assert records.table(Sample)["S-001"].evidence == "E-001"

        await seat.press("F")
        assert field(seat, "evidence").value == "E-001" and field(seat, "items").value == "A.5.18, A.6.5"
        assert on_disk(folder).table(Finding) == {}
        await seat.press("escape", "0", "u", "escape", "x")
        assert on_disk(folder).table(Sample) == {} and "E-001" in on_disk(folder).table(Evidence)
        await seat.press("u")
        assert rows(seat, "rows").keys == ["S-001"]


@played
async def test_a_judgement_sample_says_that_it_cannot_be_projected(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        await seat.press("o", "s", "n")
        await seat.type("Restore tests")
        await seat.press("enter")
        await seat.type("A.8.13")
        await seat.press("enter", "enter", "enter", "1", "tab")
        assert seat.focused == "field-cases" and not seat.app.screen.query_one("#field-seed").display
        await seat.press("ctrl+s")
        assert "Name the cases" in seat.within("#form-error")
        await seat.type(f" RT-1 \n\nRT-2\n{EVIL}\n")
        await seat.press("ctrl+s")
        assert [case.id for case in on_disk(folder).table(Sample)["S-001"].cases] == ["RT-1", "RT-2", EVIL]
        assert "cannot be projected" in seat.within("#sample-page")
        await seat.press("d")
        await seat.type("RT-1")
        await seat.press("ctrl+s")
        assert "names the case 'RT-1' twice" in seat.within("#form-error")
        await seat.press("ctrl+a", "delete")
        await seat.type("RT-9")
        await seat.press("ctrl+s")
        assert len(on_disk(folder).table(Sample)["S-001"].cases) == 4
        await seat.press("v")
        assert seat.said[-1] == "No case of S-001 was looked at yet."
        await seat.press("home", "1", "1", "1", "1", "v")
        records = on_disk(folder)
        assert records.table(Evidence)["E-001"].what_it_shows == "4 cases, judgement, no exceptions."
        assert records.table(Link)["E-001>A.8.13"].effect == "supports"
        await seat.press("escape", "e", "end")
        await seat.type(" of the year")
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Sample)["S-001"].title == "Restore tests of the year"
        await seat.press("question_mark")
        assert seat.dialog == "ExplainDialog" and "cannot be projected" in " ".join(seat.text.split())


@played
async def test_what_cannot_be_drawn_is_told(build: Builder) -> None:
    whole = SampleChanged(id="S-001", title="t", method="all", population_size=1, cases=(Case(id="1", result="ok"),))
    folder = closed(build.engagement(whole))
    async with seated(folder, SMALL) as seat:
        await seat.press("o", "s", "d")
        assert seat.said[-1] == "S-001 has every case already."
        await seat.press("n", "t", "ctrl+s")
        for typed, size, sentence in (
            ("", "", "Say how many there are"),
            ("4x", "", "is a number of cases"),
            ("20000", "none", "how many cases to pick"),
            ("20000", "10001", "too many"),
        ):
            field(seat, "population_size").value, field(seat, "size").value = typed, size
            await seat.press("ctrl+s")
            assert sentence in seat.within("#form-error")
        assert list(on_disk(folder).table(Sample)) == ["S-001"]
