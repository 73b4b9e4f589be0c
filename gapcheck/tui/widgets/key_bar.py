"""The line at the bottom: at most seven keys, in blue, each followed by what it does. Every one can be clicked."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.tui.press import PressStatic, pressable

Key = tuple[str, str, str]
"""The key as it is shown, the word after it, and the action it runs."""


class KeyBar(PressStatic):
    """Keys that matter on this screen now."""

    def __init__(self, keys: Sequence[Key] = (), *, id: str = "key-bar") -> None:
        super().__init__(id=id)
        self._keys = tuple(keys)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show other keys."""
        self._keys = tuple(keys)
        self.refresh()

    def render(self) -> Content:
        """The keys that fit; help and quit come first in what is kept."""
        width = max(self.content_size.width, 20)
        shown: list[Content] = []
        used = 0
        for key, word, action in self._keys:
            piece = pressable(Content.assemble((key, "$primary"), " ", (word, "$grey")), action)
            if shown and used + piece.cell_length + 2 > width:
                break
            shown.append(piece)
            used += piece.cell_length + 2
        return Content("  ").join(shown)
