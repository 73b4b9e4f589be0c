"""The gap analysis: counts and shares per clause and theme. Clauses and controls are never mixed.

Not assessed is neither good nor bad: it lowers the coverage and stays in the denominator.
"""

from collections.abc import Iterable

import msgspec

from gapcheck.analysis.items import ItemResult, results
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Kind


class Rollup(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of a set of requirements; shares are 0 to 1 of the applicable ones, None when none is applicable."""

    applicable: int
    """Includes the controls that nobody decided on yet."""
    conforms_evidenced: int
    conforms_claimed: int
    partial: int
    does_not_conform: int
    not_assessed: int
    excluded: int = 0
    undecided: int = 0
    majors: int = 0
    minors: int = 0
    """Open findings, always shown beside the shares."""

    @property
    def coverage(self) -> float | None:
        """How much was looked at."""
        return self._share(self.applicable - self.not_assessed)

    @property
    def confirmed(self) -> float | None:
        """The floor: conforms, and evidence shows it."""
        return self._share(self.conforms_evidenced)

    @property
    def claimed(self) -> float | None:
        """Conforms, counting what was only said."""
        return self._share(self.conforms_evidenced + self.conforms_claimed)

    @property
    def ceiling(self) -> float | None:
        """At best: if everything that was not looked at turned out to conform."""
        return self._share(self.conforms_evidenced + self.conforms_claimed + self.not_assessed)

    def _share(self, count: int) -> float | None:
        return count / self.applicable if self.applicable else None


class GroupResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a clause, a theme, all clauses or all controls."""

    id: str
    title: str
    kind: Kind
    counts: Rollup
    items: tuple[ItemResult, ...]
    too_early: bool
    """Too little was looked at to say anything of the area (house method)."""
    concerns: int | None = None
    """Open areas of concern at stage 1, which knows no grades (ISO/IEC 17021-1, 9.3.1.2.3); None elsewhere."""

    @property
    def open_findings(self) -> tuple[tuple[int, str], ...]:
        """How many findings are open, gravest first, each count with its word in the singular."""
        if self.concerns is not None:
            return ((self.concerns, "concern"),)
        return ((self.counts.majors, "major"), (self.counts.minors, "minor"))


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """The whole gap analysis."""

    groups: tuple[GroupResult, ...]
    """clauses, 4 to 10, annex_a, A.5 to A.8, in this order."""
    items: dict[str, ItemResult]

    def group(self, ident: str) -> GroupResult:
        """One of the groups. Raises KeyError."""
        for group in self.groups:
            if group.id == ident:
                return group
        raise KeyError(ident)


def gap(material: Material, found: dict[str, ItemResult] | None = None) -> Gap:
    """The gap analysis; `found` saves computing the item results again."""
    found = found if found is not None else results(material)
    by_group: dict[str, list[ItemResult]] = {}
    for result in found.values():
        by_group.setdefault(result.group, []).append(result)
    groups = []
    for whole, title, kind in (("clauses", "Clauses 4 to 10", "clause"), ("annex_a", "Annex A controls", "control")):
        parts = [group for group in material.questionnaire.manifest.groups if group.kind == kind]
        everything = [result for group in parts for result in by_group.get(group.id, [])]
        groups.append(_group(whole, title, everything, material))
        groups += [_group(group.id, group.title, by_group.get(group.id, []), material) for group in parts]
    return Gap(groups=tuple(groups), items=found)


def rollup(found: Iterable[ItemResult], material: Material | None = None) -> Rollup:
    """The counts of some results; open findings are counted once each."""
    found = list(found)
    counted = [result for result in found if result.status != "not_applicable"]
    findings = {
        finding.id: finding
        for result in found
        for finding in (material.findings.get(result.item.id, []) if material else [])
        if finding.is_open
    }
    return Rollup(
        applicable=len(counted),
        conforms_evidenced=sum(result.confirmed for result in counted),
        conforms_claimed=sum(result.status == "conforms" and not result.confirmed for result in counted),
        partial=sum(result.status == "partial" for result in counted),
        does_not_conform=sum(result.status == "does_not_conform" for result in counted),
        not_assessed=sum(result.status == "not_assessed" for result in counted),
        excluded=len(found) - len(counted),
        undecided=sum(result.choice == "undecided" for result in counted),
        majors=sum(finding.type == "major" for finding in findings.values()),
        minors=sum(finding.type == "minor" for finding in findings.values()),
    )


def _group(ident: str, title: str, found: list[ItemResult], material: Material) -> GroupResult:
    counts = rollup(found, material)
    coverage = counts.coverage
    return GroupResult(
        id=ident,
        title=title,
        kind="control" if ident.startswith(("A.", "annex")) else "clause",
        counts=counts,
        items=tuple(found),
        too_early=coverage is not None and coverage < material.method.early_coverage,
        concerns=_concerns(found, material) if "area_of_concern" in material.mode.finding_types else None,
    )


def _concerns(found: list[ItemResult], material: Material) -> int:
    findings = (finding for result in found for finding in material.findings.get(result.item.id, []))
    return len({finding.id for finding in findings if finding.type == "area_of_concern" and finding.is_open})


def percent(share: float | None) -> str:
    """A share as people read it."""
    return "nothing applicable" if share is None else f"{share * 100:.0f} %"


def sentence(group: GroupResult) -> str:
    """The result of a group in words."""
    counts = group.counts
    text = (
        f"{group.title}: {counts.conforms_evidenced} of {counts.applicable} confirmed ({percent(counts.confirmed)}), "
        f"{counts.conforms_claimed} more claimed, {counts.not_assessed} not looked at. "
        f"At best {percent(counts.ceiling)}."
    )
    return text + (" Too early to judge." if group.too_early else "")


def explain_group(group: GroupResult) -> list[str]:
    """How the figures of a group came about, line by line."""
    c = group.counts
    still_open = "".join(f", open {word}s {count}" for count, word in group.open_findings)
    lines = [
        sentence(group),
        f"Looked at: ({c.applicable} - {c.not_assessed}) of {c.applicable} = {percent(c.coverage)}",
        f"Confirmed: {c.conforms_evidenced} of {c.applicable} = {percent(c.confirmed)} (evidence shows it)",
        f"Claimed: {c.conforms_evidenced} + {c.conforms_claimed} of {c.applicable} = {percent(c.claimed)}",
        f"At best: {c.conforms_evidenced} + {c.conforms_claimed} + {c.not_assessed} of {c.applicable} = "
        f"{percent(c.ceiling)} (if all that was not looked at conforms)",
        f"Partial {c.partial}, does not conform {c.does_not_conform}{still_open}.",
    ]
    if group.kind == "control":
        lines.append(f"Excluded with a reason: {c.excluded}. Undecided, and counted as applicable: {c.undecided}.")
    lines.append("House method: no standard defines these shares. Not looked at stays in the denominator.")
    return lines
