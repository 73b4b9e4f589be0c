"""The order of steps as a drawing: a column for each step, boxes, and arrows to what waits for them.

Lengths are in pixels of 1/96 inch from the upper left corner. What does not fit on one page is drawn in parts, each of
which hangs together; nothing is drawn too small to be read.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from gapcheck.reports.chart_boxes import Content, Line, content, head_width
from gapcheck.reports.chart_layers import Edge, Layers, arranged
from gapcheck.reports.chart_words import ids, step_name
from gapcheck.reports.document import Box, Flow

_GAP = 42.0
"""Between two columns, for the arrows."""
_ROW = 12.0
"""Between two boxes of a column."""
_PASS = 6.0
"""What a long arrow takes of a column that it passes."""
_HEAD = 24.0
_WIDEST, _NARROWEST, _WITH_TEXTS = 230.0, 104.0, 140.0
"""Boxes, and from which width on they hold texts."""
_SMALLEST, _SMALLEST_WITH_TEXTS = 0.64, 0.85
"""How far a drawing may be made smaller: to about 5 points, the size of small print."""
_BULGE = 20.0
_EASES = 4
"""How often boxes are moved towards what they are tied to."""

Point = tuple[float, float]


class Frame(msgspec.Struct, frozen=True):
    """A box in its place."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    place: int
    """Among the boxes of the flow."""


class Arrow(msgspec.Struct, frozen=True):
    """A line of Bézier curves: its first point, then two points of control and an end for each; `ends` are places."""

    ends: Edge
    points: tuple[Point, ...]
    backwards: bool = False
    """Whether it arrives from the right."""


class Panel(msgspec.Struct, frozen=True):
    """A drawing that stays on one page, with the heads of its columns by their left edge."""

    width: float
    height: float
    heads: tuple[tuple[float, str], ...]
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]


class Drawing(msgspec.Struct, frozen=True):
    """All panels, and what has to be said beneath them."""

    panels: tuple[Panel, ...]
    notes: tuple[str, ...]


class _Part(msgspec.Struct, frozen=True):
    """Frames and arrows below the heads, with their own upper edge at 0."""

    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]
    height: float
    columns: int


class _Grouped(msgspec.Struct, frozen=True):
    """What hangs together, page by page, with what could not be drawn."""

    wide: float
    stacks: list[list[_Part]]
    undrawn: list[int]
    left_out: bool


def drawing(flow: Flow, width: float, height: float) -> Drawing:
    """The flow on pages that are so wide and high."""
    tied = {place for place, box in enumerate(flow.boxes) for place in (place, *box.after) if box.after}
    groups = _groups(flow.boxes, tied)
    columns = max((flow.boxes[place].step for group in groups for place in group), default=1)
    wide = min(_WIDEST, max(_wanted(flow, columns, width), (width - _BULGE - (columns - 1) * _GAP) / columns))
    room = (width, height - _HEAD)
    bare = made = _grouped(flow.boxes, groups, wide, room, texts=False)
    roomy = max(wide, _WITH_TEXTS)
    if _across(columns, roomy) <= width / _SMALLEST_WITH_TEXTS:
        made = _grouped(flow.boxes, groups, roomy, room, texts=True)
        # one page that shows everything is worth more than texts that the table has as well
        made = bare if len(bare.stacks) < len(made.stacks) else made
    free = [place for place in range(len(flow.boxes)) if place not in tied]
    rows = _rows(flow.boxes, free, made.wide, *room)
    panels = [*(_panel(stack, made.wide) for stack in made.stacks), *(panel for panel, _ in rows)]
    left_out = made.left_out or any(left for _, left in rows)
    undrawn = made.undrawn
    notes = []
    if left_out:
        notes.append("Where only a number stands in a box, there is no room for the text: the table says what it is.")
    if undrawn:
        names = ids(*(flow.boxes[place] for place in sorted(undrawn)))
        notes.append(f"Too much hangs together here to be drawn on one page: {names}. The table says what waits.")
    return Drawing(tuple(panels), tuple(notes))


