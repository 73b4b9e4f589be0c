"""The order of the improvement plan: what has to wait for what, in steps, as a drawing and as a table."""

from gapcheck.analysis.backlog import Ranked
from gapcheck.reports.backlog import shown
from gapcheck.reports.days import span_of
from gapcheck.reports.document import Block, Box, Column, Doing, Flow, Heading, Paragraph, Table
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_MOST_DRAWN = 25
"""Actions up to which those are drawn too that wait for nothing, with nothing waiting for them."""

_LEGEND = (
    "Actions that wait for the same, and let the same begin, share a box. An arrow leads from a box to what waits for "
    "all that is in it; what waits through another box has no arrow of its own."
)


def counted(number: int) -> str:
    """So many actions."""
    return "1 action" if number == 1 else f"{number} actions"


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


def order_chapter(report: ReportInput) -> tuple[Block, ...]:
    """What has to wait for what: drawn, and as a table with all texts."""
    if not report.backlog.actions:
        return ()
    blocks: list[Block] = [Heading(text="What has to wait for what")]
    free = sum(_is_free(ranked) for ranked in report.backlog.actions)
    if free < len(report.backlog.actions):
        text = (
            "Everything in one step can be done side by side. An action begins when all that it waits for is done; "
            "what stands in step 1 waits for nothing."
        )
        blocks += [Paragraph(text=text), flow(report), _table(report)]
    if free:
        them = "it" if free == 1 else "them"
        text = f"{counted(free)} waiting for nothing, with nothing waiting for {them}: any time."
        if len(report.backlog.actions) > _MOST_DRAWN and free < len(report.backlog.actions):
            text += f" The drawing and the table leave {them} out."
        blocks.append(Paragraph(text=text))
    return tuple(blocks)


def _is_free(ranked: Ranked) -> bool:
    return not ranked.needs and not ranked.unlocks


def _table(report: ReportInput) -> Table:
    columns = (
        Column(title="Step", kind="number", width=0.7),
        Column(title="Action", width=6),
        Column(title="Waits for", width=3),
        Column(title="Lets begin", width=3),
    )
    opens = opened(report.backlog.actions)
    rows = []
    for number, step in enumerate(steps(report), 1):
        for ranked in step:
            if not _is_free(ranked):
                action = shown(ranked.action, report)
                name = joined(" ", action.id, action.text)
                rows.append(
                    (str(number), name, joined(", ", *_awaited(ranked, opens)), joined(", ", *opens[action.id]))
                )
    return Table(columns=columns, rows=tuple(rows))


def _awaited(ranked: Ranked, opens: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(ref for ref in ranked.needs if ranked.action.id in opens[ref])


def flow(report: ReportInput) -> Flow:
    """The steps as boxes: actions that wait for the same and let the same begin share one."""
    opens = opened(report.backlog.actions)
    everything = len(report.backlog.actions) <= _MOST_DRAWN
    shared: dict[tuple[int, tuple[str, ...], tuple[str, ...]], list[Ranked]] = {}
    alone: list[Ranked] = []
    for number, step in enumerate(steps(report), 1):
        for ranked in step:
            if _is_free(ranked):
                alone += [ranked] if everything else []
            else:
                key = (number, _awaited(ranked, opens), tuple(opens[ranked.action.id]))
                shared.setdefault(key, []).append(ranked)
    place = {ranked.action.id: n for n, found in enumerate(shared.values()) for ranked in found}
    boxes = [
        Box(doings=_doings(found, report), step=step, after=tuple(dict.fromkeys(place[ref] for ref in awaited)))
        for (step, awaited, _), found in shared.items()
    ]
    boxes += [Box(doings=_doings([ranked], report), step=1) for ranked in alone]
    return Flow(title="The order of the work", legend=_LEGEND, boxes=tuple(boxes))


def _doings(found: list[Ranked], report: ReportInput) -> tuple[Doing, ...]:
    made = []
    for ranked in found:
        action = shown(ranked.action, report)
        effort = span_of(ranked, report.material.questionnaire).words
        made.append(Doing(id=action.id, text=action.text, effort=effort))
    return tuple(made)


def opened(actions: tuple[Ranked, ...]) -> dict[str, list[str]]:
    """What each action lets begin at once: not what waits for it only through another one."""
    needs = {ranked.action.id: ranked.needs for ranked in actions}
    found: dict[str, list[str]] = {ident: [] for ident in needs}
    for ident, before in needs.items():
        for ref in before:
            between = (other for other in before if ref in needs[other] and other not in needs[ref])
            if next(between, None) is None:
                found[ref].append(ident)
    return found
