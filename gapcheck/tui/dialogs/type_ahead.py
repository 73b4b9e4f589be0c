"""A line to type into and, below it, what fits: the focus stays where one types, arrows and Enter pick."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.text import one_line, visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.line_field import LineField

Result = TypeVar("Result")
Choosable = tuple[str, VisualType]
"""What is given back when it is picked, and how it is shown."""
MOST = 200
"""Rows that are shown; more are found by typing more."""
LONGEST = 240
"""Letters of a text in a row."""


class Field(LineField):
    """The line; Backspace in an empty one is told."""

    class TakenBack(Message):
        """Backspace where there is nothing to delete."""

    def action_delete_left(self) -> None:
        """Delete, or tell that there is nothing to delete."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.TakenBack())


class TypeAhead(ModalScreen[Result], Generic[Result]):
    """Subclasses give `found` and `picked`, and `entered` where Enter means something without a row."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/type_ahead.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="type-ahead.leave"),
        Binding("down", "move('cursor_down')", "Next", show=False, id="type-ahead.down"),
        Binding("up", "move('cursor_up')", "The one before", show=False, id="type-ahead.up"),
        Binding("pagedown", "move('page_down')", "Further down", show=False, id="type-ahead.page-down"),
        Binding("pageup", "move('page_up')", "Further up", show=False, id="type-ahead.page-up"),
    ]
    begins_highlighted = True
    """Whether Enter takes the first row while nothing is typed."""

    def __init__(self, title: str, *, hint: str, keys: Sequence[tuple[str, str]]) -> None:
        """`keys` are told at the foot."""
        super().__init__()
        self._title = title
        self._hint = hint
        self._told = tuple(keys)
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Title, what stands above, the line, what fits, what the keys do."""
        with Vertical(classes="dialog type-ahead"):
            yield Static(Content(visible(self._title)), classes="dialog-title")
            yield from self.above()
            yield Field(placeholder=self._hint, classes="type-ahead-input", compact=True)
            results = OptionList(classes="type-ahead-results", markup=False, compact=True)
            results.can_focus = False
            yield results
            yield Static("", classes="type-ahead-note")
            foot = Content("  ").join(
                Content.assemble((key, "$primary"), (f" {word}", "$grey"))
                for key, word in (*self._told, ("Esc", "leave"))
            )
            yield Static(foot, classes="dialog-foot")

    def on_mount(self) -> None:
        """Everything is there before the first key."""
        self.query_one(Field).focus()
        self.search("")

    @property
    def line(self) -> Field:
        """Where one types."""
        return self.query_one(Field)

    def above(self) -> Iterable[Widget]:
        """What stands between title and line."""
        return ()

    def found(self, typed: str) -> Sequence[Choosable]:
        """The rows for what was typed, best first."""
        raise NotImplementedError

    def picked(self, ident: str) -> None:
        """A row was picked."""
        raise NotImplementedError

    def entered(self) -> None:
        """Enter, and no row to take."""

    def taken_back(self) -> None:
        """Backspace in the empty line."""

    def nothing(self, typed: str) -> str:
        """What is said where no row fits."""
        return (
            f"Nothing has \u201c{one_line(typed)}\u201d in it. Fewer letters find more." if typed else "Nothing here."
        )

    def search(self, typed: str) -> None:
        """Show what fits."""
        self._shown = typed
        rows = self.found(typed.strip())
        results = self.query_one(OptionList)
        results.set_options([Option(prompt, id=f"row-{n}") for n, (_, prompt) in enumerate(rows[:MOST])])
        self._idents = [ident for ident, _ in rows[:MOST]]
        results.highlighted = 0 if rows and (typed.strip() or self.begins_highlighted) else None
        results.scroll_home(animate=False)
        more = f"{len(rows) - MOST} more; typing narrows it down." if len(rows) > MOST else ""
        self.say(more if rows else self.nothing(typed.strip()))

    def say(self, text: str, style: str = "$grey") -> None:
        """Tell something below the rows."""
        note = self.query_one(".type-ahead-note", Static)
        note.update(Content.styled(visible(text), style))
        note.display = bool(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.search(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # what was typed counts, also when the key came before the list
        if event.value != self._shown:
            self.search(event.value)
        at = self.query_one(OptionList).highlighted
        if at is None:
            self.entered()
        else:
            self.picked(self._idents[at])

    @on(Field.TakenBack)
    def _back(self, event: Field.TakenBack) -> None:
        event.stop()
        self.taken_back()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.picked(self._idents[event.option_index])

    def action_move(self, way: str) -> None:
        """Move in the results; the focus stays where one types."""
        getattr(self.query_one(OptionList), f"action_{way}")()

    def keep(self) -> None:
        """What was begun is there the next time; leaving and quitting both ask for it."""

    def action_leave(self) -> None:
        """Nothing is picked."""
        self.keep()
        self.dismiss(None)


class FindDialog(TypeAhead[str]):
    """Finds one thing among many by its id and its words; gives back its id, or None."""

    def __init__(self, title: str, options: Sequence[tuple[str, str, str]], *, hint: str = "") -> None:
        """Options are (id, what stands before the text, text)."""
        super().__init__(title, hint=hint or "any word of it", keys=(("\u2191\u2193", "move"), ("Enter", "choose")))
        self._options = tuple(options)
        self._before = max((len(before) for _, before, _ in options), default=0)

    def found(self, typed: str) -> Sequence[Choosable]:
        return [
            (ident, hung(before, text, self._before + 2))
            for ident, before, text in self._options
            if fits(typed, f"{before} {text}")
        ]

    def picked(self, ident: str) -> None:
        self.dismiss(ident)


def fits(typed: str, text: str) -> bool:
    """Whether a text has every word that was typed."""
    lower = text.casefold()
    return all(word in lower for word in typed.casefold().split())


def hung(before: str, text: str, indent: int) -> Fitted:
    """A row whose text hangs under itself behind a few grey letters. Very long texts are read where they belong."""
    shown = one_line(text[:LONGEST])
    bullet, told = Content.styled(one_line(before), "$grey"), Content(shown + "\u2026" * (len(text) > LONGEST))
    return Fitted(lambda width: hang(Content.assemble(" ", bullet), told, width, indent=indent + 1))
