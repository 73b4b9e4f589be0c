"""Paper, margins and footers of a Word report."""

from typing import TYPE_CHECKING, Any

from gapcheck.reports.document import Document
from gapcheck.reports.docx_style import margins
from gapcheck.reports.docx_xml import NAMES, cell, field, paragraph, row, run, shown, table, twips
from gapcheck.reports.paper import sheet
from gapcheck.reports.plain import joined

if TYPE_CHECKING:
    from docx.document import Document as Package
    from docx.section import Section

_MARGINS = {"report": (20, 20, 22, 20), "letter": (20, 22, 22, 22), "page": (13, 14, 13, 14)}
_LANDSCAPE = (18, 15, 18, 15)
"""Top, right, bottom and left in millimetres."""
_FOOT = {"report": 10, "letter": 10, "page": 6}
"""From the footer to the edge of the paper."""
_LONGEST = 60
"""Characters of what a footer repeats; longer texts stand on the first page alone."""


def set_pages(package: "Package", document: Document, ours: bool) -> list["Section"]:
    """The sections: one, or two where an upright cover stands before pages on their side. A base keeps its paper."""
    first = package.sections[0]
    paper = sheet(document.look.paper)
    width, height = twips(paper.width), twips(paper.height)
    if ours:
        _measure(first, width, height, _MARGINS[document.layout], _FOOT[document.layout])
    if not document.landscape:
        return [first]
    sections = [first]
    if document.layout == "report":
        package.add_section()
        sections = list(package.sections)
    second = sections[-1]
    settings: Any = second._sectPr
    size = settings.pgSz
    size.w, size.h = size.h, size.w
    size.set(f"{{{settings.nsmap['w']}}}orient", "landscape")
    if ours:
        _measure(second, height, width, _LANDSCAPE, _FOOT["report"])
    return sections


def _measure(section: "Section", width: int, height: int, sides: tuple[int, int, int, int], foot: int) -> None:
    from docx.shared import Mm, Twips

    section.page_width, section.page_height = Twips(width), Twips(height)
    top, right, bottom, left = (Mm(side) for side in sides)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    section.header_distance = section.footer_distance = Mm(foot)
    section.gutter = Mm(0)


def text_width(section: "Section") -> int:
    """The length of a line in twips."""
    sides = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return ((section.page_width or 0) - sides) // 635


def text_height(section: "Section") -> int:
    """The room for lines in twips, which a deep header or footer makes smaller."""
    ends = abs(section.top_margin or 0) + abs(section.bottom_margin or 0)
    return ((section.page_height or 0) - ends) // 635


def set_footers(
    package: "Package", sections: list["Section"], document: Document, ids: dict[str, str], ours: bool
) -> None:
    """What every page says at its end; a firm's own footer stays above it."""
    from docx.oxml.parser import parse_xml

    for section in sections if ours else sections[:1]:
        found = [section.footer]
        if section.different_first_page_header_footer:
            found.append(section.first_page_footer)
        if package.settings.odd_and_even_pages_header_footer:
            found.append(section.even_page_footer)
        for footer in found:
            if ours:
                footer.is_linked_to_previous = False
            root: Any = footer._element
            if ours:
                root[:] = []
            made: Any = parse_xml(f"<w:ftr {NAMES}>{_footer(document, text_width(section), ids)}</w:ftr>")
            root.extend(list(made))


def _footer(document: Document, width: int, ids: dict[str, str]) -> str:
    style = ids["footer"]
    name = _short(joined(" · ", document.label, document.organization), document.label)
    marks = joined(" · ", _short(document.state, "State: see the first page"), _classification(document))
    left = joined(" · ", name, marks)
    counted = f"{run('Page ')}{field('PAGE', '1')}{run(' of ')}{field('NUMPAGES', '1')}"
    narrow = twips(28)
    cells = (
        cell(width - narrow, paragraph(style, run(left), left)),
        cell(narrow, paragraph(style, counted, right=True)),
    )
    return table(ids["report facts"], (width - narrow, narrow), [row(cells)], margins=margins(0, 0, 0, 0)) + paragraph(
        ids["report gap"], ""
    )


def _classification(document: Document) -> str:
    return _short(document.classification, "Classification: see the first page")


def _short(typed: str, instead: str) -> str:
    line = " ".join(shown(typed).split())
    return line if len(line) <= _LONGEST else instead
