"""Samples and the cases in them."""

from collections import Counter
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, check_id, merged, put, said, take
from gapcheck.changes.evidence import known_evidence
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.samples import Case, CaseResult, Sample, SampleMethod

Text = str | UnsetType
PREFIX = "S-"
LARGEST = 10_000
"""Cases in one sample; more is not a sample any more."""


class SampleChanged(Change, frozen=True, kw_only=True, tag="sample"):
    """A sample is drawn or doubled, or details of it change.

    Cases that are given take the place of those it had; what was seen of one stays when it is named again, and a case
    that has a result is never dropped on the way.
    """

    id: str
    title: Text = UNSET
    objective: Text = UNSET
    items: tuple[str, ...] | UnsetType = UNSET
    population: Text = UNSET
    population_size: int | UnsetType = UNSET
    source: Text = UNSET
    method: SampleMethod | UnsetType = UNSET
    how: Text = UNSET
    seed: Text = UNSET
    cases: tuple[Case, ...] | UnsetType = UNSET
    site: Text = UNSET
    evidence: Text = UNSET

    def check(self, now: Situation) -> None:
        check_id(self.id, "S-001")
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)
        if self.evidence is not UNSET and self.evidence:
            known_evidence(self.evidence, now)
        after = self._sample(now)
        if not after.title.strip():
            raise Refusal(f"{self.id} needs a title: what was looked at?")
        if not 0 <= after.population_size < 2**53:
            raise Refusal(f"{self.id}: the population is a number of cases, 0 when it is not known.")
        _check_cases(after, now.records.get(Sample, self.id))

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._sample(now))]

    def _sample(self, now: Situation) -> Sample:
        fields: dict[str, Any] = said(self)
        old = now.records.get(Sample, self.id)
        if old is None:
            return merged(None, Sample, {"title": "", **fields})
        if self.cases is not UNSET:
            before = {case.id: case for case in old.cases}
            fields["cases"] = tuple(
                before.get(case.id, case) if case == Case(id=case.id) else case for case in self.cases
            )
        return merged(old, Sample, fields)

    def describe(self) -> str:
        return f"sample {self.id}"


class CaseSeen(Change, frozen=True, kw_only=True, tag="case"):
    """One case of a sample was looked at."""

    sample: str
    id: str
    result: CaseResult | UnsetType = UNSET
    note: Text = UNSET

    def check(self, now: Situation) -> None:
        sample = now.records.get(Sample, self.sample)
        if sample is None:
            raise Refusal(f"There is no sample {self.sample!r}.")
        if all(case.id != self.id for case in sample.cases):
            raise Refusal(f"{self.sample} has no case {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        sample = now.records.table(Sample)[self.sample]
        given = said(self, "sample", "id")
        cases = tuple(msgspec.structs.replace(c, **given) if c.id == self.id else c for c in sample.cases)
        return [put(msgspec.structs.replace(sample, cases=cases))]

    def describe(self) -> str:
        return f"case {self.id} of {self.sample}"


class SampleRemoved(Change, frozen=True, kw_only=True, tag="remove_sample"):
    """A sample is taken away; evidence that was made from it stays."""

    id: str

    def check(self, now: Situation) -> None:
        if now.records.get(Sample, self.id) is None:
            raise Refusal(f"There is no sample {self.id!r}.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Sample)[self.id])]

    def describe(self) -> str:
        return f"removal of sample {self.id}"


def _check_cases(sample: Sample, old: Sample | None) -> None:
    if len(sample.cases) > LARGEST:
        raise Refusal(f"{sample.id} has {len(sample.cases)} cases; {LARGEST} are allowed.")
    counted = Counter(case.id for case in sample.cases)
    for name, times in counted.items():
        if not name.strip():
            raise Refusal(f"{sample.id} has a case without a name; give its number in the population.")
        if times > 1:
            raise Refusal(f"{sample.id} names the case {name!r} twice; a case is picked once.")
    if 0 < sample.population_size < len(counted):
        raise Refusal(f"{sample.id} has {len(counted)} cases out of {sample.population_size}; one of the two is wrong.")
    for case in old.cases if old else ():
        if case.result and case.id not in counted:
            raise Refusal(
                f"{sample.id}: case {case.id!r} has a result and stays on record. "
                "If it was entered by mistake, take the result back first."
            )
