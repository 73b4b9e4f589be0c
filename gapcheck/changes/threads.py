"""Lines of enquiry."""

from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.findings import Finding
from gapcheck.records.threads import Outcome, Thread

Text = str | UnsetType
Texts = tuple[str, ...] | UnsetType
PREFIX = "T-"


class ThreadChanged(Change, frozen=True, kw_only=True, tag="thread"):
    """A thread is parked, followed or ended."""

    id: str
    title: Text = UNSET
    ready: Text = UNSET
    case: Text = UNSET
    why_parked: Text = UNSET
    next_to_see: Text = UNSET
    items: Texts = UNSET
    evidence: Texts = UNSET
    notes: Texts = UNSET
    seen: tuple[int, ...] | UnsetType = UNSET
    site: Text = UNSET
    outcome: Outcome | UnsetType = UNSET
    finding: Text = UNSET
    conclusion: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip():
            raise Refusal("A thread needs an id, such as T-1.")
        ready = {thread.id for thread in now.questionnaire.on_site.threads}
        if self.ready is not UNSET and self.ready and self.ready not in ready:
            raise Refusal(f"There is no ready thread {self.ready!r} (known: {', '.join(sorted(ready)) or 'none'}).")
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)
        after = self._thread(now)
        if not after.title.strip():
            raise Refusal(f"{self.id} needs a title: what is it about?")
        if after.outcome == "finding" and now.records.get(Finding, after.finding) is None:
            raise Refusal(f"{self.id} ends in a finding: name one that is on record ('finding').")
        if after.outcome == "conformity" and not (after.conclusion.strip() or after.evidence):
            raise Refusal(f"{self.id} ends in conformity: say what showed it ('conclusion' or 'evidence').")

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._thread(now))]

    def _thread(self, now: Situation) -> Thread:
        fields = said(self)
        old = now.records.get(Thread, self.id)
        if old is None:
            follows = next((t for t in now.questionnaire.on_site.threads if t.id == self.ready), None)
            fields.setdefault("title", follows.title if follows else "")
            fields.setdefault("items", follows.items if follows else ())
        return merged(old, Thread, fields)

    def describe(self) -> str:
        return f"thread {self.id}"


class ThreadRemoved(Change, frozen=True, kw_only=True, tag="remove_thread"):
    """A thread that nobody wants to follow is taken away; undo brings it back."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Thread, self.id) is None:
            raise Refusal(f"There is no thread {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Thread)[self.id])]

    def describe(self) -> str:
        return f"removal of thread {self.id}"
