"""Text that is laid out for the width it is given: hanging lines, bars, words at the right edge."""

from collections.abc import Callable

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

Layout = Callable[[int], Content]
"""Takes a width in cells and returns text that fits it."""


class Fitted(Visual):
    """What a list row or a `Static` shows when the text depends on the room there is."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._width = -1
        self._content = Content("")

    def at(self, width: int) -> Content:
        """The text for a width; laid out anew only when the width changed."""
        if width != self._width:
            self._width, self._content = width, self._layout(width)
        return self._content

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self.at(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.at(width).get_height(rules, width)


def edges(left: Content, right: Content, width: int) -> Content:
    """Two texts at the two edges of one line, or the right one below when they do not fit beside each other."""
    room = width - left.cell_length - right.cell_length
    if room < 2:
        return Content("\n").join([left, right])
    return Content.assemble(left, " " * room, right)
