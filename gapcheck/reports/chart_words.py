"""Charts where nothing can be drawn: bars as signs, and the order of steps in words."""

import math

from gapcheck.reports.document import Box, Flow, Length, Lengths
from gapcheck.reports.plain import joined

SOLID, HATCHED = "■", "□"
_LONGEST = 24
"""Signs in the longest bar."""
_NAMES = ("first", "then")


def sign_of(lengths: Lengths) -> int:
    """How many units one sign stands for."""
    return max(1, math.ceil(lengths.longest / _LONGEST))


def signs(row: Length, step: int) -> str:
    """A bar as signs, each for `step` units; what is there at all has at least one sign."""
    if row.instead or row.high <= 0:
        return ""
    low, high = round(row.low / step), max(round(row.high / step), 1)
    # a bar without a range is solid, however short it is
    low = high if row.more == 0 else low
    return SOLID * low + HATCHED * (high - low)


def key(lengths: Lengths) -> str:
    """What a sign stands for."""
    step = sign_of(lengths)
    unit = f"1 {lengths.unit}" if step == 1 else f"{step} {lengths.unit}s"
    return f"One sign stands for {unit}: {SOLID} {lengths.solid}, {HATCHED} {lengths.hatched}"


def drawn_in_words(lengths: Lengths) -> str:
    """All bars in one line, for those who cannot see them."""
    return joined("; ", *(joined(": ", row.label, row.words) for row in lengths.rows))


def step_name(step: int) -> str:
    """A step with its place in the order."""
    return f"Step {step}, {_NAMES[step - 1] if step <= len(_NAMES) else 'after that'}"


def step_lines(flow: Flow) -> list[str]:
    """A line for each step: the numbers of what is done in it, each with what it waits for."""
    found = []
    for step in sorted({box.step for box in flow.boxes}):
        boxes = [_box_words(box, flow) for box in flow.boxes if box.step == step]
        found.append(f"{step_name(step)}: {joined('; ', *boxes)}")
    return found


def _box_words(box: Box, flow: Flow) -> str:
    before = ids(*(flow.boxes[place] for place in box.after))
    return joined(" after ", ids(box), before)


def ids(*boxes: Box) -> str:
    """The numbers of everything in some boxes."""
    return joined(", ", *(doing.id for box in boxes for doing in box.doings))
