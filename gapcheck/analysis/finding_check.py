"""Whether a finding can leave the house: requirement, evidence and nature, each there and each doing its own work."""

from gapcheck.analysis.material import Material
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.text import one_line

_NONCONFORMITIES = ("major", "minor", "nonconformity")
_SHORTEST = 12
"""Letters; fewer say nothing that a cause could be looked for with."""


def missing(finding: Finding, material: Material) -> tuple[str, ...]:
    """What a finding still lacks before it is issued, a sentence each; empty when it is complete.

    ISO/IEC 17021-1, 9.4.5.3: a nonconformity is recorded against a requirement, with the objective evidence.
    """
    if finding.type == "strength":
        return () if finding.nature.strip() or finding.title.strip() else ("Say what is good.",)
    wanting = []
    if not (finding.nature.strip() or (finding.type == "ofi" and finding.title.strip())):
        wanting.append("Say what is not fulfilled (nature)." if finding.type != "ofi" else "Say what could be better.")
    if finding.type == "ofi":
        return tuple(wanting)
    if not finding.requirement.strip():
        wanting.append("Name the requirement and where it stands (requirement).")
    wanting += _evidence(finding, material)
    wanting += _told_apart(finding)
    if finding.type in ("major", "minor") and not finding.grading_rationale.strip():
        wanting.append(f"Say why it is {finding.type} (rationale of the grade).")
    return tuple(wanting)


def _evidence(finding: Finding, material: Material) -> list[str]:
    if not finding.evidence:
        return ["Name the evidence: what was seen, where, in which sample."]
    register = material.records.table(Evidence)
    unknown = [ident for ident in finding.evidence if ident not in register]
    wanting = [f"{', '.join(unknown)} is not in the register of evidence."] if unknown else []
    seen = {link.evidence for ref in finding.items for link, _ in material.links.get(ref, [])}
    known = [ident for ident in finding.evidence if ident in register]
    if known and not seen & set(known):
        wanting.append(f"None of its evidence is linked to {', '.join(finding.items)}.")
    return wanting


def _told_apart(finding: Finding) -> list[str]:
    nature, requirement = (one_line(text).casefold().strip(" .") for text in (finding.nature, finding.requirement))
    if nature and nature == requirement:
        return ["The nature repeats the requirement; say what of it is not fulfilled."]
    if nature and len(nature) < _SHORTEST and finding.type in _NONCONFORMITIES:
        return ["The nature is too short to look for a cause with; say what is not fulfilled."]
    return []
