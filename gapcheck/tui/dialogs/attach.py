"""Attaching a file to evidence: copied in under its SHA-256 while one goes on working, or only its place noted."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Button, Input, Static

from gapcheck.analysis.evidence_register import size_in_words
from gapcheck.changes.evidence import EvidenceAdded
from gapcheck.errors import GapcheckError, StoreError
from gapcheck.records.evidence import Evidence
from gapcheck.store import attachments
from gapcheck.text import one_line, visible
from gapcheck.tui.attaching import Copy, draft_key
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.hanging import hang
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.session import Session

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp

HOW = (("copy", "copy it in"), ("reference", "keep only the reference"))
_OFTEN = 0.1
"""Seconds between two looks at how far the copy is."""
_BAR = 30


class AttachDialog(FormDialog):
    """Asks for a file; then shows how far its copy is. Leaving lets the copy go on."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/attach.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "stop", "Stop copying", show=False, id="attach.stop")]

    def __init__(self, session: Session, ident: str) -> None:
        piece = session.engagement.records.get(Evidence, ident)
        self._session, self._ident = session, ident
        self._copy: Copy | None = session.copies.running.get(ident)
        self._timer: Timer | None = None
        told = [f"To {ident} {piece.title}" if piece else ident]
        if piece is not None and piece.attachment:
            told.append(f"{piece.attachment_name} is attached; another file takes its place, and undo brings it back.")
        fields = (
            Field(name="path", label="FILE", hint="type, paste or drag it here"),
            Field(
                name="how",
                label="HOW",
                kind="choice",
                options=HOW,
                value="copy",
                hint="A copy lies in the engagement's folder under its SHA-256. A reference is only the path.",
            ),
        )
        super().__init__(
            "Attach a file",
            fields,
            self._submitted,
            intro="\n".join(told),
            save="Attach",
            drafts=session.drafts,
            draft_key=draft_key(ident),
        )

    def on_mount(self) -> None:
        """Where the file is looked at, and where the copy is told of."""
        self.query_one(".dialog-end").mount(Static("", id="attach-told"), before=0)
        self.call_after_refresh(self._show)
        self._timer = self.set_interval(_OFTEN, self._show, pause=self._copy is None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what lies at the path that was typed or dragged here."""
        event.stop()
        self._show()

    def action_save(self) -> None:
        """Attach; a copy that has begun is only watched."""
        if self._copy is None and self._saved():
            if self._copy is None:
                self.dismiss(True)
            else:
                self._watch()
        elif self._copy is not None and self._copy.is_over:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Close; a copy goes on, a path that was typed waits as a draft."""
        if self._copy is not None:
            self._drafts.pop(self._draft_key, None)
            self.dismiss(self._copy.kept is not None)
        else:
            super().action_leave()

    def action_stop(self) -> None:
        """Stop the copy; nothing is kept of it."""
        if self._copy is not None:
            self._copy.stop()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        if event.button.id == "attach-stop":
            event.stop()
            self.action_stop()
        else:
            super().on_button_pressed(event)

    @property
    def has_changes(self) -> bool:
        """Whether a path stands there that nothing was done with."""
        return self._copy is None and super().has_changes

    def _submitted(self, values: dict[str, str]) -> str | None:
        typed = values["path"].strip()
        if not typed:
            return "Name a file, or drag it here."
        path = pasted_path(typed).absolute()
        if values["how"] == "reference":
            return self._referred(str(path))
        if self._session.engagement.read_only:
            return "This engagement is open for reading only: a file cannot be copied in."
        if self._ident in self._session.copies.running:
            return f"A file is being copied for {self._ident} already; wait for it, or stop it."
        problem = _not_a_file(path)
        if not problem:
            app: GapcheckApp = self.app  # type: ignore[assignment]
            self._copy = self._session.copies.start(app, self._ident, path)
        return problem or None

    def _referred(self, path: str) -> str | None:
        piece = self._session.engagement.records.get(Evidence, self._ident)
        before = piece.reference.strip() if piece else ""
        if path not in before:
            try:
                self._session.do(EvidenceAdded(id=self._ident, reference=f"{before}; {path}" if before else path))
            except GapcheckError as error:
                return str(error)
        return None

    def _watch(self) -> None:
        self.query_one("#form-error", Static).update("")
        self.query_one(".dialog-fields").display = False
        save = self.query_one("#form-save", Button)
        save.display = False
        leave = self.query_one("#form-leave", Button)
        leave.label = Content("Go on working (Esc)")
        leave.focus()
        self.query_one(".dialog-buttons").mount(Button("Stop copying (x)", id="attach-stop", compact=True))
        if self._timer is not None:
            self._timer.resume()
        self._show()

    def _show(self) -> None:
        try:
            told = self.query_one("#attach-told", Static)
        except NoMatches:
            return
        width = told.content_size.width or 70
        if self._copy is None:
            told.update(Content.styled(_seen(self.query_one("#field-path", Input).value), "$grey"))
            return
        if self.query_one(".dialog-fields").display:
            self._watch()
        copy = self._copy
        told.update(_progress(copy, width) if not copy.is_over else self._ended(copy, width))
        if copy.is_over:
            self.query_one("#form-leave", Button).label = Content("Close (Esc)")
            for button in self.query("#attach-stop"):
                button.display = False
            if self._timer is not None:
                self._timer.pause()

    def _ended(self, copy: Copy, width: int) -> Content:
        if copy.kept is None or copy.problem:
            return Content.styled(visible(copy.problem), "$error")
        digest, size = copy.kept
        return facts(copy.source.name, size, digest, str(self._session.engagement.store.folder), width)


class AttachedDialog(ModalScreen[None]):
    """The file of a piece of evidence: its name, size and SHA-256, where it lies, and whether it is whole."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/attach.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "Leave", show=False, id="attached.leave"),
        Binding("o", "open", "Open it", show=False, id="attached.open"),
        Binding("c", "copy_path", "Copy its path", show=False, id="attached.copy"),
        Binding("v", "verify", "Verify it again", show=False, id="attached.verify"),
        Binding("x", "detach", "Take it away", show=False, id="attached.detach"),
    ]

    def __init__(self, session: Session, piece: Evidence) -> None:
        super().__init__()
        self._session, self._piece = session, piece
        self._folder = session.engagement.store.folder

    def compose(self) -> ComposeResult:
        """What is known of it, whether it is whole, what can be done."""
        with Vertical(classes="dialog"):
            yield Static(Content(visible(f"{self._piece.id} {self._piece.title}")), classes="dialog-title")
            yield Static("", id="attached-facts")
            yield Static("", id="attached-whole")
            with Horizontal(classes="dialog-buttons attached-buttons"):
                yield Button("Leave (Esc)", id="leave", compact=True)
                yield Button("Open (o)", id="open", compact=True)
                yield Button("Copy path (c)", id="copy_path", compact=True)
                yield Button("Take away (x)", id="detach", compact=True)

    def on_mount(self) -> None:
        """Look at once whether the file is as it was."""
        self.query_one("#leave").focus()
        self.action_verify()

    def on_resize(self) -> None:
        """Wrap for the width that there is."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        piece, shown = self._piece, self.query_one("#attached-facts", Static)
        width = shown.content_size.width or 70
        told = facts(piece.attachment_name, piece.attachment_size, piece.attachment, str(self._folder), width)
        shown.update(told)

    def action_verify(self) -> None:
        """Read it and compare it with its SHA-256."""
        self.query_one("#attached-whole", Static).update(Content.styled("Verifying \u2026", "$grey"))
        self._verify()

    @work(thread=True, group="verify", exclusive=True)
    def _verify(self) -> None:
        problem = attachments.verify_one(self._folder, self._piece.attachment)
        self.app.call_later(self._verified, problem)

    def _verified(self, problem: str) -> None:
        if self.is_attached:
            said = Content.styled(visible(problem), "$error")
            whole = Content.styled("Whole: it is as it was when it was attached.", "$success")
            self.query_one("#attached-whole", Static).update(said if problem else whole)

    @property
    def _path(self) -> Path | None:
        try:
            return attachments.path_of(self._folder, self._piece.attachment)
        except StoreError:
            return None

    def action_open(self) -> None:
        """Hand the file to the program that the system has for it."""
        if self._path is not None and self._path.is_file():
            self.app.open_url(self._path.absolute().as_uri())

    def action_copy_path(self) -> None:
        """Put the path into the clipboard."""
        if self._path is not None:
            self.app.copy_to_clipboard(str(self._path.absolute()))
            self.app.notify("The path is in the clipboard.", markup=False)

    def action_detach(self) -> None:
        """Let the evidence have no file; undo brings it back."""
        try:
            self._session.do(EvidenceAdded(id=self._piece.id, attachment="", attachment_name="", attachment_size=0))
        except GapcheckError as error:
            self.query_one("#attached-whole", Static).update(Content.styled(visible(str(error)), "$error"))
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what their keys do."""
        event.stop()
        await self.run_action(event.button.id or "leave")

    def on_click(self, event: events.Click) -> None:
        """A click elsewhere leaves."""
        if event.widget is self:
            self.dismiss(None)


def facts(name: str, size: int, digest: str, folder: str, width: int) -> Content:
    """Name, size, SHA-256 and place of an attached file, nothing of it cut."""
    lines = [
        ("file", name or "without a name"),
        ("size", f"{size_in_words(size)} ({size:,} bytes)" if size >= 1000 else size_in_words(size)),
        ("SHA-256", digest),
        ("lies at", os.path.join(folder, "evidence", digest)),  # noqa: PTH118 - shown, also when it names no attachment
    ]
    return Content("\n").join(
        hang(Content.styled(word, "$grey"), Content(visible(text)), width, indent=9) for word, text in lines
    )


def _progress(copy: Copy, width: int) -> Content:
    full = round(copy.part * _BAR)
    bar = Content.assemble(("█" * full, "$primary"), ("░" * (_BAR - full), "$grey"))
    size = f" of {size_in_words(copy.total)}" if copy.total else ""
    name = Content(one_line(copy.source.name))
    return Content("\n").join(
        [hang("", name, width, indent=0), Content.assemble(bar, f"  {copy.part:4.0%}", (size, "$grey"))]
    )


def _seen(typed: str) -> str:
    """What lies at the path, as far as a glance tells."""
    if not typed.strip():
        return ""
    path = pasted_path(typed).absolute()
    problem = _not_a_file(path)
    if problem:
        return problem
    try:
        return f"{one_line(path.name)} · {size_in_words(path.stat().st_size)}"
    except OSError:
        return ""


def _not_a_file(path: Path) -> str:
    try:
        if path.is_file():
            return ""
        if path.is_dir():
            return f"{path} is a folder; choose a file, or pack the folder into one."
        return f"There is no file {path}."
    except (OSError, ValueError) as error:
        return f"{path} cannot be looked at: {error}."
