"""The chapters on how the work went: what is open, threads, samples, quick notes, meetings and the plan."""

from gapcheck.analysis.day import unfinished
from gapcheck.questionnaire.on_site import ReadyThread
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.reports.audit_days import persons_chapter, plan_chapter
from gapcheck.reports.document import Block, Callout, Column, Facts, Heading, Table, fact, facts
from gapcheck.reports.metadata import name_of_site
from gapcheck.reports.plain import joined
from gapcheck.reports.sampling import sampling_chapter
from gapcheck.reports.source import ReportInput

_OUTCOME = {"open": "open", "conformity": "ended in conformity", "finding": "ended in a finding"}


def still_open(report: ReportInput) -> tuple[Block, ...]:
    """What keeps the report from being final, on its first page."""
    reasons = unfinished(report.material, report.items)
    if report.final or not reasons:
        return ()
    return (Callout(kind="decide", title="Before this report is final", text="\n".join(reasons)),)


def still_partial(report: ReportInput) -> tuple[Block, ...]:
    """Items at "partial", where an audit has to say whether the requirement is met."""
    if not report.to_decide:
        return ()
    refs = ", ".join(report.to_decide)
    text = f'An audit result is never "partial". Decide before this report is issued: {refs}.'
    return (Callout(kind="decide", title="Still to be decided", text=text),)


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
        fact("Site", name_of_site(thread.site, report)),
        fact("Crosses", joined(", ", *thread.items)),
        fact("Seen", *(step.ask_for for place, step in enumerate(steps, 1) if place in thread.seen)),
        fact("Not seen", *(step.ask_for for place, step in enumerate(steps, 1) if place not in thread.seen)),
        fact("Why parked", thread.why_parked),
        fact("Next to see", joined(" · ", thread.next_to_see, thread.waiting_for)),
        fact("Evidence", joined(", ", *thread.evidence)),
        fact("Notes", *(_note_line(notes[ident], report) if ident in notes else ident for ident in thread.notes)),
        fact("Finding", thread.finding),
        fact("Conclusion", thread.conclusion),
    )


def sample_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every sample with its cases; nothing where none was drawn."""
    return sampling_chapter(report) if report.material.records.table(Sample) else ()


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
            rows = tuple((n.id, _taken(n, report), n.text, _filed(n)) for n in wanted)
            blocks.append(Table(columns=columns, rows=rows, caption=title))
    return tuple(blocks)


def quick_note_lines(ref: str, report: ReportInput) -> list[str]:
    """The quick notes that are filed to an item."""
    return [_note_line(n, report) for n in report.material.records.table(QuickNote).values() if ref in n.items]


def _note_line(note: QuickNote, report: ReportInput) -> str:
    return joined(" · ", joined(" ", note.id, note.text), _taken(note, report))


def _taken(note: QuickNote, report: ReportInput) -> str:
    when = note.taken_at[:16].replace("T", " ")
    return joined(", ", when, note.person, note.place, name_of_site(note.site, report))


def _filed(note: QuickNote) -> str:
    aside = f"set aside: {note.set_aside}" if note.set_aside else ""
    follow = "to follow up" if note.to_follow_up else ""
    unclear = f"no such item: {', '.join(note.unclear)}" if note.unclear else ""
    return joined("; ", joined(", ", *note.items, *note.became), unclear, aside, follow)


def day_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Who took part, what was planned and what came of it; nothing of what was not recorded."""
    records = report.material.records
    met = bool(records.table(Participant)) or bool(records.table(Meeting))
    return (
        *(persons_chapter(report) if met else ()),
        *(plan_chapter(report) if records.table(Slot) else ()),
    )
