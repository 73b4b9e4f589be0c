"""Charts: what is drawn is what the tables say, stays inside its page, and is told in words as well."""

import io
import re
from functools import cache
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports.making import AT, about, report
from reports.reading import Page, pages, squeezed, text_of, word_text, written

from gapcheck.records.actions import Action
from gapcheck.records.base import Record
from gapcheck.records.findings import Finding
from gapcheck.reports import html, pdf
from gapcheck.reports.ageing import ageing
from gapcheck.reports.chart_boxes import PAD_X, width_of
from gapcheck.reports.chart_flow import Drawing, drawing, scale
from gapcheck.reports.chart_layers import arranged, crossings
from gapcheck.reports.corrective_plan import is_late
from gapcheck.reports.document import Box, Document, Doing, Flow, Length, Lengths, Table, facts
from gapcheck.reports.findings import nonconformities
from gapcheck.reports.improvement import build, data, steps
from gapcheck.reports.improvement_order import flow
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput

PAGE = (955.0, 590.0)
HOSTILE = '<script>alert(1)</script> "]]> & \u202eabc \x07 =1+1'
ITEMS = ("4.2", "6.1.2", "8.2", "6.1.3", "8.3", "9.2.1", "9.2.2", "10.2", "A.8.15", "A.8.16", "A.5.9", "A.8.8", "5.2")


@cache
def plan(count: int, text: str = "Do what is needed") -> ReportInput:
    """Actions on items that need each other; every ninth has no date."""
    return report(
        [
            about(),
            *(
                Action(id=f"P-{n:02}", items=(ITEMS[n % len(ITEMS)],), text=f"{text} {n}", effort="SML"[n % 3],  # type: ignore[arg-type]
                       due="" if n % 9 == 8 else f"2027-{n % 9 + 1:02}-15", at=AT)
                for n in range(count)
            ),
        ]
    )  # fmt: skip


@cache
def plan_page(count: int) -> str:
    return written("improvement", "html", plan(count)).decode()


def block(document: Document, kind: type) -> Any:
    return next(part for part in document.blocks if isinstance(part, kind))


def test_the_bars_of_the_months_are_as_long_as_the_table_says() -> None:
    given = plan(40)
    chart = block(build(given), Lengths)
    months = {part["month"]: part["days"] for part in data(given)["by_month"]}
    assert {row.label: {"low": row.low, "high": row.high} for row in chart.rows} == months
    table = next(part for part in build(given).blocks if isinstance(part, Table) and part.columns[0].title == "Due in")
    assert [(row.label, row.words) for row in chart.rows] == [(row[0], row[2]) for row in table.rows]
    drawn = re.findall(r'<svg class="bar".*?<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>(.*?)</svg>', plan_page(40))
    assert [label for label, _, _ in drawn] == [row.label for row in chart.rows if not row.instead]
    longest = max(months[label]["high"] for label, _, _ in drawn)
    for label, words, parts in drawn:
        shares = [float(width) for width in re.findall(r' width="([\d.]+)%"', parts)]
        assert sum(shares) == pytest.approx(100 * months[label]["high"] / longest, abs=0.01)
        assert shares[0] == pytest.approx(100 * months[label]["low"] / longest, abs=0.01)
        assert words.startswith(f"{months[label]['low']:g} to ")


def test_arrows_lead_to_what_waits_and_to_nothing_else() -> None:
    given = plan(40)
    found = flow(given)
    drawn = drawing(found, *PAGE)
    assert not any("not be drawn" in note or "to be drawn" in note for note in drawn.notes)
    arrows = {arrow.ends for panel in drawn.panels for arrow in panel.arrows}
    assert arrows == {(before, n) for n, box in enumerate(found.boxes) for before in box.after}
    waits: dict[str, set[str]] = {}
    for start, end in arrows:
        for later in found.boxes[end].doings:
            waits.setdefault(later.id, set()).update(doing.id for doing in found.boxes[start].doings)
    table = next(p for p in build(given).blocks if isinstance(p, Table) and p.columns[0].title == "Step")
    said = {row[1].split()[0]: set(filter(None, row[2].split(", "))) for row in table.rows}
    assert {ident: before for ident, before in said.items() if before} == waits
    for step in steps(given):
        for ranked in step:
            reached, left = set[str](), [ranked.action.id]
            while left:
                new = waits.get(left.pop(), set()) - reached
                reached |= new
                left += new
            assert reached == set(ranked.needs)
    for start, end in arrows:
        assert not any((start, between) in arrows and (between, end) in arrows for between in range(len(found.boxes)))
    paths = re.findall(r'class="arrow" data-from="(\d+)" data-to="(\d+)"', plan_page(40))
    assert {(int(start), int(end)) for start, end in paths} == arrows


