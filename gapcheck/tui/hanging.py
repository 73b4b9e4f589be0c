"""Text that hangs under itself: wrapped lines begin below the text, not below its bullet."""

from textual.content import Content

MEASURE = 72
"""The widest a column of text gets, in cells."""


def hang(bullet: Content | str, text: Content, width: int, *, indent: int = 2) -> Content:
    """`text` wrapped to `width` cells behind a bullet that stands in the `indent` cells to its left."""
    bullet = Content(bullet) if isinstance(bullet, str) else bullet
    room = max(min(width, MEASURE + indent) - indent, 8)
    lines = text.wrap(room) or [Content("")]
    first = Content.assemble(bullet, " " * max(indent - bullet.cell_length, 0), lines[0])
    rest = [Content.assemble(" " * indent, line) for line in lines[1:]]
    return Content("\n").join([first, *rest])
