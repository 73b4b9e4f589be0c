"""A page that asks one thing and has a line to type into: what the profile and the questions share."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.content import Content

from gapcheck.tui.guide import words
from gapcheck.tui.guide.note_line import NoteLine
from gapcheck.tui.guide.order import PLACE, Step
from gapcheck.tui.guide.page import Page, stacked
from gapcheck.tui.press import PressStatic
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.line import Keep

if TYPE_CHECKING:
    from gapcheck.tui.guide.screen import GuideScreen

_WHILE_TYPING: tuple[Key, ...] = (("Enter", "keep, go on", "keep_and_go"), ("Esc", "keep, stay", "keep_and_stay"))
_NAMES: Key = ("↑↓", "names", "name(1)")


class AskingPage(Page):
    """The question above, the line in the middle, what was noted below. One page serves all questions of its kind."""

    def __init__(self, session: Session, ident: str) -> None:
        super().__init__(session)
        self.ident = ident
        self._filled: Fitted | None = None
        """What fills the page while nothing is typed."""

    def compose(self) -> ComposeResult:
        """Question and answers, the line, notes."""
        yield PressStatic(id="page-text")
        yield NoteLine()
        yield PressStatic(id="page-below")

    def move(self, ident: str) -> None:
        """Ask another question of this kind."""
        self.ident = ident
        self.show()
        self.arrived()
        if not self.line.is_open and not self.has_focus:  # focus would paint all of the page anew
            self.focus()

    def go(self, way: int) -> None:
        """To what comes next or was before, at once: the key pressed after this one is meant for that."""
        cast("GuideScreen", self.screen).step(way)

    def go_to(self, to: Step) -> None:
        """To another page, at once."""
        cast("GuideScreen", self.screen).go(to)

    def action_on(self) -> None:
        """On to what comes next."""
        self.go(1)

    def action_back(self) -> None:
        """Back to what was before."""
        self.go(-1)

    def show(self) -> None:
        """Show the question with all that is known now.

        Without a line to be above of, all stands in the part below, which keeps its size: nothing is laid out anew.
        """
        above, below = self.query_one("#page-text", PressStatic), self.query_one("#page-below", PressStatic)
        typing = self.line.is_open
        above.display = typing
        below.set_class(not typing, "-whole")
        if typing:
            self._filled = None
            above.update(Fitted(self.text))
            below.update(Fitted(self.below))
        else:
            self._fill(below, Fitted(self._whole))

    def _whole(self, width: int) -> Content:
        return stacked(self.text(width), self.below(width))

    def _fill(self, part: PressStatic, new: Fitted) -> None:
        old, size = self._filled, part.content_size
        self._filled = new
        had_room = old is not None and size.width and old.get_height({}, size.width) < size.height
        part.update(new, layout=not (had_room and new.get_height({}, size.width) <= size.height))

    def below(self, width: int) -> Content:
        """What was noted, and what is worth a quiet line."""
        raise NotImplementedError

    @property
    def line(self) -> NoteLine:
        """The line to type into."""
        return self.query_one(NoteLine)

    @property
    def keys(self) -> Sequence[Key]:
        """The keys of the page, or of the line while one types."""
        if self.is_mounted and self.line.is_open:
            return (*_WHILE_TYPING, _NAMES) if self.line.offers else _WHILE_TYPING
        return self.KEYS

    def ask_line(
        self,
        prompt: str,
        value: str,
        keep: Keep,
        after: Callable[[], None],
        *,
        hint: str = "",
        offers: Sequence[str] = (),
    ) -> None:
        """Open the line: `keep` gets a changed text, `after` runs on Enter. Who quits while typing comes back here."""
        if self.read_only:
            self.say(words.READ_ONLY)
            return
        self.app.clear_notifications()
        place = Step(self.NAME, self.ident)

        def kept(text: str) -> bool:
            if not keep(text):
                return False
            self.session.drafts[PLACE] = place._asdict()
            return True

        self.line.ask_for(prompt, value, kept, after, hint=hint, offers=offers)
        self.show()
        self._around()

    def on_note_line_closed(self, event: NoteLine.Closed) -> None:
        """The keys are the page's again."""
        event.stop()
        focused = self.app.focused
        if not self.line.is_open and (focused is None or self.line in focused.ancestors_with_self):
            self.focus()
        if self._filled is None or self.line.is_open:  # else another question came up meanwhile
            self.show()
        self._around()

    def _around(self) -> None:
        """Head and keys change in the same frame as the line."""
        cast("GuideScreen", self.screen).around()

    def action_keep_and_go(self) -> None:
        """As Enter in the line."""
        self.line.action_keep()

    def action_keep_and_stay(self) -> None:
        """As Esc in the line."""
        self.line.action_stay()

    def action_name(self, step: int) -> None:
        """As the arrows in the line."""
        self.line.action_offer(step)
