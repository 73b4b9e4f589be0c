"""What was heard and what was decided."""

from typing import ClassVar

from gapcheck.records.base import Record
from gapcheck.records.vocabulary import AnswerValue, Basis, FactValue, Status


def at_site(key: str, site: str) -> str:
    """The key of something that was said of one site; without a site it was said of all."""
    return f"{key}@{site}" if site else key


class Answer(Record, frozen=True, kw_only=True):
    """The answer to one question, at one site or for all."""

    TABLE: ClassVar[str] = "answers"

    question: str
    site: str = ""
    value: AnswerValue
    note: str = ""
    who_would_know: str = ""

    @property
    def key(self) -> str:
        return at_site(self.question, self.site)


class Assessment(Record, frozen=True, kw_only=True):
    """A person's decision on one item, at one site or for all.

    Facts left at None follow from the answers; a status of None leaves the proposal standing.
    """

    TABLE: ClassVar[str] = "assessments"

    item: str
    site: str = ""
    documented: FactValue | None = None
    implemented: FactValue | None = None
    effective: FactValue | None = None
    status: Status | None = None
    basis: Basis | None = None
    """The person may call the basis weaker than the evidence suggests, never stronger."""
    rationale: str = ""
    asked_to_see: bool = False
    """Proof was asked for and not shown: a claim then fails a gate of the standard instead of leaving it open."""
    maturity: int | None = None
    """0 to 5, controls only, never used for verdicts: ISO/IEC 27001 has no maturity levels."""
    reviewed_by: str = ""
    look_again: bool = False
    """Something new was heard or seen since the decision."""

    @property
    def key(self) -> str:
        return at_site(self.item, self.site)

    @property
    def decided(self) -> Status | None:
        """The status that a person decided on. Leaving an item out is none: `Applicability` does that, for controls."""
        return None if self.status == "not_applicable" else self.status

    @property
    def has_facts(self) -> bool:
        """Whether a person stated a fact of their own."""
        return any((self.documented, self.implemented, self.effective))


class Note(Record, frozen=True, kw_only=True):
    """Free text on an item."""

    TABLE: ClassVar[str] = "notes"

    item: str
    site: str = ""
    text: str

    @property
    def key(self) -> str:
        return at_site(self.item, self.site)
