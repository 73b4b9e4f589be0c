"""Every kind of record by the name of its table; a new kind is one line here."""

from gapcheck.records.about import About, Member, Site
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.applicability import Applicability
from gapcheck.records.base import Record
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread

KINDS: tuple[type[Record], ...] = (
    About,
    Site,
    Member,
    Answer,
    Assessment,
    Note,
    Evidence,
    Link,
    Finding,
    Applicability,
    Action,
    Snapshot,
    ProfileAnswer,
    ScopeDraft,
    QuickNote,
    Thread,
    Sample,
    Participant,
    Slot,
    Meeting,
)
KIND_OF_TABLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in KINDS}
