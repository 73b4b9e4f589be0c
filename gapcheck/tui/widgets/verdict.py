"""The verdict on a stage with its first reasons: the block that matters most, on its own ground."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.readiness import Readiness, Verdict, sentence
from gapcheck.text import visible
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.signs import CONFIRMED, FAILS, PARTIAL
from gapcheck.tui.widgets.fitted import Fitted

UNKNOWN = "?"
GATE_SIGNS = {"met": (CONFIRMED, "$success"), "failed": (FAILS, "$error"), "unknown": (UNKNOWN, "$warning")}
"""Shape and colour for the state of a gate."""
_SIGNS: dict[Verdict, tuple[str, str, str]] = {
    "not_ready": (FAILS, "$error", "-stops"),
    "cannot_say_yet": (UNKNOWN, "$warning", "-waits"),
    "ready_with_concerns": (PARTIAL, "$warning", "-waits"),
    "ready": (CONFIRMED, "$success", "-ready"),
}


def verdict_sign(verdict: Verdict) -> tuple[str, str]:
    """Shape and colour for a verdict."""
    shape, colour, _ = _SIGNS[verdict]
    return shape, colour


def reasons(found: Readiness) -> tuple[GateResult, ...]:
    """What keeps the verdict from being better, the decisive ones first."""
    wanting = {
        "not_ready": found.of("failed", "blocker"),
        "cannot_say_yet": (*found.of("unknown", "blocker"), *(c for c in found.prechecks if c.state != "met")),
        "ready_with_concerns": (*found.of("failed", "concern"), *found.of("unknown", "concern")),
        "ready": (),
    }
    return wanting[found.verdict]


class VerdictBlock(Static):
    """The sentence, and below it the reasons that decide; Enter or a click opens all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open the reasons of the verdict", show=False, id="verdict.open")
    ]

    class Opened(Message):
        """All reasons are wanted."""

    def __init__(self, *, id: str, opens: bool = False) -> None:
        """`opens` says whether there is more to see elsewhere."""
        super().__init__(id=id, classes="verdict")
        self.can_focus = opens
        self._opens = opens
        self._found: Readiness | None = None
        self._first: Sequence[GateResult] = ()

    def show(self, found: Readiness, most: int) -> None:
        """Show a verdict with at most `most` reasons."""
        self._found, self._first = found, reasons(found)[:most]
        for _, _, name in _SIGNS.values():
            self.set_class(name == _SIGNS[found.verdict][2], name)
        self._render_anew()

    def action_open(self) -> None:
        """Ask for all reasons."""
        if self._opens:
            self.post_message(self.Opened())

    def on_click(self) -> None:
        """A click opens too."""
        self.action_open()

    def on_focus(self, event: events.Focus) -> None:
        """Show which key opens the reasons from here."""
        self._render_anew()

    def on_blur(self, event: events.Blur) -> None:
        """Show which key opens them from elsewhere."""
        self._render_anew()

    def _render_anew(self) -> None:
        self.update(Fitted(self._laid_out))

    def _laid_out(self, width: int) -> Content:
        found = self._found
        if found is None:
            return Content("")
        shape, colour, _ = _SIGNS[found.verdict]
        head, _, counts = sentence(found).partition(": ")
        lines = [hang(Content.styled(shape, colour), Content.assemble((head, f"bold {colour}"), "   ", counts), width)]
        lines += _reason_lines(self._first, width)
        if self._opens:
            lines.append(self._more(found))
        return Content("\n").join(lines)

    def _more(self, found: Readiness) -> Content:
        rest = len(reasons(found)) - len(self._first)
        key = "Enter" if self.has_focus else "r"
        word = f"and {rest} more; " if rest else ""
        verb = "shows all gates" if not rest else "shows them all"
        return Content.assemble(f"  {word}" if word else "  ", (key, "$primary"), (f" {verb}", "$grey")).stylize_before(
            "$grey"
        )


def _reason_lines(gates: Sequence[GateResult], width: int) -> list[Content]:
    """What is asked and why it is not met in two columns; where both do not fit, what is asked and where."""
    asked = [visible(gate.gate.text) for gate in gates]
    why = [visible(_short(gate)) for gate in gates]
    column = max((cell_len(text) for text in asked), default=0)
    beside = column <= MEASURE and 2 + column + 3 + max((cell_len(text) for text in why), default=0) <= width
    lines = []
    for gate, text, reason in zip(gates, asked, why, strict=True):
        mark, hue = GATE_SIGNS[gate.state]
        room = column + 3 - cell_len(text) if beside else 2
        behind = reason if beside else ", ".join(gate.refs[:3])
        told = Content.assemble(text, (f"{' ' * room}{behind}", "$grey"))
        bullet = Content.styled(mark, hue)
        fits = 2 + told.cell_length <= width
        lines.append(Content.assemble(bullet, " ", told) if fits else hang(bullet, told, width))
    return lines


def _short(gate: GateResult) -> str:
    """The reason without the long lists that rules over many items name; the readiness view has them in full."""
    return gate.why if len(gate.why) <= 90 else gate.why.partition(" (")[0]
