"""The keys of the work screen, each with the words that the palette and the help show."""

from textual.binding import Binding, BindingType

from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.question_card import KEYS as ANSWER_KEYS

KEYS: tuple[Key, ...] = (
    ("1-5", "answer", "screen.explain"),
    ("s", "decide", "screen.decide"),
    ("e", "evidence", "screen.add_evidence"),
    ("/", "go to", "screen.go_to"),
    (". ,", "next, back", "screen.step(1)"),
    ("?", "explain", "screen.explain"),
    ("^p", "all", "app.command_palette"),
)
BINDINGS: list[BindingType] = [
    *(
        Binding(key, f"answer('{value}')", f"Answer: {value.replace('_', ', ')}", show=False, id=f"answer.{value}")
        for key, value in ANSWER_KEYS
    ),
    Binding("0", "clear_answer", "Take the answer back", show=False, id="answer.clear"),
    Binding("enter", "note_answer", "Note with the answer", show=False, id="answer.note"),
    Binding("s", "decide", "Decide on this item", show=False, id="decide"),
    Binding("n", "note", "Note on this item", show=False, id="note"),
    Binding("e", "add_evidence", "Add evidence", show=False, id="evidence.add"),
    Binding("l", "link_evidence", "Link evidence that is there", show=False, id="evidence.link"),
    Binding("f", "finding", "Add a finding", show=False, id="finding.add"),
    Binding("c", "applicability", "Is this control needed?", show=False, id="applicability"),
    Binding("delete,D", "remove", "Remove the evidence or finding under the cursor", show=False, id="remove"),
    Binding("full_stop", "step(1)", "Next item", show=False, id="item.next"),
    Binding("comma", "step(-1)", "Item before", show=False, id="item.previous"),
    Binding("left_square_bracket", "visited(-1)", "Back to where you were", show=False, id="back"),
    Binding("right_square_bracket", "visited(1)", "On again", show=False, id="forward"),
    Binding("down,j", "question(1)", "Next question", show=False, id="question.next"),
    Binding("up,k", "question(-1)", "Question before", show=False, id="question.previous"),
    Binding("v", "filter", "Show only some items", show=False, id="filter"),
    Binding("x", "more", "Show or hide what convinces", show=False, id="more"),
    Binding("E", "evidence_pane", "Show or hide the evidence", show=False, id="evidence.pane"),
    Binding("d", "draft", "Show or hide how this item will read in the report", show=False, id="draft"),
    Binding("S", "site", "Choose the site you are at", show=False, id="site"),
    Binding("escape", "tree", "To the list of items", show=False, id="tree"),
]
