"""The style of letters, and of a page that prints on exactly one sheet of paper as long as its texts allow."""

import math
from bisect import bisect_left
from itertools import pairwise

from gapcheck.reports.document import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from gapcheck.reports.paper import sheet
from gapcheck.reports.plain import joined
from gapcheck.reports.text import width

SIZES = tuple(tenths / 10 for tenths in range(104, 65, -2))
"""Sizes of type in points; the largest is taken at which the page is expected to fit, and nothing is ever cut."""
_SIDE, _TOP = 14, 13
"""Margins in millimetres."""
_LOGO = 13
"""Height of a logo with the space below it, in millimetres."""
_ASIDE, _GAP = 9.5, 1.3
"""Column of the headings and the space beside it, in rem."""
_LINE = 1.36
_MARK = 10.6
"""Column of the marks, in rem."""
_CHAR = 0.5
"""Width of a character in em, for the widest of the fonts in use; and a share of each line stays empty at its end."""
_RAGGED = 0.95
_POINT = 0.3528
"""Millimetres."""

LETTER = """
.letter main{max-width:50rem}
.landscape.letter main{max-width:92rem}
.foot{margin-top:2.5rem;padding-top:.6rem;border-top:1px solid var(--rule)}
.foot dl{margin:0;font-size:.78rem;color:var(--grey)}
.foot dl div{padding:.05rem 0}
.foot dt{font-size:inherit}
.asks{list-style:none;margin:.8rem 0;padding:0;max-width:none}
.asks>li{display:grid;grid-template-columns:2.2rem minmax(0,1fr);margin:0 0 1.5rem;break-inside:avoid}
.asks>li>*{grid-column:2;margin:0 0 .2rem}
.asks .n{grid-column:1;grid-row:1;color:var(--grey)}
.asks .ask{font-weight:600}
.room{height:4.6rem;padding-top:.5rem;color:var(--grey);font-size:.8rem;border-bottom:1px solid var(--rule);
background:linear-gradient(var(--rule),var(--rule)) 0 2.9rem/100% 1px no-repeat;
print-color-adjust:exact;-webkit-print-color-adjust:exact}
pre{margin:1rem 0;padding:.8rem 1rem;background:var(--panel);font:.82rem/1.5 ui-monospace,Consolas,"DejaVu Sans Mono",
monospace;white-space:pre-wrap;overflow-wrap:anywhere}
"""

_PAGE = """
.page{font-family:"Helvetica Neue",Arial,"Liberation Sans","Segoe UI",sans-serif}
.page main{max-width:58rem;padding:3.2rem 3.6rem}
.page h1{font-size:1.75rem;line-height:1.18;margin:.15rem 0 .3rem}
.page .state{border:0;padding:0;margin:0 0 .9rem;color:var(--grey);display:block}
.page p,.page aside p{max-width:none}
.page .lead{font-size:1.12rem;line-height:1.4;margin:0 0 1.3rem;padding-top:.9rem;border-top:2px solid var(--ink)}
.page section{display:grid;grid-template-columns:9.5rem minmax(0,1fr);column-gap:1.3rem;padding:.62rem 0;
border-top:1px solid var(--rule)}
.page h2{font-size:.92rem;line-height:1.36;margin:0;padding:0;border:0;white-space:normal}
.page section p{margin:0 0 .22rem;line-height:1.36}
.page section p:last-child{margin-bottom:0}
.page section:first-of-type p:first-child{font-weight:600}
.page section p.quiet{font-size:.9rem}
.page dl{margin:0}
.page dl div{grid-template-columns:10.6rem minmax(0,1fr);column-gap:.6rem;padding:.08rem 0}
.page dt{font-size:1rem;line-height:1.36;padding:0}
.page dd{margin:0;max-width:none;line-height:1.36}
.page section dt{color:var(--ink)}
.page table{margin:0 0 .4rem;font-size:1rem;line-height:1.36}
.page thead th{font-size:.86rem;padding:0 .8rem .15rem 0}
.page tbody th,.page tbody td{padding:.24rem .8rem .24rem 0}
.page table:last-child{margin-bottom:0}
.page th.number{text-align:start}
.page td.blank{height:auto;border-bottom:1px solid var(--ink)}
.page .foot{margin-top:.2rem;padding-top:.5rem}
.page .foot dl{display:flex;flex-wrap:wrap;column-gap:1.4rem;font-size:.72rem;line-height:1.36}
.page .foot dl div{display:flex;column-gap:.45rem}
.page .foot dt{font-size:inherit}
@media screen and (max-width:50rem){.page main{padding:1.5rem 1rem}.page section{display:block}
.page h2{margin-bottom:.3rem}}
@media print{
.page main{max-width:none;padding:0}
.page h2{break-after:auto}
"""


