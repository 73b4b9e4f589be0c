"""Samples and the cases in them."""

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.errors import Refusal
from gapcheck.records.base import Write
from gapcheck.records.samples import Case, CaseResult, Sample, SampleMethod

Text = str | UnsetType
PREFIX = "S-"
LARGEST = 10_000
"""Cases in one sample; more is not a sample any more."""


class SampleChanged(Change, frozen=True, kw_only=True, tag="sample"):
    """A sample is drawn, or details of it change. Cases that are given take the place of those it had."""

    id: str
    title: Text = UNSET
    items: tuple[str, ...] | UnsetType = UNSET
    population: Text = UNSET
    population_size: int | UnsetType = UNSET
    method: SampleMethod | UnsetType = UNSET
    how: Text = UNSET
    seed: Text = UNSET
    cases: tuple[Case, ...] | UnsetType = UNSET
    site: Text = UNSET
    evidence: Text = UNSET

    def check(self, now: Situation) -> None:
        if not self.id.strip():
            raise Refusal("A sample needs an id, such as S-1.")
        for ref in () if self.items is UNSET else self.items:
            now.item(ref)
        if self.site is not UNSET:
            now.check_site(self.site)
        after = self._sample(now)
        if not after.title.strip():
            raise Refusal(f"{self.id} needs a title: what was looked at?")
        if not 0 <= after.population_size < 2**53:
            raise Refusal(f"{self.id}: the population is a number of cases, 0 when it is not known.")
        if len(after.cases) > LARGEST:
            raise Refusal(f"{self.id} has {len(after.cases)} cases; {LARGEST} are allowed.")
        names = [case.id for case in after.cases]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise Refusal(f"{self.id} names the case {twice!r} twice; a case is picked once.")
        if after.population_size and len(names) > after.population_size:
            raise Refusal(f"{self.id} has {len(names)} cases out of {after.population_size}; one of both is wrong.")

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._sample(now))]

    def _sample(self, now: Situation) -> Sample:
        fields = said(self)
        old = now.records.get(Sample, self.id)
        if old is None:
            fields.setdefault("title", "")
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
