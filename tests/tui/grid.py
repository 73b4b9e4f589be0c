"""What stands on the screen, as plain lines of text."""

from typing import Any

from textual.app import App


def grid(app: "App[Any]") -> list[str]:
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def text(app: "App[Any]") -> str:
    return "\n".join(grid(app))
