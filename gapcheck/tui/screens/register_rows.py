"""What the register shows of a piece of evidence: its cells and its page."""

from gapcheck.analysis.evidence_register import Entry, size_in_words
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.evidence import Link
from gapcheck.records.samples import Sample
from gapcheck.records.vocabulary import label
from gapcheck.tui.widgets.row_table import Cell, Column
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = (
    Column(name="id", title="id", width=6, most=10),
    Column(name="type", title="type", width=12, rank=1),
    Column(name="title", title="title", width=24, most=72, share=0.36),
    Column(name="items", title="items", width=14, most=30, share=0.12),
    Column(name="site", title="site", width=9, most=16, rank=5),
    Column(name="date", title="date", width=10, rank=3),
    Column(name="fresh", title="fresh until", width=12, rank=2),
    Column(name="file", title="file", width=7, right=True, rank=4),
)
AGAINST = "▼"
"""Stands before an item that evidence speaks against, as in the evidence pane."""
_SHAPES = {"supports": "▲", "contradicts": AGAINST, "context": "▪"}
_COLOURS = {"supports": "", "contradicts": "$error", "context": "$grey"}


def cells(entry: Entry) -> dict[str, Cell]:
    """The cells of a piece of evidence."""
    piece = entry.evidence
    against = all(link.effect == "contradicts" for link in entry.links)
    items = ", ".join((AGAINST if link.effect == "contradicts" else "") + link.item for link in entry.links)
    return {
        "id": Cell(piece.id if not piece.from_answer else "answer", "grey"),
        "type": Cell(label(piece.type), "grey"),
        "title": Cell(piece.title),
        "items": Cell(items, "error" if against else "") if items else Cell("not linked", "warning"),
        "site": Cell(piece.site, "grey"),
        "date": Cell(piece.version_date or piece.taken_at[:10], "" if piece.version_date else "grey"),
        "fresh": Cell("! " * entry.stale + piece.fresh_until, "warning" if entry.stale else "grey", entry.stale),
        "file": Cell(size_in_words(piece.attachment_size) if piece.attachment else "", "grey"),
    }


def page(entry: Entry, questionnaire: Questionnaire) -> list[Line]:
    """What it shows, and what it says of which item, each with its own reason."""
    piece = entry.evidence
    lines = [Line(piece.title, style="bold")]
    if piece.what_it_shows.strip():
        lines.append(Line(piece.what_it_shows))
    lines.append(heading("What it says"))
    known = questionnaire.by_id
    for link in entry.links:
        title = known[link.item].title if link.item in known else ""
        lines.append(Line(f"{_said(link)} {title}", label=_SHAPES[link.effect], style=_COLOURS[link.effect], indent=2))
        if link.reason.strip():
            lines.append(Line(link.reason, label="", indent=4))
    if not entry.links:
        lines.append(Line("It speaks of no item yet: l links it.", style="$warning"))
    return lines


def facts(entry: Entry, samples: tuple[Sample, ...] = ()) -> list[Line]:
    """Where another person finds it, from whom and where it came, how long it is good."""
    piece = entry.evidence
    source = ", ".join(part for part in (piece.source_role, piece.source_initials) if part)
    where = " · ".join(part for part in (piece.site, piece.place, label(piece.method)) if part)
    period = " to ".join(part for part in (piece.period_from, piece.period_to) if part)
    permission = {"yes": "given", "no": "refused"}.get(piece.permission, "")
    told = (
        ("type", label(piece.type), ""),
        ("reference", piece.reference, ""),
        ("dated", piece.version_date, ""),
        ("period", period, ""),
        ("shown by", source, ""),
        ("where", where, ""),
        ("class", piece.classification, ""),
        (
            "permission",
            f"to photograph or record: {permission}" if permission else "",
            "$error" * (permission == "refused"),
        ),
        ("fresh until", piece.fresh_until + ": stale, look at it again" * entry.stale, "$warning" * entry.stale),
        ("file", f"{piece.attachment_name}, {size_in_words(piece.attachment_size)}" if piece.attachment else "", ""),
        ("SHA-256", piece.attachment, "$grey"),
        ("redacted", "yes, parts of it were made unreadable" if piece.redacted else "", ""),
        ("answer", piece.from_answer, ""),
        ("sample", ", ".join(f"{sample.id} {sample.title}" for sample in samples), ""),
        ("taken", " ".join((piece.taken_at[:16].replace("T", " "), piece.taken_by)).strip(), "$grey"),
    )
    found = [heading("Where it is found again")]
    found += [Line(text, label=name, style=style, indent=12) for name, text, style in told if text]
    return found


def _said(link: Link) -> str:
    return {"supports": "supports", "contradicts": "contradicts", "context": "context for"}[
        link.effect
    ] + f" {link.item}"
