"""The app: themes, screens on first use, the open engagement, and one place where errors are shown."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

from gapcheck import settings
from gapcheck.engagement import Clock, Engagement, now
from gapcheck.errors import GapcheckError
from gapcheck.text import visible
from gapcheck.tui.noting import TakesNotes
from gapcheck.tui.session import Session
from gapcheck.tui.themes import DAY, NIGHT, THEMES

View = Callable[[Session], Screen[None]]
_TURN = 0.0005
"""Seconds that a report or a copy may keep whoever types waiting: a tenth of what Python allows its threads."""


def _lazy(file: str, name: str) -> View:
    """A view that is imported when it is first shown: start-up is a feature."""

    def made(session: Session) -> Screen[None]:
        kind: View = getattr(import_module(f"gapcheck.tui.{file}"), name)
        return kind(session)

    return made


VIEWS: dict[str, View] = {
    "work": _lazy("screens.work", "WorkScreen"),
    "gap": _lazy("screens.gap", "GapScreen"),
    "readiness": _lazy("screens.readiness", "ReadinessScreen"),
    "backlog": _lazy("screens.backlog", "BacklogScreen"),
    "soa": _lazy("screens.soa", "SoaScreen"),
    "guide": _lazy("guide.screen", "GuideScreen"),
    "day": _lazy("screens.day", "DayScreen"),
    "notes": _lazy("screens.notes", "NotesScreen"),
    "interviews": _lazy("screens.interviews", "InterviewsScreen"),
    "threads": _lazy("screens.threads", "ThreadsScreen"),
    "register": _lazy("screens.register", "RegisterScreen"),
    "samples": _lazy("screens.samples", "SamplesScreen"),
    "findings": _lazy("screens.findings", "FindingsScreen"),
    "coverage": _lazy("screens.coverage", "CoverageScreen"),
}
"""The screens of an open engagement; a new one is one file and one line here."""


class GapcheckApp(TakesNotes):
    """gapcheck in the terminal."""

    TITLE = "gapcheck"
    CSS_PATH = "styles/app.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-three"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit"),
    ]

    def __init__(self, folder: Path | None = None, *, clock: Clock = now) -> None:
        """Open the app on the start screen, or in the engagement of a folder."""
        super().__init__()
        self.folder = folder
        self.clock = clock
        self.session: Session | None = None
        self._asked_about: Screen[Any] | None = None
        self.settings = settings.load()
        for theme in THEMES:
            self.register_theme(theme)
        known = self.settings.theme in self.available_themes
        self.theme = self.settings.theme if known else NIGHT.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the house that other themes do not name, made from those that they do."""
        dark = self.current_theme.dark
        return {
            "grey": "#8a95a1" if dark else "#656c73",
            "rule": "#2c3540" if dark else "#d8d3c8",
            "place": "#26404c" if dark else "#b9d0d6",
        }

    def get_default_screen(self) -> Screen[Any]:
        """The first screen: the engagement that was asked for, or the start screen with the reason why not."""
        screen = self._first_screen()
        self.stylesheet.read_all(screen.css_path)  # Textual reads a screen's styles when it is pushed; this one is not
        return screen

    def _first_screen(self) -> Screen[Any]:
        problem: GapcheckError | None = None
        if self.folder is not None:
            try:
                return self._begun(Engagement.open(self.folder, who=self.settings.who, clock=self.clock))
            except GapcheckError as error:
                problem = error
        from gapcheck.tui.screens.start import StartScreen

        if problem is not None:
            self.call_later(self.show_error, problem)
        return StartScreen()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Show another screen in place of this one."""
        # the first screen was never pushed, and Textual 8.2 fails to switch away from one that was not
        if not self.screen._result_callbacks:
            self.screen._push_result_callback(self.screen, None)
        return super().switch_screen(screen)

    def on_mount(self) -> None:
        """From the second screen on, screens are fitted before they are first laid out."""
        self.screen_change_signal.subscribe(self, self._fitted, immediate=True)

    def _fitted(self, screen: Screen[Any]) -> None:
        """Textual lays a new screen out, tells it its size and lays it out again for that: much of what opening costs.

        A screen gets the classes of its size beforehand; a dialog, and who says so, the size itself, which nobody in it
        must need to hear of.
        """
        if screen.outer_size:
            return
        ways = ((self.size.width, screen.HORIZONTAL_BREAKPOINTS or self.HORIZONTAL_BREAKPOINTS),
                (self.size.height, screen.VERTICAL_BREAKPOINTS or self.VERTICAL_BREAKPOINTS))  # fmt: skip
        for cells, steps in ways:
            screen.add_class(max(step for step in steps if step[0] <= cells)[1])
        if getattr(screen, "ONE_LAYOUT", screen.is_modal and not hasattr(screen, "on_resize")):
            screen._size = self.size
            # once its parts have asked for it; a new screen's clock would wait for a whole tick before the first frame
            screen.call_later(screen.call_later, screen._on_timer_update)

    def on_ready(self) -> None:
        """The first frame stands: from now on garbage is collected again, start-up's own objects left out."""
        import gc
        import sys

        gc.enable()
        gc.freeze()
        sys.setswitchinterval(_TURN)

    async def action_quit(self) -> None:
        """Quit; what was typed and cannot be kept without a person's word is asked about once."""
        if not self.all_kept() and self._asked_about is not self.screen:
            self._asked_about = self.screen
            self.show_error("What you typed here is not saved yet. ctrl+q once more quits without it.")
            return
        await super().action_quit()

    def all_kept(self) -> bool:
        """Save the line that is being typed, and say whether nothing that was typed is left unsaved on this screen."""
        from gapcheck.tui.dialogs.form import FormDialog
        from gapcheck.tui.dialogs.type_ahead import TypeAhead
        from gapcheck.tui.widgets.line import Line

        for screen in self.screen_stack:
            if isinstance(screen, TypeAhead):
                screen.keep()
        kept = [line.flush() for screen in self.screen_stack for line in screen.query(Line)]
        return all(kept) and not (isinstance(self.screen, FormDialog) and self.screen.has_changes)

    def show_start(self) -> None:
        """Go to the start screen; an open engagement is closed."""
        from gapcheck.tui.screens.start import StartScreen

        self._leave(StartScreen())

    def open_engagement(self, folder: Path) -> bool:
        """Open an engagement on its first view; a failure is shown, and False returned."""
        if self.session is not None:
            self.show_start()
        try:
            engagement = Engagement.open(folder, who=self.settings.who, clock=self.clock)
        except GapcheckError as error:
            self.show_error(error)
            return False
        self.begin(engagement)
        return True

    def begin(self, engagement: Engagement) -> None:
        """Work on an engagement that is open already."""
        if self.session is not None:
            self.show_start()
        self.clear_notifications()
        self.switch_screen(self._begun(engagement))

    def _begun(self, engagement: Engagement) -> Screen[None]:
        self.session = Session(engagement)
        first = _first_view(self.session)
        screen = VIEWS[first](self.session)
        self.install_screen(screen, f"view-{first}")
        return screen

    def begin_anew(self) -> None:
        """Make all views of the open engagement anew, as it became one of another type, and show the first of them."""
        session = self.session
        if session is None or not self.all_kept():
            return
        installed = [f"view-{name}" for name in VIEWS if self.is_screen_installed(f"view-{name}")]
        self.clear_notifications()
        first = _first_view(session)
        screen = VIEWS[first](session)
        self.switch_screen(screen)
        for name in installed:
            self.uninstall_screen(name)
        self.install_screen(screen, f"view-{first}")

    def show_view(self, name: str) -> Screen[None] | None:
        """Switch to one of the views of the open engagement and return it."""
        if self.session is None:
            return None
        key = f"view-{name}"
        if not self.is_screen_installed(key):
            self.install_screen(VIEWS[name](self.session), key)
        if self.screen is not self.get_screen(key):
            self.switch_screen(key)
        screen: Screen[None] = self.get_screen(key)
        return screen

    def go_to_item(self, ref: str) -> None:
        """Show an item on the work screen, from anywhere."""
        from gapcheck.tui.screens.work import WorkScreen

        screen = self.show_view("work")
        if isinstance(screen, WorkScreen):
            screen.call_after_refresh(screen.show_item, ref)

    def show_error(self, error: Exception | str) -> None:
        """Show a sentence that says what is wrong; text of users in it stays text."""
        self.notify(visible(str(error)), title="Not done", severity="error", timeout=12, markup=False)

    def show_message(self, text: str) -> None:
        """Show that something was done."""
        self.notify(visible(text), timeout=4, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything that a key does on this screen, and what belongs to the app."""
        active = [(each.binding, each.node) for each in screen.active_bindings.values() if each.enabled]
        # a key that means something else to what has the focus does not take its action out of the palette
        own = [(binding, screen) for _, binding in screen._bindings]
        seen = set()
        for binding, node in (*active, *own):
            if binding.description and binding.action not in seen:
                seen.add(binding.action)
                key = self.get_key_display(binding)
                yield SystemCommand(binding.description, binding.tooltip or f"key {key}", self._runner(binding, node))
        yield SystemCommand("Day theme", "Ink on paper", lambda: self.choose_theme(DAY.name))
        yield SystemCommand("Night theme", "Paper on ink", lambda: self.choose_theme(NIGHT.name))
        yield SystemCommand("Other theme", "Choose among all themes", self.search_themes)

    def choose_theme(self, name: str) -> None:
        """Use a theme now and next time."""
        import msgspec

        self.theme = name
        self.settings = msgspec.structs.replace(self.settings, theme=name)
        try:
            settings.save(self.settings)
        except GapcheckError as error:
            self.show_error(error)

    def _runner(self, binding: Binding, node: DOMNode) -> Callable[[], object]:
        return lambda: self.run_worker(self.run_action(binding.action, node))

    def _leave(self, instead: Screen[None]) -> None:
        """Close the engagement and show another screen in place of its views."""
        self.all_kept()
        installed = [f"view-{name}" for name in VIEWS if self.is_screen_installed(f"view-{name}")]
        self.switch_screen(instead)
        for name in installed:
            self.uninstall_screen(name)
        if self.session is not None:
            self.session.close()
            self.session = None

    def on_unmount(self) -> None:
        """Let go of the engagement's folder however the app ends."""
        if self.session is not None:
            self.session.close()


def _first_view(session: Session) -> str:
    return "guide" if session.engagement.about.type == "baseline" else "work"


def plain(text: str) -> Content:
    """Text of a user, as content that is never read as markup."""
    return Content(visible(text))
