"""Lengths as a table of numbers with a chart beside it: solid up to the low end, hatched up to the high end."""

from typing import Any

from gapcheck.reports.document import Column, Lengths, Table
from gapcheck.reports.xlsx_book import GREY, INK, Book, shown
from gapcheck.reports.xlsx_fit import SIZE
from gapcheck.reports.xlsx_table import write_table

_PAPER, _BLUE, _RED, _RULE = "#FFFFFF", "#1F6F8B", "#B3402F", "#D8D3C8"
_HATCHED = {"pattern": "wide_upward_diagonal", "fg_color": _BLUE, "bg_color": _PAPER}
_LATE = {"pattern": "wide_downward_diagonal", "fg_color": _PAPER, "bg_color": _RED}


def lengths_table(lengths: Lengths) -> Table:
    """The numbers behind the bars, in words as well; rows without a bar stand last, outside of the chart."""
    columns = (
        Column(title=lengths.of, width=3),
        Column(title=_head(lengths.solid), kind="number", width=1.6),
        Column(title=_head(lengths.hatched), kind="number", width=1.6),
        Column(title="In words", width=3),
    )
    rows = sorted(lengths.rows, key=lambda row: bool(row.instead))
    return Table(
        columns=columns,
        rows=tuple(
            (row.label, f"{row.low:g}", f"{row.more:g}", f"{row.words} ({row.instead})" if row.instead else row.words)
            for row in rows
        ),
    )


def _head(words: str) -> str:
    return words[:1].upper() + words[1:]


def write_lengths(book: Book, sheet: Any, name: str, table: Table, lengths: Lengths) -> None:
    """Write the table from the first cell on, and the chart beside it."""
    grid = write_table(book, sheet, name, table, frozenset((table.columns[1].title, table.columns[2].title)))
    drawn = [row for row in lengths.rows if not row.instead]
    last = len(drawn)
    if not last:
        return
    chart = book.chart()
    edge = {"color": INK, "width": 0.75}
    for place, look in ((1, {"fill": {"color": _BLUE}}), (2, {"pattern": _HATCHED})):
        late = [{"pattern": _LATE, "border": edge} if row.late and place == 1 else None for row in drawn]
        chart.add_series(
            {
                "name": [name, 0, place],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, place, last, place],
                "border": edge,
                "gap": 45,
                "points": late if any(late) else None,
                **look,
            }
        )
    font = {"name": "Arial", "size": SIZE, "color": INK}
    chart.set_title({"name": shown(lengths.title), "name_font": {**font, "size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": GREY}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "num_font": font,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": _RULE}},
            "line": {"none": True},
            "label_position": "high",
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 620, "height": 130 + 30 * last})
    described = f"{lengths.title}: the numbers of the table beside it as bars"
    where = {"description": shown(described), "object_position": 3, "x_offset": 12, "y_offset": 4}
    sheet.insert_chart(0, len(grid.heads), chart, where)
