"""The scope helper (4.3): what is in, what is out, what both bring along, and the draft statement they give."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from gapcheck.analysis.scope import SIDES, Side, composed, dragged_in, said_of
from gapcheck.changes.first_day import ScopeDrafted
from gapcheck.errors import GapcheckError
from gapcheck.records.first_day import ScopeDraft
from gapcheck.text import visible
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.scope_step import Brings, Heading, ScopeField, Step

STATEMENT = "statement"
TITLE = "Scope: what your management system covers"
INTRO = "A draft until top management decides (4.3). Empty fields are fine."
CHECK = "Can an outsider tell whether a given team, system or place is in or out?"
WRITTEN = "Reports go on showing the ISMS scope in the details of the engagement."
_WORDS: dict[Side, str] = {"inside": "in", "outside": "out, and why"}


def scope_dialog(session: Session) -> "ScopeDialog":
    """The scope helper of an engagement, with what was said before."""
    return ScopeDialog(session)


class ScopeDialog(FormDialog):
    """Only one line is open at a time. Going on, leaving and quitting all keep what was typed as a draft."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/scope.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go(1)", "Next field", show=False, id="scope.next"),
        Binding("shift+tab", "go(-1)", "Field before", show=False, id="scope.before"),
    ]

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines = session.questionnaire.scope.lines
        self._held = session.engagement.records.get(ScopeDraft, ScopeDraft.KEY) or ScopeDraft()
        self._done = False
        fields = [
            Field(name=f"{side} {line.id}", label=line.title, kind="text", value=said_of(self._held, line, side))
            for line in self._lines
            for side in SIDES
        ]
        own = Field(name=STATEMENT, label="Statement", kind="text", value=self._held.statement)
        super().__init__(TITLE, [*fields, own], self._keep, intro=INTRO, save="Keep", drafts=session.drafts,
                         draft_key="scope")  # fmt: skip
        self._first = ""  # the line to begin with is known once the draft is back
        draft = self._drafts.get(self._draft_key, {})
        self._is_back = bool(draft)
        self._before = {field.name: draft.get(field.name, field.value) for field in self._fields}
        self._areas = {name: self._area(name, text) for name, text in self._before.items()}
        self._shown = {name: area.text for name, area in self._areas.items()}
        """What the fields made of it: a text with rare line ends is the same text as long as nobody touches it."""
        self._followed: str | None = None
        self._steps = [
            *(
                Step(line.title, line.ask, [(_WORDS[side], self._areas[f"{side} {line.id}"]) for side in SIDES])
                for line in self._lines
            ),
            Step("Statement", "The draft, in sentences. Change it as you like.", [("", self._areas[STATEMENT])]),
        ]
        self._brings = Brings()
        self._intro_shown = ""

    def compose(self) -> ComposeResult:
        """Title, steps, what they bring along, buttons."""
        with Vertical(classes="dialog", id="scope"):
            back = ("   Your draft is back.", "not bold $warning") if self._is_back else ""
            yield Static(Content.assemble(visible(self._title), back), classes="dialog-title")
            yield Static("", id="scope-intro")
            with Horizontal(id="scope-body"):
                with Vertical(id="scope-steps"):
                    yield from self._steps
                yield self._brings
            with Vertical(classes="dialog-end"):
                yield Static("", id="form-error")
                with Horizontal(classes="dialog-buttons"):
                    yield Button(f"{self._save} (ctrl+s)", variant="primary", id="form-save", compact=True)
                    yield Button("Leave (Esc)", id="form-leave", compact=True)
                    yield Static(
                        Content.assemble(
                            ("tab", "$primary"),
                            (" goes on", "$grey"),
                            ("  shift+tab", "$primary"),
                            (" goes back", "$grey"),
                        ),
                        id="scope-keys",
                    )

    def on_mount(self) -> None:
        """Begin with the first line that nobody filled in."""
        self.query_one("#form-error").display = False
        self._follow()
        blank = [step for step in self._steps if not any(area.text.strip() for _, area in step.areas)]
        self._go_to((blank or self._steps[-1:])[0].areas[0][1])

    def values(self) -> dict[str, str]:
        """What stands in the fields; no statement while it follows the lines."""
        found = {
            name: self._before[name] if area.text == self._shown[name] else area.text
            for name, area in self._areas.items()
        }
        if self._follows:
            found[STATEMENT] = ""
        return found

    @property
    def has_changes(self) -> bool:
        """Whether quitting would lose something: only where no draft can be written, see `on_unmount`."""
        return self._session.engagement.read_only and self._differs(self.values())

    def action_go(self, by: int) -> None:
        """Go to the next field, or to the one before; after the last one come the buttons."""
        order: list[Widget] = [*self._areas.values(), *self.query(Button)]
        at = order.index(self.focused) if self.focused in order else -1
        self._go_to(order[(at + by) % len(order)])

    def on_unmount(self) -> None:
        """Quitting keeps the draft too."""
        self._keep_draft()

    def on_descendant_blur(self) -> None:
        """A field that was left is safe."""
        self._keep_draft()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Open the line of the field, and say what it brings along."""
        for step in self._steps:
            if event.widget in [area for _, area in step.areas]:
                self._open(step)

    @on(Heading.Chosen)
    def open_chosen(self, event: Heading.Chosen) -> None:
        """Go to the line that was clicked."""
        self._go_to(next(step.areas[0][1] for step in self._steps if step.heading is event.heading))

    @on(ScopeField.Beyond)
    def go_beyond(self, event: ScopeField.Beyond) -> None:
        """Go on to the field above or below."""
        at = list(self._areas.values()).index(self.focused) if self.focused in self._areas.values() else 0  # type: ignore[arg-type]
        if 0 <= at + event.by < len(self._areas):
            self.action_go(event.by)

    @on(TextArea.Changed)
    def answer(self, event: TextArea.Changed) -> None:
        """Say at once what a typed text brings along."""
        event.stop()
        self._tell()

    def on_resize(self) -> None:
        """More room shows both sides of a line."""
        self._tell()

    def _area(self, name: str, text: str) -> ScopeField:
        number = [field.name for field in self._fields].index(name)
        area = ScopeField(text, id=f"scope-{number}", soft_wrap=True, tab_behavior="focus", compact=True)
        side, _, ident = name.partition(" ")
        example = {line.id: line.example for line in self._lines}.get(ident, "")
        hint = f"such as {example}" if example else ""
        area.placeholder = Content(hint if side == "inside" else "" if side == STATEMENT else "nothing, as it stands")
        area.set_class(name == STATEMENT, "-statement")
        return area

    def _go_to(self, target: Widget) -> None:
        for step in self._steps:
            if target in [area for _, area in step.areas]:
                self._open(step)
        if isinstance(target, ScopeField):
            target.move_cursor((0, 0) if target is self._areas[STATEMENT] else target.document.end)
        target.focus()

    def _open(self, chosen: Step) -> None:
        if chosen is self._steps[-1]:
            self._follow()
        for step in self._steps:
            step.open(step is chosen)
        self._tell()

    def _draft(self) -> ScopeDraft:
        """The lines as they stand in the fields."""
        values = self.values()
        inside, outside = ({line.id: values[f"{side} {line.id}"] for line in self._lines} for side in SIDES)
        return ScopeDraft(inside=inside, outside=outside)

    def _tell(self) -> None:
        """Say what stands in each line, and what the open one brings along; on the last step what all of them do."""
        filled = any(area.text.strip() for step in self._steps[:-1] for _, area in step.areas)
        self._steps[-1].stands_for = "made from the lines above" if filled and self._follows else ""
        for step in self._steps:
            step.tell()
        at = next((number for number, step in enumerate(self._steps) if step.is_open), 0)
        intro = self._intro_of(at)
        if intro != self._intro_shown:
            self._intro_shown = intro
            self.query_one("#scope-intro", Static).update(Content.styled(intro, "$grey"))
        if at == len(self._lines):
            self._brings.tell_all(dragged_in(self._session.questionnaire, self._draft()))
            return
        line = self._lines[at]
        areas = [area for _, area in self._steps[at].areas]
        here = [side for side, area in zip(SIDES, areas, strict=True) if area is self.focused]
        sides = SIDES if self.app.size.height >= 32 and self.app.size.width >= 100 else here or SIDES[:1]
        said = dict(zip(SIDES, (bool(area.text.strip()) for area in areas), strict=True))
        self._brings.tell_line(line, sides, [said[side] for side in sides])

    def _intro_of(self, at: int) -> str:
        about = self._session.results.material.about
        if at == len(self._lines):
            written = about is not None and bool(about.isms_scope.strip())
            return WRITTEN if written else CHECK
        return INTRO

    @property
    def _follows(self) -> bool:
        text = self._areas[STATEMENT].text
        return text == self._followed or not text.strip()

    def _follow(self) -> None:
        """Let the statement be what the lines give, unless it was put in a person's own words."""
        area = self._areas[STATEMENT]
        about = self._session.results.material.about
        text = composed(about.organization if about else "", self._session.questionnaire.scope, self._draft())
        if self._follows and area.text != text:
            area.text = text
        if self._follows or area.text == text:
            self._followed = area.text

    def _keep_draft(self) -> None:
        """Keep what differs from the record as a draft."""
        if self._done:
            return
        values = self.values()
        if not self._differs(values):
            self._drafts.pop(self._draft_key, None)
        elif values != self._drafts.get(self._draft_key):
            self._drafts[self._draft_key] = values

    def _differs(self, values: dict[str, str]) -> bool:
        return values != {field.name: field.value for field in self._fields}

    def _keep(self, values: dict[str, str]) -> str | None:
        given = changed(values, self._fields)
        sides = [
            {line.id: given[name] for line in self._lines if (name := f"{side} {line.id}") in given} for side in SIDES
        ]
        if given:
            own = {STATEMENT: given[STATEMENT]} if STATEMENT in given else {}
            try:
                self._session.do(ScopeDrafted(inside=sides[0], outside=sides[1], **own))
            except GapcheckError as error:
                self.query_one("#form-error").display = True
                return str(error)
        self._done = True
        return None
