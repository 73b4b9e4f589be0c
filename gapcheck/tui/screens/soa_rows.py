"""What the Statement of Applicability shows of a control: its cells, its page, and the filters of the list."""

from collections.abc import Callable

from gapcheck.analysis.items import Choice
from gapcheck.analysis.leanings import leanings
from gapcheck.analysis.material import Material
from gapcheck.analysis.soa import SoaRow
from gapcheck.records.vocabulary import Implementation, label
from gapcheck.tui.signs import CLAIMED, CONFIRMED, EXCLUDED, FAILS, PARTIAL, UNSEEN, word
from gapcheck.tui.widgets.row_table import Cell, Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = (
    Column(name="mark", title="", width=1),
    Column(name="ref", title="control", width=7),
    Column(name="title", title="title", width=22, most=48, share=0.24),
    Column(name="choice", title="needed?", width=11),
    Column(name="reason", title="reason", width=24, most=72, share=0.2, rank=1),
    Column(name="implementation", title="implemented", width=14),
    Column(name="owner", title="owner", width=14, most=20, rank=3),
    Column(name="decided", title="decided by", width=14, most=20, rank=4),
    Column(name="remarks", title="remarks", width=15, most=32, rank=2),
)
CHOICES: dict[Choice, tuple[str, str, str]] = {
    "yes": (CONFIRMED, "needed", ""),
    "undecided": (UNSEEN, "undecided", "grey"),
    "excluded": (EXCLUDED, "excluded", "grey"),
    "always": (CONFIRMED, "always", ""),
}
"""Shape, word and colour of a decision."""
IMPLEMENTED: dict[Implementation, tuple[str, str]] = {
    "implemented": (CONFIRMED, "success"),
    "partly": (PARTIAL, "warning"),
    "planned": (CLAIMED, "warning"),
    "not": (FAILS, "error"),
}
"""Shape and colour of how far a control is implemented."""
STATES: dict[str, tuple[str, str, Callable[[SoaRow], bool]]] = {
    "all": ("all", "", lambda row: True),
    "yes": ("needed", "", lambda row: row.choice == "yes"),
    "excluded": ("excluded", "", lambda row: row.choice == "excluded"),
    "undecided": ("undecided", "$warning", lambda row: row.choice == "undecided"),
    "contradicted": ("contradicted", "$error", lambda row: bool(row.contradictions)),
    "no_reason": ("no reason", "$warning", lambda row: "reason for inclusion" in row.missing),
}
"""The filters by state: word, colour of a count that is not zero, and what they let through."""


def passes(row: SoaRow, name: str) -> bool:
    """Whether a filter, by state or by theme, lets a row through."""
    return STATES[name][2](row) if name in STATES else row.result.group == name


def row_of(row: SoaRow, *, marked: bool) -> Row:
    """The cells of a control."""
    shape, said, colour = CHOICES[row.choice]
    decision = row.decision
    notes, problem = remarks(row), "error" if row.contradictions else "warning"
    out = row.choice == "excluded"
    cells = {
        "mark": Cell("■" if marked else "", "primary", True),
        "ref": Cell(row.result.item.id, "grey" if out else ""),
        "title": Cell(row.result.item.title, "grey" if out else ""),
        "choice": Cell(f"{shape} {said}!", problem) if notes else Cell(f"{shape} {said}", colour),
        "reason": Cell(reason(row), "grey" if out else ""),
        "implementation": _implemented(row),
        "owner": Cell(decision.owner),
        "decided": Cell(decision.decided_by),
        "remarks": Cell(" · ".join(notes), problem, pieces=True),
    }
    return row.result.item.id, cells


def reason(row: SoaRow) -> str:
    """The reason for the decision that stands, in one line."""
    if row.choice == "excluded":
        return row.decision.reason_out
    if row.choice == "undecided":
        return ""
    named = ", ".join((*(label(code) for code in row.decision.reasons_in), *row.decision.risk_refs))
    text = row.decision.reason_text
    return f"{text} ({named})" if text and named else text or named


