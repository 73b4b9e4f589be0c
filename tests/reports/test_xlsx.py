"""Workbooks: what another reader finds in them, and that typed text does nothing there."""

import io
import zipfile
from functools import cache
from typing import Any

import openpyxl
import pytest
from reports.making import asked, realistic, report
from reports.reading import squeezed, workbook_text, written
from reports.test_content import PLANTED

from gapcheck.records.answers import Note
from gapcheck.reports.document import (
    Bar,
    Bars,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.kinds import KINDS, Kind
from gapcheck.reports.source import ReportInput
from gapcheck.reports.xlsx import render
from gapcheck.reports.xlsx_fit import MOST_LINES, count_lines, pieces

RUNS = "<r><t>not ours</t></r>"
SMALL = Table(columns=(Column(title="Control", kind="ref"), Column(title="Why", width=3)), rows=(("A.5.1", "risk"),))


@cache
def real() -> ReportInput:
    return report(realistic())


@cache
def made(kind: str) -> bytes:
    return written(kind, "xlsx", real())


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


def xml(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def book(*blocks: Any, main: Table = SMALL, **fields: str) -> bytes:
    """A workbook of a report that exists nowhere else."""
    given = {"title": "First", "organization": "Acme", "state": "Draft, 1", "classification": "Secret", **fields}
    document = Document(label="Report", metadata=facts(fact("Id", "7")), blocks=blocks, **given)
    return render(Kind("try", "things", lambda r: document, lambda r: main, lambda r: {}), real())


@pytest.mark.parametrize(
    "typed", [RUNS, '=HYPERLINK("http://x","y")', "@SUM(1)", "8.10", " x\ny ", "'quoted", "2026-01-02"]
)
def test_a_cell_holds_exactly_what_was_typed_and_stays_text(typed: str) -> None:
    sheet = opened(book(main=Table(columns=(Column(title="A"), Column(title="Value")), rows=((typed, typed),))))[
        "Things"
    ]
    for cell in sheet[2]:
        assert cell.value == typed and cell.data_type == "s" and cell.number_format == "@"
    assert sheet["A2"].quotePrefix is typed.startswith(("=", "@"))


def test_a_text_longer_than_a_row_is_in_full_on_its_own_sheet() -> None:
    text = "".join(f"word{number} " + ("\n" if number % 50 == 0 else "") for number in range(9_000))
    records = [*realistic("gap_analysis", 0), Note(item="4.1", text=text, at="2026-11-21T10:00:00+01:00")]
    found = opened(written("gap", "xlsx", report(records)))
    long = found["Long texts"]
    whole = "".join(row[5] for row in long.iter_rows(min_row=2, values_only=True))
    assert len(text) > 32_767 and text in whole
    rows = long.iter_rows(min_row=2, max_row=2, values_only=True)
    assert next(rows)[:5] == ("1", "Requirements and controls", "Notes", "4.1", f"1 of {long.max_row - 1}")
    cell = found["Requirements and controls"]["Q2"].value
    assert cell.startswith("[Long text 1: in full on the sheet “Long texts”]\nword0 \nword1 word2")
    assert cell.endswith("\n[goes on there]") and len(cell) < 32_767
    assert all(0 < (dimension.height or 0) <= 409 for dimension in long.row_dimensions.values())


def test_rows_are_as_high_as_their_text() -> None:
    text = "Every laptop that leaves the house is encrypted, and somebody looks at the list once in a quarter. " * 10
    sheet = opened(book(main=Table(columns=(Column(title="A"), Column(title="B")), rows=(("1", text), ("2", "x")))))[
        "Things"
    ]
    lines = len(text) * 0.7 / sheet.column_dimensions["B"].width  # no font this side of comic books is as narrow
    assert sheet.row_dimensions[2].height > lines * 10.4 > 3 * sheet.row_dimensions[3].height > 30
    assert sheet["B2"].alignment.wrap_text and sheet["B2"].alignment.vertical == "top"
    assert "".join(pieces(text * 9, 40)) == text * 9
    assert all(count_lines(piece, 40) <= MOST_LINES for piece in pieces(text * 9 + "y" * 3000, 40))


def test_the_main_table_can_be_filtered_stays_in_sight_and_prints() -> None:
    found = opened(made("gap"))
    assert found.sheetnames[:3] == ["About", "Requirements and controls", "In words"]
    sheet = found["Requirements and controls"]
    (table,) = sheet.tables.values()
    assert table.ref == "A1:T124" and table.autoFilter.ref == table.ref
    assert sheet.freeze_panes == "C2" and sheet.print_title_rows == "$1:$1"
    assert [cell.value for cell in sheet["A"]][1:] == [item.id for item in asked.items]
    for page in found:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        if page.title in ("About", "In words"):  # they say themselves where their pages end
            assert page.page_setup.scale == 95 and not page.sheet_properties.pageSetUpPr.fitToPage
        else:
            assert page.page_setup.fitToHeight == 0 and page.sheet_properties.pageSetUpPr.fitToPage
        assert "Page &P of &N" in xml(made("gap"))["xl/worksheets/sheet1.xml"].replace("&amp;", "&")
        assert "Confidential: Acme" in page.oddHeader.right.text and "Gap analysis report" in page.oddHeader.left.text


def test_a_status_is_chosen_from_a_list_and_looks_like_what_it_is() -> None:
    sheet = opened(made("gap"))["Requirements and controls"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["D2:D124"] == '"conforms,partial,does not conform,not assessed,excluded"'
    looks = {
        r.formula[0]: r.dxf.font
        for found in sheet.conditional_formatting
        for r in found.rules
        if "D2" in str(found.sqref)
    }
    assert looks['"does not conform"'].b and looks['"partial"'].i


def test_figures_are_numbers_and_what_was_typed_is_not() -> None:
    sheet = opened(made("backlog"))["Actions"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert {row[name].data_type for name in ("Order", "Value", "Days", "Effective rank")} == {"n"}
    assert row["Items"].data_type == "s" and row["Value"].number_format == "0.00"


def test_bars_are_numbers_with_a_chart_that_needs_no_colour() -> None:
    rows = (Bar(id="4", title="=Context", confirmed=2, claimed=1, partial=0, does_not_conform=3, not_assessed=1),)
    raw = book(Heading(text="In short"), Bars(title="Clauses", rows=rows), Bars(title="Clauses", rows=()))
    sheet = opened(raw)["Clauses"]
    assert [cell.value for cell in sheet[2]] == ["4 =Context", 2, 1, 0, 3, 1, 7, None]
    assert len(sheet._charts) == 1 and not opened(raw)["Clauses (2)"]._charts
    chart = xml(raw)["xl/charts/chart1.xml"]
    assert 'barDir val="bar"' in chart and 'grouping val="stacked"' in chart
    assert [chart.count(f'prst="{name}"') for name in ("pct25", "wdUpDiag", "smCheck")] == [1, 1, 1]


def test_every_table_has_a_sheet_and_every_text_a_line() -> None:
    many = [Heading(text="A [heading]: which/is *very* much longer than any name?"), SMALL, SMALL]
    case = Table(columns=(Column(title="Case"),), rows=(("c1",),))
    items = [Heading(text="Findings"), Heading(text="Group", level=2)]
    for number in "12":
        items += [Heading(text=f"F-{number}", level=3, mark="minor"), facts(fact("Nature", "n" + number)), case]
        items += [Paragraph(text="judged " + number)]
    words = [Heading(text="Words"), Callout(kind="stop", title="Late", text="very"), Bullets(items=("=1", "<r>b</r>"))]
    found = opened(book(*many, *items, *words, organization="O" * 300, classification="AT&[Picture] &G"))
    first, second = found.sheetnames[3:5]
    assert len({name.casefold() for name in found.sheetnames}) == len(found.sheetnames)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found.sheetnames)
    assert first.startswith("A heading which is very") and second.endswith("(2)")
    rows = list(found["Findings"].iter_rows(values_only=True))
    assert rows == [("Title", "Under", "In short", "Nature", "Remarks"), ("F-1", "Group", "minor", "n1", "judged 1"),
                    ("F-2", "Group", "minor", "n2", "judged 2")]  # fmt: skip
    assert list(found["Findings, row by row"].values) == [("Belongs to", "Case"), ("F-1", "c1"), ("F-2", "c1")]
    lines = [(a or "", b or "") for a, b in found["In words"].values]
    assert (
        ("Attention", "Late") in lines and ("", "very") in lines and ("•", "=1") in lines and ("•", "<r>b</r>") in lines
    )
    links = {c.hyperlink.location for row in found["In words"].iter_rows() for c in row if c.hyperlink}
    assert links == {f"'{first}'!A1", f"'{second}'!A1", "'Findings'!A1", "'Findings, row by row'!A1"}
    assert found["About"]["A3"].value == "O" * 300 and found["About"].oddHeader.right.text.endswith(
        "see the first sheet"
    )


def test_many_tables_of_the_same_shape_share_a_sheet() -> None:
    forms = [part for n in range(9) for part in (Heading(text=f"Form {n}"), SMALL)]
    found = opened(book(*forms))
    assert found.sheetnames == ["About", "Things", "In words", "Control, Why"]
    rows = list(found["Control, Why"].values)
    assert rows[0] == ("Belongs to", "Control", "Why") and rows[9] == ("Form 8", "A.5.1", "risk") and len(rows) == 10
    lines = [text for line in found["In words"].values for text in line if text]
    assert [text for text in lines if text.startswith("Form")] == [f"Form {n}" for n in range(9)]


def test_heads_are_unique_and_none_is_lost() -> None:
    titles = ("Site", "Points", "Why", "points", "", "_x0041_", "many words " * 2000)
    table = Table(columns=tuple(Column(title=title) for title in titles), rows=())
    raw = book(main=table)
    sheet = opened(raw)["Things"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "Site",
        "Points (Site)",
        "Why",
        "points (Why)",
        "Column 5",
        "Column 6: long text 1",
        "Column 7: long text 2",
    ]
    (listed,) = sheet.tables.values()
    assert [column.name for column in listed.tableColumns] == heads and listed.ref == "A1:G2"
    assert squeezed(titles[-1]) in squeezed(workbook_text(raw)) and "_x0041_" in workbook_text(raw)


def test_a_certification_audit_names_no_way_to_close_a_gap_and_an_empty_one_has_every_workbook() -> None:
    given, nothing = report(realistic("stage2")), report([])
    for kind in ("gap", "backlog", "audit", "nonconformities"):
        found = xml(written(kind, "xlsx", given))["xl/sharedStrings.xml"]
        assert "How it came about" in found or kind != "gap"
        assert not [text for text in PLANTED if text in found]
    for kind in KINDS:
        assert written(kind, "xlsx", nothing)


def test_it_is_dated_by_the_data_and_by_nothing_else() -> None:
    with zipfile.ZipFile(io.BytesIO(made("gap"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2026-11-21T14:02:00Z" in xml(made("gap"))["docProps/core.xml"]
