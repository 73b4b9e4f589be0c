"""A Word document, for reading, printing and working on: real styles, contents, tables and footers, nothing fetched."""

from pathlib import Path

from gapcheck.reports.document import Document


def render(document: Document, base: Path | None = None, *, dated: str = "") -> bytes:
    """The whole file.

    `base` is a firm's own .docx: its paper, headers, footers and styles are used, its text is not; styles that it lacks
    are added. `dated` (ISO 8601) is the time the file says it was made at. Raises GapcheckError for an unreadable base.
    """
    from lxml import etree  # type: ignore[import-untyped]

    from gapcheck.reports.docx_body import Body
    from gapcheck.reports.docx_logo import logo_xml
    from gapcheck.reports.docx_package import add_styles, base_points, opened, packed, set_properties
    from gapcheck.reports.docx_pages import set_footers, set_pages, text_height, text_width
    from gapcheck.reports.docx_style import POINTS, in_colour, styles
    from gapcheck.reports.docx_tables import Setting
    from gapcheck.reports.html_page import size

    ours = base is None
    package = opened(base)
    sections = set_pages(package, document, ours)
    points = POINTS if ours else base_points(package)
    if document.layout == "page":
        points = int(2 * min(size(document), points)) / 2
    wanted = in_colour(styles(points, text_width(sections[0]), document.layout), document.look.accent)
    ids = add_styles(package, wanted)
    set_footers(package, sections, document, ids, ours)
    set_properties(package, document, dated)

    page = document.layout == "page"
    places = [
        Setting(ids=ids, points=points, width=text_width(s), height=text_height(s), on_page=page) for s in sections
    ]
    body = Body(document, places[0], places[-1])
    front = body.front()
    *before, last = (etree.tostring(section._sectPr, encoding="unicode") for section in sections)
    between = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{ids["report gap"]}"/>{settings}</w:pPr></w:p>' for settings in before
    )
    logo = logo_xml(package, document, ids)
    return packed(package, logo + front + between + body.main(bool(front) and not before and not body.goes_on) + last)
