"""The engagement itself, its sites and its team."""

from typing import Any, get_args

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.records.about import OWN_LABELS, About, Member, Site
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.base import Write
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.house_style import HouseStyle
from gapcheck.records.method import HouseMethod
from gapcheck.records.modes import MODES
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import EngagementType, FindingType, SiteKind, label

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType
FINDING_TYPES: tuple[FindingType, ...] = get_args(FindingType)


class EngagementStarted(Change, frozen=True, kw_only=True, tag="start"):
    """The first change of every engagement."""

    UNDOABLE = False

    title: str
    organization: str
    type: EngagementType
    questionnaire: str
    content_version: str = ""
    criteria: tuple[str, ...] = ()

    def check(self, now: Situation) -> None:
        if now.about is not None:
            raise Refusal("This engagement was started already; use 'engagement' to change its details.")
        if not self.title.strip() or not self.organization.strip():
            raise Refusal("An engagement needs a title and an organization.")

    def effect(self, now: Situation) -> list[Write]:
        return [put(About(created=now.at, **said(self)))]

    def describe(self) -> str:
        return "start of the engagement"


class EngagementChanged(Change, frozen=True, kw_only=True, tag="engagement"):
    """Details or settings of the engagement; fields that are left out stay as they are."""

    title: Text = UNSET
    organization: Text = UNSET
    type: EngagementType | UnsetType = UNSET
    purpose: Text = UNSET
    objectives: Texts = UNSET
    audit_scope: Text = UNSET
    isms_scope: Text = UNSET
    certification_scope: Text = UNSET
    criteria: Texts = UNSET
    period_from: Text = UNSET
    period_to: Text = UNSET
    target_date: Text = UNSET
    confidentiality: Text = UNSET
    retention_until: Text = UNSET
    language: Text = UNSET
    method: dict[str, Any] | UnsetType = UNSET
    """Settings of the house method to change, by name."""
    labels: dict[str, str] | UnsetType = UNSET
    """Words of the house for types of findings, added to those it has; an empty one takes its own away."""
    style: dict[str, Any] | UnsetType = UNSET
    """Settings of the house style to change, by name."""

    def check(self, now: Situation) -> None:
        if any(text is not UNSET and not text.strip() for text in (self.title, self.organization)):
            raise Refusal("An engagement needs a title and an organization.")
        if self.type is not UNSET:
            allowed = MODES[self.type].finding_types
            for finding in now.records.table(Finding).values():
                if finding.type not in allowed:
                    raise Refusal(
                        f"{finding.id} is a {label(finding.type)}, which a {label(self.type)} does not have. "
                        "Change or remove the finding first."
                    )
        method = self._method(now)
        customary = {g.id for g in (*now.questionnaire.gates.stage1, *now.questionnaire.gates.stage2)
                     if g.basis == "CUSTOM"}  # fmt: skip
        for gate in method.gates_off:
            if gate not in customary:
                raise Refusal(
                    f"Gate {gate!r} cannot be switched off: only gates of common practice can "
                    f"({', '.join(sorted(customary))})."
                )
        for name, range_ in method.out_of_range():
            raise Refusal(f"{name!r} of the house method has to be a number, {range_}.")
        if unusable := self._style(now).unusable():
            raise Refusal(unusable)
        self._check_labels(now)

    def _check_labels(self, now: Situation) -> None:
        if self.labels is UNSET:
            return
        for kind in self.labels:
            if kind not in OWN_LABELS:
                raise Refusal(
                    f"{kind!r} has no label of the house: only {', '.join(OWN_LABELS)} can be called otherwise; a "
                    "nonconformity is called one everywhere."
                )
        words: dict[str, str] = {}
        for kind in FINDING_TYPES:
            word = self._labels(now).get(kind, "") or label(kind)
            other = words.setdefault(word.casefold(), kind)
            if other != kind:
                raise Refusal(f"{word!r} cannot stand for {kind}: it is what {other} is called.")

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self, "method", "labels", "style")
        if self.method is not UNSET:
            fields["method"] = self._method(now)
        if self.labels is not UNSET:
            fields["labels"] = self._labels(now)
        if self.style is not UNSET:
            fields["style"] = self._style(now)
        return [put(merged(now.about, About, fields))]

    def _labels(self, now: Situation) -> dict[str, str]:
        given = {} if self.labels is UNSET else {kind: word.strip() for kind, word in self.labels.items()}
        return {kind: word for kind, word in {**(now.about.labels if now.about else {}), **given}.items() if word}

    def _method(self, now: Situation) -> HouseMethod:
        old = now.about.method if now.about else HouseMethod()
        if self.method is UNSET:
            return old
        try:
            return msgspec.convert({**msgspec.to_builtins(old), **self.method}, HouseMethod, strict=False)
        except msgspec.ValidationError as error:
            raise Refusal(
                f"These settings of the house method do not fit: {error}. "
                f"Known settings: {', '.join(HouseMethod.__struct_fields__)}."
            ) from None

    def _style(self, now: Situation) -> HouseStyle:
        old = now.about.style if now.about else HouseStyle()
        if self.style is UNSET:
            return old
        try:
            return msgspec.convert({**msgspec.structs.asdict(old), **self.style}, HouseStyle)
        except msgspec.ValidationError as error:
            raise Refusal(
                f"These settings of the house style do not fit: {error}. "
                f"Known settings: {', '.join(HouseStyle.__struct_fields__)}."
            ) from None

    def describe(self) -> str:
        return "details of the engagement"


