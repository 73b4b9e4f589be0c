"""Quick notes are taken at once and filed later; taking one asks nothing and refuses next to nothing."""

from typing import Any

from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, check_id, merged, put, said
from gapcheck.changes.evidence import next_id
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote, marks_of
from gapcheck.records.threads import Thread

Text = str | UnsetType
PREFIX = "N-"


class QuickNoteTaken(Change, frozen=True, kw_only=True, tag="quick_note"):
    """A line is kept, or the text of one is mended. Items that it names with # it is filed to at once."""

    id: Text = UNSET
    """Left out, the next free one is taken."""
    text: str
    person: Text = UNSET
    place: Text = UNSET
    site: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.text.strip():
            raise Refusal("An empty line is no note; write at least a word.")
        if self.id is not UNSET:
            check_id(self.id, "N-001")
        if self.site is not UNSET:
            now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self)
        taken = now.records.table(QuickNote)
        old = now.records.get(QuickNote, fields.setdefault("id", next_id(PREFIX, taken)))
        if old is None:
            fields |= now.origin("taken")
        return [put(merged(old, QuickNote, {**fields, **self._places(old, now)}))]

    def _places(self, old: QuickNote | None, now: Situation) -> dict[str, Any]:
        """Where the note belongs: a # that is new files it, one that was mended away takes it out again."""
        before = old.marks.items if old else ()
        marked = marks_of(self.text).items
        new = [ref for ref in marked if ref not in before]
        kept = [ref for ref in (old.items if old else ()) if ref in marked or ref not in before]
        unsure = [ref for ref in (old.unclear if old else ()) if ref in marked]
        known = now.questionnaire.by_id
        return {
            "items": tuple(dict.fromkeys((*kept, *(ref for ref in new if ref in known)))),
            "unclear": (*unsure, *(ref for ref in new if ref not in known)),
        }

    def describe(self) -> str:
        return f"quick note {self.id}" if self.id is not UNSET else "quick note"


class QuickNoteFiled(Change, frozen=True, kw_only=True, tag="file_note"):
    """A note gets its place: items, what was made from it, or a reason why it needs none."""

    id: str
    items: tuple[str, ...] | UnsetType = UNSET
    became: tuple[str, ...] = ()
    """Added to what it became before."""
    set_aside: Text = UNSET
    followed_up: bool | UnsetType = UNSET

    def check(self, now: Situation) -> None:
        if now.records.get(QuickNote, self.id) is None:
            raise Refusal(f"There is no quick note {self.id!r}.")
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        for ident in self.became:
            if all(now.records.get(kind, ident) is None for kind in (Evidence, Finding, Thread)):
                raise Refusal(f"{self.id} cannot have become {ident!r}: no evidence, finding or thread has that id.")
        if self.set_aside is not UNSET and self.set_aside and not self.set_aside.strip():
            raise Refusal(f"Say why {self.id} needs no filing (set_aside).")

    def effect(self, now: Situation) -> list[Write]:
        note = now.records.table(QuickNote)[self.id]
        fields = {**said(self, "became"), "became": tuple(dict.fromkeys((*note.became, *self.became)))}
        if self.items is not UNSET:
            fields["items"] = tuple(dict.fromkeys(self.items))
        if self.items is not UNSET or self.became:
            fields["unclear"] = ()  # a person has looked at it
        return [put(merged(note, QuickNote, fields))]

    def describe(self) -> str:
        return f"filing of note {self.id}"
