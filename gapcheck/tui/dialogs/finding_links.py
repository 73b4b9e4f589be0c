"""What the evidence of a finding says of its items: said once in the finding's form, kept with each link."""

from gapcheck.analysis.material import Material
from gapcheck.changes.evidence import EvidenceLinked
from gapcheck.records.base import Write
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.findings import Finding
from gapcheck.tui.dialogs.form import Field

SAYS = "says"
"""The name of the field."""


def says_field() -> Field:
    """Whether the evidence stays linked as it is, or contradicts the items."""
    return Field(
        name=SAYS,
        label="WHAT THE EVIDENCE SAYS OF THE ITEMS",
        kind="choice",
        options=(("", "as it is linked"), ("contradicts", "it contradicts them")),
    )


def to_contradict(finding: Finding, material: Material) -> tuple[EvidenceLinked, ...]:
    """The links by which all evidence of a finding contradicts its items, as far as it does not yet.

    Evidence that is linked to some of the items is not linked to the others as well.
    """
    found = []
    for ident in finding.evidence if finding.items else ():
        if ident not in material.records.table(Evidence):
            continue
        links = {ref: material.records.get(Link, link_key(ident, ref)) for ref in finding.items}
        there = {ref: link for ref, link in links.items() if link is not None}
        for ref in there or links:
            link = there.get(ref)
            if link is None or link.effect != "contradicts":
                reason = link.reason if link else ""
                found.append(EvidenceLinked(evidence=ident, item=ref, effect_on="contradicts", reason=reason))
    return tuple(found)


def linked(material: Material, links: tuple[EvidenceLinked, ...]) -> Material:
    """The material as it would be with these links; nothing is recorded."""
    made = [Link(evidence=one.evidence, item=one.item, effect=one.effect_on, reason=one.reason) for one in links]
    writes = [Write(Link.TABLE, link.key, link) for link in made]
    return Material(material.questionnaire, material.records.after(writes)) if writes else material
