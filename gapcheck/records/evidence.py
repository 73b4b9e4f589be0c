"""What proves it: evidence, and what each piece says of which item. One piece may serve many items."""

from typing import ClassVar

from gapcheck.questionnaire.model import EvidenceType
from gapcheck.records.base import Record
from gapcheck.records.vocabulary import LinkEffect, Method, Permission


class Evidence(Record, frozen=True, kw_only=True):
    """Something another person can check again (ISO 19011, objective evidence)."""

    TABLE: ClassVar[str] = "evidence"

    id: str
    type: EvidenceType = "record"
    title: str
    reference: str = ""
    version_date: str = ""
    source_role: str = ""
    source_initials: str = ""
    site: str = ""
    place: str = ""
    method: Method = "on_site"
    period_from: str = ""
    period_to: str = ""
    what_it_shows: str = ""
    classification: str = ""
    permission: Permission = "n.a."
    fresh_until: str = ""
    attachment: str = ""
    """SHA-256 of a file kept in the engagement's evidence folder."""
    attachment_name: str = ""
    attachment_size: int = 0
    """In bytes."""
    redacted: bool = False
    from_answer: str = ""
    """Key of the answer whose note this piece was made from."""
    taken_at: str = ""
    """When it was seen or heard (ISO 8601 with offset); `at` moves on with each change."""
    taken_by: str = ""
    """Who saw or heard it; `by` moves on with each change."""

    @property
    def key(self) -> str:
        return self.id


class Link(Record, frozen=True, kw_only=True):
    """What one piece of evidence says of one item, with a reason of its own."""

    TABLE: ClassVar[str] = "links"

    evidence: str
    item: str
    effect: LinkEffect = "supports"
    reason: str = ""

    @property
    def key(self) -> str:
        return link_key(self.evidence, self.item)


def link_key(evidence: str, item: str) -> str:
    """The key of the link between a piece of evidence and an item."""
    return f"{evidence}>{item}"
