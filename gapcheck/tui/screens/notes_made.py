"""What is made of quick notes with one key: a piece of evidence, a thread; and what a finding starts from."""

from collections.abc import Sequence

from gapcheck.changes.base import Change
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven, next_id
from gapcheck.changes.notes import QuickNoteFiled
from gapcheck.changes.threads import PREFIX, ThreadChanged
from gapcheck.records.base import Records
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Thread
from gapcheck.tui.dialogs.origin import Origin


def evidence_of(note: QuickNote, records: Records) -> tuple[str, tuple[Change, ...]]:
    """The id of the evidence, and the changes that record it and file the note, in one.

    What somebody said is an interview or a statement until a person says more; how it speaks of the items is theirs to
    judge, so until then it is context and neither supports nor contradicts.
    """
    ident = next_id("E-", records.table(Evidence))
    speakers = [records.get(Participant, name) for name in note.person.split(", ")]
    known = [speaker for speaker in speakers if speaker is not None]
    role = ", ".join(speaker.function or speaker.name for speaker in known) or note.person
    made = EvidenceAdded(
        id=ident,
        type="interview" if note.person else "statement",
        title=note.text,
        source_role=role,
        source_initials=", ".join(speaker.id for speaker in known),
        site=note.site,
        place=note.place,
        links=tuple(LinkGiven(item=ref, effect="context") for ref in note.items),
    )
    return ident, (made, QuickNoteFiled(id=note.id, became=(ident,), set_aside=""))


def thread_of(notes: Sequence[QuickNote], records: Records) -> tuple[str, tuple[Change, ...]]:
    """The id of the thread, and the changes that park it and file the notes, in one. The first note gives the title."""
    ident = next_id(PREFIX, records.table(Thread))
    items = tuple(dict.fromkeys(ref for note in notes for ref in note.items))
    parked = ThreadChanged(
        id=ident, title=notes[0].text, items=items, notes=tuple(note.id for note in notes), site=notes[0].site
    )
    return ident, (parked, *(QuickNoteFiled(id=note.id, became=(ident,), set_aside="") for note in notes))


def origin_of(note: QuickNote) -> Origin:
    """What a finding from a note starts with; the note is filed with it, in one."""
    return Origin(
        key=f"finding from {note.id}",
        fields={"nature": note.text, "items": ", ".join(note.items)},
        site=note.site,
        also=lambda ident: (QuickNoteFiled(id=note.id, became=(ident,), set_aside=""),),
    )
