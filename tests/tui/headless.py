"""Screen tests wait for the app to be idle; Textual looks for that every 20 ms, which is most of what they take.

A style sheet is parsed once, not once an app. And a headless terminal shows nothing: frames that nobody looks at are
not painted. Whoever reads the screen (`grid`, a screenshot) has it painted in full, from the same widgets.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import textual._wait
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import ScreenStackError
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot, WaitForScreenTimeout

if hasattr(textual._wait, "SLEEP_GRANULARITY"):
    textual._wait.SLEEP_GRANULARITY = 1 / 250

_painted = Compositor.render_update
_wanted = False


@contextmanager
def painting() -> Iterator[None]:
    """Every frame is painted, as in a terminal: for tests that compare pictures."""
    global _wanted
    _wanted = True
    try:
        yield
    finally:
        _wanted = False


def _not_looked_at(self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> Any:
    if full or _wanted:
        return _painted(self, full, screen_stack, simplify)
    visible_screen_stack.set([] if screen_stack is None else screen_stack)
    self._dirty_regions.clear()
    return None


_PARSED: dict[tuple[Any, ...], Any] = {}
_parsed = Stylesheet._parse_rules


def _parsed_once(self: Stylesheet, css: str, *given: Any, **named: Any) -> Any:
    """The rules of a style sheet, for every app of this process that has the same colours."""
    key = (css, given, tuple(sorted(named.items())), tuple(sorted(self._variables.items())))
    if key not in _PARSED:
        _PARSED[key] = _parsed(self, css, *given, **named)
    return _PARSED[key]


def _is_at_work(pump: MessagePump) -> bool:
    """Whether a widget, screen or app handles a message or has one to handle."""
    if pump._closing or pump._closed or not (pump._running or pump._task is not None):
        return False
    ready = pump._message_queue.ready_event
    return ready.is_set() or not ready._waiters  # type: ignore[attr-defined]


async def _all_handled(self: Pilot[Any], timeout: float = 30.0) -> bool:
    """Wait until nothing is left to handle. Textual sends every widget a message to find out, for each key pressed."""
    end, waited, turns = monotonic() + timeout, True, 0
    while waited:
        waited = False
        try:
            pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
        except ScreenStackError:
            return False
        for pump in pumps:
            while _is_at_work(pump):
                if self.app._exception_event.is_set():
                    return False
                if monotonic() > end:
                    raise WaitForScreenTimeout(f"{pump} goes on working.")
                waited, turns = True, turns + 1
                await asyncio.sleep(0 if turns < 100 else 0.002)
    return True


_paused = Pilot.pause


async def _settled(self: Pilot[Any], delay: float | None = None) -> None:
    """A layout brings messages and these another layout: a pause is over when no more of them come."""
    await _paused(self, delay)
    for _ in range(20):
        if not await self._wait_for_screen() or self.app.return_code is not None:
            return
        screen = self.app.screen
        if not (screen._layout_required or screen._callbacks or screen._dirty_widgets):
            return
        screen._on_timer_update()


Pilot._wait_for_screen = _all_handled  # type: ignore[method-assign]
Pilot.pause = _settled  # type: ignore[method-assign]
Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]
Compositor.render_update = _not_looked_at  # type: ignore[method-assign]
