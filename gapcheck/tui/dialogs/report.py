"""Writing documents of an engagement: which, in what formats, where to; written beside the screen, not in its way."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from gapcheck.errors import GapcheckError
from gapcheck.text import visible
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
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

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write", show=False, priority=True, id="report.write"),
        Binding("escape", "leave", "Leave", show=False, id="report.leave"),
    ]

    class Ended(Message):
        """Writing came to an end."""

        def __init__(self, files: Sequence[Path], problem: str) -> None:
            super().__init__()
            self.files = files
            self.problem = problem

    def __init__(self, session: Session, kind: str = "gap") -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._writing = False

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
                yield Choice(KINDS, self._kind, id="field-kind")
                yield Static("In what formats? Space or a digit switches one", classes="field-label")
                yield Toggles((*FORMATS, *ONLY_FOR.get(self._kind, ())), "md,html", id="field-formats")
                yield Static("Where to? An older report of the same name is replaced", classes="field-label")
                yield LineField(str(default_folder(engagement.store.folder)), id="field-out", compact=True)
            yield Static("", id="report-done")
            yield Static("", id="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Write (ctrl+s)", variant="primary", id="report-write", compact=True)
                yield Button("Leave (Esc)", id="report-leave", compact=True)

    @on(Choice.Changed, "#field-kind")
    def _kind_chosen(self, event: Choice.Changed) -> None:
        self.query_one("#field-formats", Toggles).offer((*FORMATS, *ONLY_FOR.get(event.value, ())))

    def on_mount(self) -> None:
        """Begin with the question that matters."""
        self.query_one("#field-kind").focus()

    def action_write(self) -> None:
        """Write what was chosen, as the engagement stands now."""
        from gapcheck.reports.source import ReportInput

        if self._writing:
            return
        out = self.query_one("#field-out", Input).value.strip()
        formats = [name for name in self.query_one("#field-formats", Toggles).value.split(",") if name]
        problem = "Choose at least one format." if not formats else "" if out else "Say where to write it."
        self._say(error=problem)
        if problem:
            return
        self._writing = True
        self._say(done=Content.styled("Writing \u2026", "$grey"))
        # taken here, so that the report holds one moment whatever is changed meanwhile
        report = ReportInput.of(self._session.engagement)
        self._write(report, self.query_one("#field-kind", Choice).value, formats, pasted_path(out).absolute())

    @work(thread=True, group="report")
    def _write(self, report: "ReportInput", kind: str, formats: Sequence[str], out: Path) -> None:
        from gapcheck.reports.write import write_report

        files: Sequence[Path] = ()
        problem = ""
        try:
            files = write_report(report, kind, formats, out)
        except GapcheckError as error:
            problem = str(error)
        self.post_message(self.Ended(files, problem))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        self._writing = False
        if event.problem:
            self._say(error=event.problem)
            return
        lines = [Content.styled("Written:", "$success"), *(Content(visible(str(path))) for path in event.files)]
        self._say(done=Content("\n").join(lines))
        leave = self.query_one("#report-leave", Button)
        leave.label = Content("Close (Esc)")
        leave.focus()

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
        if event.button.id == "report-write":
            self.action_write()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Close; what was written stays."""
        self.dismiss(None)


def report_dialog(view: "ViewScreen") -> ReportDialog:
    """The dialog for the engagement of a view, with the report that fits the view proposed."""
    known = {kind for kind, _ in KINDS}
    return ReportDialog(view.session, view.NAME if view.NAME in known else "gap")
