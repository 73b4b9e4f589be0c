"""The improvement plan: the backlog by priority, by owner and by month, with effort as ranges and what has to wait."""

import math
from typing import Any

from gapcheck.analysis.backlog import Ranked
from gapcheck.records.actions import Action
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import owner_words
from gapcheck.reports.backlog import shown
from gapcheck.reports.data import backlog_data
from gapcheck.reports.days import NO_DATE, Span, day_of, month_words, span_of
from gapcheck.reports.document import Block, Bullets, Callout, Column, Document, Heading, Paragraph, Table
from gapcheck.reports.house_method import HOUSE_METHOD
from gapcheck.reports.metadata import document, limits, metadata_data, sign_off
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NOBODY = "nobody named yet"
_BANDS = {
    "NOW": "stands in the way of an audit or of a date set by law or contract, or is grave and risky",
    "NEXT": "worth much for its effort, and stands in nobody's way",
    "LATER": "the rest, in order",
}
_LONGEST_BAR = 24
"""Signs in the longest bar of the work by month."""


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        *_summary(report),
        *_by_priority(report),
        *_by_owner(report),
        *_by_month(report),
        *_order(report),
        *_to_ask(report),
        *limits(report),
        *sign_off(),
    )
    return document("improvement", "Improvement plan", report, blocks, landscape=True)


def total(actions: tuple[Ranked, ...] | list[Ranked], report: ReportInput) -> Span:
    """The days of some actions together."""
    return sum((_span(ranked, report) for ranked in actions), Span(0, 0))


def _span(ranked: Ranked, report: ReportInput) -> Span:
    return span_of(ranked, report.material.questionnaire)


def _summary(report: ReportInput) -> tuple[Block, ...]:
    actions = report.backlog.actions
    blocks: list[Block] = [Heading(text="In short")]
    if not actions:
        blocks.append(Paragraph(text="Nothing is open: no gap was found so far, and no action was written down."))
    else:
        bands = [f"{sum(r.band == band for r in actions)} {band}" for band in _BANDS]
        together = total(actions, report).rounded
        blocks += [
            Paragraph(
                text=f"{_count(len(actions))} to do ({', '.join(bands)}): {together} of work in all, spread over those "
                "who are named below. A range runs from the low to the high end of each estimate; nobody knows "
                "it more precisely before the work begins."
            ),
            Paragraph(text=HOUSE_METHOD, quiet=True),
        ]
    late = [ranked.action.id for ranked in actions if ranked.late]
    if late:
        text = f"Fewer working days are left than the work takes: {joined(', ', *late)}."
        blocks.append(Callout(kind="stop", title="Late", text=text))
    unowned = sum(_owner(shown(ranked.action, report)) == NOBODY for ranked in actions)
    undated = sum(day_of(ranked.action.due) is None for ranked in actions)
    if unowned or undated:
        lines = joined(
            "\n",
            f"{_count(unowned)} without anybody named to do {'it' if unowned == 1 else 'them'}." if unowned else "",
            f"{_count(undated)} without a date." if undated else "",
        )
        blocks.append(Callout(kind="decide", title="Before this is a plan", text=lines))
    if not report.material.mode.shows_remediation:
        text = (
            "In a certification audit no advice is given (ISO/IEC 17021-1, 9.4.5.3): actions only name the open point, "
            "and how it is closed is for the organization to plan."
        )
        blocks.append(Callout(kind="note", title="Without ways to close a gap", text=text))
    return tuple(blocks)


