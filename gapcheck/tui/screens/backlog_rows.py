"""What the backlog shows of an action: its cells, its page, and the filters and orders of the list."""

from collections.abc import Callable

import msgspec

from gapcheck.analysis.backlog import Backlog, Ranked, explain_action
from gapcheck.analysis.from_gaps import AskTask
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.actions import Action
from gapcheck.records.method import HouseMethod
from gapcheck.records.vocabulary import label
from gapcheck.tui.widgets.row_table import Cell, Column, Row
from gapcheck.tui.widgets.sheet import Line, heading

OPEN = (
    Column(name="place", title="#", width=3, right=True),
    Column(name="band", title="band", width=5),
    Column(name="id", title="id", width=10, most=12),
    Column(name="text", title="action", width=26, most=72, share=0.32),
    Column(name="item", title="items", width=10, most=16, rank=5),
    Column(name="rank", title="rank", width=6, right=True),
    Column(name="effort", title="days", width=6, right=True, rank=2),
    Column(name="owner", title="owner", width=13, most=24, rank=3),
    Column(name="due", title="due", width=10, rank=4),
    Column(name="remarks", title="remarks", width=12, most=42, rank=1),
)
ASK = (
    Column(name="item", title="item", width=7),
    Column(name="title", title="about", width=24, most=44, rank=1),
    Column(name="text", title="to find out", width=36, most=90, share=0.5),
    Column(name="who", title="who would know", width=18, most=40),
)
CLOSED = (
    Column(name="state", title="state", width=9),
    Column(name="id", title="id", width=10, most=12),
    Column(name="text", title="action", width=30, most=72, share=0.4),
    Column(name="shown", title="shown by", width=16, most=48),
    Column(name="owner", title="owner", width=12, most=22, rank=1),
)
FILTERS: dict[str, tuple[str, Callable[[Ranked], bool]]] = {
    "all": ("all", lambda r: True),
    "NOW": ("NOW", lambda r: r.band == "NOW"),
    "NEXT": ("NEXT", lambda r: r.band == "NEXT"),
    "LATER": ("LATER", lambda r: r.band == "LATER"),
    "quick": ("quick wins", lambda r: r.quick_win),
    "no_owner": ("no owner", lambda r: not r.action.owner.strip()),
    "late": ("late", lambda r: r.late),
}
"""The filters in the order of their line: word, and what they let through."""
ORDERS = ("rank", "due", "owner", "effort", "item")
"""The columns that the list can be sorted by."""

_BANDS = {"NOW": "warning", "NEXT": "", "LATER": "grey"}


def ordered(actions: tuple[Ranked, ...], by: str, questionnaire: Questionnaire) -> list[Ranked]:
    """The actions sorted by a column; equal ones stay in the order of their rank, empty values come last."""
    places = {item.id: number for number, item in enumerate(questionnaire.items)}
    keys: dict[str, Callable[[Ranked], tuple[object, ...]]] = {
        "rank": lambda r: (),
        "due": lambda r: (not r.action.due, r.action.due),
        "owner": lambda r: (not r.action.owner.strip(), r.action.owner.casefold()),
        "effort": lambda r: (r.days,),
        "item": lambda r: (min((places.get(ref, len(places)) for ref in r.action.items), default=len(places)),),
    }
    return sorted(actions, key=keys[by])


def columns(by: str) -> list[Column]:
    """The columns of the open list; the one that it is sorted by is always among them."""
    return [msgspec.structs.replace(column, rank=0) if column.name == by else column for column in OPEN]


def open_row(ranked: Ranked, place: int) -> Row:
    """The cells of an open action."""
    action, notes = ranked.action, remarks(ranked)
    given = action.effort is not None or action.days is not None
    cells = {
        "place": Cell(str(place), "grey"),
        "band": Cell(ranked.band, _BANDS[ranked.band], ranked.band == "NOW"),
        "id": Cell(action.id, "grey"),
        "text": Cell(action.text),
        "item": Cell(", ".join(action.items), "grey"),
        "rank": Cell(f"{ranked.effective_rank:.1f}"),
        "effort": Cell(f"{ranked.days:g}", "" if given else "grey"),
        "owner": Cell(action.owner) if action.owner.strip() else Cell(action.owner_role, "grey"),
        "due": Cell(action.due, "error" if ranked.late else ""),
        "remarks": Cell(" · ".join(notes), "error" if ranked.late else "grey", pieces=True),
    }
    return action.id, cells


def remarks(ranked: Ranked) -> list[str]:
    """What is special about an action, the weightiest first."""
    found = (
        ("late", ranked.late),
        ("pinned", bool(ranked.action.pinned)),
        (f"waits for {len(ranked.needs)}", bool(ranked.needs)),
        ("quick win", ranked.quick_win),
        ("in progress", ranked.action.status == "in_progress"),
        ("risk assumed", ranked.risk_assumed),
    )
    return [word for word, holds in found if holds]


