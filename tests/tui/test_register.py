"""The register of evidence by its keys: what is listed, found, linked, edited, removed and brought back."""

from building import Builder, evidence, finding

from gapcheck.changes.day import ParticipantChanged
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence, Link
from gapcheck.tui.widgets.row_table import Cell, Column, LazyRows, RowTable

from .driving import SMALL, WIDE, Seat, closed, on_disk, played, seated

EVIL = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \x1b[2J =1+1 end\\"
SHOWN = "[/foo] [b + c [TODO] [@click=app.quit]x[/] \u241b[2J =1+1 end\\"


def some() -> tuple[EvidenceAdded, ...]:
    return (
        evidence("E-1", "4.1", "A.8.13", title="Minutes of May", fresh_until="2026-11-20"),
        EvidenceAdded(
            id="E-2",
            type="sample",
            title="Restore tests",
            what_it_shows="One of four failed.",
            links=(
                LinkGiven(item="4.1", reason="named as an issue"),
                LinkGiven(item="A.8.13", effect="contradicts", reason="the order database was not restored"),
            ),
        ),
        evidence("E-3", title=EVIL, type="observation", site="", place=EVIL),
    )


def table(seat: Seat) -> RowTable:
    return seat.app.screen.query_one("#rows", RowTable)


@played
async def test_a_day_with_the_register(build: Builder) -> None:
    folder = closed(build.engagement(*some(), finding("F-1", "ofi", "4.1")))
    async with seated(folder, WIDE) as seat:
        seat.app.go_to_item("4.1")
        await seat.settled()
        assert "▲ Minutes of May E-1 · record ! stale since 2026-11-20" in seat.within("#evidence")
        await seat.press("o", "e")
        assert table(seat).keys == ["E-1", "E-2", "E-3"]
        assert "! 2026-11-20" in seat.text and "▼A.8.13, 4.1" in seat.text and "not linked" in seat.text
        for name, keys in (("stale", ["E-1"]), ("contradicts", ["E-2"]), ("unlinked", ["E-3"]), ("file", [])):
            await seat.press("f")
            assert table(seat).keys == keys, name
        assert "Nothing passes this filter" in seat.text
        await seat.press("F", "F")
        assert table(seat).here == "E-2"
        page = seat.within(".listing-detail")
        assert "One of four failed." in page
        assert "▼ contradicts A.8.13 Information backup the order database was not restored" in page

        await seat.press("escape", "s")
        await seat.type("failed RESTORE")
        await seat.press("enter")
        assert table(seat).keys == ["E-2"] and "1 shown" in seat.text
        await seat.press("l")
        await seat.type("a.8.13; 9.1 4.1")
        await seat.press("ctrl+s")
        assert seat.dialog == "RegisterScreen"
        links = on_disk(folder).table(Link)
        assert {(link.item, link.effect) for link in links.values() if link.evidence == "E-2"} == {
            ("4.1", "supports"),
            ("A.8.13", "supports"),
            ("9.1", "supports"),
        }
        await seat.press("l")
        assert "named as an issue" in seat.text
        await seat.type("9.1")
        await seat.press("tab", "4", "ctrl+s")
        assert "E-2>9.1" not in on_disk(folder).table(Link)

        await seat.press("escape", "home", "x")
        assert seat.said[-1] == "E-1 was removed with 2 links; u brings it back."
        assert table(seat).keys == ["E-2", "E-3"] and table(seat).here == "E-2"
        await seat.press("u")
        assert table(seat).keys == ["E-1", "E-2", "E-3"]
        assert len(on_disk(folder).table(Link)) == 4
        await seat.press("v")
        assert seat.said[-1].endswith("has no file; A attaches one.")
        await seat.press("home", "i")
        assert seat.dialog == "PickDialog" and "A.8.13" in seat.text


@played
async def test_new_evidence_starts_with_where_one_is_and_whom_one_speaks_with(build: Builder) -> None:
    folder = closed(
        build.engagement(ParticipantChanged(id="mk", name="Mara Klein", function="HR lead"), evidence("E-007", "4.1"))
    )
    async with seated(folder, SMALL) as seat:
        assert seat.app.session is not None
        seat.app.session.now_at(person="@mk", place="Room 2.14")
        await seat.press("o", "e", "n")
        await seat.type("Leavers since January")
        await seat.press("enter", "right", "tab")
        await seat.type("Two of ten accounts were open for more than a day.")
        await seat.press("tab")
        await seat.type("a.5.18, 6.3")
        await seat.press("tab", "2", "tab")
        await seat.type("open for nine days")
        await seat.press("ctrl+s")
        assert table(seat).here == "E-008"
        records = on_disk(folder)
        piece = records.table(Evidence)["E-008"]
        assert (piece.source_role, piece.source_initials, piece.place) == ("HR lead", "mk", "Room 2.14")
        assert (piece.type, piece.method, piece.permission) == ("interview", "on_site", "n.a.")
        link = records.table(Link)["E-008>A.5.18"]
        assert (link.effect, link.reason) == ("contradicts", "open for nine days")
        assert "E-008>6.3" in records.table(Link)
        await seat.press("enter", "ctrl+s")
        after = on_disk(folder).table(Evidence)["E-008"]
        assert (after.title, after.what_it_shows, after.place) == (piece.title, piece.what_it_shows, piece.place)
        assert records.table(Participant)["mk"].function == "HR lead"


@played
async def test_hostile_text_stands_as_typed_and_of_thousands_of_rows_only_those_in_sight_are_made(
    build: Builder,
) -> None:
    async with seated(closed(build.engagement(*some())), WIDE) as seat:
        await seat.press("o", "e", "end")
        assert table(seat).here == "E-3"
        assert SHOWN[:30] in seat.text and "\x1b" not in seat.text
        assert SHOWN in seat.within("#first")
        await seat.press("question_mark")
        assert seat.dialog == "ExplainDialog" and SHOWN[:40] in seat.text
        await seat.press("escape", "s")
        await seat.type("[todo] [@click")
        assert table(seat).keys == ["E-3"]
        await seat.press("escape")
        assert len(table(seat).keys) == 3 and seat.focused == "rows"
        await seat.click("Restore tests")
        assert table(seat).here == "E-2" and "One of four failed." in seat.within("#first")
        await seat.click("unlinked")
        assert table(seat).keys == ["E-3"]
        await seat._pilot.click("#rows", offset=(4, 1), times=2)
        await seat.settled()
        assert seat.dialog == "FormDialog"
        await seat.press("escape", "escape")

        made: list[str] = []

        def cells(key: str) -> dict[str, Cell]:
            made.append(key)
            return {"id": Cell(key)}

        rows, columns = table(seat), [Column(name="id", title="id", width=9)]
        rows.fill(columns, LazyRows([f"E-{n}" for n in range(5000)], cells))
        await seat.press("end")
        assert rows.here == "E-4999" and "E-4999" in seat.text
        await seat.press("pageup", "up", "home")
        assert rows.here == "E-0"
        assert len(set(made)) < 200, "only the rows in sight are made"
        rows.fill(columns, LazyRows(["E-7", "E-0"], cells))
        assert rows.here == "E-0", "the cursor stays on its row"
