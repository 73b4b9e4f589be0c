"""What stands on the screen, as plain lines of text."""

from asyncio import get_running_loop
from collections.abc import Iterable
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.strip import Strip

_READ: list[tuple[object, list[Strip]]] = []
"""What was read since the test last waited: nothing happens on a screen in between, so it is painted once."""


def painted(app: "App[Any]") -> list[Strip]:
    """The rows of the screen with their styles."""
    for screen, strips in _READ:
        if screen is app.screen:
            return strips
    # a dialog is painted over the screens below it; which these are, Textual keeps in the context of whoever paints
    visible_screen_stack.set(app._background_screens)
    strips = app.screen._compositor.render_strips()
    _READ.append((app.screen, strips))
    get_running_loop().call_soon(_READ.clear)
    return strips


def grid(app: "App[Any]") -> list[str]:
    return ["".join(segment.text for segment in strip).rstrip() for strip in painted(app)]


def words(strips: Iterable[Strip]) -> str:
    """The text of rows that are painted already."""
    return "\n".join(strip.text for strip in strips)


def text(app: "App[Any]") -> str:
    return "\n".join(grid(app))
