"""What a newcomer says on day one beside the answers: the profile of the organization, and a draft of the scope."""

from typing import ClassVar

import msgspec

from gapcheck.questionnaire.first_day import YesNo
from gapcheck.records.base import Record


class ProfileAnswer(Record, frozen=True, kw_only=True):
    """The answer to one profile question. It proposes which controls matter and decides none."""

    TABLE: ClassVar[str] = "profile"

    id: str
    choice: YesNo = ""
    text: str = ""

    @property
    def key(self) -> str:
        return self.id


class ScopeDraft(Record, frozen=True, kw_only=True):
    """What a person thinks belongs to the management system (4.3); a draft until top management decides."""

    TABLE: ClassVar[str] = "scope"
    KEY: ClassVar[str] = "scope"

    inside: dict[str, str] = msgspec.field(default_factory=dict)
    """What is in, by line of the scope helper."""
    outside: dict[str, str] = msgspec.field(default_factory=dict)
    """What is left out and why, by line of the scope helper."""
    statement: str = ""
    """The draft in a person's own words; empty while the one that the lines give is good enough."""

    @property
    def key(self) -> str:
        return self.KEY
