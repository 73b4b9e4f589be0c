"""Going to an item by whatever one remembers: an id in any spelling, a word of its title or a question, a term."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from gapcheck.questionnaire.model import Item, Question, Questionnaire
from gapcheck.questionnaire.prose import words

Why = Literal["id", "title", "glossary", "question", "letters"]
"""What matched; `letters` means the letters of the title in their order, with others between."""

_Place: TypeAlias = tuple[int, int]
"""An item's position, and a question's within it; -1 for the item itself."""


class Match(NamedTuple):
    """One place to go to."""

    item: Item
    question: Question | None
    """The question that matched, None where it is the item."""
    score: float
    """Comparable within one search only; higher is better."""
    why: Why


class _Hit(NamedTuple):
    score: float
    why: Why


_EXACT_ID, _ID_BELOW, _ID_BEGINS = 1000.0, 900.0, 850.0
_WEIGHT: dict[Why, float] = {"title": 100.0, "glossary": 60.0, "question": 40.0}
_WHOLE_WORD, _WORD_BEGINS, _WITHIN_WORD = 1.0, 0.8, 0.3
_INHERITED = 0.1
"""What a word of the title counts for a question below it."""
_LETTERS = 5.0
_FEWEST_LETTERS = 3
_ID_LIKE = re.compile(r"(a)?[ .-]?(\d{1,4}(?:\.\d{1,3})*)\.?(?:[ -]?q(\d{1,2}))?", re.ASCII)
_CONTROL_PREFIX = re.compile(r"\ba[ .-]?(?=\d)", re.ASCII)


class Finder:
    """An index over one questionnaire; make it once, then `search` takes a few milliseconds at most."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._items = questionnaire.items
        self._ids = [_spelled(item.id) for item in self._items]
        self._titles = ["".join(words(item.full_title)) for item in self._items]
        places: dict[str, dict[_Place, Why]] = {}

        def note(text: str, place: _Place, why: Why) -> None:
            for word in words(text):
                for part in {word, *re.split(r"['\u2019-]", word)}:
                    # the first note stands: titles come before terms
                    places.setdefault(part, {}).setdefault(place, why)

        for number, item in enumerate(self._items):
            note(f"{self._ids[number][1]} {item.full_title}", (number, -1), "title")
            for term in item.glossary:
                note(term, (number, -1), "glossary")
            for index, question in enumerate(item.questions):
                note(question.ask, (number, index), "question")
        self._places = places
        self._words = sorted(places)

    def search(self, text: str, limit: int = 20) -> list[Match]:
        """The best places for what was typed, best first; the same text always gives the same list.

        An id gives nothing but ids, the clause before the control where both have it (8.2). Else whole words come
        before beginnings of words, and both before letters in their order.
        """
        typed = text.strip().casefold()[:200]
        if not typed or limit < 1:
            return []
        hits = self._by_id(typed)
        if not hits:
            hits.update(self._by_letters(typed))
            hits.update(self._by_words(words(_CONTROL_PREFIX.sub("", typed))[:12]))
        best = sorted(hits.items(), key=lambda found: (-found[1].score, found[0]))[:limit]
        return [self._match(place, hit) for place, hit in best]

    def _match(self, place: _Place, hit: _Hit) -> Match:
        item = self._items[place[0]]
        question = None if place[1] < 0 else item.questions[place[1]]
        return Match(item, question, hit.score, hit.why)

    def _by_id(self, typed: str) -> dict[_Place, _Hit]:
        asked = _ID_LIKE.fullmatch(typed)
        if asked is None:
            return {}
        only_controls, dotted, question = asked[1], asked[2], asked[3]
        hits: dict[_Place, _Hit] = {}
        for number, (is_control, own) in enumerate(self._ids):
            if only_controls and not is_control:
                continue
            score = _id_score(dotted, own)
            if not score:
                continue
            if question is None:
                hits[number, -1] = _Hit(score, "id")
            elif score == _EXACT_ID:
                for index, known in enumerate(self._items[number].questions):
                    if known.id.endswith(f"-q{int(question)}"):
                        hits[number, index] = _Hit(score, "id")
        return hits

    def _by_words(self, typed: list[str]) -> Iterator[tuple[_Place, _Hit]]:
        """The places that have every typed word; a question may take some of them from the title of its item."""
        if not typed:
            return
        found = [self._word(word) for word in typed]
        for place in self._candidates(min(found, key=len)):
            hit = self._all_words(place, found)
            if hit is not None:
                yield place, hit

    def _all_words(self, place: _Place, found: list[dict[_Place, _Hit]]) -> _Hit | None:
        """How well one place has all the words, at least one of them itself."""
        above = (place[0], -1)
        total, why = 0.0, None
        for hits in found:
            own = hits.get(place)
            inherited = hits.get(above) if place[1] >= 0 else None
            if own is None and inherited is None:
                return None
            if own is not None:
                total, why = total + own.score, own.why
            if inherited is not None:
                total += inherited.score * _INHERITED
        return _Hit(total / len(found), why) if why else None

    def _candidates(self, hits: dict[_Place, _Hit]) -> set[_Place]:
        """The places of a word, with the questions below each item that it stands in."""
        places = set(hits)
        for number, index in hits:
            if index < 0:
                places.update((number, below) for below in range(len(self._items[number].questions)))
        return places

    def _word(self, typed: str) -> dict[_Place, _Hit]:
        """Where one typed word stands, with the best way in which it does."""
        hits: dict[_Place, _Hit] = {}
        for word, quality in self._similar(typed):
            for place, why in self._places[word].items():
                score = _WEIGHT[why] * quality
                if place not in hits or score > hits[place].score:
                    hits[place] = _Hit(score, why)
        return hits

    def _similar(self, typed: str) -> Iterator[tuple[str, float]]:
        start = bisect_left(self._words, typed)
        for word in self._words[start:]:
            if not word.startswith(typed):
                break
            # the longer the rest of the word, the less was meant
            yield word, _WHOLE_WORD if word == typed else _WORD_BEGINS * (1 - 0.02 * min(len(word) - len(typed), 10))
        if len(typed) >= _FEWEST_LETTERS:
            for word in self._words:
                if typed in word and not word.startswith(typed):
                    yield word, _WITHIN_WORD

    def _by_letters(self, typed: str) -> Iterator[tuple[_Place, _Hit]]:
        letters = "".join(words(typed))
        if len(letters) < _FEWEST_LETTERS:
            return
        pattern = re.compile(".*?".join(map(re.escape, letters)))
        for number, title in enumerate(self._titles):
            if found := pattern.search(title):
                yield (number, -1), _Hit(_LETTERS * len(letters) / (found.end() - found.start()), "letters")


def _spelled(ref: str) -> tuple[bool, str]:
    """Whether an id is a control's, and its number without the letter."""
    lower = ref.casefold()
    return lower.startswith("a."), lower.removeprefix("a.")


def _id_score(typed: str, own: str) -> float:
    """How well typed digits fit an id; without dots (813) they may stand for any dots between them."""
    known = own if "." in typed else own.replace(".", "")
    if known == typed:
        return _EXACT_ID
    if own.startswith(f"{typed}."):
        return _ID_BELOW
    return _ID_BEGINS if known.startswith(typed) else 0.0
