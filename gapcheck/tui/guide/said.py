"""Sentences that several pages say: a strength, and a word on one person behind everything."""

from gapcheck.analysis.first_day import Strength
from gapcheck.analysis.people import OneOwner
from gapcheck.text import one_line
from gapcheck.tui.guide import words

_NAME = 40
"""Letters of a name that a warning repeats; the page of people to ask shows all of it."""


def strength_text(strength: Strength) -> str:
    """What is good, in the words of the business, else by the name of the item."""
    return strength.text or f"{strength.title}."


def within(sentence: str) -> str:
    """A sentence as it goes on after a colon; what is written in capitals stays."""
    return sentence[:1].lower() + sentence[1:] if not sentence[1:2].isupper() else sentence


def owner_warning(found: OneOwner | None) -> str:
    """A gentle word when one person, or IT, stands behind nearly everything; empty otherwise."""
    if found is None:
        return ""
    sentence = words.ONE_OWNER_IT if found.is_it else words.ONE_OWNER
    name = one_line(found.name)
    name = name if len(name) <= _NAME else f"{name[:_NAME].rstrip()} \u2026"
    return sentence.format(name=name, count=found.count, total=found.total)
