"""The evidence register: each piece in the order of the requirements it speaks of, so that anybody finds it again."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from gapcheck.analysis.evidence_register import is_stale, size_in_words
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.metadata import document, limits, metadata_data, name_of_site
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NONE_LINKED = "no item"


class Piece(msgspec.Struct, frozen=True):
    """One piece of evidence with what it says of which items, in the order of the items."""

    evidence: Evidence
    links: tuple[Link, ...]
    stale: bool

    @property
    def item(self) -> str:
        """The first item it speaks of; empty when there is none."""
        return self.links[0].item if self.links else ""


def pieces(report: ReportInput) -> list[Piece]:
    """All evidence by the first item that it speaks of; what speaks of none stands last."""
    order = {item.id: place for place, item in enumerate(report.material.questionnaire.items)}
    links: dict[str, list[Link]] = {}
    for link in report.material.records.table(Link).values():
        links.setdefault(link.evidence, []).append(link)
    found = [
        Piece(
            evidence,
            tuple(sorted(links.get(ident, ()), key=lambda link: order.get(link.item, len(order)))),
            is_stale(evidence, report.date),
        )
        for ident, evidence in report.material.records.table(Evidence).items()
    ]
    last = len(order) + 1
    return sorted(found, key=lambda piece: order.get(piece.item, len(order)) if piece.links else last)


def build(report: ReportInput) -> Document:
    """The document."""
    return with_files(report, {})


def with_files(report: ReportInput, files: Mapping[str, str], before: tuple[Block, ...] = ()) -> Document:
    """The register; `files` says for a piece of evidence where its file is, `before` stands at its head."""
    found = pieces(report)
    blocks: tuple[Block, ...] = (
        *_summary(found, report),
        *before,
        *_by_item(found, report),
        *_register(found, report, files),
        *limits(report),
    )
    return document("evidence", "Evidence register", report, blocks, landscape=True)


def _summary(found: list[Piece], report: ReportInput) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(text="In short")]
    if not found:
        return (*blocks, Paragraph(text="No evidence was recorded."))
    with_file = sum(bool(piece.evidence.attachment) for piece in found)
    items = {link.item for piece in found for link in piece.links}
    blocks.append(
        Paragraph(
            text=f"Pieces of evidence: {len(found)}, of which {with_file} with a file. They speak of {len(items)} of "
            f"{len(report.material.questionnaire.items)} items. Stale means that the piece was to be looked at again "
            "before the date of this register."
        )
    )
    against = [piece for piece in found if any(link.effect == "contradicts" for link in piece.links)]
    for kind, title, chosen in (
        ("stop", "Speaks against an item", against),
        ("decide", "Stale", [piece for piece in found if piece.stale]),
        ("decide", "Linked to no item", [piece for piece in found if not piece.links]),
        (
            "decide",
            "Kept without permission",
            [p for p in found if p.evidence.attachment and p.evidence.permission == "no"],
        ),
    ):
        if chosen:
            text = joined(", ", *(piece.evidence.id for piece in chosen))
            blocks.append(Callout(kind=kind, title=f"{title}: {len(chosen)}", text=text))  # type: ignore[arg-type]
    return tuple(blocks)


def _by_item(found: list[Piece], report: ReportInput) -> tuple[Block, ...]:
    if not found:
        return ()
    said: dict[str, list[str]] = {}
    for piece in found:
        for link in piece.links:
            said.setdefault(link.item, []).append(joined(" · ", _name(piece.evidence), label(link.effect), link.reason))
    known = report.material.questionnaire.by_id
    refs = [*(ref for ref in known if ref in said), *(ref for ref in said if ref not in known)]
    rows = tuple((ref, known[ref].full_title if ref in known else "", "\n".join(said[ref])) for ref in refs)
    columns = (
        Column(title="Item", kind="ref", width=1),
        Column(title="Title", width=3),
        Column(title="What speaks of it, and how", width=8),
    )
    blocks: list[Block] = [Heading(text="Which evidence speaks of what")]
    return (*blocks, Table(columns=columns, rows=rows) if rows else Paragraph(text="Nothing is linked to an item."))


def _name(evidence: Evidence) -> str:
    return joined(" ", evidence.id, evidence.title)


def _register(found: list[Piece], report: ReportInput, files: Mapping[str, str]) -> tuple[Block, ...]:
    if not found:
        return ()
    columns = (
        Column(title="Items", kind="ref", width=1.1),
        Column(title="Evidence, and what it shows", width=5.6),
        Column(title="Where to find it", width=2.6),
        Column(title="Who, when, how", width=2.8),
        Column(title="Fresh", kind="status", width=1.7),
        Column(title="File", width=3.2),
    )
    return Heading(text="Register"), Table(columns=columns, rows=tuple(_row(piece, report, files) for piece in found))


def _row(piece: Piece, report: ReportInput, files: Mapping[str, str]) -> tuple[str, ...]:
    evidence = piece.evidence
    return (
        "\n".join(link.item for link in piece.links) or NONE_LINKED,
        joined(
            "\n",
            _name(evidence),
            evidence.what_it_shows,
            joined(", ", label(evidence.type), evidence.classification),
            f"covers {covers(evidence)}" if covers(evidence) else "",
        ),
        joined("\n", joined(", ", evidence.reference, evidence.version_date), place(evidence, report)),
        joined("\n", seen(evidence), taken(evidence)),
        _fresh(piece),
        joined("\n", *file_lines(evidence), files.get(evidence.id, "")),
    )


def covers(evidence: Evidence) -> str:
    """The time that a piece of evidence tells about."""
    return " to ".join(day for day in (evidence.period_from, evidence.period_to) if day)


def place(evidence: Evidence, report: ReportInput) -> str:
    """Where a piece of evidence was seen."""
    return joined(", ", name_of_site(evidence.site, report), evidence.place)


def seen(evidence: Evidence) -> str:
    """Who showed or told it, and whether on site."""
    return joined(", ", evidence.source_role, evidence.source_initials, label(evidence.method))


def taken(evidence: Evidence) -> str:
    """Who saw it when; what is older than that rule has only its last change."""
    who, when = evidence.taken_by or evidence.by, (evidence.taken_at or evidence.at)[:10]
    return joined(", ", f"seen by {who}" if who else "", when)


def _fresh(piece: Piece) -> str:
    until = piece.evidence.fresh_until
    if not until:
        return "· not stated"
    return joined(" ", "✕ stale since" if piece.stale else "● until", until)


def file_lines(evidence: Evidence) -> tuple[str, ...]:
    """The attached file: its name, its size, its hash, and what may be done with it."""
    if not evidence.attachment:
        return ()
    size = size_in_words(evidence.attachment_size) if evidence.attachment_size else ""
    return (
        joined(", ", evidence.attachment_name, size, "redacted" if evidence.redacted else ""),
        f"SHA-256 {evidence.attachment}",
        {"yes": "may be kept", "no": "may not be kept"}.get(evidence.permission, ""),
    )


def evidence_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The evidence register: each piece so that another person can find it again."""
    blocks: list[Block] = [Heading(text="Evidence register")]
    register = list(report.material.records.table(Evidence).values())
    if not register:
        return (*blocks, Paragraph(text="No evidence was recorded."))
    linked = _linked(report)
    for evidence in register:
        title = joined(" ", evidence.id, evidence.title)
        known = _evidence_facts(evidence, linked.get(evidence.id, ()), report)
        blocks += [Heading(text=title, level=3, mark=label(evidence.type)), known]
    return tuple(blocks)


