"""The keys of the day, tab by tab."""

from textual.binding import Binding, BindingType

from gapcheck.tui.widgets.key_bar import Key

TABS = (
    ("plan", "Plan"),
    ("opening", "Opening"),
    ("closing", "Closing"),
    ("feedback", "Feedback"),
    ("undecided", "Undecided"),
)
"""In the order of their digits."""
MEETINGS = ("opening", "closing", "feedback")
"""Tabs that are meetings of the questionnaire."""
_EXPLAIN: Key = ("?", "explain", "screen.explain")
_MEETING: tuple[Key, ...] = (
    ("space", "dealt with", "screen.begin"),
    ("Enter", "note", "screen.edit"),
    ("t", "attendance", "screen.attendance"),
    ("←→", "day", "screen.day(1)"),
    ("1-5", "tabs", "screen.tab(1)"),
    _EXPLAIN,
)
KEYS: dict[str, tuple[Key, ...]] = {
    "plan": (
        ("space", "begin, end", "screen.begin"),
        ("i", "interview", "screen.interview"),
        ("c", "carry over", "screen.carry"),
        ("n", "new", "screen.new"),
        ("Enter", "edit", "screen.edit"),
        ("←→", "day", "screen.day(1)"),
        _EXPLAIN,
    ),
    "empty": (
        ("P", "propose a day", "screen.propose"),
        ("n", "new", "screen.new"),
        ("←→", "day", "screen.day(1)"),
        ("1-5", "tabs", "screen.tab(1)"),
        _EXPLAIN,
    ),
    "opening": _MEETING,
    "closing": _MEETING,
    "feedback": _MEETING,
    "undecided": (
        ("Enter", "go to the item", "screen.edit"),
        ("←→", "day", "screen.day(1)"),
        ("1-5", "tabs", "screen.tab(1)"),
        _EXPLAIN,
    ),
}
BINDINGS: list[BindingType] = [
    *(Binding(str(n), f"tab({n})", f"Day: {word}", id=f"day.{name}") for n, (name, word) in enumerate(TABS, 1)),
    Binding("space", "begin", "Begin or end the entry; tick the point", id="day.begin"),
    Binding("enter", "edit", "Edit the entry; note on the point; go to the item", id="day.edit"),
    Binding("n", "new", "New plan entry", id="day.new"),
    Binding("c", "carry", "Carry over what is left", id="day.carry"),
    Binding("v", "take_up", "Take up what was carried over", id="day.take-up"),
    Binding("x", "remove", "Remove the entry", id="day.remove"),
    Binding("i", "interview", "Open the interview of the entry", id="day.interview"),
    Binding("t", "attendance", "Who is at the meeting", id="day.attendance"),
    Binding("P", "propose", "Propose a day", id="day.propose"),
    Binding("left", "day(-1)", "The day before", id="day.before"),
    Binding("right", "day(1)", "The day after", id="day.after"),
    Binding("full_stop", "today", "Today", id="day.today"),
    Binding("pagedown", "page(1)", "Further down", priority=True, id="day.page-down"),
    Binding("pageup", "page(-1)", "Further up", priority=True, id="day.page-up"),
]
