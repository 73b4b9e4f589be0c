"""What every part of a questionnaire is made from, and the words that several parts share."""

from typing import Literal

import msgspec

Dimension = Literal["documented", "implemented", "effective"]
EvidenceType = Literal["document", "record", "interview", "observation", "system_check", "sample", "statement"]
Strength = Literal["strong", "supporting"]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything that stands in a questionnaire file."""
