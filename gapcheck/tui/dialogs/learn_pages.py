"""The pages that teach, laid out for the room there is: side by side where it is wide, else below each other."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.steps import Step
from gapcheck.questionnaire.lessons import Lesson
from gapcheck.questionnaire.model import Item
from gapcheck.text import visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.hanging import hang

_LABEL = 9
"""Cells for the labels, with the gap behind them."""
_GAP = 3
_NARROWEST = 16
"""The narrowest column that is still easy to read."""
_SIDE_BY_SIDE = 90
"""From this width on entries stand beside each other."""
_NUMBER = 4
_ID = 8
_MILESTONE = "\N{BLACK DIAMOND}"


def page(entries: Sequence[Lesson], closing: str, width: int) -> Content:
    """Entries to compare, and one sentence to take away."""
    if not entries:
        return Content("This questionnaire says nothing about it.")
    room = (width - _LABEL - _GAP * (len(entries) - 1)) // len(entries)
    if width >= _SIDE_BY_SIDE and room >= _NARROWEST:
        body = _beside(entries, room)
    elif _pairs_fit(entries, width):
        body = Content("\n\n").join([_in_pairs(one, _half(entries)) for one in entries])
    else:
        body = Content("\n\n").join([_below(one, width) for one in entries])
    return Content("\n\n").join([body, Content.styled(visible(closing), "$grey")])


def _below(one: Lesson, width: int) -> Content:
    """The name, and under it a line for each label."""
    lines = [
        hang(Content.styled(f"  {label}", "$grey"), Content(visible(text)), width, indent=_LABEL + 2)
        for label, text in one.lines
    ]
    return Content("\n").join([Content.styled(visible(one.name), "bold"), *lines])


def _cells(one: Lesson) -> list[Content]:
    """All lines but the first, each behind its label."""
    return [
        Content.assemble((label.ljust(_LABEL - 2), "$grey"), Content(visible(text))) for label, text in one.lines[1:]
    ]


def _half(entries: Sequence[Lesson]) -> int:
    """Where the right one of two columns begins."""
    return 2 + max(cell.cell_length for one in entries for cell in _cells(one)[::2]) + 2


def _pairs_fit(entries: Sequence[Lesson], width: int) -> bool:
    if not all(len(one.lines) % 2 for one in entries):
        return False
    half = _half(entries)
    right = max(cell.cell_length for one in entries for cell in _cells(one)[1::2])
    head = max(Content(visible(one.lines[0][1])).cell_length for one in entries)
    return half + right <= width and half // 2 + head <= width


def _in_pairs(one: Lesson, half: int) -> Content:
    """The name and its first text on one line, the others two by two below it."""
    cells = _cells(one)
    rows = [
        Content.assemble("  ", left, " " * (half - 2 - left.cell_length), right)
        for left, right in zip(cells[::2], cells[1::2], strict=True)
    ]
    head = Content.assemble((visible(one.name).ljust(half // 2), "bold"), Content(visible(one.lines[0][1])))
    return Content("\n").join([head, *rows])


def _beside(entries: Sequence[Lesson], room: int) -> Content:
    """Entries as columns, labels on the left."""
    names = [Content.styled(visible(one.name), "bold") for one in entries]
    rule = Content.styled("\N{BOX DRAWINGS LIGHT HORIZONTAL}" * (_LABEL + (room + _GAP) * len(entries) - _GAP), "$rule")
    rows = [
        _row(label, [Content(visible(one.lines[place][1])) for one in entries], room)
        for place, (label, _) in enumerate(entries[0].lines)
    ]
    return Content("\n").join([_row("", names, room), rule, Content("\n\n").join(rows)])


def _row(label: str, cells: Sequence[Content], room: int) -> Content:
    """One row of the table; its cells wrap."""
    wrapped = [cell.wrap(room) for cell in cells]
    lines = []
    for place in range(max(map(len, wrapped))):
        line = Content.styled((label if place == 0 else "").ljust(_LABEL), "$grey")
        for number, cell in enumerate(wrapped):
            text = cell[place] if place < len(cell) else Content("")
            gap = "" if number == len(wrapped) - 1 else " " * (room + _GAP - text.cell_length)
            line = Content.assemble(line, text, gap)
        lines.append(line)
    return Content("\n").join(lines)


def step_row(step: Step, item: Item | None, *, first: bool, width: int) -> Content:
    """One row of the steps: the number of the step on its first row, then an item, or what else the step is."""
    width -= 2  # air before the scroll bar
    number = Content.styled(str(step.number).rjust(_NUMBER - 2) if first else "", "$grey")
    bullet = Content.assemble(number, " " * (_NUMBER - number.cell_length))
    if item is not None:
        bullet = Content.assemble(bullet, (item.id.ljust(_ID), "$primary"))
        return hang(bullet, Content(visible(item.one_line)), width, indent=_NUMBER + _ID)
    mark = "" if step.kind == "controls" else f"{_MILESTONE} "
    return hang(bullet, Content.styled(f"{mark}{step.title}", "bold"), width, indent=_NUMBER)


def step_why(step: Step, item: Item | None, width: int, *, beside: bool = False) -> Content:
    """Why a row stands where it does; beside the list there is room for its title, and for all that is to be said."""
    lines = step.why_of(item) if item is not None else (step.note,)
    if not beside:
        return Content("\n").join([hang("", Content(visible(line)), width, indent=0) for line in lines])
    title = f"{item.id} {item.full_title}" if item is not None else step.title
    if item is None:
        lines = (*lines, *step.why)
    blocks = [hang("", Content(visible(line)), width, indent=0) for line in lines]
    head = hang("", Content.styled(visible(title), "bold"), width, indent=0)
    return Content("\n\n").join([Content.styled(f"STEP {step.number}", "bold $grey"), head, *blocks])


def step_blocks(step: Step) -> list[Block]:
    """What there is to read about the controls or a milestone."""
    return [("", [step.note]), ("Why here", list(step.why))]
