"""What the day on site shows: the plan and its page, meetings with their points, the feedback, what is undecided."""

from collections.abc import Sequence
from datetime import date

from gapcheck.analysis.day import Feedback, SlotState
from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.on_site import MeetingPoint
from gapcheck.records.base import Records
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.tui.signs import sign, word
from gapcheck.tui.widgets.row_table import Cell, Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

PLAN = (
    Column(name="time", title="time", width=11),
    Column(name="state", title="state", width=15),
    Column(name="text", title="what", width=24, most=52, share=0.36),
    Column(name="people", title="with", width=12, most=30, rank=1),
    Column(name="items", title="items", width=14, most=40, rank=2),
    Column(name="place", title="place", width=10, most=22, rank=4),
    Column(name="minutes", title="min", width=7, right=True, rank=3),
)
POINTS = (
    Column(name="tick", title="", width=1),
    Column(name="text", title="point", width=60, most=86, share=0.6),
    Column(name="note", title="note", width=16, most=60, rank=1),
)
UNDECIDED = (
    Column(name="item", title="item", width=7),
    Column(name="text", title="about", width=24, most=60, share=0.4),
    Column(name="heard", title="heard", width=7, right=True),
    Column(name="evidence", title="evidence", width=8, right=True, rank=1),
    Column(name="state", title="state", width=22, most=44),
    Column(name="why", title="", width=10, most=12, rank=2),
)
_FIRST = 5
"""Items that are named before they are counted."""
_LABEL = 8


def weekday(day: str, *, short: bool = False) -> str:
    """A day as it is said, or as it is written where room is short."""
    try:
        said = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{said:%a} {said.day} {said:%b}" if short else f"{said:%A} {said.day} {said:%B} {said.year}"


def slips(found: SlotState) -> bool:
    """Whether an entry is late and something has to be done about it; nobody begins a break."""
    slot = found.slot
    return bool(found.late) and not slot.ended and (bool(slot.began) or slot.kind != "break")


def state(found: SlotState, today: str) -> tuple[str, str]:
    """How an entry stands, in a few words, and the colour of that."""
    slot = found.slot
    if found.state == "done":
        rest = "rest left" if slot.is_carried_over else f"{found.late} over" if found.late else ""
        return f"done, {rest}" if rest else "done", "grey"
    if found.state == "carried":
        return "carried over", "grey"
    if slot.began:
        return (f"on, {found.late} over", "warning") if found.late else (f"on, {found.used} min", "primary")
    if slips(found):
        return ("not held", "warning") if slot.date < today else (f"{_long(found.late)} late", "warning")
    return "", "grey"


