"""The findings: what was concluded, what each still lacks, and how far it is on its way."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gapcheck.changes.findings import FindingRemoved
from gapcheck.records.findings import Finding
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import findings_rows as rows
from gapcheck.tui.screens.listing import FILTERED, ListingScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.sheet import Line, blocks

NOTHING = (
    "No findings yet.\n\nn writes one: the requirement, the evidence that was seen, and what of the requirement is not "
    "fulfilled. A draft may lack anything; what it lacks is listed beside it, and asked for when it is issued."
)
RULES = (
    "A nonconformity has three parts: the requirement and where it stands, the objective evidence, and what is not "
    "fulfilled (ISO/IEC 17021-1, 9.4.5.3). Names, blame and solutions do not belong in it.",
    "The grade is yours. The grading questions help to think; nothing is worked out from their answers, and why you "
    "graded so is kept with the finding.",
    "A requirement that is not met is never an opportunity for improvement (9.4.5.2).",
    "States: draft, issued, answered, plan accepted, done, verified, effective, closed. s takes the next step and asks "
    "for what it needs.",
)

NEW_DRAFT = re.compile(r"finding [^ ]* new")
"""What the draft of a new finding is called, with the item that it was begun on."""


class FindingsScreen(ListingScreen):
    """All findings, with a page on the one under the cursor."""

    CSS_PATH = "../styles/listing.tcss"
    NAME = "findings"
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "edit", "screen.edit"),
        ("n", "new", "screen.new"),
        ("s", "next step", "screen.step"),
        ("d", "agreed?", "screen.agree"),
        ("c", "copy", "screen.copy"),
        ("f", "filter", "screen.filter(1)"),
        ("?", "explain", "screen.explain"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Edit the finding", id="findings.edit"),
        Binding("n", "new", "New finding", id="findings.new"),
        Binding("s", "step", "Take the next step", id="findings.step"),
        Binding("d", "agree", "Agreed or disputed", id="findings.agree"),
        Binding("x", "remove", "Remove a draft", id="findings.remove"),
        Binding("i", "item", "Go to its item", id="findings.item"),
        Binding("c", "copy", "Copy as text in three parts", id="findings.copy"),
        Binding("k", "labels", "Words of the house for findings", id="findings.labels"),
        Binding("f", "filter(1)", "Next filter", id="findings.filter"),
        Binding("F", "filter(-1)", "Filter before", id="findings.filter-back"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanting: dict[str, tuple[str, ...]] = {}

    def show(self) -> None:
        """Show the findings that pass the filter, as they are now."""
        self.show_rows()

    def show_rows(self, place: str = "") -> None:
        """Show them with the cursor on `place` or, without it, where it was."""
        material = self.session.results.material
        found = self._findings
        self._wanting = {finding.id: rows.wanting_of(finding, material) for finding in found}
        filters = [
            Filter(name, word, sum(passes(finding, self._wanting[finding.id]) for finding in found), colour)
            for name, (word, colour, passes) in rows.FILTERS.items()
        ]
        line = self.query_one(FilterLine)
        line.display = bool(found)
        line.show(tuple(filters), self.chosen)
        passes = rows.FILTERS[self.chosen][2]
        shown = [finding for finding in found if passes(finding, self._wanting[finding.id])]
        self.table.fill(rows.COLUMNS, [rows.row_of(f, material, self._wanting[f.id]) for f in shown], place=place)
        self._show_heading(found)
        self.show_nothing(FILTERED if found else NOTHING)

    @property
    def _findings(self) -> list[Finding]:
        return list(self.session.engagement.records.table(Finding).values())

    def _show_heading(self, found: Sequence[Finding]) -> None:
        counts = [
            (sum(f.type == kind and f.is_open for f in found), word)
            for kind, word in (("major", "major"), ("minor", "minor"))
        ]
        said = [f"{count} open {word}" for count, word in counts if count]
        said.append(f"{sum(f.is_open for f in found)} open of {len(found)}")
        right = Content.styled(" · ".join(said), "$grey") if found else None
        self.show_heading(Content.styled("FINDINGS", "bold"), right)

    @property
    def _here(self) -> Finding | None:
        return self.session.engagement.records.get(Finding, self.table.here)

    def _pages(self, finding: Finding) -> tuple[list[Line], list[Line]]:
        material, wanting = self.session.results.material, self._wanting.get(finding.id, ())
        remediation = self.session.engagement.mode.shows_remediation
        return rows.page(finding, material, wanting, remediation=remediation), rows.beside(finding, material, wanting)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The finding in full, and the rules."""
        here = self._here
        if here is None:
            return "Findings", [("", RULES)]
        first, second = self._pages(here)
        told = [*first[1:], *second]
        return f"{here.id} {here.title}".strip(), [*blocks(told), ("Findings", RULES)]

    def action_edit(self) -> None:
        """Open the form of the finding."""
        from gapcheck.tui.dialogs.finding import finding_dialog

        here = self._here
        if here is not None:
            self._ask(finding_dialog(self.session, here.items[0] if here.items else "", here.id))

    def action_new(self) -> None:
        """Write a finding; it names its items itself. One that was begun on any item comes back first."""
        from gapcheck.changes.evidence import next_id
        from gapcheck.tui.dialogs.finding import finding_dialog

        ident = next_id("F-", self.session.engagement.records.table(Finding))
        recent = self.session.recent[:1]
        waiting = next((key.split(" ")[1] for key in self.session.drafts if NEW_DRAFT.fullmatch(key)), None)
        self.app.push_screen(
            finding_dialog(self.session, waiting if waiting is not None else recent[0] if recent else ""),
            lambda saved: self.show_rows(place=ident if saved else ""),
        )

    def action_step(self) -> None:
        """Take the next step on the way of the finding."""
        from gapcheck.tui.dialogs.finding_status import status_dialog

        here = self._here
        dialog = status_dialog(self.session, here) if here is not None else None
        if dialog is not None:
            self._ask(dialog)
        elif here is not None:
            self.gapcheck.show_message(f"{here.id} is closed; Enter changes its state.")

    def action_agree(self) -> None:
        """Record whether the organization agrees."""
        from gapcheck.tui.dialogs.finding_status import agreement_dialog

        if self._here is not None:
            self._ask(agreement_dialog(self.session, self._here))

    def action_labels(self) -> None:
        """Call types of findings as the house does."""
        from gapcheck.tui.dialogs.finding_status import labels_dialog

        self._ask(labels_dialog(self.session))

    def action_remove(self) -> None:
        """Remove a draft; u brings it back."""
        here = self._here
        if here is not None and self.do(FindingRemoved(id=here.id)):
            self.gapcheck.show_message(f"{here.id} is removed; u brings it back.")

    def action_copy(self) -> None:
        """Copy the finding as text: requirement, evidence, nature."""
        here = self._here
        if here is not None:
            self.app.copy_to_clipboard(rows.three_parts(here, self.session.results.material))
            self.gapcheck.show_message(f"{here.id} is copied.")

    def action_item(self) -> None:
        """Go to the item on the work screen; one of several is chosen."""
        self.go_to_items(self._here.items if self._here is not None else ())

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        here = self._here
        self.show_page(*(self._pages(here) if here else ([], [])))

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()
