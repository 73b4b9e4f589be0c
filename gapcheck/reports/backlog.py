"""The improvement backlog as a report: what to do in which order, and why in this order."""

from gapcheck.analysis.backlog import Ranked
from gapcheck.records.actions import Action
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import days, owner_words, without_advice, without_remediation
from gapcheck.reports.document import Block, Bullets, Callout, Column, Document, Heading, Paragraph, Table
from gapcheck.reports.house_method import HOUSE_METHOD, method_table
from gapcheck.reports.metadata import document, limits
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_SETTINGS = ("weight_", "severity_", "blocking_", "risk_", "reach_", "effort_", "inherit_", "now_", "next_", "quick_")
_NOBODY = "nobody named"


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        *_summary(report),
        *_order(report),
        *_to_ask(report),
        *_why(report),
        *_effort(report),
        *_closed(report),
        Heading(text="Weights and thresholds"),
        Paragraph(text=HOUSE_METHOD),
        method_table(report.material.method, *_SETTINGS),
        *limits(report),
    )
    return document("backlog", "Improvement backlog", report, blocks, landscape=True)


def shown(action: Action, report: ReportInput) -> Action:
    """An action as this report may show it."""
    return action if report.shows_remediation else without_remediation(action, report.material.questionnaire)


def _summary(report: ReportInput) -> tuple[Block, ...]:
    actions = report.backlog.actions
    bands = [f"{sum(r.band == band for r in actions)} {band}" for band in ("NOW", "NEXT", "LATER")]
    quick = sum(ranked.quick_win for ranked in actions)
    late = [ranked.action.id for ranked in actions if ranked.late]
    blocks: list[Block] = [
        Heading(text="In short"),
        Paragraph(
            text=f"Open actions: {len(actions)} ({', '.join(bands)}). Quick wins: {quick}. "
            f"Planned effort: {days(sum(r.days for r in actions))}. To find out first: {len(report.backlog.to_ask)}."
        ),
    ]
    if late:
        text = f"Fewer working days are left than the work takes: {joined(', ', *late)}."
        blocks.append(Callout(kind="stop", title="Late", text=text))
    return (*blocks, *without_advice(report))


def _order(report: ReportInput) -> tuple[Block, ...]:
    columns = (
        Column(title="#", kind="number", width=0.6),
        Column(title="Band", width=1),
        Column(title="Action", width=6),
        Column(title="Items", kind="ref", width=1.3),
        Column(title="Effort", width=1.3),
        Column(title="Waits for", width=1.6),
        Column(title="Owner", width=1.8),
        Column(title="Due", width=1.4),
        Column(title="Status", width=1.3),
        Column(title="Done when", width=4),
    )
    if not report.backlog.actions:
        return Heading(text="What to do, in order"), Paragraph(text="Nothing is open.")
    rows = [_order_row(place, ranked, report) for place, ranked in enumerate(report.backlog.actions, 1)]
    return Heading(text="What to do, in order"), Table(columns=columns, rows=tuple(rows))


def _order_row(place: int, ranked: Ranked, report: ReportInput) -> tuple[str, ...]:
    action = shown(ranked.action, report)
    extra = [
        "quick win" if ranked.quick_win else "",
        "late" if ranked.late else "",
        f"pinned: {action.pinned}" if action.pinned else "",
        "the risk owner accepts what remains until then" if action.risk_accepted else "",
        f"answers {action.finding}" if action.finding else "",
    ]
    return (
        str(place),
        ranked.band,
        joined("\n", joined(" ", action.id, action.text), joined("; ", *extra)),
        "\n".join(action.items),
        f"{ranked.effort}, {days(ranked.days)}",
        joined(", ", *ranked.needs),
        owner_words(action.owner, action.owner_role),
        action.due,
        label(action.status),
        joined("\n", action.done_when, f"evidence: {joined(', ', *action.evidence)}" if action.evidence else ""),
    )


