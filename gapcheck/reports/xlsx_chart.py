"""Counts as a table with a chart of stacked bars under it, told apart by pattern where there is no colour."""

from typing import Any

from gapcheck.reports.document import Bars, Table
from gapcheck.reports.xlsx_book import GREY, INK, Book, shown
from gapcheck.reports.xlsx_fit import SIZE
from gapcheck.reports.xlsx_parts import COUNTED
from gapcheck.reports.xlsx_table import write_table

_PAPER = "#FFFFFF"
_FILLS: dict[str, dict[str, Any]] = {
    "confirmed": {"fill": {"color": "#3C7A34"}},
    "claimed": {"pattern": {"pattern": "percent_25", "fg_color": "#3C7A34", "bg_color": _PAPER}},
    "partial": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#8A5C06", "bg_color": _PAPER}},
    "does_not_conform": {"pattern": {"pattern": "small_check", "fg_color": "#B3402F", "bg_color": _PAPER}},
    "not_assessed": {"fill": {"color": _PAPER}},
}


def write_bars(book: Book, sheet: Any, name: str, table: Table, bars: Bars) -> None:
    """Write the counts from the first cell on, and the chart two rows below."""
    grid = write_table(book, sheet, name, table)
    last = len(bars.rows)
    if not last:
        return
    chart = book.chart()
    for place, code in enumerate(COUNTED, 1):
        counts = [dict(bar.counts)[code] for bar in bars.rows]
        series = {
            "name": [name, 0, place],
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, place, last, place],
            "border": {"color": INK, "width": 0.75},
            "gap": 45,
            "data_labels": {
                "value": True,
                "font": {"size": SIZE, "color": INK, "bold": True},
                "fill": {"color": _PAPER},
                "custom": [{"delete": True} if not count else {} for count in counts],
            },
            **_FILLS[code],
        }
        chart.add_series(series)
    font = {"name": "Arial", "size": SIZE, "color": INK}
    chart.set_title({"name": shown(bars.title), "name_font": {**font, "size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": GREY}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 960, "height": 120 + 42 * last})
    described = f"{bars.title}: the counts of the table above as stacked bars"
    sheet.insert_chart(grid.last_row + 2, 0, chart, {"description": shown(described), "object_position": 1})
