"""Filing quick notes to the items they speak of, and the small forms of a note."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from gapcheck.changes.notes import QuickNoteFiled, QuickNoteTaken
from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.notes import QuickNote
from gapcheck.text import visible
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.dialogs.go_to import everything, layout, matching
from gapcheck.tui.dialogs.type_ahead import Choosable, TypeAhead
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.signs import sign
from gapcheck.tui.widgets.fitted import Fitted

_LABEL = 10
"""Cells before the items."""


class FileNoteDialog(TypeAhead[bool]):
    """Every Enter adds an item, an empty one files the notes: two keys where the note names its items itself.

    One note shows the items that it has, and Backspace takes the last of them away. Several notes get the items in
    addition to what each of them has and names.
    """

    begins_highlighted = False

    def __init__(self, session: Session, notes: Sequence[QuickNote]) -> None:
        keys = (("Enter", "adds; empty, it files"), ("Backspace", "one less"))
        title = f"File {notes[0].id}" if len(notes) == 1 else f"File {len(notes)} notes"
        super().__init__(title, hint="the item: a number, a word of its title or of a question", keys=keys)
        self._session = session
        self._notes = tuple(notes)
        self._draft = f"file {' '.join(note.id for note in notes)}"
        known = session.questionnaire.by_id
        draft = session.drafts.get(self._draft, {}).get("items")
        chosen = named(notes[0], session.questionnaire) if len(notes) == 1 else ()
        self.chosen: list[str] = [ref for ref in (draft.split() if draft is not None else chosen) if ref in known]

    def above(self) -> Iterable[Widget]:
        """The notes as they were typed, and where they go."""
        one = len(self._notes) == 1
        told = [(("" if one else f"{note.id}  "), note.text) for note in self._notes]
        body = Fitted(lambda width: Content("\n").join(_told(before, text, width) for before, text in told))
        with VerticalScroll(id="filing", can_focus=False):
            yield Static(body, id="filing-text")
        yield Static("", id="filing-to")

    def on_mount(self) -> None:
        """Say where they go so far; the index is made while the person reads, not on the first key."""
        self._show_chosen()
        self.call_after_refresh(lambda: self._session.finder)

    def found(self, typed: str) -> Sequence[Choosable]:
        """Items, those that were filed to a moment ago first; what is chosen already is left out."""
        states = self._session.results.items
        rows = matching(self._session, typed) if typed else everything(self._session)
        return [
            (row.item.id, Fitted(partial(layout, row, Content.styled(*sign(states[row.item.id])), None)))
            for row in rows
            if row.item.id not in self.chosen
        ]

    def picked(self, ident: str) -> None:
        """One more item; the line is empty for the next."""
        self.chosen.append(ident)
        recent = self._session.recent
        if ident in recent:
            recent.remove(ident)
        recent.insert(0, ident)
        self._changed()

    def taken_back(self) -> None:
        """One item less."""
        if self.chosen:
            self.chosen.pop()
            self._changed()

    def entered(self) -> None:
        """Done: the notes have their place."""
        given = {note.id: self._items(note) for note in self._notes}
        if not any(given.values()) and not any(note.items or note.became for note in self._notes):
            self.say("No item is chosen yet. Esc leaves the note unfiled.", "$warning")
            return
        filed = [
            QuickNoteFiled(id=note.id, items=given[note.id], set_aside="")
            for note in self._notes
            if given[note.id] != note.items or note.set_aside or note.unclear
        ]
        try:
            if filed:
                self._session.do(*filed)
        except GapcheckError as error:
            self.say(str(error), "$error")
            return
        self._session.drafts.pop(self._draft, None)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Nothing is filed."""
        self.keep()
        self.dismiss(False)

    def keep(self) -> None:
        """What was chosen is there the next time."""
        begun = list(named(self._notes[0], self._session.questionnaire)) if len(self._notes) == 1 else []
        if self.chosen != begun:
            self._session.drafts[self._draft] = {"items": " ".join(self.chosen)}
        else:
            self._session.drafts.pop(self._draft, None)

    def _items(self, note: QuickNote) -> tuple[str, ...]:
        if len(self._notes) == 1:
            return tuple(self.chosen)
        return tuple(dict.fromkeys((*named(note, self._session.questionnaire), *self.chosen)))

    def _changed(self) -> None:
        with self.prevent(Input.Changed):
            self.line.value = ""
        self.search("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.query_one("#filing-to", Static).update(Fitted(self._where))

    def _where(self, width: int) -> Content:
        label = Content.styled("FILED TO" if len(self._notes) == 1 else "ALL TO", "bold $grey")
        known = self._session.questionnaire.by_id
        if not self.chosen:
            none = "nothing yet" if len(self._notes) == 1 else "nothing yet; each keeps what it has"
            return hang(label, Content.styled(none, "$grey"), width, indent=_LABEL)
        lines = [
            hang(Content("") if n else label, Content(f"{ref:<7} {known[ref].full_title}"), width, indent=_LABEL)
            for n, ref in enumerate(self.chosen)
        ]
        return Content("\n").join(lines)


def named(note: QuickNote, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items of a note: those it is filed to, and those that its line names with a #."""
    marked = (ref for ref in note.marks.items if ref in questionnaire.by_id)
    return tuple(dict.fromkeys((*note.items, *marked)))


def note_dialog(session: Session, note: QuickNote) -> FormDialog:
    """The whole note, to read and to mend; what it is filed to stays."""
    fields = (
        Field(name="text", label="Note", kind="text", value=note.text, hint="@who  #A.8.13  ! to follow up"),
        Field(name="person", label="With", value=note.person, hint="whom you spoke with"),
        Field(name="place", label="Place", value=note.place),
    )

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        try:
            if given:
                session.do(QuickNoteTaken(id=note.id, **{"text": note.text, **given}))
        except GapcheckError as error:
            return str(error)
        return None

    dialog = FormDialog(
        f"Note {note.id}",
        fields,
        submit,
        intro=f"Taken {note.taken_at[:10]} at {note.taken_at[11:16]}" if note.taken_at else "",
        drafts=session.drafts,
        draft_key=f"note {note.id}",
    )
    dialog.add_class("note-form")
    return dialog


def aside_dialog(session: Session, notes: Sequence[QuickNote]) -> FormDialog:
    """Why notes need no filing; they stay in the list of what was set aside."""
    which = notes[0].id if len(notes) == 1 else f"{len(notes)} notes"
    field = Field(name="reason", label="Why", hint="double, a private remark, answered by N-007")

    def submit(values: dict[str, str]) -> str | None:
        reason = values["reason"].strip()
        if not reason:
            return "Say in a word why it needs no filing; it stays readable."
        try:
            session.do(*(QuickNoteFiled(id=note.id, set_aside=reason) for note in notes))
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        f"Set {which} aside",
        (field,),
        submit,
        intro="\n".join(note.text for note in notes) if len(notes) <= 3 else "",
        save="Set aside",
        drafts=session.drafts,
        draft_key=f"set aside {' '.join(note.id for note in notes)}",
    )


def _told(before: str, text: str, width: int) -> Content:
    return hang(Content.styled(before, "$grey"), Content(visible(text)), width, indent=len(before))
