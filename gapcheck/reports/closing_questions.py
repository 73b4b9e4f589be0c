"""What whoever closes a nonconformity asks of its answer; a question each, and never a verdict."""

import re

from gapcheck.records.findings import Finding
from gapcheck.reports.finding_actions import actions_of
from gapcheck.reports.source import ReportInput

_HUMAN_ERROR = re.compile(
    r"\b(?:human|user|operator|staff|employee|individual)(?:'s|’s)?[ -](?:error|mistake|failure)s?\b"
    r"|\b(?:careless(?:ness)?|negligen(?:t|ce)|inattenti(?:on|ve)|forgot(?:ten)?|oversight)\b",
    re.IGNORECASE,
)
_TRAINING = re.compile(
    r"\b(?:re-?)?(?:train(?:s|ed|ing)?|brief(?:s|ed|ing)?|instruct(?:s|ed|ion|ions)?|remind(?:s|ed|er|ers)?"
    r"|awareness|e-?learning|toolbox talks?|sensiti[sz]\w*)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[.;,\n]|\band\b", re.IGNORECASE)


def closing_questions(finding: Finding, report: ReportInput) -> list[str]:
    """What is worth asking before an answer is accepted; nothing where the mode hides causes."""
    if not report.shows_remediation:
        return []
    found = []
    if any(_HUMAN_ERROR.search(cause) for cause in finding.root_causes):
        found.append("The cause is somebody's error: what made the error easy, and what would have caught it?")
    answers = [*finding.corrective_actions, *(action.text for action in actions_of(finding, report))]
    if answers and all(_is_training_only(text) for text in answers):
        found.append("The action is training alone: what changes in the work itself, so that it does not come back?")
    return found


def _is_training_only(text: str) -> bool:
    """Whether every part of an action is about telling people; a part of one word belongs to the one before it."""
    parts = [part for part in _PARTS.split(text) if len(part.split()) > 1] or [text]
    return all(_TRAINING.search(part) for part in parts)
