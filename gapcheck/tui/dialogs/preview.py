"""A report as text, to read before it is written: made anew each time it is opened."""

import re
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

from gapcheck.errors import GapcheckError
from gapcheck.text import visible

if TYPE_CHECKING:
    from gapcheck.reports.source import ReportInput


class TextSheet(ScrollView):
    """Lines as they stand, of which only those in sight are drawn; wide ones scroll sideways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Further down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Strip] = []

    def show(self, text: str, at: int = 0) -> None:
        """Show a text from one of its lines on."""
        self._lines = [Strip([Segment(line)]) for line in visible(text).expandtabs(4).split("\n")]
        self.virtual_size = Size(max(line.cell_length for line in self._lines), len(self._lines))
        self.scroll_to(x=0, y=at, animate=False, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        across, down = self.scroll_offset
        width = self.scrollable_content_region.width
        line = self._lines[down + y] if down + y < len(self._lines) else Strip.blank(0)
        return line.crop_extend(across, across + width, self.rich_style).apply_style(self.rich_style)


class PreviewDialog(ModalScreen[None]):
    """The whole text, for reading; the leaving keys close it."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/report.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v,enter", "close", "Close", show=False, id="preview.close")
    ]

    class Made(Message):
        """The text is there, or a sentence why it is not; it is read first from one of its lines on."""

        def __init__(self, text: str, at: int = 0) -> None:
            super().__init__()
            self.text = text
            self.at = at

    def __init__(self, report: "ReportInput", kind: str, title: str, place: str = "") -> None:
        """`place` is the id of the item or action that it opens at."""
        super().__init__()
        self._place = place
        self._report = report
        self._kind = kind
        self._title = title

    def compose(self) -> ComposeResult:
        """Which report, the report, how to leave."""
        title = self._title[:1].upper() + self._title[1:]
        with Vertical(classes="dialog"):
            yield Static(Content(visible(f"{title}, as it stands now")), classes="dialog-title")
            yield TextSheet(id="preview-text")
            yield Static(Content.assemble(("Esc", "$primary"), (" close  ", "$grey"), ("↑↓ PgDn", "$primary"),
                                          (" scroll", "$grey")), classes="dialog-foot")  # fmt: skip

    def on_mount(self) -> None:
        """Make it beside the screen: a whole audit takes a moment."""
        sheet = self.query_one(TextSheet)
        sheet.show("Making the text \u2026")
        sheet.focus()
        self._make()

    @work(thread=True, group="preview")
    def _make(self) -> None:
        from gapcheck.reports import text
        from gapcheck.reports.kinds import KINDS

        try:
            made = text.render(KINDS[self._kind].document(self._report)).decode().rstrip()
        except GapcheckError as error:
            made = str(error)
        self.post_message(self.Made(made, line_of(self._place, made)))

    @on(Made)
    def _made(self, event: Made) -> None:
        self.query_one(TextSheet).show(event.text, event.at)

    def action_close(self) -> None:
        """Back to the dialog."""
        self.dismiss(None)


def line_of(place: str, text: str) -> int:
    """The line where a report comes to an item or action: its heading, else the first line that begins with its id."""
    if not place:
        return 0
    lines = text.split("\n")
    begins = re.compile(rf"(?:- |\d+\. )?{re.escape(place)}(?![\w.])")
    found = [number for number, line in enumerate(lines) if begins.match(line)]
    # a long heading takes several lines, and its rule stands under the last
    headings = (n for n in found if any(line and not line.strip(".-") for line in lines[n + 1 : n + 4]))
    return next(headings, found[0] if found else 0)
