"""What all views of an engagement share: status line, the row of views, banner, key bar, and the keys between them."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from gapcheck.changes.base import Change
from gapcheck.errors import GapcheckError
from gapcheck.tui.dialogs.explain import Block, ExplainDialog
from gapcheck.tui.press import PressStatic, pressable
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.banner import Banner
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp

NAMES = (
    ("w", "work", "Work"),
    ("g", "gap", "Gap"),
    ("r", "readiness", "Readiness"),
    ("b", "backlog", "Backlog"),
    ("a", "soa", "Applicability"),
)
ON_SITE = ("o", "on_site", "On site")
ON_SITE_VIEWS = ("day", "notes", "interviews", "threads", "register", "samples", "findings", "coverage")
FIRST_DAY = ("h", "guide", "First day")
"""The guided first day; only a baseline has one."""


class ViewScreen(Screen[None]):
    """A view of the open engagement. Subclasses give `body`, `show`, `KEYS` and `explanation`."""

    NAME: ClassVar[str] = ""
    KEYS: ClassVar[tuple[Key, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"view('{name}')", word, show=False, id=f"view.{name}") for key, name, word in NAMES),
        Binding("o", "on_site", "On site: day, notes, interviews, threads, evidence", show=False, id="on-site"),
        Binding("m", "app.quick_note", "Quick note, on every screen", show=False, id="quick-note"),
        Binding("T", "thread", "Park a line of enquiry, or pick one up", show=False, id="thread"),
        Binding("L", "learn", "Learn: what is what, what comes first, what goes wrong", show=False, id="learn"),
        Binding("slash", "go_to", "Go to an item", show=False, id="go-to"),
        Binding("question_mark", "explain", "Explain", show=False, id="explain"),
        Binding("u", "undo", "Undo", show=False, id="undo"),
        Binding("U", "redo", "Redo", show=False, id="redo"),
        Binding("p", "report", "Write a report", show=False, id="report"),
        Binding("H", "about", "Head of the reports: scope, dates, classification, house style", show=False, id="about"),
        Binding("R", "reload", "Read the engagement again", show=False, id="reload"),
        Binding("q", "start", "Back to the start screen", show=False, id="start"),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in Textual, but that a part that gets or loses the focus paints itself, and not the whole screen with it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        if self.has_first_day:
            key, name, word = FIRST_DAY
            self._bindings.bind(key, f"view('{name}')", word, show=False)

    @property
    def has_first_day(self) -> bool:
        """Whether the first day is one of the views."""
        return self.session.engagement.about.type == "baseline"

    @property
    def place(self) -> str:
        """The id of what is shown or under the cursor, where a report is looked at first; empty for its beginning."""
        return ""

    @property
    def gapcheck(self) -> "GapcheckApp":
        """The app, by its own type."""
        return self.app  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield StatusLine(self.session)
        yield PressStatic(self._names(), id="views")
        yield Banner(self.session)
        yield from self.body()
        yield KeyBar(self.KEYS)

    def body(self) -> Iterable[Widget]:
        """The widgets between the row of views and the key bar."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the results as they are now."""
        raise NotImplementedError

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Title and text for what has the focus."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Fill the view, and follow changes from now on."""
        self.session.listen(self._changed)
        self.show()

    def on_unmount(self) -> None:
        """Stop following changes."""
        self.session.unlisten(self._changed)

    def on_screen_resume(self) -> None:
        """Show what happened while another view was open."""
        if self.is_mounted:
            self._changed()

    def _changed(self) -> None:
        if self.is_current and self.is_mounted:
            self.query_one(StatusLine).refresh()
            self.query_one(Banner).show()
            self.show()

    def do(self, *changes: Change) -> bool:
        """Let changes happen; a refusal or a failed save is shown. Says whether they happened."""
        try:
            self.session.do(*changes)
        except GapcheckError as error:
            self.gapcheck.show_error(error)
            return False
        return True

    def action_view(self, name: str) -> None:
        """Switch to another view."""
        self.gapcheck.show_view(name)

    def action_go_to(self) -> None:
        """Find an item by number, title or any word of its questions."""
        from gapcheck.tui.dialogs.go_to import GoToDialog

        self.app.push_screen(GoToDialog(self.session), self._gone_to)

    def _gone_to(self, ref: str | None) -> None:
        if ref:
            self.gapcheck.go_to_item(ref)

    def action_explain(self) -> None:
        """Explain what has the focus."""
        title, blocks = self.explanation()
        keys = [
            (self.app.get_key_display(active.binding), active.binding.description)
            for active in self.active_bindings.values()
            if active.binding.description and active.node in (self, self.app)
        ]
        self.app.push_screen(ExplainDialog(title, blocks, keys))

    def action_undo(self) -> None:
        """Take back the last change, also one of an earlier session."""
        self._revert(self.session.undo, "Taken back", "Nothing to take back.")

    def action_redo(self) -> None:
        """Let the last change that was taken back stand again."""
        self._revert(self.session.redo, "Done again", "Nothing to do again.")

    def _revert(self, revert: Callable[[], str | None], done: str, nothing: str) -> None:
        try:
            what = revert()
        except GapcheckError as error:
            self.gapcheck.show_error(error)
        else:
            self.gapcheck.show_message(f"{done}: {what}" if what else nothing)

    def action_report(self) -> None:
        """Write a document of this engagement."""
        from gapcheck.tui.dialogs.report import report_dialog

        self.app.push_screen(report_dialog(self))

    def action_about(self) -> None:
        """What stands at the head of every report, and how reports look."""
        from gapcheck.tui.dialogs.about import about_dialog

        self.app.push_screen(about_dialog(self.session))

    def action_reload(self) -> None:
        """Open the engagement anew: shows what another person saved, and allows writing once they have closed it."""
        if self.gapcheck.all_kept():
            self.gapcheck.open_engagement(self.session.engagement.store.folder)

    def action_start(self) -> None:
        """Close the engagement and go back to the start screen; a line that could not be saved keeps one here."""
        if self.gapcheck.all_kept():
            self.gapcheck.show_start()

    def action_on_site(self) -> None:
        """The menu of the day on site."""
        from gapcheck.tui.dialogs.on_site import HERE, TEAM, OnSiteMenu

        def chosen(name: str | None) -> None:
            if name == HERE:
                from gapcheck.tui.dialogs.here import here_dialog

                self.app.push_screen(here_dialog(self.session))
            elif name == TEAM:
                self._ask_team()
            elif name:
                self.gapcheck.show_view(name)

        self.app.push_screen(OnSiteMenu(self.session), chosen)

    def _ask_team(self) -> None:
        from gapcheck.tui.dialogs.team import member_dialog, team_dialog

        def picked(ident: str | None) -> None:
            if ident is not None:
                self.app.push_screen(member_dialog(self.session, ident), again)

        def again(saved: bool | None) -> None:
            if saved:
                self._ask_team()

        self.app.push_screen(team_dialog(self.session), picked)

    def action_thread(self) -> None:
        """Park a thread with a line, or pick one up."""
        from gapcheck.tui.dialogs.thread import pick_up_thread

        pick_up_thread(self.gapcheck, self.session)

    def action_learn(self) -> None:
        """The pages that teach."""
        from gapcheck.tui.dialogs.learn import learn_dialog

        self.app.push_screen(learn_dialog(self.session))

    def _names(self) -> Content:
        names = [(key, word, f"view('{name}')", name == self.NAME) for key, name, word in NAMES]
        if self.has_first_day:
            key, name, word = FIRST_DAY
            names.insert(0, (key, word, f"view('{name}')", name == self.NAME))
        else:
            key, _, word = ON_SITE
            names.append((key, word, "screen.on_site", self.NAME in ON_SITE_VIEWS))
        parts = [
            pressable(Content.assemble((key, "$primary"), " ", (word, "bold $primary" if here else "$grey")), action)
            for key, word, action, here in names
        ]
        return Content("   ").join(parts)
