"""Whether a finding can leave the house: requirement, evidence and nature, each there and each doing its own work."""

import re

from gapcheck.analysis.material import Material
from gapcheck.records.day import Participant
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding

_SHORTEST = 12
"""Bytes of UTF-8; fewer say nothing that a cause could be looked for with, in any script."""


def missing(finding: Finding, material: Material) -> tuple[str, ...]:
    """What a finding still lacks before it is issued, a sentence each; empty when it is complete.

    ISO/IEC 17021-1: a nonconformity is recorded against a requirement, with the objective evidence (9.4.5.3), and never
    as an opportunity for improvement (9.4.5.2).
    """
    said = finding.nature.strip() or finding.title.strip()
    if finding.type == "strength":
        return () if said else ("Say what is good.",)
    if finding.type == "ofi":
        wanting = [] if said else ["Say what could be better."]
        return (*wanting, *_no_opportunity(finding, material), *_persons(finding, material))
    wanting = [] if finding.nature.strip() else ["Say what is not fulfilled (nature)."]
    if not finding.requirement.strip():
        wanting.append("Name the requirement and where it stands (requirement).")
    wanting += _evidence(finding, material)
    wanting += _told_apart(finding)
    if finding.type in ("major", "minor") and not finding.grading_rationale.strip():
        wanting.append(f"Say why it is {finding.type} (rationale of the grade).")
    return (*wanting, *_persons(finding, material))


def _evidence(finding: Finding, material: Material) -> list[str]:
    if not finding.evidence:
        return ["Name the evidence: what was seen, where, in which sample."]
    register = material.records.table(Evidence)
    unknown = [ident for ident in finding.evidence if ident not in register]
    if unknown:
        verb = "is" if len(unknown) == 1 else "are"
        return [f"{', '.join(unknown)} {verb} not in the register of evidence."]
    effects = _effects(finding, material)
    about = ", ".join(finding.items)
    wanting = []
    if not effects:
        wanting.append(f"None of its evidence is linked to {about}.")
    elif effects == {"supports"}:
        wanting.append(f"All its evidence supports {about}; say which of it contradicts.")
    if finding.site and all(register[ident].site not in ("", finding.site) for ident in finding.evidence):
        wanting.append(f"None of its evidence is from its site {finding.site}.")
    return wanting


def _effects(finding: Finding, material: Material) -> set[str]:
    """What the evidence of a finding says of its items."""
    links = (link for ref in finding.items for link, _ in material.links.get(ref, []))
    return {link.effect for link in links if link.evidence in finding.evidence}


def _no_opportunity(finding: Finding, material: Material) -> list[str]:
    if "contradicts" not in _effects(finding, material):
        return []
    about = ", ".join(finding.items)
    return [f"Its evidence contradicts {about}; a requirement that is not met is no opportunity for improvement."]


def _told_apart(finding: Finding) -> list[str]:
    nature, requirement = (" ".join(t.split()).casefold().strip(" .") for t in (finding.nature, finding.requirement))
    if nature and nature == requirement:
        return ["The nature repeats the requirement; say what of it is not fulfilled."]
    if nature and len(nature.encode()) < _SHORTEST:
        return ["The nature is too short to look for a cause with; say what is not fulfilled."]
    return []


def _persons(finding: Finding, material: Material) -> list[str]:
    """Findings speak of roles and processes; participants who stand in one by their full name are pointed out."""
    text = "\n".join((finding.title, finding.requirement, finding.nature, finding.effect))
    people = material.records.table(Participant).values()
    named = [person.name for person in people if person.name != person.id and _stands_in(person.name, text)]
    return [f"It names a person ({', '.join(named)}); name the role instead."] if named else []


def _stands_in(name: str, text: str) -> bool:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
