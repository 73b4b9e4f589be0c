"""Copies for others: names, evidence, notes or attachments left out of the records before a report is built from them.

What is left out leaves a sign where it stood, so that statuses, counts and verdicts stay those of the full data.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from gapcheck.errors import GapcheckError
from gapcheck.records.answers import Answer, Note
from gapcheck.records.base import Record, Records
from gapcheck.records.day import Meeting
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.reports.redaction_names import Names

PARTS = ("names", "evidence", "notes", "attachments")
LEFT_OUT = "[left out]"
_DETAIL = ("what_it_shows", "reference", "place")
_ALL_OF_IT = (*_DETAIL, "title", "source_role", "source_initials")

Change = Callable[[Record], Record | None]
S = TypeVar("S", bound=msgspec.Struct)


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy leaves out, and how much of it that is."""

    parts: tuple[str, ...]
    """Of PARTS."""
    classes: tuple[str, ...]
    """Evidence that is classified so is left out, but for its number, type and dates."""
    lines: tuple[str, ...]
    """What was left out and how many, a line each."""
    names: Names | None = None
    """The names that are left out."""

    def said(self, text: str) -> str:
        """A text that is typed for the copy, without names when names are left out."""
        return self.names.without(text) if self.names else text


def chosen(listed: Iterable[str], classes: Iterable[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a person asked to leave out, in our order and spelling. Raises GapcheckError for an unknown part."""
    asked = [word.strip().casefold() for word in listed if word.strip()]
    unknown = [word for word in asked if word not in PARTS]
    if unknown:
        wrong = ", ".join(map(repr, unknown))
        raise GapcheckError(f"{wrong} is nothing that can be left out; known: {', '.join(PARTS)}.")
    kept = dict.fromkeys(" ".join(word.split()) for word in classes if word.strip())
    return tuple(part for part in PARTS if part in asked), tuple(kept)


def classifications(records: Records) -> tuple[str, ...]:
    """How the evidence is classified, each word once, in the spelling in which it was typed first."""
    words = (" ".join(piece.classification.split()) for piece in records.table(Evidence).values())
    found: dict[str, str] = {}
    for word in words:
        if word:
            found.setdefault(_plain(word), word)
    return tuple(found.values())


def redacted(records: Records, parts: Sequence[str], classes: Sequence[str] = ()) -> tuple[Records, Redaction]:
    """The records without what is to be left out, and what that was.

    Raises GapcheckError for a classification that no piece of evidence has: a slip of the pen must not let it through.
    """
    names = Names.of(records) if "names" in parts else None
    lines: list[str] = []
    if classes:
        records, found = _without_evidence(records, _classified(records, classes), _ALL_OF_IT)
        lines.append(
            f"{_count(found, 'piece', 'pieces')} of evidence classified {' or '.join(classes)}, but for number, type "
            "and dates"
        )
    if "evidence" in parts:
        idents = frozenset(records.table(Evidence))
        records, found = _without_evidence(records, idents, _DETAIL)
        lines.append(
            f"what {_count(found, 'piece', 'pieces')} of evidence showed, with reference, place and the reasons for "
            "what it says of an item; titles stay, but for those that were a note before"
        )
    if "notes" in parts:
        records, line = _without_notes(records)
        lines.append(line)
    if "attachments" in parts:
        found = sum(bool(piece.attachment or piece.attachment_name) for piece in records.table(Evidence).values())
        records = _changed(records, {Evidence.TABLE: _without_file})
        lines.append(f"{_count(found, 'attached file', 'attached files')} with name and SHA-256")
    if names:
        records, found = names.left_out_of(records)
        lines.append(
            f"names of people, in {_count(found, 'place', 'places')}; in running text those that are on record"
        )
    return records, Redaction(parts=tuple(parts), classes=tuple(classes), lines=tuple(lines), names=names)


def _classified(records: Records, classes: Sequence[str]) -> frozenset[str]:
    of = {ident: _plain(piece.classification) for ident, piece in records.table(Evidence).items()}
    for word in classes:
        if _plain(word) not in of.values():
            listed = ", ".join(classifications(records)) or "none is classified"
            raise GapcheckError(f"No evidence is classified {word!r}, so nothing was written; there is: {listed}.")
    wanted = {_plain(word) for word in classes}
    return frozenset(ident for ident, classification in of.items() if classification in wanted)


def _without_evidence(records: Records, idents: frozenset[str], hidden: Sequence[str]) -> tuple[Records, int]:
    """The pieces without some of their fields, and what they were made from without its words."""
    whole = hidden is _ALL_OF_IT
    pieces = [records.table(Evidence)[ident] for ident in idents]
    # the words of an answer or note become the title of what is made from it
    titled = {piece.id for piece in pieces if piece.from_answer}
    titled |= {ident for note in records.table(QuickNote).values() for ident in note.became}
    answers = {piece.from_answer for piece in pieces if piece.from_answer}

    def piece(record: Record) -> Record:
        assert isinstance(record, Evidence)
        if record.id not in idents:
            return record
        less = _hidden(record, *hidden, *(["title"] if record.id in titled else []))
        return _without_file(less) if whole else less

    def link(record: Record) -> Record:
        return _hidden(record, "reason") if isinstance(record, Link) and record.evidence in idents else record

    def answer(record: Record) -> Record:
        return _hidden(record, "note") if record.key in answers else record

    def note(record: Record) -> Record:
        made = isinstance(record, QuickNote) and not idents.isdisjoint(record.became)
        return _hidden(record, "text", "place") if made else record

    def sample(record: Record) -> Record:
        if not (isinstance(record, Sample) and record.evidence in idents):
            return record
        cases = tuple(_hidden_in(case, "note", "id") for case in record.cases)
        return replace(_hidden(record, "title", "objective", "population", "source", "how"), cases=cases)

    changes: dict[str, Change] = {Evidence.TABLE: piece, Link.TABLE: link, Answer.TABLE: answer, QuickNote.TABLE: note}
    return _changed(records, {**changes, **({Sample.TABLE: sample} if whole else {})}), len(pieces)


def _without_notes(records: Records) -> tuple[Records, str]:
    quick, kept = len(records.table(QuickNote)), len(records.table(Note))
    beside = sum(bool(answer.note) for answer in records.table(Answer).values())
    beside += sum(bool(m.note) + sum(map(bool, m.done.values())) for m in records.table(Meeting).values())

    def meeting(record: Record) -> Record:
        assert isinstance(record, Meeting)
        done = {point: LEFT_OUT if note else "" for point, note in record.done.items()}
        return replace(_hidden(record, "note"), done=done)

    changes: dict[str, Change] = {
        QuickNote.TABLE: lambda record: None,
        Note.TABLE: lambda record: None,
        Answer.TABLE: lambda record: _hidden(record, "note"),
        Meeting.TABLE: meeting,
        Thread.TABLE: lambda record: replace(record, notes=()),
    }
    line = (
        f"{_count(quick, 'quick note', 'quick notes')}, {_count(kept, 'note', 'notes')} on items, "
        f"{_count(beside, 'note', 'notes')} beside answers and in meetings"
    )
    return _changed(records, changes), line


def _without_file(record: Record) -> Record:
    return replace(record, attachment="", attachment_name="", attachment_size=0)


def _hidden(record: Record, *names: str) -> Record:
    return _hidden_in(record, *names)


def _hidden_in(struct: S, *names: str) -> S:
    return replace(struct, **{name: LEFT_OUT for name in names if getattr(struct, name)})


def _changed(records: Records, changes: Mapping[str, Change]) -> Records:
    tables = dict(records.tables())
    for name, change in changes.items():
        if name in tables:
            made = {key: change(record) for key, record in tables[name].items()}
            tables[name] = {key: record for key, record in made.items() if record is not None}
    return Records(tables)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
