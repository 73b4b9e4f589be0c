"""What a report is made of, before anybody decides how it is written.

All text is plain text, typed by us or by users; nothing in it is ever markup. A line break is a line break.
"""

from typing import Literal

import msgspec

from gapcheck.records.house_style import Paper

ColumnKind = Literal["text", "ref", "number", "status", "blank"]
"""`blank` is a cell to be filled in by hand."""
CalloutKind = Literal["note", "decide", "stop", "fine"]
Layout = Literal["report", "letter", "page"]
"""A report has a cover and a list of contents; a letter begins at once and says what it is made from at its end; a page
is a letter that prints on one sheet of paper as long as its texts allow.
"""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Anything that stands in a document."""


class Heading(Part, frozen=True, kw_only=True, tag=True):
    """A heading of level 1 (a chapter) to 3 (one item)."""

    text: str
    level: int = 1
    mark: str = ""
    """The shape and word of a state, such as "✕ does not conform"."""


class Paragraph(Part, frozen=True, kw_only=True, tag=True):
    """Running text; a quiet one is set smaller."""

    text: str
    quiet: bool = False


class Bullets(Part, frozen=True, kw_only=True, tag=True):
    """A list without order."""

    items: tuple[str, ...]


class Fact(Part, frozen=True, kw_only=True):
    """A label and what is to be said under it, each line a thought of its own."""

    label: str
    lines: tuple[str, ...]


class Facts(Part, frozen=True, kw_only=True, tag=True):
    """Labels with their values, below each other."""

    rows: tuple[Fact, ...]


class Column(Part, frozen=True, kw_only=True):
    """A column of a table; `width` is its share relative to the other columns."""

    title: str
    kind: ColumnKind = "text"
    width: float = 1


class Table(Part, frozen=True, kw_only=True, tag=True):
    """Rows of as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class Bar(Part, frozen=True, kw_only=True):
    """The counts of one clause or theme."""

    id: str
    title: str
    confirmed: int
    claimed: int
    partial: int
    does_not_conform: int
    not_assessed: int
    beside: str = ""
    """What must stand next to the bar, such as open findings."""

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The parts of the bar by their mark, in the order they are drawn."""
        return (
            ("confirmed", self.confirmed),
            ("claimed", self.claimed),
            ("partial", self.partial),
            ("does_not_conform", self.does_not_conform),
            ("not_assessed", self.not_assessed),
        )

    @property
    def total(self) -> int:
        """How many requirements apply."""
        return sum(count for _, count in self.counts)


class Bars(Part, frozen=True, kw_only=True, tag=True):
    """Stacked counts per group, never of clauses and controls together."""

    title: str
    rows: tuple[Bar, ...]


class Length(Part, frozen=True, kw_only=True):
    """One bar of a range: solid up to the low end, hatched from there to the high end, with the numbers in words."""

    label: str
    low: float
    high: float
    words: str
    instead: str = ""
    """What stands in place of the bar where none can be drawn."""
    late: bool = False

    @property
    def more(self) -> float:
        """How far the hatched part reaches beyond the solid one."""
        return max(0.0, self.high - self.low)


class Lengths(Part, frozen=True, kw_only=True, tag=True):
    """Bars of one measure below each other, all to the same scale from nothing."""

    title: str
    of: str
    """What each bar is about, such as a month."""
    unit: str
    """In the singular, such as "working day"."""
    solid: str
    hatched: str
    """What the two parts of a bar stand for."""
    rows: tuple[Length, ...]

    @property
    def longest(self) -> float:
        """The high end of the longest bar that is drawn."""
        return max((row.high for row in self.rows if not row.instead), default=0.0)


class Doing(Part, frozen=True, kw_only=True):
    """One thing to be done."""

    id: str
    text: str
    effort: str


class Box(Part, frozen=True, kw_only=True):
    """What can be done side by side and waits for the same, in a step from 1 on."""

    doings: tuple[Doing, ...]
    step: int
    after: tuple[int, ...] = ()
    """The places, among the boxes of the flow, of those that have to be done before."""


class Flow(Part, frozen=True, kw_only=True, tag=True):
    """What has to wait for what; the full texts stand in a table beneath it."""

    title: str
    boxes: tuple[Box, ...]
    legend: str = ""
    """How to read the drawing, where there is one."""


class Callout(Part, frozen=True, kw_only=True, tag=True):
    """Something that must not be overlooked."""

    kind: CalloutKind
    title: str
    text: str = ""


class Ask(Part, frozen=True, kw_only=True):
    """Something to be answered by hand, with what helps to answer it."""

    text: str
    beside: tuple[str, ...] = ()


class Asks(Part, frozen=True, kw_only=True, tag=True):
    """Numbered questions, each with room for an answer."""

    rows: tuple[Ask, ...]
    answer: str = "Answer"
    """What stands before the room."""


class Listing(Part, frozen=True, kw_only=True, tag=True):
    """Lines to be copied into a file as they stand; they are never wrapped."""

    lines: tuple[str, ...]


class PageBreak(Part, frozen=True, kw_only=True, tag=True):
    """What follows starts on a new page, where there are pages."""


Block = Heading | Paragraph | Bullets | Facts | Table | Bars | Lengths | Flow | Callout | Asks | Listing | PageBreak


class Look(Part, frozen=True, kw_only=True):
    """What a firm wants to see on its reports; what is empty is left to the format."""

    accent: str = ""
    """#rrggbb, readable on white."""
    paper: Paper = "A4"
    logo: bytes = b""
    logo_kind: Literal["png", "svg"] = "png"
    css: str = ""


class Document(Part, frozen=True, kw_only=True):
    """A whole report."""

    label: str
    """What kind of report it is."""
    title: str
    organization: str
    state: str
    """Draft or final, with the version."""
    classification: str
    metadata: Facts
    blocks: tuple[Block, ...]
    landscape: bool = False
    layout: Layout = "report"
    look: Look = Look()


def fact(label: str, *lines: str) -> Fact:
    """A fact of one or more lines; empty lines are left out."""
    return Fact(label=label, lines=tuple(line for line in lines if line))


def facts(*rows: Fact) -> Facts:
    """Facts without those that say nothing."""
    return Facts(rows=tuple(row for row in rows if row.lines))
