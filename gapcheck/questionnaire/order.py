"""The order in which people expect ids: 4.2 before 4.10, clauses before controls."""

import re
from typing import TypeAlias

from gapcheck.questionnaire.model import Item

NaturalKey: TypeAlias = tuple[tuple[int, int, str], ...]

_PIECE = re.compile(r"[0-9]{1,18}|[^0-9]+")


def natural(text: str) -> NaturalKey:
    """A sort key that takes digits as numbers."""
    return tuple(
        (0, int(piece), "") if piece.isascii() and piece.isdigit() else (1, 0, piece) for piece in _PIECE.findall(text)
    )


def item_key(item: Item) -> tuple[bool, NaturalKey]:
    """A sort key that puts clauses first, each kind in natural order."""
    return item.kind != "clause", natural(item.id)
