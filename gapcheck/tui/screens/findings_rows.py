"""What the list of findings shows of one: its cells, its page, its text in three parts, and the filters."""

from collections.abc import Callable

from gapcheck.analysis.finding_check import missing
from gapcheck.analysis.material import Material
from gapcheck.records.about import finding_label
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.tui.dialogs.finding_fields import AGREEMENTS, NATURE, NOT_FULFILLED
from gapcheck.tui.widgets.row_table import Cell, Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = (
    Column(name="id", title="id", width=6, most=9),
    Column(name="type", title="type", width=13, most=27, rank=1),
    Column(name="text", title="finding", width=20, most=80, share=0.36),
    Column(name="items", title="items", width=9, most=20, rank=4),
    Column(name="site", title="site", width=9, most=16, rank=6),
    Column(name="status", title="state", width=13),
    Column(name="missing", title="missing", width=7, right=True, rank=2),
    Column(name="agreed", title="agreed", width=13, rank=3),
    Column(name="due", title="due", width=10, rank=5),
)
FILTERS: dict[str, tuple[str, str, Callable[[Finding, tuple[str, ...]], bool]]] = {
    "all": ("all", "", lambda finding, wanting: True),
    "open": ("open", "", lambda finding, wanting: finding.is_open),
    "drafts": ("drafts", "", lambda finding, wanting: finding.status == "draft"),
    "incomplete": ("incomplete", "$warning", lambda finding, wanting: bool(wanting)),
    "disputed": ("disputed", "$warning", lambda finding, wanting: finding.agreed == "disputed"),
    "closed": ("closed", "", lambda finding, wanting: finding.status == "closed"),
}
"""The filters in the order of their line: word, colour of a count that is not zero, and what they let through."""
_SHORT = {
    "major": "major NC",
    "minor": "minor NC",
    "nonconformity": "NC",
    "ofi": "OFI",
    "area_of_concern": "concern",
    "strength": "strength",
}
"""For narrow columns."""
_COLOURS = {"major": "error", "minor": "warning", "nonconformity": "warning", "area_of_concern": "warning"}
_LONGEST = 24
"""Letters of a label that a text hangs behind."""
_AGREED = dict(AGREEMENTS)


def wanting_of(finding: Finding, material: Material) -> tuple[str, ...]:
    """What a finding still lacks; a closed one is not asked."""
    return () if finding.status == "closed" else missing(finding, material)


def row_of(finding: Finding, material: Material, wanting: tuple[str, ...]) -> Row:
    """The cells of a finding."""
    due = finding.due_done or finding.due_plan
    cells = {
        "id": Cell(finding.id, "grey"),
        "type": Cell(_type(finding, material), _COLOURS.get(finding.type, "") if finding.is_open else "grey"),
        "text": Cell(
            finding.title.strip() or finding.nature.strip() or "without words yet", "" if _text(finding) else "grey"
        ),
        "items": Cell(", ".join(finding.items), "grey"),
        "site": Cell(finding.site, "grey"),
        "status": Cell(label(finding.status), "" if finding.status != "closed" else "grey", finding.status == "draft"),
        "missing": Cell(str(len(wanting)) if wanting else "", "warning"),
        "agreed": Cell(_AGREED[finding.agreed], {"disputed": "warning", "pending": "grey"}.get(finding.agreed, "")),
        "due": Cell(due if finding.is_open else "", "grey"),
    }
    return finding.id, cells


def _text(finding: Finding) -> str:
    return finding.title.strip() or finding.nature.strip()


def _type(finding: Finding, material: Material) -> str:
    return (material.about.labels.get(finding.type, "") if material.about else "") or _SHORT[finding.type]


def page(finding: Finding, material: Material, wanting: tuple[str, ...], *, remediation: bool) -> list[Line]:
    """All of a finding: what is still missing, then its three parts, then what follows from it."""
    lacks = [heading("Still missing"), *(Line(sentence, label="·", indent=2) for sentence in wanting)]
    lines = [
        Line(finding.title.strip() or finding.id, style="bold"),
        _labelled(f"{finding_label(material.about, finding.type)} · {label(finding.status)}", finding.id),
        *(lacks if wanting else []),
        heading("Requirement"),
        _part(finding.requirement),
        heading("Evidence"),
        *(_evidence(ident, finding, material) for ident in finding.evidence),
        *([] if finding.evidence else [_part("")]),
        heading(NATURE.get(finding.type, NOT_FULFILLED)),
        _part(finding.nature),
        heading("Concerns"),
        *(_labelled(_title(ref, material), ref) for ref in finding.items),
        *_labels(("where", " · ".join(part for part in (finding.site, finding.process) if part)),
                 ("effect", finding.effect), ("repeats", finding.repeat_of)),
    ]  # fmt: skip
    return [*lines, *(_afterwards(finding) if remediation else [])]


