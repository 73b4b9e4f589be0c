"""British spelling: American forms that the house does not use, wherever they stand in a text of ours.

The house writes "organization" as ISO does, and -ise and -yse elsewhere. Words that are right in both, depending on
what is meant (licence and license, practice and practise, programme and program, metre and meter), are left to people.
"""

import re

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
    "dialog": "dialogue",
    "aluminum": "aluminium",
    "gray": "grey",
    "skeptic": "sceptic",
    "maneuver": "manoeuvre",
    "installment": "instalment",
    "fulfillment": "fulfilment",
    "enrollment": "enrolment",
    "skillful": "skilful",
    "willful": "wilful",
    "learned lesson": "lesson learned",
}
"""American stems with what replaces them; any ending may follow."""
_ONE_L = "cancel|channel|counsel|dial|equal|fuel|label|level|model|panel|quarrel|signal|total|travel|tunnel"
_ENDED_IN_Z = "e|ed|es|er|ers|ing|ation|ations|ational|able"
_Z_IN_BRITISH_TOO = re.compile(r"(?:re|dis|un)?organi[sz]|.*siz|.*priz|.*seiz|capsiz|maiz|baiz|assiz|citiz|horiz|wiz")

_STEM = re.compile(rf"\b({'|'.join(_BRITISH_STEM)})(?!ue|u)([a-z]*)\b", re.IGNORECASE)
_DOUBLED = re.compile(rf"\b({_ONE_L})(ed|ing|er|ers)\b", re.IGNORECASE)
_WITH_Z = re.compile(rf"\b([a-z]{{2,}}[iy]z)({_ENDED_IN_Z})\b", re.IGNORECASE)
_TWO_LS = re.compile(r"\b(fulfill|enroll|distill|instill)(s?)\b", re.IGNORECASE)


def american(text: str) -> list[tuple[str, str]]:
    """Each American spelling in a text with the British one, in the order in which they stand; both in lower case."""
    found: list[tuple[int, str, str]] = []
    for match in _STEM.finditer(text):
        stem, end = match[1].lower(), match[2].lower()
        found.append((match.start(), stem + end, _BRITISH_STEM[stem].removesuffix("e" if end[:1] in "ei" else "") + end))
    for match in _DOUBLED.finditer(text):
        word, end = match[1].lower(), match[2].lower()
        found.append((match.start(), word + end, f"{word}{word[-1]}{end}"))
    for match in _TWO_LS.finditer(text):
        word = match[1].lower()
        found.append((match.start(), word + match[2].lower(), word[:-1] + match[2].lower()))
    for match in _WITH_Z.finditer(text):
        stem, end = match[1].lower(), match[2].lower()
        if not _Z_IN_BRITISH_TOO.match(stem):
            found.append((match.start(), stem + end, f"{stem[:-1]}s{end}"))
    return [(wrong, right) for _, wrong, right in sorted(found)]
