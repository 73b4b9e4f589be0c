"""What was looked at where and how: items by sites by methods. What was not looked at is never "fine"."""

import math
from typing import Literal

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.records.about import Site
from gapcheck.records.samples import Sample
from gapcheck.records.vocabulary import EngagementType, Method

Way = Literal["interview", "document", "record", "observation", "sample"]
WAYS: tuple[Way, ...] = ("interview", "document", "record", "observation", "sample")
_WAY_OF: dict[str, Way] = {
    "interview": "interview",
    "statement": "interview",
    "document": "document",
    "record": "record",
    "observation": "observation",
    "system_check": "observation",
    "sample": "sample",
}


class Look(msgspec.Struct, frozen=True):
    """How one item was looked at, at one site."""

    ways: frozenset[Way]
    remote: bool
    """Whether there is evidence, and all of it was taken from afar."""


NOT_LOOKED = Look(frozenset(), False)


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, by item and site; an empty site stands for what was said of all."""

    sites: tuple[str, ...]
    looks: dict[str, dict[str, Look]]

    def at(self, item: str, site: str) -> Look:
        """How an item was looked at, at one site."""
        return self.looks.get(item, {}).get(site, NOT_LOOKED)

    def not_looked_at(self, site: str) -> tuple[str, ...]:
        """The items that nobody looked at, at a site or for all."""
        return tuple(ref for ref, looks in self.looks.items() if site not in looks and "" not in looks)


def coverage(material: Material) -> Coverage:
    """What was looked at, where and how. Excluded controls need no look and are left out.

    Somebody who knew nothing, and evidence that only gives context, are no look at an item.
    """
    samples = material.records.table(Sample).values()
    made = {sample.evidence for sample in samples if sample.evidence}
    picked: dict[str, list[str]] = {}
    for sample in samples:
        for ref in sample.items if sample.looked_at else ():
            picked.setdefault(ref, []).append(sample.site)
    looks: dict[str, dict[str, Look]] = {}
    for item in material.questionnaire.items:
        decision = material.applicability(item)
        if decision is None or not decision.excluded:
            looks[item.id] = _looks(material, item.id, made, picked.get(item.id, []))
    return Coverage(
        sites=tuple(site.id for site in material.records.table(Site).values() if site.in_scope), looks=looks
    )


def _looks(material: Material, ref: str, made: set[str], picked: list[str]) -> dict[str, Look]:
    """How one item was looked at, by site; `made` is the evidence that came from samples, `picked` their sites."""
    ways: dict[str, set[Way]] = {}
    methods: dict[str, set[Method]] = {}
    for answer in material.answers.get(ref, []):
        if answer.value not in ("unknown", "skipped"):
            ways.setdefault(answer.site, set()).add("interview")
    for site in picked:
        ways.setdefault(site, set()).add("sample")
    for link, evidence in material.links.get(ref, []):
        if link.effect != "context":
            way: Way = "sample" if evidence.id in made else _WAY_OF[evidence.type]
            ways.setdefault(evidence.site, set()).add(way)
            methods.setdefault(evidence.site, set()).add(evidence.method)
    return {site: Look(frozenset(found), methods.get(site) == {"remote"}) for site, found in ways.items()}


def sites_to_visit(sites: int, kind: EngagementType) -> int:
    """How many of similar sites certification bodies commonly visit beside the central one (IAF MD 1, a rule of thumb).

    The square root of their number, at surveillance six tenths and at recertification eight tenths of it, rounded up.
    An internal audit chooses by risk instead.
    """
    if sites <= 0:
        return 0
    tenths = {"surveillance": 6, "recertification": 8}.get(kind, 10)
    return math.isqrt((sites * tenths * tenths - 1) // 100) + 1


def drawn_at_random(visits: int) -> int:
    """How many of the visited sites are to be picked at random: at least a quarter (IAF MD 1)."""
    return -(-visits // 4)
