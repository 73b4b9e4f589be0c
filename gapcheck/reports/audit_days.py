"""Who took part and when, what the meetings dealt with, and where the work left the plan."""

from datetime import datetime
from typing import Any

import msgspec

from gapcheck.analysis.day import points
from gapcheck.records.about import Member
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.reports.document import Block, Column, Heading, Paragraph, Table, fact, facts
from gapcheck.reports.metadata import name_of_site
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_IN_TIME = 10
"""Minutes by which an entry may slip before it counts as a deviation from the plan."""


def persons_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Everybody who took part, with meetings attended and conversations held."""
    records = report.material.records
    heading = Heading(text="Persons and meetings")
    meetings = sorted(records.table(Meeting).values(), key=lambda m: (m.date, m.kind != "opening", m.kind, m.site))
    people = list(records.table(Participant).values())
    if not people and not meetings:
        return heading, Paragraph(text="Nobody and no meeting was recorded.")
    blocks: list[Block] = [heading]
    if rows := _persons(people, meetings, report):
        columns = (
            Column(title="Who", width=1.9),
            Column(title="Function", width=2),
            Column(title="Site", width=1.3),
            Column(title="Present at", width=3.2),
            Column(title="Spoken to", width=3.2),
        )
        blocks.append(Table(columns=columns, rows=rows))
    for meeting in meetings:
        blocks += _meeting(meeting, report)
    return tuple(blocks)


def _persons(people: list[Participant], meetings: list[Meeting], report: ReportInput) -> tuple[tuple[str, ...], ...]:
    roles = {role.id: role.name for role in report.material.questionnaire.roles}
    team = report.material.records.table(Member)
    slots = sorted(report.material.records.table(Slot).values(), key=lambda slot: (slot.date, slot.start, slot.id))
    known = {name for person in people for name in (person.id, person.name)}
    rows = []
    for person in people:
        names = {person.id, person.name}
        attended = joined("\n", *(title_of(m, report) for m in meetings if names & set(m.present)))
        talks = joined("\n", *(joined(" ", s.date, s.title) for s in slots if names & set(s.people)))
        function = joined("\n", person.function, joined(", ", *(roles.get(r, r) for r in person.roles)))
        rows.append((person.name, function, name_of_site(person.site, report), attended, talks))
    for ident in dict.fromkeys(name for meeting in meetings for name in meeting.present if name not in known):
        member = team.get(ident)
        attended = joined("\n", *(title_of(m, report) for m in meetings if ident in m.present))
        function = joined(", ", "audit team", member.role) if member else ""
        rows.append((member.name if member else ident, function, "", attended, ""))
    return tuple(rows)


def title_of(meeting: Meeting, report: ReportInput) -> str:
    """A meeting as people call it, with its day and site."""
    known = {kept.id: kept.title for kept in report.material.questionnaire.on_site.meetings}
    return joined(", ", known.get(meeting.kind, meeting.kind), meeting.date, name_of_site(meeting.site, report))


def _meeting(meeting: Meeting, report: ReportInput) -> list[Block]:
    agenda = {point.id: point.text for point in points(report.material, meeting.kind)}
    meetings = report.material.questionnaire.on_site.meetings
    texts = {point.id: point.text for held in meetings if held.id == meeting.kind for point in held.points}
    left = [text for ident, text in agenda.items() if ident not in meeting.done]
    noted = (joined(": ", texts.get(ident, ident), note) for ident, note in meeting.done.items() if note)
    others = [texts.get(ident, ident) for ident, note in meeting.done.items() if ident not in agenda and not note]
    how_many = f"{len(agenda) - len(left)} of {len(agenda)} points" if agenda else ""
    return [
        Heading(text=title_of(meeting, report), level=2),
        facts(
            fact("Present", joined(", ", *(name_of(ident, report) for ident in meeting.present))),
            fact("Dealt with", how_many, *(joined(": ", "also", text) for text in others)),
            fact("Noted", *noted),
            fact("Not dealt with", *left),
            fact("Note", meeting.note),
        ),
    ]


def name_of(ident: str, report: ReportInput) -> str:
    """Somebody by name: a participant, a member of the team, or whoever was typed."""
    records = report.material.records
    person = records.get(Participant, ident) or records.get(Member, ident)
    return person.name if person else ident


def plan_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The plan, what came of it, and where the two differ."""
    heading = Heading(text="Plan and deviations")
    slots = list(report.material.records.table(Slot).values())
    if not slots:
        return heading, Paragraph(text="No plan was recorded.")
    columns = (
        Column(title="Planned", width=1.9),
        Column(title="What", width=3.2),
        Column(title="With, where", width=2.8),
        Column(title="Took place", width=1.9),
        Column(title="Deviation", width=3),
    )
    ordered = sorted(slots, key=lambda slot: (slot.date, slot.start, slot.id))
    held = held_meetings(report)
    return (
        heading,
        Table(columns=columns, rows=tuple(_slot(slot, report, slot.id in held) for slot in ordered)),
        Paragraph(text=f"Less than {_IN_TIME} minutes from the plan are not called a deviation.", quiet=True),
    )


