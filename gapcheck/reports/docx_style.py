"""The styles of a Word report: Word's own names where there are such, so that its tools work, and ours for the rest.

A firm's base document may define any of them, ours too: what it defines stays as it is, the others are added to it.
"""

import msgspec

from gapcheck.reports.document import Layout
from gapcheck.reports.docx_xml import BLUE, GREY, INK, NAMES, RULE, border, sized, twips

FONT = "Arial"
"""On every Windows and Mac; LibreOffice has Liberation Sans with the same widths in its place."""
SHAPES_FONT = "Segoe UI Symbol"
"""Holds the shapes of the states; elsewhere a font that has them takes over."""
_MONO = "Courier New"
POINTS = 10.0
"""Size of running text where no base document says otherwise."""
_TITLE: dict[Layout, float] = {"report": 2.4, "letter": 2, "page": 1.75}
"""Size of the organization's name, relative to running text."""


class Style(msgspec.Struct, frozen=True):
    """A style as the format holds it: `paragraph` and `text` are the elements that set it apart from `based`."""

    name: str
    paragraph: str = ""
    text: str = ""
    based: str = "normal"
    next: str = ""
    kind: str = "paragraph"
    table: str = ""
    shown: bool = True

    @property
    def id(self) -> str:
        """The id it gets if a base document has no style of this name."""
        words = "".join(word[:1].upper() + word[1:] for word in self.name.split())
        return words.replace("Toc", "TOC")


