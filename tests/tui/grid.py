"""What stands on the screen, as plain lines of text."""

from typing import Any

from textual._context import visible_screen_stack
from textual.app import App


def grid(app: "App[Any]") -> list[str]:
    # a dialog is painted over the screens below it; which these are, Textual keeps in the context of whoever paints
    visible_screen_stack.set(app._background_screens)
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def text(app: "App[Any]") -> str:
    return "\n".join(grid(app))
