"""Writing documents of an engagement: which, in what formats, where to; written beside the screen, not in its way."""

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
from gapcheck.text import visible
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.line_field import LineField
from gapcheck.tui.widgets.toggles import Toggles

if TYPE_CHECKING:
    from gapcheck.reports.source import ReportInput
    from gapcheck.tui.screens.view import ViewScreen

KINDS = (
    ("gap", "gap analysis"),
    ("readiness", "readiness"),
    ("backlog", "backlog"),
    ("soa", "Statement of Applicability"),
    ("questions", "questions by person"),
    ("boss", "one page for the boss"),
    ("audit", "audit report"),
    ("working_papers", "working papers"),
    ("nonconformities", "nonconformity forms"),
    ("corrective_plan", "corrective-action plan"),
    ("audit_plan", "audit plan"),
    ("management_review", "management review"),
    ("evidence", "evidence register"),
    ("improvement", "improvement plan"),
    ("soa_customer", "SoA for customers"),
)
FORMATS = (
    ("md", "Markdown"),
    ("html", "HTML"),
    ("csv", "CSV"),
    ("json", "JSON"),
    ("txt", "plain text"),
    ("docx", "Word"),
    ("xlsx", "Excel"),
    ("pdf", "PDF"),
)
ONLY_FOR = {
    "backlog": (("jira", "issues for Jira"), ("github", "issues for GitHub")),
    "evidence": (("zip", "evidence pack with files"),),
}
"""Formats that are for one kind of report alone."""


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

        def __init__(self, files: Sequence[Path], problem: str) -> None:
            super().__init__()
            self.files = files
            self.problem = problem

    def __init__(self, session: Session, kind: str = "gap") -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._writing: tuple[str, ...] = ()
        """The formats that are being written."""
        self._stop = Event()
        self._files: Sequence[Path] = ()

    def compose(self) -> ComposeResult:
        """What, how, where; then a line for what came of it."""
        from gapcheck.reports.write import default_folder

        engagement = self._session.engagement
        with Vertical(classes="dialog"):
            yield Static("Write a report", classes="dialog-title")
            if not engagement.mode.shows_remediation:
                yield Static("Ways to close gaps, and causes, are left out in this kind of audit.",
                             classes="dialog-intro")  # fmt: skip
            with VerticalScroll(classes="dialog-fields", can_focus=False):
                yield Static("Which?", classes="field-label")
                options = [Option(_marked(title, False), id=kind) for kind, title in KINDS]
                yield OptionList(*options, id="field-kind", markup=False, compact=True)
                yield Static("In what formats? Space or a digit switches one", classes="field-label")
                yield Toggles((*FORMATS, *ONLY_FOR.get(self._kind, ())), "md,html", id="field-formats")
                yield Static("Where to? An older report of the same name is replaced", classes="field-label")
                yield LineField(str(default_folder(engagement.store.folder)), id="field-out", compact=True)
            yield Static("", id="report-done")
            yield Static("", id="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Write (ctrl+s)", variant="primary", id="report-write", compact=True)
                yield Button("Preview (v)", id="report-preview", compact=True)
                yield Button("Open folder (o)", id="report-show", compact=True)
                yield Button("Leave (Esc)", id="report-leave", compact=True)

    def on_mount(self) -> None:
        """Begin with the question that matters."""
        kinds = self.query_one("#field-kind", OptionList)
        kinds.highlighted = kinds.get_option_index(self._kind)
        kinds.focus()

    @on(OptionList.OptionHighlighted, "#field-kind")
    def _kind_chosen(self, event: OptionList.OptionHighlighted) -> None:
        titles, before = dict(KINDS), self._kind
        self._kind = str(event.option_id)
        event.option_list.replace_option_prompt(before, _marked(titles[before], False))
        event.option_list.replace_option_prompt(self._kind, _marked(titles[self._kind], True))
        self.query_one("#field-formats", Toggles).offer((*FORMATS, *ONLY_FOR.get(self._kind, ())))

    @on(OptionList.OptionSelected, "#field-kind")
    def _kind_taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#field-formats").focus()

    def action_write(self) -> None:
        """Write what was chosen, as the engagement stands now."""
        from gapcheck.reports.source import ReportInput

        if self._writing:
            return
        out = self.query_one("#field-out", Input).value.strip()
        formats = tuple(name for name in self.query_one("#field-formats", Toggles).value.split(",") if name)
        problem = "Choose at least one format." if not formats else "" if out else "Say where to write it."
        self._say(error=problem)
        if problem:
            return
        self._writing = formats
        self._stop.clear()
        # taken here, so that the report holds one moment whatever is changed meanwhile
        report = ReportInput.of(self._session.engagement)
        self._write(report, self._kind, formats, pasted_path(out).absolute())

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
        self.post_message(self.Ended(files, problem))

    @on(Making)
    def _making(self, event: Making) -> None:
        if not self._stop.is_set() and event.done < len(self._writing):
            words = dict((*FORMATS, *ONLY_FOR.get(self._kind, ())))
            name = self._writing[event.done]
            said = f"Making {words.get(name, name)}, {event.done + 1} of {event.total} \u2026 Esc stops"
            self._say(done=Content.styled(said, "$grey"))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        self._writing = ()
        if event.problem:
            self._say(error=event.problem)
            return
        if not event.files:
            self._say(done=Content.styled("Stopped; nothing was written.", "$grey"))
            return
        self._files = event.files
        self.add_class("-written")
        self._say(done=self._written())
        leave = self.query_one("#report-leave", Button)
        leave.label = Content("Close (Esc)")
        leave.focus()

    def _written(self) -> Content:
        return Content("\n").join(
            [Content.styled("Written:", "$success"), *(Content(visible(str(path))) for path in self._files)]
        )

    def action_preview(self) -> None:
        """Show the report that is chosen as text."""
        from gapcheck.reports.source import ReportInput
        from gapcheck.tui.dialogs.preview import PreviewDialog

        report = ReportInput.of(self._session.engagement)
        self.app.push_screen(PreviewDialog(report, self._kind, dict(KINDS)[self._kind]))

    def action_show_folder(self) -> None:
        """Show the folder of what was written in the system's file manager, or say where it is."""
        from gapcheck.tui.file_manager import show_folder

        if not self._files:
            return
        folder = self._files[0].parent
        nowhere = "" if show_folder(folder) else f"There is no file manager here; the folder is {folder}"
        self._say(done=self._written(), error=nowhere)

    def _say(self, *, done: Content | None = None, error: str = "") -> None:
        self.query_one("#report-done", Static).update(done or Content(""))
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
            self._say(done=Content.styled("Stopping after this format \u2026", "$grey"))
            return
        self.dismiss(None)


def _marked(title: str, chosen: bool) -> Content:
    """A kind of report, the chosen one marked by shape as well as by colour."""
    return Content(f"{'●' if chosen else '○'} {title}")


class _Stopped(Exception):
    """The person wants no more formats."""


def report_dialog(view: "ViewScreen") -> ReportDialog:
    """The dialog for the engagement of a view, with the report that fits the view proposed."""
    known = {kind for kind, _ in KINDS}
    return ReportDialog(view.session, view.NAME if view.NAME in known else "gap")