def space(before: float = 0, after: float = 0, line: int = 0) -> str:
    """Room around a paragraph in points, and its line height in 240ths."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def styles(points: float, width: int, layout: Layout) -> tuple[Style, ...]:
    """All styles for running text of a size in points and lines of a width in twips."""
    return (*_texts(points, _TITLE[layout]), *_contents(points, width), *_cells(points), *_tables())


def in_colour(styles: tuple[Style, ...], accent: str) -> tuple[Style, ...]:
    """The styles with the colour of a firm (#rrggbb) in place of ours; empty leaves them as they are."""
    colour = accent.lstrip("#").upper() or BLUE
    return tuple(msgspec.structs.replace(style, text=style.text.replace(BLUE, colour)) for style in styles)


def _texts(p: float, title: float) -> tuple[Style, ...]:
    grey, blue, ink = (f'<w:color w:val="{colour}"/>' for colour in (GREY, BLUE, INK))
    bold = "<w:b/><w:bCs/>"
    kept = "<w:keepNext/><w:keepLines/>"
    rule = f'<w:pBdr><w:top w:val="single" w:sz="8" w:space="6" w:color="{INK}"/></w:pBdr>'
    return (
        Style("Normal", f"<w:widowControl/>{space(after=0.6 * p, line=276)}", f"{ink}{sized(p)}", based=""),
        Style("Title", f"<w:keepLines/>{space(0.2 * p, 0.5 * p, 240)}", f"{bold}{sized(title * p)}", next="normal"),
        Style("Subtitle", space(after=0.8 * p), sized(1.25 * p), next="normal"),
        Style("heading 1", f"{kept}{rule}{space(2.4 * p, 0.7 * p, 252)}<w:outlineLvl w:val=\"0\"/>",
              f"{bold}{sized(1.6 * p)}", next="normal"),
        Style("heading 2", f"{kept}{space(1.8 * p, 0.5 * p, 252)}<w:outlineLvl w:val=\"1\"/>",
              f"{bold}{blue}{sized(1.2 * p)}", next="normal"),
        Style("heading 3", f"{kept}{_line()}{space(1.2 * p, 0.3 * p, 252)}<w:outlineLvl w:val=\"2\"/>",
              f"{bold}{sized(p)}", next="normal"),
        Style("List Bullet",
              f'<w:numPr><w:numId w:val="{{list}}"/></w:numPr>{space(after=0.25 * p)}'
              '<w:ind w:left="284" w:hanging="227"/>'),
        Style("caption", f"<w:keepNext/>{space(0.4 * p, 0.4 * p, 252)}", f"{bold}{sized(0.95 * p)}"),
        Style("footer", space(line=240), f"{grey}{sized(0.75 * p)}"),
        Style("Report label", f"<w:keepNext/>{space(line=240)}",
              f'<w:caps/>{grey}<w:spacing w:val="16"/>{sized(0.8 * p)}'),
        Style("Report state", space(after=1.4 * p), f"{grey}{sized(0.9 * p)}"),
        Style("Report quiet", text=f"{grey}{sized(0.9 * p)}"),
        Style("Report lead", f"{rule}{space(0.4 * p, 0.8 * p, 276)}", sized(1.1 * p)),
        Style("Report listing",
              f'<w:shd w:val="clear" w:color="auto" w:fill="F3F0EA"/>{space(line=252)}',
              f'<w:rFonts w:ascii="{_MONO}" w:hAnsi="{_MONO}" w:cs="{_MONO}"/><w:noProof/>{sized(0.8 * p)}'),
        Style("Report gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', sized(4)),
    )  # fmt: skip


def _line() -> str:
    return f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'


def _contents(p: float, width: int) -> tuple[Style, ...]:
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    return (
        Style("toc 1", f"{tab}{space(0.35 * p, 0.1 * p, 252)}", sized(p)),
        Style("toc 2", f'{tab}{space(after=0.1 * p, line=252)}<w:ind w:left="284"/>', f"{sized(0.9 * p)}"),
        Style("Report contents", f"<w:keepNext/>{space(1.6 * p, 0.6 * p)}", f"<w:b/><w:bCs/>{sized(1.2 * p)}"),
    )


def _cells(p: float) -> tuple[Style, ...]:
    grey = f'<w:color w:val="{GREY}"/>'
    tight = space(line=252)
    return (
        Style("Report cell", tight, sized(0.87 * p)),
        Style("Report small cell", tight, sized(0.77 * p), based="report cell"),
        Style("Report head", f"<w:keepNext/>{tight}", f"{grey}{sized(0.8 * p)}"),
        Style("Report small head", f"<w:keepNext/>{tight}", f"{grey}{sized(0.73 * p)}", based="report head"),
        Style("Report fact", space(after=0.15 * p, line=257), sized(0.92 * p)),
        Style("Report fact label", space(after=0.15 * p, line=257), f"{grey}{sized(0.87 * p)}"),
        Style("Report small fact", space(line=245), sized(0.86 * p), based="report fact"),
        Style("Report small fact label", space(line=245), sized(0.82 * p), based="report fact label"),
        Style("Report bar", f'{space(line=240)}<w:jc w:val="center"/>', sized(0.65 * p)),
        Style("Report callout", space(after=0.2 * p, line=264), sized(0.95 * p)),
        Style("Report callout title", f"<w:keepNext/>{space(after=0.2 * p, line=264)}", "<w:b/><w:bCs/>"),
        Style("Report side heading", f'<w:keepLines/>{space(line=252)}<w:outlineLvl w:val="0"/>',
              f"<w:b/><w:bCs/>{sized(0.92 * p)}"),
        Style("Report page text", space(after=0.2 * p, line=252), sized(p)),
        Style("Report page quiet", space(after=0.2 * p, line=252), f"{grey}{sized(0.9 * p)}"),
    )  # fmt: skip


def _tables() -> tuple[Style, ...]:
    ruled = f"<w:tblBorders>{border('bottom', RULE)}{border('insideH', RULE)}</w:tblBorders>"
    return (
        Style("Report table", kind="table", based="", table=f"{ruled}{margins(55, 0, 55, 130)}"),
        Style("Report facts", kind="table", based="", table=margins(15, 0, 15, 130)),
        Style("Report box", kind="table", based="", table=margins(100, twips(4), 90, twips(4))),
    )


def margins(top: int, left: int, bottom: int, right: int) -> str:
    """The margins of cells in twips."""
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    parts = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{parts}</w:tblCellMar>"


def style_xml(style: Style, ids: dict[str, str], numbering: int) -> str:
    """A style as an element of its own; `ids` names the styles it refers to."""
    ours = style.name.startswith("Report")
    default = ' w:default="1"' if style.name == "Normal" else ""
    custom = ' w:customStyle="1"' if ours else ""
    parts = [f'<w:name w:val="{style.name}"/>']
    parts += [f'<w:basedOn w:val="{ids[style.based]}"/>'] if style.based else []
    parts += [f'<w:next w:val="{ids[style.next]}"/>'] if style.next else []
    parts += ['<w:uiPriority w:val="39"/>'] if style.name.startswith("toc") else []
    parts += [] if style.kind == "table" else ["<w:qFormat/>"]
    settings = style.paragraph.replace("{list}", str(numbering))
    parts += [f"<w:pPr>{settings}</w:pPr>"] if settings else []
    parts += [f"<w:rPr>{style.text}</w:rPr>"] if style.text else []
    parts += [f"<w:tblPr>{style.table}</w:tblPr>"] if style.table else []
    head = f'w:type="{style.kind}"{default}{custom} w:styleId="{style.id}"'
    return f"<w:style {NAMES} {head}>{''.join(parts)}</w:style>"


def defaults_xml() -> str:
    """What holds where no style says otherwise."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    text = f'{fonts}{sized(POINTS)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    return f"<w:docDefaults {NAMES}><w:rPrDefault><w:rPr>{text}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
