"""A bar of one group: how much is confirmed, claimed only, partial, does not conform, not looked at."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.gap import Rollup
from gapcheck.tui.signs import BAR_PARTS


def cells(counts: Sequence[int], width: int) -> list[int]:
    """Cells for each count, together `width`; what is not zero keeps at least one cell where there are enough.

    The largest remainders get the cells that rounding down leaves over, so that equal counts are equally long.
    """
    total = sum(counts)
    if not total or width <= 0:
        return [0] * len(counts)
    least = [1 if count and width >= len(counts) else 0 for count in counts]
    exact = [count * width / total for count in counts]
    found = [max(int(share), at_least) for share, at_least in zip(exact, least, strict=True)]
    by_remainder = sorted(range(len(counts)), key=lambda n: found[n] - exact[n])
    for n in by_remainder:
        if sum(found) < width and counts[n]:
            found[n] += 1
    while sum(found) > width:
        widest = max(range(len(counts)), key=lambda n: (found[n] - least[n], found[n]))
        found[widest] -= 1
    return found


def stacked_bar(counts: Rollup, width: int) -> Content:
    """The bar of a group, `width` cells long; blank when nothing is applicable."""
    parts = (
        counts.conforms_evidenced,
        counts.conforms_claimed,
        counts.partial,
        counts.does_not_conform,
        counts.not_assessed,
    )
    drawn = [
        Content.styled(glyph * length, colour)
        for (_, glyph, colour), length in zip(BAR_PARTS, cells(parts, width), strict=True)
        if length
    ]
    bar = Content("").join(drawn)
    return bar.pad_right(width - bar.cell_length)


def legend(width: int, early: float) -> Content:
    """What the patterns mean, in words; `early` is the coverage below which nothing is judged, 0 to 1."""
    pieces = [Content.assemble((glyph, colour), (f" {word}", "$grey")) for word, glyph, colour in BAR_PARTS]
    pieces.append(Content.styled(f"too early: under {early * 100:.0f} % looked at", "$grey"))
    lines, line = [], Content("")
    for piece in pieces:
        if line and line.cell_length + 3 + piece.cell_length > width:
            lines.append(line)
            line = Content("")
        line = Content.assemble(line, "   ", piece) if line else piece
    return Content("\n").join([*lines, line])
