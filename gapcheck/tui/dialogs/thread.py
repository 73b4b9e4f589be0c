"""Threads from anywhere: pick one up, or park a new one with a title and Enter; and the choice of a ready thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.changes.evidence import next_id
from gapcheck.changes.threads import PREFIX, ThreadChanged
from gapcheck.records.notes import marks_of
from gapcheck.records.threads import Thread
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.thread_forms import sent
from gapcheck.tui.dialogs.type_ahead import Choosable, TypeAhead, fits, hung
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp

EMPTY = "empty"
"""What the choice gives back for a thread of one's own."""
_PARK = ""
_DRAFT = "park a thread"
_INDENT = 8


class ThreadsDialog(TypeAhead[str]):
    """Open threads; gives back the id of the one that is picked up, or None. What is typed can be parked with Enter."""

    def __init__(self, session: Session) -> None:
        keys = (("Enter", "picks up, or parks what you typed"), ("\u2191\u2193", "move"))
        super().__init__("Threads", hint="what a new thread is about, or a word of one that is parked", keys=keys)
        self._session = session

    def on_mount(self) -> None:
        """A line that was left is back."""
        draft = self._session.drafts.get(_DRAFT, {}).get("title", "")
        if draft:
            self.line.value = draft
            self.line.cursor_position = len(draft)

    def found(self, typed: str) -> Sequence[Choosable]:
        """The new thread first, then those that fit."""
        threads = [t for t in self._session.engagement.records.table(Thread).values() if t.is_open]
        rows: list[Choosable] = []
        if typed:
            rows.append((_PARK, Fitted(lambda width: _park(typed, width))))
        rows += [
            (thread.id, hung(thread.id, _told(thread), _INDENT))
            for thread in threads
            if fits(typed, f"{thread.id} {thread.title} {thread.case} {thread.next_to_see}")
        ]
        return rows

    def nothing(self, typed: str) -> str:
        return "No thread is open. Type what one is about; Enter parks it."

    def picked(self, ident: str) -> None:
        """Pick one up, or park what was typed."""
        if ident != _PARK:
            self._session.drafts.pop(_DRAFT, None)
            self.dismiss(ident)
            return
        title, session = self.line.value.strip(), self._session
        ident = next_id(PREFIX, session.engagement.records.table(Thread))
        named = tuple(ref for ref in marks_of(title).items if ref in session.questionnaire.by_id)
        problem = sent(session, ThreadChanged(id=ident, title=title, items=named, site=session.site))
        if problem is not None:
            self.say(problem, "$error")
            return
        session.drafts.pop(_DRAFT, None)
        self.app.notify(visible(f"{ident} is parked: {one_line(title)}"), timeout=4, markup=False)
        self.dismiss(None)

    def keep(self) -> None:
        """What was typed is there the next time."""
        if self.line.value.strip():
            self._session.drafts[_DRAFT] = {"title": self.line.value}
        else:
            self._session.drafts.pop(_DRAFT, None)


class ReadyThreadDialog(ModalScreen[str | None]):
    """The ready threads and an empty one; gives back an id, `EMPTY`, or None. How to pick the case stands below."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/type_ahead.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        *(Binding(str(digit), f"pick({digit})", "Choose by its number", show=False) for digit in range(10)),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._ready = session.questionnaire.on_site.threads

    def compose(self) -> ComposeResult:
        """The titles with their digits, and the start of the one under the cursor."""
        told = [(str(number), ready.title) for number, ready in enumerate(self._ready, 1)]
        told.append(("0", "One of your own"))
        options = [Option(Content.assemble((f"{key}  ", "$primary"), visible(title))) for key, title in told]
        with Vertical(classes="dialog"):
            yield Static("Which thread?", classes="dialog-title")
            yield OptionList(*options, id="ready-list", markup=False, compact=True)
            with VerticalScroll(id="ready-about", can_focus=False):
                yield Static("", id="ready-start")
            yield Static(
                Content.assemble(
                    ("Enter", "$primary"), (" choose  ", "$grey"), ("Esc", "$primary"), (" leave", "$grey")
                ),
                classes="dialog-foot",
            )

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell how to pick the case, and how long the way is."""
        event.stop()
        text = "A title, and whatever it crosses."
        if event.option_index < len(self._ready):
            ready = self._ready[event.option_index]
            text = f"{ready.start}\n{len(ready.steps)} steps: {', '.join(ready.items)}"
        body = Content(visible(text))
        self.query_one("#ready-start", Static).update(Fitted(lambda width: hang("", body, width, indent=0)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        event.stop()
        self._choose(event.option_index)

    def action_pick(self, digit: int) -> None:
        """Chosen by its digit."""
        self._choose(digit - 1 if digit else len(self._ready))

    def action_leave(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)

    def _choose(self, at: int) -> None:
        if at <= len(self._ready):
            self.dismiss(self._ready[at].id if at < len(self._ready) else EMPTY)


def threads_dialog(session: Session) -> ThreadsDialog:
    """Lists the open threads and parks a new one; gives back the id of the one that is picked up."""
    return ThreadsDialog(session)


def pick_up_thread(app: "GapcheckApp", session: Session) -> None:
    """From any screen: park a thread and stay, or pick one up and go to it."""

    def picked(ident: str | None) -> None:
        from gapcheck.tui.screens.threads import ThreadsScreen

        if ident:
            screen = app.show_view("threads")
            if isinstance(screen, ThreadsScreen):
                screen.call_after_refresh(screen.go_to, ident)

    app.push_screen(threads_dialog(session), picked)


def _told(thread: Thread) -> str:
    following = f" · next: {thread.next_to_see}" if thread.next_to_see else ""
    return f"{thread.title}{following}"


def _park(typed: str, width: int) -> Content:
    bullet = Content.styled(" park ", "$primary")
    return hang(bullet, Content(one_line(typed)), width, indent=_INDENT + 1)
