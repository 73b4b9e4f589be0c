"""Writing documents of an engagement: which, how, for whom and where to; written beside the screen, not in its way."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from gapcheck.errors import GapcheckError
from gapcheck.reports.names import SHORT_FORMATS, SHORT_KINDS, formats_of
from gapcheck.text import visible
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.line_field import LineField
from gapcheck.tui.widgets.report_parts import FinalPart, LeaveOutPart, Lines, Said
from gapcheck.tui.widgets.toggles import Toggles

if TYPE_CHECKING:
    from gapcheck.reports.source import ReportInput
    from gapcheck.tui.screens.view import ViewScreen


class ReportDialog(ModalScreen[None]):
    """Asks, writes, and then shows where the files are."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/report.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write", show=False, priority=True, id="report.write"),
        Binding("v", "preview", "Preview", show=False, id="report.preview"),
        Binding("o", "show_folder", "Open the folder", show=False, id="report.folder"),
        Binding("escape", "leave", "Leave", show=False, id="report.leave"),
    ]

    class Making(Message):
        """One format is being made; so many of all are done."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

    class Ended(Message):
        """Writing came to an end; without files and problem it was stopped."""

        def __init__(self, files: Sequence[Path], problem: str, left_out: Sequence[str]) -> None:
            super().__init__()
            self.files = files
            self.problem = problem
            self.left_out = left_out

    def __init__(self, session: Session, kind: str = "", place: str = "") -> None:
        """`kind` is the report that is proposed unless another was chosen before; `place` the id a preview opens at."""
        super().__init__()
        self._session = session
        self._proposed = kind
        self._kind = session.report_wish.kinds.get(kind, kind or "gap")
        self._place = place
        self._writing: tuple[str, ...] = ()
        """The formats that are being written."""
        self._stop = Event()
        self._files: Sequence[Path] = ()
        self._left_out: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """What beside how and where; then a line for what came of it."""
        wish = self._session.report_wish
        with Vertical(classes="dialog"):
            yield Static("Write a report", classes="dialog-title")
            if not self._session.engagement.mode.shows_remediation:
                yield Static("Ways to close gaps, and causes, are left out in this kind of audit.",
                             classes="dialog-intro")  # fmt: skip
            with Horizontal(id="report-columns"):
                with Vertical(id="report-which"):
                    yield Static("Which?", classes="field-label")
                    options = [Option(_marked(title, False), id=kind) for kind, title in SHORT_KINDS.items()]
                    yield OptionList(*options, id="field-kind", markup=False, compact=True)
                with VerticalScroll(classes="dialog-fields", can_focus=False):
                    yield Static("In what formats? Space or a digit switches", classes="field-label")
                    yield Toggles(_offered(self._kind), wish.formats, id="field-formats")
                    yield FinalPart(self._session, self._kind, wish.reason)
                    yield LeaveOutPart(self._session)
                    yield Static("Where to? An older one there is replaced", classes="field-label")
                    yield LineField(wish.out or self._default, id="field-out", compact=True)
            yield Lines(id="report-done")
            yield Static("", id="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Write (ctrl+s)", variant="primary", id="report-write", compact=True)
                yield Button("Preview (v)", id="report-preview", compact=True)
                yield Button("Open folder (o)", id="report-show", compact=True)
                yield Button("Leave (Esc)", id="report-leave", compact=True)

    @property
    def _default(self) -> str:
        from gapcheck.reports.write import default_folder

        return str(default_folder(self._session.engagement.store.folder))

    def on_mount(self) -> None:
        """Begin with the question that matters; what is in the way follows what happens meanwhile."""
        self.query_one("#report-done").display = False
        kinds = self.query_one("#field-kind", OptionList)
        kinds.highlighted = kinds.get_option_index(self._kind)
        kinds.focus()
        self._session.listen(self._changed)

    def on_unmount(self) -> None:
        """Stop following changes."""
        self._session.unlisten(self._changed)

    def _changed(self) -> None:
        self.query_one(FinalPart).show()

    @on(OptionList.OptionHighlighted, "#field-kind")
    def _kind_chosen(self, event: OptionList.OptionHighlighted) -> None:
        before, self._kind = self._kind, str(event.option_id)
        event.option_list.replace_option_prompt(before, _marked(SHORT_KINDS[before], False))
        event.option_list.replace_option_prompt(self._kind, _marked(SHORT_KINDS[self._kind], True))
        self.query_one("#field-formats", Toggles).offer(_offered(self._kind))
        self.query_one(FinalPart).show(self._kind)

    @on(OptionList.OptionSelected, "#field-kind")
    def _kind_taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#field-formats").focus()

    def action_write(self) -> None:
        """Write what was chosen, as the engagement stands now."""
        if self._writing:
            return
        self._remember()
        out = self.query_one("#field-out", Input).value.strip()
        formats = tuple(name for name in self.query_one("#field-formats", Toggles).value.split(",") if name)
        if self._is_refused:
            self._say(error="It cannot be final yet: settle what is listed, or say why it is final all the same.")
            self.query_one("#field-reason").focus()
            return
        problem = "Choose at least one format." if not formats else "" if out else "Say where to write it."
        self._say(error=problem)
        # taken here, so that the report holds one moment whatever is changed meanwhile
        report = None if problem else self._report()
        if report is not None:
            self._writing = formats
            self._stop.clear()
            self._write(report, self._kind, formats, pasted_path(out).absolute())

    @property
    def _is_refused(self) -> bool:
        """Whether it cannot be final, because something is open and no reason is given."""
        final = self.query_one(FinalPart)
        return bool(final.points and not final.exceptions)

    def _report(self, *, draft: bool = False) -> "ReportInput | None":
        """The engagement as it stands, without what was chosen to be left out; None when that is refused."""
        from gapcheck.reports.source import ReportInput

        final, left_out = self.query_one(FinalPart), self.query_one(LeaveOutPart)
        try:
            report = ReportInput.of(
                self._session.engagement,
                final=final.final and not draft,
                exceptions=final.exceptions,
                kind=self._kind,
            )
            if left_out.parts or left_out.classifications:
                report = report.redacted(left_out.parts, left_out.classifications)
        except GapcheckError as error:
            self._say(error=str(error))
            return None
        return report

    def _remember(self) -> None:
        wish = self._session.report_wish
        wish.kinds[self._proposed] = self._kind
        wish.formats = self.query_one("#field-formats", Toggles).value
        out = self.query_one("#field-out", Input).value
        wish.out = "" if out.strip() in ("", self._default) else out
        wish.reason = self.query_one(FinalPart).typed

    @work(thread=True, group="report")
    def _write(self, report: "ReportInput", kind: str, formats: Sequence[str], out: Path) -> None:
        from gapcheck.reports.write import write_report

        def progress(done: int, total: int) -> None:
            if self._stop.is_set():
                raise _Stopped
            self.post_message(self.Making(done, total))

        files: Sequence[Path] = ()
        problem = ""
        try:
            files = write_report(report, kind, formats, out, progress)
        except _Stopped:
            pass
        except GapcheckError as error:
            problem = str(error)
        left_out = report.redaction.lines if report.redaction else ()
        self.post_message(self.Ended(files, problem, left_out))

    @on(Making)
    def _making(self, event: Making) -> None:
        if not self.is_current:  # a quick note covers it, and painting what is covered holds up who types
            return
        if not self._stop.is_set() and event.done < len(self._writing):
            name = SHORT_FORMATS[self._writing[event.done]]
            self._say(_quiet(f"Making {name}, {event.done + 1} of {event.total} \u2026 Esc stops"))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        self._writing = ()
        if event.problem:
            self._say(error=event.problem)
            return
        if not event.files:
            self._say(_quiet("Stopped; nothing was written."))
            return
        self._files, self._left_out = event.files, event.left_out
        self.add_class("-written")
        self._say(self._written())
        leave = self.query_one("#report-leave", Button)
        leave.label = Content("Close (Esc)")
        leave.focus()

    def _written(self) -> list[Said]:
        names = ", ".join(file.name for file in self._files)
        done = Content.assemble(("Written: ", "$success"), visible(names))
        left_out: list[Said] = [(Content.styled("□", "$grey"), f"Left out: {line}") for line in self._left_out]
        # a folder's name may take many lines, so it comes last
        return [(Content.styled("●", "$success"), done), *left_out, ("", f"in {self._files[0].parent}")]

    def action_preview(self) -> None:
        """Show the report that is chosen as text."""
        from gapcheck.reports.names import KINDS
        from gapcheck.tui.dialogs.preview import PreviewDialog

        self._say()
        report = self._report(draft=self._is_refused)
        if report is not None:
            self.app.push_screen(PreviewDialog(report, self._kind, KINDS[self._kind], self._place))

    def action_show_folder(self) -> None:
        """Show the folder of what was written in the system's file manager, or say where it is."""
        from gapcheck.tui.file_manager import show_folder

        if not self._files:
            return
        folder = self._files[0].parent
        nowhere = "" if show_folder(folder) else f"There is no file manager here; the folder is {folder}"
        self._say(self._written(), error=nowhere)

    def _say(self, done: Sequence[Said] = (), *, error: str = "") -> None:
        self.query_one("#report-done", Lines).show(done)
        self.query_one("#form-error", Static).update(Content(visible(error)))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        actions = {
            "report-write": self.action_write,
            "report-preview": self.action_preview,
            "report-show": self.action_show_folder,
        }
        actions.get(event.button.id or "", self.action_leave)()

    def action_leave(self) -> None:
        """Close; what was written stays. While formats are made, stop before the next, and write none."""
        if self._writing:
            self._stop.set()
            self._say(_quiet("Stopping after this format \u2026"))
            return
        self._remember()
        self.dismiss(None)


def _offered(kind: str) -> list[tuple[str, str]]:
    """The formats of a kind, with what they are called in a row."""
    return [(name, SHORT_FORMATS[name]) for name in formats_of(kind)]


def _quiet(sentence: str) -> list[Said]:
    return [("", Content.styled(sentence, "$grey"))]


def _marked(title: str, chosen: bool) -> Content:
    """A kind of report, the chosen one marked by shape as well as by colour."""
    return Content(f"{'●' if chosen else '○'} {title}")


class _Stopped(Exception):
    """The person wants no more formats."""


def report_dialog(view: "ViewScreen") -> ReportDialog:
    """The dialog for the engagement of a view, with the report that fits the view proposed."""
    return ReportDialog(view.session, view.NAME if view.NAME in SHORT_KINDS else "", view.place)
