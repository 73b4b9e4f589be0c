"""Going to an item by whatever one remembers of it: four keys and Enter are enough."""

import re
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.questionnaire.model import Item
from gapcheck.questionnaire.search import Why
from gapcheck.text import one_line
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.signs import sign
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.line_field import LineField

MOST_PLACES = 40
"""Places to ask the finder for; several of them may be questions of one item."""
RECENT = 5
_INDENT = 11
"""Where titles begin: behind the sign and the longest id."""
_SPACED_ID = re.compile(r"a?[ .-]?[\d.]+", re.ASCII)


class Row(NamedTuple):
    """One item among the results."""

    item: Item
    why: Why | None
    """What matched; None where nothing was typed."""
    question: str
    """The question that matched best, empty where none did."""
    recent: bool = False
    """Whether somebody went there a moment ago."""


class GoToDialog(ModalScreen[str | None]):
    """Returns the id of the item that was picked, or None. The input keeps the focus all the time."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/go_to.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="go-to.leave"),
        Binding("down", "move('cursor_down')", "Next", show=False, id="go-to.down"),
        Binding("up", "move('cursor_up')", "The one before", show=False, id="go-to.up"),
        Binding("pagedown", "move('page_down')", "Further down", show=False, id="go-to.page-down"),
        Binding("pageup", "move('page_up')", "Further up", show=False, id="go-to.page-up"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown = ""

    def compose(self) -> ComposeResult:
        """The input, the results, what the keys do."""
        with Vertical(classes="dialog", id="go-to"):
            hint = "a number, a word of the title or of a question"
            yield LineField(placeholder=hint, id="go-to-input", compact=True)
            results = OptionList(id="go-to-results", markup=False, compact=True)
            results.can_focus = False
            yield results
            yield Static("", id="go-to-none")
            yield Static(
                Content.assemble(
                    ("\u2191\u2193", "$primary"), (" move  ", "$grey"), ("Enter", "$primary"), (" go there  ", "$grey"),
                    ("Esc", "$primary"), (" leave", "$grey"),
                ),
                classes="dialog-foot",
            )  # fmt: skip

    def on_mount(self) -> None:
        """Everything is there before the first key."""
        self.query_one("#go-to-input").focus()
        self._search("")
        # the index is made while the person reads, not on the first key
        self.call_after_refresh(lambda: self._session.finder)

    @on(Input.Changed, "#go-to-input")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    @on(Input.Submitted, "#go-to-input")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # what was typed counts, also when the key came before the list
        if event.value != self._shown:
            self._search(event.value)
        option = self.query_one("#go-to-results", OptionList).highlighted_option
        if option is not None:
            self._pick(str(option.id))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(str(event.option.id))

    def action_move(self, way: str) -> None:
        """Move in the results; the focus stays where one types."""
        getattr(self.query_one("#go-to-results", OptionList), f"action_{way}")()

    def action_leave(self) -> None:
        """Stay where one was."""
        self.dismiss(None)

    def _pick(self, ref: str) -> None:
        recent = self._session.recent
        if ref in recent:
            recent.remove(ref)
        recent.insert(0, ref)
        self.dismiss(ref)

    def _search(self, typed: str) -> None:
        self._shown = typed
        found = matching(self._session, typed) if typed.strip() else everything(self._session)
        results = self.query_one("#go-to-results", OptionList)
        states = self._session.results.items
        marks = _marks(typed)
        options: list[Option] = []
        for row in found:
            shape, colour = sign(states[row.item.id])
            options.append(Option(Fitted(partial(layout, row, Content.styled(shape, colour), marks)), id=row.item.id))
        results.set_options(options)
        results.highlighted = 0 if options else None
        results.scroll_home(animate=False)
        nothing = (
            "" if options else f"Nothing has \u201c{one_line(typed.strip())}\u201d in it. Fewer letters find more."
        )
        note = self.query_one("#go-to-none", Static)
        note.update(Content(nothing))
        note.display = not options
        results.display = bool(options)


def matching(session: Session, typed: str) -> list[Row]:
    """The items that fit what was typed, best first, each once with the question that fits best."""
    rows: dict[str, Row] = {}
    for match in session.finder.search(typed, MOST_PLACES):
        known = rows.get(match.item.id)
        question = match.question.ask if match.question is not None else ""
        if known is None:
            rows[match.item.id] = Row(match.item, match.why, question)
        elif question and not known.question and known.why != "id":
            rows[match.item.id] = known._replace(question=question)
    return list(rows.values())


def everything(session: Session) -> list[Row]:
    """All items in their order, those that somebody went to last before them."""
    items = {item.id: item for item in session.questionnaire.items}
    recent = [ref for ref in session.recent[:RECENT] if ref in items]
    order = [*recent, *(ref for ref in items if ref not in recent)]
    return [Row(items[ref], None, "", ref in recent) for ref in order]


def layout(row: Row, shape: Content, marks: re.Pattern[str] | None, width: int) -> Content:
    """Sign, id and title, below them the question, with what was typed standing out."""
    ident = Content(row.item.id.ljust(_INDENT - 3))
    title, question = Content(one_line(row.item.full_title)), Content.styled(one_line(row.question), "$grey")
    if row.why == "id":
        ident = Content.styled(row.item.id.ljust(_INDENT - 3), "bold $primary")
    elif marks is not None:
        title = title.highlight_regex(marks, style="bold $primary")
        question = question.highlight_regex(marks, style="bold $primary")
    if row.recent:
        title = Content.assemble(title, ("  recent", "$grey"))
    lines = [hang(Content.assemble(" ", shape, " ", ident), title, width, indent=_INDENT)]
    if row.question:
        lines.append(hang("", question, width, indent=_INDENT))
    if row.why == "glossary" and not row.question:
        terms = Content.styled(f"about {', '.join(row.item.glossary)}", "$grey")
        if marks is not None:
            terms = terms.highlight_regex(marks, style="bold $primary")
        lines.append(hang("", terms, width, indent=_INDENT))
    return Content("\n").join(lines)


def _marks(typed: str) -> re.Pattern[str] | None:
    """Finds the typed words in a text, at the beginning of words if they stand there."""
    words = [re.escape(word) for word in typed.split() if not _SPACED_ID.fullmatch(word.casefold())]
    if not words:
        return None
    return re.compile("|".join(sorted(words, key=len, reverse=True)), re.IGNORECASE)
