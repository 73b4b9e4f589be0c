"""What was looked at where and how: items by sites by methods. What was not looked at is never "fine"."""

from typing import Literal

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.records.about import Site
from gapcheck.records.samples import Sample
from gapcheck.records.vocabulary import EngagementType

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
    """Whether all that was looked at was looked at from afar."""


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
    """What was looked at, where and how. Excluded controls need no look and are left out."""
    sites = tuple(site.id for site in material.records.table(Site).values() if site.in_scope)
    sampled = {s.evidence for s in material.records.table(Sample).values() if s.evidence}
    looks: dict[str, dict[str, Look]] = {}
    for item in material.questionnaire.items:
        decision = material.applicability(item)
        if decision is not None and decision.excluded:
            continue
        ways: dict[str, set[Way]] = {}
        from_afar: dict[str, set[bool]] = {}
        for answer in material.answers.get(item.id, []):
            if answer.value not in ("unknown", "skipped"):
                ways.setdefault(answer.site, set()).add("interview")
        for _, evidence in material.links.get(item.id, []):
            way: Way = "sample" if evidence.id in sampled else _WAY_OF[evidence.type]
            ways.setdefault(evidence.site, set()).add(way)
            from_afar.setdefault(evidence.site, set()).add(evidence.method == "remote")
        looks[item.id] = {
            site: Look(frozenset(found), from_afar.get(site, {False}) == {True}) for site, found in ways.items()
        }
    return Coverage(sites=sites, looks=looks)


def sites_to_visit(sites: int, kind: EngagementType) -> int:
    """How many of similar sites certification bodies commonly visit beside the central one (IAF MD 1, a rule of thumb).

    The square root of their number, at surveillance six tenths and at recertification eight tenths of it, rounded up.
    """
    if sites <= 0:
        return 0
    tenths = {"surveillance": 6, "recertification": 8}.get(kind, 10)
    visits = 0
    while 100 * visits * visits < sites * tenths * tenths:
        visits += 1
    return visits


def drawn_at_random(visits: int) -> int:
    """How many of the visited sites are to be picked at random: at least a quarter (IAF MD 1)."""
    return -(-visits // 4)
