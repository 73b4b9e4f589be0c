"""Bars of lengths and the order of steps as data for the typesetter, which draws them as it draws everything else."""

from collections.abc import Callable
from typing import Any

from gapcheck.reports.chart_boxes import LINE, PAD_X, SIZE
from gapcheck.reports.chart_flow import Arrow, Frame, Panel, drawing, scale
from gapcheck.reports.chart_words import step_lines
from gapcheck.reports.document import Flow, Lengths

Ready = Callable[..., str]
"""Text for a column of so many millimetres, in a size of type."""
_PIXEL = 25.4 / 96
"""Millimetres."""
_LABEL, _WORDS = 0.22, 0.3
_ABOVE = 12.0
"""Millimetres of a page that are left for what stands above a drawing."""


def lengths_data(found: Lengths, ready: Ready, width: float, points: float) -> dict[str, Any]:
    """Bars, each with the shares of its two parts and of the empty rest."""
    longest = found.longest or 1
    rows = []
    for row in found.rows:
        shares = [round(1000 * part / longest) for part in (row.low, row.more)]
        rows.append(
            {
                "label": ready(row.label, width * _LABEL - 4, points),
                "words": ready(row.words, width * _WORDS - 4, points),
                "instead": ready(row.instead, width * (1 - _LABEL - _WORDS) - 4, points),
                "late": row.late,
                "shares": [*shares, max(0, 1000 - sum(shares))],
            }
        )
    return {
        "is": "lengths",
        "title": ready(found.title, width),
        "of": ready(found.of, width * _LABEL, points),
        "key": [found.solid, found.hatched, *(["late"] if any(row.late for row in found.rows) else [])],
        "widths": [_LABEL, 1 - _LABEL - _WORDS, _WORDS],
        "rows": rows,
    }


def flow_data(found: Flow, ready: Ready, width: float, height: float) -> dict[str, Any]:
    """The panels with everything in millimetres, as large as they are printed."""
    room = (width, height - _ABOVE)
    made = drawing(found, room[0] / _PIXEL, room[1] / _PIXEL)
    unit = _PIXEL * scale(made, room[0] / _PIXEL, room[1] / _PIXEL)
    return {
        "is": "flow",
        "alt": ready(" ".join((found.title, *step_lines(found))), 10_000),
        "panels": [_panel(panel, ready, unit) for panel in made.panels],
        "notes": [ready(note, width) for note in (found.legend, *made.notes) if note],
    }


def _panel(panel: Panel, ready: Ready, unit: float) -> dict[str, Any]:
    return {
        "width": round(panel.width * unit, 3),
        "height": round(panel.height * unit, 3),
        "size": round(SIZE * 0.75 * unit / _PIXEL, 3),
        "line": round(LINE * unit, 3),
        "heads": [{"x": round(x * unit, 3), "text": text} for x, text in panel.heads],
        "frames": [_frame(frame, ready, unit) for frame in panel.frames],
        "arrows": [_arrow(arrow, unit) for arrow in panel.arrows],
    }


def _frame(frame: Frame, ready: Ready, unit: float) -> dict[str, Any]:
    return {
        "x": round(frame.x * unit, 3),
        "y": round(frame.y * unit, 3),
        "width": round(frame.width * unit, 3),
        "height": round(frame.height * unit, 3),
        "pad": round(PAD_X * unit, 3),
        "lines": [
            {
                "y": round(line.y * unit, 3),
                "text": ready(line.text, 10_000),
                "strong": line.strong,
                "beside": ready(line.beside, 10_000),
            }
            for line in frame.lines
        ],
    }


def _arrow(arrow: Arrow, unit: float) -> dict[str, Any]:
    points = [[round(x * unit, 3), round(y * unit, 3)] for x, y in arrow.points]
    return {"points": points, "back": arrow.backwards}
