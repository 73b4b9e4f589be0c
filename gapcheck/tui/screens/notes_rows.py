"""What the inbox shows of a quick note: its cells, its page, and the filters of the list."""

from collections.abc import Callable, Sequence

import msgspec

from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.base import Records
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Thread
from gapcheck.tui.widgets.row_table import Cell, Column, LazyRows
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = (
    Column(name="mark", title="", width=1),
    Column(name="id", title="id", width=5, most=6, rank=4),
    Column(name="day", title="day", width=10, rank=1),
    Column(name="time", title="time", width=5),
    Column(name="person", title="with", width=10, most=16),
    Column(name="place", title="place", width=12, most=18, rank=3),
    Column(name="follow", title="!", width=1),
    Column(name="text", title="note", width=28, most=110, share=0.4),
    Column(name="filed", title="filed", width=14, most=32, share=0.12),
)
_PLACES = 2
"""Items that are named in a row before they are counted."""


class Seen(msgspec.Struct, frozen=True):
    """A note with what is known of it in this engagement."""

    note: QuickNote
    became: tuple[tuple[str, str, str], ...]
    """What was made from it: kind, id and title."""
    unfiled: bool
    follow: bool
    """Whether somebody has to come back to it."""


STATES: dict[str, tuple[str, str, Callable[[Seen], bool]]] = {
    "unfiled": ("not filed", "$warning", lambda s: s.unfiled),
    "follow": ("to follow up", "$warning", lambda s: s.follow),
    "filed": ("filed", "", lambda s: not s.unfiled and not s.note.set_aside),
    "aside": ("set aside", "", lambda s: bool(s.note.set_aside)),
    "all": ("all", "", lambda s: True),
}
"""The filters in the order of their line: word, colour of a count that is not zero, and what they let through."""


def seen(records: Records) -> list[Seen]:
    """All notes in the order in which they were taken."""
    kinds: tuple[tuple[str, type[Evidence] | type[Finding] | type[Thread]], ...] = (
        ("evidence", Evidence),
        ("finding", Finding),
        ("thread", Thread),
    )
    found = []
    for note in records.table(QuickNote).values():
        became = [
            (kind, ident, each.title)
            for ident in note.became
            for kind, of in kinds
            if (each := records.get(of, ident)) is not None
        ]
        found.append(Seen(note, tuple(became), not note.is_filed, note.to_follow_up))
    return sorted(found, key=lambda s: (s.note.taken_at, len(s.note.id), s.note.id))


def columns(shown: Sequence[Seen]) -> list[Column]:
    """The columns; the day only where there is more than one, where they are filed only where one is."""
    idle = set()
    if len({each.note.taken_at[:10] for each in shown}) <= 1:
        idle.add("day")
    if all(not each.became and not each.note.items and not each.note.set_aside for each in shown):
        idle.add("filed")
    shares = {"text": 0.55} if "filed" in idle else {}
    return [
        msgspec.structs.replace(column, share=shares.get(column.name, column.share))
        for column in COLUMNS
        if column.name not in idle
    ]


def rows(shown: Sequence[Seen], marked: set[str]) -> LazyRows:
    """The rows of notes; a day is named once."""
    known = {each.note.id: each for each in shown}
    days = [each.note.taken_at[:10] for each in shown]
    begins = {each.note.id for each, day, before in zip(shown, days, ["", *days], strict=False) if day != before}

    def cells(ident: str) -> dict[str, Cell]:
        each = known[ident]
        note, (said, colour) = each.note, where(each)
        ink = "" if each.unfiled or each.follow else "grey"
        return {
            "mark": Cell("■" if ident in marked else "", "primary", True),
            "id": Cell(ident, "grey"),
            "day": Cell(note.taken_at[:10] if ident in begins else "", "grey"),
            "time": Cell(note.taken_at[11:16], "grey"),
            "person": Cell(note.person, ink),
            "place": Cell(note.place, "grey"),
            "follow": Cell("!" if each.follow else "", "warning", True),
            "text": Cell(note.text, ink),
            "filed": Cell(said, colour, pieces=True),
        }

    return LazyRows(list(known), cells)


def where(each: Seen) -> tuple[str, str]:
    """Where a note went, in a few words, and the colour of that."""
    note = each.note
    if note.set_aside:
        return f"aside: {note.set_aside}", "grey"
    more = f" +{len(note.items) - 1}" if len(note.items) > _PLACES else ""
    items = f"{note.items[0]}{more}" if more else ", ".join(note.items)
    places = [*(ident for _, ident, _ in each.became), *([items] if items else [])]
    if note.unclear:
        places.append(f"# {', '.join(note.unclear)}?")
    return " · ".join(places), "warning" if note.unclear else "grey"


def page(each: Seen, records: Records) -> list[Line]:
    """The whole note: when, with whom and where it was taken, then its text."""
    note = each.note
    people = " and ".join(who(person, records) for person in note.person.split(", ") if person)
    stamp = f"{note.taken_at[:10]} {note.taken_at[11:16]}".strip()
    about = (note.id, stamp, people, note.place, note.site, f"by {note.taken_by}" if note.taken_by else "")
    lines = [Line(" · ".join(part for part in about if part), style="$grey"), Line(""), Line(note.text)]
    if note.set_aside:
        lines.append(Line(note.set_aside, label="set aside", indent=11))
    if note.marks.follow_up:
        done = "followed up" if note.followed_up else "to follow up; d when it is done"
        lines.append(Line(done, label="!", style="$grey" if note.followed_up else "$warning", indent=2))
    return lines


def filing(each: Seen, questionnaire: Questionnaire) -> list[Line]:
    """Where the note is filed, and what was made from it."""
    note, known = each.note, questionnaire.by_id
    lines = [heading("Filed")]
    lines += [Line(known[ref].full_title if ref in known else "", label=ref, indent=8) for ref in note.items]
    lines += [Line(title or kind, label=ident, indent=8) for kind, ident, title in each.became]
    for ref in note.unclear:
        lines.append(Line(f"there is no item {ref}; f files the note", label="#", style="$warning", indent=8))
    if len(lines) == 1:
        return [] if note.set_aside else [*lines, Line("not yet", style="$grey")]
    return lines


def who(person: str, records: Records) -> str:
    """Somebody with name and function, where the initials are a participant's."""
    found = records.get(Participant, person)
    if found is None:
        return person
    return ", ".join(part for part in (found.name, found.function) if part)
