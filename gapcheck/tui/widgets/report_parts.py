"""Two questions about a report: is it final, and is something left out of it?"""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.line_field import LineField
from gapcheck.tui.widgets.toggles import Toggles

Said = tuple[Content | str, Content | str]
"""A bullet and a line, or a text of which nothing is markup."""
_WORDS = {"evidence": "evidence detail", "attachments": "attached files"}
"""What a part that can be left out is called; others by their own name."""


class Lines(VerticalScroll):
    """Room for a few lines; a stop for the keys only while not all of them are in sight."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._said: tuple[tuple[Content, Content], ...] = ()

    def compose(self) -> ComposeResult:
        """One text, which scrolls."""
        yield Static()

    def show(self, lines: Sequence[Said]) -> None:
        """Show lines, each with its bullet; none takes no room."""
        said = tuple((_content(bullet), _content(line)) for bullet, line in lines)
        if said != self._said:
            self._said = said
            self.query_one(Static).update(Fitted(self._hung))
        self.display = bool(lines)

    def _hung(self, width: int) -> Content:
        return Content("\n").join(hang(*line, max(width, 20)) for line in self._said)

    def allow_focus(self) -> bool:
        """Whether the keys have something to do here."""
        return self.max_scroll_y > 0


class FinalPart(Vertical):
    """Draft or final; what is in the way of a final one stands here at once, with room for a reason."""

    def __init__(self, session: Session, kind: str, reason: str) -> None:
        super().__init__(id="report-final")
        self._session = session
        self._reason = reason
        self._kind = kind
        self.points: tuple[str, ...] = ()
        """What is in the way, a sentence each; nothing while it is a draft."""

    def compose(self) -> ComposeResult:
        """The choice; the rest is there when it is needed."""
        yield Static("Draft or final?", classes="field-label")
        yield Choice((("draft", "draft"), ("final", "final")), "draft", id="field-state")
        yield Lines(id="report-open")
        yield Static("Final all the same? Then say why", classes="field-label", id="why")
        yield LineField(self._reason, id="field-reason", compact=True)

    def on_mount(self) -> None:
        """Begin with a draft."""
        self.show()

    @property
    def final(self) -> bool:
        """Whether it is to be final."""
        return self.query_one("#field-state", Choice).value == "final"

    @property
    def typed(self) -> str:
        """The reason as it stands in the field."""
        return self.query_one("#field-reason", LineField).value

    @property
    def exceptions(self) -> str:
        """Why it is final although something is open; empty when nothing is."""
        return self.typed.strip() if self.points else ""

    def show(self, kind: str = "") -> None:
        """Show what is in the way of the report now, or of one of another kind."""
        from gapcheck.analysis.completeness import in_the_way

        self._kind = kind or self._kind
        self.points = in_the_way(self._session.results, self._kind) if self.final else ()
        lines: list[Said] = [(Content.styled("!", "$warning"), Content(visible(point))) for point in self.points]
        if self.final and not self.points:
            lines.append((Content.styled("●", "$success"), Content.styled("Nothing is in the way.", "$grey")))
        self.query_one("#report-open", Lines).show(lines)
        for name in ("#why", "#field-reason"):
            self.query_one(name).display = bool(self.points)

    @on(Choice.Changed, "#field-state")
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        self.show()


class LeaveOutPart(Vertical):
    """What a copy for others goes without: kinds of detail, and evidence by the word it is classified with."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="report-left-out")
        self._session = session
        self._known: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Nothing is left out until somebody says so."""
        from gapcheck.reports import redaction

        self._known = redaction.classifications(self._session.engagement.records)
        yield Static("Leave something out? The copy says what", classes="field-label")
        yield Toggles([(part, _WORDS.get(part, part)) for part in redaction.PARTS], id="field-parts")
        if self._known:
            yield Static("And evidence that is classified", classes="field-label")
            # by number: a word that was typed may hold a comma
            yield Toggles([(str(number), word) for number, word in enumerate(self._known)], id="field-classes")

    @property
    def parts(self) -> tuple[str, ...]:
        """The kinds of detail that are left out."""
        return tuple(self._held("#field-parts"))

    @property
    def classifications(self) -> tuple[str, ...]:
        """Evidence that is classified so is left out."""
        return tuple(self._known[int(number)] for number in self._held("#field-classes")) if self._known else ()

    def _held(self, name: str) -> list[str]:
        return [value for value in self.query_one(name, Toggles).value.split(",") if value]


def _content(text: Content | str) -> Content:
    return text if isinstance(text, Content) else Content(visible(text))
