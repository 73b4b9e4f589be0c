"""Screen tests wait for the app to be idle; Textual looks for that every 20 ms, which is most of what they take.

A style sheet is parsed once, not once an app. And a headless terminal shows nothing: frames that nobody looks at are
not painted. Whoever reads the screen (`grid`, a screenshot) has it painted in full, from the same widgets.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import textual._wait
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.stylesheet import Stylesheet

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


Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]
Compositor.render_update = _not_looked_at  # type: ignore[method-assign]
