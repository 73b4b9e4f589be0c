"""Which entries of a journal can be undone and redone. Undo is linear: the last thing done is the first taken back."""

from collections.abc import Iterable, Sequence

from gapcheck.changes.base import Change
from gapcheck.changes.entry import Entry
from gapcheck.changes.history import Reverted


class UndoHistory:
    """Reads entries in their order and knows what undo and redo would take."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[int, Entry] = {}
        self._undo: list[int] = []
        self._redo: list[tuple[int, Entry]] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take note of the next entry; anything new ends what could be redone."""
        first = entry.changes[0] if entry.changes else None
        if isinstance(first, Reverted):
            if first.direction == "undo":
                self._undo.remove(first.seq)
                self._redo.append((first.seq, entry))
            else:
                self._redo.pop()
                self._undo.append(first.seq)
        elif all(change.UNDOABLE for change in entry.changes):
            self._entries[entry.seq] = entry
            self._undo.append(entry.seq)
            self._redo.clear()

    def undoable(self) -> Entry | None:
        """The entry that undo would take back."""
        return self._entries[self._undo[-1]] if self._undo else None

    def redoable(self) -> tuple[Entry, Entry] | None:
        """The entry that redo would let stand again, and the one that had undone it."""
        if not self._redo:
            return None
        seq, undoing = self._redo[-1]
        return self._entries[seq], undoing


def described(changes: Sequence[Change]) -> str:
    """What an entry was, in a few words."""
    first = changes[0].describe() if changes else "nothing"
    return first if len(changes) == 1 else f"{first} and {len(changes) - 1} more"
