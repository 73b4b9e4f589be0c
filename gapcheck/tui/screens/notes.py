"""The inbox: every quick note, what is not filed yet first. One key each files it or makes something of it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gapcheck.changes.base import Change
from gapcheck.changes.notes import QuickNoteFiled
from gapcheck.records.base import Records
from gapcheck.records.notes import QuickNote
from gapcheck.text import one_line
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import notes_made as made
from gapcheck.tui.screens import notes_rows as rows
from gapcheck.tui.screens.listing import ListingScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.sheet import blocks

NOTHING = {
    "none": "No notes yet.\n\nm takes one on every screen: one line, Enter keeps it with time, place and person. @who, "
    "#A.8.13 and ! (to follow up) in the line are understood. What is not filed waits here.",
    "unfiled": "Everything is filed.\n\nv shows the other notes.",
    "follow": "Nothing is left to follow up.\n\nA line with a ! before a word, or alone, asks to come back to it.",
    "filed": "Nothing is filed yet.\n\nf files a note to the items it speaks of; e, n and t make something of it.",
    "aside": "Nothing was set aside.\n\nx sets a note aside that needs no filing, with a reason; it stays readable.",
}
RULES = (
    "A note has its place when it is filed to an item, when evidence, a finding or a thread was made of it, or when it "
    "was set aside with a reason. It is never thrown away.",
    "What stands in the way of a final report: notes that are not filed, and notes with a ! that nobody followed up.",
    "Evidence from a note is what somebody said, and context until you say what it supports or contradicts.",
    "Items that the line names with # it is filed to at once; f adds more.",
)
_KEYS: tuple[Key, ...] = (
    ("f", "file", "screen.file"),
    ("e", "evidence", "screen.evidence"),
    ("n", "finding", "screen.finding"),
    ("t", "thread", "screen.thread"),
    ("x", "set aside", "screen.aside"),
    ("v", "filter", "screen.filter(1)"),
    ("?", "explain", "screen.explain"),
)


class NotesScreen(ListingScreen):
    """All quick notes; after each key the cursor is on the next one."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/notes.tcss"]
    NAME = "notes"
    KEYS = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "file", "File to items", id="notes.file"),
        Binding("e", "evidence", "Make evidence of it", id="notes.evidence"),
        Binding("n", "finding", "Make a finding of it", id="notes.finding"),
        Binding("t", "thread", "Make a thread of it", id="notes.thread"),
        Binding("x", "aside", "Set aside, or take back into the inbox", id="notes.aside"),
        Binding("d", "followed_up", "Followed up, or not yet", id="notes.followed-up"),
        Binding("enter", "edit", "Read and mend the whole note", id="notes.edit"),
        Binding("i", "item", "Go to its item", id="notes.item"),
        Binding("space", "mark", "Mark or not", id="notes.mark"),
        Binding("A", "mark_all", "Mark all that are shown", id="notes.mark-all"),
        Binding("escape", "mark_none", "Mark none", id="notes.mark-none"),
        Binding("v", "filter(1)", "Next filter", id="notes.filter"),
        Binding("V", "filter(-1)", "Filter before", id="notes.filter-back"),
        Binding("j", "page(3)", "Down in the page", id="notes.page-down"),
        Binding("k", "page(-3)", "Up in the page", id="notes.page-up"),
    ]

    chosen = ""
    """The filter; empty until a person or the first look chose one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.marked: set[str] = set()
        self._read: Records | None = None
        """The records that the notes were read from; they are read again only when those change."""
        self._seen: dict[str, rows.Seen] = {}
        self._counts: dict[str, int] = {}

    def show(self) -> None:
        """Show the notes that pass the filter, as they are now."""
        records = self.session.engagement.records
        if records is not self._read:
            self._read = records
            self._seen = {each.note.id: each for each in rows.seen(records)}
            self._counts = {name: sum(map(passes, self._seen.values())) for name, (_, _, passes) in rows.STATES.items()}
            self.marked &= set(self._seen)
        every, counts = self._seen.values(), self._counts
        self.chosen = self.chosen or ("unfiled" if counts["unfiled"] else "all")
        filters = self.query_one(FilterLine)
        filters.display = bool(every)
        filters.show(
            tuple(Filter(name, word, counts[name], colour) for name, (word, colour, _) in rows.STATES.items()),
            self.chosen,
        )
        shown = list(filter(rows.STATES[self.chosen][2], every))
        self.table.fill(rows.columns(shown), rows.rows(shown, self.marked))
        self._show_heading(len(every))
        self.show_nothing("" if shown else NOTHING[self.chosen if every else "none"])
        self._show_keys()

    def _show_heading(self, number: int) -> None:
        left = Content.assemble(("NOTES", "bold"), f" {number}" if number else "")
        here = self.session.here
        told = " · ".join(one_line(part) for part in (here.get("person", ""), here.get("place", "")) if part)
        right = Content.styled(f"now {told}" if told else "", "$grey")
        if self.marked:
            right = Content.assemble(
                (f"{len(self.marked)} marked", "bold $primary"), ("   Esc ", "$primary"), ("none", "$grey")
            )
        width = self.query_one("#heading").content_size.width or self.app.size.width - 4
        room = max(width - left.cell_length - 3, 0)
        right = right.truncate(room, ellipsis=True) if right.cell_length > room else right
        self.show_heading(left, right)

    def _show_keys(self) -> None:
        here = self._here
        keys = list(_KEYS)
        if here is not None and here.follow and not here.unfiled:
            keys[3] = ("d", "followed up", "screen.followed_up")
        if here is not None and here.note.set_aside:
            keys[4] = ("x", "take back", "screen.aside")
        self.query_one("#key-bar", KeyBar).show_keys(keys)

    @property
    def _here(self) -> rows.Seen | None:
        return self._seen.get(self.table.here)

    @property
    def _meant(self) -> list[QuickNote]:
        """The marked notes in their order, or the one under the cursor."""
        if self.marked:
            return [each.note for ident, each in self._seen.items() if ident in self.marked]
        return [self._here.note] if self._here is not None else []

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The note in full, where it went, and what filing means."""
        here = self._here
        if here is None:
            return "Notes", [("", RULES)]
        stamp, _, *told = rows.page(here, self.session.engagement.records)
        filed = blocks(rows.filing(here, self.session.questionnaire))
        lines: list[Block] = [(line.label, [line.text]) for line in told]
        return f"Note {here.note.id}", [*lines, ("Taken", [stamp.text]), *filed, ("Notes", RULES)]

    def action_file(self) -> None:
        """File the notes to the items they speak of."""
        from gapcheck.tui.dialogs.file_note import FileNoteDialog

        if self._meant:
            self.app.push_screen(FileNoteDialog(self.session, self._meant), self._afterwards())

    def action_evidence(self) -> None:
        """Record what the note says as evidence at once, then offer its details."""
        from gapcheck.tui.dialogs.evidence import evidence_dialog

        here = self._here
        if here is None:
            return
        going_on = self._afterwards([here.note])
        ident, changes = made.evidence_of(here.note, self.session.engagement.records)
        if self.do(*changes):
            self.gapcheck.show_message(f"{ident} was made of {here.note.id}.")
            item = here.note.items[0] if here.note.items else ""
            self.app.push_screen(evidence_dialog(self.session, item, ident), lambda _: going_on(True))

    def action_finding(self) -> None:
        """Offer a finding that starts with the note; nothing is made unless it is saved."""
        from gapcheck.tui.dialogs.finding import finding_dialog

        here = self._here
        if here is not None:
            dialog = finding_dialog(self.session, "", origin=made.origin_of(here.note))
            self.app.push_screen(dialog, self._afterwards([here.note]))

    def action_thread(self) -> None:
        """Park a thread that begins with the notes."""
        notes = self._meant
        if not notes:
            return
        ident, changes = made.thread_of(notes, self.session.engagement.records)
        which = notes[0].id if len(notes) == 1 else f"{len(notes)} notes"
        self._settle(notes, changes, f"Thread {ident} was made of {which}.")

    def action_aside(self) -> None:
        """Set the notes aside with a reason; one that is set aside already comes back."""
        from gapcheck.tui.dialogs.file_note import aside_dialog

        notes = self._meant
        if notes and all(note.set_aside for note in notes):
            self._settle(notes, [QuickNoteFiled(id=note.id, set_aside="") for note in notes], "")
        elif notes:
            self.app.push_screen(aside_dialog(self.session, notes), self._afterwards())

    def action_followed_up(self) -> None:
        """Say that somebody came back to what has a !, or that nobody has yet."""
        notes = [note for note in self._meant if note.marks.follow_up]
        if not notes:
            self.gapcheck.show_message("Nothing here has a ! to follow up.")
            return
        done = not all(note.followed_up for note in notes)
        self._settle(notes, [QuickNoteFiled(id=note.id, followed_up=done) for note in notes], "")

    def action_edit(self) -> None:
        """Show the whole note, to read and to mend."""
        from gapcheck.tui.dialogs.file_note import note_dialog

        if self._here is not None:
            self._ask(note_dialog(self.session, self._here.note))

    def action_item(self) -> None:
        """Go to an item that the note is filed to; one of several is chosen."""
        self.go_to_items(self._here.note.items if self._here is not None else ())

    def action_mark(self) -> None:
        """Mark the note or let go of it, and go on to the next."""
        table = self.table
        if table.here:
            self.marked ^= {table.here}
            self.show()
            table.action_cursor(1)

    def action_mark_all(self) -> None:
        """Mark what the filter shows."""
        self.marked |= set(self.table.keys)
        self.show()

    def action_mark_none(self) -> None:
        """Let go of all."""
        self.marked.clear()
        self.show()

    def _settle(self, notes: Sequence[QuickNote], changes: Sequence[Change], told: str) -> None:
        """Let changes happen and go on to the next note."""
        going_on = self._afterwards(notes)
        if self.do(*changes):
            if told:
                self.gapcheck.show_message(told)
            going_on(True)

    def _afterwards(self, notes: Sequence[QuickNote] | None = None) -> Callable[[bool | None], None]:
        """What happens once notes were dealt with: no marks, and the cursor on the note that came after them."""
        dealt = {note.id for note in (self._meant if notes is None else notes)}
        keys = self.table.keys
        last = max((keys.index(key) for key in dealt if key in keys), default=-1)
        following = next((key for key in keys[last + 1 :] if key not in dealt), "")

        def go_on(done: bool | None) -> None:
            if done:
                self.marked -= dealt
            self.show()
            table = self.table
            if done and following in table.keys:
                table.move_to(table.keys.index(following))

        return go_on

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        here = self._here
        self.show_page(
            rows.page(here, self.session.engagement.records) if here else [],
            rows.filing(here, self.session.questionnaire) if here else [],
        )
        self._show_keys()

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()