def _why(report: ReportInput) -> tuple[Block, ...]:
    if not report.backlog.actions:
        return ()
    columns = (
        Column(title="#", kind="number", width=0.6),
        Column(title="Action", kind="ref", width=1.6),
        Column(title="Severity", width=2.4),
        Column(title="Points", kind="number"),
        Column(title="Blocks", width=1.4),
        Column(title="Points", kind="number"),
        Column(title="Risk", width=1.5),
        Column(title="Points", kind="number"),
        Column(title="Unlocks", kind="number"),
        Column(title="Points", kind="number"),
        Column(title="Value", kind="number"),
        Column(title="÷ effort", kind="number"),
        Column(title="Rank", kind="number"),
        Column(title="Effective rank", kind="number"),
    )
    return (
        Heading(text="Why in this order"),
        Paragraph(
            text="Value is the sum of the points, 0 to 100. Rank is value divided by the effort's divisor. The "
            "effective rank is raised where something of a higher rank waits for the action, so that nothing is "
            "listed before what it needs. Pinned actions come first. A risk marked * is assumed: no risk is linked, "
            "the item's default was taken."
        ),
        Table(
            columns=columns,
            rows=tuple(_why_row(n, ranked, report) for n, ranked in enumerate(report.backlog.actions, 1)),
        ),
    )


def _severity(ranked: Ranked, report: ReportInput) -> str:
    """The severity in words; "minor" is also the weight of a control that does not conform, which nobody graded."""
    action, records = ranked.action, report.material.records.table(Finding)
    graded = action.finding in records and records[action.finding].type == ranked.severity
    if ranked.severity != "minor" or graded or action.severity is not None:
        return label(ranked.severity)
    found = (f for ref in action.items for f in report.material.findings.get(ref, []) if f.is_open)
    return label("minor") if any(f.type == "minor" for f in found) else "control that does not conform"


def _why_row(place: int, ranked: Ranked, report: ReportInput) -> tuple[str, ...]:
    severity, blocking, risk, reach = (f"{part:.1f}" for part in ranked.parts)
    return (
        str(place),
        ranked.action.id,
        _severity(ranked, report),
        severity,
        "nothing" if ranked.blocking == "none" else label(ranked.blocking),
        blocking,
        f"{ranked.risk:.2f}" + (" * assumed" if ranked.risk_assumed else ""),
        risk,
        str(len(ranked.unlocks)),
        reach,
        f"{ranked.value:.1f}",
        f"{ranked.factor:g}",
        f"{ranked.rank:.1f}",
        f"{ranked.effective_rank:.1f}",
    )


def days_by_role(report: ReportInput) -> dict[str, tuple[int, float]]:
    """Number of open actions and their working days, by the role or person that owns them."""
    totals: dict[str, tuple[int, float]] = {}
    for ranked in report.backlog.actions:
        action = shown(ranked.action, report)
        who = action.owner_role or action.owner or _NOBODY
        count, total = totals.get(who, (0, 0.0))
        totals[who] = (count + 1, total + ranked.days)
    return dict(sorted(totals.items(), key=lambda entry: (-entry[1][1], entry[0])))


def _effort(report: ReportInput) -> tuple[Block, ...]:
    totals = days_by_role(report)
    if not totals:
        return ()
    columns = (
        Column(title="Who", width=4),
        Column(title="Actions", kind="number"),
        Column(title="Working days", kind="number"),
    )
    rows = [(who, str(count), f"{total:g}") for who, (count, total) in totals.items()]
    rows.append(("Together", str(sum(c for c, _ in totals.values())), f"{sum(d for _, d in totals.values()):g}"))
    return Heading(text="Effort by role"), Table(columns=columns, rows=tuple(rows))


def _to_ask(report: ReportInput) -> tuple[Block, ...]:
    if not report.backlog.to_ask:
        return ()
    columns = (
        Column(title="Item", kind="ref", width=1),
        Column(title="Title", width=3),
        Column(title="Question nobody could answer", width=6),
        Column(title="Who would know", width=2),
    )
    questions = report.material.questionnaire.question_by_id
    rows = [
        (task.item, task.title, "\n".join(questions[q].ask for q in task.questions), joined(", ", *task.who))
        for task in report.backlog.to_ask
    ]
    return (
        Heading(text="To find out"),
        Paragraph(text='"Don\'t know" is not a gap; it is a question to the right person.'),
        Table(columns=columns, rows=tuple(rows)),
    )


