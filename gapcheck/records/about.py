"""The engagement itself: who is looked at, by whom, for what."""

from typing import ClassVar

import msgspec

from gapcheck.records.base import Record
from gapcheck.records.house_style import HouseStyle
from gapcheck.records.method import HouseMethod
from gapcheck.records.vocabulary import EngagementType, FindingType, SiteKind, label


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
    labels: dict[str, str] = msgspec.field(default_factory=dict)
    """The words of the house for types of findings, by type; what a type means stays as it is."""
    style: HouseStyle = HouseStyle()

    @property
    def key(self) -> str:
        return self.KEY


OWN_LABELS: tuple[FindingType, ...] = ("ofi", "area_of_concern", "strength")
"""The types that a house may call by a word of its own. Major and minor are the words of ISO/IEC 17021-1 (3.12, 3.13),
and what does not fulfil a requirement is called a nonconformity everywhere."""


def finding_label(about: About | None, kind: FindingType) -> str:
    """What people read for a type of finding: the word of the house where it has one."""
    return (about.labels.get(kind, "") if about else "") or label(kind)


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
