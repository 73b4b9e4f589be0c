"""How a figure came about, with the way to the items behind it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from gapcheck.tui.dialogs.explain import Block, ExplainDialog


class FigureDialog(ExplainDialog):
    """Explains, and with `o` goes on to what it explains. Push it with `left` as the callback."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "go", "Open what is behind it", show=False, id="figure.go")]

    def __init__(self, title: str, blocks: Sequence[Block], word: str, go: Callable[[], object]) -> None:
        """`word` says where `o` leads, such as "open 4.3"."""
        super().__init__(title, blocks, (("o", word),))
        self._go = go
        self._wanted = False

    def action_go(self) -> None:
        """Close, and go there."""
        self._wanted = True
        self.dismiss(None)

    def left(self, _: None) -> None:
        """Go where the person wanted to go, now that the page below is on top again."""
        if self._wanted:
            self._go()
