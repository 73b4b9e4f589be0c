"""What an action that follows from a gap is called, before and after a person takes it over."""

from gapcheck.questionnaire.model import Item, Remediation

NEUTRAL = "-gap"
"""Ends the id of an action that names a gap without saying how to close it."""


def neutral_text(item: Item) -> str:
    """An action that names the gap and leaves the way to close it to the client."""
    return f"Open point at {item.id} {item.full_title}"


def upper_days(remediation: Remediation) -> float:
    """The upper end of the planned effort in working days."""
    return float(remediation.days.replace("\N{EN DASH}", "-").split("-")[-1])
