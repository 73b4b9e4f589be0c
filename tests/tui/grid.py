"""What stands on the screen, as plain lines of text."""

from collections.abc import Iterable
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.strip import Strip


def painted(app: "App[Any]") -> list[Strip]:
    """The rows of the screen with their styles."""
    # a dialog is painted over the screens below it; which these are, Textual keeps in the context of whoever paints
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()


def grid(app: "App[Any]") -> list[str]:
    return ["".join(segment.text for segment in strip).rstrip() for strip in painted(app)]


def words(strips: Iterable[Strip]) -> str:
    """The text of rows that are painted already."""
    return "\n".join(strip.text for strip in strips)


def text(app: "App[Any]") -> str:
    return "\n".join(grid(app))
