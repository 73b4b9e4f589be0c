"""Samples: which cases were picked out of how many, how, and what each of them showed (ISO 19011, annex A.6)."""

from typing import ClassVar, Literal

import msgspec

from gapcheck.records.base import Record

SampleMethod = Literal["judgement", "random", "systematic", "all"]
CaseResult = Literal["", "ok", "exception", "n.a."]


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One case that was picked."""

    id: str
    """Its number in the population, or what it is called there."""
    result: CaseResult = ""
    """Empty while it was not looked at."""
    note: str = ""


class Sample(Record, frozen=True, kw_only=True):
    """Some cases that were looked at for many. A judgement sample says nothing of the cases that were not picked."""

    TABLE: ClassVar[str] = "samples"

    id: str
    title: str
    objective: str = ""
    """What the sample is to show."""
    items: tuple[str, ...] = ()
    population: str = ""
    """What the cases were picked from, such as leavers since January."""
    population_size: int = 0
    """0 while it is not known."""
    source: str = ""
    """The list that the cases were picked from, with its date, and how one knows that it is whole."""
    method: SampleMethod = "judgement"
    how: str = ""
    """How the cases were chosen, in words."""
    seed: str = ""
    """What a random pick was drawn with, so that another person draws the same."""
    cases: tuple[Case, ...] = ()
    site: str = ""
    evidence: str = ""
    """Id of the evidence that was made from it."""

    @property
    def key(self) -> str:
        return self.id

    @property
    def looked_at(self) -> int:
        """How many cases have a result."""
        return sum(bool(case.result) for case in self.cases)

    @property
    def is_open(self) -> bool:
        """Whether a case that was picked waits to be looked at."""
        return self.looked_at < len(self.cases)

    @property
    def exceptions(self) -> int:
        """How many cases were not as they should be."""
        return sum(case.result == "exception" for case in self.cases)

    @property
    def can_be_projected(self) -> bool:
        """Whether the result says something of the whole population: picked at random, or every case of it."""
        return self.method == "random" or (self.method == "all" and len(self.cases) >= self.population_size)