def _closed(report: ReportInput) -> tuple[Block, ...]:
    lines = [
        joined(" · ", joined(" ", a.id, a.text), label(a.status), a.closing_note, joined(", ", *a.evidence))
        for a in (shown(action, report) for action in report.backlog.closed)
    ]
    settled = [joined(" ", a.id, a.text) for a in (shown(action, report) for action in report.backlog.settled)]
    blocks: list[Block] = []
    if lines:
        blocks += [Heading(text="Done or dropped"), Bullets(items=tuple(lines))]
    if settled:
        blocks += [
            Heading(text="Settled, because the gap is closed"),
            Bullets(items=tuple(settled)),
        ]
    return tuple(blocks)


_TITLES = (
    "Order", "State", "Band", "Id", "Action", "Items", "Severity", "Severity points", "Blocks", "Blocking points",
    "Risk", "Risk assumed", "Risk points", "Unlocks", "Reach points", "Value", "Effort", "Days", "Divisor", "Rank",
    "Effective rank", "Waits for", "Quick win", "Late", "Pinned", "Owner", "Owner role", "Due", "Status", "Done when",
    "Finding", "Evidence", "Closing note", "Who would know",
)  # fmt: skip


def rows(report: ReportInput) -> Table:
    """One row per action, open ones in order, then closed ones, then what is to be found out."""
    found = [_row(str(place), ranked, report) for place, ranked in enumerate(report.backlog.actions, 1)]
    found += [_closed_row("closed", action, report) for action in report.backlog.closed]
    found += [_closed_row("settled", action, report) for action in report.backlog.settled]
    questions = report.material.questionnaire.question_by_id
    for task in report.backlog.to_ask:
        known = {
            "State": "to find out",
            "Action": joined("\n", task.title, *(questions[q].ask for q in task.questions)),
            "Items": task.item,
            "Who would know": joined(", ", *task.who),
        }
        found.append(tuple(known.get(title, "") for title in _TITLES))
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=tuple(found))


def _of_action(action: Action) -> dict[str, str]:
    return {
        "Id": action.id,
        "Action": action.text,
        "Items": ", ".join(action.items),
        "Owner": action.owner,
        "Owner role": action.owner_role,
        "Due": action.due,
        "Status": label(action.status),
        "Done when": action.done_when,
        "Pinned": action.pinned,
        "Finding": action.finding,
        "Evidence": joined(", ", *action.evidence),
        "Closing note": action.closing_note,
    }


def _closed_row(state: str, action: Action, report: ReportInput) -> tuple[str, ...]:
    known = {"State": state, **_of_action(shown(action, report))}
    return tuple(known.get(title, "") for title in _TITLES)


def _row(place: str, ranked: Ranked, report: ReportInput) -> tuple[str, ...]:
    severity, blocking, risk, reach = (f"{part:.2f}" for part in ranked.parts)
    known = {
        "Order": place,
        "State": "open",
        "Band": ranked.band,
        **_of_action(shown(ranked.action, report)),
        "Severity": ranked.severity,
        "Severity points": severity,
        "Blocks": ranked.blocking,
        "Blocking points": blocking,
        "Risk": f"{ranked.risk:.2f}",
        "Risk assumed": "yes" if ranked.risk_assumed else "no",
        "Risk points": risk,
        "Unlocks": joined(", ", *ranked.unlocks),
        "Reach points": reach,
        "Value": f"{ranked.value:.2f}",
        "Effort": ranked.effort,
        "Days": f"{ranked.days:g}",
        "Divisor": f"{ranked.factor:g}",
        "Rank": f"{ranked.rank:.2f}",
        "Effective rank": f"{ranked.effective_rank:.2f}",
        "Waits for": joined(", ", *ranked.needs),
        "Quick win": "yes" if ranked.quick_win else "no",
        "Late": "yes" if ranked.late else "no",
    }
    return tuple(known.get(title, "") for title in _TITLES)
