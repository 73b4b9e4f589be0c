"""One requirement or control in a report: its state, what was heard and seen, and what would close a gap."""

from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.questionnaire.model import Question
from gapcheck.records.about import finding_label
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import action_line
from gapcheck.reports.document import Block, Facts, Heading, fact, facts
from gapcheck.reports.marks import mark_of
from gapcheck.reports.on_site import quick_note_lines
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_GAPS = {
    "document": "not documented as needed",
    "control": "not in place as needed",
    "evidence": "proof is missing",
    "process": "in place without the intended effect",
}


def item_blocks(result: ItemResult, report: ReportInput) -> tuple[Block, ...]:
    """An item in full."""
    heading = Heading(text=f"{result.item.id} {result.item.full_title}", level=3, mark=mark_of(result))
    return heading, item_facts(result, report)


def item_facts(result: ItemResult, report: ReportInput) -> Facts:
    """All that is known of an item."""
    return facts(
        fact("To settle", *to_settle(result, report)),
        fact("Kind of gap", gap_words(result) if result.status != "not_assessed" else ""),
        fact("How it came about", *explain_item(result)),
        fact("Decision", *(decision_line(decision) for decision in decisions(result, report))),
        fact("What was heard", *answer_lines(result, report)),
        fact("Notes", *note_lines(result, report), *quick_note_lines(result.item.id, report)),
        fact("Evidence", *evidence_lines(result, report)),
        fact("Findings", *finding_lines(result, report)),
        fact("What would close it", *closing_lines(result, report)),
    )


def to_settle(result: ItemResult, report: ReportInput) -> tuple[str, ...]:
    """What a person still has to decide here."""
    lines = []
    if result.item.id in report.to_decide:
        lines.append('"Partial" is no audit result: still to be decided whether the requirement is met.')
    if result.look_again:
        lines.append("New answers or evidence came in after the decision.")
    if result.item.id in report.not_reverified:
        lines.append("Carried over from before this period and not re-verified.")
    return tuple(lines)


def gap_words(result: ItemResult) -> str:
    """The kinds of gap in words."""
    return ", ".join(_GAPS[gap] for gap in result.gap_types)


def decisions(result: ItemResult, report: ReportInput) -> list[Assessment]:
    """What people decided on an item."""
    return report.material.assessments.get(result.item.id, [])


def decision_line(decision: Assessment) -> str:
    """A decision with all that was said with it."""
    stated = [f"{n} {label(v)}" for n in ("documented", "implemented", "effective") if (v := getattr(decision, n))]
    return joined(
        "; ",
        f"at {decision.site}" if decision.site else "",
        label(decision.decided) if decision.decided else "status left to the proposal",
        ", ".join(stated),
        f"basis {label(decision.basis)}" if decision.basis else "",
        "proof was asked for and not shown" if decision.asked_to_see else "",
        "" if decision.maturity is None else f"maturity {decision.maturity} of 5 (house scale, used for no verdict)",
        f"reason: {decision.rationale}" if decision.rationale else "",
        _signed(decision.by, decision.at),
        f"reviewed by {decision.reviewed_by}" if decision.reviewed_by else "",
    )


def answer_lines(result: ItemResult, report: ReportInput) -> list[str]:
    """Every answer under the question it was given to, in the order of the questions."""
    asked = {question.id: question for question in result.item.questions}
    given = report.material.answers.get(result.item.id, [])
    order = list(asked)
    ranked = sorted(given, key=lambda answer: order.index(answer.question))
    return [_answer_line(asked[answer.question], answer) for answer in ranked]


def _answer_line(question: Question, answer: Answer) -> str:
    said = joined(
        " · ",
        f"at {answer.site}" if answer.site else "",
        answer.note,
        f"would know: {answer.who_would_know}" if answer.who_would_know else "",
    )
    return joined(" · ", label(answer.value), question.ask, said)


def note_lines(result: ItemResult, report: ReportInput) -> list[str]:
    """Free notes on an item."""
    notes = [note for note in report.material.records.table(Note).values() if note.item == result.item.id]
    return [joined(": ", f"at {note.site}" if note.site else "", note.text) for note in notes]


def evidence_lines(result: ItemResult, report: ReportInput) -> list[str]:
    """The evidence linked to an item; the register holds the rest of it."""
    return [_link_line(link, evidence) for link, evidence in report.material.links.get(result.item.id, [])]


def _link_line(link: Link, evidence: Evidence) -> str:
    name = joined(" ", evidence.id, evidence.title)
    return joined(" · ", name, label(link.effect), label(evidence.type), evidence.reference, link.reason)


def finding_lines(result: ItemResult, report: ReportInput) -> list[str]:
    """The findings on an item; they stand in full in a chapter of their own."""
    return [
        joined(" · ", f.id, finding_label(report.about, f.type), label(f.status), f.title or f.nature)
        for f in report.material.findings.get(result.item.id, [])
    ]


def closing_lines(result: ItemResult, report: ReportInput) -> list[str]:
    """What would close the gap of an item, where the mode allows saying so."""
    if not report.shows_remediation:
        return []
    ref = result.item.id
    open_ = [ranked for ranked in report.backlog.actions if ref in ranked.action.items]
    return [action_line(ranked) for ranked in open_]


def _signed(by: str, at: str) -> str:
    return joined(", ", f"by {by}" if by else "", at[:10])
