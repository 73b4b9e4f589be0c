"""What the audit concludes. The program never grades: type and rationale come from the person."""

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.changes.made_from import without_finding
from gapcheck.errors import Refusal
from gapcheck.questionnaire.first_day import YesNo
from gapcheck.records.base import Write
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import Agreement, FindingStatus, FindingType, label

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType


class FindingRaised(Change, frozen=True, kw_only=True, tag="finding"):
    """A finding is drafted, or its details change."""

    id: str
    type: FindingType | UnsetType = UNSET
    items: Texts = UNSET
    title: Text = UNSET
    requirement: Text = UNSET
    evidence: Texts = UNSET
    nature: Text = UNSET
    site: Text = UNSET
    process: Text = UNSET
    effect_text: Text = msgspec.field(name="effect", default=UNSET)
    grading: dict[str, YesNo] | UnsetType = UNSET
    """Added to the answers that it has."""
    grading_rationale: Text = UNSET
    repeat_of: Text = UNSET
    agreed: Agreement | UnsetType = UNSET
    auditee_comment: Text = UNSET
    correction: Text = UNSET
    extent_check: Text = UNSET
    root_causes: Texts = UNSET
    corrective_actions: Texts = UNSET
    due_plan: Text = UNSET
    due_done: Text = UNSET
    verification: Text = UNSET
    effectiveness: Text = UNSET
    source: Text = UNSET
    status: FindingStatus | UnsetType = UNSET
    issued_incomplete: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip():
            raise Refusal("A finding needs an id, such as F-1.")
        old = now.records.get(Finding, self.id)
        if old is None and (self.type is UNSET or self.items is UNSET):
            raise Refusal(f"{self.id} needs at least a type and the items it is about.")
        if self.items is not UNSET:
            if not self.items:
                raise Refusal(f"{self.id} needs at least one item that it is about.")
            for ref in self.items:
                now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)
        known = {question.id for question in now.questionnaire.on_site.grading}
        for ident in () if self.grading is UNSET else self.grading:
            if ident not in known:
                raise Refusal(f"{self.id}: there is no grading question {ident!r} (known: {', '.join(sorted(known))}).")
        about = now.about
        if self.type is not UNSET and self.type not in now.mode.finding_types and about is not None:
            allowed = ", ".join(now.mode.finding_types)
            raise Refusal(f"A {label(about.type)} has no findings of type {self.type!r}; it has: {allowed}.")
        if not now.mode.shows_remediation and any(
            (self.root_causes, self.corrective_actions, self.correction)[i] not in (UNSET, (), "") for i in range(3)
        ):
            raise Refusal(
                f"{self.id}: in a certification audit causes and corrections are the client's to name "
                "(ISO/IEC 17021-1, 9.4.5.3); they are not recorded here."
            )

    def effect(self, now: Situation) -> list[Write]:
        fields = said(self, "effect_text")
        if self.effect_text is not UNSET:
            fields["effect"] = self.effect_text
        old = now.records.get(Finding, self.id)
        if old is None:
            fields |= now.origin("raised")
        if self.grading is not UNSET:
            fields["grading"] = {**(old.grading if old else {}), **self.grading}
        return [put(merged(old, Finding, fields))]

    def describe(self) -> str:
        return f"finding {self.id}"


class FindingRemoved(Change, frozen=True, kw_only=True, tag="remove_finding"):
    """A draft is thrown away; what was issued stays on record."""

    id: str

    def check(self, now: Situation) -> None:
        found = now.records.get(Finding, self.id)
        if found is None:
            raise Refusal(f"There is no finding {self.id!r}.")
        if found.status != "draft":
            raise Refusal(f"{self.id} was issued and stays on record; close it instead.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Finding)[self.id]), *without_finding(self.id, now)]

    def describe(self) -> str:
        return f"removal of finding {self.id}"
