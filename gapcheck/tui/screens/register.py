"""The register of all evidence: one object, many links, found again by filters and by any word of it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from gapcheck.analysis.evidence_register import Entry, Register
from gapcheck.analysis.results import Results
from gapcheck.changes.evidence import EvidenceRemoved
from gapcheck.records.samples import Sample
from gapcheck.text import one_line
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import register_rows as rows
from gapcheck.tui.screens.listing import FILTERED, ListingScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_table import LazyRows
from gapcheck.tui.widgets.search_line import SearchLine
from gapcheck.tui.widgets.sheet import blocks

NOTHING = {
    "none": "No evidence yet.\n\nn records a piece here, e does so on the work screen for the item that is shown. "
    "It is recorded so that another auditor could find it again; one piece may speak of many items.",
    "filtered": FILTERED,
    "searched": "Nothing has these words. s changes them, Esc shows all again.",
}
RULES = (
    "One piece of evidence may support some items, contradict others and be context for more; each link has a reason "
    "of its own. Evidence against a decision asks for another look at it.",
    "Stale means that the day it was to be fresh until has passed. Without such a day nothing is stale: how long a "
    "record stays good is for the auditor to say.",
    "A file that was copied in lies in the engagement's folder under its SHA-256, so that a change to it shows.",
    "Removing evidence takes its links away too, and u brings all of it back.",
)
_COLOURS = {"stale": "$warning", "contradicts": "$error", "unlinked": "$warning"}


class RegisterScreen(ListingScreen):
    """All evidence, with a page on the piece under the cursor."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/register.tcss"]
    NAME = "register"
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "edit", "screen.edit"),
        ("n", "new", "screen.new"),
        ("l", "link", "screen.link"),
        ("A", "attach", "screen.attach"),
        ("s", "search", "screen.search"),
        ("f", "filter", "screen.filter(1)"),
        ("?", "explain", "screen.explain"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Edit the evidence", id="register.edit"),
        Binding("n", "new", "New evidence", id="register.new"),
        Binding("l", "link", "Link to more items", id="register.link"),
        Binding("A", "attach", "Attach a file", id="register.attach"),
        Binding("v", "file", "The attached file: where it lies, is it whole", id="register.file"),
        Binding("s", "search", "Search for words", id="register.search"),
        Binding("f", "filter(1)", "Next filter", id="register.filter"),
        Binding("F", "filter(-1)", "Filter before", id="register.filter-back"),
        Binding("x,delete", "remove", "Remove the evidence", id="register.remove"),
        Binding("i", "item", "Go to an item it speaks of", id="register.item"),
        Binding("escape", "all", "Show all again", show=False, id="register.all"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._known: tuple[Results, str, Register] | None = None

    def body(self) -> Iterable[Widget]:
        """Heading, filters, table, page, and the line to search in."""
        yield from super().body()
        yield SearchLine()

    def on_mount(self) -> None:
        """Copies that go on are told in the heading."""
        self.set_interval(0.5, self._tell_copies)

    @property
    def register(self) -> Register:
        """All evidence as it is now."""
        results, day = self.session.results, self.gapcheck.clock()[:10]
        if self._known is None or self._known[:2] != (results, day):
            self._known = (results, day, Register(self.session.engagement.records, day))
        return self._known[2]

    def show(self) -> None:
        """Show what passes filter and words, as it is now."""
        register, words = self.register, self.query_one(SearchLine).words
        found = register.filters(words)
        if self.chosen not in found:
            self.chosen = "all"
        line = self.query_one(FilterLine)
        line.display = bool(register.entries)
        line.show(
            tuple(Filter(name, word, count, _COLOURS.get(name, "")) for name, (word, count) in found.items()),
            self.chosen,
        )
        shown = register.shown(self.chosen, words)
        self.table.fill(rows.COLUMNS, LazyRows(shown, lambda ident: rows.cells(register.entries[ident])))
        self._head(len(shown))
        said = "none" if not register.entries else "searched" if words.strip() else "filtered"
        self.show_nothing(NOTHING[said])

    def _head(self, shown: int) -> None:
        whole = len(self.register.entries)
        left = Content.assemble(("EVIDENCE", "bold"), f" {whole}" if whole else "")
        right = Content.assemble(f"{shown}", (" shown", "$grey")) if shown < whole else Content("")
        copies = list(self.session.copies.running.values())
        if copies:
            told = one_line(copies[0].source.name) if len(copies) == 1 else f"{len(copies)} files"
            part = sum(copy.part for copy in copies) / len(copies)
            right = Content.assemble(("copying ", "$grey"), (f"{part:.0%} {told}", "$primary"))
        width = self.query_one("#heading").content_size.width or self.app.size.width - 4
        room = max(width - left.cell_length - 3, 8)
        right = right.truncate(room, ellipsis=True) if right.cell_length > room else right
        self.show_heading(left, right)

    def _tell_copies(self) -> None:
        if self.is_current and self.session.copies.running:
            self._head(len(self.table.keys))

    @property
    def _here(self) -> Entry | None:
        return self.register.entries.get(self.table.here)

    def _samples(self, entry: Entry) -> tuple[Sample, ...]:
        table = self.session.engagement.records.table(Sample)
        return tuple(sample for sample in table.values() if sample.evidence == entry.evidence.id)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The piece in full, and the rules of the register."""
        here = self._here
        if here is None:
            return "The register of evidence", [("", RULES)]
        page = rows.page(here, self.session.questionnaire)[1:]
        told = blocks([*page, *rows.facts(here, self._samples(here))])
        return f"{here.evidence.id} {here.evidence.title}", [*told, ("The register", RULES)]

    def action_edit(self) -> None:
        """All fields of the piece under the cursor."""
        from gapcheck.tui.dialogs.evidence import evidence_dialog

        if self._here is not None:
            self._ask(evidence_dialog(self.session, "", self._here.evidence.id))

    def action_new(self) -> None:
        """Record a piece, with the items it speaks of."""
        from gapcheck.tui.dialogs.evidence import evidence_dialog

        before = set(self.register.entries)
        self.app.push_screen(evidence_dialog(self.session, ""), lambda saved: self._made(before) if saved else None)

    def _made(self, before: set[str]) -> None:
        self.chosen = "all"
        self.query_one(SearchLine).clear()
        self.show()
        new = [ident for ident in self.register.entries if ident not in before]
        table = self.table
        if new and new[0] in table.keys:
            table.move_to(table.keys.index(new[0]))

    def action_link(self) -> None:
        """Let the piece speak of more items, each time with a reason."""
        from gapcheck.tui.dialogs.evidence import links_dialog

        if self._here is not None:
            self._ask(links_dialog(self.session, self._here.evidence.id))

    def action_attach(self) -> None:
        """Attach a file to the piece."""
        from gapcheck.tui.dialogs.attach import AttachDialog

        if self._here is not None:
            self._ask(AttachDialog(self.session, self._here.evidence.id))

    def action_file(self) -> None:
        """The attached file: where it lies, and whether it is whole."""
        from gapcheck.tui.dialogs.attach import AttachedDialog

        here = self._here
        if here is not None and here.evidence.attachment:
            self._ask(AttachedDialog(self.session, here.evidence))
        elif here is not None:
            self.gapcheck.show_message(f"{here.evidence.id} has no file; A attaches one.")

    def action_remove(self) -> None:
        """Take the piece away with its links; u brings it back."""
        here = self._here
        if here is not None and self.do(EvidenceRemoved(id=here.evidence.id)):
            number = len(here.links)
            links = f" with {number} link{'' if number == 1 else 's'}" if number else ""
            self.gapcheck.show_message(f"{here.evidence.id} was removed{links}; u brings it back.")

    def action_item(self) -> None:
        """Go to an item it speaks of; one of several is chosen."""
        self.go_to_items(link.item for link in (self._here.links if self._here else ()))

    def action_search(self) -> None:
        """Type words that the evidence has."""
        self.query_one(SearchLine).open()

    def action_all(self) -> None:
        """No filter and no words."""
        self.chosen = "all"
        line = self.query_one(SearchLine)
        line.clear()
        line.display = False
        self.show()

    def on_search_line_typed(self) -> None:
        """The list follows what is typed."""
        self.show()

    def on_search_line_left(self) -> None:
        """Keys go to the rows again."""
        self.table.focus()

    def on_row_table_moved(self) -> None:
        """The page follows the cursor."""
        here = self._here
        self.show_page(
            rows.page(here, self.session.questionnaire) if here else [],
            rows.facts(here, self._samples(here)) if here else [],
        )

    def on_row_table_opened(self) -> None:
        """Two clicks are Enter."""
        self.action_edit()
