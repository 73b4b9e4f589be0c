"""The chapters on how the work went: plan, meetings, coverage of sites, threads, samples and quick notes, in full."""

from collections.abc import Mapping

from gapcheck.analysis.coverage import WAYS, Coverage, coverage
from gapcheck.analysis.day import unfinished
from gapcheck.questionnaire.on_site import ReadyThread
from gapcheck.records.about import Site
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Case, Sample
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Facts,
    Heading,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

JUDGEMENT = "Cases were chosen by judgement: the result says nothing of the cases that were not chosen."
_METHOD = {
    "judgement": "chosen by judgement",
    "random": "drawn at random",
    "systematic": "every so-manieth",
    "all": "all of them",
}
_OUTCOME = {"open": "open", "conformity": "ended in conformity", "finding": "ended in a finding"}


def still_open(report: ReportInput) -> tuple[Block, ...]:
    """What keeps the report from being final, on its first page."""
    reasons = unfinished(report.material, report.items)
    if report.final or not reasons:
        return ()
    return (Callout(kind="decide", title="Before this report is final", text="\n".join(reasons)),)


def thread_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every line of enquiry, with the steps that were seen."""
    threads = list(report.material.records.table(Thread).values())
    if not threads:
        return ()
    ready = {thread.id: thread for thread in report.material.questionnaire.on_site.threads}
    blocks: list[Block] = [Heading(text="Threads that were followed")]
    for thread in threads:
        title = joined(" ", thread.id, thread.title)
        blocks += [
            Heading(text=title, level=3, mark=_OUTCOME[thread.outcome]),
            _thread(thread, ready.get(thread.ready), report),
        ]
    return tuple(blocks)


def _thread(thread: Thread, ready: ReadyThread | None, report: ReportInput) -> Facts:
    notes = report.material.records.table(QuickNote)
    steps = ready.steps if ready else ()
    return facts(
        fact("Case", thread.case),
        fact("Site", thread.site),
        fact("Crosses", joined(", ", *thread.items)),
        fact("Seen", *(step.ask_for for place, step in enumerate(steps, 1) if place in thread.seen)),
        fact("Not seen", *(step.ask_for for place, step in enumerate(steps, 1) if place not in thread.seen)),
        fact("Why parked", thread.why_parked),
        fact("Next to see", joined(" · ", thread.next_to_see, thread.waiting_for)),
        fact("Evidence", joined(", ", *thread.evidence)),
        fact("Notes", *(_note_line(notes[ident]) if ident in notes else ident for ident in thread.notes)),
        fact("Finding", thread.finding),
        fact("Conclusion", thread.conclusion),
    )


def sample_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every sample with its cases (ISO 19011, annex A.6)."""
    samples = list(report.material.records.table(Sample).values())
    if not samples:
        return ()
    blocks: list[Block] = [Heading(text="Samples")]
    for sample in samples:
        result = f"{sample.looked_at} of {len(sample.cases)} looked at, {sample.exceptions} with an exception"
        blocks += [Heading(text=joined(" ", sample.id, sample.title), level=3, mark=result), _sample(sample)]
        if sample.cases:
            columns = (Column(title="Case", kind="ref", width=2), Column(title="Result"), Column(title="Note", width=5))
            blocks.append(Table(columns=columns, rows=tuple(map(_case, sample.cases))))
        if sample.method == "judgement":
            blocks.append(Paragraph(text=JUDGEMENT, quiet=True))
    return tuple(blocks)


def _sample(sample: Sample) -> Facts:
    size = f"{sample.population_size} cases" if sample.population_size else "size not known"
    return facts(
        fact("To show", sample.objective),
        fact("Concerns", joined(", ", *sample.items)),
        fact("Picked from", joined(", ", sample.population, size)),
        fact("List", sample.source),
        fact("How", joined("; ", _METHOD[sample.method], sample.how)),
        fact("Seed", sample.seed),
        fact("Site", sample.site),
        fact("Evidence", sample.evidence),
    )


def _case(case: Case) -> tuple[str, ...]:
    return (case.id, case.result or "not looked at", case.note)


