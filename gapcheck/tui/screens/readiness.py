"""The readiness view: ready to be audited or not, gate by gate. Never a percentage, never a promise."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.readiness import DISCLAIMER, Readiness, explain_readiness
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.questionnaire.model import Gate
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets import gap_rows, gate_rows
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_list import Row, RowList
from gapcheck.tui.widgets.verdict import VerdictBlock, reasons

_TALL, _BESIDE = 30, 100
"""From this height on there is room for a gate in full below the list; from this width on, beside it."""


class ReadinessScreen(ViewScreen):
    """The verdict for a stage, its gates, and the chosen gate in full with the items to open."""

    CSS_PATH = ["../styles/gap.tcss", "../styles/readiness.tcss"]
    NAME = "readiness"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "open the item", "screen.open"),
        ("1", "stage 1", "screen.stage(1)"),
        ("2", "stage 2", "screen.stage(2)"),
        ("t", "switch off or on", "screen.switch_gate"),
        ("?", "why", "screen.explain"),
        ("/", "go to", "screen.go_to"),
        ("^p", "all", "app.command_palette"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "stage(1)", "Readiness for stage 1", show=False, id="readiness.stage1"),
        Binding("2", "stage(2)", "Readiness for stage 2", show=False, id="readiness.stage2"),
        Binding(
            "t", "switch_gate", "Switch a gate of common practice off or on", show=False, id="readiness.switch-gate"
        ),
        Binding("escape,left", "back", "Back to the gates", show=False, id="readiness.back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        late = session.engagement.about.type in ("stage2", "surveillance", "recertification")
        self._stage = 2 if late else 1
        self._places = {1: "", 2: ""}
        """The gate under the cursor, for each stage."""

    def body(self) -> Iterable[Widget]:
        """Stage, verdict, gates, and the chosen gate in full."""
        yield Choice((("1", "Stage 1"), ("2", "Stage 2")), str(self._stage), id="stage")
        yield VerdictBlock(id="readiness-verdict")
        with Horizontal(id="readiness-body"):
            yield RowList(id="gates")
            with Vertical(id="gate-pane"):
                with VerticalScroll(id="gate-scroll", can_focus=False):
                    yield Static(id="gate-told")
                yield Static(Content.styled("ITEMS TO OPEN", "bold $grey"), id="gate-refs-label")
                yield RowList(id="gate-refs")
        yield Static(Content.styled(DISCLAIMER, "$grey"), id="disclaimer")

    def on_mount(self) -> None:
        """Begin on the gates."""
        self.query_one("#gates").focus()

    @property
    def found(self) -> Readiness:
        """The readiness for the stage that is shown."""
        return self.session.results.stage1 if self._stage == 1 else self.session.results.stage2

    def show(self) -> None:
        """Show the results as they are now."""
        choice = self.query_one(Choice)
        choice.value = str(self._stage)
        choice.refresh()
        self.query_one(VerdictBlock).show(self.found, 0)
        gates = self.query_one("#gates", RowList)
        gates.show_rows(self._rows(), at=self._places[self._stage] or self._most_urgent())
        self._show_gate(gates.at)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Why the chosen gate is where it is, and how the verdict comes about."""
        ident = self.query_one("#gates", RowList).at
        result, off = self._result(ident), self._gate_off(ident)
        blocks: list[Block] = []
        title = f"Ready for stage {self._stage}?"
        if result is not None:
            title = f"{ident}: {result.gate.text}"
            blocks.append((result.state, [result.why, *([result.gate.why] if result.gate.why else [])]))
            blocks.append(("Asked by", [self._source(result.gate)]))
        elif off is not None:
            title = f"{ident}: {off.text}"
            blocks.append(("Switched off in the settings of this engagement", [off.why] if off.why else []))
            blocks.append(("Asked by", [self._source(off)]))
        blocks.append((f"The verdict for stage {self._stage}", explain_readiness(self.found)))
        return title, blocks

    def action_stage(self, stage: int) -> None:
        """Show the other stage."""
        if stage != self._stage:
            self._stage = stage
            self.show()

    def action_switch_gate(self) -> None:
        """Leave out a gate of common practice, or ask for it again; for any other the rule says no."""
        ident = self.query_one("#gates", RowList).at
        method, gate = self.session.engagement.about.method, self._gate(ident)
        if not ident:
            return
        off = self._gate_off(ident) is not None
        settings: dict[str, object] = {}
        if (
            gate is not None
            and gate.basis == "CUSTOM"
            and gate.option
            and (not off or not getattr(method, gate.option))
        ):
            settings[gate.option] = off
        if ident in method.gates_off or not settings:
            rest = tuple(g for g in method.gates_off if g != ident)
            settings["gates_off"] = rest if off else (*method.gates_off, ident)
        if self.do(EngagementChanged(method=settings)):
            word = "is asked again" if off else "is switched off; the verdict no longer counts it"
            self.gapcheck.show_message(f"{ident} {word}.")

    def action_open(self) -> None:
        """Open what is under the cursor."""
        focused = self.focused
        if isinstance(focused, RowList):
            focused.action_select()

    def action_back(self) -> None:
        """Back from the items to the gates."""
        self.query_one("#gates").focus()

    @on(Choice.Changed, "#stage")
    def _stage_chosen(self, event: Choice.Changed) -> None:
        self.action_stage(int(event.value))

    @on(OptionList.OptionHighlighted, "#gates")
    def _gate_changed(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id == self.query_one("#gates", RowList).at:
            self._places[self._stage] = event.option_id or ""
            self._show_gate(event.option_id or "")

    @on(OptionList.OptionSelected, "#gates")
    def _gate_chosen(self, event: OptionList.OptionSelected) -> None:
        refs = self._refs(event.option_id or "")
        if len(refs) == 1:
            self.gapcheck.go_to_item(refs[0])
        elif refs:
            self.query_one("#gate-refs").focus()
        else:
            self.action_explain()

    @on(OptionList.OptionSelected, "#gate-refs")
    def _ref_chosen(self, event: OptionList.OptionSelected) -> None:
        self.gapcheck.go_to_item(event.option_id or "")

    def on_resize(self) -> None:
        """Where there is little room the chosen gate is told in short."""
        self._show_gate(self.query_one("#gates", RowList).at)

    def _rows(self) -> list[Row]:
        found, rows = self.found, []
        for level in ("blocker", "concern"):
            gates = [g for g in found.gates if g.gate.level == level]
            counts = ", ".join(
                f"{n} {state}" for state in ("failed", "unknown", "met") if (n := len(found.of(state, level)))
            )
            rows.append(gap_rows.heading(f"head-{level}", f"{level}s", counts))
            rows += [gate_rows.gate_row(gate) for gate in gates]
            rows.append(gap_rows.blank(f"below-{level}"))
        rows.append(gap_rows.heading("head-precheck", "known enough?", "only a positive verdict waits for these"))
        rows += [gate_rows.gate_row(check) for check in found.prechecks]
        if found.switched_off:
            rows += [gap_rows.blank("above-off"), gap_rows.heading("head-off", "switched off", "not counted")]
            rows += [gate_rows.off_row(gate) for ident in found.switched_off if (gate := self._gate(ident))]
        return rows

    def _show_gate(self, ident: str) -> None:
        result, off, edition = self._result(ident), self._gate_off(ident), self._edition()
        told = self.query_one("#gate-told", Static)
        if result is not None:
            level = "precheck" if result in self.found.prechecks else result.gate.level
            low = self.app.size.height < _TALL and self.app.size.width < _BESIDE
            told.update(Fitted(lambda width: gate_rows.told(result, level, edition, width, low=low)))
        elif off is not None:
            told.update(Fitted(lambda width: gate_rows.told_off(off, edition, width)))
        items = self.session.results.items
        rows = [gap_rows.item_row(items[ref]) for ref in self._refs(ident)]
        refs = self.query_one("#gate-refs", RowList)
        refs.display = self.query_one("#gate-refs-label").display = bool(rows)
        refs.show_rows(rows)
        self.query_one("#gate-scroll", VerticalScroll).scroll_home(animate=False)

    def _most_urgent(self) -> str:
        """The gate to begin with: the first that decides the verdict."""
        deciding = reasons(self.found)
        return deciding[0].gate.id if deciding else ""

    def _result(self, ident: str) -> GateResult | None:
        return next((g for g in (*self.found.gates, *self.found.prechecks) if g.gate.id == ident), None)

    def _refs(self, ident: str) -> tuple[str, ...]:
        result, gate = self._result(ident), self._gate_off(ident)
        refs = result.refs if result is not None else gate.refs if gate is not None else ()
        return tuple(ref for ref in refs if ref in self.session.results.items)

    def _gate(self, ident: str) -> Gate | None:
        gates = self.session.questionnaire.gates
        return next((g for g in (*gates.stage1, *gates.stage2) if g.id == ident), None)

    def _gate_off(self, ident: str) -> Gate | None:
        return self._gate(ident) if ident in self.found.switched_off else None

    def _source(self, gate: Gate) -> str:
        return gate_rows.SOURCES[gate.basis].format(edition=self._edition())

    def _edition(self) -> str:
        return self.session.questionnaire.manifest.edition
