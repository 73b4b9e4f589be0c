"""One accepted example of every change there is, in an order in which they can happen."""

from gapcheck.changes.actions import ActionChanged, ActionRemoved, SnapshotTaken
from gapcheck.changes.answers import AnswerCleared, AnswerGiven, DecisionWithdrawn, ItemAssessed, NoteWritten
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged, MemberChanged, MemberRemoved, SiteChanged, SiteRemoved
from gapcheck.changes.evidence import EvidenceAdded, EvidenceLinked, EvidenceRemoved, EvidenceUnlinked, LinkGiven
from gapcheck.changes.findings import FindingRaised, FindingRemoved

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
    (SnapshotTaken(id="S-1", label="before", statuses={"4.3": "partial"}), "snapshot before"),
)
