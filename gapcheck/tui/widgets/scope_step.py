"""The parts of the scope helper: a line that opens and closes, and what a boundary brings along."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from gapcheck.analysis.scope import Dragged, Side, drags_of
from gapcheck.questionnaire.first_day import ScopeLine
from gapcheck.text import one_line, visible
from gapcheck.tui.hanging import flow, hang
from gapcheck.tui.widgets.text_field import TextField

_HEADINGS: dict[Side, tuple[str, str]] = {
    "inside": ("Naming something here brings along", "What is in brings along"),
    "outside": ("Leaving something out brings along", "What is out brings along"),
}
"""Before something stands in the field, and after."""
_TOLD = 500
"""Letters of a text that a closed line looks at; it shows as many as fit."""
_LEAST = 20
"""Cells that a text is laid out for at the least."""
_TITLES = 14
"""Cells that the title of a step takes."""


class ScopeField(TextField):
    """A text that hands the cursor on when it leaves by an arrow."""

    class Beyond(Message):
        """The cursor left upwards (-1) or downwards (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_cursor_down(self, select: bool = False) -> None:
        """Down, and at the very end of the text out of the field."""
        if not select and self.cursor_location == self.document.end:
            self.post_message(self.Beyond(1))
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up, and at the very beginning of the text out of the field."""
        if not select and self.cursor_location == (0, 0):
            self.post_message(self.Beyond(-1))
        else:
            super().action_cursor_up(select)


class _AsWide(Static):
    """A text that depends on its width, which is asked for while the screen is being laid out.

    The height is worked out from the width at hand: a look at the region of a widget lays out the whole screen anew.
    """

    def said(self, width: int) -> Content:
        """What it says in so many cells."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows at a width."""
        return self.said(max(width, _LEAST)).get_height(self.styles.get_render_rules(), width) if width else 0

    def render(self) -> Content:
        """What it says, as wide as it is."""
        return self.said(max(self.content_size.width, _LEAST))


class Heading(_AsWide):
    """The one line that stands for a step while it is closed; open, it asks. A click on it opens the step."""

    class Chosen(Message):
        """Somebody clicked on it."""

        def __init__(self, heading: "Heading") -> None:
            super().__init__()
            self.heading = heading

    def __init__(self, title: str, ask: str) -> None:
        super().__init__(classes="scope-heading")
        self._title, self._ask = title, ask
        self._said: tuple[tuple[str, str], ...] = ()
        self._instead = ""
        self._open = False

    def tell(self, said: Sequence[tuple[str, str]], *, is_open: bool, instead: str = "") -> None:
        """Show what was said, as (word before it, text), or a word instead; an open step shows its question."""
        now = tuple((word, one_line(text[:_TOLD].strip())) for word, text in said if text.strip())
        if (now, instead, is_open) != (self._said, self._instead, self._open):
            self._said, self._instead, self._open = now, instead, is_open
            self.refresh(layout=True)

    def on_click(self) -> None:
        """Tell that it was chosen."""
        self.post_message(self.Chosen(self))

    def said(self, width: int) -> Content:
        """Title, and the question or the beginning of what was said."""
        if self._open:
            title = Content.styled(visible(self._title), "bold $primary")
            return hang(title, Content.styled(visible(self._ask), "bold"), width, indent=_TITLES)
        title = Content.styled(visible(self._title).ljust(_TITLES), "$foreground" if self._said else "$grey")
        pieces = [Content.assemble((f"{word} " if word else "", "$grey"), text) for word, text in self._said]
        pieces = [Content.styled(self._instead, "$grey")] if self._instead else pieces
        told = Content("   ").join(pieces) if pieces else Content.styled("–", "$grey")
        return Content.assemble(title, told).truncate(width, ellipsis=True)


class Step(Vertical):
    """One line of the helper, or the statement: its heading and its fields."""

    def __init__(self, title: str, ask: str, areas: Sequence[tuple[str, ScopeField]]) -> None:
        """The fields come with the word that stands before them."""
        super().__init__(classes="scope-step")
        self.heading = Heading(title, ask)
        self.areas = tuple(areas)
        self.stands_for = ""
        """What the closed line says instead of what stands in its fields."""
        self.is_open = False
        """Not a CSS class: a change of those goes through the styles of all that stands below."""

    def compose(self) -> ComposeResult:
        """Heading, and a field behind each word."""
        yield self.heading
        with Vertical(classes="scope-said") as said:
            said.display = False
            for word, area in self.areas:
                with Horizontal(classes="scope-side"):
                    if word:
                        yield Static(Content.styled(word, "$grey"), classes="scope-word")
                    yield area

    def open(self, is_open: bool) -> None:
        """Show the fields, or the one line that stands for them."""
        self.query_one(".scope-said").display = is_open
        self.is_open = is_open
        self.tell()

    def tell(self) -> None:
        """Let the heading show what stands in the fields now."""
        said = [("" if number == 0 else "out:", area.text) for number, (_, area) in enumerate(self.areas)]
        self.heading.tell(said, is_open=self.is_open, instead=self.stands_for)


class Brings(_AsWide):
    """What the boundary brings along; it answers while one types."""

    def __init__(self) -> None:
        super().__init__(id="scope-brings")
        self._parts: list[tuple[str, tuple[Dragged, ...], bool]] = []
        self._all: tuple[Dragged, ...] | None = None

    def tell_line(self, line: ScopeLine, sides: Sequence[Side], said: Sequence[bool]) -> None:
        """Show what sides of one line bring along, and whether something was said there already."""
        self._tell(
            [(_HEADINGS[side][done], drags_of(line, side), done) for side, done in zip(sides, said, strict=True)], None
        )

    def tell_all(self, dragged: tuple[Dragged, ...]) -> None:
        """Show where to look for all that the boundary brings along."""
        self._tell([], dragged)

    def _tell(self, parts: list[tuple[str, tuple[Dragged, ...], bool]], whole: tuple[Dragged, ...] | None) -> None:
        if (parts, whole) != (self._parts, self._all):
            self._parts, self._all = parts, whole
            self.refresh(layout=True)

    def said(self, width: int) -> Content:
        """Headings with what stands under them."""
        if self._all is not None:
            return self._whole(self._all, width)
        return Content("\n\n").join([self._part(*part, width) for part in self._parts])

    @staticmethod
    def _part(heading: str, dragged: tuple[Dragged, ...], is_said: bool, width: int) -> Content:
        lines = [Content.styled(heading.upper(), "bold $grey" if is_said else "$grey")]
        for drags in dragged:
            refs = ", ".join(drags.items)
            text = Content.assemble((visible(drags.text), "" if is_said else "$grey"), " ", (refs, "$grey"))
            lines.append(hang(Content.styled("+", "$primary") if is_said else "·", text, width))
        return Content("\n").join(lines)

    @staticmethod
    def _whole(dragged: tuple[Dragged, ...], width: int) -> Content:
        refs = sorted({ref for drags in dragged for ref in drags.items}, key=_by_number)
        lines = [Content.styled("THE WHOLE BOUNDARY BRINGS ALONG", "bold $grey")]
        for name in ("clauses", "controls"):
            found = [Content(ref) for ref in refs if ref.startswith("A.") == (name == "controls")]
            if found:
                listed = flow(found, width - 10, indent=0, between=2)
                lines.append(hang(Content.styled(name, "$grey"), listed, width, indent=10))
        if not refs:
            lines.append(Content.styled("Nothing yet: no line is filled in.", "$grey"))
        return Content("\n").join(lines)


def _by_number(ref: str) -> list[int]:
    return [int(part) if part.isdigit() else 1000 for part in ref.split(".")]
