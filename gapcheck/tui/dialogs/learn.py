"""Help that teaches: which check is which, the ways to get there, classic mistakes, and what first and what next."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from gapcheck.analysis.steps import Step, steps
from gapcheck.questionnaire.explained import item_blocks
from gapcheck.questionnaire.lessons import CLOSING, NO_ADVICE, TITLES, TOPICS, Topic, lessons
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.tui.dialogs.explain import ExplainDialog
from gapcheck.tui.dialogs.learn_pages import page, step_blocks, step_row, step_why
from gapcheck.tui.hanging import hang
from gapcheck.tui.press import PressStatic, pressable
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.row_list import Row, RowList

_SHORT: dict[Topic, str] = {"ways": "Four ways", "mistakes": "Three mistakes", "steps": "What first"}
"""Names for a narrow terminal, where the whole titles do not stand on one line."""


def learn_dialog(about: Session | Questionnaire) -> "LearnDialog":
    """The pages for an open engagement, without advice where its type allows none, or for a questionnaire alone."""
    if isinstance(about, Session):
        return LearnDialog(about.questionnaire, advice=about.results.material.mode.shows_remediation)
    return LearnDialog(about)


class LearnDialog(ModalScreen[None]):
    """Pages to read; digits or the arrows switch. Enter on a step's item opens what is written about it."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/learn.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,L,question_mark", "close", "Close", show=False, id="learn.close"),
        *(
            Binding(str(place), f"page('{topic}')", TITLES[topic], show=False, id=f"learn.{topic}")
            for place, topic in enumerate(TOPICS, 1)
        ),
        Binding("right,tab", "turn(1)", "Next page", show=False, id="learn.next"),
        Binding("left,shift+tab", "turn(-1)", "Page before", show=False, id="learn.before"),
        Binding("down,j", "scroll(1)", "Down", show=False, id="learn.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="learn.up"),
    ]

    def __init__(self, questionnaire: Questionnaire, *, advice: bool = True) -> None:
        """Without `advice` only what a certification body may show: nothing that says how to get there."""
        super().__init__()
        self._questionnaire = questionnaire
        self._topics = TOPICS if advice else NO_ADVICE
        self._topic: Topic = self._topics[0]
        self._rows: dict[str, tuple[Step, Item | None]] = {}

    def compose(self) -> ComposeResult:
        """The names of the pages, the page, what the keys do."""
        with Vertical(id="learn"):
            yield PressStatic("", id="learn-names")
            with VerticalScroll(id="learn-page", can_focus=False):
                yield Static("", id="learn-text")
            with Container(id="learn-steps"):
                yield RowList(id="learn-list")
                yield Static("", id="learn-why")
            yield PressStatic("", id="learn-keys")

    def on_mount(self) -> None:
        """Begin with the first page."""
        self.action_page(self._topic)

    def on_resize(self) -> None:
        """Names of pages may be longer or have to be shorter, and reasons stand beside the steps or below them."""
        self._show_names()
        if self._topic == "steps":
            self._show_why()

    def action_page(self, topic: Topic) -> None:
        """Show one of the pages."""
        if topic not in self._topics:
            return
        self._topic = topic
        self._show_names()
        on_steps = topic == "steps"
        self.query_one("#learn-page").display = not on_steps
        self.query_one("#learn-steps").display = on_steps
        if on_steps:
            if not self._rows:
                self._fill()
            self._show_why()
            self.query_one("#learn-list").focus()
        else:
            self.set_focus(None)
            entries = lessons(self._questionnaire.learn, topic)
            self.query_one("#learn-text", Static).update(Fitted(partial(page, entries, CLOSING[topic])))
            self.query_one("#learn-page").scroll_home(animate=False)
        self._show_keys()

    def action_turn(self, by: int) -> None:
        """Go to the next page, or the one before; behind the last comes the first."""
        self.action_page(self._topics[(self._topics.index(self._topic) + by) % len(self._topics)])

    def action_scroll(self, lines: int) -> None:
        """Move the text of a page, or the cursor among the steps."""
        if self._topic == "steps":
            listed = self.query_one(RowList)
            listed.action_cursor_down() if lines > 0 else listed.action_cursor_up()
        else:
            self.query_one("#learn-page").scroll_relative(y=lines, animate=False)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.query_one(RowList).action_select()

    def action_close(self) -> None:
        """Back to where it was asked."""
        self.dismiss(None)

    def on_click(self) -> None:
        """A click anywhere outside closes too."""
        if self.get_widget_at(*self.app.mouse_position)[0] is self:
            self.dismiss(None)

    @on(OptionList.OptionHighlighted, "#learn-list")
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_why()

    def _show_why(self) -> None:
        step, item = self._rows[self.query_one(RowList).at]
        beside = self.has_class("-three") or self.has_class("-wide")
        self.query_one("#learn-why", Static).update(Fitted(partial(step_why, step, item, beside=beside)))

    @on(OptionList.OptionSelected, "#learn-list")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        step, item = self._rows[str(event.option.id)]
        if item is None:
            self.app.push_screen(ExplainDialog(step.title, step_blocks(step)))
        else:
            blocks = item_blocks(self._questionnaire, item)
            self.app.push_screen(ExplainDialog(f"{item.id} {item.full_title}", blocks))

    def _fill(self) -> None:
        rows = [Row("intro", Fitted(_intro), heading=True)]
        for step in steps(self._questionnaire):
            rows.append(Row(f"above-{step.number}", Content(""), heading=True))
            for place, item in enumerate(step.items or (None,)):
                ident = item.id if item is not None else step.kind
                self._rows[ident] = step, item
                rows.append(Row(ident, Fitted(partial(_row, step, item, place == 0))))
        self.query_one(RowList).show_rows(rows)

    def _show_names(self) -> None:
        names = self.query_one("#learn-names", PressStatic)
        room = names.content_size.width
        long = self._names(short=False)
        names.update(long if long.cell_length <= room else self._names(short=True))

    def _names(self, *, short: bool) -> Content:
        if len(self._topics) == 1:
            return Content.styled(TITLES[self._topic], "bold $primary")
        parts = []
        for place, topic in enumerate(self._topics, 1):
            name = _SHORT.get(topic, TITLES[topic]) if short else TITLES[topic]
            style = "bold $primary" if topic == self._topic else "$grey"
            parts.append(pressable(Content.assemble((f"{place} ", "$primary"), (name, style)), f"page('{topic}')"))
        return Content("   ").join(parts)

    def _show_keys(self) -> None:
        keys = [("Esc", "close", "close")]
        if len(self._topics) > 1:
            keys.insert(0, ("\u2190\u2192", "turn the page", "turn(1)"))
        if self._topic == "steps":
            keys[1:1] = [("\u2191\u2193", "move", "scroll(1)"), ("Enter", "read about it", "open")]
        shown = [
            pressable(Content.assemble((key, "$primary"), " ", (word, "$grey")), action) for key, word, action in keys
        ]
        self.query_one("#learn-keys", PressStatic).update(Content("  ").join(shown))


def _intro(width: int) -> Content:
    return hang("", Content.styled(CLOSING["steps"], "$grey"), width, indent=1)


def _row(step: Step, item: Item | None, first: bool, width: int) -> Content:
    return step_row(step, item, first=first, width=width)
