"""The scope helper (4.3): what a boundary brings along, and the draft of the statement that the lines give."""

from typing import Literal

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.questionnaire.first_day import Scope, ScopeLine
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.first_day import ScopeDraft

Side = Literal["inside", "outside"]
SIDES: tuple[Side, ...] = ("inside", "outside")


class Dragged(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a filled-in line brings along, whether one wants it or not."""

    line: str
    side: Side
    text: str
    items: tuple[str, ...] = ()


class ScopeStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What the management system covers, in words."""

    text: str = ""
    draft: bool = False
    """Whether nobody has decided on it yet. An empty text is no draft."""


def dragged_in(questionnaire: Questionnaire, draft: ScopeDraft | None) -> tuple[Dragged, ...]:
    """What the filled-in lines bring along, line by line, what is in before what is out."""
    if draft is None:
        return ()
    return tuple(
        Dragged(line=line.id, side=side, text=drags.text, items=drags.items)
        for line in questionnaire.scope.lines
        for side in SIDES
        if said_of(draft, line, side).strip()
        for drags in drags_of(line, side)
    )


def said_of(draft: ScopeDraft, line: ScopeLine, side: Side) -> str:
    """What a person said of one side of a line; empty while they said nothing."""
    return (draft.inside if side == "inside" else draft.outside).get(line.id, "")


def drags_of(line: ScopeLine, side: Side) -> tuple[Dragged, ...]:
    """What one side of a line brings along once something stands there."""
    found = line.inside if side == "inside" else line.outside
    return tuple(Dragged(line=line.id, side=side, text=drags.text, items=drags.items) for drags in found)


def composed(organization: str, scope: Scope, draft: ScopeDraft) -> str:
    """The statement that the lines give: a person's words stand as they were typed, empty lines leave nothing."""
    inside, outside = (
        [_sentence(line.title, text) for line in scope.lines if (text := said_of(draft, line, side)).strip()]
        for side in SIDES
    )
    system = f"The information security management system (ISMS) of {organization}"
    paragraphs = []
    if inside:
        paragraphs.append("\n".join([f"{system} covers the following.", *inside]))
    if outside:
        opening = "These are left out." if inside else f"{system} leaves out the following."
        paragraphs.append("\n".join([opening, *outside]))
    return "\n\n".join(paragraphs)


def statement(material: Material) -> str:
    """The statement that the recorded lines give; empty while no line is filled in."""
    draft = material.records.get(ScopeDraft, ScopeDraft.KEY) or ScopeDraft()
    organization = material.about.organization if material.about else ""
    return composed(organization, material.questionnaire.scope, draft)


def scope_statement(material: Material) -> ScopeStatement:
    """What is written as the scope of the ISMS, else the draft in a person's own words, else what the lines give."""
    if material.about and material.about.isms_scope.strip():
        return ScopeStatement(text=material.about.isms_scope)
    draft = material.records.get(ScopeDraft, ScopeDraft.KEY)
    own = draft.statement if draft else ""
    text = own if own.strip() else statement(material)
    return ScopeStatement(text=text, draft=bool(text))


def _sentence(title: str, text: str) -> str:
    """A line as a sentence; a full stop is added only where a word or a number would stand at its end."""
    return f"{title}: {text}." if text[-1:].isalnum() or text[-1:] in ")]\"'" else f"{title}: {text}"
