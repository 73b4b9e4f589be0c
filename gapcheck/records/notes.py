"""Quick notes: one line kept in the middle of a conversation, and what became of it afterwards."""

import re
import unicodedata
from functools import lru_cache
from typing import ClassVar

import msgspec

from gapcheck.records.base import Record

_PERSON = re.compile(r"@(?=\w)")
_ITEM = re.compile(r"(?<![\w#/&])#([Aa]\.[0-9]+\.[0-9]+|[0-9]+(?:\.[0-9]+){1,2})(?![\w.]*\d)")
_FOLLOW_UP = re.compile(r"(?:^|(?<=[ \t\r\n]))!(?!=)")
_JOINERS = "\u200c\u200d"
"""Some scripts spell names with them."""


class Marks(msgspec.Struct, frozen=True):
    """What a line says beside its words."""

    people: tuple[str, ...]
    """After an @, without it, as typed first."""
    items: tuple[str, ...]
    """After a #, in capitals, whether or not there is such an item."""
    follow_up: bool
    """A ! that stands before a word or alone; one that ends a sentence is only an exclamation."""


@lru_cache(maxsize=4096)
def marks_of(text: str) -> Marks:
    """The @people, #items and ! of a line; the line itself stays as it was typed."""
    people: dict[str, str] = {}
    for match in _PERSON.finditer(text):
        if not _goes_on(text[match.start() - 1 : match.start()]):
            name = _name(text, match.end())
            people.setdefault(name.casefold(), name)
    items = dict.fromkeys(match[1].upper() for match in _ITEM.finditer(text))
    return Marks(tuple(people.values()), tuple(items), _FOLLOW_UP.search(text) is not None)


def _goes_on(before: str) -> bool:
    """Whether an @ behind this text belongs to an e-mail address or a web address."""
    return before != "" and (before in "@/+" or _spells(before))


def _name(text: str, start: int) -> str:
    """The letters, digits and accents that stand there, with dots and dashes between them."""
    end = start
    while end < len(text) and _spells(text[end]):
        end += 1
    return text[start:end].rstrip(".-" + _JOINERS)


def _spells(sign: str) -> bool:
    return sign.isalnum() or sign in "_.-" or sign in _JOINERS or unicodedata.category(sign).startswith("M")


class QuickNote(Record, frozen=True, kw_only=True):
    """One line, with when, where and with whom it was taken. It is never thrown away, only filed or set aside."""

    TABLE: ClassVar[str] = "quick_notes"

    id: str
    text: str
    taken_at: str = ""
    """When the line was kept first (ISO 8601 with offset); `at` moves on with each change."""
    taken_by: str = ""
    """Who kept it; `by` moves on with each change."""
    person: str = ""
    """With whom the auditor spoke."""
    place: str = ""
    site: str = ""
    items: tuple[str, ...] = ()
    """The items that it is filed to."""
    unclear: tuple[str, ...] = ()
    """What stands after a # and is no item, until somebody has filed the note."""
    became: tuple[str, ...] = ()
    """Ids of what was made from it: evidence, findings, threads."""
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
        """Whether it has a place, and nothing in it points to a place that there is not."""
        return bool(self.set_aside or ((self.items or self.became) and not self.unclear))

    @property
    def to_follow_up(self) -> bool:
        """Whether somebody wanted to come back to it and has not yet."""
        return self.marks.follow_up and not self.followed_up and not self.set_aside

    @property
    def is_open(self) -> bool:
        """Whether something is left to be done about it."""
        return not self.is_filed or self.to_follow_up
