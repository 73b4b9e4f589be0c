"""Pieces of WordprocessingML (ECMA-376, part 1): runs, paragraphs, cells, rows and tables as text.

Text that somebody typed comes in through `run` alone, where it is escaped; it never makes a field, a link or a picture.
Lengths are in twentieths of a point (twips), as in the format.
"""

import re
from collections.abc import Iterable, Sequence
from unicodedata import bidirectional
from xml.sax.saxutils import escape

from gapcheck.reports.plain import visible

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{SPACE}" xmlns:r="{_RELATIONS}"'
INK, GREY, RULE, PANEL = "23282D", "62696F", "D8D3C8", "F3F0EA"
BLUE, AMBER, RED, GREEN = "1F6F8B", "8A5C06", "B3402F", "3C7A34"

_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_LONG, _MANY_LINES = 400, 6
"""Characters, or lines, from which on a paragraph may be parted, whatever its style says: it may fill a page."""
_NOT_XML = re.compile("[\ufffe\uffff]")


def twips(millimetres: float) -> int:
    """A length on paper."""
    return round(millimetres * 1440 / 25.4)


def shown(typed: str) -> str:
    """Text with everything made visible that the format cannot hold."""
    return _NOT_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", visible(typed))


def run(typed: str, *, bold: bool = False, colour: str = "", font: str = "", points: float = 0) -> str:
    """Text in one look; line breaks and tabs stay what they are."""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>' if font else ""
    look += "<w:b/><w:bCs/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += sized(points) if points else ""
    look += "<w:rtl/>" if turned(typed) else ""
    body = escape(shown(typed)).replace("\t", f"{_CLOSE}<w:tab/>{_OPEN}").replace("\n", f"{_CLOSE}<w:br/>{_OPEN}")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_OPEN}{body}{_CLOSE}</w:r>"


def sized(points: float) -> str:
    """A size of type, which the format knows in half points."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def turned(typed: str) -> bool:
    """Whether a text runs from right to left: its first letter decides."""
    if typed.isascii():
        return False
    kinds = (bidirectional(char) for char in typed)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def field(instruction: str, result: str) -> str:
    """A field of ours with what it shows until it is updated."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {instruction} '
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(
    style: str,
    body: str,
    typed: str = "",
    *,
    keep: bool = False,
    new_page: bool = False,
    at_top: bool = False,
    tab: int = 0,
    right: bool = False,
) -> str:
    """A paragraph in a style; `typed` decides on its direction, `keep` holds it with the next one.

    `at_top` leaves out the space before it; `tab` sets a stop that text ends at.
    """
    settings = f'<w:pStyle w:val="{style}"/>'
    if len(typed) > _LONG or typed.count("\n") >= _MANY_LINES:
        settings += '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>'
    elif keep:
        settings += "<w:keepNext/>"
    settings += "<w:pageBreakBefore/>" if new_page else ""
    settings += f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>' if tab else ""
    settings += "<w:bidi/>" if turned(typed) else ""
    settings += '<w:spacing w:before="0"/>' if at_top or new_page else ""
    settings += '<w:jc w:val="right"/>' if right else ""
    return f"<w:p><w:pPr>{settings}</w:pPr>{body}</w:p>"


def typed_paragraph(style: str, typed: str, *, keep: bool = False) -> str:
    """A paragraph that is one text."""
    return paragraph(style, run(typed), typed, keep=keep)


def cell(width: int, body: str, *, shade: str = "", borders: str = "", upright: str = "") -> str:
    """A cell; `body` has to end with a paragraph. `upright` is where it stands: center or bottom, else at the top."""
    settings = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    settings += f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    settings += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    settings += f'<w:vAlign w:val="{upright}"/>' if upright else ""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{body}</w:tc>"


def row(cells: Iterable[str], *, splits: bool = False, head: bool = False, height: int = 0, exact: bool = False) -> str:
    """A row that stays on one page unless it `splits`; a head is repeated on each page."""
    settings = "" if splits else "<w:cantSplit/>"
    settings += f'<w:trHeight w:val="{height}" w:hRule="{"exact" if exact else "atLeast"}"/>' if height else ""
    settings += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[int], rows: Iterable[str], *, title: str = "", margins: str = "") -> str:
    """A table of fixed widths, said twice because Word asks the cells and LibreOffice the columns."""
    settings = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    settings += margins
    settings += (
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/>'
    )
    named = escape(shown(title).replace("\n", " ").replace("\t", " "), {'"': "&quot;"})
    settings += f'<w:tblCaption w:val="{named}"/>' if title else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{settings}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def border(side: str, colour: str, eighths: int = 4, kind: str = "single", space: int = 0) -> str:
    """One border; its width is in eighths of a point, the space to the text in points."""
    return f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'