def held_meetings(report: ReportInput) -> frozenset[str]:
    """Entries of the plan for a meeting that is on record on their day, whether or not somebody took its time."""
    meetings = report.material.records.table(Meeting).values()
    return frozenset(
        slot.id
        for slot in report.material.records.table(Slot).values()
        if slot.kind == "meeting"
        and any(
            met.date == slot.date and met.site in ("", slot.site) and met.kind in slot.title.casefold()
            for met in meetings
        )
    )


def _slot(slot: Slot, report: ReportInput, is_held: bool) -> tuple[str, ...]:
    took = joined(" to ", slot.began[11:16], slot.ended[11:16])
    return (
        joined("\n", slot.date, joined(" to ", slot.start, slot.end)),
        joined("\n", slot.title, joined(", ", *slot.items)),
        joined("\n", joined(", ", *(name_of(ident, report) for ident in slot.people)), slot.place,
               name_of_site(slot.site, report)),
        took or ("held, no times taken" if is_held else "-"),
        "\n".join(deviations(slot, is_held)),
    )  # fmt: skip


def deviations(slot: Slot, is_held: bool = False) -> list[str]:
    """Where an entry left the plan, in words; times are those of the place.

    Nobody says that it was not held where only its times are missing: a meeting on record (`is_held`) was.
    """
    found = []
    if slot.kind != "break" and not (slot.began or slot.ended or is_held):
        found.append("not recorded as held")
    if slot.began and slot.began[:10] != slot.date:
        found.append(f"held on {slot.began[:10]}")
    else:
        found += [
            f"{what} {abs(minutes)} minutes {'late' if minutes > 0 else 'early'}"
            for what, planned, real in (("began", slot.start, slot.began), ("ended", slot.end, slot.ended))
            if (minutes := _minutes(slot.date, planned, real)) is not None and abs(minutes) >= _IN_TIME
        ]
    if slot.is_carried_over:
        found.append(joined(": ", "left open", slot.carried_over))
    if slot.continues:
        found.append(joined(" ", "takes up", slot.continues))
    return found


def _minutes(date: str, planned: str, real: str) -> int | None:
    """Minutes from a planned moment to the real one, on the clock of the place; None where one is not known."""
    try:
        meant = datetime.fromisoformat(f"{date}T{planned}:00")
        was = datetime.fromisoformat(real).replace(tzinfo=None)
    except ValueError:
        return None
    return int((was - meant).total_seconds() / 60)


def slot_data(slot: Slot, is_held: bool = False) -> dict[str, Any]:
    """A plan entry for machines, with its deviations."""
    return {**msgspec.to_builtins(slot), "deviations": deviations(slot, is_held)}
