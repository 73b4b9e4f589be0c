"""A finding moves on: from draft to closed, each step with what it needs; and whether the organization agrees."""

from typing import Any, get_args

from gapcheck.analysis.finding_check import missing
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.findings import FindingRaised
from gapcheck.errors import GapcheckError
from gapcheck.records.about import OWN_LABELS, finding_label
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import FindingStatus, FindingType, label
from gapcheck.tui.dialogs.finding_fields import AGREEMENTS, answer_fields
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.dialogs.new_engagement import target_date
from gapcheck.tui.session import Session

WHOLE_WAY: tuple[FindingStatus, ...] = get_args(FindingStatus)
"""ISO/IEC 27001, 10.2, and for certification ISO/IEC 17021-1, 9.4.9 and 9.5.2."""
_SHORT_WAY: tuple[FindingStatus, ...] = ("draft", "issued", "closed")
"""What breaks no requirement asks for no action."""
_INTRO: dict[FindingStatus, str] = {
    "issued": "From now on it stays on record; it can be closed, and no longer removed.",
    "answered": "What the organization says to it.",
    "plan_accepted": "You have read the plan, and it fits causes, severity and risk.",
    "done": "The organization says that the action is done. Whether it is, you see in the next step.",
    "verified": "You have seen that the action is done.",
    "effective": "Some time later: it has not come back, and what was planned was reached.",
    "closed": "Nothing is left to be done about it.",
}
_NEEDED: dict[str, str] = {
    "issued_incomplete": "Say why it is issued although something is missing.",
    "due_done": "Say by when it is to be done.",
    "verification": "Say how it was verified.",
    "effectiveness": "Say what shows that it was effective.",
}
"""What a step cannot be made without, where it asks for it."""


class StepDialog(FormDialog):
    """A form below a list of what is missing; on a low screen all of it scrolls."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/finding.tcss"]  # type: ignore[assignment]


def next_state(finding: Finding) -> FindingStatus | None:
    """The state that comes next; None where a finding is closed."""
    way = _SHORT_WAY if finding.type in ("ofi", "strength") else WHOLE_WAY
    later = [state for state in way if WHOLE_WAY.index(state) > WHOLE_WAY.index(finding.status)]
    return later[0] if later else None


def status_dialog(session: Session, finding: Finding) -> FormDialog | None:
    """The form for the next step of a finding, or None where there is none."""
    state = next_state(finding)
    if state is None:
        return None
    wanting = missing(finding, session.results.material) if state == "issued" else ()
    fields = _fields(session, finding, state, incomplete=bool(wanting))
    warning = "\n".join(("Still missing:", *(f"· {sentence}" for sentence in wanting))) if wanting else ""

    def submit(values: dict[str, str]) -> str | None:
        for name, sentence in _NEEDED.items():
            if name in values and not values[name].strip():
                return sentence
        given: dict[str, Any] = dict(values)
        for name in ("root_causes", "corrective_actions"):
            if name in given:
                given[name] = tuple(line for line in given[name].split("\n") if line.strip())
        try:
            for name in ("due_plan", "due_done"):
                if name in given:
                    given[name] = target_date(given[name])
            session.do(FindingRaised(id=finding.id, status=state, **given))
        except GapcheckError as error:
            return str(error)
        return None

    kind = finding_label(session.engagement.about, finding.type)
    return StepDialog(
        f"{finding.id}: from {label(finding.status)} to {label(state)}",
        fields,
        submit,
        intro=f"{kind[:1].upper()}{kind[1:]}. {_INTRO[state]}",
        warning=warning,
        save=f"Mark as {label(state)}",
        drafts=session.drafts,
        draft_key=f"finding {finding.id} {state}",
    )


def _fields(session: Session, finding: Finding, state: FindingStatus, *, incomplete: bool) -> list[Field]:
    if state == "issued":
        why = Field(name="issued_incomplete", label="WHY IT IS ISSUED ALL THE SAME", kind="text",
                    value=finding.issued_incomplete, hint="kept with the finding")  # fmt: skip
        due = Field(name="due_plan", label="ANSWER DUE", value=finding.due_plan,
                    hint="such as 2026-12-15; may stay empty")  # fmt: skip
        return [*([why] if incomplete else []), *([due] if finding.type not in ("ofi", "strength") else [])]
    if state == "answered" and session.engagement.mode.shows_remediation:
        return answer_fields(finding)
    if state == "answered":
        return [Field(name="auditee_comment", label="COMMENT OF THE ORGANIZATION", kind="text",
                      value=finding.auditee_comment,
                      hint="what they answered, or where it is kept; causes and actions stay theirs")]  # fmt: skip
    if state == "plan_accepted":
        return [Field(name="due_done", label="ACTION DUE", value=finding.due_done, hint="such as 2027-01-31")]
    if state == "verified":
        return [Field(name="verification", label="HOW IT WAS VERIFIED", kind="text", value=finding.verification,
                      hint="what you saw, where, and when")]  # fmt: skip
    if state == "effective":
        return [Field(name="effectiveness", label="WHAT SHOWS THAT IT WAS EFFECTIVE", kind="text",
                      value=finding.effectiveness, hint="what you looked at, and over which time")]  # fmt: skip
    return []


def agreement_dialog(session: Session, finding: Finding) -> FormDialog:
    """Whether the organization agrees, in its own words. A difference that stays is recorded (ISO 19011, 6.4.9)."""
    fields = (
        Field(name="agreed", label="IS IT AGREED?", kind="choice", options=AGREEMENTS, value=finding.agreed),
        Field(name="auditee_comment", label="COMMENT OF THE ORGANIZATION", kind="text", value=finding.auditee_comment,
              hint="in their words"),
    )  # fmt: skip

    def submit(values: dict[str, str]) -> str | None:
        if values["agreed"] == "disputed" and not values["auditee_comment"].strip():
            return "Say what they do not agree with: a difference that stays is part of the report."
        try:
            session.do(FindingRaised(id=finding.id, **values))  # type: ignore[arg-type]
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        f"{finding.id}: agreed or disputed?",
        fields,
        submit,
        drafts=session.drafts,
        draft_key=f"finding {finding.id} agreed",
    )


def labels_dialog(session: Session) -> FormDialog:
    """The words of the house for types of findings that the mode has; what they mean stays as it is."""
    about, allowed = session.engagement.about, session.engagement.mode.finding_types
    kinds: list[FindingType] = [kind for kind in OWN_LABELS if kind in allowed]
    fields = [
        Field(name=kind, label=label(kind).upper(), value=about.labels.get(kind, ""), hint=f"empty for {label(kind)}")
        for kind in kinds
    ]

    def submit(values: dict[str, str]) -> str | None:
        try:
            session.do(EngagementChanged(labels=dict(values)))
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        "Words of the house",
        fields,
        submit,
        intro="How your house calls them on screens and in reports, such as Observation. What each means stays.",
        drafts=session.drafts,
        draft_key="labels of findings",
    )
