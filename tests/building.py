"""Engagements and records in few words, for the tests of everything above the questionnaire."""

from pathlib import Path
from typing import Any

from gapcheck.analysis.items import ItemResult, item_result
from gapcheck.analysis.material import Material
from gapcheck.changes.actions import ActionChanged
from gapcheck.changes.answers import AnswerGiven, ItemAssessed
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementStarted, SiteChanged
from gapcheck.changes.entry import writes_of
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven
from gapcheck.changes.findings import FindingRaised
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.base import Record, Records, Write

AT = "2026-11-21T09:00:00+01:00"
WHO = "Anna Berg"


def frozen() -> str:
    """The time at which everything happens in tests."""
    return AT


def answer(question: str, value: Any, **fields: Any) -> AnswerGiven:
    return AnswerGiven(question=question, value=value, **fields)


def assess(item: str, status: Any = None, *, rationale: str = "seen on site", **fields: Any) -> ItemAssessed:
    """A decision; without a status only facts."""
    given = {} if status is None else {"status": status, "rationale": rationale}
    return ItemAssessed(item=item, **given, **fields)


def facts(item: str, documented: Any, implemented: Any, effective: Any) -> ItemAssessed:
    return ItemAssessed(item=item, documented=documented, implemented=implemented, effective=effective)


def exclude(control: str, reason: str = "nothing of the kind exists", by: str = "risk owner") -> ApplicabilityDecided:
    return ApplicabilityDecided(item=control, applicable="no", reason_out=reason, decided_by=by)


def include(control: str, **fields: Any) -> ApplicabilityDecided:
    return ApplicabilityDecided(item=control, applicable="yes", reasons_in=("risk",), **fields)


def evidence(ident: str, *items: str, effect: Any = "supports", **fields: Any) -> EvidenceAdded:
    links = tuple(LinkGiven(item=item, effect=effect) for item in items)
    return EvidenceAdded(id=ident, links=links, **{"type": "record", "title": f"record {ident}", **fields})


def finding(ident: str, type: Any, *items: str, **fields: Any) -> FindingRaised:
    return FindingRaised(id=ident, type=type, items=items, **fields)


def action(ident: str, *items: str, **fields: Any) -> ActionChanged:
    return ActionChanged(id=ident, items=items, **{"text": f"do {ident}", **fields})


def site(ident: str, **fields: Any) -> SiteChanged:
    return SiteChanged(id=ident, **fields)


def written(*records: Record) -> list[Write]:
    """The writes that let records stand without asking any rule: as if a file had been edited by hand."""
    return [Write(type(record).TABLE, record.key, record) for record in records]


_READY: dict[str, Records] = {}
"""What `all_well` gives, by questionnaire: records never change, so every test may share them."""


class Builder:
    """Makes records in memory, and engagements in a folder."""

    def __init__(self, questionnaire: Questionnaire, folder: Path) -> None:
        self.questionnaire = questionnaire
        self.folder = folder
        self._open: list[Engagement] = []

    def records(self, *changes: Change, type: Any = "gap_analysis", after: Records | None = None) -> Records:
        """The records after checked changes, from the start of an engagement or after others."""
        if after is None:
            start = EngagementStarted(title="T", organization="Acme", type=type, questionnaire="iso27001-2022")
            changes = (start, *changes)
        _, found = writes_of(changes, after or Records(), self.questionnaire, at=AT, by=WHO)
        return found

    def material(self, *changes: Change, type: Any = "gap_analysis", after: Records | None = None) -> Material:
        return Material(self.questionnaire, self.records(*changes, type=type, after=after))

    def result(self, ref: str, *changes: Change, type: Any = "gap_analysis") -> ItemResult:
        """The result of one item after some changes."""
        return item_result(self.material(*changes, type=type), self.questionnaire.by_id[ref])

    def all_well(self) -> Records:
        """Everything conforms and is evidenced, every control is chosen, records cover half a year."""
        digest = self.questionnaire.digest
        if digest not in _READY:
            refs = [item.id for item in self.questionnaire.items]
            _READY[digest] = self.records(
                *(assess(ref, "conforms", documented="yes", implemented="yes", effective="yes") for ref in refs),
                *(include(item.id) for item in self.questionnaire.controls),
                evidence("E-1", *refs, period_from="2026-04-01", period_to="2026-10-01"),
            )
        return _READY[digest]

    def well_but(self, *changes: Change) -> Material:
        """Everything is well, but for these changes."""
        return Material(self.questionnaire, self.records(*changes, after=self.all_well()))

    def engagement(self, *changes: Change, type: Any = "gap_analysis", name: str = "acme") -> Engagement:
        """An engagement in a folder, open for writing."""
        made = Engagement.create(self.folder / name, title="T", organization="Acme", type=type, who=WHO, clock=frozen)
        self._open.append(made)
        if changes:
            made.do(*changes)
        return made

    def reopened(self, engagement: Engagement) -> Engagement:
        """The same engagement, closed and opened again."""
        engagement.close()
        again = Engagement.open(engagement.store.folder, who=WHO, clock=frozen)
        self._open.append(again)
        return again

    def close(self) -> None:
        for engagement in self._open:
            engagement.close()
