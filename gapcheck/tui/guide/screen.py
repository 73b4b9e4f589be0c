"""The guided first day: one page at a time, with the way between them. Every page keeps what is typed at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from gapcheck.analysis.first_day import Progress, progress
from gapcheck.records.answers import Answer
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.tui.ahead import QUESTIONS, RESULTS, get_ready
from gapcheck.tui.dialogs.explain import Block, ExplainDialog
from gapcheck.tui.guide import order, words
from gapcheck.tui.guide.asking import AskingPage
from gapcheck.tui.guide.head import GuideHead
from gapcheck.tui.guide.note_line import NoteLine
from gapcheck.tui.guide.order import Step
from gapcheck.tui.guide.page import Page
from gapcheck.tui.screens.view import NAMES, ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.banner import Banner
from gapcheck.tui.widgets.key_bar import KeyBar

_OWN = ("q", "u", "U", "p", "R", "m", "slash", "question_mark")
"""Keys of the views that mean the same here."""


def page_of(session: Session, at: Step) -> Page:
    """A new page; its file is imported when it is first shown."""
    module = import_module(f"gapcheck.tui.guide.pages.{at.page}")
    kind: Callable[..., Page] = getattr(module, f"{at.page.capitalize()}Page")
    return kind(session, at.ident) if at.ident else kind(session)


class GuideScreen(ViewScreen, inherit_bindings=False):
    """Head, one page, keys. Where one is follows from the records; only the page that is looked at is held here."""

    CSS_PATH = ["../styles/guide.tcss", "../styles/guide_after.tcss"]
    NAME = "guide"
    ONE_LAYOUT: ClassVar[bool] = True
    """Its parts read their size when they are painted."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *Screen.BINDINGS,
        *(binding for binding in ViewScreen.BINDINGS if isinstance(binding, Binding) and binding.key in _OWN),
        Binding("v", "all_views", "All views", show=False, id="guide.views"),
        Binding("L", "learn", "Learn: what is what, and what goes wrong", show=False, id="guide.learn"),
        Binding("pagedown", "turn(1)", "Scroll down", show=False, id="guide.down"),
        Binding("pageup", "turn(-1)", "Scroll up", show=False, id="guide.up"),
        *(
            Binding(f"f{number}", f"view('{name}')", word, show=False, id=f"guide.{name}")
            for number, (_, name, word) in enumerate(NAMES, 2)
        ),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.at = order.opens_on(self.progress)
        self._moving = False
        self._stale = False

    @property
    def progress(self) -> Progress:
        """How far the day is."""
        return progress(self.session.results.material)

    def on_mount(self) -> None:
        """Once the first page stands, the next ones are made ready."""
        how_far = self.progress
        self.call_after_refresh(get_ready, self.app, QUESTIONS if how_far.open else RESULTS)

    def compose(self) -> ComposeResult:
        """The frame around a page."""
        with Container(id="guide-top"):
            yield GuideHead(self.session)
        yield Banner(self.session)
        yield from self.body()
        with Container(id="guide-foot"):
            yield KeyBar()

    def body(self) -> Iterable[Widget]:
        """Room for one page."""
        with VerticalScroll(id="guide-room", can_focus=False):
            yield page_of(self.session, self.at)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return next(iter(self.query(Page)), None)

    def show(self) -> None:
        """Show the results as they are now."""
        page = self.page
        if page is not None and page.is_mounted:
            page.show()
        self.around()

    def _changed(self) -> None:
        if not self._stale:  # one key may change several things and then lead to another page
            self._stale = True
            self.call_next(self._show_changed)

    def _show_changed(self) -> None:
        if not self._stale:  # all was shown meanwhile
            return
        self._stale = False
        if self.is_current and self.is_mounted and self.has_first_day:
            self.query_one(Banner).show()
            self.show()

    def around(self) -> None:
        """The head and the keys as they are for the page now."""
        page = self.page
        if page is None:
            return
        how_far = self.progress
        total = len(how_far.questions) + len(how_far.profile)
        done = how_far.done + len(how_far.profile) - len(how_far.profile_open)
        self.query_one(GuideHead).show(page.title, _figures(how_far, self.at), done / max(total, 1))
        keys = [(key, word, _from_bar(action)) for key, word, action in page.keys]
        self.query_one(KeyBar).show_keys(keys)

    def step(self, way: int) -> None:
        """To the page after (1) or before (-1) this one."""
        if self.at == order.BACK:
            if way > 0:
                self.go(order.first_open(self.progress, self.session.drafts.get(order.PLACE)))
            return
        self.go(order.beside(self.progress, self.at, way))

    def go(self, to: Step, *, told: bool = False) -> None:
        """Show a page; a question takes the place of another one at once.

        What was said about the page before goes with it, unless something was `told` that is about this one.
        """
        page = self.page
        if to == self.at or page is None or not all(line.flush() for line in self.query(NoteLine)):
            return
        if not told:
            self.app.clear_notifications()
        if order.PLACE in self.session.drafts and not self.read_only:
            del self.session.drafts[order.PLACE]
        before, self.at = self.at, to
        if isinstance(page, AskingPage) and before.page == to.page and not self._moving:
            page.move(to.ident)
            self.query_one("#guide-room").scroll_home(animate=False)
            self.query_one(Banner).show()
            self.around()
            self._stale = False
        else:
            self._moving = True
            self.set_focus(None)  # a key that is pressed meanwhile is for no page
            self.call_later(self._turn_page)

    async def _turn_page(self) -> None:
        room = self.query_one("#guide-room", VerticalScroll)
        with ExitStack() as one_frame:
            one_frame.enter_context(self.app.batch_update())
            await room.remove_children()
            await room.mount(page_of(self.session, self.at))
            self._moving = False
            room.scroll_home(animate=False)
            self.around()
            # head and keys say only then that they changed
            self.app.call_later(self.app.call_later, one_frame.pop_all().close)
        if self.at.page == "halfway":
            self.call_after_refresh(get_ready, self.app, RESULTS)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded."""
        return self.session.engagement.read_only

    def on_page_done(self, event: Page.Done) -> None:
        """On to the next page."""
        event.stop()
        if not self._moving:
            self.step(1)

    def on_page_back(self, event: Page.Back) -> None:
        """Back to the page before."""
        event.stop()
        if not self._moving:
            self.step(-1)

    def on_page_changed(self, event: Page.Changed) -> None:
        """Another part of the page has the keys."""
        event.stop()
        self.around()

    async def action_page(self, action: str) -> None:
        """Run one of the page's own actions, for words that are clicked."""
        if self.page is not None:
            await self.app.run_action(action, self.page)

    def action_undo(self) -> None:
        """Take back the last change, and show what it was about."""
        self._reverted(super().action_undo)

    def action_redo(self) -> None:
        """Let it stand again, and show what it was about."""
        self._reverted(super().action_redo)

    def _reverted(self, revert: Callable[[], None]) -> None:
        before = self._said()
        revert()
        after = self._said()
        for place in order.steps(self.progress):
            if before.get(place) != after.get(place):
                self.go(place, told=True)
                return

    def _said(self) -> dict[Step, Any]:
        records = self.session.engagement.records
        answers = {Step("question", a.question): a for a in records.table(Answer).values() if not a.site}
        return answers | {Step("profile", told.id): told for told in records.table(ProfileAnswer).values()}

    def action_start(self) -> None:
        """Stop: close the engagement. All that was typed is kept, or one stays here to see why not."""
        app = self.gapcheck
        if app.all_kept():
            app.show_start()
            app.show_message(words.STOPPED)

    def action_all_views(self) -> None:
        """Choose one of the views for people who know their way."""
        from gapcheck.tui.dialogs.pick import PickDialog

        def chosen(name: str | None) -> None:
            if name is not None:
                self.gapcheck.show_view(name)

        self.app.push_screen(PickDialog(words.ALL_VIEWS, [(name, word) for _, name, word in NAMES]), chosen)

    def action_learn(self) -> None:
        """Pages to read: the activities people mix up, the ways to go, the classic mistakes."""
        from gapcheck.tui.dialogs.learn import learn_dialog

        self.app.push_screen(learn_dialog(self.session))

    def action_turn(self, way: int) -> None:
        """Scroll a page that is longer than the window."""
        self.query_one("#guide-room").scroll_relative(y=way * 8, animate=False)

    def action_explain(self) -> None:
        """Explain the page, with its own keys first."""
        title, blocks = self.explanation()
        active = [one for one in self.active_bindings.values() if one.binding.description]
        here = [one for node in (self.page, self, self.app) for one in active if one.node is node]
        keys = [(self.app.get_key_display(one.binding), one.binding.description) for one in here]
        self.app.push_screen(ExplainDialog(title, blocks, keys))

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What the page has to say about itself."""
        return self.page.explanation() if self.page is not None else ("", [])


def _from_bar(action: str) -> str:
    return action if action.startswith(("screen.", "app.")) else f"page({action!r})"


def _figures(how_far: Progress, at: Step) -> str:
    """How far it is, as the head says it."""
    total = len(how_far.questions)
    if at.page == "profile":
        ids = [question.id for question in how_far.profile]
        return f"{ids.index(at.ident) + 1} of {len(ids)}"
    if at.page == "question":
        ids = [question.question for question in how_far.questions]
        place = f"{ids.index(at.ident) + 1} of {total}"
    else:
        place = f"{how_far.done} of {total}" if how_far.done else ""
    left = f"about {words.minutes(how_far.minutes_left)} left" if how_far.open else ""
    return " · ".join(part for part in (place, left) if part)
