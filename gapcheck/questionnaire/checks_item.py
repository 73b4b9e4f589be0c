"""Content rules that one item either follows or not: what it must hold, how many, how long."""

import re
from collections.abc import Iterator, Sized

from gapcheck.questionnaire.model import Item, Question, Remediation
from gapcheck.questionnaire.problems import Problem
from gapcheck.questionnaire.prose import sentences

ONE_LINE_WORDS = 15
ASK_WORDS = 20
MINUTES = (1, 10)
COUNTS = {
    "questions": (3, 7),
    "evidence": (4, 7),
    "implementation_steps": (4, 8),
    "typical_nonconformities": (2, 5),
    "common_mistakes": (3, 6),
    "remediation": (2, 5),
}
COMPLETE = (
    "title",
    "one_line",
    "what_it_means",
    "why_it_matters",
    "accountable",
    "typical_owner",
    "interview",
    "sampling",
    "related",
    "small_org_tip",
    "glossary",
    "provenance",
)
QUESTION_COMPLETE = ("ask", "good_answer", "red_flag", "follow_ups")
ATTRIBUTES = {
    "control_type": {"Preventive", "Detective", "Corrective"},
    "properties": {"Confidentiality", "Integrity", "Availability"},
    "concepts": {"Identify", "Protect", "Detect", "Respond", "Recover"},
    "domains": {"Governance and ecosystem", "Protection", "Defence", "Resilience"},
    "capabilities": {
        "Governance",
        "Asset management",
        "Information protection",
        "Human resource security",
        "Physical security",
        "System and network security",
        "Application security",
        "Secure configuration",
        "Identity and access management",
        "Threat and vulnerability management",
        "Continuity",
        "Supplier relationships security",
        "Legal and compliance",
        "Information security event management",
        "Information security assurance",
    },
}
"""The values of the five attributes in ISO/IEC 27002:2022."""

_EFFORTS = ("S", "M", "L", "XL")
_UP_TO_DAYS = (1.0, 4.0, 10.0)
_DAYS = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?", re.ASCII)


def check_item(item: Item) -> Iterator[Problem]:
    """Everything that can be said of one item without looking at another."""
    yield from _complete(item)
    yield from _counts(item)
    yield from _kind(item)
    yield from _coverage(item)
    for question in item.questions:
        yield from _question(item, question)
    for action in item.remediation:
        yield from _effort(item, action)


def _complete(item: Item) -> Iterator[Problem]:
    for name in COMPLETE:
        if not getattr(item, name):
            yield Problem(item.id, name, "nothing is written here")
    for question in item.questions:
        for name in QUESTION_COMPLETE:
            if not getattr(question, name):
                yield Problem(item.id, f"questions[{question.id}].{name}", "nothing is written here")
    if not item.change_2022.note:
        yield Problem(item.id, "change_2022.note", "nothing is written here")
    documents = item.documented_info
    if not documents.note:
        yield Problem(item.id, "documented_info.note", "say plainly what has to be documented and what has not")
    if item.document_is_mandatory and not documents.mandatory:
        yield Problem(item.id, "documented_info.mandatory", "the standard asks for documented information; name it")
    if documents.mandatory and not item.document_is_mandatory:
        sentence = "documents are called mandatory, but 'documentation' says that the standard asks for none"
        yield Problem(item.id, "documented_info.mandatory", sentence)
    length = len(item.one_line.split())
    if length > ONE_LINE_WORDS:
        yield Problem(item.id, "one_line", f"{length} words; at most {ONE_LINE_WORDS}")
    told = len(sentences(item.what_it_means))
    if item.what_it_means and not 2 <= told <= 4:
        yield Problem(item.id, "what_it_means", f"{told} sentences; 2 to 4 are due", "warning")


def _counts(item: Item) -> Iterator[Problem]:
    for name, (least, most) in COUNTS.items():
        listed: Sized = getattr(item, name)
        if not least <= len(listed) <= most:
            yield Problem(item.id, name, f"{len(listed)} entries; {least} to {most} are due")
    if not any(piece.strength == "strong" and piece.type != "document" for piece in item.evidence):
        yield Problem(item.id, "evidence", "no strong piece that is not a document")


def _kind(item: Item) -> Iterator[Problem]:
    for name in ("na_hint", "attributes", "theme"):
        if item.kind == "control" and not getattr(item, name):
            yield Problem(item.id, name, "a control needs this")
        if item.kind == "clause" and getattr(item, name):
            yield Problem(item.id, name, "only controls have this")
    if item.attributes:
        for name, allowed in ATTRIBUTES.items():
            values: tuple[str, ...] = getattr(item.attributes, name)
            if not values:
                yield Problem(item.id, f"attributes.{name}", "nothing is written here")
            for value in values:
                if value.replace("_", " ").capitalize() not in allowed:
                    yield Problem(item.id, f"attributes.{name}", f"'{value}' is no value of ISO/IEC 27002:2022")


def _coverage(item: Item) -> Iterator[Problem]:
    due = ["implemented", "effective"] + (["documented"] if item.document_is_mandatory else [])
    asked = {question.dimension for question in item.questions}
    for dimension in due:
        if dimension not in asked:
            yield Problem(item.id, "questions", f"no question on '{dimension}'")
    covered = {letter for question in item.questions for letter in question.letters}
    missing = [letter for letter in item.letters if letter not in covered]
    if missing:
        yield Problem(item.id, "questions", f"no question covers letter {', '.join(missing)}")


def _question(item: Item, question: Question) -> Iterator[Problem]:
    place = f"questions[{question.id}]"
    length = len(question.ask.split())
    if length > ASK_WORDS:
        yield Problem(item.id, f"{place}.ask", f"{length} words; at most {ASK_WORDS}")
    if question.ask and not question.ask.endswith("?"):
        yield Problem(item.id, f"{place}.ask", "a question ends with a question mark")
    least, most = MINUTES
    if not least <= question.minutes <= most:
        yield Problem(item.id, f"{place}.minutes", f"{question.minutes:g} minutes; {least} to {most} are due")


def _effort(item: Item, action: Remediation) -> Iterator[Problem]:
    place = f"remediation[{action.id}]"
    days = _DAYS.fullmatch(action.days.replace("\N{EN DASH}", "-").replace(" ", ""))
    if days is None:
        yield Problem(item.id, f"{place}.days", f"'{action.days}' is neither a number nor a range such as 2-4")
        return
    lower, upper = float(days[1]), float(days[2] or days[1])
    if lower > upper:
        yield Problem(item.id, f"{place}.days", f"the range {action.days} runs backwards")
        return
    due, start = _effort_class(upper), _effort_class(lower)
    if _EFFORTS[due] != action.effort:
        yield Problem(item.id, f"{place}.effort", f"{action.days} days are {_EFFORTS[due]}, not {action.effort}")
    elif due - start > 1:
        yield Problem(item.id, f"{place}.days", f"{action.days} spans {due - start + 1} classes; two at most")


def _effort_class(days: float) -> int:
    """S up to 1 day, M up to 4, L up to 10, XL above."""
    return next((number for number, most in enumerate(_UP_TO_DAYS) if days <= most), len(_UP_TO_DAYS))
