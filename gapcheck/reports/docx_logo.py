"""A firm's logo at the head of a Word report."""

import io
from typing import TYPE_CHECKING, Any

from gapcheck.reports.document import Document
from gapcheck.reports.house_style_checks import png_size

if TYPE_CHECKING:
    from docx.document import Document as Package

_HIGH, _WIDE = {"report": 16.0, "letter": 16.0, "page": 10.0}, 60.0
"""The room for it in millimetres."""


def logo_xml(package: "Package", document: Document, ids: dict[str, str]) -> str:
    """A paragraph with the picture; empty where there is none. The picture becomes a part of the package."""
    from docx.shared import Mm
    from lxml import etree  # type: ignore[import-untyped]

    if not document.look.logo:
        return ""
    width, height = png_size(document.look.logo)
    scale = min(_WIDE / width, _HIGH[document.layout] / height)
    picture = io.BytesIO(document.look.logo)
    inline: Any = package.part.new_pic_inline(picture, Mm(max(1, width * scale)), Mm(max(1, height * scale)))
    inline.docPr.set("descr", "Logo")
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    drawing = etree.tostring(inline, encoding="unicode")
    style = f'<w:pStyle w:val="{ids["report label"]}"/>'
    return f'<w:p><w:pPr>{style}<w:spacing w:after="160"/></w:pPr><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>'
