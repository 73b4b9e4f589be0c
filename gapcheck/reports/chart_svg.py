"""Bars of lengths and the order of steps as SVG inside the page, told apart by pattern, with words for all."""

from collections.abc import Iterator
from html import escape

from gapcheck.reports.chart_boxes import PAD_X
from gapcheck.reports.chart_flow import Arrow, Frame, Panel, drawing, scale
from gapcheck.reports.chart_words import step_lines
from gapcheck.reports.document import Flow, Length, Lengths
from gapcheck.reports.plain import visible

PATTERN = """<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="paper"/>\
<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" class="line blue"/></pattern>
<pattern id="overdue" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="red"/>\
<path d="M-1 -1 7 7M-1 5 1 7M5 -1 7 1" class="line white"/></pattern></defs></svg>"""
STYLE = """
.lengths td.drawn:has(.quiet){padding-top:.42rem}
.part.solid{fill:var(--blue);stroke:var(--blue)}
.part.hatched{fill:url(#hatched);stroke:var(--blue)}
.part.overdue{fill:url(#overdue);stroke:var(--red)}
.line.blue{stroke:var(--blue)}
.line.white{stroke:var(--paper)}
rect.red{fill:var(--red)}
p:has(+.flow){break-after:avoid}
.key{font-weight:400;margin:.35rem 0 0;font-size:.82rem;color:var(--grey);display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;\
max-width:none}
.key .swatch{display:inline-block;margin:0 .45rem 0 0;vertical-align:-.1rem}
.flow{margin:1.2rem 0;break-inside:avoid}
.flow svg{display:block;max-width:100%;height:auto;max-height:160mm;font:10.5px Arial,"Liberation Sans",Helvetica,\
"Noto Sans","DejaVu Sans",sans-serif}
.flow text{fill:var(--ink);white-space:pre;unicode-bidi:plaintext}
.flow .strong{font-weight:600}
.flow .beside,.flow .step{fill:var(--grey)}
.frame{fill:var(--paper);stroke:var(--ink)}
.arrow{fill:none;stroke:var(--blue);stroke-width:1.3}
.head{fill:var(--blue)}
@media screen{.flow svg{max-height:none}}
@media print{.flow{margin:.6rem 0}.frame,.head{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_PAGE = (955.0, 590.0)
"""What fits on an A4 page across, in pixels of 1/96 inch."""
_HEIGHT = 14
_ARROW = 7.0


def lengths_html(lengths: Lengths, number: int) -> str:
    """A table of bars with their numbers in words."""
    rows = "".join(
        f'<tr><th scope="row">{_text(row.label)}</th><td class="drawn">{_bar(row, lengths, f"l{number}r{n}")}</td>'
        f"<td>{_text(row.words)}</td></tr>"
        for n, row in enumerate(lengths.rows)
    )
    key = f"{_swatch('solid', lengths.solid)}{_swatch('hatched', lengths.hatched)}"
    key += _swatch("overdue", "late") if any(row.late for row in lengths.rows) else ""
    caption = f'{_text(lengths.title)}<span class="key">{key}</span>'
    widths = "".join(f'<col style="width:{width}%">' for width in (22, 48, 30))
    return (
        f'<table class="bars lengths"><caption>{caption}</caption><colgroup>{widths}</colgroup>'
        f'<thead><tr><th scope="col">{_text(lengths.of)}</th><th scope="col">Drawn</th>'
        f'<th scope="col">In words</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _bar(row: Length, lengths: Lengths, ident: str) -> str:
    """One bar over its share of the width, with a title and a description for those who cannot see it."""
    if row.instead:
        return f'<span class="quiet">{_text(row.instead)}</span>'
    low, more = (100 * part / (lengths.longest or 1) for part in (row.low, row.more))
    parts = _part("overdue" if row.late else "solid", 0, low) if row.low else ""
    parts += _part("hatched", low, more) if row.more else ""
    return (
        f'<svg class="bar" width="100%" height="{_HEIGHT}" role="img" aria-labelledby="{ident}t {ident}d">'
        f'<title id="{ident}t">{_text(row.label)}</title><desc id="{ident}d">{_text(row.words)}</desc>{parts}</svg>'
    )


def _part(look: str, left: float, width: float, height: int = _HEIGHT) -> str:
    return f'<rect class="part {look}" x="{left:.3f}%" y="1" width="{width:.3f}%" height="{height - 2}"/>'


def _swatch(look: str, words: str) -> str:
    drawn = f'<svg class="swatch" width="22" height="12" aria-hidden="true">{_part(look, 0, 100, 12)}</svg>'
    return f"<span>{drawn}{_text(words)}</span>"


def flow_html(flow: Flow, number: int) -> str:
    """The drawing, in as many pictures as there are parts that do not fit on a page together."""
    found = drawing(flow, *_PAGE)
    smaller = scale(found, *_PAGE)
    told = " ".join(f"{line}." for line in step_lines(flow))
    pictures = []
    for n, panel in enumerate(found.panels):
        ident = f"f{number}p{n}"
        pictures.append(
            f'<div class="flow"><svg preserveAspectRatio="xMinYMin" '
            f'width="{panel.width * smaller:.1f}" height="{panel.height * smaller:.1f}" '
            f'viewBox="-1 -1 {panel.width + 2:.1f} {panel.height + 2:.1f}" role="img" '
            f'aria-labelledby="{ident}t {ident}d"><title id="{ident}t">{_text(flow.title)}</title>'
            f'<desc id="{ident}d">{_text(told)}</desc>{"".join(_panel(panel, flow))}</svg></div>'
        )
    notes = "".join(f'<p class="quiet">{_text(note)}</p>' for note in (flow.legend, *found.notes))
    return "".join(pictures) + notes


def _panel(panel: Panel, flow: Flow) -> Iterator[str]:
    for x, head in panel.heads:
        yield f'<text class="step" x="{x:.1f}" y="11">{_text(head)}</text>'
    for arrow in panel.arrows:
        yield _arrow(arrow)
    for frame in panel.frames:
        yield _frame(frame)


def _arrow(arrow: Arrow) -> str:
    (x, y), *rest = arrow.points
    back = _ARROW if arrow.backwards else -_ARROW
    end_x, end_y = rest[-1]
    # the line ends inside the head, so that its blunt end does not show beside the point
    rest[-1] = (end_x + back / 2, end_y)
    curves = " ".join(f"{px:.1f} {py:.1f}" for px, py in rest)
    head = f"M{end_x:.1f} {end_y:.1f}l{back:.1f} -3.5v7z"
    ends = f'data-from="{arrow.ends[0]}" data-to="{arrow.ends[1]}"'
    return f'<path class="arrow" {ends} d="M{x:.1f} {y:.1f}C{curves}"/><path class="head" d="{head}"/>'


def _frame(frame: Frame) -> str:
    parts = [
        f'<rect class="frame" data-box="{frame.place}" x="{frame.x:.1f}" y="{frame.y:.1f}" '
        f'width="{frame.width:.1f}" height="{frame.height:.1f}" rx="2"/>'
    ]
    for line in frame.lines:
        y = f"{frame.y + line.y + 3.6:.1f}"
        if line.text:
            strong = ' class="strong"' if line.strong else ""
            parts.append(f'<text{strong} x="{frame.x + PAD_X:.1f}" y="{y}">{_text(line.text)}</text>')
        if line.beside:
            x = f"{frame.x + frame.width - PAD_X:.1f}"
            parts.append(f'<text class="beside" text-anchor="end" x="{x}" y="{y}">{_text(line.beside)}</text>')
    return "".join(parts)


def _text(typed: str) -> str:
    return escape(visible(typed))
