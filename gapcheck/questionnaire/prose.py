"""The sentences of an item or another part, for checks that look at words wherever they stand."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from gapcheck.questionnaire.part import Part

NOT_OURS = frozenset(
    {"id", "title", "heading", "ref_2013", "amendment", "attributes", "provenance", "related", "letters"}
)
"""Facts: they are what they are, whatever words they use."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)]*\s+")


def words(text: str) -> list[str]:
    """The words of a text in lower case; hyphens and apostrophes do not split one."""
    return _WORD.findall(text.lower())


def sentences(text: str) -> list[str]:
    """The sentences of a text, or the whole text where no full stop stands."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


def texts(part: Part) -> Iterator[tuple[str, str]]:
    """Every text of our own in a part with its field; entries are named by their id, else counted from 1."""
    for name in part.__struct_fields__:
        if name not in NOT_OURS:
            yield from _within(name, getattr(part, name))


def field_name(field: str) -> str:
    """A field without its entries: questions[A.8.13-q1].ask becomes questions.ask."""
    return re.sub(r"\[[^]]*]", "", field)


def _within(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for number, entry in enumerate(value, 1):
            yield from _within(f"{field}[{getattr(entry, 'id', number)}]", entry)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in NOT_OURS:
                yield from _within(f"{field}.{name}", getattr(value, name))
