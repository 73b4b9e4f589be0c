"""What proves it: evidence and its links."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.answers import look_again
from gapcheck.changes.base import Change, Situation, check_id, merged, put, said, take
from gapcheck.changes.made_from import without_evidence
from gapcheck.errors import Refusal
from gapcheck.questionnaire.model import EvidenceType
from gapcheck.records.base import Write
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.vocabulary import LinkEffect, Method, Permission, label

Text = str | UnsetType


class LinkGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link as it is given together with a piece of evidence."""

    item: str
    effect: LinkEffect = "supports"
    reason: str = ""


class EvidenceAdded(Change, frozen=True, kw_only=True, tag="evidence"):
    """Evidence is recorded, or details of it change; links that are given are added to those it has."""

    id: str
    type: EvidenceType | UnsetType = UNSET
    title: Text = UNSET
    reference: Text = UNSET
    version_date: Text = UNSET
    source_role: Text = UNSET
    source_initials: Text = UNSET
    site: Text = UNSET
    place: Text = UNSET
    method: Method | UnsetType = UNSET
    period_from: Text = UNSET
    period_to: Text = UNSET
    what_it_shows: Text = UNSET
    classification: Text = UNSET
    permission: Permission | UnsetType = UNSET
    fresh_until: Text = UNSET
    attachment: Text = UNSET
    attachment_name: Text = UNSET
    attachment_size: int | UnsetType = UNSET
    redacted: bool | UnsetType = UNSET
    taken_at: Text = UNSET
    """Left out with new evidence, it is now."""
    taken_by: Text = UNSET
    links: tuple[LinkGiven, ...] = ()

    def check(self, now: Situation) -> None:
        check_id(self.id, "E-014")
        if self.site is not UNSET:
            now.check_site(self.site)
        untitled = now.records.get(Evidence, self.id) is None if self.title is UNSET else not self.title.strip()
        if untitled:
            raise Refusal(f"{self.id} needs a title: what would another person look for?")
        for link in self.links:
            now.item(link.item)

    def effect(self, now: Situation) -> list[Write]:
        fields: dict[str, Any] = said(self, "links")
        old = now.records.get(Evidence, self.id)
        if old is None:
            fields = {**now.origin("taken"), **fields}
        writes = [put(merged(old, Evidence, fields))]
        for link in self.links:
            writes += linked(self.id, link.item, link.effect, link.reason, now)
        return writes

    def describe(self) -> str:
        return f"evidence {self.id}"


class EvidenceRemoved(Change, frozen=True, kw_only=True, tag="remove_evidence"):
    """Evidence is taken away, with its links; an attached file stays in the folder for undo."""

    id: str

    def check(self, now: Situation) -> None:
        known_evidence(self.id, now)

    def effect(self, now: Situation) -> list[Write]:
        links = [link for link in now.records.table(Link).values() if link.evidence == self.id]
        writes = [take(now.records.table(Evidence)[self.id]), *(take(link) for link in links)]
        writes += without_evidence(self.id, now)
        for link in links:
            writes += look_again(link.item, "", now)
        return writes

    def describe(self) -> str:
        return f"removal of evidence {self.id}"


class EvidenceLinked(Change, frozen=True, kw_only=True, tag="link"):
    """One piece of evidence says something about one more item, with a reason of its own."""

    evidence: str
    item: str
    effect_on: LinkEffect = msgspec.field(name="effect", default="supports")
    reason: str = ""

    def check(self, now: Situation) -> None:
        known_evidence(self.evidence, now)
        now.item(self.item)

    def effect(self, now: Situation) -> list[Write]:
        return linked(self.evidence, self.item, self.effect_on, self.reason, now)

    def describe(self) -> str:
        return f"{self.evidence} {label(self.effect_on)} {self.item}"


class EvidenceUnlinked(Change, frozen=True, kw_only=True, tag="unlink"):
    """A piece of evidence no longer speaks of an item."""

    evidence: str
    item: str

    def check(self, now: Situation) -> None:
        if now.records.get(Link, link_key(self.evidence, self.item)) is None:
            raise Refusal(f"{self.evidence} is not linked to {self.item}.")

    def effect(self, now: Situation) -> list[Write]:
        link = now.records.table(Link)[link_key(self.evidence, self.item)]
        return [take(link), *look_again(self.item, "", now)]

    def describe(self) -> str:
        return f"unlinking {self.evidence} from {self.item}"


def linked(evidence: str, item: str, effect: LinkEffect, reason: str, now: Situation) -> list[Write]:
    """The writes of one link; evidence against a decision asks for another look at it."""
    writes = [put(Link(evidence=evidence, item=item, effect=effect, reason=reason))]
    if effect == "contradicts":
        writes += look_again(item, "", now)
    return writes


def known_evidence(ident: str, now: Situation) -> Evidence:
    """The evidence with this id. Raises Refusal when there is none."""
    found = now.records.get(Evidence, ident)
    if found is None:
        raise Refusal(f"There is no evidence {ident!r} in the register.")
    return found


def next_id(prefix: str, taken: Iterable[str]) -> str:
    """The next free id of a series, such as E-015 after E-014."""
    numbers = [int(found[1]) for key in taken if (found := re.fullmatch(re.escape(prefix) + "([0-9]{1,15})", key))]
    return f"{prefix}{max(numbers, default=0) + 1:03}"
