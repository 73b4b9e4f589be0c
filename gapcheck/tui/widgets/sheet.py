"""A page to read beside a table: headings, text that hangs under its label, blocks that matter now."""

from collections.abc import Sequence

import msgspec
from textual.content import Content
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.hanging import MEASURE, hang


class Line(msgspec.Struct, frozen=True):
    """A text with a label before it that it hangs under; a heading is a line of its own."""

    text: str
    label: str = ""
    style: str = ""
    """A style in theme variables, such as "bold" or "$error"."""
    indent: int = 0


def heading(text: str) -> Line:
    """Small capitals in grey, with air above."""
    return Line(text.upper(), style="heading")


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The same lines for the dialog that explains: under each heading its texts."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.style == "heading" or not found:
            found.append((line.text if line.style == "heading" else "", []))
        if line.style != "heading":
            found[-1][1].append(f"{line.label.strip('·')} {line.text}".strip())
    return [(name, texts) for name, texts in found]


class Sheet(Static):
    """Lines, wrapped to the width that there is, at most 72 for text."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self._set_at = 0

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._set()

    def on_resize(self) -> None:
        """Wrap anew for another width."""
        if self.content_size.width != self._set_at:
            self._set()

    def _set(self) -> None:
        self._set_at = self.content_size.width
        width = self._set_at or MEASURE
        parts: list[Content] = []
        for line in self._lines:
            if line.style == "heading":
                parts += [Content("")] if parts else []
                parts.append(Content.styled(visible(line.text), "bold $grey"))
                continue
            body = Content.styled(visible(line.text), line.style) if line.style else Content(visible(line.text))
            indent = line.indent or (len(line.label) + 1 if line.label else 0)
            parts.append(hang(Content.styled(visible(line.label), "$grey"), body, width, indent=indent))
        self.update(Content("\n").join(parts))
