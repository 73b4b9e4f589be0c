"""How the item that is shown will read in the report, drawn anew after each answer, note and decision."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted

if TYPE_CHECKING:
    from gapcheck.reports.document import Block, Fact
    from gapcheck.reports.source import ReportInput


class DraftPane(VerticalScroll, can_focus=True):
    """A page beside the work, to be read only."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="draft")
        self._session = session
        self._report: ReportInput | None = None
        self._wanted = ""
        self._ref = ""
        self._is_waiting = False
        self._blocks: tuple[Block, ...] = ()

    def compose(self) -> Iterable[Widget]:
        """What this is, and the page."""
        yield Static(Content.assemble(("IN THE REPORT", "bold $grey"), ("  d hides", "$grey")), id="draft-title")
        yield Static(id="draft-page")

    def follow(self, ref: str) -> None:
        """Show an item once the frame stands; of items that one hurries past, only the last is drawn."""
        self._wanted = ref
        if not self._is_waiting:
            self._is_waiting = True
            self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        from gapcheck.reports.item_draft import item_draft
        from gapcheck.reports.source import ReportInput

        self._is_waiting = False
        if not self.display:
            return
        results = self._session.results
        if self._report is None or self._report.material is not results.material:
            self._report = ReportInput.beside(results)
        blocks = item_draft(self._wanted, self._report)
        if blocks != self._blocks:
            self._blocks = blocks
            self.query_one("#draft-page", Static).update(Fitted(self._page))
        if self._wanted != self._ref:
            self._ref = self._wanted
            self.scroll_home(animate=False)

    def _page(self, width: int) -> Content:
        return Content("\n\n").join(_part(block, max(width, 20)) for block in self._blocks)


def _part(block: "Block", width: int) -> Content:
    from gapcheck.reports.document import Facts, Heading
    from gapcheck.reports.text import block as as_text

    match block:
        case Heading():
            parts = [hang("", Content.styled(visible(block.text), "bold"), width, indent=0)]
            if block.mark:
                parts.append(hang("", Content.styled(visible(block.mark), "$primary"), width, indent=0))
            return Content("\n").join(parts)
        case Facts():
            return Content("\n\n").join(_fact(row, width) for row in block.rows)
        case _:
            return hang("", Content(visible(as_text(block))), width, indent=0)


def _fact(row: "Fact", width: int) -> Content:
    lines = [hang(Content.styled("·", "$grey"), Content(visible(line)), width) for line in row.lines]
    return Content("\n").join([Content.styled(visible(row.label), "$grey"), *lines])
