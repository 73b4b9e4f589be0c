"""The engagement itself: who is looked at, by whom, for what."""

from typing import ClassVar

from gapcheck.records.base import Record
from gapcheck.records.method import HouseMethod
from gapcheck.records.vocabulary import EngagementType, SiteKind


class About(Record, frozen=True, kw_only=True):
    """The head of an engagement; there is exactly one. Three scopes are three different things."""

    TABLE: ClassVar[str] = "engagement"
    KEY: ClassVar[str] = "engagement"

    title: str
    organization: str
    type: EngagementType
    questionnaire: str
    """Id of the questionnaire that is pinned in the folder."""
    content_version: str = ""
    created: str = ""
    purpose: str = ""
    objectives: tuple[str, ...] = ()
    audit_scope: str = ""
    isms_scope: str = ""
    certification_scope: str = ""
    criteria: tuple[str, ...] = ()
    period_from: str = ""
    period_to: str = ""
    target_date: str = ""
    confidentiality: str = ""
    retention_until: str = ""
    language: str = "en-GB"
    method: HouseMethod = HouseMethod()

    @property
    def key(self) -> str:
        return self.KEY


class Site(Record, frozen=True, kw_only=True):
    """A place, unit or supplier that is looked at; results of sites roll up as the worst."""

    TABLE: ClassVar[str] = "sites"

    id: str
    name: str
    address: str = ""
    kind: SiteKind = "site"
    in_scope: bool = True
    selected: bool = True
    """Whether this engagement visits it; a site that was not selected is not waited for."""
    selection_reason: str = ""

    @property
    def key(self) -> str:
        return self.id


class Member(Record, frozen=True, kw_only=True):
    """A person on the audit team."""

    TABLE: ClassVar[str] = "team"

    id: str
    name: str
    role: str = ""
    areas: tuple[str, ...] = ()
    own_work: tuple[str, ...] = ()
    """Items or groups this person built or runs, and so is not impartial to (9.2.2)."""
    competence: str = ""

    @property
    def key(self) -> str:
        return self.id
