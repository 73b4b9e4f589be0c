"""Which controls are needed (6.1.3 c and d). Clauses 4 to 10 always apply."""

from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said
from gapcheck.errors import Refusal
from gapcheck.records.applicability import Applicability, is_reason
from gapcheck.records.base import Write
from gapcheck.records.vocabulary import Applicable, Implementation, InclusionReason

Text = str | UnsetType


class ApplicabilityDecided(Change, frozen=True, kw_only=True, tag="applicability"):
    """The decision on one control, or details of it."""

    item: str
    applicable: Applicable | UnsetType = UNSET
    reasons_in: tuple[InclusionReason, ...] | UnsetType = UNSET
    reason_text: Text = UNSET
    risk_refs: tuple[str, ...] | UnsetType = UNSET
    reason_out: Text = UNSET
    implementation: Implementation | UnsetType | None = UNSET
    """None lets it follow the facts again."""
    how: Text = UNSET
    where_documented: Text = UNSET
    owner: Text = UNSET
    decided_by: Text = UNSET
    review_by: Text = UNSET

    def check(self, now: Situation) -> None:
        item = now.item(self.item)
        if item.kind == "clause":
            raise Refusal(f"{item.id} cannot be excluded: clauses 4 to 10 always apply; only controls are chosen.")
        decided = self._decided(now)
        if decided.applicable == "no":
            if not is_reason(decided.reason_out):
                raise Refusal(
                    f"{item.id}: excluding a control needs a reason that says something (reason_out; 6.1.3 d), "
                    "for example what is not there to protect."
                )
            if not decided.decided_by.strip():
                raise Refusal(f"{item.id}: excluding a control needs the person who decided it (decided_by).")
        if decided.applicable == "yes" and decided.reason_text and not is_reason(decided.reason_text):
            raise Refusal(
                f"{item.id}: {decided.reason_text!r} is no justification; name the risk, law, contract or business "
                "reason (6.1.3 d)."
            )

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._decided(now))]

    def _decided(self, now: Situation) -> Applicability:
        fields = said(self, "item")
        fields["control"] = self.item
        return merged(now.records.get(Applicability, self.item), Applicability, fields)

    def describe(self) -> str:
        return f"applicability of {self.item}"