def _long(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"


def plan_rows(found: Sequence[SlotState], today: str) -> list[Row]:
    """The cells of the plan."""
    rows = []
    for each in found:
        slot, (said, colour) = each.slot, state(each, today)
        on = bool(slot.began and not slot.ended)
        ink = "grey" if each.state in ("done", "carried") or slot.kind == "break" else ""
        cells = {
            "time": Cell(f"{slot.start}–{slot.end}", ink, on),
            "state": Cell(said, colour, on),
            "text": Cell(slot.title, ink, on),
            "people": Cell(", ".join(slot.people), ink),
            "items": Cell(", ".join(slot.items), "grey"),
            "place": Cell(slot.place, "grey"),
            "minutes": Cell(f"{each.used}/{slot.minutes}" if each.used else str(slot.minutes), "grey"),
        }
        rows.append((slot.id, cells))
    return rows


def slot_page(found: SlotState, records: Records, questionnaire: Questionnaire, today: str) -> list[Line]:
    """One entry in full."""
    slot, (said, colour) = found.slot, state(found, today)
    roles = {role.id: role.name for role in questionnaire.roles}
    kind = "" if slot.kind == "interview" else f" · {label(slot.kind)}"
    lines = [Line(slot.title, style="bold")]
    lines.append(_told("plan", f"{slot.start} to {slot.end}, {slot.minutes} min{kind}"))
    real = " to ".join(stamp[11:16] for stamp in (slot.began, slot.ended) if stamp)
    if real:
        lines.append(_told("really", f"{real}{'' if slot.ended else ' till now'}, {found.used} min"))
    if said:
        lines.append(_told("state", said, f"${colour}" if colour == "warning" else ""))
    lines += [_told("with" if not n else "", _who(person, records)) for n, person in enumerate(slot.people)]
    known = questionnaire.by_id
    told = (("asks", roles.get(slot.role, slot.role)), ("place", slot.place), ("site", slot.site))
    lines += [_told(name, text) for name, text in told if text]
    lines += [Line(known[ref].full_title if ref in known else "", label=ref, indent=_LABEL) for ref in slot.items]
    if slot.carried_over:
        lines.append(_told("left", slot.carried_over, "$warning"))
    if slot.continues:
        lines.append(_told("takes up", slot.continues))
    return lines


def beside(found: Sequence[SlotState], left: Sequence[Slot], feedback: Feedback, today: str) -> list[Line]:
    """What slips, what was put off, and what waits for auditor time."""
    late = [each for each in found if slips(each)]
    lines = [heading("Slips")]
    lines += [Line(f"{each.slot.title}: {state(each, today)[0]}", label=each.slot.id, indent=_LABEL) for each in late]
    if not late:
        lines.append(Line("Nothing slips.", style="$grey"))
    if left:
        lines += [heading("Carried over"), *map(_left, left)]
    lines += [heading(f"Undecided {len(feedback.undecided)}" if feedback.undecided else "Undecided")]
    lines += _items(feedback.undecided[:_FIRST])
    more = len(feedback.undecided) - _FIRST
    if more > 0:
        lines.append(Line(f"and {more} more; 5 shows all of them", style="$grey"))
    if not feedback.undecided:
        lines.append(Line("Nothing waits for a decision.", style="$grey"))
    notes, threads = len(feedback.notes), len(feedback.threads)
    if notes or threads:
        lines.append(heading("Open"))
        lines += [_told("notes", f"{notes}, o n leads to them")] if notes else []
        lines += [_told("threads", f"{threads}, o t leads to them")] if threads else []
    return lines


def point_rows(points: Sequence[MeetingPoint], held: Meeting | None) -> list[Row]:
    """The points of a meeting with their ticks."""
    done = held.done if held else {}
    return [
        (
            point.id,
            {
                "tick": Cell("■", "primary", True) if point.id in done else Cell("□", "grey"),
                "text": Cell(point.text, "grey" if point.id in done else ""),
                "note": Cell(done.get(point.id, ""), "grey"),
            },
        )
        for point in points
    ]


def point_page(point: MeetingPoint, held: Meeting | None) -> list[Line]:
    """One point in full, with what to watch out for and what was noted."""
    note = held.done.get(point.id, "") if held else ""
    lines = [Line(point.text, style="bold")]
    lines += [Line(point.note, style="$grey")] if point.note else []
    return [*lines, Line(""), _told("note", note)] if note else lines


def feedback_pages(told: Feedback) -> tuple[list[Line], list[Line]]:
    """What is told at the end of a day, in two columns: what was seen, and what is open."""
    seen = [heading("Findings")]
    seen += [_finding(each) for each in told.findings] or [_none("None on this day.")]
    seen += [heading("Strengths"), *([_finding(each) for each in told.strengths] or [_none("None noted on this day.")])]
    seen.append(heading("Open threads"))
    for thread in told.threads:
        seen.append(Line(thread.title, label=thread.id, indent=_LABEL))
        also = (("next", thread.next_to_see), ("from", thread.waiting_for))
        seen += [Line(f"{name}: {text}", style="$grey", label=" ", indent=_LABEL) for name, text in also if text]
    seen += [] if told.threads else [_none("None.")]
    waits = [heading("Open notes"), *(Line(n.text, label=n.id, indent=_LABEL) for n in told.notes)]
    waits += [] if told.notes else [_none("None.")]
    left = [slot for slot in told.slots if slot.kind != "break" or slot.is_carried_over]
    waits += [heading("Not reached, or carried over"), *map(_left, left)]
    waits += [] if left else [_none("Nothing of the plan.")]
    waits.append(heading(f"Undecided {len(told.undecided)}" if told.undecided else "Undecided"))
    waits += _items(told.undecided) or [_none("Nothing waits for a decision.")]
    return seen, waits


def undecided_rows(found: Sequence[ItemResult]) -> list[Row]:
    """Items that wait for a decision."""
    return [
        (
            each.item.id,
            {
                "item": Cell(each.item.id),
                "text": Cell(each.item.full_title),
                "heard": Cell(f"{each.answered}/{each.asked}", "grey"),
                "evidence": Cell(str(len(each.evidence) or ""), "grey"),
                "state": Cell(" ".join((sign(each)[0], word(each))), sign(each)[1].removeprefix("$")),
                "why": Cell("look again" if each.look_again else "", "warning"),
            },
        )
        for each in found
    ]


def undecided_page(result: ItemResult) -> tuple[list[Line], list[Line]]:
    """An item that waits for a decision, and how its state came about."""
    item = result.item
    linked = (("evidence", ", ".join(result.evidence)), ("findings", ", ".join(result.findings)))
    first = [Line(f"{item.id} {item.full_title}", style="bold"), Line(item.one_line, style="$grey")]
    first += [Line(text, label=name, indent=9) for name, text in linked if text]
    return first, [heading("How it stands"), *(Line(text, label="·", indent=2) for text in explain_item(result))]


def _who(person: str, records: Records) -> str:
    found = records.get(Participant, person)
    if found is None:
        return person
    return ", ".join(part for part in (found.name, found.function) if part)


def _left(slot: Slot) -> Line:
    why = slot.carried_over or ("not ended" if slot.began else "not begun")
    return Line(f"{slot.title}: {why}", label=slot.id, indent=_LABEL)


def _items(found: Sequence[ItemResult]) -> list[Line]:
    return [
        Line(each.item.full_title + (", look again" if each.look_again else ""), label=each.item.id, indent=_LABEL)
        for each in found
    ]


def _finding(finding: Finding) -> Line:
    kind = "" if finding.type == "strength" else f"{label(finding.type)}, "
    text = finding.title or finding.nature or "no text yet"
    return Line(f"{text} ({kind}{', '.join(finding.items)})", label=finding.id, indent=_LABEL)


def _none(text: str) -> Line:
    return Line(text, style="$grey")


def _told(name: str, text: str, style: str = "") -> Line:
    return Line(text, label=name or " ", style=style, indent=_LABEL)
