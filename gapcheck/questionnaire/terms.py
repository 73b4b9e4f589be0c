"""Which terms of the glossary a text uses: the longest first, whole words, whatever their case, simple plurals too."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gapcheck.questionnaire.model import Questionnaire, Term


class Used(NamedTuple):
    """A term at its place in a text."""

    term: Term
    start: int
    end: int


def terms_in(questionnaire: Questionnaire, text: str) -> tuple[Term, ...]:
    """The terms that a text uses, each once, in the order in which they come first."""
    found = {used.term.term: used.term for used in terms_at(questionnaire, text)}
    return tuple(found.values())


def terms_at(questionnaire: Questionnaire, text: str) -> Iterator[Used]:
    """Every use of a term in a text; where one lies within another, only the longer one."""
    forms, pattern = _sought(questionnaire.glossary)
    if not forms:
        return
    for match in pattern.finditer(text):
        word = " ".join(match.group().split())
        term = forms.get(word) or forms.get(word.casefold())
        if term is not None:
            yield Used(term, match.start(), match.end())


@lru_cache(maxsize=4)
def _sought(glossary: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str]]:
    forms: dict[str, Term] = {}
    for term in glossary:
        for name in (term.term, *term.also):
            for form in _forms(name):
                forms.setdefault(form, term)
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    parts = (rf"{'' if _is_short_form(form) else '(?i:'}{_spaced(form)}{'' if _is_short_form(form) else ')'}"
             for form in longest_first)  # fmt: skip
    return forms, re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _forms(name: str) -> list[str]:
    """A name and its simple plurals; short forms such as IT keep their case, so that "it" is none."""
    if _is_short_form(name):
        return [name, f"{name}s"]
    name = name.casefold()
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return [name, f"{name[:-1]}ies"]
    if name.endswith(("s", "x", "ch", "sh")):
        return [name, f"{name}es"]
    return [name, f"{name}s"]


def _is_short_form(name: str) -> bool:
    return len(name) <= 5 and name.removesuffix("s").isupper()


def _spaced(form: str) -> str:
    return r"\s+".join(re.escape(word) for word in form.split())
