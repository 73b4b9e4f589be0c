"""The rows of the readiness view: gates with their state, the items of a gate, and a gate told in full."""

from textual.content import Content

from gapcheck.analysis.gates import GateResult
from gapcheck.questionnaire.model import Gate, GateBasis
from gapcheck.text import visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.signs import EXCLUDED
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.row_list import Row
from gapcheck.tui.widgets.verdict import GATE_SIGNS

SOURCES: dict[GateBasis, str] = {
    "STD": "the standard, {edition}",
    "CAB": "rules for certification bodies (ISO/IEC 17021-1, ISO/IEC 27006-1)",
    "CUSTOM": "common practice; not asked for by the standard, so t switches it off and on",
    "method": "gapcheck's own method, not the standard",
}
"""Where a gate comes from, spelled out; `{edition}` stands for the questionnaire's standard."""
_IN_SHORT: dict[GateBasis, str] = {
    "STD": "asked by the standard",
    "CAB": "asked by rules for certification bodies",
    "CUSTOM": "asked by common practice",
    "method": "gapcheck's own method",
}
_ID, _WORD = 7, 9


def gate_row(found: GateResult) -> Row:
    """Shape, id, what it asks, and the state as a word at the right edge."""
    shape, colour = GATE_SIGNS[found.state]
    return Row(found.gate.id, Fitted(lambda width: _row(shape, colour, found.gate, found.state, width)))


def off_row(gate: Gate) -> Row:
    """A gate that the settings leave out."""
    return Row(gate.id, Fitted(lambda width: _row(EXCLUDED, "$grey", gate, "off", width)))


def _row(shape: str, colour: str, gate: Gate, word: str, width: int) -> Content:
    indent = 2 + _ID
    bullet = Content.assemble((shape, colour), " ", (gate.id, "$grey"))
    text = hang(bullet, Content(visible(gate.text)), min(width, 86) - _WORD, indent=indent)
    first, _, rest = _cut(text)
    edge = min(width, 86)
    line = Content.assemble(first, " " * max(edge - first.cell_length - len(word), 1), (word, colour))
    return Content("\n").join([line, rest]) if rest else line


def _cut(text: Content) -> tuple[Content, str, Content]:
    """The first line of a text, and the others."""
    lines = text.split("\n")
    return lines[0], "\n", Content("\n").join(lines[1:])


def told(found: GateResult, level: str, edition: str, width: int, *, low: bool = False) -> Content:
    """A gate in full: what it asks, its state and why, and where it comes from; `low` leaves out what the row says."""
    shape, colour = GATE_SIGNS[found.state]
    gate = found.gate
    head = Content.assemble(
        (gate.id, "bold $primary"), "  ", (level, "$grey"), "  ", (f"{shape} {found.state}", colour)
    )
    if low:
        lines = [Content(visible(text)) for text in (found.why, gate.why) if text]
        head = Content.assemble(head, (f"  {_IN_SHORT[gate.basis]}", "$grey"))
        return Content("\n").join([head, *(hang("", line, width, indent=0) for line in lines)])
    parts = [
        head,
        *_paragraph("", gate.text, width, "bold"),
        *_paragraph("Why", found.why or "no reason is given", width),
        *_paragraph("Why it is asked", gate.why, width),
        *_paragraph("Asked by", SOURCES[gate.basis].format(edition=edition), width),
    ]
    return Content("\n").join(parts)


def told_off(gate: Gate, edition: str, width: int) -> Content:
    """A gate that is switched off, in full."""
    parts = [
        Content.assemble((gate.id, "bold $primary"), "  ", (f"{EXCLUDED} switched off", "$grey")),
        *_paragraph("", gate.text, width, "bold"),
        *_paragraph("Why it is asked", gate.why, width),
        *_paragraph("Asked by", SOURCES[gate.basis].format(edition=edition), width),
    ]
    return Content("\n").join(parts)


def _paragraph(label: str, text: str, width: int, style: str = "") -> list[Content]:
    if not text:
        return []
    lines = [Content.styled(label.upper(), "bold $grey")] if label else []
    return [Content(""), *lines, hang("", Content.styled(visible(text), style), min(width, 72), indent=0)]
