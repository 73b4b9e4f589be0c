"""The audit plan: what for, by which yardstick, when, where, with whom, and by which rules (ISO 19011, 6.3.2)."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import msgspec

from gapcheck.analysis.sample_words import picked
from gapcheck.questionnaire.model import group_id
from gapcheck.records.about import Member, Site
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.samples import Sample
from gapcheck.records.vocabulary import label
from gapcheck.reports.days import day_words
from gapcheck.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.metadata import NOT_SAID, document, limits, metadata_data, name_of_site, sign_off, site_line
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_RULES = (("confidentiality", "Notes, copies and names"), ("pictures", "Photos, screenshots and recordings"))
"""Points of the opening meeting in which the rules are agreed, with what they are about."""
_TO_AGREE = "not agreed yet; to be agreed before or at the opening meeting"
_IN_THE_PLAN = {"Purpose", "Objectives", "Audit scope", "Criteria", "Sites", "Team", "Keep until"}
_KINDS = {"auditor_time": "time for the auditors"}


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        Heading(text="What it is for"),
        _purpose(report),
        *_team(report),
        *_people(report),
        *_programme(report),
        *_functions(report),
        *_not_planned(report),
        *_sampling(report),
        *_rules(report),
        *_afterwards(),
        *limits(report),
        *sign_off(report),
    )
    name = "Audit plan" if report.material.mode.audit else f"Plan of the {label(report.about.type)}"
    made = document("audit_plan", name, report, blocks)
    # the plan itself says these, so that its first page stays short
    cover = tuple(row for row in made.metadata.rows if row.label not in _IN_THE_PLAN)
    return msgspec.structs.replace(made, metadata=Facts(rows=cover))


def _purpose(report: ReportInput) -> Facts:
    about = report.about
    period = " to ".join(day_words(day, about.style.dates) for day in (about.period_from, about.period_to) if day)
    sites = report.material.records.table(Site).values()
    return facts(
        fact("Purpose", about.purpose),
        fact("Objectives", *(about.objectives or (NOT_SAID,))),
        fact("Scope", about.audit_scope or NOT_SAID),
        fact("Criteria", *(about.criteria or (report.material.questionnaire.manifest.edition,))),
        fact("Dates", period or NOT_SAID),
        fact("Places", *([site_line(site, "to be visited") for site in sites] or [NOT_SAID])),
    )


def _team(report: ReportInput) -> tuple[Block, ...]:
    members = list(report.material.records.table(Member).values())
    blocks: list[Block] = [Heading(text="Team")]
    if not members:
        return (*blocks, Paragraph(text="Nobody is named yet."))
    columns = (
        Column(title="Name", width=2),
        Column(title="Role", width=1.5),
        Column(title="Areas", width=2),
        Column(title="Own work, judged by others", width=2.2),
        Column(title="Competence", width=3),
    )
    rows = tuple(
        (member.name, member.role, joined(", ", *member.areas), joined(", ", *member.own_work), member.competence)
        for member in members
    )
    return (*blocks, Table(columns=columns, rows=rows))


def _people(report: ReportInput) -> tuple[Block, ...]:
    people = list(report.material.records.table(Participant).values())
    blocks: list[Block] = [Heading(text="People of the organization")]
    if not people:
        return (*blocks, Paragraph(text="Nobody is named yet; the plan says which function is needed."))
    columns = (
        Column(title="Name", width=2),
        Column(title="Function", width=2.5),
        Column(title="Speaks for", width=3),
        Column(title="Site", width=1.5),
        Column(title="Entries of the plan", kind="ref", width=2),
    )
    slots = _slots(report)
    rows = tuple(
        (
            person.name,
            person.function,
            joined(", ", *(_role(ident, report) for ident in person.roles)),
            name_of_site(person.site, report),
            joined(", ", *(slot.id for slot in slots if person.id in slot.people)),
        )
        for person in people
    )
    return (*blocks, Table(columns=columns, rows=rows))


def _slots(report: ReportInput) -> list[Slot]:
    return sorted(report.material.records.table(Slot).values(), key=lambda s: (s.date, s.start, s.id))


def _role(ident: str, report: ReportInput) -> str:
    return next((role.name for role in report.material.questionnaire.roles if role.id == ident), ident)


def _programme(report: ReportInput) -> tuple[Block, ...]:
    slots = _slots(report)
    blocks: list[Block] = [Heading(text="Times, people and subjects")]
    if not slots:
        return (*blocks, Paragraph(text="Nothing is planned yet."))
    blocks.append(
        Paragraph(
            text="Times are those of the place. They may move within a day; what cannot take place is told at once."
        )
    )
    columns = (
        Column(title="Time", kind="ref", width=1.5),
        Column(title="What", width=3.4),
        Column(title="With", width=2.4),
        Column(title="Items", kind="ref", width=1.9),
        Column(title="Where and how", width=2.2),
    )
    for date, found in groupby(slots, key=lambda slot: slot.date):
        rows = tuple(_slot_row(slot, report) for slot in found)
        blocks += [
            Heading(text=day_words(date, report.about.style.dates) or "No day yet", level=2),
            Table(columns=columns, rows=rows),
        ]
    return tuple(blocks)


def _slot_row(slot: Slot, report: ReportInput) -> tuple[str, ...]:
    return (
        joined("\n", joined(" to ", slot.start, slot.end), slot.id),
        joined("\n", slot.title, _kind(slot)),
        with_whom(slot, report),
        ", ".join(slot.items) or ("those of the function, see below" if slot.role else ""),
        joined("\n", joined(", ", slot.place, name_of_site(slot.site, report)), way(slot, report)),
    )


def _kind(slot: Slot) -> str:
    """What kind of entry it is, where its title does not say so."""
    word = "" if slot.kind == "interview" else _KINDS.get(slot.kind, label(slot.kind))
    return "" if word in slot.title.casefold() else word


def _functions(report: ReportInput) -> tuple[Block, ...]:
    """The items of functions that entries name instead of items."""
    named = {slot.role: items_of(slot, report) for slot in _slots(report) if slot.role and not slot.items}
    columns = (Column(title="Function", width=2), Column(title="Items", width=8))
    rows = tuple((_role(role, report), ", ".join(refs)) for role, refs in named.items())
    return (Table(columns=columns, rows=rows, caption="What each function is asked about"),) if rows else ()


def with_whom(slot: Slot, report: ReportInput) -> str:
    """The people of an entry by name, or else the function that is needed."""
    people = report.material.records.table(Participant)
    names = [people[ident].name if ident in people else ident for ident in slot.people]
    needed = _role(slot.role, report) if slot.role else ""
    return joined("\n", joined(", ", *names), f"function: {needed}" if needed else "")


def items_of(slot: Slot, report: ReportInput) -> tuple[str, ...]:
    """What an entry is about: the items it names, or else those that its function is asked about."""
    if slot.items or not slot.role:
        return slot.items
    asked = report.material.questionnaire
    return tuple(item.id for role in asked.roles if role.id == slot.role for item in asked.items_of_role(role))


def way(slot: Slot, report: ReportInput) -> str:
    """On site or remote, as far as the plan says."""
    if slot.kind in ("auditor_time", "break"):
        return ""
    sites = report.material.records.table(Site)
    if slot.site in sites:
        return label("remote") if sites[slot.site].kind == "remote" else label("on_site")
    kinds = {site.kind for site in sites.values() if site.in_scope and site.selected}
    if kinds == {"remote"}:
        return label("remote")
    return label("on_site") if slot.place or (kinds and "remote" not in kinds) else "on site or remote: not stated"


def not_planned(report: ReportInput) -> dict[str, list[str]]:
    """By clause or theme, the items that apply and that no entry of the plan is about."""
    planned = {ref for slot in _slots(report) for ref in items_of(slot, report)}
    found: dict[str, list[str]] = {}
    for ref, result in report.items.items():
        if result.choice != "excluded" and ref not in planned:
            found.setdefault(group_id(result.item), []).append(ref)
    return found


def _not_planned(report: ReportInput) -> tuple[Block, ...]:
    missing = not_planned(report)
    if not missing or not _slots(report):
        return ()
    titles = {group.id: group.title for group in report.material.questionnaire.manifest.groups}
    columns = (
        Column(title="Group", kind="ref", width=1),
        Column(title="Title", width=3),
        Column(title="Items", width=6),
    )
    rows = tuple((group, titles[group], ", ".join(refs)) for group, refs in missing.items())
    text = (
        "No entry above is about these. They may be left to another date; over the whole programme each has its turn."
    )
    return Heading(text="In no entry of the plan"), Paragraph(text=text), Table(columns=columns, rows=rows)


def _sampling(report: ReportInput) -> tuple[Block, ...]:
    samples = list(report.material.records.table(Sample).values())
    text = (
        "The team picks the cases itself, from lists that the organization hands over. How many and how they were "
        "picked is written down with each sample."
    )
    blocks: list[Block] = [Heading(text="Sampling"), Paragraph(text=text)]
    if samples:
        columns = (
            Column(title="Sample", width=2.5),
            Column(title="To show", width=3),
            Column(title="How many, how", width=3),
            Column(title="List", width=2.5),
            Column(title="Items", kind="ref", width=1.5),
        )
        rows = tuple(
            (
                joined(" ", sample.id, sample.title),
                sample.objective,
                joined("\n", picked(sample) if sample.cases else sample.population, sample.how),
                sample.source,
                joined(", ", *sample.items),
            )
            for sample in samples
        )
        blocks.append(Table(columns=columns, rows=rows))
    return tuple(blocks)


def rules(report: ReportInput) -> dict[str, tuple[str, ...]]:
    """What was agreed on confidentiality and on pictures, as meetings have it; empty where nothing was."""
    meetings = list(report.material.records.table(Meeting).values())
    return {
        title: tuple(dict.fromkeys(note for m in meetings if (note := m.done.get(point, "")).strip()))
        for point, title in _RULES
    }


def _rules(report: ReportInput) -> tuple[Block, ...]:
    about, agreed = report.about, rules(report)
    open_ = [title for title, notes in agreed.items() if not notes]
    blocks: list[Block] = [
        Heading(text="Confidentiality"),
        facts(
            fact("Classification", about.confidentiality or NOT_SAID),
            *(fact(title, *(notes or (_TO_AGREE,))) for title, notes in agreed.items()),
            fact("Papers are kept until", about.retention_until or NOT_SAID),
        ),
    ]
    if open_:
        text = "As long as nothing else is agreed, no pictures are taken and no session is recorded."
        blocks.append(Callout(kind="decide", title=f"To be agreed: {', '.join(open_).lower()}", text=text))
    return tuple(blocks)


def _afterwards() -> tuple[Block, ...]:
    columns = (
        Column(title="What", width=3),
        Column(title="Date", kind="blank", width=2),
        Column(title="To whom", kind="blank", width=3),
    )
    return (
        Heading(text="Report and what follows"),
        Table(columns=columns, rows=(("Report is issued", "", ""), ("Answers to findings are due", "", ""))),
        Bullets(
            items=(
                "Objections to this plan, and to a member of the team, are settled before the audit begins.",
                "A change to scope, dates or people is agreed with both sides and written down.",
            )
        ),
    )


_TITLES = ("Part", "Id", "Date", "Start", "End", "What", "With", "Items", "Place", "Way", "Minutes")


def rows(report: ReportInput) -> Table:
    """One row per statement on the whole audit, then one per entry of the plan in order of time."""
    about, records = report.about, report.material.records
    whole: list[tuple[str, str, str]] = [
        ("Title", "", about.title),
        *(("Objective", "", text) for text in about.objectives),
        ("Scope", "", about.audit_scope),
        *(("Criteria", "", text) for text in (about.criteria or (report.material.questionnaire.manifest.edition,))),
        *(("Site", site.id, site_line(site)) for site in records.table(Site).values()),
        *(("Team", m.id, joined(", ", m.name, m.role, *m.areas)) for m in records.table(Member).values()),
        *(("Person", p.id, joined(", ", p.name, p.function)) for p in records.table(Participant).values()),
        ("Classification", "", about.confidentiality),
        *(("Rule", "", joined(": ", title, note)) for title, notes in rules(report).items() for note in notes),
        *(("Sample", s.id, joined(" · ", s.title, s.objective)) for s in records.table(Sample).values()),
    ]
    made = [(part, ident, "", "", "", text, "", "", "", "", "") for part, ident, text in whole if text]
    for slot in _slots(report):
        made.append(
            (
                _KINDS.get(slot.kind, label(slot.kind)),
                slot.id,
                slot.date,
                slot.start,
                slot.end,
                slot.title,
                with_whom(slot, report),
                ", ".join(items_of(slot, report)),
                joined(", ", slot.place, name_of_site(slot.site, report)),
                way(slot, report),
                str(slot.minutes),
            )
        )
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=tuple(made))


def data(report: ReportInput) -> dict[str, Any]:
    """The plan for machines; `way` is on site or remote in words, `not_planned` the items of no entry by group."""
    records = report.material.records

    def table(kind: Mapping[str, Any]) -> list[Any]:
        found: list[Any] = msgspec.to_builtins(list(kind.values()))
        return found

    return {
        "report": metadata_data("audit_plan", report),
        "participants": table(records.table(Participant)),
        "slots": [
            {**msgspec.to_builtins(slot), "asked_about": list(items_of(slot, report)), "way": way(slot, report)}
            for slot in _slots(report)
        ],
        "samples": table(records.table(Sample)),
        "rules": {title: list(notes) for title, notes in rules(report).items()},
        "not_planned": not_planned(report),
    }
