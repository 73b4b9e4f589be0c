"""An open engagement: takes a change, checks it, journals it, stores it, tells the listeners.

The door, not the house: rules stand in `changes`, files in `store`, figures in `analysis`. Reading an engagement does
not import what changing it needs: opening has to be quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from gapcheck.errors import ApplyError, DamagedError, ReadOnlyError, Refusal
from gapcheck.questionnaire import loader
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.about import About
from gapcheck.records.base import Records, Write
from gapcheck.records.modes import MODES, Mode
from gapcheck.records.vocabulary import EngagementType
from gapcheck.store.folder import FolderStore
from gapcheck.store.protocol import Store

if TYPE_CHECKING:
    from gapcheck.changes.base import Change
    from gapcheck.changes.entry import Entry
    from gapcheck.changes.undo import UndoHistory
    from gapcheck.store.drafts import Drafts
    from gapcheck.store.protocol import Loaded

Clock = Callable[[], str]
Listener = Callable[["Entry"], None]


def now() -> str:
    """The time of day with its offset, to the second: what entries are stamped with."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Engagement:
    """One engagement, open for reading or for writing. Use `open` or `create`, and `close` when done."""

    def __init__(self, store: Store, questionnaire: Questionnaire, *, who: str, clock: Clock = now) -> None:
        """Load the state and replay what the database had not seen. Raises StoreError."""
        self.store = store
        self.questionnaire = questionnaire
        self.who = who
        self._clock = clock
        self._listeners: list[Listener] = []
        self._history: UndoHistory | None = None
        loaded = store.load()
        self.records = loaded.records
        if loaded.unapplied:
            self._replay(loaded)
        self.saved_at = ""
        """When the last change of this session was safe on disk."""

    def _replay(self, loaded: Loaded) -> None:
        from gapcheck.changes.entry import replay

        writes: list[Write] = []
        for entry in loaded.unapplied:
            replayed, self.records = replay(entry, self.records, self.questionnaire)
            writes += replayed
        if not self.store.read_only:
            self.store.settle(writes, loaded.seq)

    @classmethod
    def open(cls, folder: Path, *, who: str, clock: Clock = now, read_only: bool = False) -> Self:
        """Open an engagement's folder; read-only when somebody else has it open. Raises StoreError, ContentError."""
        store = FolderStore.open(folder, read_only=read_only)
        try:
            engagement = cls(store, loader.load(store.questionnaire_folder), who=who, clock=clock)
            if engagement.records.get(About, About.KEY) is None:
                raise DamagedError(f"{folder} holds no engagement: its journal has no start. See `gapcheck verify`.")
        except BaseException:
            store.close()
            raise
        return engagement

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        title: str,
        organization: str,
        type: EngagementType,
        questionnaire: str = "iso27001-2022",
        who: str,
        clock: Clock = now,
    ) -> Self:
        """Make a new engagement in an empty or new folder and open it. Raises GapcheckError."""
        from gapcheck.changes.engagement import EngagementStarted
        from gapcheck.changes.entry import writes_of

        source = loader.find(questionnaire)
        asked = loader.load(source)
        start = EngagementStarted(
            title=title,
            organization=organization,
            type=type,
            questionnaire=asked.manifest.id,
            content_version=asked.manifest.version,
            criteria=(asked.manifest.edition,),
        )
        writes_of([start], Records(), asked, at=clock(), by=who)  # refused before anything is on disk
        store = FolderStore.create(folder, source)
        try:
            engagement = cls(store, asked, who=who, clock=clock)
            engagement.do(start)
        except BaseException:
            store.close()
            raise
        return engagement

    @property
    def about(self) -> About:
        """The head of the engagement."""
        return self.records.table(About)[About.KEY]

    @property
    def mode(self) -> Mode:
        """What the type of the engagement shows and offers."""
        return MODES[self.about.type]

    @property
    def read_only(self) -> bool:
        """Whether changes are refused, because somebody else is writing or the folder cannot be written."""
        return self.store.read_only

    @cached_property
    def drafts(self) -> Drafts:
        """What waits unsaved in forms, also from earlier sessions."""
        from gapcheck.store.drafts import Drafts

        return Drafts(self.store.folder, writable=not self.read_only)

    def do(self, *changes: Change) -> Entry:
        """Let changes happen together: all or none. On return they are safe on disk.

        Raises Refusal when a rule forbids one, ReadOnlyError, or StoreError when the disk does; then nothing happened.
        """
        from gapcheck.changes.base import RULES
        from gapcheck.changes.entry import Entry, replaced_by, writes_of

        self._check_writable()
        at = self._clock()
        writes, after = writes_of(changes, self.records, self.questionnaire, at=at, by=self.who)
        entry = Entry(
            seq=self.store.head + 1,
            at=at,
            by=self.who,
            changes=tuple(changes),  # type: ignore[arg-type]
            replaced=replaced_by(writes, self.records),
            rules=RULES,
        )
        self.store.append(entry, writes)
        self.records = after
        self.saved_at = at
        if self._history is not None:
            self._history.add(entry)
        for listener in tuple(self._listeners):
            listener(entry)
        return entry

    def apply(self, located: Iterable[tuple[str, Change]]) -> int:
        """Record many changes at once, all or nothing; each comes with where it stands, for messages.

        Returns how many. Raises ApplyError with every refusal, after which nothing was recorded.
        """
        from gapcheck.changes.entry import writes_of

        self._check_writable()
        located = list(located)
        records, problems = self.records, []
        for where, change in located:
            try:
                _, records = writes_of([change], records, self.questionnaire, at=self._clock(), by=self.who)
            except Refusal as refusal:
                problems.append(f"{where}: {refusal}")
        if problems:
            raise ApplyError(_nothing(len(problems)), problems)
        if located:
            self.do(*(change for _, change in located))
        return len(located)

    def undo(self) -> str | None:
        """Take back the last entry that was not taken back yet; also one of an earlier session. Says what it was."""
        return self._revert("undo")

    def redo(self) -> str | None:
        """Let the last undone entry stand again, if nothing else happened since. Says what it was."""
        return self._revert("redo")

    def records_at(self, seq: int) -> Records:
        """The records as they stood after an entry of the journal, replayed from it.

        Raises DamagedError when an entry up to there cannot be replayed.
        """
        from gapcheck.changes.entry import replay

        records = Records()
        for entry in self.store.entries()[:seq]:
            try:
                _, records = replay(entry, records, self.questionnaire)
            except (LookupError, ValueError, TypeError, AttributeError) as error:
                raise DamagedError(f"Entry {entry.seq} of the journal cannot be replayed ({error}).") from error
        return records

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each entry; the returned function stops that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of the folder."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_writable(self) -> None:
        if self.read_only:
            raise ReadOnlyError(self.store.holder or "This engagement is open for reading only.")

    def _revert(self, direction: str) -> str | None:
        from gapcheck.changes.history import Reverted
        from gapcheck.changes.undo import UndoHistory, described

        self._check_writable()
        if self._history is None:
            self._history = UndoHistory(self.store.entries())
        if direction == "undo":
            target = self._history.undoable()
            if target is None:
                return None
            self.do(Reverted(seq=target.seq, direction="undo", restores=target.replaced))
        else:
            undone = self._history.redoable()
            if undone is None:
                return None
            target, undoing = undone
            self.do(Reverted(seq=target.seq, direction="redo", restores=undoing.replaced))
        return described(target.changes)


def _nothing(problems: int) -> str:
    return f"Nothing was recorded: {problems} {'entry is' if problems == 1 else 'entries are'} not allowed."
