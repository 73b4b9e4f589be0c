"""Which terms of the glossary a text uses: the longest first, whole words, whatever their case, simple plurals too."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gapcheck.questionnaire.model import Questionnaire, Term

_WORD = re.compile(r"\w+")
_LONGEST_SHORT_FORM = 5
"""Letters that a name in capitals has at most when its case matters."""


class Used(NamedTuple):
    """A term at its place in a text."""

    term: Term
    start: int
    end: int


class _Forms(NamedTuple):
    """Every form of every term; the most words that one of them has."""

    terms: dict[str, Term]
    most_words: int


def terms_in(questionnaire: Questionnaire, text: str) -> tuple[Term, ...]:
    """The terms that a text uses, each once, in the order in which they come first."""
    found = {used.term.term: used.term for used in terms_at(questionnaire, text)}
    return tuple(found.values())


def terms_at(questionnaire: Questionnaire, text: str) -> Iterator[Used]:
    """Every use of a term in a text; where one lies within another, only the longer one."""
    forms = _forms_of(questionnaire.glossary)
    spans = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(spans):
        for last in range(min(at + forms.most_words, len(spans)) - 1, at - 1, -1):
            start, end = spans[at][0], spans[last][1]
            term = None if _goes_on(text, start, end) else _named(forms, text[start:end])
            if term is not None:
                yield Used(term, start, end)
                at = last
                break
        at += 1


def _named(forms: _Forms, text: str) -> Term | None:
    words = " ".join(text.split())
    return forms.terms.get(words) or forms.terms.get(words.casefold())


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a hyphen makes these words a part of a longer one."""
    return text[start - 1 : start] == "-" or text[end : end + 1] == "-"


@lru_cache(maxsize=4)
def _forms_of(glossary: tuple[Term, ...]) -> _Forms:
    forms: dict[str, Term] = {}
    for term in glossary:
        for name in (term.term, *term.also):
            for form in _spellings(name):
                forms.setdefault(form, term)
    return _Forms(forms, max((len(_WORD.findall(form)) for form in forms), default=0))


def _spellings(name: str) -> list[str]:
    """A name and its simple plurals; short forms such as IT keep their case, so that "it" is none."""
    if len(name) <= _LONGEST_SHORT_FORM and name.removesuffix("s").isupper():
        return [name, f"{name}s"]
    name = name.casefold()
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return [name, f"{name[:-1]}ies"]
    if name.endswith(("s", "x", "ch", "sh")):
        return [name, f"{name}es"]
    return [name, f"{name}s"]
