"""The improvement plan: the backlog by priority, by owner and by month, with effort as ranges and what has to wait."""

from typing import Any

from gapcheck.analysis.backlog import Ranked
from gapcheck.records.actions import Action
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import owner_words, without_advice
from gapcheck.reports.backlog import shown
from gapcheck.reports.data import backlog_data
from gapcheck.reports.days import NO_DATE, Span, day_of, month_words, span_of
from gapcheck.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    Length,
    Lengths,
    Paragraph,
    Table,
)
from gapcheck.reports.house_method import HOUSE_METHOD
from gapcheck.reports.improvement_order import counted, order_chapter, steps
from gapcheck.reports.metadata import document, limits, metadata_data, sign_off
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NOBODY = "nobody named yet"
_BANDS = {
    "NOW": "stands in the way of an audit or of a date set by law or contract, or is grave and risky",
    "NEXT": "worth much for its effort, and stands in nobody's way",
    "LATER": "the rest, in order",
}


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        *_summary(report),
        *_by_priority(report),
        *_by_owner(report),
        *_by_month(report),
        *order_chapter(report),
        *_to_ask(report),
        *limits(report),
        *sign_off(report),
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
                text=f"{counted(len(actions))} to do ({', '.join(bands)}): {together} of work in all, spread over "
                "those who are named below. A range runs from the low to the high end of each estimate; nobody knows "
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
            f"{counted(unowned)} without anybody named to do {'it' if unowned == 1 else 'them'}." if unowned else "",
            f"{counted(undated)} without a date." if undated else "",
        )
        blocks.append(Callout(kind="decide", title="Before this is a plan", text=lines))
    return (*blocks, *without_advice(report))


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
            sums = f"{counted(len(found))}, {total(found, report).rounded}"
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


def by_month(report: ReportInput, language: str = "") -> dict[str, list[Ranked]]:
    """The open actions by the month in which they are due, in order of time; those without a date last."""
    found: dict[tuple[int, int], list[Ranked]] = {}
    words = {(9999, 99): NO_DATE}
    for ranked in report.backlog.actions:
        day = day_of(ranked.action.due)
        key = (day.year, day.month) if day else (9999, 99)
        if day:
            words[key] = month_words(day, language)
        found.setdefault(key, []).append(ranked)
    return {words[key]: actions for key, actions in sorted(found.items())}


def _by_month(report: ReportInput) -> tuple[Block, ...]:
    months = by_month(report, report.about.style.dates)
    if not months:
        return ()
    spans = {month: total(found, report) for month, found in months.items()}
    columns = (
        Column(title="Due in", width=2),
        Column(title="Actions", kind="number", width=1),
        Column(title="Effort", width=2),
        Column(title="Which", width=10),
    )
    rows = tuple(
        (month, str(len(found)), spans[month].rounded, joined(", ", *(ranked.action.id for ranked in found)))
        for month, found in months.items()
    )
    chart = effort_chart(spans)
    return Heading(text="By month"), *((chart,) if chart.longest else ()), Table(columns=columns, rows=rows)


def effort_chart(spans: dict[str, Span]) -> Lengths:
    """The effort of each month from the low to the high end; what has no date has no place in time, and no bar."""
    rows = tuple(
        Length(
            label=month,
            low=span.low,
            high=span.high,
            words=span.rounded,
            instead="no bar: no month is known" if month == NO_DATE else "",
        )
        for month, span in spans.items()
    )
    return Lengths(
        title="Effort by month, in working days",
        of="Due in",
        unit="working day",
        solid="up to the low end",
        hatched="from there to the high end",
        rows=rows,
    )


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
