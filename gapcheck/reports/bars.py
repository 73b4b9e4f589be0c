"""Bars as SVG inside the page: told apart by pattern and colour, with the counts in words as their description."""

from html import escape

from gapcheck.reports.document import Bar
from gapcheck.reports.marks import word
from gapcheck.reports.plain import visible

_HEIGHT = 14

PATTERNS = """<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="claimed" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="paper"/>\
<circle cx="3" cy="3" r="1" class="green"/></pattern>
<pattern id="partial" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="paper"/>\
<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" class="line amber"/></pattern>
<pattern id="does_not_conform" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" \
class="paper"/><path d="M-1 -1 6 6M-1 6 6 -1" class="line red"/></pattern>
</defs></svg>"""


def bar_svg(bar: Bar, number: int) -> str:
    """One bar over the full width, with a title and a description for those who cannot see it."""
    if not bar.total:
        return '<span class="quiet">nothing applies</span>'
    parts, left = [], 0.0
    for code, count in bar.counts:
        if count:
            width = 100 * count / bar.total
            parts.append(_part(code, left, width))
            left += width
    counts = ", ".join(f"{word(code)} {count}" for code, count in bar.counts)
    name = escape(visible(f"{bar.id} {bar.title}"))
    return (
        f'<svg class="bar" width="100%" height="{_HEIGHT}" role="img" '
        f'aria-labelledby="b{number}t b{number}d"><title id="b{number}t">{name}</title>'
        f'<desc id="b{number}d">Of {bar.total}: {counts}</desc>{"".join(parts)}</svg>'
    )


def swatch(code: str) -> str:
    """A small piece of bar for the key."""
    return f'<svg class="swatch" width="22" height="12" aria-hidden="true">{_part(code, 0, 100, 12)}</svg>'


def _part(code: str, left: float, width: float, height: int = _HEIGHT) -> str:
    return f'<rect class="part {code}" x="{left:.3f}%" y="1" width="{width:.3f}%" height="{height - 2}"/>'