class SiteChanged(Change, frozen=True, kw_only=True, tag="site"):
    """A site is added or its details change."""

    id: str
    name: Text = UNSET
    address: Text = UNSET
    kind: SiteKind | UnsetType = UNSET
    in_scope: bool | UnsetType = UNSET
    selected: bool | UnsetType = UNSET
    selection_reason: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip() or "@" in self.id:
            raise Refusal(f"{self.id!r} cannot be the id of a site: it needs at least one letter and no '@'.")

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self)
        old = now.records.get(Site, self.id)
        if old is None:
            fields.setdefault("name", self.id)
        return [put(merged(old, Site, fields))]

    def describe(self) -> str:
        return f"site {self.id}"


class SiteRemoved(Change, frozen=True, kw_only=True, tag="remove_site"):
    """A site that nothing refers to is taken away."""

    id: str

    def check(self, now: Situation) -> None:
        if not self.id:
            raise Refusal("Name the site to remove by its id.")
        now.check_site(self.id)
        records = now.records
        used = [
            *(a.key for a in records.table(Answer).values() if a.site == self.id),
            *(a.key for a in records.table(Assessment).values() if a.site == self.id),
            *(f"the note on {n.item}" for n in records.table(Note).values() if n.site == self.id),
            *(e.id for e in records.table(Evidence).values() if e.site == self.id),
            *(f.id for f in records.table(Finding).values() if f.site == self.id),
            *(n.id for n in records.table(QuickNote).values() if n.site == self.id),
            *(t.id for t in records.table(Thread).values() if t.site == self.id),
            *(s.id for s in records.table(Sample).values() if s.site == self.id),
            *(p.id for p in records.table(Participant).values() if p.site == self.id),
            *(p.id for p in records.table(Slot).values() if p.site == self.id),
            *(m.key for m in records.table(Meeting).values() if m.site == self.id),
        ]
        if used:
            raise Refusal(
                f"Site {self.id!r} is still named by {len(used)} records ({used[0]}, ...). Change those first."
            )

    def effect(self, now: Situation) -> list[Write]:
        return [Write(Site.TABLE, self.id, None)]

    def describe(self) -> str:
        return f"removal of site {self.id}"


class MemberChanged(Change, frozen=True, kw_only=True, tag="member"):
    """A person joins the audit team or their details change."""

    id: str
    name: Text = UNSET
    role: Text = UNSET
    areas: Texts = UNSET
    own_work: Texts = UNSET
    competence: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip():
            raise Refusal("A team member needs an id, such as their initials.")

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self)
        old = now.records.get(Member, self.id)
        if old is None:
            fields.setdefault("name", self.id)
        return [put(merged(old, Member, fields))]

    def describe(self) -> str:
        return f"team member {self.id}"


class MemberRemoved(Change, frozen=True, kw_only=True, tag="remove_member"):
    """A person leaves the audit team."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Member, self.id) is None:
            raise Refusal(f"There is no team member {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Member)[self.id])]

    def describe(self) -> str:
        return f"removal of team member {self.id}"
