"""The results for machines: the shapes that `gap --json` and its sisters give, stable once released.

Shares are 0 to 1, or null where nothing applies. In certification modes nothing here names a way to close a gap.
"""

from typing import Any

import msgspec

from gapcheck.analysis.backlog import Backlog, Ranked
from gapcheck.analysis.gap import Gap, GroupResult
from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.analysis.leanings import Leaning, leanings
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import DISCLAIMER, Readiness, sentence
from gapcheck.analysis.soa import Soa, SoaRow
from gapcheck.records.actions import Action
from gapcheck.reports.actions import without_remediation
from gapcheck.reports.source import carried_over


def gap_data(material: Material, gap: Gap) -> dict[str, Any]:
    """The gap analysis."""
    return {
        "engagement": engagement_data(material),
        "groups": [_group(group) for group in gap.groups],
        "items": [item_data(result, material) for result in gap.items.values()],
        "method": msgspec.to_builtins(material.method),
    }


def engagement_data(material: Material) -> dict[str, str]:
    """What tells one engagement from another."""
    about = material.about
    return {
        "title": about.title if about else "",
        "organization": about.organization if about else "",
        "type": about.type if about else "gap_analysis",
        "questionnaire": about.questionnaire if about else material.questionnaire.manifest.id,
    }


def _group(group: GroupResult) -> dict[str, Any]:
    counts = group.counts
    return {
        "id": group.id,
        "title": group.title,
        "kind": group.kind,
        **msgspec.to_builtins(counts),
        "coverage": counts.coverage,
        "confirmed": counts.confirmed,
        "claimed": counts.claimed,
        "ceiling": counts.ceiling,
        "too_early": group.too_early,
    }


def item_data(result: ItemResult, material: Material) -> dict[str, Any]:
    """What is known of one item."""
    return {
        "ref": result.item.id,
        "title": result.item.full_title,
        "group": result.group,
        "status": result.status,
        "basis": result.basis,
        "confirmed": result.confirmed,
        "gap_types": list(result.gap_types),
        "evidence": list(result.evidence),
        "contradicted_by": list(result.contradicted_by),
        "findings": list(result.findings),
        "open_findings": list(result.open_findings),
        "facts": msgspec.to_builtins(result.facts),
        "proposal": msgspec.to_builtins(result.proposal),
        "decided": result.decided,
        "look_again": result.look_again,
        "first_look": result.first_look,
        "not_reverified": carried_over(result.item.id, material),
        "applicability": result.choice,
        "answered": result.answered,
        "asked": result.asked,
        "sites": [
            {"site": s.site, "status": s.status, "basis": s.basis, "facts": msgspec.to_builtins(s.facts)}
            for s in result.sites
        ],
        "why": explain_item(result),
    }


def readiness_data(readiness: Readiness) -> dict[str, Any]:
    """The verdict for one stage."""
    return {
        "stage": readiness.stage,
        "verdict": readiness.verdict,
        "sentence": sentence(readiness),
        "gates": [_gate(gate) for gate in readiness.gates],
        "prechecks": [_gate(check) for check in readiness.prechecks],
        "switched_off": list(readiness.switched_off),
        "disclaimer": DISCLAIMER,
    }


def _gate(found: GateResult) -> dict[str, Any]:
    return {
        "id": found.gate.id,
        "level": found.gate.level,
        "basis": found.gate.basis,
        "state": found.state,
        "text": found.gate.text,
        "refs": list(found.refs),
        "why": found.why,
    }


def backlog_data(material: Material, backlog: Backlog, *, remediation: bool = True) -> dict[str, Any]:
    """The backlog in order, with what is to be found out and what is closed."""
    shown = remediation and material.mode.shows_remediation

    def allowed(action: Action) -> Action:
        return action if shown else without_remediation(action, material.questionnaire)

    questions = material.questionnaire.question_by_id
    return {
        "actions": [_ranked(ranked, allowed(ranked.action)) for ranked in backlog.actions],
        "to_ask": [
            {
                "item": task.item,
                "title": task.title,
                "questions": [{"id": q, "ask": questions[q].ask} for q in task.questions],
                "who": list(task.who),
            }
            for task in backlog.to_ask
        ],
        "closed": [_action(allowed(action)) for action in backlog.closed],
        "settled": [_action(allowed(action)) for action in backlog.settled],
        "method": msgspec.to_builtins(material.method),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "text": action.text,
        "refs": list(action.items),
        "kind": action.kind,
        "finding": action.finding,
        "from_gap": action.from_gap,
        "owner": action.owner,
        "owner_role": action.owner_role,
        "due": action.due,
        "status": action.status,
        "done_when": action.done_when,
        "evidence": list(action.evidence),
        "closing_note": action.closing_note,
        "pinned": action.pinned,
        "risk_accepted": action.risk_accepted,
    }


def _ranked(ranked: Ranked, action: Action) -> dict[str, Any]:
    severity, blocking, risk, reach = ranked.parts
    return {
        **_action(action),
        "severity": ranked.severity,
        "blocking": ranked.blocking,
        "risk": ranked.risk,
        "risk_assumed": ranked.risk_assumed,
        "reach": ranked.reach,
        "parts": {"severity": severity, "blocking": blocking, "risk": risk, "reach": reach},
        "value": ranked.value,
        "effort": ranked.effort,
        "days": ranked.days,
        "factor": ranked.factor,
        "rank": ranked.rank,
        "effective_rank": ranked.effective_rank,
        "band": ranked.band,
        "quick_win": ranked.quick_win,
        "late": ranked.late,
        "needs": list(ranked.needs),
        "unlocks": list(ranked.unlocks),
    }


def soa_data(material: Material, soa: Soa) -> dict[str, Any]:
    """The Statement of Applicability; `profile` is what the day-one profile proposes, or null. It decides nothing."""
    hints = leanings(material)
    return {
        "engagement": engagement_data(material),
        "counts": {
            "controls": len(soa.rows),
            "applicable": soa.count("yes"),
            "excluded": soa.count("excluded"),
            "undecided": soa.count("undecided"),
        },
        "undecided": [row.result.item.id for row in soa.rows if row.choice == "undecided"],
        "controls": [{**_control(row), "profile": _leaning(hints.get(row.result.item.id))} for row in soa.rows],
    }


def _leaning(found: Leaning | None) -> dict[str, str] | None:
    return {"leans": found.leans, "question": found.profile, "because": found.because} if found else None


def _control(row: SoaRow) -> dict[str, Any]:
    decision = row.decision
    return {
        "ref": row.result.item.id,
        "title": row.result.item.full_title,
        "applicable": {"yes": "yes", "excluded": "no"}.get(row.choice, "undecided"),
        "reasons_in": list(decision.reasons_in),
        "reason_text": decision.reason_text,
        "risk_refs": list(decision.risk_refs),
        "reason_out": decision.reason_out,
        "implementation": row.implementation,
        "implementation_proposed": row.implementation_proposed,
        "how": decision.how,
        "where_documented": decision.where_documented,
        "owner": decision.owner,
        "decided_by": decision.decided_by,
        "decided_at": decision.at,
        "review_by": decision.review_by,
        "evidence": list(row.result.evidence),
        "contradictions": list(row.contradictions),
        "missing": list(row.missing),
        "ref_2013": list(row.result.item.ref_2013),
    }
