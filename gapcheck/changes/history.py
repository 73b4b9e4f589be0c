"""Undo and redo: changes like any other, so they are journaled and work across restarts."""

from typing import Literal

from gapcheck.changes.base import Change, Held, Situation
from gapcheck.records.base import Write


class Reverted(Change, frozen=True, kw_only=True, tag="revert"):
    """Entry `seq` was undone or redone: what these keys held stands again."""

    UNDOABLE = False

    seq: int
    direction: Literal["undo", "redo"]
    restores: tuple[Held, ...]

    def effect(self, now: Situation) -> list[Write]:
        return [held.as_write() for held in self.restores]

    def describe(self) -> str:
        return f"{self.direction} of entry {self.seq}"
