"""Lines of enquiry."""

from typing import Any

from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, check_id, merged, put, said, take
from gapcheck.changes.evidence import known_evidence
from gapcheck.changes.made_from import without
from gapcheck.errors import Refusal
from gapcheck.questionnaire.on_site import ReadyThread
from gapcheck.records.base import Write
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Outcome, Thread

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType
PREFIX = "T-"


class ThreadChanged(Change, frozen=True, kw_only=True, tag="thread"):
    """A thread is parked, followed or ended. One that follows a ready thread takes over its title and items."""

    id: str
    title: Text = UNSET
    ready: Text = UNSET
    case: Text = UNSET
    why_parked: Text = UNSET
    next_to_see: Text = UNSET
    waiting_for: Text = UNSET
    items: Texts = UNSET
    evidence: Texts = UNSET
    notes: Texts = UNSET
    seen: tuple[int, ...] | UnsetType = UNSET
    site: Text = UNSET
    outcome: Outcome | UnsetType = UNSET
    finding: Text = UNSET
    conclusion: Text = UNSET

    def check(self, now: Situation) -> None:
        check_id(self.id, "T-001")
        if self.ready is not UNSET and self.ready and _ready(self.ready, now) is None:
            known = ", ".join(thread.id for thread in now.questionnaire.on_site.threads) or "none"
            raise Refusal(f"There is no ready thread {self.ready!r} (known: {known}).")
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)
        for ident in () if self.evidence is UNSET else self.evidence:
            known_evidence(ident, now)
        for ident in () if self.notes is UNSET else self.notes:
            if now.records.get(QuickNote, ident) is None:
                raise Refusal(f"There is no quick note {ident!r}.")
        after = self._thread(now)
        if not after.title.strip():
            raise Refusal(f"{self.id} needs a title: what is it about?")
        _check_end(after, now)
        if self.seen is not UNSET:
            _check_steps(after, now)

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._thread(now))]

    def _thread(self, now: Situation) -> Thread:
        fields: dict[str, Any] = said(self)
        old = now.records.get(Thread, self.id)
        ready = _ready(self.ready, now) if self.ready is not UNSET else None
        if ready is not None and (old is None or old.ready != ready.id):
            if old is None or not old.title.strip():
                fields.setdefault("title", ready.title)
            fields.setdefault("items", (*(old.items if old else ()), *ready.items))
        if old is None:
            fields.setdefault("title", "")
        if self.outcome in ("open", "conformity"):
            fields["finding"] = ""
        for name in ("items", "evidence", "notes"):
            if name in fields:
                fields[name] = tuple(dict.fromkeys(fields[name]))
        if self.seen is not UNSET:
            fields["seen"] = tuple(sorted(set(self.seen)))
        return merged(old, Thread, fields)

    def describe(self) -> str:
        return f"thread {self.id}"


class ThreadRemoved(Change, frozen=True, kw_only=True, tag="remove_thread"):
    """A thread that nobody wants to follow is taken away; what it came from is open again."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Thread, self.id) is None:
            raise Refusal(f"There is no thread {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Thread)[self.id]), *without(self.id, now)]

    def describe(self) -> str:
        return f"removal of thread {self.id}"


def _ready(ident: str, now: Situation) -> ReadyThread | None:
    return next((thread for thread in now.questionnaire.on_site.threads if thread.id == ident), None)


def _check_end(thread: Thread, now: Situation) -> None:
    if thread.outcome == "finding" and now.records.get(Finding, thread.finding) is None:
        raise Refusal(f"{thread.id} ends in a finding: name one that is on record ('finding').")
    if thread.outcome == "conformity" and not thread.is_shown:
        raise Refusal(f"{thread.id} ends in conformity: say what showed it ('conclusion' or 'evidence').")


def _check_steps(thread: Thread, now: Situation) -> None:
    ready = _ready(thread.ready, now)
    most = len(ready.steps) if ready else 0
    for step in thread.seen:
        if not 1 <= step <= most:
            of = f"the ready thread {thread.ready!r} has {most} steps" if ready else "it follows no ready thread"
            raise Refusal(f"{thread.id} has no step {step}: {of}.")
