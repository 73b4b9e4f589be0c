"""British spelling: American forms that the house does not use, wherever they stand in a text of ours.

The house writes "organization" as ISO does, and -ise and -yse elsewhere; a word of a title may stand in the text as ISO
writes it. Words that are right in both, depending on what is meant (licence and license, practice and practise,
programme and program, metre and meter), are left to people.
"""

import re
from collections.abc import Iterator

from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.problems import Problem
from gapcheck.questionnaire.prose import texts, words

_BRITISH_STEM = {
    "behavior": "behaviour",
    "color": "colour",
    "favor": "favour",
    "flavor": "flavour",
    "harbor": "harbour",
    "honor": "honour",
    "labor": "labour",
    "neighbor": "neighbour",
    "rumor": "rumour",
    "endeavor": "endeavour",
    "center": "centre",
    "fiber": "fibre",
    "theater": "theatre",
    "caliber": "calibre",
    "defense": "defence",
    "offense": "offence",
    "pretense": "pretence",
    "catalog": "catalogue",
    "aluminum": "aluminium",
    "gray": "grey",
    "skeptic": "sceptic",
    "maneuver": "manoeuvre",
    "installment": "instalment",
    "fulfillment": "fulfilment",
    "enrollment": "enrolment",
    "skillful": "skilful",
    "willful": "wilful",
}
"""American stems with what replaces them; any ending may follow."""
_ONE_L = "cancel|channel|counsel|dial|equal|fuel|label|level|model|panel|quarrel|signal|total|travel|tunnel"
_ENDED_IN_Z = "e|ed|es|er|ers|ing|ation|ations|ational|able"
_Z_IN_BRITISH_TOO = re.compile(r"(?:re|dis|un)?organi[sz]|.*siz|.*priz|.*seiz|capsiz|maiz|baiz|assiz|citiz|horiz|wiz")

_STEM = re.compile(rf"\b({'|'.join(_BRITISH_STEM)})(?!u|at|io|ar)([a-z]*)\b", re.IGNORECASE)
_DOUBLED = re.compile(rf"\b({_ONE_L})(ed|ing|er|ers)\b", re.IGNORECASE)
_WITH_Z = re.compile(rf"\b([a-z]{{2,}}[iy]z)({_ENDED_IN_Z})\b", re.IGNORECASE)
_TWO_LS = re.compile(r"\b(fulfill|enroll|distill|instill)(s?)\b", re.IGNORECASE)


def check_spelling(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every American spelling in the texts of items, roles, common evidence and the glossary."""
    as_published = {word for item in questionnaire.items for word in words(f"{item.heading} {item.title}")}
    places = [(item.id, field, text) for item in questionnaire.items for field, text in texts(item)]
    places += [(role.id, field, text) for role in questionnaire.roles for field, text in texts(role)]
    places += [(piece.id, field, text) for piece in questionnaire.evidence_index for field, text in texts(piece)]
    places += [(f"glossary, {entry.term}", "meaning", entry.meaning) for entry in questionnaire.glossary]
    for place, field, text in places:
        for wrong, right in dict.fromkeys(american(text)):
            if wrong not in as_published:
                yield Problem(place, field, f"'{wrong}' is American; the house writes '{right}'")


def american(text: str) -> list[tuple[str, str]]:
    """Each American spelling in a text with the British one, in the order in which they stand; both in lower case."""
    found: list[tuple[int, str, str]] = []

    def note(match: re.Match[str], right: str) -> None:
        found.append((match.start(), match[0].lower(), right.lower()))

    for match in _STEM.finditer(text):
        right = _BRITISH_STEM[match[1].lower()]
        note(match, (right.removesuffix("e") if match[2].lower().startswith(("e", "i")) else right) + match[2])
    for match in _DOUBLED.finditer(text):
        note(match, match[1] + match[1][-1] + match[2])
    for match in _TWO_LS.finditer(text):
        note(match, match[1][:-1] + match[2])
    for match in _WITH_Z.finditer(text):
        if not _Z_IN_BRITISH_TOO.match(match[1].lower()):
            note(match, f"{match[1][:-1]}s{match[2]}")
    return [(wrong, right) for _, wrong, right in sorted(found)]
