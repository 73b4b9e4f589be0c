"""The improvement backlog: value, rank, inheritance, bands and quick wins. House method, shown with every figure."""

from datetime import date, timedelta

import msgspec

from gapcheck.analysis.from_gaps import AskTask, actions_from_gaps, ask_tasks, severity_of, severity_of_finding
from gapcheck.analysis.inheritance import inherited
from gapcheck.analysis.items import ItemResult, results
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import readiness
from gapcheck.questionnaire.model import Effort, Level
from gapcheck.records.actions import Action
from gapcheck.records.findings import Finding
from gapcheck.records.method import HouseMethod
from gapcheck.records.vocabulary import Blocking, Severity, label

_SEVERITIES: tuple[Severity, ...] = ("major", "absent", "minor", "partial", "evidence_gap", "ofi")
_RISKS: tuple[Level, ...] = ("high", "medium", "low")
_DAYS_OF: dict[Effort, float] = {"S": 1, "M": 4, "L": 10, "XL": 20}


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """One open action with its place and the parts of the figure that put it there."""

    action: Action
    severity: Severity
    blocking: Blocking
    risk: float
    """0 to 1."""
    risk_assumed: bool
    reach: float
    """Share of the cap of actions that this one unlocks, 0 to 1."""
    parts: tuple[float, float, float, float]
    """Points for severity, blocking, risk and reach."""
    value: float
    """0 to 100."""
    effort: Effort
    days: float
    factor: float
    rank: float
    effective_rank: float
    band: str
    quick_win: bool
    needs: tuple[str, ...]
    unlocks: tuple[str, ...]
    late: bool
    """Fewer working days are left than the work takes."""


