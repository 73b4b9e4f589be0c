"""The style of the page: ink on paper, on screen by day and by night, and on the paper of the house."""

from gapcheck.reports.chart_svg import STYLE
from gapcheck.reports.document import Document, Look
from gapcheck.reports.html_page import layout_style
from gapcheck.reports.paper import sheet
from gapcheck.reports.plain import joined, visible

_LONGEST_IN_FOOTER = 80

_STYLE = """
:root{--ground:#f6f4ef;--paper:#fff;--panel:#ebe7df;--ink:#23282d;--grey:#62696f;--rule:#d8d3c8;--blue:#1f6f8b;
--amber:#8a5c06;--red:#b3402f;--green:#3c7a34}
@media screen and (prefers-color-scheme:dark){:root{--ground:#14181d;--paper:#1a1f26;--panel:#222933;--ink:#d5dbe1;
--grey:#8f9aa6;--rule:#2c3540;--blue:#7fb4ca;--amber:#e0b15f;--red:#e07a6b;--green:#8fbf7f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;font-size:15px}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 "Source Sans 3","Segoe UI","Helvetica Neue",Arial,
"Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:lining-nums tabular-nums}
main{max-width:62rem;margin:2rem auto;padding:4rem 4.5rem;background:var(--paper);border:1px solid var(--rule)}
.landscape main{max-width:92rem;padding:3.5rem}
.landscape th,.landscape td{padding-right:.7rem}
h1,h2,h3,h4,p,li,dt,dd,td,th,caption{unicode-bidi:plaintext;text-align:start;white-space:pre-wrap;overflow-wrap:anywhere}
h1{font-size:2.3rem;line-height:1.15;margin:.3rem 0 .6rem;font-weight:600;letter-spacing:-.01em}
h2{font-size:1.45rem;line-height:1.25;margin:3.2rem 0 1rem;padding-top:.9rem;border-top:2px solid var(--ink);
font-weight:600}
h3{font-size:1.1rem;margin:2.2rem 0 .7rem;font-weight:600;color:var(--blue)}
h4{font-size:1rem;margin:1.7rem 0 .4rem;padding-top:.7rem;border-top:1px solid var(--rule);font-weight:600;
overflow:hidden;white-space:normal}
h4 span{white-space:pre-wrap}
h4 .mark{float:right;max-width:45%;font-size:.92rem;padding-left:1.5rem}
p{margin:.7rem 0;max-width:44rem}
ul{margin:.7rem 0;padding-left:1.2rem;max-width:44rem}
li{margin:.25rem 0}
.label,dt,thead th,caption{color:var(--grey)}
.label{text-transform:uppercase;letter-spacing:.09em;font-size:.78rem;margin:0}
.title{font-size:1.15rem;margin:0}
.state{display:inline-block;margin:1.1rem 0 1.6rem;padding:.1rem .7rem;border:1px solid var(--grey);color:var(--ink);
font-size:.85rem}
.quiet{color:var(--grey)}
p.quiet{font-size:.9rem}
.good{color:var(--green)}.part-met{color:var(--amber)}.bad{color:var(--red)}
dl{margin:.4rem 0 1rem}
dl div{display:grid;grid-template-columns:11.5rem minmax(0,1fr);column-gap:1.5rem;padding:.22rem 0}
dt{grid-column:1;font-size:.88rem;padding-top:.05rem}
dd{grid-column:2;margin:0 0 .18rem;max-width:44rem}
header dl div{border-top:1px solid var(--rule);padding:.4rem 0}
nav{margin:2.5rem 0 0}
nav ol{columns:2;column-gap:3rem;margin:.5rem 0 0;padding-left:1.6rem}
nav li{break-inside:avoid;margin:0 0 .3rem}
.landscape header dl{columns:2;column-gap:3rem}
.landscape header dl div{break-inside:avoid}
a{color:var(--blue);text-decoration:none}
a:hover{text-decoration:underline}
table{width:100%;border-collapse:collapse;margin:1rem 0 1.6rem;font-size:.88rem;line-height:1.42;table-layout:fixed}
caption{caption-side:top;padding:0 0 .5rem;font-size:.88rem}
thead th{font-weight:400;font-size:.8rem;vertical-align:bottom;border-bottom:1px solid var(--ink);
padding:.3rem .9rem .3rem 0}
tbody th,tbody td{font-weight:400;vertical-align:top;border-bottom:1px solid var(--rule);padding:.42rem .9rem .42rem 0}
th:last-child,td:last-child{padding-right:0}
tbody th.ref,tbody td.ref{overflow-wrap:normal}
tbody th.ref{font-weight:600}
th.number,td.number{text-align:right;overflow-wrap:normal}
td.status{overflow-wrap:normal}
td.blank{height:2.6rem}
td.none{color:var(--grey)}
.bars caption{color:var(--ink);font-weight:600;font-size:1rem}
.bars thead th{line-height:1.25}
.bars thead th.number{padding-left:.2rem}
.bars tbody th{padding-right:1.2rem}
.bars tbody th .quiet{font-size:.82rem}
.bars .drawn{padding-right:.6rem;padding-top:.62rem}
.bars .total{color:var(--grey)}
.bar{display:block;overflow:visible;width:100%;height:14px}
.swatch{display:block;width:22px;height:12px;margin:0 0 .2rem auto}
.part{stroke-width:1.2}
.part.confirmed{fill:var(--green);stroke:var(--green)}
.part.claimed{fill:url(#claimed);stroke:var(--green)}
.part.partial{fill:url(#partial);stroke:var(--amber)}
.part.does_not_conform{fill:url(#does_not_conform);stroke:var(--red)}
.part.not_assessed{fill:none;stroke:var(--grey);stroke-dasharray:2 2;stroke-width:1}
.patterns{position:absolute}
.paper{fill:var(--paper)}
circle.green{fill:var(--green)}
.line{fill:none;stroke-width:1.5}
.line.amber{stroke:var(--amber)}.line.red{stroke:var(--red);stroke-width:1.7}
aside{margin:1.2rem 0;padding:.8rem 1.2rem;background:var(--panel);border-left:4px solid var(--blue)}
aside p{margin:.2rem 0;max-width:none}
aside .head{font-weight:600}
aside.decide{border-color:var(--amber)}aside.stop{border-color:var(--red)}aside.fine{border-color:var(--green)}
footer{max-width:62rem;margin:0 auto 2rem;padding:0 4.5rem;color:var(--grey);font-size:.8rem}
@media screen and (max-width:50rem){main,.landscape main{margin:0;padding:1.5rem 1rem;border:0}h1{font-size:1.8rem}
.landscape header dl{columns:1}dl div{display:block}nav ol{columns:1}
footer{padding:0 1rem}.scroll{overflow-x:auto}.scroll table{min-width:var(--least)}
col{width:var(--small)!important}.bars col{width:auto!important}
h4{display:flex;flex-direction:column-reverse}h4 .mark{max-width:none;padding:0}}
@media print{
html{font-size:9pt}
body{background:none;line-height:1.42}
main,.landscape main{max-width:none;margin:0;padding:0;border:0;background:none}
footer{display:none}
p,ul,dd{orphans:3;widows:3}
h2,h3,h4,caption,.head,.label{break-after:avoid}
h2,h3,h4{break-inside:avoid}
h4+dl div:first-child{break-before:avoid;break-inside:avoid}
h2{margin-top:2.4rem}
h3{margin:1.4rem 0 .5rem}
h4{margin-top:1.1rem;padding-top:.5rem}
dl div{padding:.1rem 0}
dd{margin-bottom:.1rem}
thead{display:table-header-group}
tr,aside,header dl div,table.short,table.bars{break-inside:avoid}
header dl{font-size:.94rem}
header dl div{padding:.18rem 0}
table{margin:.7rem 0 1.1rem}
td.blank{height:2.3rem}
p:has(+.scroll){break-after:avoid}
.break+*{break-before:page}
nav{break-inside:avoid}
.break+h2{margin-top:0}
aside,.part,.paper{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}
.landscape table{font-size:.8rem}
.landscape thead th{font-size:.74rem}
}
"""