def beside(finding: Finding, material: Material, wanting: tuple[str, ...]) -> list[Line]:
    """The grade with its reasons, what the organization says, and how far it is on its way."""
    lines = [] if wanting else [heading("Complete"), Line("Nothing is missing.", style="$grey")]
    asked = [q for q in material.questionnaire.on_site.grading if finding.grading.get(q.id)]
    if asked or finding.grading_rationale.strip():
        lines.append(heading("Why this grade"))
        lines += [Line(finding.grading_rationale)] if finding.grading_rationale.strip() else []
        lines += [_labelled(q.ask, finding.grading[q.id]) for q in asked]
    lines += [heading("The organization"), _labelled(_AGREED[finding.agreed], "agreed")]
    lines += _labels(("comment", finding.auditee_comment))
    lines.append(heading("On the way"))
    raised = " · ".join(part for part in (finding.raised_at[:10], finding.raised_by) if part)
    lines += _labels(
        ("raised", raised),
        ("from", finding.source),
        ("incomplete", finding.issued_incomplete),
        ("answer due", finding.due_plan),
        ("action due", finding.due_done),
        ("verified", finding.verification),
        ("effective", finding.effectiveness),
    )
    return lines if len(lines) and lines[-1].style != "heading" else lines[:-1]


def _afterwards(finding: Finding) -> list[Line]:
    found = [
        ("correction", finding.correction),
        ("reaches", finding.extent_check),
        *(("cause", text) for text in finding.root_causes),
        *(("action", text) for text in finding.corrective_actions),
    ]
    lines = _labels(*found)
    return [heading("What was done"), *lines] if lines else []


def three_parts(finding: Finding, material: Material) -> str:
    """The finding as plain text to paste elsewhere: requirement, evidence, nature."""
    proof = "; ".join(_named(ident, material) for ident in finding.evidence)
    kind = finding_label(material.about, finding.type)
    first = f"{finding.id} {kind}" + (f": {finding.title.strip()}" if finding.title.strip() else "")
    where = ", ".join(part for part in (", ".join(finding.items), finding.site, finding.process) if part)
    parts = (
        ("Requirement", finding.requirement),
        ("Evidence", proof),
        (NATURE.get(finding.type, NOT_FULFILLED).capitalize(), finding.nature),
        ("Concerns", where),
    )
    return "\n".join([first, *(f"{name}: {text}" for name, text in parts if text.strip())])


def _named(ident: str, material: Material) -> str:
    found = material.records.get(Evidence, ident)
    if found is None:
        return ident
    return f"{ident} {found.title}" + (f" ({found.reference})" if found.reference.strip() else "")


def _evidence(ident: str, finding: Finding, material: Material) -> Line:
    found = material.records.get(Evidence, ident)
    if found is None:
        return _labelled("is not in the register", ident, "$warning")
    said = [
        f"{link.effect} {ref}"
        for ref in finding.items
        for link, _ in material.links.get(ref, [])
        if link.evidence == ident
    ]
    return _labelled(" · ".join(part for part in (found.title, found.reference, found.site, *said) if part), ident)


def _title(ref: str, material: Material) -> str:
    item = material.questionnaire.by_id.get(ref)
    return item.full_title if item else ""


def _part(text: str) -> Line:
    return Line(text) if text.strip() else Line("not written yet", style="$grey")


def _labels(*found: tuple[str, str]) -> list[Line]:
    return [_labelled(text, name) for name, text in found if text.strip()]


def _labelled(text: str, name: str, style: str = "") -> Line:
    """A text behind its label; a very long label is part of the text, where it can wrap."""
    if len(name) > _LONGEST:
        return Line(f"{name}: {text}", style=style)
    return Line(text, label=name, style=style, indent=max(11, len(name) + 1))