def layout_style(document: Document) -> str:
    """What letters and pages need beside the common style."""
    if document.layout == "report":
        return ""
    if document.layout == "letter":
        return LETTER
    page = f"@page{{size:{sheet(document.look.paper).css};margin:{_TOP}mm {_SIDE}mm}}"
    return f"{LETTER}{_PAGE}html{{font-size:{size(document):g}pt}}}}\n{page}\n"


def size(document: Document) -> float:
    """The largest size of type, in points, at which the page is expected to fit."""
    room = sheet(document.look.paper).height - 2 * _TOP - (_LOGO if document.look.logo else 0)
    first = bisect_left(SIZES, True, key=lambda points: _height(document, points) * points * _POINT < room * 0.99)
    return SIZES[min(first, len(SIZES) - 1)]


def _height(document: Document, points: float) -> float:
    """The height of everything in rem."""
    line = (sheet(document.look.paper).width - 2 * _SIDE) / (points * _POINT)
    body = line - _ASIDE - _GAP
    head = 1.3 + _lines(document.organization, line, 1.75) * 1.75 * 1.18 + 0.45
    head += _lines(document.title, line, 1.15) * 1.15 * 1.5
    head += _lines(joined(" · ", document.state, document.classification), line, 0.85) * 0.85 * 1.5 + 0.9
    total = head
    for block, before in _with_heading(document.blocks):
        if before is None:
            total += _block(block, line, 1.12) + 2.3
        else:
            aside = _lines(before.text, _ASIDE, 0.92) * 0.92 * 1.4 if block is _first(document, before) else 0
            total += max(_block(block, body, 1), aside) + 0.25
    total += sum(isinstance(block, Heading) for block in document.blocks) * 1.3
    foot = sum(width(f"{row.label} {' '.join(row.lines)}") for row in document.metadata.rows)
    return total + 1.2 + math.ceil(foot * _CHAR * 0.72 / (line * 0.8)) * 0.72 * 1.36


def _with_heading(blocks: tuple[Block, ...]) -> list[tuple[Block, Heading | None]]:
    found: list[tuple[Block, Heading | None]] = []
    heading = None
    for block in blocks:
        if isinstance(block, Heading):
            heading = block
        else:
            found.append((block, heading))
    return found


def _first(document: Document, heading: Heading) -> Block | None:
    return next((after for before, after in pairwise(document.blocks) if before is heading), None)


def _block(block: Block, room: float, scale: float) -> float:
    match block:
        case Paragraph():
            return _lines(block.text, room, scale) * scale * 1.4
        case Facts():
            texts = [text for row in block.rows for text in row.lines]
            return sum(_lines(text, room - _MARK - 0.6, 1) * _LINE + 0.16 for text in texts)
        case Bullets():
            return sum(_lines(text, room - 1.2, 1) * _LINE for text in block.items)
        case Table():
            total = sum(column.width for column in block.columns)
            rooms = [room * column.width / total - 0.8 for column in block.columns]
            rows = [max(_lines(cell, r, 1) for cell, r in zip(row, rooms, strict=True)) for row in block.rows]
            return 1.6 + sum(lines * _LINE + 0.55 for lines in rows)
        case _:
            return 2 * _LINE


def _lines(text: str, room: float, scale: float) -> int:
    """How many lines a text takes in a room given in rem."""
    characters = max(1.0, room * _RAGGED / (_CHAR * scale))
    return sum(max(1, math.ceil(width(line) / characters)) for line in text.split("\n")) if text else 0
