"""Two versions of a Statement of Applicability beside each other: what was decided otherwise, control by control."""

from typing import Literal

import msgspec

from gapcheck.analysis.soa import Soa, SoaRow

What = Literal["changed", "added", "removed"]

FIELDS = (
    "applicable", "reasons_in", "reason_text", "risk_refs", "reason_out", "implementation", "how", "where_documented",
    "owner", "decided_by", "review_by",
)  # fmt: skip
"""What is compared of each control, by the names that the machine interface has for it."""
_WORDS = {
    "applicable": "applicable",
    "reasons_in": "reasons in",
    "reason_text": "reason in words",
    "risk_refs": "risks",
    "reason_out": "reason out",
    "where_documented": "where documented",
    "decided_by": "decided by",
    "review_by": "review by",
}


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is said of a control in one version and said otherwise in the other; empty is nothing said."""

    field: str
    old: str
    new: str

    @property
    def word(self) -> str:
        """What people read for the field."""
        return _WORDS.get(self.field, self.field)


class ControlChange(msgspec.Struct, frozen=True, kw_only=True):
    """A control that is not the same in both versions."""

    ref: str
    title: str
    what: What
    differences: tuple[Difference, ...]


class SoaComparison(msgspec.Struct, frozen=True, kw_only=True):
    """All controls that are not the same, in the order of the newer version, those it has no longer at the end."""

    changes: tuple[ControlChange, ...]
    unchanged: int

    def count(self, what: What) -> int:
        """How many controls were changed, added or removed."""
        return sum(change.what == what for change in self.changes)


def compare(old: Soa, new: Soa) -> SoaComparison:
    """What is different in the newer version.

    Only what a person decided or stated is compared, with the choice that counts: an exclusion without a reason is
    undecided in both (6.1.3 d). Stamps and evidence are left aside, as they move without any decision.
    """
    before = {row.result.item.id: row for row in old.rows}
    after = {row.result.item.id: row for row in new.rows}
    changes = []
    for ref, row in after.items():
        differences = _differences(before.get(ref), row)
        if ref not in before or differences:
            changes.append(_change(row, "changed" if ref in before else "added", differences))
    unchanged = len(after) - len(changes)
    for ref, row in before.items():
        if ref not in after:
            changes.append(_change(row, "removed", _differences(row, None)))
    return SoaComparison(changes=tuple(changes), unchanged=unchanged)


def _change(row: SoaRow, what: What, differences: tuple[Difference, ...]) -> ControlChange:
    return ControlChange(ref=row.result.item.id, title=row.result.item.full_title, what=what, differences=differences)


def _differences(old: SoaRow | None, new: SoaRow | None) -> tuple[Difference, ...]:
    said_before, said_now = _said(old), _said(new)
    return tuple(
        Difference(field=field, old=said_before[field], new=said_now[field])
        for field in FIELDS
        if said_before[field] != said_now[field]
    )


def _said(row: SoaRow | None) -> dict[str, str]:
    if row is None:
        return dict.fromkeys(FIELDS, "")
    found: dict[str, str] = {}
    for field in FIELDS:
        value = getattr(row.decision, field)
        found[field] = ", ".join(value) if isinstance(value, tuple) else value or ""
    return found | {"applicable": {"yes": "yes", "excluded": "no"}.get(row.choice, "undecided")}
