"""One conversation: the question that is asked now stands large, the next two below it, then what was asked."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from gapcheck.analysis.interview import Asked
from gapcheck.analysis.items import ItemResult
from gapcheck.records.answers import Answer
from gapcheck.records.vocabulary import label
from gapcheck.text import one_line, visible
from gapcheck.tui.hanging import MEASURE, flow, hang
from gapcheck.tui.press import PressStatic, pressable
from gapcheck.tui.signs import signed
from gapcheck.tui.widgets.fitted import Fitted, edges
from gapcheck.tui.widgets.question_card import KEYS, SIGNS

_REF = 9
"""Cells for the number of an item before a question."""
_MOST = 40
"""Questions of this conversation that are listed below."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


class Step(msgspec.Struct, frozen=True):
    """One question of the conversation."""

    asked: Asked
    dealt: bool
    """Whether it was answered in this conversation."""


class Talked(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as it stands."""

    name: str
    about: str
    """What stands behind the name, in grey."""
    clock: str
    over: bool
    """Whether it takes longer than planned."""
    opens_with: tuple[str, ...]
    steps: tuple[Step, ...]
    at: int
    """The place of the question that is asked now: -1 for the opening, the number of steps for the end."""
    hint: str = ""
    """Which site the answers are for, where there are several."""
    away: bool = False
    """Whether the person works at another one."""
    more: bool
    close: bool = False
    """Whether lines are few, so that air is left out."""

    @property
    def left(self) -> list[Step]:
        """What was not asked yet."""
        return [step for step in self.steps if not step.dealt]


class InterviewPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows a conversation; the screen holds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page_down", "Further down", show=False),
        Binding("pageup", "page_up", "Further up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="interview")

    def compose(self) -> ComposeResult:
        """Head, what is asked now, what comes next, what was asked."""
        yield Static("", id="interview-head")
        yield PressStatic("", id="interview-now")
        yield Static("", id="interview-next")
        yield Static("", id="interview-asked")

    def show(self, talked: Talked, result: ItemResult | None) -> None:
        """Show the conversation; `result` is the item of the question that is asked now."""
        self.query_one("#interview-head", Static).update(Fitted(lambda width: _head(talked, width)))
        self.query_one("#interview-now", Static).update(Fitted(lambda width: _now(talked, result, width)))
        self.query_one("#interview-next", Static).update(Fitted(lambda width: _next(talked, width)))
        dealt = [step for place, step in enumerate(talked.steps) if step.dealt and place != talked.at]
        below = self.query_one("#interview-asked", Static)
        below.display = bool(dealt)
        below.update(Fitted(lambda width: _asked(dealt, width)))


def _head(talked: Talked, width: int) -> Content:
    clock = Content.styled(talked.clock, "$warning" if talked.over else "$grey")
    name = Content.styled(one_line(talked.name), "bold")
    room = width - clock.cell_length - 3
    full = Content.assemble(name, ("  " + one_line(talked.about), "$grey")) if talked.about else name
    left = full if full.cell_length <= room else full.truncate(room, ellipsis=True)
    done = len(talked.steps) - len(talked.left)
    minutes = sum(step.asked.question.minutes for step in talked.left)
    figures = Content.assemble(
        str(done), (" asked · ", "$grey"), str(len(talked.left)), (f" left, {minutes:.0f} min", "$grey")
    )
    lines = [edges(left, clock, width), figures]
    if talked.hint:
        lines.append(
            hang("", Content.styled(visible(talked.hint), "$warning" if talked.away else "$grey"), width, indent=0)
        )
    return Content("\n").join(lines)


def _now(talked: Talked, result: ItemResult | None, width: int) -> Content:
    if talked.at < 0:
        return _opening(talked, width)
    if talked.at >= len(talked.steps) or result is None:
        return _end(talked, width)
    step = talked.steps[talked.at]
    asked, question = step.asked, step.asked.question
    place = Content.assemble((asked.item.id, "$primary"), (f"  {asked.item.full_title}", "$grey"))
    state = signed(result)
    room = width - state.cell_length - 2
    if place.cell_length > room >= 24:
        place = place.truncate(room, ellipsis=True)
    air = [] if talked.close else [Content("")]
    lines = [edges(place, state, width), Content("")]
    lines.append(hang("", Content.styled(visible(question.ask), "bold"), width, indent=0))
    if asked.named:
        lines.append(Content.styled("Somebody said that they would know.", "$primary"))
    if asked.answer is not None:
        lines += [*air, _heard(asked.answer, width)]
    if question.follow_ups:
        lines += [*air, *(_follow_up(text, width) for text in question.follow_ups)]
    lines += [Content(""), flow(_keys(talked.close), width, indent=0, between=2)]
    told = (("convinces", question.good_answer), ("look further", question.red_flag))
    if talked.more and any(text for _, text in told):
        lines += [Content(""), *(_labelled(name, text, width) for name, text in told if text)]
    return Content("\n").join(lines)


def _follow_up(text: str, width: int) -> Content:
    return hang(Content.styled("·", "$grey"), Content.styled(visible(text), "$grey"), width)


def _opening(talked: Talked, width: int) -> Content:
    lines = [Content.styled("TO BEGIN WITH", "bold $grey"), Content("")]
    lines += [hang(Content.styled("·", "$grey"), Content.styled(visible(t), "bold"), width) for t in talked.opens_with]
    begin = pressable(Content.assemble(("↓", "$primary"), f"{_NO_BREAK}first{_NO_BREAK}question"), "question(1)")
    note = pressable(Content.assemble(("n", "$primary"), f"{_NO_BREAK}note"), "note")
    return Content("\n").join([*lines, Content(""), flow([begin, note], width, indent=0, between=2)])


def _end(talked: Talked, width: int) -> Content:
    left = len(talked.left)
    if not talked.steps:
        told = "Nothing to ask: all is answered, or no role is named yet (e on the list of people)."
    elif left:
        which = "One question was passed over" if left == 1 else f"{left} questions were passed over"
        told = f"That was the last question. {which}; ↑ goes back."
    else:
        told = "Everything was asked."
    back = pressable(
        Content.assemble(("Esc", "$primary"), f"{_NO_BREAK}back{_NO_BREAK}to{_NO_BREAK}the{_NO_BREAK}people"), "leave"
    )
    return Content("\n").join([hang("", Content.styled(told, "bold"), width, indent=0), Content(""), back])


def _keys(close: bool) -> list[Content]:
    words = [(key, label(value), f"answer('{value}')") for key, value in KEYS]
    words += [] if close else [("n", "note", "note"), ("k", "who else", "who_else")]
    return [
        pressable(Content.assemble((key, "$primary"), _NO_BREAK, word.replace(" ", _NO_BREAK)), action)
        for key, word, action in words
    ]


def _next(talked: Talked, width: int) -> Content:
    following = [step for step in talked.steps[max(talked.at + 1, 0) :] if not step.dealt]
    if not following:
        return Content("")
    lines = [Content.styled("NEXT", "bold $grey")]
    lines += [_row(step.asked.item.id, Content(visible(step.asked.question.ask)), width) for step in following[:2]]
    more = len(following) - 2
    if more > 0:
        lines.append(Content.styled(f"and {more} more", "$grey"))
    return Content("\n").join(lines)


def _asked(dealt: Sequence[Step], width: int) -> Content:
    lines = [Content.styled("ASKED", "bold $grey")]
    for step in reversed(dealt[-_MOST:]):
        ask = Content.styled(visible(step.asked.question.ask), "$grey")
        lines.append(_row(step.asked.item.id, ask, width))
        if step.asked.answer is not None:
            lines.append(hang("", _heard(step.asked.answer, width - _REF), width, indent=_REF))
    if len(dealt) > _MOST:
        lines.append(Content.styled(f"and {len(dealt) - _MOST} before these", "$grey"))
    return Content("\n").join(lines)


def _row(ref: str, text: Content, width: int) -> Content:
    return hang(Content.styled(ref, "$grey"), text, width, indent=_REF)


def _heard(answer: Answer, width: int) -> Content:
    shape, colour = SIGNS[answer.value]
    who = f" · ask {visible(answer.who_would_know)}" if answer.who_would_know else ""
    note = f" · {visible(answer.note)}" if answer.note else ""
    unproved = " · say what was shown (n), else it stays a claim" if answer.value == "yes_shown" and not note else ""
    said = Content.assemble((label(answer.value), colour), note, (f"{who}{unproved}", "$grey"))
    return hang(Content.styled(shape, colour), said, min(width, MEASURE))


def _labelled(name: str, text: str, width: int) -> Content:
    return hang("", Content.assemble((f"{name}: ", "$grey"), visible(text)), width, indent=0)
