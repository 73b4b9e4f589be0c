"""One accepted example of every change there is, in an order in which they can happen."""

from gapcheck.changes.actions import ActionChanged, ActionRemoved, SnapshotTaken
from gapcheck.changes.answers import AnswerCleared, AnswerGiven, DecisionWithdrawn, ItemAssessed, NoteWritten
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.day import MeetingHeld, ParticipantChanged, ParticipantRemoved, SlotChanged, SlotRemoved
from gapcheck.changes.engagement import EngagementChanged, MemberChanged, MemberRemoved, SiteChanged, SiteRemoved
from gapcheck.changes.evidence import EvidenceAdded, EvidenceLinked, EvidenceRemoved, EvidenceUnlinked, LinkGiven
from gapcheck.changes.findings import FindingRaised, FindingRemoved
from gapcheck.changes.first_day import ProfileGiven, ScopeDrafted
from gapcheck.changes.notes import QuickNoteFiled, QuickNoteTaken
from gapcheck.changes.samples import CaseSeen, SampleChanged, SampleRemoved
from gapcheck.changes.threads import ThreadChanged, ThreadRemoved
from gapcheck.records.samples import Case

HOSTILE = "[bold]x[/] =HYPERLINK(1) <script> \x1b[31m \u202eשלום 👩‍👩‍👧\r\n\t\u2028" + "long " * 4000

EXAMPLES: tuple[tuple[Change, str], ...] = (
    (EngagementChanged(purpose=HOSTILE, method={"now_risk": 0.7}), "details of the engagement"),
    (SiteChanged(id="berlin", name="Berlin", kind="central"), "site berlin"),
    (SiteChanged(id="oslo", selected=False), "site oslo"),
    (SiteRemoved(id="oslo"), "removal of site oslo"),
    (MemberChanged(id="AB", name="Anna Berg", own_work=("A.8",)), "team member AB"),
    (MemberRemoved(id="AB"), "removal of team member AB"),
    (AnswerGiven(question="A.8.13-q1", value="yes_shown", note=HOSTILE), "answer to A.8.13-q1: yes, shown"),
    (AnswerGiven(question="A.8.13-q2", value="no", site="berlin"), "answer to A.8.13-q2@berlin: no"),
    (AnswerGiven(question="A.8.13-q1", value="partly"), "answer to A.8.13-q1: partly"),
    (AnswerGiven(question="A.8.13-q1", value="yes_shown", note="DB in May"), "answer to A.8.13-q1: yes, shown"),
    (ItemAssessed(item="A.8.13", status="partial", rationale=HOSTILE), "decision on A.8.13: partial"),
    (ItemAssessed(item="A.8.13", effective="no", site="berlin"), "decision on A.8.13@berlin: facts"),
    (AnswerCleared(question="A.8.13-q1"), "taking back the answer to A.8.13-q1"),
    (DecisionWithdrawn(item="A.8.13"), "taking back the decision on A.8.13"),
    (NoteWritten(item="4.3", text=HOSTILE), "note on 4.3"),
    (NoteWritten(item="4.3", text=""), "note on 4.3"),
    (EvidenceAdded(id="E-014", title=HOSTILE, links=(LinkGiven(item="A.8.13"),)), "evidence E-014"),
    (EvidenceLinked(evidence="E-014", item="4.3", effect_on="contradicts"), "E-014 contradicts 4.3"),
    (EvidenceUnlinked(evidence="E-014", item="A.8.13"), "unlinking E-014 from A.8.13"),
    (EvidenceRemoved(id="E-014"), "removal of evidence E-014"),
    (FindingRaised(id="F-1", type="minor", items=("A.8.13",), effect_text=HOSTILE), "finding F-1"),
    (FindingRaised(id="F-1", title="again", status="issued"), "finding F-1"),
    (FindingRaised(id="F-2", type="ofi", items=("4.3",)), "finding F-2"),
    (FindingRemoved(id="F-2"), "removal of finding F-2"),
    (
        ApplicabilityDecided(item="A.7.4", applicable="no", reason_out="no premises", decided_by="risk owner"),
        "applicability of A.7.4",
    ),
    (ActionChanged(id="A-1", items=("4.3",), text=HOSTILE, severity="minor"), "action A-1"),
    (ActionChanged(id="A.8.13-r1", owner="Ida"), "action A.8.13-r1"),
    (ActionRemoved(id="A-1"), "removal of action A-1"),
    (ProfileGiven(id="P3", choice="yes", text=HOSTILE), "profile answer P3"),
    (ScopeDrafted(inside={"assets": HOSTILE}, outside={"locations": HOSTILE}), "draft of the scope"),
    (ScopeDrafted(inside={"assets": ""}, statement=HOSTILE), "draft of the scope"),
    (SnapshotTaken(id="S-1", label="before", statuses={"4.3": "partial"}), "snapshot before"),
    (QuickNoteTaken(text=HOSTILE + " #A.8.13 #8.99 @ida !", person=HOSTILE, place=HOSTILE), "quick note"),
    (QuickNoteTaken(id="N-001", text="doors stand open", site="berlin"), "quick note N-001"),
    (QuickNoteFiled(id="N-001", items=("A.7.1",), became=("F-1",), set_aside=HOSTILE), "filing of note N-001"),
    (ThreadChanged(id="T-1", ready="leaver", case=HOSTILE, next_to_see=HOSTILE, notes=("N-001",)), "thread T-1"),
    (ThreadChanged(id="T-1", seen=(2, 1), outcome="finding", finding="F-1", conclusion=HOSTILE), "thread T-1"),
    (ThreadChanged(id="T-2", title=HOSTILE, why_parked=HOSTILE, waiting_for=HOSTILE), "thread T-2"),
    (ThreadRemoved(id="T-2"), "removal of thread T-2"),
    (
        SampleChanged(id="S-1", title=HOSTILE, objective=HOSTILE, source=HOSTILE, cases=(Case(id=HOSTILE),)),
        "sample S-1",
    ),
    (SampleChanged(id="S-2", title="doors", population_size=40, cases=(Case(id="3"), Case(id="9"))), "sample S-2"),
    (CaseSeen(sample="S-2", id="3", result="exception", note=HOSTILE), "case 3 of S-2"),
    (SampleRemoved(id="S-1"), "removal of sample S-1"),
    (ParticipantChanged(id="IH", name=HOSTILE, function=HOSTILE, site="berlin"), "participant IH"),
    (ParticipantRemoved(id="IH"), "removal of participant IH"),
    (
        SlotChanged(id="P-1", date="2026-11-30", start="09:30", end="10:15", title=HOSTILE, people=(HOSTILE,)),
        "plan entry P-1",
    ),
    (SlotChanged(id="P-1", began="2026-11-30T09:41:00+01:00", carried_over=HOSTILE), "plan entry P-1"),
    (SlotRemoved(id="P-1"), "removal of plan entry P-1"),
    (MeetingHeld(kind="opening", date="2026-11-30", present=(HOSTILE,), done={"scope": HOSTILE}), "opening meeting"),
    (MeetingHeld(kind="opening", date="2026-11-30", undone=("scope",), note=HOSTILE), "opening meeting"),
)
