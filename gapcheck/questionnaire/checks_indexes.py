"""Content rules for the two indexes beside the items: who to talk to, and what to ask for."""

from collections.abc import Iterator

from gapcheck.questionnaire.checks_language import forbidden
from gapcheck.questionnaire.evidence_index import CommonEvidence
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.problems import Problem
from gapcheck.questionnaire.prose import sentences
from gapcheck.questionnaire.roles import Role, RoleFinder

OPENERS = (2, 3)
"""Topics that open a conversation: fewer are an examination, more are a lecture."""


def check_indexes(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Everything about roles and common evidence; an index that a questionnaire does not have is not missed."""
    if questionnaire.roles:
        yield from _everybody_has_a_role(questionnaire)
    if questionnaire.evidence_index:
        yield from _everything_is_served(questionnaire)
    for role in questionnaire.roles:
        yield from _role(questionnaire, role)
    for piece in questionnaire.evidence_index:
        yield from _evidence(piece)


def _everybody_has_a_role(questionnaire: Questionnaire) -> Iterator[Problem]:
    finder = RoleFinder(questionnaire.roles)
    for item in questionnaire.items:
        for number, entry in enumerate(item.interview, 1):
            if not finder.named_in(entry):
                sentence = f"no role stands for '{entry}'; add its words to 'also' of one in roles.yaml"
                yield Problem(item.id, f"interview[{number}]", sentence)


def _everything_is_served(questionnaire: Questionnaire) -> Iterator[Problem]:
    served = {ref for piece in questionnaire.evidence_index for ref in piece.serves}
    for item in questionnaire.items:
        if item.id not in served:
            yield Problem(item.id, "evidence", "nothing in evidence_index.yaml serves this item")


def _role(questionnaire: Questionnaire, role: Role) -> Iterator[Problem]:
    yield from forbidden(role)
    for name in ("name", "who", "small_org", "speaks_of"):
        if not getattr(role, name):
            yield Problem(role.id, name, "nothing is written here")
    least, most = OPENERS
    if not least <= len(role.opens_with) <= most:
        yield Problem(role.id, "opens_with", f"{len(role.opens_with)} entries; {least} to {most} are due")
    if not questionnaire.items_of_role(role):
        yield Problem(role.id, "also", "no item is talked about with this role", "warning")


def _evidence(piece: CommonEvidence) -> Iterator[Problem]:
    yield from forbidden(piece)
    for name in ("name", "ask_for", "look_at", "usual_owner", "serves"):
        if not getattr(piece, name):
            yield Problem(piece.id, name, "nothing is written here")
    if len(sentences(piece.ask_for)) > 1:
        yield Problem(piece.id, "ask_for", "one plain sentence is due")
    twice = sorted({ref for ref in piece.serves if piece.serves.count(ref) > 1})
    if twice:
        yield Problem(piece.id, "serves", f"{', '.join(twice)} stands here twice")
