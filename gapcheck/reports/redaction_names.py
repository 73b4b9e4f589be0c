"""The names of people that an engagement knows, and texts without them.

A name in running text is found as a whole word: rather one word too many is left out than one name too few.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import fields, replace

from gapcheck.records.about import About, Member
from gapcheck.records.base import Record, Records
from gapcheck.records.day import Participant
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Case
from gapcheck.records.threads import Thread

NAME = "[name left out]"
_PERSON = frozenset({
    "by", "taken_by", "raised_by", "reviewed_by", "decided_by", "owner", "source_initials", "who_would_know",
    "person", "people", "present", "waiting_for",
})  # fmt: skip
"""Fields that hold nothing but people, by whatever they are called."""
_REFERS = frozenset({
    "id", "at", "items", "item", "question", "control", "site", "evidence", "finding", "notes", "became",
    "from_answer", "repeat_of", "continues", "attachment", "ready", "roles", "questionnaire",
    "content_version", "language", "created", "taken_at", "date", "start", "end", "began", "ended",
})  # fmt: skip
"""Fields that only point to something or say when."""
_PARTICLES = frozenset({
    "von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "zu", "zur", "af", "av", "bin", "al",
    "el", "y", "e",
})  # fmt: skip
_BESIDE = re.compile(r"\s*\([^()]*\)")
"""What is said of a person behind the name."""
_LEAST = 3
"""Letters of a part of a name that is looked for alone."""
_BETWEEN = r"[\s._-]+"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_]|\.\d)"
"""No letter or digit beside it; a full stop and a digit belong to an item such as A.8."""


class Names:
    """The names that are known, ready to be looked for."""

    def __init__(self, people: Iterable[str], idents: Iterable[str], mentioned: Iterable[str]) -> None:
        """`people` are full names, `idents` what a person is called for short, `mentioned` what stood after an @."""
        typed = {" ".join(name.split()) for name in people if name.strip()}
        full = typed | {bare for name in typed if (bare := _BESIDE.sub("", name).strip())}
        alone = {part for name in full if _looks_like_a_name(name) for part in _parts(name)}
        # a small word such as "lead" may be how somebody is called for short, and stands in half of all sentences
        alone |= {ident.strip() for ident in idents if ident.strip() and not ident.strip().islower()}
        choices = [f"(?i:{p})" for p in _patterns(full)] + _patterns(alone)
        after_at = _patterns({*full, *alone, *(i.strip() for i in (*idents, *mentioned) if i.strip())})
        found = [f"{_BEFORE}(?:{'|'.join(choices)}){_AFTER}"] if choices else []
        found += [f"(?<=@)(?i:{'|'.join(after_at)}){_AFTER}"] if after_at else []
        found += [p for name in full if _has_no_case(name) for p in _patterns({name})]
        self._known = re.compile("|".join(found)) if found else None

    @classmethod
    def of(cls, records: Records) -> "Names":
        """Everybody whom the records name."""
        people: set[str] = set()
        idents: set[str] = set()
        known: tuple[Participant | Member, ...] = (
            *records.table(Participant).values(),
            *records.table(Member).values(),
        )
        for person in known:
            people.add(person.name)
            idents.add(person.id)
        mentioned = {name for note in records.table(QuickNote).values() for name in note.marks.people}
        for table in records.tables().values():
            for record in table.values():
                named = ((name, _BESIDE.sub("", name).strip()) for name in _named_in(record))
                people.update(name for name, bare in named if _looks_like_a_name(bare))
        people.update(name for name in mentioned if _looks_like_a_name(name))
        return cls(people, idents, mentioned)

    def without(self, text: str) -> str:
        """The text with a sign where a name stood."""
        return self._counted(text)[0]

    def left_out_of(self, records: Records) -> tuple[Records, int]:
        """The records without names, and in how many places one stood."""
        tables: dict[str, dict[str, Record]] = {}
        total = 0
        for name, table in records.tables().items():
            made = tables[name] = {}
            for number, (key, record) in enumerate(table.items(), 1):
                less, count = self._without(record)
                total += count
                # the key of a person is what they are called for short
                made[str(number) if isinstance(record, Participant | Member) else key] = less
        return Records(tables), total

    def _without(self, record: Record) -> tuple[Record, int]:
        changes: dict[str, Any] = {}
        total = 0
        if isinstance(record, About):
            told = record.style.distribution
            changes["style"], total = replace(record.style, distribution=(NAME,) * len(told)), len(told)
        for field in fields(record):
            value = getattr(record, field.name)
            if not value or not isinstance(value, str | tuple | dict):
                continue
            if _is_person(record, field.name):
                changes[field.name] = NAME if isinstance(value, str) else (NAME,) * len(value)
                total += 1 if isinstance(value, str) else len(value)
            elif field.name not in _REFERS and not (field.name == "organization" and isinstance(record, About)):
                changes[field.name], count = self._in_value(value, field.type)
                total += count
        return replace(record, **changes), total

    def _in_value(self, value: Any, kind: Any) -> tuple[Any, int]:
        """Words from a fixed list, such as a status, are no text and stay."""
        if kind is str:
            return self._counted(value)
        if kind == tuple[str, ...]:
            found = [self._counted(text) for text in value]
            return tuple(text for text, _ in found), sum(count for _, count in found)
        if kind == dict[str, str]:
            said = {key: self._counted(text) for key, text in value.items()}
            return {key: text for key, (text, _) in said.items()}, sum(count for _, count in said.values())
        if kind == tuple[Case, ...]:
            cases = [self._case(case) for case in value]
            return tuple(case for case, _ in cases), sum(count for _, count in cases)
        return value, 0

    def _case(self, case: Case) -> tuple[Case, int]:
        """A case that is called by no number may well be a person."""
        anonymous = any(char.isdigit() for char in case.id)
        ident, first = self._counted(case.id) if anonymous else (NAME, 1)
        note, second = self._counted(case.note)
        return msgspec.structs.replace(case, id=ident, note=note), first + second

    def _counted(self, text: str) -> tuple[str, int]:
        return self._known.subn(NAME, text) if self._known else (text, 0)


def _is_person(record: Record, field: str) -> bool:
    if isinstance(record, Participant | Member) and field in ("id", "name"):
        return True
    # "the one case that was picked" may be initials
    return field in _PERSON or (isinstance(record, Thread) and field == "case")


def _named_in(record: Record) -> Iterable[str]:
    for field in _PERSON.intersection(record.__struct_fields__) - {"waiting_for"}:
        value = getattr(record, field)
        yield from (value,) if isinstance(value, str) else value


def _looks_like_a_name(text: str) -> bool:
    """Whether every word begins with a capital: `owner` may hold "Head of IT" just as well, or "HR"."""
    words = text.split()
    short = len(words) == 1 and (len(text) < _LEAST or text.isupper())
    return bool(words) and not short and all(w[0].isalpha() and (w in _PARTICLES or w[0] != w[0].lower()
                                             or _has_no_case(w)) for w in words)  # fmt: skip


def _parts(name: str) -> Iterable[str]:
    for word in name.replace(",", " ").split():
        for part in {word, *word.split("-")}:
            if len(part.strip(".")) >= _LEAST and part[0] != part[0].lower():
                yield part.strip(".")


def _has_no_case(text: str) -> bool:
    """Whether it is of a script without capitals, which may stand without spaces too."""
    return len(text) > 1 and all(char.lower() == char.upper() for char in text) and any(map(str.isalpha, text))


def _patterns(names: Iterable[str]) -> list[str]:
    """The longest first, and each in both ways to write an accent."""
    shapes = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")} | set(names)
    ordered = sorted(shapes, key=lambda name: (-len(name), name))
    return [_BETWEEN.join(map(re.escape, re.split(r"\s+", name))) for name in ordered]
