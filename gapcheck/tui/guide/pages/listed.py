"""What the pages after the last question share: one list in which everything that can be opened has the cursor."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from gapcheck.errors import GapcheckError
from gapcheck.tui.dialogs.explain import Block, ExplainDialog
from gapcheck.tui.dialogs.figure import FigureDialog
from gapcheck.tui.guide.order import Step
from gapcheck.tui.guide.page import Page, pressed
from gapcheck.tui.press import PressStatic
from gapcheck.tui.widgets.fitted import Fitted, Layout
from gapcheck.tui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from gapcheck.reports.source import ReportInput
    from gapcheck.tui.app import GapcheckApp

TALL = 32
"""From this height of the terminal on, texts are shown in full."""
NAMES = (("people", "ask"), ("result", "result"), ("actions", "actions"), ("boss", "page for the boss"))
"""The pages after the last question, which one walks among freely."""


class AfterPage(Page):
    """A page that writes documents and opens figures."""

    class Written(Message):
        """Writing came to an end."""

        def __init__(self, files: Sequence[Path], problem: str) -> None:
            super().__init__()
            self.files = files
            self.problem = problem

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"jump('{name}')", f"Go to: {word}", show=False, id=f"guide.after.{name}")
            for number, (name, word) in enumerate(NAMES, 1)
        ),
    ]
    WRITTEN: ClassVar[str] = ""
    """What to do with the files that this page writes."""
    _writing = False

    def strip(self) -> PressStatic:
        """The row that names the pages among which one walks."""
        parts = []
        for number, (name, word) in enumerate(NAMES, 1):
            style = "bold" if name == self.NAME else "$grey"
            parts.append(pressed(Content.assemble((str(number), "$primary"), " ", (word, style)), f"jump({name!r})"))
        return PressStatic(Content("   ").join(parts), id="after-strip")

    def action_jump(self, name: str) -> None:
        """Go to another of the pages after the last question."""
        self.go(Step(name))

    def go(self, to: Step) -> None:
        """Show another page of the day."""
        from gapcheck.tui.guide.screen import GuideScreen

        if isinstance(self.screen, GuideScreen):
            self.screen.go(to)

    @property
    def gapcheck(self) -> "GapcheckApp":
        """The app, by its own type."""
        return self.app  # type: ignore[return-value]

    @property
    def is_low(self) -> bool:
        """Whether every row of the terminal counts."""
        return self.app.size.height < TALL

    def open_figure(self, title: str, blocks: Sequence[Block], word: str, go: Callable[[], object]) -> None:
        """Explain a figure, with the way to its items."""
        dialog = FigureDialog(title, blocks, word, go)
        self.app.push_screen(dialog, dialog.left)

    def go_to_items(self, refs: Sequence[str]) -> None:
        """Open an item on the work screen; one of several is chosen."""
        items = self.session.results.items
        known = [ref for ref in refs if ref in items]
        if len(known) == 1:
            self.gapcheck.go_to_item(known[0])
        elif known:
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [(ref, f"{ref:<7} {items[ref].item.full_title}") for ref in known]
            self.app.push_screen(PickDialog("Which item?", options), self._picked)

    def _picked(self, ref: str | None) -> None:
        if ref:
            self.gapcheck.go_to_item(ref)

    def list_on_gap_view(self, which: str) -> None:
        """Show the items of a group, or those nobody looked at, on the gap view."""
        from gapcheck.tui.screens.gap import GapScreen

        screen = self.gapcheck.show_view("gap")
        if isinstance(screen, GapScreen):
            screen.call_after_refresh(screen.action_list_items, which)

    def write(self, kind: str, formats: Sequence[str]) -> None:
        """Write a document into the engagement's folder of reports, beside the screen."""
        from gapcheck.reports.source import ReportInput
        from gapcheck.reports.write import default_folder

        if self._writing:
            return
        self._writing = True
        engagement = self.session.engagement
        # taken here, so that the document holds one moment whatever is changed meanwhile
        report = ReportInput.of(engagement)
        self._write(report, kind, formats, default_folder(engagement.store.folder).absolute())

    @work(thread=True, group="report")
    def _write(self, report: "ReportInput", kind: str, formats: Sequence[str], out: Path) -> None:
        from gapcheck.reports.write import write_report

        files: Sequence[Path] = ()
        problem = ""
        try:
            files = write_report(report, kind, formats, out)
        except GapcheckError as error:
            problem = str(error)
        self.post_message(self.Written(files, problem))

    @on(Written)
    def _written(self, event: Written) -> None:
        event.stop()
        self._writing = False
        if event.problem:
            self.gapcheck.show_error(event.problem)
            return
        blocks: list[Block] = [("", [str(path) for path in event.files]), ("What to do with it", [self.WRITTEN])]
        self.app.push_screen(ExplainDialog("It is written", blocks))


class ListedPage(AfterPage):
    """A page that is one list. Subclasses give `rows` and `open`, and may give a `head` of plain text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,right", "on", "Go on", show=False, id="guide.on"),
    ]

    def compose(self) -> ComposeResult:
        """The head, the list, and on a low screen what stands under the cursor in full."""
        yield self.strip()
        yield Static(id="after-head")
        yield RowList(id="after-list")
        yield Static(id="after-detail")

    def show(self) -> None:
        """Show the results as they are now; the cursor stays where it was."""
        head = self.query_one("#after-head", Static)
        shown = self.head()
        head.display = shown is not None
        if shown is not None:
            head.update(Fitted(shown))
        self.query_one(RowList).show_rows(self.rows())
        self.set_class(not self.at, "-empty")
        self._show_detail()

    def head(self) -> Layout | None:
        """Words above the list."""
        return None

    def rows(self) -> list[Row]:
        """The rows of the list."""
        raise NotImplementedError

    def detail(self) -> Content | None:
        """What stands under the cursor, in full, where the row may be too short for it."""
        return None

    def open(self, ident: str) -> None:
        """Open the row with this id."""
        raise NotImplementedError

    @property
    def at(self) -> str:
        """The id of the row under the cursor."""
        return self.query_one(RowList).at

    def on_focus(self) -> None:
        """The keys go to the list; a page with nothing to open keeps them."""
        if self.at:
            self.query_one(RowList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Another height may have room for more."""
        self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self.is_attached:
            self.show()

    def action_open(self) -> None:
        """Open what is under the cursor; where there is nothing, go on."""
        if self.at:
            self.open(self.at)
        else:
            self.action_on()

    @on(OptionList.OptionSelected, "#after-list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.open(event.option_id)

    @on(OptionList.OptionHighlighted, "#after-list")
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        detail, shown = self.query_one("#after-detail", Static), self.detail()
        detail.display = shown is not None
        if shown is not None:
            detail.update(shown)


def count(number: int, word: str) -> str:
    """A number with its word, in the plural where it is not one."""
    return f"{number} {word if number == 1 else word + 's'}"


def cut(text: Content, width: int, *, low: bool) -> Content:
    """One line on a low screen, with a sign that there is more; whoever cuts gives a way to read it in full."""
    return text.truncate(width, ellipsis=True) if low else text
