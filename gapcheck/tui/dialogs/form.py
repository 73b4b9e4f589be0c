"""A form for anything with fields. What was typed survives Esc; a refusal is shown where it is mended."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import ClassVar, Literal

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Button, Input, Static, TextArea

from gapcheck.text import visible
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.line_field import LineField
from gapcheck.tui.widgets.text_field import TextField
from gapcheck.tui.widgets.toggles import Toggles


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form."""

    name: str
    label: str
    kind: Literal["line", "text", "choice", "several"] = "line"
    value: str = ""
    hint: str = ""
    """A few words under the label or in the empty field."""
    options: tuple[tuple[str, str], ...] = ()
    """For a choice or several: (value, word). The value of several is theirs, joined with commas."""


Submit = Callable[[dict[str, str]], str | None]
"""Takes the values; returns a sentence when something is wrong with them, None when all is done."""

_PAUSE = 0.5
"""Seconds without a change after which what stands there is kept as a draft, in case the machine goes down."""


class FormDialog(ModalScreen[bool]):
    """Fields one below the other; ctrl+s or the button saves, Esc leaves and keeps the draft."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True, id="form.save"),
        Binding("ctrl+o", "save_and_go_on", "Save, and what comes next", show=False, priority=True, id="form.next"),
        Binding("escape", "leave", "Leave, keep the draft", show=False, id="form.leave"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Submit,
        *,
        intro: str = "",
        warning: str = "",
        save: str = "Save",
        drafts: MutableMapping[str, dict[str, str]] | None = None,
        draft_key: str = "",
        first: str = "",
        following: tuple[str, Callable[[], Screen[bool]]] | None = None,
    ) -> None:
        """`drafts` holds an unfinished form under `draft_key`; `first` names the field that is focused first.

        `following` is a word for a second button, which saves, and makes the dialog that it then leads to.
        """
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._submit = submit
        self._intro = intro
        self._warning = warning
        self._save = save
        self._drafts = drafts if drafts is not None else {}
        self._draft_key = draft_key or title
        self._first = first or (self._fields[0].name if self._fields else "")
        self._following = following
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, fields, message, buttons."""
        draft = self._drafts.get(self._draft_key, {})
        with Vertical(classes="dialog"):
            yield Static(Content(visible(self._title)), classes="dialog-title")
            if self._intro:
                yield Static(Content(visible(self._intro)), classes="dialog-intro")
            warning = Static(Content(visible(self._warning)), id="form-warning")
            warning.display = bool(self._warning)
            yield warning
            if draft:
                yield Static("Your draft is back.", classes="dialog-draft")
            with VerticalScroll(classes="dialog-fields", can_focus=False):
                for field in self._fields:
                    value = draft.get(field.name, field.value)
                    yield Static(Content(visible(field.label).upper()), classes="field-label")
                    if field.kind in ("choice", "several"):
                        if field.hint:
                            yield Static(Content(visible(field.hint)), classes="field-hint")
                        kind = Choice if field.kind == "choice" else Toggles
                        yield kind(field.options, value, id=f"field-{field.name}")
                    elif field.kind == "text":
                        area = TextField(value, id=f"field-{field.name}", soft_wrap=True, tab_behavior="focus")
                        area.placeholder = Content(field.hint)
                        yield area
                    else:
                        yield LineField(value, placeholder=field.hint, id=f"field-{field.name}", compact=True)
            with Vertical(classes="dialog-end"):
                yield Static("", id="form-error")
                with Horizontal(classes="dialog-buttons"):
                    yield Button(f"{self._save} (ctrl+s)", variant="primary", id="form-save", compact=True)
                    if self._following is not None:
                        yield Button(f"{self._following[0]} (ctrl+o)", id="form-next", compact=True)
                    yield Button("Leave (Esc)", id="form-leave", compact=True)

    def on_mount(self) -> None:
        """Begin where the person most likely wants to type."""
        if self._draft_key in self._drafts:
            for area in self.query(TextArea):
                area.move_cursor(area.document.end)  # a text that was begun goes on at its end
        if self._first:
            widget = self.query_one(f"#field-{self._first}")
            widget.focus()
            if isinstance(widget, Input):
                widget.cursor_position = len(widget.value)

    def warn(self, sentence: str) -> None:
        """Say something above the fields that does not stop anybody; an empty sentence takes it away."""
        if sentence != self._warning:
            self._warning = sentence
            line = self.query_one("#form-warning", Static)
            line.update(Content(visible(sentence)))
            line.display = bool(sentence)

    def values(self) -> dict[str, str]:
        """What stands in the fields now."""
        found: dict[str, str] = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            if isinstance(widget, TextArea):
                found[field.name] = widget.text
            elif isinstance(widget, (Input, Choice)):
                found[field.name] = widget.value
        return found

    @property
    def has_changes(self) -> bool:
        """Whether something stands in the fields that did not stand there at first."""
        return self.values() != {field.name: field.value for field in self._fields}

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _wait_for_pause(self) -> None:
        self._end_pause()
        self._pause = self.set_timer(_PAUSE, self._keep_draft)

    def _end_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()

    def _keep_draft(self) -> None:
        """What differs from the start waits as a draft."""
        if self.has_changes:
            self._drafts[self._draft_key] = self.values()
        else:
            self._drafts.pop(self._draft_key, None)

    def action_save(self) -> None:
        """Hand the values over; a refusal is shown and the form stays."""
        if self._saved():
            self.dismiss(True)

    def action_save_and_go_on(self) -> None:
        """Save, and open the dialog that follows."""
        if self._following is not None and self._saved():
            app, following = self.app, self._following[1]()
            self.dismiss(True)
            app.push_screen(following)

    def _saved(self) -> bool:
        problem = self._submit(self.values())
        if problem is None:
            self._end_pause()
            self._drafts.pop(self._draft_key, None)
        else:
            self.query_one("#form-error", Static).update(Content(visible(problem)))
        return problem is None

    def action_leave(self) -> None:
        """Close; what differs from the start waits as a draft."""
        self._end_pause()
        self._keep_draft()
        self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        event.stop()
        if event.button.id == "form-save":
            self.action_save()
        elif event.button.id == "form-next":
            self.action_save_and_go_on()
        else:
            self.action_leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and on the last one saves."""
        event.stop()
        names = [field.name for field in self._fields]
        at = names.index(str(event.input.id).removeprefix("field-"))
        if at + 1 < len(names):
            self.query_one(f"#field-{names[at + 1]}").focus()
        else:
            self.action_save()


def changed(values: Mapping[str, str], fields: Sequence[Field]) -> dict[str, str]:
    """Only the values that a person changed."""
    return {field.name: values[field.name] for field in fields if values[field.name] != field.value}
