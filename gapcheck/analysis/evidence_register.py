"""The register of all evidence: what each piece speaks of, what has grown stale, and what can be looked for in it."""

import re
from collections.abc import Callable
from functools import cached_property

import msgspec

from gapcheck.records.base import Records
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.vocabulary import EVIDENCE_TYPES, label

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def is_stale(evidence: Evidence, day: str) -> bool:
    """Whether evidence was to be looked at again before a day (ISO 8601, the time may follow).

    A year or a month counts to its end. Without a date nothing is stale: how long a record stays good is for the
    auditor to say.
    """
    until = evidence.fresh_until.strip()
    return bool(_DATE.fullmatch(until)) and until < day[: len(until)]


class Entry(msgspec.Struct, frozen=True):
    """One piece of evidence with all that it says."""

    evidence: Evidence
    links: tuple[Link, ...]
    """Those against an item first."""
    stale: bool

    @property
    def contradicts(self) -> bool:
        """Whether it speaks against an item."""
        return bool(self.links) and self.links[0].effect == "contradicts"


FILTERS: dict[str, tuple[str, Callable[[Entry], bool]]] = {
    "all": ("all", lambda e: True),
    "stale": ("stale", lambda e: e.stale),
    "contradicts": ("against", lambda e: e.contradicts),
    "unlinked": ("unlinked", lambda e: not e.links),
    "file": ("file", lambda e: bool(e.evidence.attachment)),
    "answers": ("answers", lambda e: bool(e.evidence.from_answer)),
}
"""The filters that always stand there: word, and what they let through. Each type that occurs is one more."""


class Register:
    """All evidence of one moment. Every filter is worked out once, so that choosing one costs no more than its rows."""

    def __init__(self, records: Records, day: str) -> None:
        """`day` is today (ISO 8601)."""
        links: dict[str, list[Link]] = {}
        for link in records.table(Link).values():
            links.setdefault(link.evidence, []).append(link)
        self.entries = {
            ident: Entry(
                evidence,
                tuple(sorted(links.get(ident, ()), key=lambda link: link.effect != "contradicts")),
                is_stale(evidence, day),
            )
            for ident, evidence in sorted(records.table(Evidence).items(), key=lambda pair: _place(pair[1]))
        }
        self._last: tuple[str, list[str]] = ("", list(self.entries))

    @cached_property
    def _passing(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {name: {} for name in FILTERS}
        types: dict[str, dict[str, None]] = {}
        for ident, entry in self.entries.items():
            for name, (_, passes) in FILTERS.items():
                if passes(entry):
                    found[name][ident] = None
            types.setdefault(entry.evidence.type, {})[ident] = None
        return found | {kind: types[kind] for kind in EVIDENCE_TYPES if kind in types}

    @cached_property
    def _words(self) -> dict[str, str]:
        return {ident: _text(entry) for ident, entry in self.entries.items()}

    def found(self, words: str) -> list[str]:
        """The ids of the evidence that has all of these words somewhere, in the order of the register."""
        wanted, (before, found) = words.casefold().strip(), self._last
        if wanted != before:
            # whoever goes on typing narrows down what was found so far
            found = found if wanted.startswith(before) else list(self.entries)
            for word in wanted.split():
                found = [ident for ident in found if word in self._words[ident]]
            self._last = (wanted, found)
        return found

    def shown(self, name: str, words: str = "") -> list[str]:
        """The ids of what passes a filter and has these words, in the order of the register."""
        passing = self._passing[name]
        return [ident for ident in self.found(words) if ident in passing] if words.strip() else list(passing)

    def filters(self, words: str = "") -> dict[str, tuple[str, int]]:
        """Every filter: its word, and how many it shows of what has these words."""
        within = set(self.found(words)) if words.strip() else None
        return {
            name: (
                FILTERS[name][0] if name in FILTERS else label(name),
                len(ids) if within is None else len(ids.keys() & within),
            )
            for name, ids in self._passing.items()
        }


def _place(piece: Evidence) -> tuple[bool, int, str]:
    """By number, and what was made from answers last: an order that removing and bringing back does not change."""
    return (True, 0, piece.from_answer) if piece.from_answer else (False, len(piece.id), piece.id)


def _text(entry: Entry) -> str:
    piece = entry.evidence
    parts = [piece.id, label(piece.type), piece.title, piece.what_it_shows, piece.reference, piece.version_date]
    parts += [piece.source_role, piece.source_initials, piece.site, piece.place, piece.classification]
    parts += [piece.attachment_name, *(f"{link.item} {link.reason}" for link in entry.links)]
    return "\n".join(parts).casefold()


def size_in_words(size: int) -> str:
    """So many bytes, as people say it: 730 bytes, 12 kB, 5.2 MB (decimal prefixes)."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    amount = float(size)
    for unit in ("kB", "MB", "GB", "TB"):
        amount /= 1000
        if amount < 999.5 or unit == "TB":
            break
    return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"
