"""One self-contained page, for reading on screen and for printing: no script, nothing fetched from anywhere."""

from base64 import b64encode
from html import escape

from gapcheck.reports.bars import PATTERNS, bar_svg, swatch
from gapcheck.reports.chart_svg import PATTERN, flow_html, lengths_html
from gapcheck.reports.columns import alike, column_sizes, on_small_screen
from gapcheck.reports.document import (
    Asks,
    Bars,
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Flow,
    Heading,
    Lengths,
    Listing,
    PageBreak,
    Paragraph,
    Table,
)
from gapcheck.reports.html_style import style
from gapcheck.reports.marks import SHAPES, word
from gapcheck.reports.paper import sheet
from gapcheck.reports.plain import joined, visible

_CLASS_OF_SHAPE = {
    "●": "good",
    "○": "good",
    "◐": "part-met",
    "✕": "bad",
    "–": "quiet",
    "·": "quiet",
}

_NOTHING_FETCHED = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    'img-src data:; font-src data:">'
)
"""What a firm adds can fetch nothing, whatever it says."""
_MARGINS, _SMALL, _SMALL_WIDE, _BESIDE = 40, 3.3, 2.9, 3.0
"""Millimetres of the printed page: both margins together, the type of tables, upright and across, and the room beside
a column."""
_BARS_ON_SCREEN = 46
_SHORT = 6
"""A table of up to so many rows is not split between printed pages."""
_BAR_WIDTHS = "<colgroup>" + "".join(f'<col style="width:{w}%">' for w in (25, 24, 10, 9, 8, 10, 9, 5)) + "</colgroup>"


def render(document: Document) -> bytes:
    """The whole page as UTF-8."""
    page = _Page(document)
    return page.render().encode()


def text(typed: str) -> str:
    """Text as it was typed; line breaks are kept by the style."""
    return escape(visible(typed))


