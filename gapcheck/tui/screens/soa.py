"""The Statement of Applicability: which controls are needed, why, and how far they are implemented (6.1.3 d)."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from gapcheck.analysis.items import explain_item
from gapcheck.analysis.soa import SoaRow
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import soa_rows as rows
from gapcheck.tui.screens.listing import FILTERED, ListingScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.sheet import blocks

Ask = Callable[[Session, Sequence[str]], Screen[bool]]
RULES = (
    "The Statement of Applicability names every control of Annex A: needed or not, the reason either way, and whether "
    "it is implemented (6.1.3 d). Clauses 4 to 10 always apply and are not listed.",
    "A control is left out only for a reason that says something and a person who stands for it; until then it counts "
    "as undecided, and an undecided control counts as applicable.",
    "Implementation in grey with a question mark is what the answers suggest; m records what the client states.",
    "An exclamation mark after a decision: the remarks say what it lacks or what speaks against it.",
    '"But E-014" means that this evidence speaks against leaving the control out.',
)


class SoaScreen(ListingScreen):
    """All controls, decided one by one or many at once, with a page on the one under the cursor."""

    CSS_PATH = "../styles/listing.tcss"
    NAME = "soa"
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("space", "mark", "screen.mark"),
        ("y", "needed", "screen.include"),
        ("x", "exclude", "screen.exclude"),
        ("s", "status", "screen.implementation"),
        ("Enter", "edit", "screen.edit"),
        ("f", "filter", "screen.filter(1)"),
        ("?", "explain", "screen.explain"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark or not", id="soa.mark"),
        Binding("A", "mark_all", "Mark all that are shown", id="soa.mark-all"),
        Binding("escape", "mark_none", "Mark none", id="soa.mark-none"),
        Binding("y", "include", "Needed", id="soa.include"),
        Binding("x", "exclude", "Exclude", id="soa.exclude"),
        Binding("z", "undecided", "Undecided again", id="soa.undecided"),
        Binding("s", "implementation", "Implementation status", id="soa.implementation"),
        Binding("enter", "edit", "Edit all fields", id="soa.edit"),
        Binding("i", "item", "Go to the item", id="soa.item"),
        Binding("f", "filter(1)", "Next filter", id="soa.filter"),
        Binding("F", "filter(-1)", "Filter before", id="soa.filter-back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.marked: set[str] = set()

    def show(self) -> None:
        """Show the controls that pass the filter, as they are now."""
        found = self.session.results.soa.rows
        filters = [
            Filter(name, word, sum(map(passes, found)), colour) for name, (word, colour, passes) in rows.STATES.items()
        ]
        groups = [group for group in self.session.questionnaire.manifest.groups if group.kind == "control"]
        filters += [Filter(g.id, g.id, sum(row.result.group == g.id for row in found)) for g in groups]
        self.query_one(FilterLine).show(tuple(filters), self.chosen)
        shown = [row for row in found if rows.passes(row, self.chosen)]
        self.table.fill(rows.COLUMNS, [rows.row_of(row, marked=row.result.item.id in self.marked) for row in shown])
        self._show_heading()
        self.show_nothing(FILTERED)

    def _show_heading(self) -> None:
        found = self.session.results.soa
        decided = found.count("yes") + found.count("excluded")
        right = Content.assemble(f"{decided}", (" of ", "$grey"), f"{len(found.rows)}", (" decided", "$grey"))
        if self.marked:
            chosen = f"{len(self.marked)} marked"
            right = Content.assemble((chosen, "bold $primary"), ("   Esc ", "$primary"), ("none", "$grey"))
        self.show_heading(Content.styled("STATEMENT OF APPLICABILITY", "bold"), right)

    @property
    def place(self) -> str:
        """The control under the cursor."""
        return self.table.here

    @property
    def _row(self) -> SoaRow | None:
        here = self.table.here
        return next((row for row in self.session.results.soa.rows if row.result.item.id == here), None)

    @property
    def _meant(self) -> list[str]:
        """The controls that a key is for: those marked, else the one under the cursor."""
        if self.marked:
            return [row.result.item.id for row in self.session.results.soa.rows if row.result.item.id in self.marked]
        here = self.table.here
        return [here] if here else []

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The control in full, how its result came about, and the rules of the statement."""
        row, material = self._row, self.session.results.material
        if row is None:
            return "The Statement of Applicability", [("", RULES)]
        decision = rows.page(row)[2:]
        return f"{row.result.item.id} {row.result.item.full_title}", [
            ("", [row.result.item.one_line]),
            ("Decision", [f"{line.label.rstrip('?')}: {line.text}" for line in decision]),
            *blocks(rows.proof(row, material)),
            ("How the result came about", explain_item(row.result)),
            ("The statement", RULES),
        ]

    def action_mark(self) -> None:
        """Mark the control or let go of it, and go on to the next."""
        table = self.table
        if table.here:
            self.marked ^= {table.here}
            self.show()
            table.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark what the filter shows."""
        self.marked |= set(self.table.keys)
        self.show()

    def action_mark_none(self) -> None:
        """Let go of all."""
        self.marked.clear()
        self.show()

    def action_include(self) -> None:
        """Say that the controls are needed, and why."""
        from gapcheck.tui.dialogs.applicability import include_dialog

        self._decide(include_dialog)

    def action_exclude(self) -> None:
        """Leave the controls out, with a reason and a person who stands for it."""
        from gapcheck.tui.dialogs.applicability import exclude_dialog

        self._decide(exclude_dialog)

    def action_implementation(self) -> None:
        """Say how far the controls are implemented."""
        from gapcheck.tui.dialogs.applicability import implementation_dialog

        self._decide(implementation_dialog)

    def action_undecided(self) -> None:
        """Let the controls be undecided again; u takes it back."""
        from gapcheck.tui.dialogs.applicability import undecided

        meant = self._meant
        if meant and self.do(*undecided(meant)):
            self._finished(True)
            self.gapcheck.show_message(f"{meant[0] if len(meant) == 1 else f'{len(meant)} controls'}: undecided again.")

    def action_edit(self) -> None:
        """Every field of the control under the cursor."""
        from gapcheck.tui.dialogs.applicability import applicability_dialog

        here = self.table.here
        if here:
            self._ask(applicability_dialog(self.session, [here]))

    def action_item(self) -> None:
        """Go to the control on the work screen."""
        here = self.table.here
        if here:
            self.gapcheck.go_to_item(here)

    def _decide(self, dialog: Ask) -> None:
        if self._meant:
            self.app.push_screen(dialog(self.session, self._meant), self._finished)

    def _finished(self, saved: bool | None) -> None:
        if saved:
            self.marked.clear()
        self.show()

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        row = self._row
        proof = rows.proof(row, self.session.results.material) if row else []
        self.show_page(rows.page(row) if row else [], proof)

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()
