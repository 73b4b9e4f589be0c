"""What the threads view shows of a line of enquiry: its cells, its page, and the steps of its ready thread."""

from gapcheck.analysis.items import ItemResult
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.on_site import ReadyThread, ThreadStep
from gapcheck.records.base import Records
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import label
from gapcheck.tui.signs import sign, word
from gapcheck.tui.widgets.row_table import Cell, Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

COLUMNS = (
    Column(name="id", title="id", width=5, most=6),
    Column(name="title", title="thread", width=24, most=64, share=0.26),
    Column(name="case", title="case", width=14, most=30, rank=2),
    Column(name="next", title="next to see", width=22, most=64, share=0.26),
    Column(name="seen", title="seen", width=5, right=True, rank=1),
    Column(name="items", title="items", width=12, most=24, rank=3),
    Column(name="outcome", title="outcome", width=10, most=14),
)
_LABEL = 10
_ITEM = 10
_STEP = 5
"""Cells before the text of a step: its digit and its tick."""


def ready_of(thread: Thread, questionnaire: Questionnaire) -> ReadyThread | None:
    """The ready thread that a thread follows, if it follows one that there is."""
    return next((ready for ready in questionnaire.on_site.threads if ready.id == thread.ready), None)


def steps_of(thread: Thread, questionnaire: Questionnaire) -> tuple[ThreadStep, ...]:
    """The steps to tick; none for a thread of one's own."""
    ready = ready_of(thread, questionnaire)
    return ready.steps if ready else ()


def first_unseen(thread: Thread, questionnaire: Questionnaire) -> int:
    """The number of the first step that was not seen, from 1; 0 when there is none."""
    steps = steps_of(thread, questionnaire)
    return next((number for number in range(1, len(steps) + 1) if number not in thread.seen), 0)


def ordered(records: Records) -> list[Thread]:
    """Open threads first; among equals the one that was parked first."""
    return sorted(records.table(Thread).values(), key=lambda t: (not t.is_open, len(t.id), t.id))


def row_of(thread: Thread, questionnaire: Questionnaire) -> Row:
    """The cells of a thread; what the ready thread suggests to see next is grey, what a person wrote is not."""
    ink = "" if thread.is_open else "grey"
    steps, unseen = steps_of(thread, questionnaire), first_unseen(thread, questionnaire)
    following = Cell(thread.next_to_see, ink)
    if not thread.is_open:
        following = Cell(thread.conclusion, "grey")
    elif not thread.next_to_see and unseen:
        following = Cell(steps[unseen - 1].ask_for, "grey")
    said, colour = outcome(thread)
    cells = {
        "id": Cell(thread.id, "grey"),
        "title": Cell(thread.title, ink),
        "case": Cell(thread.case, ink),
        "next": following,
        "seen": Cell(f"{len(_ticked(thread, steps))}/{len(steps)}" if steps else "", ink),
        "items": Cell(_counted(thread.items), "grey"),
        "outcome": Cell(said, colour),
    }
    return thread.id, cells


def outcome(thread: Thread) -> tuple[str, str]:
    """How it stands, in a word or two, and the colour of that."""
    if thread.outcome == "finding":
        return thread.finding, "grey"
    return ("open", "") if thread.is_open else ("conformity", "success")


def about(thread: Thread, questionnaire: Questionnaire, records: Records) -> list[Line]:
    """The head of a thread's page: what it is about and how it stands."""
    ready = ready_of(thread, questionnaire)
    ended = "" if thread.is_open else "conformity"
    if thread.outcome == "finding":
        finding = records.get(Finding, thread.finding)
        ended = f"{thread.finding}, {f'{label(finding.type)}: {finding.title}' if finding else 'which is gone'}"
    told = (
        ("case", thread.case),
        ("parked", thread.why_parked),
        ("next", thread.next_to_see),
        ("waits for", thread.waiting_for),
        ("site", thread.site),
        ("ended in", ended),
        ("shown by", thread.conclusion),
    )
    lines = [Line(thread.title, style="bold")]
    lines += [Line(text, label=name, indent=_LABEL) for name, text in told if text]
    if ready is not None and not thread.case and thread.is_open:
        lines.append(Line(ready.start, label="start", style="$grey", indent=_LABEL))
    return lines


def linked(thread: Thread, records: Records) -> list[Line]:
    """The notes and the evidence that belong to a thread, in full."""
    notes = [(ident, records.get(QuickNote, ident)) for ident in thread.notes]
    pieces = [(ident, records.get(Evidence, ident)) for ident in thread.evidence]
    lines: list[Line] = []
    for name, found in (
        ("Notes", [(ident, note.text if note else "is gone") for ident, note in notes]),
        ("Evidence", [(ident, piece.title if piece else "is gone") for ident, piece in pieces]),
    ):
        if found:
            lines += [heading(name), *(Line(text, label=ident, indent=_LABEL) for ident, text in found)]
    return lines


def steps(thread: Thread, questionnaire: Questionnaire, *, whole: bool = False) -> list[Line]:
    """The steps with their ticks: the record to ask for and, until it was seen, what it tells and where it belongs."""
    told = steps_of(thread, questionnaire)
    if not told:
        return []
    lines = [heading(f"Steps, {len(_ticked(thread, told))} of {len(told)} seen")]
    following = first_unseen(thread, questionnaire) if thread.is_open else 0
    for number, step in enumerate(told, 1):
        seen = number in thread.seen
        style = "bold" if number == following else "$grey" if seen else ""
        lines.append(Line(step.ask_for, label=step_label(number, seen=seen), style=style, indent=_STEP))
        if whole or not seen:
            lines.append(Line(f"{step.tells} {', '.join(step.items)}", style="$grey", indent=_STEP))
    return lines


def step_label(number: int, *, seen: bool) -> str:
    """What stands before a step."""
    return f"{number} {'■' if seen else '□'}"


def items(thread: Thread, results: dict[str, ItemResult]) -> list[Line]:
    """The items that it crosses, each with its state."""
    if not thread.items:
        return [heading("Items"), Line("none yet; Enter names them", style="$grey")]
    lines = [heading("Items")]
    for ref in thread.items:
        found = results.get(ref)
        if found is None:
            lines.append(Line("not an item of this questionnaire", label=f"? {ref}", indent=_ITEM))
            continue
        shape, colour = sign(found)
        ink = colour if found.status in ("partial", "does_not_conform") else ""
        lines.append(Line(f"{found.item.title}, {word(found)}", label=f"{shape} {ref}", style=ink, indent=_ITEM))
    return lines


def _ticked(thread: Thread, steps: tuple[ThreadStep, ...]) -> list[int]:
    return [number for number in thread.seen if 1 <= number <= len(steps)]


def _counted(refs: tuple[str, ...]) -> str:
    if len(refs) <= 2:
        return ", ".join(refs)
    return f"{refs[0]}, +{len(refs) - 1}"
