"""The body of a Word report: its blocks in order, in the frame of a report, a letter or a page."""

from gapcheck.reports.document import (
    Asks,
    Bars,
    Block,
    Bullets,
    Callout,
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
from gapcheck.reports.docx_charts import flow_xml, lengths_xml
from gapcheck.reports.docx_cover import filled, goes_on
from gapcheck.reports.docx_style import margins
from gapcheck.reports.docx_tables import (
    Setting,
    asks_xml,
    bars_xml,
    callout_xml,
    facts_xml,
    marked,
    table_xml,
)
from gapcheck.reports.docx_xml import (
    RULE,
    border,
    cell,
    field,
    paragraph,
    row,
    run,
    table,
    twips,
    typed_paragraph,
)
from gapcheck.reports.plain import joined, visible

_MOST_CONTENTS = 48
"""Entries up to which the contents name headings of level 2 too."""
_ASIDE = 9.5
"""Column of the headings of a page, in em."""


class Body:
    """A body under way: numbers its headings, and remembers a page break until the next block comes."""

    def __init__(self, document: Document, cover: Setting, at: Setting) -> None:
        self.document = document
        self.cover = cover
        self.at = at
        self.goes_on = False
        """Whether the body begins on the page of the contents; known once the front is made."""
        self._headings = 0
        self._new_page = False
        self._at_top = False
        self._leads = False
        headings = [block for block in document.blocks if isinstance(block, Heading)]
        two = [heading for heading in headings if heading.level <= 2]
        self._depth = 2 if len(two) <= _MOST_CONTENTS else 1

    def front(self) -> str:
        """The cover of a report with its contents; nothing for letters."""
        if self.document.layout != "report":
            return ""
        levels = [block.level for block in self.document.blocks if isinstance(block, Heading)]
        entries, second = sum(level <= self._depth for level in levels), levels.count(2) if self._depth > 1 else 0
        tight, where = filled(self.document, self.cover, entries, second)
        self.goes_on = goes_on(where, entries)
        facts = facts_xml(self.document.metadata, self.cover, "report table", tight)
        return self._head(self.cover) + facts + self.cover.gap + self._contents(new_page=where == "next page")

    def main(self, after_front: bool) -> str:
        """Everything else; `after_front` where it has to begin on a new page of the same section."""
        document = self.document
        self._new_page = after_front
        self._at_top = document.layout == "report" and not self.goes_on
        blocks = self._beside() if document.layout == "page" else self._blocks()
        if document.layout == "report":
            return blocks
        return self._head(self.at) + blocks + self._foot()

    def _blocks(self) -> str:
        """All blocks; a paragraph follows each table, so that it neither grows into the next nor ends the document."""
        made = []
        after: tuple[Block | None, ...] = (*self.document.blocks[1:], None)
        for block, follower in zip(self.document.blocks, after, strict=False):
            self._leads = isinstance(follower, Lengths | Flow)
            made.append(self._block(block))
            if _is_table(block) and not isinstance(follower, Heading | PageBreak):
                made.append(self.at.gap if follower else self.at.end)
        return "".join(made)

    def _block(self, block: Block) -> str:
        """One block; a pending page break goes before it."""
        if isinstance(block, PageBreak):
            self._new_page = True
            return ""
        broken, top = self._new_page, self._at_top
        self._new_page = self._at_top = False
        if isinstance(block, Heading):
            return self._heading(block, broken, top)
        return (paragraph(self.at["report gap"], "", new_page=True) if broken else "") + self._content(block, self.at)

    def _content(self, block: Block, at: Setting) -> str:
        match block:
            case Paragraph():
                normal, quiet = ("report page text", "report page quiet") if at.on_page else ("normal", "report quiet")
                return typed_paragraph(at[quiet if block.quiet else normal], block.text, keep=self._leads)
            case Bullets():
                return "".join(typed_paragraph(at["list bullet"], item) for item in block.items)
            case Facts():
                return facts_xml(block, at)
            case Table():
                return table_xml(block, at)
            case Bars():
                return bars_xml(block, at)
            case Lengths():
                return lengths_xml(block, at)
            case Flow():
                return flow_xml(block, at)
            case Callout():
                return callout_xml(block, at)
            case Asks():
                return asks_xml(block, at)
            case Listing():
                lines = [line.replace("\n", "\u2424") for line in block.lines]
                return "".join(typed_paragraph(at["report listing"], line) for line in lines)
            case Heading() | PageBreak():
                return ""

    def _head(self, at: Setting) -> str:
        document = self.document
        marked_as = joined(" · ", document.state, document.classification)
        return (
            typed_paragraph(at["report label"], document.label)
            + typed_paragraph(at["title"], document.organization)
            + typed_paragraph(at["subtitle"], document.title)
            + typed_paragraph(at["report state"], marked_as)
        )

    def _heading(self, heading: Heading, new_page: bool, at_top: bool) -> str:
        """A heading that the contents lead to; the state stands at the end of its line."""
        self._headings += 1
        body = run(heading.text)
        if heading.level <= self._depth:
            name = f'w:id="{self._headings}"'
            body = f'<w:bookmarkStart {name} w:name="{_target(self._headings)}"/>{body}<w:bookmarkEnd {name}/>'
        style = self.at[f"heading {heading.level}"]
        body += f"<w:r><w:tab/></w:r>{marked(heading.mark)}" if heading.mark else ""
        tab = self.at.width if heading.mark else 0
        return paragraph(style, body, heading.text, new_page=new_page, at_top=at_top, tab=tab)

    def _contents(self, new_page: bool) -> str:
        """A field that Word can update, filled with the headings; page numbers come when it is updated."""
        entries = []
        number = 0
        for block in self.document.blocks:
            if not isinstance(block, Heading):
                continue
            number += 1
            if block.level <= self._depth:
                text = " ".join(visible(block.text).split())
                link = f'<w:hyperlink w:anchor="{_target(number)}" w:history="1">{run(text)}</w:hyperlink>'
                entries.append((self.cover[f"toc {block.level}"], link, text))
        if not entries:
            return ""
        start, _, end = field(f'TOC \\o "1-{self._depth}" \\h \\z \\u', "\x00").partition(run("\x00"))
        made = [
            paragraph(
                style,
                f"{start if place == 0 else ''}{link}{end if place == len(entries) - 1 else ''}",
                text,
                keep=place in (0, len(entries) - 2),
            )
            for place, (style, link, text) in enumerate(entries)
        ]
        title = paragraph(self.cover["report contents"], run("Contents"), keep=True, new_page=new_page)
        return title + "".join(made)

    def _beside(self) -> str:
        """A page: what comes before the first heading leads, then each heading stands beside what it is about."""
        at = self.at
        aside = twips(_ASIDE * at.points * 0.3528)
        inner = Setting(ids=at.ids, points=at.points, width=at.width - aside, on_page=True)
        lead, parts = "", list[tuple[Heading, list[Block]]]()
        for block in self.document.blocks:
            if isinstance(block, Heading):
                parts.append((block, []))
            elif parts:
                parts[-1][1].append(block)
            elif isinstance(block, Paragraph):
                lead += typed_paragraph(at["report lead"], block.text)
            else:
                lead += self._content(block, at) + at.gap
        rows = []
        for number, (heading, blocks) in enumerate(parts):
            title = typed_paragraph(at["report side heading"], heading.text)
            body = "".join(self._beside_it(block, inner, number + place == 0) for place, block in enumerate(blocks))
            rows.append(row((cell(aside, title), cell(inner.width, body or at.gap)), splits=True))
        if not rows:
            return lead
        return lead + table(at["report table"], (aside, inner.width), rows, margins=margins(70, 0, 50, 90)) + at.gap

    def _beside_it(self, block: Block, at: Setting, leads: bool) -> str:
        """A block beside its heading; the very first paragraph is the answer to the question of its heading."""
        if leads and isinstance(block, Paragraph):
            return paragraph(at["report page text"], run(block.text, bold=True), block.text)
        return self._content(block, at) + (at.gap if _is_table(block) else "")

    def _foot(self) -> str:
        """What a letter is made from, in one quiet paragraph; a report says so on its cover."""
        said = [joined(": ", fact.label, joined("; ", *fact.lines)) for fact in self.document.metadata.rows]
        text = joined(" · ", *said)
        line = f"<w:pBdr>{border('top', RULE, space=6)}</w:pBdr>"
        settings = f'<w:pStyle w:val="{self.at["footer"]}"/>{line}<w:spacing w:before="160"/>'
        return f"<w:p><w:pPr>{settings}</w:pPr>{run(text)}</w:p>" if text else ""


def _is_table(block: Block) -> bool:
    return isinstance(block, Table | Facts | Bars | Lengths | Flow | Callout | Asks)


def _target(number: int) -> str:
    return f"_Toc{number:06d}"
