"""The first screen: three doors, the engagements that are there, and a demo to look around in."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from gapcheck import paths
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError
from gapcheck.text import one_line
from gapcheck.tui.ahead import DOOR, GOING_ON, get_ready
from gapcheck.tui.found_engagements import Found, heads, looked_into
from gapcheck.tui.hanging import hang
from gapcheck.tui.screens import start_rows as rows
from gapcheck.tui.widgets.fitted import Fitted
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.line_field import LineField

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp
    from gapcheck.tui.dialogs.new_engagement import Door, NewEngagementDialog

KEYS: tuple[Key, ...] = (
    ("Enter", "open", "screen.choose"),
    ("o", "other folder", "screen.other_folder"),
    ("/", "find", "screen.find"),
    ("?", "explain", "screen.explain"),
    ("s", "settings", "screen.settings"),
    ("ctrl+q", "quit", "app.quit"),
)
_KEYS_FINDING: tuple[Key, ...] = (
    ("\u2191\u2193", "move", "screen.move('down')"),
    ("Enter", "open", "screen.choose"),
    ("Esc", "show all", "screen.show_all"),
    ("ctrl+q", "quit", "app.quit"),
)
_ENTRIES = (*rows.DOORS, rows.DEMO)


class StartScreen(Screen[None]):
    """Where every session begins: nothing here changes an engagement."""

    CSS_PATH = "../styles/start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(door.key, f"begin('{door.key}')", door.title, show=False, id=f"start.{door.key}")
          for door in rows.DOORS),
        Binding("d", "demo", "Try the demo", show=False, id="start.demo"),
        Binding("o", "other_folder", "Open another folder", show=False, id="start.other-folder"),
        Binding("slash", "find", "Find an engagement", show=False, id="start.find"),
        Binding("question_mark", "explain", "Which of these is mine?", show=False, id="explain"),
        Binding("L", "learn", "Learn: what is what, what comes first, what goes wrong", show=False, id="learn"),
        Binding("s", "settings", "Settings: your name, day or night", show=False, id="start.settings"),
        Binding("down,j", "move('down')", "Next", show=False, id="start.down"),
        Binding("up,k", "move('up')", "The one before", show=False, id="start.up"),
        Binding("q", "app.quit", "Quit, also where a terminal keeps ctrl+q", show=False, id="start.quit"),
        Binding("escape", "show_all", "Show all engagements again", show=False, id="start.show-all"),
    ]  # fmt: skip

    class Listed(Message):
        """The engagements were found."""

        def __init__(self, found: list[Found]) -> None:
            super().__init__()
            self.found = found

    class LookedInto(Message):
        """It is known how far an engagement is."""

        def __init__(self, found: Found) -> None:
            super().__init__()
            self.found = found

    class DemoMade(Message):
        """The demo is there, or it is not."""

        def __init__(self, problem: str) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self) -> None:
        super().__init__()
        self._home = paths.engagements_home()
        self._found: dict[str, Found] | None = None
        self._touched = False
        self._making = False
        self._drafts: dict[str, dict[str, str]] = {}

    @property
    def gapcheck(self) -> "GapcheckApp":
        """The app, by its own type."""
        return self.app  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        """Name, doors and engagements on the left, more about the one under the cursor on the right."""
        with Vertical(id="start-head"):
            yield Static(Content.assemble((rows.NAME, "bold $primary"), "  ", rows.SENTENCE))
            yield Static(
                Content.assemble(
                    ("Your data is in ", "$grey"),
                    one_line(str(self._home)),
                    (". Nothing leaves this machine.", "$grey"),
                ),
                id="start-data",
            )
        yield LineField(placeholder="organization, title or folder", id="start-filter", compact=True)
        with Horizontal(id="start-body"):
            yield OptionList(id="start-list", markup=False, compact=True)
            with VerticalScroll(id="start-side", can_focus=False):
                yield Static("", id="start-about")
        yield Static("", id="start-note")
        yield KeyBar(KEYS)

    def on_mount(self) -> None:
        """Show the doors at once and look for engagements meanwhile."""
        self._fill()
        self._list.highlighted = 1
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Look again: something may have been made or removed."""
        self._look()

    @property
    def _list(self) -> OptionList:
        return self.query_one("#start-list", OptionList)

    @property
    def _filter(self) -> Input:
        return self.query_one("#start-filter", Input)

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        """Find the engagements, then see how far each is; a full disk drive of them never holds up the screen."""
        worker = get_current_worker()
        known = {ident: one.changed for ident, one in (self._found or {}).items() if one.clauses}
        found = heads(self._home)
        self.post_message(self.Listed(found))
        for one in found:
            if worker.is_cancelled:
                return
            if known.get(_ident(one)) != one.changed:
                self.post_message(self.LookedInto(looked_into(one)))

    @on(Listed)
    def _listed(self, event: Listed) -> None:
        first = self._found is None
        known = self._found or {}
        self._found = {}
        for one in event.found:
            before = known.get(_ident(one))
            self._found[_ident(one)] = before if before and before.changed == one.changed else one
        self._fill()
        if first and not self._touched and self._found:
            self._list.highlighted = self._list.get_option_index(next(iter(self._found)))
        if first:
            self.call_after_refresh(self._get_ready)

    def _get_ready(self) -> None:
        """For somebody who is new, and for who goes on with a first day, what comes next should not have to be read."""
        last = next(iter((self._found or {}).values()), None)
        if last is None:
            get_ready(self.app, DOOR)
        elif last.about is not None and last.about.type == "baseline":
            get_ready(self.app, GOING_ON)

    @on(LookedInto)
    def _looked_into(self, event: LookedInto) -> None:
        ident = _ident(event.found)
        if self._found is None or ident not in self._found:
            return
        self._found[ident] = event.found
        if any(option.id == ident for option in self._list.options):
            self._list.replace_option_prompt(ident, _row(event.found))
            highlighted = self._list.highlighted_option
            if highlighted is not None and highlighted.id == ident:
                self._show_about(ident)

    def _fill(self) -> None:
        """Show the rows anew; the cursor stays on the same entry."""
        options = self._list
        at = options.highlighted_option.id if options.highlighted_option else None
        wanted = self._filter.value.strip() if self._filter.display else ""
        found = [one for one in (self._found or {}).values() if one.has(wanted)]
        content = [] if wanted else [_text(partial(rows.heading, "Begin")), *(_door(door) for door in _ENTRIES)]
        if self._found is not None:
            content.append(_text(partial(_engagements_heading, bool(found))))
            content += [Option(_row(one), id=_ident(one)) for one in found]
            if not found:
                text = f"Nothing is called \u201c{one_line(wanted)}\u201d." if wanted else rows.FIRST_TIME
                content.append(_text(partial(_hint, text)))
        options.set_options(content)
        ids = [option.id for option in content]
        firsts = [number for number, option in enumerate(content) if not option.disabled]
        options.highlighted = ids.index(at) if at in ids and at else firsts[0] if firsts else None

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._show_about(str(event.option.id))

    def _show_about(self, ident: str) -> None:
        about = self.query_one("#start-about", Static)
        if self._found and ident in self._found:
            one = self._found[ident]
            about.update(Fitted(lambda width: rows.about_engagement(one, width)))
        else:
            about.update(next((rows.about_door(door) for door in _ENTRIES if ident == f"door-{door.key}"), Content("")))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(str(event.option.id))

    @on(Input.Changed, "#start-filter")
    def _filtered(self) -> None:
        self._fill()

    @on(Input.Submitted, "#start-filter")
    def _filter_entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def on_key(self) -> None:
        """From the first key on, the cursor is the person's."""
        self._touched = True

    def on_paste(self, event: events.Paste) -> None:
        """A folder that is dragged onto the window is meant to be opened."""
        if event.text.strip() and not self._filter.has_focus:
            event.stop()
            self.action_other_folder(event.text.strip().splitlines()[0])

    def action_move(self, way: str) -> None:
        """Move the cursor of the list wherever the keys go."""
        if way == "down":
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_choose(self) -> None:
        """Open what is under the cursor."""
        if self._list.highlighted_option is not None:
            self._open(str(self._list.highlighted_option.id))

    def _open(self, ident: str) -> None:
        if self._found and ident in self._found:
            self.gapcheck.open_engagement(self._found[ident].folder)
        elif ident == "door-d":
            self.action_demo()
        elif ident.startswith("door-"):
            self.action_begin(ident.removeprefix("door-"))

    def action_begin(self, key: str) -> None:
        """Start an engagement behind one of the doors."""
        door = next(door for door in rows.DOORS if door.key == key)
        if door.types == ("baseline",):
            from gapcheck.tui.dialogs.first_day import FirstDayDialog, WhereDialog

            where = WhereDialog(self._home)
            self.app.push_screen(where, lambda on: self._ask_for(door, FirstDayDialog) if on else None)
            return
        from gapcheck.tui.dialogs.new_engagement import NewEngagementDialog

        self._ask_for(door, NewEngagementDialog)

    def _ask_for(self, door: "Door", form: "type[NewEngagementDialog]") -> None:
        app = self.gapcheck
        dialog = form(door, self._home, who=app.settings.who, clock=app.clock, drafts=self._drafts)

        def made(_: bool | None) -> None:
            self._enter(dialog.engagement)
            if dialog.problem:
                app.show_error(dialog.problem)

        app.push_screen(dialog, made)

    def action_other_folder(self, path: str = "") -> None:
        """Open an engagement that lies somewhere else."""
        from gapcheck.tui.dialogs.open_folder import OpenFolderDialog

        app = self.gapcheck
        dialog = OpenFolderDialog(lambda folder: Engagement.open(folder, who=app.settings.who, clock=app.clock), path)
        app.push_screen(dialog, lambda _: self._enter(dialog.engagement))

    def _enter(self, engagement: Engagement | None) -> None:
        if engagement is not None:
            self.gapcheck.begin(engagement)

    def action_demo(self) -> None:
        """Make the demo if it is not there yet, and open it."""
        if not self._making:
            self._making = True
            self._note("Making the demo \u2026")
            self._make_demo()

    @work(thread=True, group="demo")
    def _make_demo(self) -> None:
        from gapcheck.demo.make import make_demo

        problem = ""
        try:
            make_demo(self._home / "demo", keep=True)
        except GapcheckError as error:
            problem = str(error)
        self.post_message(self.DemoMade(problem))

    @on(DemoMade)
    def _demo_made(self, event: DemoMade) -> None:
        self._making = False
        self._note("")
        if event.problem:
            self.gapcheck.show_error(event.problem)
        elif self.is_current:
            self.gapcheck.open_engagement(self._home / "demo")

    def _note(self, text: str) -> None:
        self.query_one("#start-note", Static).update(Content(text))

    def action_find(self) -> None:
        """Narrow the engagements down while typing."""
        self._filter.display = True
        self._filter.focus()
        self.query_one(KeyBar).show_keys(_KEYS_FINDING)
        self._fill()

    def action_show_all(self) -> None:
        """Put the filter away."""
        if self._filter.display:
            self._list.focus()
            self._filter.value = ""
            self._filter.display = False
            self.query_one(KeyBar).show_keys(KEYS)
            self._fill()

    def action_explain(self) -> None:
        """The four activities that people mix up, and the keys."""
        from gapcheck.tui.dialogs.explain import ExplainDialog

        keys = [
            (self.app.get_key_display(active.binding), active.binding.description)
            for active in self.active_bindings.values()
            if active.binding.description and active.node in (self, self.app)
        ]
        self.app.push_screen(ExplainDialog("Which of these is mine?", rows.DIFFERENCES, keys))

    def action_learn(self) -> None:
        """The pages that teach, of the questionnaire that ships."""
        from gapcheck.questionnaire.loader import load_shipped
        from gapcheck.tui.dialogs.learn import learn_dialog

        self.app.push_screen(learn_dialog(load_shipped()))

    def action_settings(self) -> None:
        """Your name and the theme."""
        from gapcheck.tui.dialogs.settings import settings_dialog

        self.app.push_screen(settings_dialog(self.gapcheck))


def _ident(one: Found) -> str:
    return f"at-{one.folder}"


def _door(door: "Door") -> Option:
    return Option(Fitted(partial(rows.door_row, door)), id=f"door-{door.key}")


def _row(one: Found) -> Fitted:
    return Fitted(partial(rows.engagement_row, one))


def _text(layout: "partial[Content]") -> Option:
    return Option(Fitted(layout), disabled=True)


def _engagements_heading(figures: bool, width: int) -> Content:
    return rows.heading("Engagements", width, *(("clauses", "controls") if figures else ()))


def _hint(text: str, width: int) -> Content:
    return hang("", Content.styled(text, "$grey"), width, indent=4)
