"""The actions that follow from gaps: the item's remediation where the mode allows it, else a neutral sentence.

They are derived anew each time, under ids that stay the same, until a person takes one over by editing it.
"""

import msgspec

from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import Dimension, Remediation
from gapcheck.records.actions import Action
from gapcheck.records.answers import Answer
from gapcheck.records.findings import Finding
from gapcheck.records.gap_actions import NEUTRAL, neutral_text, upper_days
from gapcheck.records.vocabulary import FindingType, Severity

_CLOSES: dict[str, Dimension] = {"document": "documented", "control": "implemented", "process": "effective"}
_SEVERITY_OF: dict[FindingType, Severity] = {
    "major": "major",
    "minor": "minor",
    "nonconformity": "minor",
    "area_of_concern": "partial",
    "ofi": "ofi",
}


class AskTask(msgspec.Struct, frozen=True, kw_only=True):
    """Something to find out; kept apart from gaps, because "don't know" is not a gap."""

    item: str
    title: str
    questions: tuple[str, ...]
    who: tuple[str, ...]


def actions_from_gaps(found: dict[str, ItemResult], material: Material) -> list[Action]:
    """The proposed actions for all gaps that no open action of a person covers yet."""
    written = material.records.table(Action)
    covered = {ref for action in written.values() if action.is_open and not action.from_gap for ref in action.items}
    proposed: list[Action] = []
    for ref, result in found.items():
        if ref not in covered and severity_of(result, material) is not None:
            proposed += [action for action in _for_item(result, material) if action.id not in written]
    acted_on = covered | {ref for action in (*proposed, *written.values()) for ref in action.items}
    for finding in material.records.table(Finding).values():
        if finding.is_open and finding.type in _SEVERITY_OF and not acted_on & set(finding.items):
            what = finding.title or finding.nature or finding.type
            ident = f"{finding.id}{NEUTRAL}"
            if ident not in written:
                text = f"Answer finding {finding.id}: {what}"
                proposed.append(Action(id=ident, items=finding.items, text=text, from_gap=True, finding=finding.id))
    return proposed


def severity_of(result: ItemResult, material: Material) -> Severity | None:
    """How bad the gap of an item is, or None when there is none."""
    open_findings = [f for f in material.findings.get(result.item.id, []) if f.is_open]
    if result.status == "not_applicable":
        return None
    if any(finding.type == "major" for finding in open_findings):
        return "major"
    if result.status == "does_not_conform":
        return "absent" if result.item.kind == "clause" else "minor"
    if result.status == "partial":
        return "partial"
    if result.status == "conforms" and not result.confirmed:
        return "evidence_gap"
    return None


def severity_of_finding(finding: Finding | None) -> Severity | None:
    """How bad a finding is, in the backlog's scale."""
    return _SEVERITY_OF.get(finding.type) if finding else None


def ask_tasks(found: dict[str, ItemResult], material: Material) -> tuple[AskTask, ...]:
    """What nobody in the room knew, by item, with who would know."""
    tasks = []
    by_item: dict[str, list[Answer]] = {}
    for answers in material.answers.values():
        for answer in answers:
            if answer.value == "unknown":
                item = material.questionnaire.item_of_question[answer.question]
                by_item.setdefault(item.id, []).append(answer)
    for ref, result in found.items():
        if ref in by_item and result.choice != "excluded":
            tasks.append(
                AskTask(
                    item=ref,
                    title=result.item.full_title,
                    questions=tuple(answer.question for answer in by_item[ref]),
                    who=tuple(dict.fromkeys(a.who_would_know for a in by_item[ref] if a.who_would_know)),
                )
            )
    return tuple(tasks)


def _for_item(result: ItemResult, material: Material) -> list[Action]:
    item = result.item
    if result.status == "conforms":
        hint = next((e.look_for for e in item.evidence if e.strength == "strong" and e.type != "document"), "")
        proof = f"Collect proof for {item.id} {item.full_title}" + (f": {hint}" if hint else "")
        text = proof if material.mode.shows_remediation else neutral_text(item)
        return [Action(id=f"{item.id}{NEUTRAL}", items=(item.id,), text=text, from_gap=True, effort="S", days=0.5)]
    if not material.mode.shows_remediation or not item.remediation:
        return [Action(id=f"{item.id}{NEUTRAL}", items=(item.id,), text=neutral_text(item), from_gap=True)]
    wanted = {_CLOSES[gap] for gap in result.gap_types if gap in _CLOSES}
    fitting = [r for r in item.remediation if r.closes in wanted] or list(item.remediation[:1])
    return [_from_remediation(item.id, remediation) for remediation in fitting]


def _from_remediation(ref: str, remediation: Remediation) -> Action:
    return Action(
        id=remediation.id,
        items=(ref,),
        text=remediation.action,
        from_gap=True,
        effort=remediation.effort,
        days=upper_days(remediation),
        owner_role=remediation.owner_role,
        done_when=remediation.done_when,
    )
