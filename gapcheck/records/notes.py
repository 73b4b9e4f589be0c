"""Quick notes: one line kept in the middle of a conversation, and what became of it afterwards."""

import re
from typing import ClassVar

import msgspec

from gapcheck.records.base import Record

_PERSON = re.compile(r"(?<![\w@])@([\w][\w.\-]*[\w]|\w)")
_ITEM = re.compile(r"(?<![\w#])#([Aa]\.\d+\.\d+|\d+(?:\.\d+){1,2})(?![\w.]*\d)")
_FOLLOW_UP = re.compile(r"(?:(?<=\s)|^)!(?=\s|$)|(?<=\S)!!(?=\s|$)|^!(?=\S)|(?<=\s)!(?=\S)")


class Marks(msgspec.Struct, frozen=True):
    """What a line says beside its words."""

    people: tuple[str, ...]
    """After an @, without it."""
    items: tuple[str, ...]
    """After a #, in capitals, whether or not there is such an item."""
    follow_up: bool
    """A ! that stands before a word or alone; one that ends a sentence is only an exclamation."""


def marks_of(text: str) -> Marks:
    """The @people, #items and ! of a line; the line itself stays as it was typed."""
    people = dict.fromkeys(match[1] for match in _PERSON.finditer(text))
    items = dict.fromkeys(match[1].upper() for match in _ITEM.finditer(text))
    return Marks(tuple(people), tuple(items), _FOLLOW_UP.search(text) is not None)


class QuickNote(Record, frozen=True, kw_only=True):
    """One line, with when, where and with whom it was taken. It is never thrown away, only filed or set aside."""

    TABLE: ClassVar[str] = "quick_notes"

    id: str
    text: str
    taken_at: str = ""
    """When the line was kept first; `at` moves on with each change."""
    person: str = ""
    """With whom the auditor spoke."""
    place: str = ""
    site: str = ""
    items: tuple[str, ...] = ()
    """The items that it is filed to."""
    became: tuple[str, ...] = ()
    """Ids of the evidence, findings and threads that were made from it."""
    set_aside: str = ""
    """Why it needs no filing."""
    followed_up: bool = False

    @property
    def key(self) -> str:
        return self.id

    @property
    def marks(self) -> Marks:
        """The @people, #items and ! of the line."""
        return marks_of(self.text)

    @property
    def is_filed(self) -> bool:
        """Whether it has a place."""
        return bool(self.items or self.became or self.set_aside)

    @property
    def to_follow_up(self) -> bool:
        """Whether somebody wanted to come back to it and has not yet."""
        return self.marks.follow_up and not self.followed_up and not self.set_aside

    @property
    def is_open(self) -> bool:
        """Whether something is left to be done about it."""
        return not self.is_filed or self.to_follow_up