def note_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every quick note, in the order they were taken; those without a place first."""
    notes = list(report.material.records.table(QuickNote).values())
    if not notes:
        return ()
    columns = (
        Column(title="Note", kind="ref", width=1),
        Column(title="When, with whom, where", width=2.4),
        Column(title="Text", width=5),
        Column(title="Filed to", width=2),
    )
    blocks: list[Block] = [Heading(text="Notes")]
    for title, wanted in (
        ("Not filed yet", [note for note in notes if not note.is_filed]),
        ("Filed", [note for note in notes if note.is_filed]),
    ):
        if wanted:
            rows = tuple((n.id, _taken(n), n.text, _filed(n)) for n in wanted)
            blocks.append(Table(columns=columns, rows=rows, caption=title))
    return tuple(blocks)


def quick_note_lines(ref: str, report: ReportInput) -> list[str]:
    """The quick notes that are filed to an item."""
    return [_note_line(n) for n in report.material.records.table(QuickNote).values() if ref in n.items]


def _note_line(note: QuickNote) -> str:
    return joined(" · ", joined(" ", note.id, note.text), _taken(note))


def _taken(note: QuickNote) -> str:
    when = note.taken_at[:16].replace("T", " ")
    return joined(", ", when, note.person, note.place, note.site)


def _filed(note: QuickNote) -> str:
    aside = f"set aside: {note.set_aside}" if note.set_aside else ""
    follow = "to follow up" if note.to_follow_up else ""
    return joined("; ", joined(", ", *note.items, *note.became), aside, follow)


def day_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Who took part, what was planned and what came of it, and the meetings."""
    records = report.material.records
    people, slots = list(records.table(Participant).values()), list(records.table(Slot).values())
    meetings = list(records.table(Meeting).values())
    if not (people or slots or meetings):
        return ()
    roles = {role.id: role.name for role in report.material.questionnaire.roles}
    blocks: list[Block] = [Heading(text="How the work went")]
    if people:
        lines = (joined(", ", p.name, p.function, *(roles.get(r, r) for r in p.roles), p.site) for p in people)
        blocks += [Heading(text="Who took part", level=2), Bullets(items=tuple(lines))]
    if slots:
        columns = (
            Column(title="Planned", width=2),
            Column(title="What", width=4),
            Column(title="With, where", width=3),
            Column(title="Took place", width=2),
            Column(title="Left open", width=2.5),
        )
        ordered = sorted(slots, key=lambda s: (s.date, s.start, s.id))
        blocks += [
            Heading(text="Plan", level=2),
            Table(columns=columns, rows=tuple(_slot(slot, records.table(Participant)) for slot in ordered)),
        ]
    for meeting in meetings:
        blocks += _meeting(meeting, report)
    return tuple(blocks)


def _slot(slot: Slot, people: Mapping[str, Participant]) -> tuple[str, ...]:
    names = [_name(ident, people) for ident in slot.people]
    took = joined(" to ", slot.began[11:16], slot.ended[11:16])
    return (
        joined(" ", slot.date, f"{slot.start} to {slot.end}"),
        joined(" · ", slot.title, joined(", ", *slot.items)),
        joined(", ", *names, slot.place, slot.site),
        took,
        slot.carried_over,
    )


def _name(ident: str, people: Mapping[str, Participant]) -> str:
    return people[ident].name if ident in people else ident


def _meeting(meeting: Meeting, report: ReportInput) -> list[Block]:
    known = {m.id: m for m in report.material.questionnaire.on_site.meetings}
    held = known.get(meeting.kind)
    people = report.material.records.table(Participant)
    title = joined(", ", held.title if held else meeting.kind, meeting.date, meeting.site)
    texts = {point.id: point.text for point in held.points} if held else {}
    said = (joined(" · ", texts.get(ident, ident), note) for ident, note in meeting.done.items())
    return [
        Heading(text=title, level=2),
        facts(
            fact("Present", joined(", ", *(_name(ident, people) for ident in meeting.present))),
            fact("Dealt with", *said),
            fact("Note", meeting.note),
        ),
    ]


def coverage_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Where and how each item was looked at, where there is more than one site."""
    found = coverage(report.material)
    if not found.sites:
        return ()
    sites = report.material.records.table(Site)
    columns = (
        Column(title="Item", kind="ref", width=1.2),
        Column(title="For all", width=2),
        *(Column(title=sites[ident].name, width=2) for ident in found.sites),
    )
    rows = tuple((ref, *(_look(found, ref, site) for site in ("", *found.sites))) for ref in found.looks)
    return (
        Heading(text="What was looked at where"),
        Paragraph(text="Of several sites the worst result counts, never the average."),
        Table(columns=columns, rows=rows),
    )


def _look(found: Coverage, ref: str, site: str) -> str:
    look = found.at(ref, site)
    ways = ", ".join(way for way in WAYS if way in look.ways)
    return f"{ways} ({label('remote')})" if ways and look.remote else ways or "-"
