"""What a content check reports."""

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True):
    """One place where the content does not follow the content rules."""

    item: str
    """The id of the item."""
    field: str
    """The field, with the id or number of the entry where there is one: questions[A.8.13-q1].ask."""
    sentence: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.item}, {self.field}: {self.sentence}"
