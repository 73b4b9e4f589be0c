"""The page for the boss: to read here, to write as files; and what comes after day one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.ahead import GROWN, get_ready
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.page import BACK, EXPLAIN, STOP, small
from gapcheck.tui.guide.pages.listed import AfterPage
from gapcheck.tui.hanging import hang
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key

FORMATS = ("html", "md", "txt")


class BossPage(AfterPage):
    """A preview that scrolls, and below it what comes next."""

    NAME = "boss"
    TITLE = words.BOSS_TITLE
    WRITTEN = words.BOSS_USE
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "write it", "write_page"),
        ("g", "full gap analysis", "grow"),
        ("↑↓", "read", "scroll(4)"),
        BACK,
        EXPLAIN,
        STOP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,x", "write_page", "Write the page", show=False, id="guide.boss.write"),
        Binding("g", "grow", "Go on to the full gap analysis", show=False, id="guide.boss.grow"),
        Binding("right_square_bracket,right", "on", "Go on", show=False, id="guide.on"),
        Binding("down,j", "scroll(2)", "Down", show=False, id="guide.boss.down"),
        Binding("up,k", "scroll(-2)", "Up", show=False, id="guide.boss.up"),
        Binding("pagedown,space", "scroll(12)", "Further down", show=False, id="guide.boss.further-down"),
        Binding("pageup", "scroll(-12)", "Further up", show=False, id="guide.boss.further-up"),
    ]

    def compose(self) -> ComposeResult:
        """The page on its own ground, then the next steps."""
        yield self.strip()
        with VerticalScroll(id="boss-preview", can_focus=False):
            yield Static(id="boss-page")
        yield Static(id="boss-next")

    def arrived(self) -> None:
        """The full gap analysis may be next."""
        get_ready(self.app, GROWN)

    def show(self) -> None:
        """Show the page as it would be written now."""
        self.query_one("#boss-page", Static).update(Content(visible(self._preview())))
        self.query_one("#boss-next", Static).update(Fitted(self._next))

    def action_write_page(self) -> None:
        """Write the page for printing, for mail and for other programs."""
        self.write("boss", FORMATS)

    def action_grow(self) -> None:
        """Ask once, and go on to the full gap analysis."""
        from gapcheck.tui.dialogs.grow import GrowDialog

        self.app.push_screen(GrowDialog(self.session), self._grown)

    def _grown(self, grown: bool | None) -> None:
        if grown:
            self.gapcheck.begin_anew()
            self.gapcheck.show_message(words.GROWN)

    def action_scroll(self, lines: int) -> None:
        """Move the preview."""
        self.query_one("#boss-preview").scroll_relative(y=lines, animate=False)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What this page is, and what comes next."""
        after = [words.BOSS_SECOND_DAY, words.GROW_STAYS, words.GROW_NEW, words.GROW_KEPT]
        return self.TITLE, [("", list(words.BOSS_EXPLAINED)), (words.BOSS_NEXT, after)]

    def _preview(self) -> str:
        from gapcheck.reports import text
        from gapcheck.reports.kinds import KINDS
        from gapcheck.reports.source import ReportInput

        return text.render(KINDS["boss"].document(ReportInput.of(self.session.engagement))).decode().rstrip()

    def _next(self, width: int) -> Content:
        lines = [] if self.is_low else [small(words.BOSS_NEXT)]
        lines += [hang(Content.styled("·", "$primary"), Content(told), width)
                  for told in (words.BOSS_SECOND_DAY, words.BOSS_GROW)]  # fmt: skip
        return Content("\n").join(lines)
