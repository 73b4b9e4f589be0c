"""What an open engagement needs of the place it is kept in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from gapcheck.records.base import Records, Write

if TYPE_CHECKING:
    from gapcheck.changes.entry import Entry


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """The stored state, and what happened since it was stored."""

    records: Records
    seq: int
    """The last entry of the journal; 0 when there is none."""
    unapplied: "tuple[Entry, ...]" = ()
    """Entries that `records` do not hold yet: replay them, then call `settle`."""


class Store(Protocol):
    """A place that keeps one engagement. Every error it raises is a StoreError with a sentence to show."""

    @property
    def folder(self) -> Path:
        """Where questionnaire, evidence and reports of this engagement are."""

    @property
    def head(self) -> int:
        """The number of the last entry; 0 when there is none."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; `holder` says why."""

    @property
    def holder(self) -> str:
        """A sentence on who keeps it from being written to; empty when it can be."""

    @property
    def database_behind(self) -> str:
        """A sentence when changes are safe in the journal only; empty when the database holds them too."""

    @property
    def mended(self) -> str:
        """A sentence on what was found broken and put right while opening; empty when nothing was."""

    def load(self) -> Loaded:
        """The state as the database holds it, and the entries after that."""

    def append(self, entry: "Entry", writes: Sequence[Write]) -> None:
        """Save an entry and its effects; once this returns, the entry survives a crash.

        `entry.seq` must be `head + 1`; `entry.prev` is filled in here. When the entry cannot be kept, nothing has
        changed and StoreError says why. When only the database cannot be written, that is caught up later:
        `database_behind`.
        """

    def settle(self, writes: Sequence[Write], seq: int) -> None:
        """Bring the database up to entry `seq`, the head, with what replaying did; does nothing when read-only."""

    def entries(self, after: int = 0) -> "list[Entry]":
        """The entries with a number above `after`, up to `head`."""

    def close(self) -> None:
        """Let go of everything; a second call does nothing."""