def _evidence_facts(evidence: Evidence, linked: Sequence[str], report: ReportInput) -> Facts:
    attached = joined(", ", evidence.attachment_name, f"SHA-256 {evidence.attachment}" if evidence.attachment else "")
    return facts(
        fact("Reference", joined(", ", evidence.reference, evidence.version_date)),
        fact("Shows", evidence.what_it_shows),
        fact("Linked to", *linked),
        fact("Source", joined(", ", evidence.source_role, evidence.source_initials)),
        fact("Seen", joined(", ", place(evidence, report), label(evidence.method))),
        fact("Covers", covers(evidence)),
        fact("Fresh until", evidence.fresh_until),
        fact("Classification", evidence.classification),
        fact("Permission to keep", evidence.permission if evidence.permission != "n.a." else ""),
        fact("Attached", attached),
        fact("Redacted", "yes" if evidence.redacted else ""),
        fact("Recorded", joined(", ", f"by {evidence.by}" if evidence.by else "", evidence.at[:10])),
    )


def _linked(report: ReportInput) -> dict[str, list[str]]:
    """What each piece says of which items, by its id."""
    found: dict[str, list[str]] = {}
    for ref, links in report.material.links.items():
        for link, evidence in links:
            found.setdefault(evidence.id, []).append(joined(" · ", ref, label(link.effect), link.reason))
    return found


_TITLES = (
    "Items", "Id", "Title", "Type", "What it shows", "Links", "Reference", "Version or date", "Covers from",
    "Covers to", "Site", "Place", "Method", "Source", "Source initials", "Seen by", "Seen at", "Fresh until", "Stale",
    "Classification", "Permission to keep", "Redacted", "File name", "File size", "SHA-256",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per piece of evidence."""
    return Table(columns=_columns(*_TITLES), rows=tuple(_csv_row(piece, report) for piece in pieces(report)))


def rows_with_files(report: ReportInput, files: Mapping[str, str]) -> Table:
    """The same with a column that says where the file of each piece is."""
    made = tuple((*_csv_row(piece, report), files.get(piece.evidence.id, "")) for piece in pieces(report))
    return Table(columns=_columns(*_TITLES, "File in the pack"), rows=made)


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(Column(title=title) for title in titles)


def _csv_row(piece: Piece, report: ReportInput) -> tuple[str, ...]:
    evidence = piece.evidence
    return (
        ", ".join(link.item for link in piece.links),
        evidence.id,
        evidence.title,
        label(evidence.type),
        evidence.what_it_shows,
        "\n".join(joined(" · ", link.item, label(link.effect), link.reason) for link in piece.links),
        evidence.reference,
        evidence.version_date,
        evidence.period_from,
        evidence.period_to,
        name_of_site(evidence.site, report),
        evidence.place,
        label(evidence.method),
        evidence.source_role,
        evidence.source_initials,
        evidence.taken_by or evidence.by,
        evidence.taken_at or evidence.at,
        evidence.fresh_until,
        "yes" if piece.stale else "no",
        evidence.classification,
        evidence.permission,
        "yes" if evidence.redacted else "no",
        evidence.attachment_name,
        str(evidence.attachment_size) if evidence.attachment else "",
        evidence.attachment,
    )


def data(report: ReportInput) -> dict[str, Any]:
    """The register for machines, in the same order."""
    return {
        "report": metadata_data("evidence", report),
        "evidence": [
            {
                **msgspec.to_builtins(piece.evidence),
                "stale": piece.stale,
                "links": [{"item": n.item, "effect": n.effect, "reason": n.reason} for n in piece.links],
            }
            for piece in pieces(report)
        ],
    }