def ask_row(task: AskTask, questionnaire: Questionnaire) -> Row:
    """The cells of something to find out."""
    known = questionnaire.question_by_id
    more = f" (+{len(task.questions) - 1})" if len(task.questions) > 1 else ""
    cells = {
        "item": Cell(task.item),
        "title": Cell(task.title, "grey"),
        "text": Cell(more.strip() + " " * bool(more) + known[task.questions[0]].ask),
        "who": Cell(", ".join(task.who)) if task.who else Cell("nobody named yet", "grey"),
    }
    return task.item, cells


def closed_row(action: Action, *, settled: bool) -> Row:
    """The cells of an action that is done, dropped, or settled because its gap is closed."""
    state = "settled" if settled else label(action.status)
    shown = action.closing_note or ", ".join(action.evidence) or ("its gap is closed" if settled else "")
    cells = {
        "state": Cell(state, {"done": "success", "dropped": "grey"}.get(state, "")),
        "id": Cell(action.id, "grey"),
        "text": Cell(action.text),
        "shown": Cell(shown, "grey"),
        "owner": Cell(action.owner, "grey"),
    }
    return action.id, cells


def about_action(action: Action, found: Backlog, questionnaire: Questionnaire) -> list[Line]:
    """The page of an action: all of its text and what belongs to it."""
    ranked = next((r for r in found.actions if r.action.id == action.id), None)
    items = [(ref, questionnaire.by_id[ref].full_title if ref in questionnaire.by_id else "") for ref in action.items]
    lines = [Line(action.text, style="bold")]
    lines += [_labelled(f"{ref} {title}", action.id if not n else "") for n, (ref, title) in enumerate(items)]
    if action.owner.strip():
        role = f" ({action.owner_role})" if action.owner_role and action.owner_role != action.owner else ""
        lines.append(_labelled(action.owner + role, "owner"))
    else:
        typical = f", usually {action.owner_role}" if action.owner_role else ""
        lines.append(_labelled(f"nobody yet{typical}", "owner", "$grey"))
    late = bool(ranked and ranked.late)
    lines.append(
        _labelled((action.due or "no date") + (", too soon for the work" if late else ""), "due", _due(action, late))
    )
    if ranked:
        days = "1 working day" if ranked.days == 1 else f"{ranked.days:g} working days"
        lines.append(_labelled(f"{ranked.effort}, {days}", "effort"))
    optional = (
        ("state", label(action.status) if action.status != "open" else ""),
        ("done when", action.done_when),
        ("finding", action.finding),
        ("pinned", action.pinned),
        ("closed", action.closing_note),
        ("evidence", ", ".join(action.evidence)),
        ("residual", "risk accepted by its owner until this is done (6.1.3 f)" if action.risk_accepted else ""),
    )
    lines += [_labelled(text, name) for name, text in optional if text]
    return lines


def why(ranked: Ranked, method: HouseMethod) -> list[Line]:
    """The page that says why an action stands where it stands."""
    *lines, last = explain_action(ranked, method)
    return [
        heading("Why this rank"),
        *(Line(line, label="·", indent=2) for line in lines),
        Line(last, style="$grey"),
    ]


def neighbours(ranked: Ranked, found: Backlog) -> list[Line]:
    """What an action waits for and what it unlocks, with their texts."""
    texts = {r.action.id: r.action.text for r in found.actions}
    lines: list[Line] = []
    for name, idents in (("Waits for", ranked.needs), ("Unlocks", ranked.unlocks)):
        if idents:
            lines += [heading(name), *(_labelled(texts[ident], ident) for ident in idents)]
    return lines


def about_task(task: AskTask, questionnaire: Questionnaire) -> list[Line]:
    """The page of something to find out."""
    known = questionnaire.question_by_id
    who = [Line(name, label="·", indent=2) for name in task.who] or [Line("nobody was named", style="$grey")]
    return [
        Line(f"{task.item} {task.title}", style="bold"),
        heading("Nobody in the room knew"),
        *(Line(known[ident].ask, label="·", indent=2) for ident in task.questions),
        heading("Who would know"),
        *who,
    ]


def weights(method: HouseMethod) -> str:
    """The house method in one line."""
    return (
        f"severity {method.weight_severity:g} + blocking {method.weight_blocking:g} + risk {method.weight_risk:g} + "
        f"reach {method.weight_reach:g} points, divided by {method.effort_s:g} S, {method.effort_m:g} M, "
        f"{method.effort_l:g} L, {method.effort_xl:g} XL for effort"
    )


def _due(action: Action, late: bool) -> str:
    return "$error" if late else "" if action.due else "$grey"


def _labelled(text: str, name: str, style: str = "") -> Line:
    return Line(text, label=name, style=style, indent=11)
