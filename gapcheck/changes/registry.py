"""Every change there is; a new one is one file and one line here."""

from typing import Union, get_args

from gapcheck.changes.actions import ActionChanged, ActionRemoved, SnapshotTaken
from gapcheck.changes.answers import AnswerCleared, AnswerGiven, DecisionWithdrawn, ItemAssessed, NoteWritten
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.day import MeetingHeld, ParticipantChanged, ParticipantRemoved, SlotChanged, SlotRemoved
from gapcheck.changes.engagement import (
    EngagementChanged,
    EngagementStarted,
    MemberChanged,
    MemberRemoved,
    SiteChanged,
    SiteRemoved,
)
from gapcheck.changes.evidence import EvidenceAdded, EvidenceLinked, EvidenceRemoved, EvidenceUnlinked
from gapcheck.changes.findings import FindingRaised, FindingRemoved
from gapcheck.changes.first_day import ProfileGiven, ScopeDrafted
from gapcheck.changes.history import Reverted
from gapcheck.changes.notes import QuickNoteFiled, QuickNoteTaken
from gapcheck.changes.samples import CaseSeen, SampleChanged, SampleRemoved
from gapcheck.changes.threads import ThreadChanged, ThreadRemoved

AnyChange = Union[  # noqa: UP007  (a name that msgspec can read from a file of JSON lines)
    EngagementStarted,
    EngagementChanged,
    SiteChanged,
    SiteRemoved,
    MemberChanged,
    MemberRemoved,
    AnswerGiven,
    AnswerCleared,
    ItemAssessed,
    DecisionWithdrawn,
    NoteWritten,
    EvidenceAdded,
    EvidenceRemoved,
    EvidenceLinked,
    EvidenceUnlinked,
    FindingRaised,
    FindingRemoved,
    ApplicabilityDecided,
    ActionChanged,
    ActionRemoved,
    SnapshotTaken,
    ProfileGiven,
    ScopeDrafted,
    QuickNoteTaken,
    QuickNoteFiled,
    ThreadChanged,
    ThreadRemoved,
    SampleChanged,
    CaseSeen,
    SampleRemoved,
    ParticipantChanged,
    ParticipantRemoved,
    SlotChanged,
    SlotRemoved,
    MeetingHeld,
    Reverted,
]

BY_NAME: dict[str, type[Change]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyChange)}
"""Changes by the word that apply files use."""