def test_a_long_plan_leaves_out_what_waits_for_nothing_and_says_so() -> None:
    few, many = flow(plan(20)), flow(plan(40))
    assert {d.id for box in few.boxes for d in box.doings} == {r.action.id for r in plan(20).backlog.actions}
    tied = {r.action.id for r in plan(40).backlog.actions if r.needs or r.unlocks}
    assert {d.id for box in many.boxes for d in box.doings} == tied and len(tied) < 40
    text = text_of("improvement", "txt", plan(40))
    assert squeezed("The drawing and the table leave them out.") in text
    assert squeezed("Step 1, first:") in text and squeezed("leave them out") not in text_of(
        "improvement", "txt", plan(20)
    )
    assert "At any time" in plan_page(20) and "At any time" not in plan_page(40)


def check(found: Flow, drawn: Drawing) -> None:
    """Every box is drawn once or named beneath, inside its panel, apart from the others, with its lines inside it."""
    frames = [frame for panel in drawn.panels for frame in panel.frames]
    named = " ".join(drawn.notes)
    missing = set(range(len(found.boxes))) - {frame.place for frame in frames}
    assert len(frames) == len({frame.place for frame in frames})
    assert all(doing.id in named for place in missing for doing in found.boxes[place].doings)
    smaller = scale(drawn, *PAGE)
    assert 0.6 < smaller <= 1
    for panel in drawn.panels:
        assert panel.width * smaller <= PAGE[0] + 0.01 and panel.height * smaller <= PAGE[1] + 0.01
        for frame in panel.frames:
            assert frame.x >= 0 and frame.x + frame.width <= panel.width + 0.01
            assert frame.y >= 0 and frame.y + frame.height <= panel.height + 0.01
            assert all(0 < line.y < frame.height for line in frame.lines)
            for line in frame.lines:
                assert width_of(line.text, line.strong) + width_of(line.beside) <= frame.width - 2 * PAD_X + 0.01
            for other in panel.frames:
                apart = abs(frame.x - other.x) >= frame.width or frame.y + frame.height <= other.y
                assert apart or other.y + other.height <= frame.y or other is frame
        for arrow in panel.arrows:
            assert len(arrow.points) % 3 == 1
            assert all(-0.01 <= x <= panel.width and 0 <= y <= panel.height for x, y in arrow.points)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    boxes: list[Box] = []
    texts = st.sampled_from(["", "Write it down", "Look at every copy, one by one, and say what is missing", "W" * 300])
    for n in range(draw(st.integers(1, 14))):
        after = draw(st.sets(st.integers(0, n - 1), max_size=3)) if n else set()
        doings = tuple(
            Doing(id=f"B-{n}.{k}", text=draw(texts), effort="0.5 to 1 day") for k in range(draw(st.integers(1, 3)))
        )
        boxes.append(
            Box(doings=doings, step=1 + max((boxes[p].step for p in after), default=0), after=tuple(sorted(after)))
        )
    return Flow(title="", boxes=tuple(boxes))


@settings(max_examples=40, deadline=None)
@given(flows())
def test_any_order_is_drawn_inside_its_page_with_no_more_crossings_than_before(found: Flow) -> None:
    check(found, drawing(found, *PAGE))
    edges = [(before, n) for n, box in enumerate(found.boxes) for before in box.after]
    layers = arranged([box.step - 1 for box in found.boxes], edges)
    assert set(layers.routes) == set(edges) and not layers.aside
    assert sorted(n for column in layers.columns for n in column if n < len(found.boxes)) == list(
        range(len(found.boxes))
    )
    assert crossings(layers.columns, layers.routes) <= crossings([sorted(c) for c in layers.columns], layers.routes)


def test_a_ring_and_a_chain_without_end_are_still_told() -> None:
    one = (Doing(id="A", text="", effort=""),)
    ring = Flow(title="", boxes=(Box(doings=one, step=1, after=(1,)), Box(doings=one, step=1, after=(0,))))
    check(ring, drawing(ring, *PAGE))
    assert {arrow.ends for panel in drawing(ring, *PAGE).panels for arrow in panel.arrows} == {(0, 1), (1, 0)}
    chain = tuple(
        Box(doings=(Doing(id=f"C-{n}", text="", effort=""),), step=n + 1, after=(n - 1,) if n else ())
        for n in range(30)
    )
    found = drawing(Flow(title="", boxes=chain), *PAGE)
    assert not found.panels and "C-0, C-1," in found.notes[0]


def test_what_crosses_without_need_is_put_in_order() -> None:
    edges = [(0, 5), (1, 4), (2, 3)]
    layers = arranged([0, 0, 0, 1, 1, 1], edges)
    assert crossings(layers.columns, layers.routes) == 0 < crossings([[0, 1, 2], [3, 4, 5]], layers.routes)


def test_hostile_text_is_shown_in_the_boxes_and_beside_the_bars() -> None:
    doing = Doing(id="A-1", text=HOSTILE, effort=HOSTILE)
    row = Length(label=HOSTILE, low=1, high=2, words=HOSTILE, late=True)
    charts = (
        Lengths(title=HOSTILE, of=HOSTILE, unit="day", solid="gone", hatched="left", rows=(row,)),
        Flow(title=HOSTILE, boxes=(Box(doings=(doing,), step=1), Box(doings=(doing,), step=2, after=(0,)))),
    )
    document = Document(label="x", title="", organization="", state="", classification="", metadata=facts(),
                        blocks=charts, landscape=True)  # fmt: skip
    page = Page(html.render(document).decode())
    shown = squeezed("".join(page.text))
    assert "script" not in {tag for tag, _ in page.tags}
    assert shown.count("<script>alert(1)</script>") >= 8 and "\u2407" in shown
    raw = pdf.render(document, AT)
    printed = squeezed("".join(pages(raw)))
    assert printed.count("<script>alert(1)</script>") >= 7 and b"pdfuaid:part" in raw
    assert raw == pdf.render(document, AT)