class Backlog(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to do, in order, and what is to be found out first."""

    actions: tuple[Ranked, ...]
    to_ask: tuple[AskTask, ...]
    closed: tuple[Action, ...]
    """Done or dropped."""
    settled: tuple[Action, ...]
    """Taken over from gaps that are closed by now."""


def backlog(material: Material, found: dict[str, ItemResult] | None = None) -> Backlog:
    """The backlog; `found` saves computing the item results again."""
    found = found if found is not None else results(material)
    written = list(material.records.table(Action).values())
    settled = [a for a in written if a.is_open and a.from_gap and _gap_closed(a, found, material)]
    kept = [action for action in written if action.is_open and action not in settled]
    actions = [*kept, *actions_from_gaps(found, material)]
    return Backlog(
        actions=tuple(_ranked(actions, found, material)),
        to_ask=ask_tasks(found, material),
        closed=tuple(action for action in written if not action.is_open),
        settled=tuple(settled),
    )


def _gap_closed(action: Action, found: dict[str, ItemResult], material: Material) -> bool:
    if action.finding:
        finding = material.records.get(Finding, action.finding)
        return finding is None or not finding.is_open
    return all(ref not in found or severity_of(found[ref], material) is None for ref in action.items)


def _ranked(actions: list[Action], found: dict[str, ItemResult], material: Material) -> list[Ranked]:
    needs = needed_before(actions, material)
    unlocks: dict[str, list[str]] = {action.id: [] for action in actions}
    for ident, before in needs.items():
        for need in before:
            unlocks[need].append(ident)
    stages = _unmet_blockers(found, material) if actions else {}
    ranked = {a.id: _valued(a, needs[a.id], tuple(unlocks[a.id]), found, stages, material) for a in actions}
    effective = inherited({i: r.rank for i, r in ranked.items()}, unlocks, material.method.inherit_step)
    placed = [msgspec.structs.replace(r, effective_rank=effective[i]) for i, r in ranked.items()]
    return sorted(placed, key=lambda r: (not r.action.pinned, -round(r.effective_rank, 3), r.days, r.action.id))


def needed_before(actions: list[Action], material: Material) -> dict[str, tuple[str, ...]]:
    """For each action the actions that have to come first: those that fix what its items hard-need.

    An action does not wait for one that in turn needs what it fixes itself, unless the other fixes that too.
    """
    ancestors = {
        action.id: frozenset().union(*(material.questionnaire.ancestors(ref) for ref in action.items))
        for action in actions
    }
    fixing: dict[str, list[Action]] = {}
    for action in actions:
        for ref in action.items:
            fixing.setdefault(ref, []).append(action)
    needs: dict[str, tuple[str, ...]] = {}
    for action in actions:
        own = set(action.items)
        before = {
            other.id
            for ref in ancestors[action.id] - own
            for other in fixing.get(ref, ())
            if other is not action and not own & (ancestors[other.id] - set(other.items))
        }
        needs[action.id] = tuple(other.id for other in actions if other.id in before) if before else ()
    return needs


def _valued(
    action: Action,
    needs: tuple[str, ...],
    unlocks: tuple[str, ...],
    found: dict[str, ItemResult],
    stages: dict[str, Blocking],
    material: Material,
) -> Ranked:
    method = material.method
    severity = _severity(action, found, material)
    blocking = action.blocking or _blocking(action, stages)
    risk, assumed = _risk(action, material)
    reach = min(len(unlocks), method.reach_cap) / method.reach_cap if method.reach_cap else 0.0
    parts = (
        method.weight_severity * getattr(method, f"severity_{severity}"),
        method.weight_blocking * (0.0 if blocking == "none" else getattr(method, f"blocking_{blocking}")),
        method.weight_risk * risk,
        method.weight_reach * reach,
    )
    value = sum(parts)
    effort, days = _effort(action)
    factor: float = getattr(method, f"effort_{effort.lower()}")
    now = blocking != "none" or (severity in ("major", "absent") and risk >= method.now_risk)
    return Ranked(
        action=action,
        severity=severity,
        blocking=blocking,
        risk=risk,
        risk_assumed=assumed,
        reach=reach,
        parts=parts,
        value=value,
        effort=effort,
        days=days,
        factor=factor,
        rank=value / factor,
        effective_rank=value / factor,
        band="NOW" if now else "NEXT" if value >= method.next_value else "LATER",
        quick_win=effort == "S" and value >= method.quick_win_value and not needs,
        needs=needs,
        unlocks=unlocks,
        late=_late(action, days, material),
    )


def _severity(action: Action, found: dict[str, ItemResult], material: Material) -> Severity:
    if action.severity is not None:
        return action.severity
    finding = material.records.get(Finding, action.finding) if action.finding else None
    known = [severity_of(found[ref], material) for ref in action.items if ref in found]
    severities = [s for s in (severity_of_finding(finding), *known) if s is not None]
    return min(severities, key=_SEVERITIES.index, default="partial")


def _unmet_blockers(found: dict[str, ItemResult], material: Material) -> dict[str, Blocking]:
    """The items that keep a blocking gate from being met, with the earliest stage they block."""
    stages: dict[str, Blocking] = {}
    order: tuple[tuple[int, Blocking], ...] = ((2, "stage2"), (1, "stage1"))
    for stage, name in order:
        for gate in readiness(material, stage, found).gates:
            names_items = not gate.gate.rule and gate.state != "met"
            finds_items = gate.gate.rule in ("no_open_major", "no_clause_fails") and gate.state == "failed"
            if gate.gate.level == "blocker" and (names_items or finds_items):
                stages |= dict.fromkeys(gate.refs, name)
    return stages


def _blocking(action: Action, stages: dict[str, Blocking]) -> Blocking:
    blocked = {stages[ref] for ref in action.items if ref in stages}
    return "stage1" if "stage1" in blocked else "stage2" if blocked else "none"


def _risk(action: Action, material: Material) -> tuple[float, bool]:
    """The risk, 0 to 1, and whether it is only the default of the item."""
    method = material.method
    if action.risk_level is not None:
        return action.risk_level / 25, False
    if action.risk is not None:
        return getattr(method, f"risk_{action.risk}"), False
    levels = [item.default_risk for ref in action.items if (item := material.questionnaire.by_id.get(ref))]
    return getattr(method, f"risk_{min(levels, key=_RISKS.index, default='medium')}"), True


def _effort(action: Action) -> tuple[Effort, float]:
    """The class and the days; either follows from the other, and medium stands in for neither."""
    if action.effort is not None:
        return action.effort, action.days if action.days is not None else _DAYS_OF[action.effort]
    if action.days is None:
        return "M", _DAYS_OF["M"]
    fits: Effort = "S" if action.days <= 1 else "M" if action.days <= 4 else "L" if action.days <= 10 else "XL"
    return fits, action.days


def _late(action: Action, days: float, material: Material) -> bool:
    try:
        due, today = date.fromisoformat(action.due[:10]), date.fromisoformat(_latest(material)[:10])
    except ValueError:
        return False
    return _working_days(today, due) < days


def _latest(material: Material) -> str:
    """The day of the newest record: the date is data, so that the same data gives the same result."""
    return max((r.at for table in material.records.tables().values() for r in table.values()), default="")


def _working_days(start: date, end: date) -> int:
    if end < start:
        return -1
    weeks, rest = divmod((end - start).days, 7)
    return weeks * 5 + sum((start + timedelta(days=n + 1)).weekday() < 5 for n in range(rest))


def explain_action(ranked: Ranked, method: HouseMethod) -> list[str]:
    """Why an action stands where it stands, line by line."""
    severity, blocking, risk, reach = ranked.parts
    source = "assumed, from the item's default" if ranked.risk_assumed else "given"
    lines = [
        f"severity {label(ranked.severity)}: {severity:g} of {method.weight_severity:g}",
        f"blocking {label(ranked.blocking)}: {blocking:g} of {method.weight_blocking:g}",
        f"risk {ranked.risk:.2f} ({source}): {risk:g} of {method.weight_risk:g}",
        f"reach, unlocks {len(ranked.unlocks)} other actions: {reach:g} of {method.weight_reach:g}",
        f"value {ranked.value:g}, divided by {ranked.factor:g} for effort {ranked.effort} = rank {ranked.rank:.1f}",
    ]
    if ranked.effective_rank > ranked.rank:
        lines.append(f"raised to {ranked.effective_rank:.1f}, because {', '.join(ranked.unlocks)} wait for it")
    if ranked.needs:
        lines.append(f"waits for {', '.join(ranked.needs)}")
    lines.append(f"band {ranked.band}" + (", quick win" if ranked.quick_win else ""))
    if ranked.action.pinned:
        lines.append(f"pinned to the top: {ranked.action.pinned}")
    lines.append("House method: no standard ranks actions. The weights are settings of this engagement.")
    return lines
