"""One item as text: what is asked, and what is known of it."""

from typing import TYPE_CHECKING, Any

from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.model import Item, Questionnaire

if TYPE_CHECKING:
    from gapcheck.engagement import Engagement


def find_item(questionnaire: Questionnaire, ref: str) -> Item:
    """The item with this id. Raises GapcheckError with the nearest ones when there is none."""
    found = questionnaire.by_id.get(ref)
    if found is None:
        from gapcheck.questionnaire.search import Finder

        close = [m.item.id for m in Finder(questionnaire).search(ref, limit=3)]
        hint = f" Did you mean {' or '.join(dict.fromkeys(close))}?" if close else ""
        raise GapcheckError(f"There is no item {ref!r} in {questionnaire.manifest.id}.{hint}")
    return found


def content_lines(questionnaire: Questionnaire, item: Item) -> list[str]:
    """What a questionnaire says of an item."""
    from gapcheck.questionnaire.explained import item_blocks

    lines = [f"{item.id} {item.full_title}", item.one_line]
    for question in item.questions:
        letters = f" ({', '.join(question.letters)})" if question.letters else ""
        lines += ["", f"{question.id} [{question.dimension}]{letters} {question.ask}"]
        lines += [f"    {follow_up}" for follow_up in question.follow_ups]
        if question.good_answer:
            lines.append(f"    convinces: {question.good_answer}")
        if question.red_flag:
            lines.append(f"    look further: {question.red_flag}")
    for heading, told in item_blocks(questionnaire, item):
        lines += ["", heading, *(f"    {line}" for line in told)]
    return lines


def show_item(engagement: "Engagement", ref: str, *, as_json: bool) -> None:
    """Print what an engagement knows of an item."""
    from gapcheck.analysis.items import item_result
    from gapcheck.analysis.material import Material
    from gapcheck.cli.output import print_json, print_lines

    item = find_item(engagement.questionnaire, ref)
    material = Material(engagement.questionnaire, engagement.records)
    result = item_result(material, item)
    if as_json:
        print_json(item_knowledge(material, item))
        return
    from gapcheck.analysis.items import explain_item
    from gapcheck.records.about import finding_label
    from gapcheck.records.answers import Note
    from gapcheck.records.findings import Finding
    from gapcheck.records.vocabulary import label

    proposed = "" if result.decided or result.status == "not_assessed" else " (proposed)"
    basis = f", {label(result.basis)}" if result.basis and result.looked_at else ""
    lines = [f"{item.id} {item.full_title}", f"Status: {label(result.status)}{proposed}{basis}"]
    lines += [f"  {line}" for line in explain_item(result)]
    for question in item.questions:
        lines += ["", f"{question.id} {question.ask}"]
        given = [answer for answer in material.answers.get(item.id, []) if answer.question == question.id]
        for answer in given:
            where = f"[{answer.site}] " if answer.site else ""
            said = f": {answer.note}" if answer.note else ""
            who = f" (who would know: {answer.who_would_know})" if answer.who_would_know else ""
            lines.append(f"    {where}{label(answer.value)}{said}{who}")
        if not given:
            lines.append("    not asked yet")
    for note in engagement.records.table(Note).values():
        if note.item == item.id:
            lines += ["", f"Note: {note.text}"]
    for link, evidence in material.links.get(item.id, []):
        reference = f", {evidence.reference}" if evidence.reference else ""
        reason = f": {link.reason}" if link.reason else ""
        lines += ["", f"{evidence.id} {link.effect} ({label(evidence.type)}{reference}) {evidence.title}{reason}"]
    for ident in result.findings:
        finding = engagement.records.table(Finding)[ident]
        kind = finding_label(engagement.about, finding.type)
        lines += ["", f"{finding.id} {kind} ({finding.status}) {finding.title or finding.nature}"]
    print_lines(lines)


def item_knowledge(material: Any, item: Item) -> dict[str, Any]:
    """An item's result with its answers, evidence and findings as plain data."""
    import msgspec

    from gapcheck.analysis.items import item_result
    from gapcheck.records.findings import Finding
    from gapcheck.reports.actions import finding_without_remediation
    from gapcheck.reports.data import item_data

    findings = [f for f in material.records.table(Finding).values() if item.id in f.items]
    if not material.mode.shows_remediation:
        findings = [finding_without_remediation(finding) for finding in findings]
    return {
        **item_data(item_result(material, item), material),
        "answers": [msgspec.to_builtins(answer) for answer in material.answers.get(item.id, [])],
        "evidence_records": [
            {**msgspec.to_builtins(evidence), "effect": link.effect, "reason": link.reason}
            for link, evidence in material.links.get(item.id, [])
        ],
        "finding_records": [msgspec.to_builtins(finding) for finding in findings],
    }
