"""A firm's logo at the head of a Word report.

Word shows an SVG picture beside a PNG of it, which stands in where a program reads no SVG (the svgBlip extension of
[MS-ODRAWXML]); typst makes that PNG.
"""

import io
from typing import TYPE_CHECKING, Any

from gapcheck.errors import GapcheckError
from gapcheck.reports.document import Document
from gapcheck.reports.house_style_checks import png_size

if TYPE_CHECKING:
    from docx.document import Document as Package

_HIGH, _WIDE = {"report": 16.0, "letter": 16.0, "page": 10.0}, 60.0
"""The room for it in millimetres."""
_DOTS = 300.0
"""Dots per inch of the PNG that stands in for an SVG picture of the full height."""
_TYPST = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    '#image(bytes(sys.inputs.logo), format: "svg", height: 16mm)'
)
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/></a:ext></a:extLst>'
)


def logo_xml(package: "Package", document: Document, ids: dict[str, str]) -> str:
    """A paragraph with the picture; empty where there is none. The picture becomes a part of the package.

    Raises GapcheckError for an SVG picture where typst is not installed.
    """
    from docx.shared import Mm
    from lxml import etree  # type: ignore[import-untyped]

    given = document.look.logo
    if not given:
        return ""
    picture = _drawn(given) if document.look.logo_kind == "svg" else given
    width, height = png_size(picture)
    scale = min(_WIDE / width, _HIGH[document.layout] / height)
    inline: Any = package.part.new_pic_inline(
        io.BytesIO(picture), Mm(max(1, width * scale)), Mm(max(1, height * scale))
    )
    inline.docPr.set("descr", "Logo")
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    if document.look.logo_kind == "svg":
        blip = next(element for element in inline.iter() if str(element.tag).endswith("}blip"))
        blip.append(etree.fromstring(_EXTENSION.format(_svg_part(package, given))))
    drawing = etree.tostring(inline, encoding="unicode")
    style = f'<w:pStyle w:val="{ids["report label"]}"/>'
    return f'<w:p><w:pPr>{style}<w:spacing w:after="160"/></w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>'


def _svg_part(package: "Package", picture: bytes) -> str:
    """Add the picture to the package; returns the id of the relation to it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/media/logo.svg"), "image/svg+xml", picture, package.part.package)
    return package.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def _drawn(picture: bytes) -> bytes:
    """An SVG picture as PNG."""
    try:
        import typst
    except ImportError as error:
        raise GapcheckError(
            "Word needs the logo as PNG: save it as PNG and name that in the house style, or install gapcheck[pdf], "
            "which draws the SVG."
        ) from error
    try:
        made: bytes = typst.compile(_TYPST.encode(), format="png", ppi=_DOTS, sys_inputs={"logo": picture.decode()})
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise GapcheckError(
            "The logo cannot be drawn for Word: save it as PNG and name that in the house style."
        ) from error
    return made