def finding(ident: str, **fields: Any) -> Finding:
    known: dict[str, Any] = {"type": "minor", "items": ("A.5.18",), "title": f"Finding {ident}", "status": "issued"}
    return Finding(id=ident, at=AT, **{**known, "raised_at": "2026-11-01T09:00:00+01:00", **fields})


FINDINGS: list[Record] = [
    finding("F-1", due_plan="2026-11-30", due_done="2026-11-18", process="Order handling"),
    finding("F-2", due_plan="2026-11-01", status="plan_accepted", due_done="2026-11-21", root_causes=("CAUSE",)),
    finding("F-3", status="closed", due_done="2026-11-02", process=" Order handling"),
    finding("F-4", source="Stage 1", due_done="soon"),
    finding("F-5", type="strength", process="Purchasing"),
]


def test_days_are_counted_to_the_date_of_the_report_and_late_ones_are_called_late() -> None:
    given = report([about("stage2"), *FINDINGS], date="2026-11-21T10:00:00+01:00")
    assert [finding.id for finding in nonconformities(given) if is_late(finding, given)] == ["F-1"]
    _, chart = ageing(nonconformities(given), given)
    assert isinstance(chart, Lengths)
    assert {row.label: (row.low, row.more, row.words) for row in chart.rows} == {
        "F-4 open": (0, 0, "not known since when"),
        "F-4 action due": (0, 0, "not known when"),
        "F-1 open": (20, 0, "20 days, since 2026-11-01"),
        "F-1 answer due": (0, 9, "9 days left, due on 2026-11-30"),
        "F-1 action due": (3, 0, "late by 3 days, was due on 2026-11-18"),
        "F-2 open": (20, 0, "20 days, since 2026-11-01"),
        "F-2 action due": (0, 0, "due today, 2026-11-21"),
    }
    table = KINDS["corrective_plan"].rows(given)
    assert [column.title for column in table.columns][-3:] == [
        "Days open",
        "Days until the answer",
        "Days until the action",
    ]
    assert {row[0]: row[-3:] for row in table.rows} == {
        "F-1": ("20", "9", "-3"), "F-2": ("20", "", "0"), "F-3": ("", "", ""), "F-4": ("", "", ""),
    }  # fmt: skip
    data = {row["id"]: row for row in KINDS["corrective_plan"].data(given)["nonconformities"]}
    assert [data["F-1"][name] for name in ("days_open", "days_until_answer", "days_until_action")] == [20, 9, -3]
    assert data["F-3"]["days_open"] is data["F-4"]["days_until_action"] is None
    assert [row.label for row in chart.rows if row.late] == ["F-1 action due"]
    for name in ("html", "md", "txt"):
        text = text_of("corrective_plan", name, given)
        assert squeezed("late by 3 days") in text and "CAUSE" not in text
    later = report([about("stage2"), *FINDINGS], date="2026-12-01")
    assert squeezed("late by 13 days") in text_of("corrective_plan", "txt", later)


def test_findings_are_grouped_by_the_process_that_they_name() -> None:
    given = report([about("internal_audit"), *FINDINGS])
    told = written("audit", "txt", given).decode().partition("Findings by process")[2].partition("Finding F-5")[0]
    rows = [" ".join(row.split()) for row in told.split("- Process: ")[1:]]
    assert rows[0].startswith("Order handling Findings: 2 Still open: 1 Which: F-1") and "F-3" in rows[0]
    assert rows[1].startswith("Purchasing Findings: 1 Still open: 0 Which: F-5")
    assert (
        "Findings by process" not in written("audit", "txt", report([about("internal_audit"), finding("F-9")])).decode()
    )


def test_word_and_excel_hold_the_same_numbers() -> None:
    given = plan(40)
    chart = block(build(given), Lengths)
    raw = written("improvement", "xlsx", given)
    sheet = next(found for found in openpyxl.load_workbook(io.BytesIO(raw)) if found._charts)
    rows = {row[0]: row[1:3] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}
    assert rows == {row.label: (row.low, row.more) for row in chart.rows}
    refs = [series.val.numRef.f for series in sheet._charts[0].series]
    drawn = sum(not row.instead for row in chart.rows)
    assert [ref.rpartition("!")[2] for ref in refs] == [f"${c}$2:${c}${drawn + 1}" for c in "BC"]
    word = written("improvement", "docx", given)
    text = squeezed(word_text(word))
    assert all(squeezed(row.label + (row.instead or "") + row.words) in text for row in chart.rows)
    assert squeezed("Step 2, then") in text and word == written("improvement", "docx", given)
    assert plan_page(40) == html.render(build(plan(40))).decode() and raw == written("improvement", "xlsx", given)
