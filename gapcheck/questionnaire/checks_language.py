"""Content rules about words: those that may not stand anywhere, those said twice, and how easy the text reads."""

import re
from collections.abc import Iterator
from itertools import combinations

from gapcheck.questionnaire.evidence_index import CommonEvidence
from gapcheck.questionnaire.model import Item, Question, Questionnaire
from gapcheck.questionnaire.problems import Problem
from gapcheck.questionnaire.prose import field_name, sentences, texts, words
from gapcheck.questionnaire.roles import Role

FORBIDDEN = (
    "shall",
    "ensure",
    "ensures",
    "ensured",
    "ensuring",
    "as appropriate",
    "robust",
    "leverage",
    "leverages",
    "leveraging",
    "best practice",
    "best practices",
    "in order to",
    "utilise",
    "utilize",
    "utilises",
    "utilizes",
    "utilising",
    "utilizing",
    "holistic",
    "seamless",
    "state of the art",
    "world-class",
    "cutting-edge",
)
"""The standard's own wording, and words that say nothing."""

SAME_WORDS = 6
"""From this many words on, a sentence may stand in one item only."""
SIMILAR = 0.8
"""Share of common words (Jaccard) from which two questions of different items count as one question."""
READING_EASE = 45.0
"""Flesch reading ease below which a text is hard going for somebody new; house method."""

_MAY_REPEAT = frozenset(
    {
        "accountable",
        "change_2022.note",
        "default_risk",
        "documentation",
        "documented_info.expected",
        "documented_info.mandatory",
        "documented_info.note",
        "glossary",
        "interview",
        "kind",
        "remediation.owner_role",
        "sampling.how",
        "sampling.population",
        "theme",
        "typical_nonconformities.usual_grade",
        "typical_owner",
    }
)
"""Roles, facts and instructions that are rightly the same in several items."""

_FORBIDDEN = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in FORBIDDEN)})\b", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")


def check_language(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Everything about words, item by item and across items."""
    for item in questionnaire.items:
        yield from forbidden(item)
        yield from _reading(item)
    yield from _said_twice(questionnaire)
    yield from _asked_twice(questionnaire)
    yield from _unknown_terms(questionnaire)


def forbidden(part: Item | Role | CommonEvidence) -> Iterator[Problem]:
    """Each word in the texts of a part that may not stand anywhere."""
    for field, text in texts(part):
        for found in sorted({match.group().lower() for match in _FORBIDDEN.finditer(text)}):
            yield Problem(part.id, field, f"'{found}' is not a word of ours; say what is meant")


def reading_ease(text: str) -> float:
    """Flesch reading ease, estimated: 100 is very easy, 60 plain, 30 academic."""
    found = words(text)
    if not found:
        return 100.0
    syllables = sum(map(_syllables, found))
    return 206.835 - 1.015 * len(found) / len(sentences(text)) - 84.6 * syllables / len(found)


def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    silent_end = word.endswith("e") and not word.endswith(("le", "ee"))
    silent_past = word.endswith("ed") and not word.endswith(("ted", "ded"))
    return max(1, count - (silent_end or silent_past))


def _reading(item: Item) -> Iterator[Problem]:
    for field in ("what_it_means", "why_it_matters", "small_org_tip"):
        ease = reading_ease(getattr(item, field))
        if ease < READING_EASE:
            yield Problem(item.id, field, f"reading ease {ease:.0f}; {READING_EASE:.0f} or more is plain", "warning")


def _said_twice(questionnaire: Questionnaire) -> Iterator[Problem]:
    first: dict[tuple[str, ...], str] = {}
    for item in questionnaire.items:
        for field, text in texts(item):
            if field_name(field) in _MAY_REPEAT:
                continue
            for sentence in sentences(text):
                said = tuple(words(sentence))
                if len(said) < SAME_WORDS:
                    continue
                other = first.setdefault(said, item.id)
                if other != item.id:
                    yield Problem(item.id, field, f"the same sentence stands in {other}: {sentence}")


def _asked_twice(questionnaire: Questionnaire) -> Iterator[Problem]:
    bit_of: dict[str, int] = {}
    asked: list[tuple[Item, Question, int, int]] = []
    for item in questionnaire.items:
        for question in item.questions:
            used = 0
            for word in words(question.ask):
                used |= 1 << bit_of.setdefault(word, len(bit_of))
            asked.append((item, question, used, used.bit_count()))
    for (first, twin, also, length), (item, question, used, size) in combinations(asked, 2):
        common = (used & also).bit_count()
        if common and common >= SIMILAR * (size + length - common) and item is not first:
            sentence = f"asks nearly the same as {twin.id}: {twin.ask}"
            yield Problem(item.id, f"questions[{question.id}].ask", sentence)


def _unknown_terms(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.glossary:
        return
    known = {name.casefold() for entry in questionnaire.glossary for name in (entry.term, *entry.also)}
    for item in questionnaire.items:
        for term in item.glossary:
            if term.casefold() not in known:
                yield Problem(item.id, "glossary", f"'{term}' is not in the glossary")
