"""The line for a quick note, at the foot of whatever screen is open. It never asks anything."""

import re
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.errors import GapcheckError
from gapcheck.records.notes import marks_of
from gapcheck.text import one_line, visible
from gapcheck.tui.widgets.line_field import LineField

if TYPE_CHECKING:
    from gapcheck.tui.noting import TakesNotes
    from gapcheck.tui.session import Session

DRAFT = "quick note"
_PAUSE = 0.5
"""Seconds without a key after which what stands there is kept as a draft, in case the machine goes down."""
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029\v\f]+\s*")


class QuickNoteLine(ModalScreen[None]):
    """Fed by the app, key by key: see `noting`. Enter keeps the line, Esc leaves it for the next time."""

    CSS_PATH = "../styles/quick_note.tcss"
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[dict[str, str]] = {
        key: binding.action
        for binding in LineField.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    """What the keys of a field do, so that they can be done at once."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.is_ready = False
        self._pause: Timer | None = None

    @property
    def _field(self) -> LineField:
        return self.query_one(LineField)

    def compose(self) -> ComposeResult:
        """The line, and below it where the note will say it was taken."""
        with Vertical(id="quick-note"):
            with Horizontal(id="quick-note-row"):
                yield Static("Note", id="quick-note-prompt")
                yield LineField(self._draft, id="quick-note-input", compact=True)
            yield Static("", id="quick-note-foot")

    @property
    def _draft(self) -> str:
        return self._session.drafts.get(DRAFT, {}).get("text", "")

    def on_mount(self) -> None:
        """Take what was typed since the key."""
        self._field.cursor_position = len(self._field.value)
        self.set_focus(self._field)
        self.is_ready = True
        self._foot()
        self.noting.feed_note()

    @property
    def noting(self) -> "TakesNotes":
        """The app, as the one who feeds."""
        return self.app  # type: ignore[return-value]

    def took(self, event: events.Event) -> bool:
        """Do what a key or a paste says. Says whether the line goes on."""
        field = self._field
        if self._pause is not None:  # else it could bring back as a draft what Enter has kept
            self._pause.stop()
        if isinstance(event, events.Paste):
            field.insert_text_at_cursor(_BREAKS.sub(" ", event.text))
        elif isinstance(event, events.Key):
            if event.key == "enter":
                return not self._kept()
            if event.key in ("escape", "ctrl+q"):
                self.leave()
                return False
            self._edit(field, event)
        self._foot()
        self._pause = self.set_timer(_PAUSE, self.leave)
        return True

    def _edit(self, field: LineField, event: events.Key) -> None:
        action = self.ACTIONS.get(event.key)
        if event.is_printable and event.character:
            field.insert_text_at_cursor(event.character)
        elif action:
            name, _, argument = action.partition("(")
            getattr(field, f"action_{name}")(*([True] if argument else []))

    def _kept(self) -> bool:
        text = self._field.value
        if text.strip():
            here = self._session.here
            try:
                self._session.do(
                    QuickNoteTaken(
                        text=text,
                        person=here.get("person", "") or ", ".join(marks_of(text).people),
                        place=here.get("place", ""),
                        site=self._session.site,
                    )
                )
            except GapcheckError as error:
                self.query_one("#quick-note-foot", Static).update(Content.styled(visible(str(error)), "$error"))
                return False
        self._session.drafts.pop(DRAFT, None)
        return True

    def leave(self) -> None:
        """Keep what stands there for the next time."""
        if self._field.value.strip():
            self._session.drafts[DRAFT] = {"text": self._field.value}
        else:
            self._session.drafts.pop(DRAFT, None)

    def _foot(self) -> None:
        here, marks = self._session.here, marks_of(self._field.value)
        items = self._session.questionnaire.by_id
        known = [f"{ref} {items[ref].title}" for ref in marks.items if ref in items]
        people = [here["person"]] if here.get("person") else [f"@{name}" for name in marks.people]
        told = [*people, *([here["place"]] if here.get("place") else []), *known]
        told += ["follow up"] if marks.follow_up else []
        hint = "Enter keeps · Esc leaves it for later · @who  #A.8.13  ! to follow up"
        text = "   ".join(one_line(part) for part in told)
        foot = Content.assemble((text, "$primary"), "   " if text else "", (hint, "$grey"))
        self.query_one("#quick-note-foot", Static).update(foot)

    def on_click(self, event: events.Click) -> None:
        """A click elsewhere leaves."""
        if event.widget is self:
            self.leave()
            self.noting.end_note()
