"""An engagement open in the app, and a person in front of it: what they press, point at and read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from building import WHO, frozen
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from gapcheck.engagement import Engagement
from gapcheck.records.base import Records
from gapcheck.tui.app import GapcheckApp
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session

from . import headless as headless
from .grid import grid

WIDE = (120, 40)
SMALL = (80, 24)
TALL = (120, 66)
"""Room for a whole item with all that was heard."""


class Seat:
    """What one person does and sees."""

    def __init__(self, app: GapcheckApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self._pilot = pilot

    async def _painted(self) -> None:
        """All is on the screen that was to be: layouts, scrolls and repaints come a frame after what asks for them."""
        await self._pilot.pause()
        for _ in range(50):
            if self.app.return_code is not None:
                return
            screen = self.app.screen
            waiting = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._callbacks)
            if not any(waiting) and not screen._dirty_widgets:
                return
            await self._pilot.pause()

    async def settled(self) -> None:
        """Nothing is waiting to be done or shown."""
        await self._painted()
        await self.app.workers.wait_for_complete()
        await self._painted()

    async def press(self, *keys: str) -> None:
        """Press keys as a person would, one after the other."""
        await self._pilot.press(*keys)
        await self._painted()

    async def type(self, text: str) -> None:
        """A text into what has the focus, as a terminal sends a paste: one event, however long it is."""
        assert self.app.focused is not None
        self.app.post_message(events.Paste(text))
        await self._painted()

    async def click(self, text: str, nth: int = 0) -> None:
        """Click on the first letter of a text that stands on the screen."""
        places = [(row.index(text), y) for y, row in enumerate(self.lines) if text in row]
        assert len(places) > nth, f"{text!r} is not on the screen:\n{self.text}"
        await self._pilot.click(offset=places[nth])
        await self._painted()

    async def scroll_down(self, selector: str) -> None:
        """Turn the wheel over a part of the screen."""
        await self._pilot._post_mouse_events([events.MouseScrollDown], self.app.screen.query_one(selector), (2, 6))
        await self._painted()

    async def resized(self, width: int, height: int) -> None:
        """The terminal gets another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settled()

    async def focus(self, selector: str) -> None:
        """Go to a part of the screen."""
        self.app.screen.query_one(selector).focus()
        await self._painted()

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, row by row; spaces that hold words together are spaces."""
        return [row.replace("\N{NO-BREAK SPACE}", " ") for row in grid(self.app)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        """The line at the top."""
        return self.lines[0]

    @property
    def focused(self) -> str:
        """The id of what has the focus."""
        return (self.app.focused.id or type(self.app.focused).__name__) if self.app.focused is not None else ""

    @property
    def dialog(self) -> str:
        """The name of the screen that is on top."""
        return type(self.app.screen).__name__

    @property
    def said(self) -> list[str]:
        """The messages that stand in the corner, the oldest first."""
        return [note.message for note in self.app._notifications]

    def within(self, selector: str) -> str:
        """What stands in one part of the screen, as words with single spaces; empty when it is out of sight."""
        widget = self.app.screen.query_one(selector, Widget)
        region = widget.content_region.intersection(self.app.screen.region)
        rows = [line.ljust(region.right)[region.x : region.right] for line in self.lines[region.y : region.bottom]]
        return " ".join(" ".join(rows).split()) if widget.display else ""


@asynccontextmanager
async def seated(
    folder: Path | None, size: tuple[int, int] = WIDE, clock: Callable[[], str] = frozen
) -> AsyncIterator[Seat]:
    """The app with an engagement open, or with the start screen."""
    app = GapcheckApp(folder, clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        seat = Seat(app, pilot)
        await seat.settled()
        yield seat


def played(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """A test that awaits, as one that pytest can run."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        async def whole() -> None:
            await test(*args, **kwargs)

        asyncio.run(whole())

    return run


def closed(engagement: Engagement) -> Path:
    """The folder of an engagement that is let go of, for the app to open."""
    engagement.close()
    return engagement.store.folder


def on_disk(folder: Path) -> Records:
    """What a program that opens the folder now would find."""
    with Engagement.open(folder, who=WHO, read_only=True) as found:
        return found.records


Shown = TypeVar("Shown", bound=ViewScreen)


def driver(kind: type[Shown]) -> Callable[..., None]:
    """A function that opens one view of an engagement and does something with it."""

    def drive(
        engagement: Engagement,
        script: Callable[[Shown, Pilot[int]], Awaitable[None]],
        size: tuple[int, int] = WIDE,
    ) -> None:
        async def run() -> None:
            app = GapcheckApp()
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                app.session = Session(engagement)
                screen = app.show_view(kind.NAME)
                await pilot.pause()
                assert isinstance(screen, kind)
                await script(screen, pilot)

        asyncio.run(run())

    return drive