def style(document: Document) -> str:
    """The style sheet; the page footer repeats classification and state. What a firm adds comes last and wins."""
    return _STYLE + STYLE + layout_style(document) + _page(document) + _of_the_house(document.look)


def _page(document: Document) -> str:
    if document.layout == "page":
        return ""
    size = sheet(document.look.paper).css + (" landscape" if document.landscape else "")
    classification = document.classification
    if len(classification) > _LONGEST_IN_FOOTER:
        classification = "Classification: see the first page"
    return (
        f"@page{{size:{size};margin:20mm 18mm 20mm 22mm;"
        f"@bottom-left{{content:{_string(classification)} {_NEW_LINE if classification else ''} "
        f"{_string(_short(document))};{_MARGIN}}}"
        f'@bottom-right{{content:"Page " counter(page) " of " counter(pages);{_MARGIN}}}}}\n'
    )


def _of_the_house(look: Look) -> str:
    """The firm's colour was measured on white, so that the dark screen keeps its own; a logo stands on white there."""
    accent = f"@media print,(prefers-color-scheme:light){{:root{{--blue:{look.accent}}}}}\n" if look.accent else ""
    return f"{accent}{_LOGO if look.logo else ''}{look.css}"


_LOGO = """.logo{display:block;height:auto;width:auto;max-height:16mm;max-width:60mm;margin:0 0 1.6rem}
.page .logo{max-height:10mm;margin:0 0 .6rem}
@media screen and (prefers-color-scheme:dark){.logo{background:#fff;padding:.4rem}}
"""
_NEW_LINE = '"\\a "'
_MARGIN = 'white-space:pre-line;font:8pt "Segoe UI","Helvetica Neue",Arial,"DejaVu Sans",sans-serif;color:#62696f'


def _short(document: Document) -> str:
    known = (row.lines[0] for row in document.metadata.rows if row.label == "Document" and row.lines)
    return joined(" · ", document.label, document.state, next(known, "").partition(" ")[0])


def _string(text: str) -> str:
    """A string in CSS in which only letters, digits and spaces stand for themselves."""
    shown = visible(text).replace("\n", " ")
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in shown) + '"'