def remarks(row: SoaRow) -> list[str]:
    """What speaks against the row as it stands, and what it lacks; a missing decision shows by itself."""
    against = [f"but {', '.join(row.contradictions)}"] if row.contradictions else []
    return against + [_LACKS.get(lack, lack) for lack in row.missing if lack != "decision"]


def page(row: SoaRow) -> list[Line]:
    """The page of a control: what was decided and why."""
    item, decision = row.result.item, row.decision
    shape, said, colour = CHOICES[row.choice]
    lines = [Line(f"{item.id} {item.full_title}", style="bold"), Line(item.one_line, style="$grey")]
    lines.append(_labelled(f"{shape} {said}", "needed?", colour and f"${colour}"))
    named = ", ".join(label(code) for code in decision.reasons_in)
    lines += _filled(
        ("because of", "" if row.choice == "excluded" else named),
        ("reason", decision.reason_out if row.choice == "excluded" else decision.reason_text),
        ("risks", ", ".join(decision.risk_refs)),
        ("decided by", decision.decided_by),
    )
    if row.choice != "excluded":
        cell = _implemented(row)
        source = ", as the facts suggest" if row.implementation_proposed else ""
        lines.append(
            _labelled((cell.text.rstrip("?") or "not known") + source, "implemented", f"${cell.colour or 'grey'}")
        )
    lines += _filled(
        ("how", decision.how),
        ("documented", decision.where_documented),
        ("owner", decision.owner),
        ("review by", decision.review_by),
    )
    missing = [lack for lack in row.missing if lack != "decision"]
    if missing:
        lines.append(_labelled(", ".join(missing), "missing", "$warning"))
    return lines


def proof(row: SoaRow, material: Material) -> list[Line]:
    """The page beside it: when leaving it out is plausible, what was found, and the 2013 numbers."""
    item, lines = row.result.item, []
    if row.contradictions:
        lines.append(Line(f"Excluded, but {', '.join(row.contradictions)} speaks against it.", style="bold $error"))
    lines += _profile(item.id, material)
    if item.na_hint:
        lines += [heading("When leaving it out is plausible"), Line(item.na_hint)]
    lines.append(heading("What was found"))
    if row.choice != "excluded":
        lines.append(Line(word(row.result)))
    shapes = {"supports": "▲", "contradicts": "▼", "context": "▪"}
    for link, evidence in material.links.get(item.id, []):
        told = f": {link.reason}" if link.reason else ""
        style = "$error" if link.effect == "contradicts" else ""
        lines.append(Line(f"{evidence.id} {evidence.title}{told}", label=shapes[link.effect], style=style, indent=2))
    if not material.links.get(item.id):
        lines.append(Line("no evidence yet", style="$grey"))
    before = ", ".join(item.ref_2013) or "none, new in 2022"
    return [*lines, heading("In the 2013 edition"), Line(before)]


def _profile(control: str, material: Material) -> list[Line]:
    """What the day-one profile proposes; it decides nothing."""
    found = leanings(material).get(control)
    if found is None:
        return []
    leans = "usually needed then" if found.leans == "needed" else "have another look whether it is needed"
    return [heading("From the profile"), Line(f"{found.profile}: {found.because}: {leans}. You decide.")]


_LACKS = {"reason for inclusion": "no reason", "implementation status": "no status"}


def _implemented(row: SoaRow) -> Cell:
    if row.implementation is None:
        return Cell("")
    shape, colour = IMPLEMENTED[row.implementation]
    proposed = row.implementation_proposed
    return Cell(f"{shape} {label(row.implementation)}{'?' if proposed else ''}", "grey" if proposed else colour)


def _labelled(text: str, name: str, style: str = "") -> Line:
    return Line(text, label=name, style=style, indent=13)


def _filled(*pairs: tuple[str, str]) -> list[Line]:
    return [_labelled(text, name) for name, text in pairs if text]
