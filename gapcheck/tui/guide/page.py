"""What all pages of the first day share: one calm column of text, the way on and back, and the door for changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gapcheck.changes.base import Change
from gapcheck.errors import GapcheckError
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.press import PressStatic, pressable
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp

ON: Key = ("Enter", "go on", "on")
BACK: Key = ("[", "back", "back")
EXPLAIN: Key = ("?", "explain", "screen.explain")
STOP: Key = ("q", "stop", "screen.start")


class Page(Widget, can_focus=True):
    """One page of the first day. It renders what analysis returns and sends changes; it holds no truth.

    A page that is only text gives `text`; one with widgets of its own gives `compose` and `show` instead. It has the
    focus, or something in it has, so that its BINDINGS work. An action in `KEYS` is one of the page's own
    (`copy` runs `action_copy`) unless it names another owner, as `screen.start` does.
    """

    NAME: ClassVar[str] = ""
    """The page in `order.py`, such as "result"."""
    TITLE: ClassVar[str] = ""
    """What stands in the head, such as "Your organization"."""
    KEYS: ClassVar[tuple[Key, ...]] = (ON, BACK, EXPLAIN, STOP)
    """At most seven."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right_square_bracket,right", "on", "Go on", show=False, id="guide.on"),
        Binding("left_square_bracket,left", "back", "Back", show=False, id="guide.back"),
    ]

    class Done(Message):
        """The person goes on; the screen decides what comes next."""

    class Back(Message):
        """The person goes back."""

    class Changed(Message):
        """The head or the key bar may say something else now, though nothing was recorded."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="page")
        self.session = session

    def compose(self) -> ComposeResult:
        """One column of text."""
        yield PressStatic(id="page-text")

    def on_mount(self) -> None:
        """Show the page, and take the keys."""
        self.show()
        self.focus()
        self.arrived()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No page looks different with the focus, so that nothing in it has to be styled anew."""

    def arrived(self) -> None:
        """What happens when the page comes up, apart from showing it."""

    def show(self) -> None:
        """Show the results as they are now; called on mount and after each change."""
        self.query_one("#page-text", PressStatic).update(Fitted(self.text))

    def text(self, width: int) -> Content:
        """The page as text that fits a width."""
        raise NotImplementedError

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Title and text for `?`."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What stands in the head now."""
        return self.TITLE

    @property
    def keys(self) -> Sequence[Key]:
        """The keys that matter now."""
        return self.KEYS

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded."""
        return self.session.engagement.read_only

    def do(self, *changes: Change) -> bool:
        """Let changes happen; a refusal or a failed save is shown. Says whether they happened."""
        if self.read_only:
            self.say(words.READ_ONLY)
            return False
        try:
            self.session.do(*changes)
        except GapcheckError as error:
            self.gapcheck.show_error(error)
            return False
        return True

    @property
    def gapcheck(self) -> "GapcheckApp":
        """The app, by its own type."""
        return self.app  # type: ignore[return-value]

    def say(self, text: str) -> None:
        """A short message that goes away by itself, or with the next key that does something."""
        self.gapcheck.clear_notifications()
        self.gapcheck.show_message(text)

    def action_on(self) -> None:
        """On to what comes next."""
        self.post_message(self.Done())

    def action_back(self) -> None:
        """Back to what was before."""
        self.post_message(self.Back())


def pressed(content: Content, action: str) -> Content:
    """Words on a page that run one of the page's own actions when they are clicked."""
    return pressable(content, f"page({action!r})")


def told(text: str, width: int, style: str = "") -> Content:
    """A paragraph, at most 72 wide; text of users stays text."""
    shown = visible(text)
    return hang("", Content.styled(shown, style) if style else Content(shown), min(width, MEASURE), indent=0)


def point(bullet: str, text: str, width: int, style: str = "", *, sign: str = "$primary") -> Content:
    """A paragraph that hangs behind its bullet."""
    shown = visible(text)
    body = Content.styled(shown, style) if style else Content(shown)
    return hang(Content.styled(bullet, sign), body, min(width, MEASURE), indent=len(bullet) + 1)


def brief(text: str, width: int, lines: int) -> Content:
    """The first lines of a person's words, for a page on which `?` or going there shows all of them."""
    wrapped = Content(one_line(text)).wrap(max(min(width, MEASURE), 8))
    if len(wrapped) <= lines:
        return Content("\n").join(wrapped)
    last = wrapped[lines - 1].truncate(max(min(width, MEASURE), 8) - 2).rstrip()
    return Content("\n").join([*wrapped[: lines - 1], Content.assemble(last, " \u2026")])


def hint(key: str, text: str, width: int) -> Content:
    """A quiet line about a key; the key in blue begins it."""
    return hang(
        Content.styled(key, "$primary"), Content.styled(text, "$grey"), min(width, MEASURE), indent=len(key) + 1
    )


def small(text: str) -> Content:
    """A small heading in grey capitals."""
    return Content.styled(visible(text).upper(), "bold $grey")


def stacked(*parts: Content) -> Content:
    """Parts one below the other; an empty one is a blank line."""
    return Content("\n").join(parts)
