"""Actions in a report, and what of them may be said in a certification audit.

A certification body gives no advice (ISO/IEC 17021-1, 9.4.5.3): there an action only names the gap it belongs to.
"""

import msgspec

from gapcheck.analysis.backlog import Ranked
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.actions import Action
from gapcheck.records.findings import Finding
from gapcheck.reports.document import Callout
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput


def action_text(action: Action, shows_remediation: bool, questionnaire: Questionnaire) -> str:
    """What is to be done, or only which gap is meant."""
    if shows_remediation:
        return action.text
    named = [questionnaire.by_id[ref] for ref in action.items if ref in questionnaire.by_id]
    meant = ", ".join(f"{item.id} {item.full_title}" for item in named)
    return f"Open point at {meant}" if meant else "Open point"


def without_remediation(action: Action, questionnaire: Questionnaire) -> Action:
    """An action that names its gap and nothing of the way to close it."""
    return msgspec.structs.replace(
        action,
        text=action_text(action, False, questionnaire),
        done_when="",
        closing_note="",
        owner_role="",
    )


def finding_without_remediation(finding: Finding) -> Finding:
    """A finding without causes, corrections and plans."""
    return msgspec.structs.replace(finding, correction="", extent_check="", root_causes=(), corrective_actions=())


def action_line(ranked: Ranked) -> str:
    """An action in one line."""
    action = ranked.action
    return joined(
        " · ",
        joined(" ", action.id, action.text),
        f"effort {ranked.effort}, {days(ranked.days)}",
        owner_words(action.owner, action.owner_role),
        f"due {action.due}" if action.due else "",
        f"done when: {action.done_when}" if action.done_when else "",
    )


def owner_words(owner: str, role: str) -> str:
    """Who stands for an action; a person who is called like the role is named once."""
    if not owner or owner.casefold() == role.casefold():
        return role or owner
    return joined(", ", owner, role)


def days(count: float) -> str:
    """Working days in words."""
    return f"{count:g} day" if count == 1 else f"{count:g} days"


def without_advice(report: ReportInput) -> tuple[Callout, ...]:
    """Why actions only name the open point, in an audit for certification (ISO/IEC 17021-1, 9.4.5.3)."""
    if report.material.mode.shows_remediation:
        return ()
    text = (
        "In a certification audit no advice is given (ISO/IEC 17021-1, 9.4.5.3): actions only name the open point, "
        "and how it is closed is for the organization to plan. Days of work are those of the house method for "
        "want of others; they are no estimate of the audit team."
    )
    return (Callout(kind="note", title="Without ways to close a gap", text=text),)
