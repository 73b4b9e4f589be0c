"""Quick notes are taken at once and filed later; taking one asks nothing and refuses next to nothing."""

from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said
from gapcheck.changes.evidence import next_id
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.notes import QuickNote, marks_of

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
        if self.id is not UNSET and not self.id.strip():
            raise Refusal("A note's id has to be a word, such as N-001; left out, the next free one is taken.")
        if self.site is not UNSET:
            now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self)
        taken = now.records.table(QuickNote)
        ident = fields.setdefault("id", next_id(PREFIX, taken))
        old = now.records.get(QuickNote, ident)
        if old is None:
            fields["taken_at"] = now.at
        named = [ref for ref in marks_of(self.text).items if ref in now.questionnaire.by_id]
        fields["items"] = tuple(dict.fromkeys((*(old.items if old else ()), *named)))
        return [put(merged(old, QuickNote, fields))]

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

    def effect(self, now: Situation) -> list[Write]:
        note = now.records.table(QuickNote)[self.id]
        fields = said(self, "became")
        fields["became"] = tuple(dict.fromkeys((*note.became, *self.became)))
        return [put(merged(note, QuickNote, fields))]

    def describe(self) -> str:
        return f"filing of note {self.id}"
