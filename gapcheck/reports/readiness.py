"""The readiness report: may the audit begin? A verdict with its reasons, never a percentage."""

from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.readiness import DISCLAIMER, Readiness, Verdict, sentence
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from gapcheck.reports.house_method import HOUSE_METHOD, method_table
from gapcheck.reports.marks import marked
from gapcheck.reports.metadata import document, limits, sign_off, what_this_is
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_BASIS = {
    "STD": "the standard",
    "CAB": "rules for certification bodies",
    "CUSTOM": "common practice",
    "method": "house method",
}
_NAMED = 6
_LOOK: dict[Verdict, CalloutKind] = {
    "not_ready": "stop",
    "cannot_say_yet": "decide",
    "ready_with_concerns": "decide",
    "ready": "fine",
}


def build(report: ReportInput) -> Document:
    """The document."""
    stage1, stage2 = report.stages
    blocks: tuple[Block, ...] = (
        Heading(text="In short"),
        _verdict(stage1),
        _verdict(stage2),
        Paragraph(text=f"{DISCLAIMER} {what_this_is(report, certificate=False)}"),
        *_stage(stage1),
        *_stage(stage2),
        *_prechecks(stage1),
        *_documents(report),
        PageBreak(),
        Heading(text="How the verdict comes about"),
        Paragraph(
            text="A gate is met when what it asks for is there and something shows it; a claim does not open a gate. "
            "It has failed when what it asks for is known to be missing or there only in part. Else it is unknown. "
            'One failed blocker gives "Not ready"; an unknown blocker or an open precheck gives "Cannot say yet"; a '
            'concern that has failed or is unknown gives "Ready with concerns". There is no percentage: a gate is not '
            "made up for by others."
        ),
        Paragraph(text=HOUSE_METHOD),
        method_table(report.material.method, "minors_limit", "months_of_records", "strict_stage1", "gates_off"),
        *limits(report),
        *sign_off(report),
    )
    return document("readiness", "Readiness report", report, blocks)


def _verdict(found: Readiness) -> Callout:
    wanting = [gate for gate in found.gates if gate.gate.level == "blocker" and gate.state != "met"]
    wanting.sort(key=lambda gate: gate.state != "failed")
    reasons = [f"{marked(gate.state)} · {gate.gate.id} {gate.gate.text}{_named(gate)}" for gate in wanting]
    checks = [f"{marked(c.state)} · {c.gate.id} {c.gate.text}" for c in found.prechecks if c.state != "met"]
    return Callout(kind=_LOOK[found.verdict], title=f"{sentence(found)}.", text="\n".join([*reasons, *checks]))


def _named(gate: GateResult) -> str:
    """The items of a gate, or how many there are where they would fill the page; the table below has them all."""
    if len(gate.refs) > _NAMED:
        return f" ({len(gate.refs)} items, see below)"
    return f" ({', '.join(gate.refs)})" if gate.refs else ""


def _stage(found: Readiness) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(text=f"Stage {found.stage}")]
    for level, title in (("blocker", "Blockers"), ("concern", "Concerns")):
        gates = [gate for gate in found.gates if gate.gate.level == level]
        if gates:
            blocks += [Heading(text=title, level=2), _gates(gates)]
    if found.switched_off:
        blocks.append(Paragraph(text=f"Switched off in the settings: {', '.join(found.switched_off)}.", quiet=True))
    return tuple(blocks)


def _gates(gates: list[GateResult]) -> Table:
    columns = (
        Column(title="Gate", kind="ref", width=1),
        Column(title="State", kind="status", width=1.5),
        Column(title="What is asked", width=4),
        Column(title="Why this state", width=5),
        Column(title="Basis", width=1.8),
    )
    rows = [
        (g.gate.id, marked(g.state), joined("\n", g.gate.text, g.gate.why), _why(g), _BASIS[g.gate.basis])
        for g in gates
    ]
    return Table(columns=columns, rows=tuple(rows))


def _why(gate: GateResult) -> str:
    missing = [ref for ref in gate.refs if ref not in gate.why]
    return joined("\n", gate.why, f"see {', '.join(missing)}" if missing else "")


def _prechecks(found: Readiness) -> tuple[Block, ...]:
    if not found.prechecks:
        return ()
    return (
        Heading(text="Prechecks"),
        Paragraph(
            text="They only stand in the way of a positive verdict; a known failure is enough for a negative one."
        ),
        _gates(list(found.prechecks)),
    )


def _documents(report: ReportInput) -> tuple[Block, ...]:
    columns = (
        Column(title="Item", kind="ref", width=1),
        Column(title="What has to be documented", width=5),
        Column(title="Kind", width=1.6),
        Column(title="Where", width=4),
        Column(title="State", kind="status", width=2),
    )
    rows = [(d.ref, "\n".join(d.what), d.kind, "\n".join(d.where), d.state) for d in documents(report)]
    return (
        Heading(text="Documents that the standard asks for"),
        Paragraph(
            text="For clauses always; for a control only if it is applicable. Further documents are habit, not duty."
        ),
        Table(columns=columns, rows=tuple(rows)),
    )


class DocumentRow:
    """One thing the standard asks to be documented, where it is, and whether it was shown."""

    def __init__(self, result: ItemResult, report: ReportInput) -> None:
        item = result.item
        self.ref = item.id
        self.title = item.full_title
        self.what = item.documented_info.mandatory or (item.full_title,)
        self.kind = item.documentation
        self.where = _where(result, report)
        self.code, self.state = _document_state(result)


def documents(report: ReportInput) -> list[DocumentRow]:
    """The checklist of mandatory documented information, in the order of the standard."""
    return [DocumentRow(result, report) for result in report.items.values() if result.item.document_is_mandatory]


def _where(result: ItemResult, report: ReportInput) -> tuple[str, ...]:
    decision = report.material.applicability(result.item)
    stated = decision.where_documented if decision else ""
    seen = [
        joined(", ", joined(" ", e.id, e.title), e.reference, e.version_date)
        for link, e in report.material.links.get(result.item.id, [])
        if link.effect == "supports" and e.type in ("document", "record")
    ]
    return (*([stated] if stated else []), *seen)


def _document_state(result: ItemResult) -> tuple[str, str]:
    if result.choice == "excluded":
        return "excluded", marked("not_applicable")
    fact = result.facts.documented
    backed = all(site.dimension_basis["documented"] != "claimed" for site in result.sites)
    states = {
        "no": ("missing", "✕ missing"),
        "partly": ("partly", "◐ there in part"),
        "unknown": ("unknown", "· not known"),
    }
    code, words = states.get(fact, ("shown", "● shown") if backed else ("claimed", "○ claimed only"))
    return code, words if result.choice != "undecided" else f"{words} (control not decided)"


def rows(report: ReportInput) -> Table:
    """One row per gate and precheck, for spreadsheets."""
    titles = (
        "Stage",
        "Gate",
        "Level",
        "State",
        "What is asked",
        "Why this state",
        "Items",
        "Basis",
        "Verdict of the stage",
    )
    found: list[tuple[str, ...]] = []
    for stage in report.stages:
        for level, gates in (("", stage.gates), ("precheck", stage.prechecks)):
            for g in gates:
                found.append(
                    (
                        str(stage.stage),
                        g.gate.id,
                        level or g.gate.level,
                        g.state,
                        g.gate.text,
                        g.why,
                        ", ".join(g.refs),
                        _BASIS[g.gate.basis],
                        label(stage.verdict),
                    )
                )
    return Table(columns=tuple(Column(title=title) for title in titles), rows=tuple(found))
