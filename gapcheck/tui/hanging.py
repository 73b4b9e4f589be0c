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


def flow(pieces: list[Content], width: int, *, indent: int = 2, between: int = 3) -> Content:
    """Pieces one after the other, going on below where a whole piece does not fit; no piece is broken."""
    lines: list[Content] = []
    for piece in pieces:
        if lines and lines[-1].cell_length + between + piece.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], " " * between, piece)
        else:
            lines.append(Content.assemble(" " * indent, piece))
    return Content("\n").join(lines)