def _grouped(
    boxes: Sequence[Box], groups: list[list[int]], wide: float, room: tuple[float, float], texts: bool
) -> _Grouped:
    parts, undrawn, left_out = [], [], False
    for group in groups:
        found = _drawn(boxes, group, wide, room[1], texts)
        if found is None or _across(found[0].columns, wide) > room[0] / _SMALLEST:
            undrawn += group
        else:
            parts.append(found[0])
            left_out |= found[1]
    return _Grouped(wide, _stacks(parts, room[1]), undrawn, left_out)


def _groups(boxes: Sequence[Box], tied: set[int]) -> list[list[int]]:
    """The boxes that hang together, in the order of their first."""
    found: list[set[int]] = []
    for place in sorted(tied):
        near = {place, *boxes[place].after}
        joined_to = [group for group in found if group & near]
        found = [group for group in found if not group & near]
        found.append(near.union(*joined_to))
    return sorted((sorted(group) for group in found), key=lambda group: group[0])


def _wanted(flow: Flow, columns: int, width: float) -> float:
    """How wide a box is in which number and effort stand on one line, if there is room for so many."""
    found = min(_WIDEST, max((head_width(doing) for box in flow.boxes for doing in box.doings), default=0.0))
    return max(_NARROWEST, found if _across(columns, found) <= width / _SMALLEST else 0.0)


def _across(columns: int, wide: float) -> float:
    return columns * wide + (columns - 1) * _GAP + _BULGE


def _drawn(boxes: Sequence[Box], group: list[int], wide: float, high: float, texts: bool) -> tuple[_Part, bool] | None:
    """A group with texts if it is to have them and fits so, else with numbers only; None where that is too high."""
    for shows, smallest in ((texts, _SMALLEST_WITH_TEXTS), (False, _SMALLEST)):
        found = {place: content(boxes[place], wide, shows) for place in group}
        sums: dict[int, float] = {}
        for place in group:
            sums[boxes[place].step] = sums.get(boxes[place].step, 0) + found[place].height + _ROW
        if max(sums.values()) > high / smallest:
            continue
        part = _placed(boxes, group, found, wide)
        if part.height <= high / smallest:
            return part, any(made.left_out for made in found.values())
    return None


def _placed(boxes: Sequence[Box], group: list[int], found: dict[int, Content], wide: float) -> _Part:
    edges = [(group.index(before), n) for n, place in enumerate(group) for before in boxes[place].after]
    layers = arranged([boxes[place].step - 1 for place in group], edges)
    heights = {n: found[place].height for n, place in enumerate(group)}
    tops, total = _tops(layers, heights)
    frames = {
        n: Frame((boxes[place].step - 1) * (wide + _GAP), tops[n], wide, heights[n], found[place].lines, place)
        for n, place in enumerate(group)
    }
    arrows = []
    for route in layers.routes.values():
        ends = (group[route[0]], group[route[-1]])
        arrows.append(Arrow(ends, _curve(route, frames, tops, wide)))
    for start, end in layers.aside:
        arrows.append(Arrow((group[start], group[end]), _bulge(frames[start], frames[end]), backwards=True))
    return _Part(tuple(frames.values()), tuple(arrows), total, len(layers.columns))


def _tops(layers: Layers, heights: dict[int, float]) -> tuple[dict[int, float], float]:
    """The upper edge of each node, moved towards the middle of what it is tied to, and the height of all."""
    high = {node: heights.get(node, _PASS) for column in layers.columns for node in column}
    total = max(sum(high[node] + _ROW for node in column) - _ROW for column in layers.columns if column)
    middle: dict[int, float] = {}
    for column in layers.columns:
        _settle(column, high, middle, dict.fromkeys(column, total / 2), total)
    tied: dict[int, list[int]] = {}
    for route in layers.routes.values():
        for left, right in pairwise(route):
            tied.setdefault(left, []).append(right)
            tied.setdefault(right, []).append(left)
    for turn in range(_EASES):
        for column in layers.columns if turn % 2 == 0 else layers.columns[::-1]:
            wanted = {
                n: sum(middle[other] for other in tied[n]) / len(tied[n]) if n in tied else middle[n] for n in column
            }
            _settle(column, high, middle, wanted, total)
    return {node: middle[node] - high[node] / 2 for node in middle}, total


