"""Items with facts, such as findings and pieces of evidence, as the rows of one table."""

import msgspec

from gapcheck.reports.document import Bullets, Callout, Column, Facts, Heading, Paragraph, Table
from gapcheck.reports.plain import joined

_REMARKS = "Remarks"

OfItem = Facts | Paragraph | Bullets | Callout
"""What may stand under the heading of an item."""


class _Item(msgspec.Struct, frozen=True):
    heading: Heading
    section: str
    facts: dict[str, list[str]]


class Register:
    """One row for each item of a chapter, one column for each label that any of them has."""

    def __init__(self, name: str, title: str) -> None:
        self.name, self.title = name, title
        self._labels: list[str] = []
        self._items: list[_Item] = []

    def start(self, heading: Heading, section: str) -> None:
        """Begin an item; what is added from now on belongs to it."""
        self._items.append(_Item(heading, section, {}))

    def add(self, part: OfItem) -> None:
        """Add to the last item."""
        match part:
            case Facts():
                before = ""
                for row in part.rows:
                    self._add(row.label, row.lines, before)
                    before = row.label
            case Paragraph():
                self._add(_REMARKS, (part.text,))
            case Bullets():
                self._add(_REMARKS, part.items)
            case Callout():
                self._add(_REMARKS, (joined(": ", part.title, part.text),))

    def _add(self, label: str, lines: tuple[str, ...], before: str = "") -> None:
        if label not in self._labels:
            place = self._labels.index(before) + 1 if before else len(self._labels) if label == _REMARKS else 0
            self._labels.insert(place, label)
        self._items[-1].facts.setdefault(label, []).extend(lines)

    def table(self) -> Table:
        """The items so far; columns that no item needs are left out."""
        marked = any(item.heading.mark for item in self._items)
        grouped = any(item.section for item in self._items)
        heads = ("Title", *(("Under",) if grouped else ()), *(("In short",) if marked else ()), *self._labels)
        rows = tuple(
            (
                item.heading.text,
                *((item.section,) if grouped else ()),
                *((item.heading.mark,) if marked else ()),
                *("\n".join(item.facts.get(label, ())) for label in self._labels),
            )
            for item in self._items
        )
        return Table(columns=tuple(Column(title=title) for title in heads), rows=rows)