class _Page:
    """A page under way: numbers its headings and bars."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.chapters = 0
        self.bars = 0
        self.sizes: dict[tuple[Column, ...], list[float]] = {}

    def render(self) -> str:
        document = self.document
        title = text(joined(" · ", document.label, document.organization, document.title))
        foot = text(joined(" · ", document.classification, document.label, document.state))
        body = self.sections() if document.layout == "page" else [self.block(block) for block in document.blocks]
        kind = "landscape" if document.landscape else "portrait"
        classes = kind if document.layout == "report" else f"{kind} letter {document.layout}"
        return "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="en-GB">',
                '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark"><meta name="generator" content="gapcheck">',
                f"{_NOTHING_FETCHED if document.look.css or document.look.logo else ''}<title>{title}</title>",
                f"<style>{style(document)}</style></head>",
                f'<body class="{classes}">',
                PATTERNS if any(isinstance(block, Bars) for block in document.blocks) else "",
                PATTERN if any(isinstance(block, Lengths) for block in document.blocks) else "",
                "<main>",
                self.cover(),
                *body,
                self.foot(),
                "</main>",
                f"<footer><p>{foot}</p></footer>" if document.layout != "page" else "",
                "</body></html>",
                "",
            ]
        )

    def cover(self) -> str:
        document = self.document
        marked = joined(" · ", document.state, document.classification)
        chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        links = "".join(f'<li><a href="#c{n}">{text(chapter)}</a></li>' for n, chapter in enumerate(chapters, 1))
        head = (
            f'<header>{self.logo()}<p class="label">{text(document.label)}</p><h1>{text(document.organization)}</h1>'
            f'<p class="title">{text(document.title)}</p><p class="state">{text(marked)}</p>'
        )
        if document.layout != "report":
            return f"{head}</header>"
        return (
            f"{head}{self.facts(document.metadata)}</header>\n"
            f'<nav aria-label="Contents"><p class="label">Contents</p><ol>{links}</ol></nav>'
        )

    def logo(self) -> str:
        """The picture in the page itself; what it says stands beside it as text."""
        look = self.document.look
        if not look.logo:
            return ""
        kind = "svg+xml" if look.logo_kind == "svg" else "png"
        return f'<img class="logo" alt="Logo" src="data:image/{kind};base64,{b64encode(look.logo).decode()}">'

    def foot(self) -> str:
        """What a letter is made from; a report says so on its cover."""
        return (
            "" if self.document.layout == "report" else f'<div class="foot">{self.facts(self.document.metadata)}</div>'
        )

    def sections(self) -> list[str]:
        """A page: what comes before the first heading leads, then each heading stands beside what it is about."""
        parts: list[str] = []
        opened = False
        for block in self.document.blocks:
            if isinstance(block, Heading):
                parts.append(f"{'</div></section>' if opened else ''}<section>{self.heading(block)}<div>")
                opened = True
            elif not opened and isinstance(block, Paragraph):
                parts.append(f'<p class="lead">{text(block.text)}</p>')
            else:
                parts.append(self.block(block))
        return [*parts, "</div></section>" if opened else ""]

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                quiet = ' class="quiet"' if block.quiet else ""
                return f"<p{quiet}>{text(block.text)}</p>"
            case Bullets():
                return f"<ul>{''.join(f'<li>{text(item)}</li>' for item in block.items)}</ul>"
            case Facts():
                return self.facts(block)
            case Table():
                return self.table(block)
            case Bars():
                return self.bar_table(block)
            case Lengths() | Flow():
                self.bars += 1
                return lengths_html(block, self.bars) if isinstance(block, Lengths) else flow_html(block, self.bars)
            case Callout():
                lines = f"<p>{text(block.text)}</p>" if block.text else ""
                return f'<aside class="{block.kind}"><p class="head">{text(block.title)}</p>{lines}</aside>'
            case Asks():
                return self.asks(block)
            case Listing():
                lines = "\n".join(text(line).replace("\n", "\u2424") for line in block.lines)
                return f"<pre>{lines}</pre>"
            case PageBreak():
                return '<div class="break"></div>'

    def asks(self, asks: Asks) -> str:
        rows = []
        for number, ask in enumerate(asks.rows, 1):
            beside = "".join(f'<p class="quiet">{text(line)}</p>' for line in ask.beside)
            rows.append(
                f'<li><span class="n">{number}.</span><p class="ask">{text(ask.text)}</p>{beside}'
                f'<p class="room">{text(asks.answer)}</p></li>'
            )
        return f'<ol class="asks">{"".join(rows)}</ol>'

    def heading(self, heading: Heading) -> str:
        ident = ""
        if heading.level == 1:
            self.chapters += 1
            ident = f' id="c{self.chapters}"'
        shown = f'<span class="mark {_class_of(heading.mark)}">{_state(heading.mark)}</span> '
        mark = shown if heading.mark else ""
        tag = f"h{heading.level + 1}"
        return f"<{tag}{ident}>{mark}<span>{text(heading.text)}</span></{tag}>"

    def facts(self, facts: Facts) -> str:
        rows = []
        for row in facts.rows:
            lines = "".join(f"<dd>{text(line)}</dd>" for line in row.lines)
            rows.append(f"<div><dt>{text(row.label)}</dt>{lines}</div>")
        return f"<dl>{''.join(rows)}</dl>"

    def table(self, table: Table) -> str:
        sizes, small = self.widths(table), on_small_screen(table)
        widths = "".join(
            f'<col style="width:{100 * size / sum(sizes):.2f}%;--small:{100 * least / sum(small):.2f}%">'
            for size, least in zip(sizes, small, strict=True)
        )
        head = "".join(f'<th scope="col" class="{c.kind}">{text(c.title)}</th>' for c in table.columns)
        rows = "\n".join(f"<tr>{''.join(self.cells(table.columns, row))}</tr>" for row in table.rows)
        caption = f"<caption>{text(table.caption)}</caption>" if table.caption else ""
        return _scrolled(
            f"{caption}<colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody>",
            sum(small),
            "short" if len(table.rows) <= _SHORT else "",
        )

    def widths(self, table: Table) -> list[float]:
        """Columns in millimetres of the printed page, the same for all tables that have the same columns."""
        if table.columns not in self.sizes:
            document = self.document
            paper = sheet(document.look.paper)
            room = (paper.height if document.landscape else paper.width) - _MARGINS
            em = _SMALL_WIDE if document.landscape else _SMALL
            found = alike([block for block in document.blocks if isinstance(block, Table)])
            self.sizes = {columns: column_sizes(tables, room, em, _BESIDE) for columns, tables in found.items()}
        return self.sizes[table.columns]

    def cells(self, columns: tuple[Column, ...], row: tuple[str, ...]) -> list[str]:
        cells = []
        for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
            kind = f"{column.kind} {_class_of(cell)}" if column.kind == "status" else column.kind
            shown = _state(cell) if column.kind == "status" else text(cell)
            start = ("th", ' scope="row"') if number == 0 else ("td", "")
            cells.append(f'<{start[0]}{start[1]} class="{kind}">{shown}</{start[0]}>')
        return cells

    def bar_table(self, bars: Bars) -> str:
        codes = ("confirmed", "claimed", "partial", "does_not_conform", "not_assessed")
        head = "".join(
            f'<th scope="col" class="number">{swatch(code)}{_state(f"{SHAPES[code]} {word(code)}")}</th>'
            for code in codes
        )
        rows = []
        for bar in bars.rows:
            self.bars += 1
            counts = "".join(f'<td class="number{"" if n else " none"}">{n}</td>' for _, n in bar.counts)
            beside = f'<br><span class="quiet">{text(bar.beside)}</span>' if bar.beside else ""
            drawn = f'<td class="drawn">{bar_svg(bar, self.bars)}</td>'
            rows.append(
                f'<tr><th scope="row"><b>{text(bar.id)}</b> {text(bar.title)}{beside}</th>'
                f'{drawn}{counts}<td class="number total">{bar.total}</td></tr>'
            )
        return _scrolled(
            f"<caption>{text(bars.title)}</caption>{_BAR_WIDTHS}<thead><tr><th "
            f'scope="col">Group</th><th scope="col">Share</th>{head}<th scope="col" class="number">of</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody>",
            _BARS_ON_SCREEN,
            "bars",
        )


def _scrolled(rows: str, least: float, kind: str = "") -> str:
    """A table that keeps `least` of width, in units of its type, and is moved in its own frame on a small screen."""
    named = f' class="{kind}"' if kind else ""
    return f'<div class="scroll"><table{named} style="--least:{least:.0f}em">{rows}</table></div>'


def _state(mark: str) -> str:
    """A shape that stays on one line with its word."""
    return text(mark).replace(" ", "&nbsp;", 1)


def _class_of(cell: str) -> str:
    return _CLASS_OF_SHAPE.get(cell[:1], "")
