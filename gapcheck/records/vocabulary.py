"""The words that records are made of: one word per thing, from the standards where they have one.

`LABELS` holds what people read; codes are what files and the machine interface hold.
"""

from typing import Literal, get_args

from gapcheck.questionnaire.model import EvidenceType

EngagementType = Literal[
    "baseline",
    "gap_analysis",
    "internal_audit",
    "readiness",
    "stage1",
    "stage2",
    "surveillance",
    "recertification",
    "supplier",
]
AnswerValue = Literal["yes_shown", "yes_said", "partly", "no", "unknown", "skipped"]
FactValue = Literal["yes", "partly", "no", "unknown", "not_needed"]
Status = Literal["not_assessed", "conforms", "partial", "does_not_conform", "not_applicable"]
Basis = Literal["claimed", "evidenced", "verified"]
GapType = Literal["document", "control", "evidence", "process"]
LinkEffect = Literal["supports", "contradicts", "context"]
FindingType = Literal["major", "minor", "nonconformity", "ofi", "area_of_concern", "strength"]
FindingStatus = Literal["draft", "issued", "answered", "plan_accepted", "done", "verified", "effective", "closed"]
Agreement = Literal["yes", "disputed", "pending"]
Applicable = Literal["undecided", "yes", "no"]
InclusionReason = Literal["risk", "law", "contract", "business", "interested_party"]
Implementation = Literal["implemented", "partly", "planned", "not"]
ActionKind = Literal["correction", "corrective", "improvement", "assess"]
ActionStatus = Literal["open", "in_progress", "done", "dropped"]
Severity = Literal["major", "absent", "minor", "partial", "evidence_gap", "ofi"]
Blocking = Literal["stage1", "stage2", "dated_duty", "none"]
Method = Literal["on_site", "remote"]
Permission = Literal["yes", "no", "n.a."]
SiteKind = Literal["central", "site", "remote", "supplier"]

STATUS_ORDER: tuple[Status, ...] = ("does_not_conform", "partial", "not_assessed", "conforms", "not_applicable")
"""Worst first: how the results of several sites become one."""

BASIS_ORDER: tuple[Basis, ...] = ("claimed", "evidenced", "verified")
"""Weakest first."""

OBJECTIVE_EVIDENCE: frozenset[EvidenceType] = frozenset({"document", "record", "observation", "system_check", "sample"})
"""Kinds of evidence that make a claim more than a claim; an interview or a statement alone does not."""

FINDING_CLOSED: frozenset[FindingStatus] = frozenset({"verified", "effective", "closed"})
"""From here on the action on a nonconformity was verified (ISO/IEC 17021-1, 9.5.2)."""

LABELS: dict[str, str] = {
    "baseline": "baseline",
    "gap_analysis": "gap analysis",
    "internal_audit": "internal audit",
    "readiness": "readiness check",
    "stage1": "stage 1 audit",
    "stage2": "stage 2 audit",
    "surveillance": "surveillance audit",
    "recertification": "recertification audit",
    "supplier": "supplier audit",
    "yes_shown": "yes, shown",
    "yes_said": "yes, said",
    "partly": "partly",
    "no": "no",
    "unknown": "don't know",
    "skipped": "skipped",
    "yes": "yes",
    "not_needed": "not needed",
    "not_assessed": "not assessed",
    "conforms": "conforms",
    "partial": "partial",
    "does_not_conform": "does not conform",
    "not_applicable": "excluded",
    "claimed": "claimed only",
    "evidenced": "evidenced",
    "verified": "verified",
    "ofi": "opportunity for improvement",
    "area_of_concern": "area of concern",
    "major": "major nonconformity",
    "minor": "minor nonconformity",
    "nonconformity": "nonconformity",
    "strength": "strength",
    "system_check": "system check",
    "on_site": "on site",
    "evidence_gap": "proof missing",
    "absent": "required and absent",
    "dated_duty": "legal or contract date",
    "not_ready": "Not ready",
    "cannot_say_yet": "Cannot say yet",
    "ready_with_concerns": "Ready with concerns",
    "ready": "Ready",
    "interested_party": "interested party",
    "in_progress": "in progress",
    "plan_accepted": "plan accepted",
}


def label(code: str) -> str:
    """What a person reads for a code; codes that read well stand for themselves."""
    return LABELS.get(code, code.replace("_", " "))


def fact_label(value: FactValue) -> str:
    """What a person reads for a fact: nobody says "don't know" of it, it is not known."""
    return "not known" if value == "unknown" else label(value)


ENGAGEMENT_TYPES: tuple[EngagementType, ...] = get_args(EngagementType)
EVIDENCE_TYPES: tuple[EvidenceType, ...] = get_args(EvidenceType)