def _settle(
    column: Sequence[int], high: dict[int, float], middle: dict[int, float], wanted: dict[int, float], total: float
) -> None:
    """Place a column as near as may be to what is wanted, in its order, without overlap, between 0 and `total`."""
    least = 0.0
    for node in column:
        middle[node] = max(wanted[node], least + high[node] / 2)
        least = middle[node] + high[node] / 2 + _ROW
    most = total
    for node in reversed(column):
        middle[node] = min(middle[node], most - high[node] / 2)
        most = middle[node] - high[node] / 2 - _ROW


def _curve(route: Sequence[int], frames: dict[int, Frame], tops: dict[int, float], wide: float) -> tuple[Point, ...]:
    """From the right edge of the first box to the left edge of the last, level through every column on the way."""
    first = frames[route[0]]
    x, y = first.x + wide, first.y + first.height / 2
    points: list[Point] = [(x, y)]
    for node in route[1:]:
        box = frames.get(node)
        end = box.y + box.height / 2 if box else tops[node] + _PASS / 2
        points += [(x + _GAP / 2, y), (x + _GAP / 2, end), (x + _GAP, end)]
        x, y = x + _GAP, end
        if not box:
            points += [(x, y), (x + wide, y), (x + wide, y)]
            x += wide
    return tuple(points)


def _bulge(start: Frame, end: Frame) -> tuple[Point, ...]:
    x = start.x + start.width
    above, below = start.y + start.height / 2, end.y + end.height / 2
    return ((x, above), (x + _BULGE, above), (end.x + end.width + _BULGE, below), (end.x + end.width, below))


def _stacks(parts: list[_Part], high: float) -> list[list[_Part]]:
    """Parts in their order, as many on each page as fit."""
    found: list[list[_Part]] = []
    used = 0.0
    for part in parts:
        if found and used + part.height + 2 * _ROW <= high:
            found[-1].append(part)
            used += part.height + 2 * _ROW
        else:
            found.append([part])
            used = part.height
    return found


def _panel(stack: list[_Part], wide: float) -> Panel:
    columns = max(part.columns for part in stack)
    frames: list[Frame] = []
    arrows: list[Arrow] = []
    top = _HEAD
    for part in stack:
        frames += [msgspec.structs.replace(frame, y=frame.y + top) for frame in part.frames]
        for arrow in part.arrows:
            points = tuple((x, y + top) for x, y in arrow.points)
            arrows.append(msgspec.structs.replace(arrow, points=points))
        top += part.height + 2 * _ROW
    heads = tuple((n * (wide + _GAP), step_name(n + 1)) for n in range(columns))
    return Panel(_across(columns, wide), top - 2 * _ROW + 1, heads, tuple(frames), tuple(arrows))


def _rows(boxes: Sequence[Box], free: list[int], wide: float, width: float, high: float) -> list[tuple[Panel, bool]]:
    """What waits for nothing, with nothing waiting for it, side by side in rows of the same height."""
    wide = max(wide, _WITH_TEXTS)
    across = max(1, int((width + _ROW) // (wide + _ROW)))
    found: list[tuple[list[Frame], list[float], bool]] = []
    for start in range(0, len(free), across):
        made = [content(boxes[place], wide, texts=True) for place in free[start : start + across]]
        row = max(each.height for each in made)
        if not found or found[-1][1][0] + row > high:
            found.append(([], [0.0], False))
        frames, used, left_out = found[-1]
        for n, each in enumerate(made):
            place = free[start + n]
            frames.append(Frame(n * (wide + _ROW), _HEAD + used[0], wide, row, each.lines, place))
        used[0] += row + _ROW
        found[-1] = (frames, used, left_out or any(each.left_out for each in made))
    head = "At any time: waits for nothing, and nothing waits for it"
    return [
        (
            Panel(max(across * (wide + _ROW) - _ROW, 1), _HEAD + used[0] - _ROW + 1, ((0.0, head),), tuple(frames), ()),
            out,
        )
        for frames, used, out in found
    ]


def scale(drawn: Drawing, width: float, height: float) -> float:
    """By how much all panels are made smaller, so that each stands on a page and their type is of one size."""
    return min((min(1.0, width / panel.width, height / panel.height) for panel in drawn.panels), default=1.0)
