"""What pointed to something that is taken away lets go of it; a note or a thread that it had settled is open again."""

from msgspec.structs import replace

from gapcheck.changes.base import Situation, put
from gapcheck.records.base import Write
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread


def without_evidence(ident: str, now: Situation) -> list[Write]:
    """What becomes of notes, threads and samples when a piece of evidence is taken away."""
    samples = now.records.table(Sample).values()
    writes = [
        *without(ident, now),
        *(put(replace(sample, evidence="")) for sample in samples if sample.evidence == ident),
    ]
    for thread in now.records.table(Thread).values():
        if ident in thread.evidence:
            left = replace(thread, evidence=_less(thread.evidence, ident))
            writes.append(put(left if left.outcome != "conformity" or left.is_shown else replace(left, outcome="open")))
    return writes


def without_finding(ident: str, now: Situation) -> list[Write]:
    """What becomes of notes and threads when the draft of a finding is taken away."""
    threads = (thread for thread in now.records.table(Thread).values() if thread.finding == ident)
    return [*without(ident, now), *(put(replace(thread, outcome="open", finding="")) for thread in threads)]


def without(ident: str, now: Situation) -> list[Write]:
    """What becomes of the notes that something had been made from when it is taken away."""
    notes = (note for note in now.records.table(QuickNote).values() if ident in note.became)
    return [put(replace(note, became=_less(note.became, ident))) for note in notes]


def _less(idents: tuple[str, ...], ident: str) -> tuple[str, ...]:
    return tuple(other for other in idents if other != ident)