def _count(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def _owner(action: Action) -> str:
    return owner_words(action.owner, action.owner_role) or NOBODY


def _by_priority(report: ReportInput) -> tuple[Block, ...]:
    blocks: list[Block] = []
    places = {ranked.action.id: place for place, ranked in enumerate(report.backlog.actions, 1)}
    columns = (
        Column(title="#", kind="number", width=0.7),
        Column(title="Action", width=6),
        Column(title="Items", kind="ref", width=1.4),
        Column(title="Owner", width=2.2),
        Column(title="Due", width=1.6),
        Column(title="Effort", width=1.8),
        Column(title="Done when", width=4),
    )
    for band, meaning in _BANDS.items():
        found = [ranked for ranked in report.backlog.actions if ranked.band == band]
        if found:
            rows = tuple(_action_row(places[ranked.action.id], ranked, report) for ranked in found)
            sums = f"{_count(len(found))}, {total(found, report).rounded}"
            blocks += [
                Heading(text=f"{band}: {sums}", level=2),
                Paragraph(text=f"{band}: {meaning}.", quiet=True),
                Table(columns=columns, rows=rows),
            ]
    return (Heading(text="By priority"), *blocks) if blocks else ()


def _action_row(place: int, ranked: Ranked, report: ReportInput) -> tuple[str, ...]:
    action = shown(ranked.action, report)
    extra = [
        "quick win" if ranked.quick_win else "",
        "late" if ranked.late else "",
        f"pinned: {action.pinned}" if action.pinned else "",
        f"answers {action.finding}" if action.finding else "",
        label(action.status) if action.status != "open" else "",
    ]
    return (
        str(place),
        joined("\n", joined(" ", action.id, action.text), joined("; ", *extra)),
        "\n".join(action.items),
        _owner(action),
        action.due or NO_DATE,
        _span(ranked, report).words,
        action.done_when,
    )


def by_owner(report: ReportInput) -> dict[str, list[Ranked]]:
    """The open actions of each owner, most work first and those without an owner last."""
    found: dict[str, list[Ranked]] = {}
    for ranked in report.backlog.actions:
        found.setdefault(_owner(shown(ranked.action, report)), []).append(ranked)
    return dict(sorted(found.items(), key=lambda e: (e[0] == NOBODY, -total(e[1], report).high, e[0])))


def _by_owner(report: ReportInput) -> tuple[Block, ...]:
    owners = by_owner(report)
    if not owners:
        return ()
    columns = (
        Column(title="Who", width=3),
        Column(title="Actions", kind="number", width=1),
        Column(title="NOW", kind="number", width=0.8),
        Column(title="Effort", width=2),
        Column(title="First date", width=1.6),
        Column(title="Which", width=6),
    )
    rows = []
    for who, found in owners.items():
        dates = sorted(ranked.action.due[:10] for ranked in found if day_of(ranked.action.due))
        rows.append(
            (
                who,
                str(len(found)),
                str(sum(ranked.band == "NOW" for ranked in found)),
                total(found, report).rounded,
                dates[0] if dates else NO_DATE,
                joined(", ", *(ranked.action.id for ranked in found)),
            )
        )
    return Heading(text="By owner"), Table(columns=columns, rows=tuple(rows))


def by_month(report: ReportInput) -> dict[str, list[Ranked]]:
    """The open actions by the month in which they are due, in order of time; those without a date last."""
    found: dict[tuple[int, int], list[Ranked]] = {}
    words = {(9999, 99): NO_DATE}
    for ranked in report.backlog.actions:
        day = day_of(ranked.action.due)
        key = (day.year, day.month) if day else (9999, 99)
        if day:
            words[key] = month_words(day)
        found.setdefault(key, []).append(ranked)
    return {words[key]: actions for key, actions in sorted(found.items())}


def _by_month(report: ReportInput) -> tuple[Block, ...]:
    months = by_month(report)
    if not months:
        return ()
    spans = {month: total(found, report) for month, found in months.items()}
    dated = [span.high for month, span in spans.items() if month != NO_DATE]
    step = max(1, math.ceil(max(dated, default=0) / _LONGEST_BAR))
    columns = (
        Column(title="Due in", width=2),
        Column(title="Actions", kind="number", width=1),
        Column(title="Effort", width=2),
        Column(title="Drawn", width=4),
        Column(title="Which", width=8),
    )
    rows = tuple(
        (
            month,
            str(len(found)),
            spans[month].rounded,
            _bar(spans[month], step) if month != NO_DATE else "",
            joined(", ", *(ranked.action.id for ranked in found)),
        )
        for month, found in months.items()
    )
    unit = "1 working day" if step == 1 else f"{step} working days"
    caption = f"One sign stands for {unit}: ■ up to the low end, □ from there to the high end"
    return Heading(text="By month"), Table(columns=columns, rows=rows, caption=caption)


def _bar(span: Span, step: int) -> str:
    low, high = round(span.low / step), max(round(span.high / step), 1)
    return "■" * low + "□" * (high - low)


def steps(report: ReportInput) -> list[list[Ranked]]:
    """The open actions in steps: whatever an action waits for stands in an earlier one."""
    left = list(report.backlog.actions)
    found: list[list[Ranked]] = []
    while left:
        open_ = {ranked.action.id for ranked in left}
        # two that wait for each other can only be begun together
        ready = [ranked for ranked in left if not open_ & set(ranked.needs)] or left
        found.append(ready)
        left = [ranked for ranked in left if ranked not in ready]
    return found


def _order(report: ReportInput) -> tuple[Block, ...]:
    found = steps(report)
    if not found:
        return ()
    columns = (
        Column(title="Step", kind="number", width=0.7),
        Column(title="Action", width=6),
        Column(title="Waits for", width=3),
        Column(title="Lets begin", width=3),
    )
    opens = _opens(report.backlog.actions)
    rows, free = [], 0
    for number, step in enumerate(found, 1):
        for ranked in step:
            if not ranked.needs and not ranked.unlocks:
                free += 1
                continue
            action = shown(ranked.action, report)
            rows.append(
                (
                    str(number),
                    joined(" ", action.id, action.text),
                    joined(", ", *(ref for ref in ranked.needs if ranked.action.id in opens[ref])),
                    joined(", ", *opens[ranked.action.id]),
                )
            )
    text = (
        "Everything in one step can be done side by side. An action begins when all that it waits for is done; what "
        "stands in step 1 waits for nothing."
    )
    alone = f"{_count(free)} waiting for nothing, with nothing waiting for {'it' if free == 1 else 'them'}: any time."
    table = (Paragraph(text=text), Table(columns=columns, rows=tuple(rows))) if rows else ()
    return (Heading(text="What has to wait for what"), *table, *((Paragraph(text=alone),) if free else ()))


def _opens(actions: tuple[Ranked, ...]) -> dict[str, list[str]]:
    """What each action lets begin at once: not what waits for it only through another one."""
    needs = {ranked.action.id: ranked.needs for ranked in actions}
    found: dict[str, list[str]] = {ident: [] for ident in needs}
    for ident, before in needs.items():
        for ref in before:
            between = (other for other in before if ref in needs[other] and other not in needs[ref])
            if next(between, None) is None:
                found[ref].append(ident)
    return found


def _to_ask(report: ReportInput) -> tuple[Block, ...]:
    if not report.backlog.to_ask:
        return ()
    lines = [
        joined(" · ", f"{task.item} {task.title}", joined(", ", *task.who) or NOBODY) for task in report.backlog.to_ask
    ]
    text = "What nobody could answer may still turn into work, so the plan can grow. To ask, item by item:"
    return Heading(text="Not in the plan yet"), Paragraph(text=text), Bullets(items=tuple(lines))


_TITLES = (
    "Order", "Step", "Band", "Id", "Action", "Items", "Owner", "Owner role", "Month", "Due", "Days low", "Days high",
    "Waits for", "Lets begin", "Quick win", "Late", "Status", "Done when", "Finding", "Pinned",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per open action, in order."""
    step_of = {ranked.action.id: number for number, step in enumerate(steps(report), 1) for ranked in step}
    month_of = {ranked.action.id: month for month, found in by_month(report).items() for ranked in found}
    made = []
    for place, ranked in enumerate(report.backlog.actions, 1):
        action, span = shown(ranked.action, report), _span(ranked, report)
        made.append(
            (
                str(place),
                str(step_of[action.id]),
                ranked.band,
                action.id,
                action.text,
                ", ".join(action.items),
                action.owner,
                action.owner_role,
                month_of[action.id],
                action.due,
                f"{span.low:g}",
                f"{span.high:g}",
                joined(", ", *ranked.needs),
                joined(", ", *ranked.unlocks),
                "yes" if ranked.quick_win else "no",
                "yes" if ranked.late else "no",
                label(action.status),
                action.done_when,
                action.finding,
                action.pinned,
            )
        )
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=tuple(made))


def data(report: ReportInput) -> dict[str, Any]:
    """The plan for machines; days are working days from the low to the high end."""
    everything = backlog_data(report.material, report.backlog, remediation=report.shows_remediation)
    spans = {ranked.action.id: _days(_span(ranked, report)) for ranked in report.backlog.actions}
    return {
        "report": metadata_data("improvement", report),
        "days": _days(total(report.backlog.actions, report)),
        "actions": [{**action, "days_range": spans[action["id"]]} for action in everything["actions"]],
        "by_owner": [{"who": who, **_sums(found, report)} for who, found in by_owner(report).items()],
        "by_month": [{"month": month, **_sums(found, report)} for month, found in by_month(report).items()],
        "steps": [[ranked.action.id for ranked in step] for step in steps(report)],
        "to_ask": everything["to_ask"],
        "method": everything["method"],
    }


def _sums(found: list[Ranked], report: ReportInput) -> dict[str, Any]:
    return {"actions": [ranked.action.id for ranked in found], "days": _days(total(found, report))}


def _days(span: Span) -> dict[str, float]:
    return {"low": span.low, "high": span.high}
