"""The keys of the interviews: among the people, and in a conversation."""

from textual.binding import Binding, BindingType

from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.question_card import KEYS as ANSWER_KEYS

RULES = (
    "A sheet holds every open question of a person's roles, across items: what somebody said they would know first, "
    "then what the time was planned for, then theme by theme. What is done is asked before what is written.",
    "Open is what nobody answered and what nobody knew. What you hear is saved at once; u takes it back.",
    "A note is kept with the answer, or as a quick note that is filed to the item while there is no answer.",
)
PEOPLE: tuple[Key, ...] = (
    ("Enter", "interview", "screen.open"),
    ("n", "new person", "screen.new"),
    ("e", "edit", "screen.edit"),
    ("x", "remove", "screen.remove"),
    ("S", "site", "screen.site"),
    ("?", "explain", "screen.explain"),
)
ASKING: tuple[Key, ...] = (
    ("1-5", "answer", "screen.explain"),
    ("n", "note", "screen.note"),
    ("k", "who else", "screen.who_else"),
    ("↑↓", "question", "screen.question(1)"),
    (". ,", "item", "screen.step(1)"),
    ("f", "find", "screen.find"),
    ("Esc", "people", "screen.leave"),
)
BINDINGS: list[BindingType] = [
    *(
        Binding(key, f"answer('{value}')", f"Answer: {value.replace('_', ', ')}", id=f"interviews.answer.{value}")
        for key, value in ANSWER_KEYS
    ),
    Binding("0", "clear_answer", "Take the answer back", id="interviews.clear"),
    Binding("enter", "open", "Open the interview, or a note", id="interviews.open"),
    Binding("n", "note", "Note, or a new person", id="interviews.note"),
    Binding("k", "who_else", "Who else would know", id="interviews.who-else"),
    Binding("down,j", "question(1)", "Next question", id="interviews.next"),
    Binding("up", "question(-1)", "Question before", id="interviews.previous"),
    Binding("full_stop", "step(1)", "Next item", id="interviews.item-next"),
    Binding("comma", "step(-1)", "Item before", id="interviews.item-previous"),
    Binding("f", "find", "Find a question of this conversation", id="interviews.find"),
    Binding("i", "item", "Go to the item", id="interviews.item"),
    Binding("S", "site", "Choose the site that answers are for", id="interviews.site"),
    Binding("escape", "leave", "Back to the people", id="interviews.leave"),
    Binding("e", "edit", "Edit the person; in an interview, add evidence on the item", id="interviews.edit"),
    Binding("x", "remove", "Take the person off the list; in an interview, what convinces", id="interviews.remove"),
]
