"""The backlog that people write, and snapshots."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.questionnaire.model import Effort, Item, Level
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.base import Write
from gapcheck.records.gap_actions import NEUTRAL, neutral_text, upper_days
from gapcheck.records.vocabulary import ActionKind, ActionStatus, Blocking, Severity, Status

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType


class ActionChanged(Change, frozen=True, kw_only=True, tag="action"):
    """An action is added or edited, or one that follows from a gap is taken over and edited."""

    id: str
    items: Texts = UNSET
    text: Text = UNSET
    kind: ActionKind | UnsetType = UNSET
    finding: Text = UNSET
    severity: Severity | UnsetType | None = UNSET
    """None lets it follow the gap again; likewise for the five below."""
    blocking: Blocking | UnsetType | None = UNSET
    risk_level: int | UnsetType | None = UNSET
    risk: Level | UnsetType | None = UNSET
    effort: Effort | UnsetType | None = UNSET
    days: float | UnsetType | None = UNSET
    owner_role: Text = UNSET
    owner: Text = UNSET
    due: Text = UNSET
    status: ActionStatus | UnsetType = UNSET
    done_when: Text = UNSET
    evidence: Texts = UNSET
    closing_note: Text = UNSET
    pinned: Text = UNSET
    risk_accepted: bool | UnsetType = UNSET

    def check(self, now: Situation) -> None:
        old = now.records.get(Action, self.id)
        gap = gap_item(self.id, now)
        if old is None and gap is None:
            if not self.id.strip():
                raise Refusal("An action needs an id, such as A-1.")
            if self.items is UNSET or self.text is UNSET:
                raise Refusal(f"Action {self.id} needs a text and the items it is for.")
        if self.items == () or (self.text is not UNSET and not self.text.strip()):
            raise Refusal(f"Action {self.id} needs a text and the items it is for.")
        if not now.mode.shows_remediation and (self.text is not UNSET or (old is None and gap is None)):
            raise Refusal(
                f"Action {self.id}: a certification audit gives no advice (ISO/IEC 17021-1, 9.4.5.3); "
                "record a finding and let the client plan the action."
            )
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if isinstance(self.risk_level, int) and not 1 <= self.risk_level <= 25:
            raise Refusal(f"Action {self.id}: a linked risk level is 1 to 25, not {self.risk_level}.")
        if isinstance(self.days, float | int) and not 0 < self.days <= 10_000:
            raise Refusal(f"Action {self.id}: the effort in days is a number above 0, not {self.days:g}.")
        after = self._action(now)
        if self.status == "done" and not after.evidence and not after.closing_note.strip():
            raise Refusal(f"Action {self.id}: say what shows that it is done (evidence or closing_note).")

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._action(now))]

    def _action(self, now: Situation) -> Action:
        fields: dict[str, Any] = said(self)
        old = now.records.get(Action, self.id)
        gap = gap_item(self.id, now) if old is None else None
        if gap is not None:
            fields = {**from_gap(self.id, gap, now), **fields}
        return merged(old, Action, fields)

    def describe(self) -> str:
        return f"action {self.id}"


class ActionRemoved(Change, frozen=True, kw_only=True, tag="remove_action"):
    """An action is taken away; one that followed from a gap comes back as the gap proposes it."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Action, self.id) is None:
            raise Refusal(f"There is no action {self.id!r} to remove.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Action)[self.id])]

    def describe(self) -> str:
        return f"removal of action {self.id}"


class SnapshotTaken(Change, frozen=True, kw_only=True, tag="snapshot"):
    """The results of now are kept for comparison."""

    id: str
    label: str
    seq: int = 0
    statuses: dict[str, Status] = msgspec.field(default_factory=dict)

    def check(self, now: Situation) -> None:
        if not self.id.strip() or not self.label.strip():
            raise Refusal("A snapshot needs an id and a label.")
        if not 0 <= self.seq < 2**53:
            raise Refusal(f"Snapshot {self.id}: 'seq' is the number of an entry of the journal.")
        if now.records.get(Snapshot, self.id) is not None:
            raise Refusal(f"There is a snapshot {self.id!r} already; a snapshot is never overwritten.")

    def effect(self, now: Situation) -> list[Write]:
        return [put(Snapshot(**said(self)))]

    def describe(self) -> str:
        return f"snapshot {self.label}"


def gap_item(ident: str, now: Situation) -> Item | None:
    """The item whose gap an action of this id would close, or None for an action of a person's own."""
    ref, _, _ = ident.rpartition("-")
    item = now.questionnaire.by_id.get(ref)
    if item is None:
        return None
    known = {NEUTRAL.removeprefix("-"), *(r.id.rpartition("-")[2] for r in item.remediation)}
    return item if ident.rpartition("-")[2] in known else None


def from_gap(ident: str, item: Item, now: Situation) -> dict[str, Any]:
    """The fields of an action as the gap of its item proposes it."""
    for remediation in item.remediation if now.mode.shows_remediation else ():
        if remediation.id == ident:
            return {
                "id": ident,
                "items": (item.id,),
                "from_gap": True,
                "text": remediation.action,
                "effort": remediation.effort,
                "days": upper_days(remediation),
                "owner_role": remediation.owner_role,
                "done_when": remediation.done_when,
            }
    return {"id": ident, "items": (item.id,), "from_gap": True, "text": neutral_text(item)}
