"""A quick note from any screen: once its key was pressed, every key belongs to the note, in the order they were typed.

The app feeds the line itself, all that was typed at once: words that came in while a save held up the loop stand there
in one frame.
"""

from collections import deque
from typing import TYPE_CHECKING

from textual import events

from gapcheck.tui.in_turn import KeysInTurn

if TYPE_CHECKING:
    from gapcheck.tui.dialogs.quick_note import QuickNoteLine
    from gapcheck.tui.session import Session

NOTE_KEY = "m"
NOTE_KEY_ANYWHERE = "ctrl+n"
"""For where letters are typed."""


class TakesNotes(KeysInTurn):
    """The part of the app that listens for quick notes."""

    session: "Session | None"
    _note: "QuickNoteLine | None" = None
    _held: "deque[events.Event]"

    async def take(self, event: events.Event) -> bool:
        """Let a note that is being typed have the keys, and let everything else go its way."""
        if self._note is not None:
            self._held.append(event)
            self.feed_note()
            return True
        if isinstance(event, events.Key) and self._starts_note(event):
            self.action_quick_note()
            return True
        return await super().take(event)

    def action_quick_note(self) -> None:
        """Open the line for a quick note."""
        from gapcheck.tui.dialogs.quick_note import QuickNoteLine

        if self.session is None or self._note is not None:
            return
        if self.session.engagement.read_only:
            self.notify("This engagement is open for reading only: a note cannot be kept.", markup=False)
            return
        self._held = deque()
        self._note = QuickNoteLine(self.session)
        self.push_screen(self._note)

    def feed_note(self) -> None:
        """Give the line what was typed so far, as soon as it is there; what comes after its end goes on its way."""
        note = self._note
        if note is None or not note.is_ready:
            return
        while self._held:
            event = self._held.popleft()
            if not note.took(event):
                if isinstance(event, events.Key) and event.key == "ctrl+q":
                    self._held.appendleft(event)
                self.end_note()
                return

    def end_note(self) -> None:
        """The line is closed: keys mean again what they mean on the screen below."""
        note, self._note = self._note, None
        if note is not None and note.is_current:
            note.dismiss()
        rest, self._held = self._held, deque()
        self.take_first(rest)

    def _starts_note(self, event: events.Key) -> bool:
        if self.session is None or event.key not in (NOTE_KEY, NOTE_KEY_ANYWHERE):
            return False
        typing = self.focused is not None and self.focused.check_consume_key(event.key, event.character)
        return event.key == NOTE_KEY_ANYWHERE or not typing
