"""The arithmetic of the backlog once more, written from the description alone: what the product is held against."""

from collections.abc import Mapping
from typing import Any

SEVERITY = {"major": 1.0, "absent": 1.0, "minor": 0.6, "partial": 0.4, "evidence_gap": 0.25, "ofi": 0.1}
BLOCKING = {"stage1": 1.0, "stage2": 0.7, "dated_duty": 0.7, "none": 0.0}
EFFORT = {"S": 1.0, "M": 1.1, "L": 1.25, "XL": 1.5}

Given = Mapping[str, Any]


class Ring(Exception):
    """Actions wait for each other in a circle; the description says nothing of that."""


def hard_graph(edges: list[dict[str, Any]]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for edge in edges:
        if edge["kind"] == "hard":
            graph.setdefault(edge["item"], set()).update(edge["needs"])
    return graph


def needed_by(ref: str, graph: dict[str, set[str]]) -> set[str]:
    direct = graph.get(ref, set())
    return direct.union(*(needed_by(need, graph) for need in direct))


def waits(actions: list[Given], graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """x comes before y when x fixes something y hard-needs, and not the other way round."""
    missing = {a["id"]: set().union(*(needed_by(ref, graph) for ref in a["refs"])) - set(a["refs"]) for a in actions}
    return {
        y["id"]: {
            x["id"]
            for x in actions
            if x is not y and missing[y["id"]] & set(x["refs"]) and not missing[x["id"]] & set(y["refs"])
        }
        for y in actions
    }


def prioritised(actions: list[Given], graph: dict[str, set[str]]) -> list[dict[str, Any]]:
    """The actions in order, each with its figures. Raises Ring."""
    needs = waits(actions, graph)
    unlocks = {a["id"]: {b for b, before in needs.items() if a["id"] in before} for a in actions}
    rank, value = {}, {}
    for a in actions:
        reach = min(len(unlocks[a["id"]]), 10) / 10
        value[a["id"]] = 40 * SEVERITY[a["sev"]] + 30 * BLOCKING[a["blk"]] + 20 * a["risk"] + 10 * reach
        rank[a["id"]] = value[a["id"]] / EFFORT[a["eff"]]

    def raised(ident: str, above: tuple[str, ...] = ()) -> float:
        if ident in above:
            raise Ring
        return max([rank[ident], *(raised(u, (*above, ident)) + 0.1 for u in unlocks[ident])])

    effective = {a["id"]: raised(a["id"]) for a in actions}
    ordered = sorted(actions, key=lambda a: (-round(effective[a["id"]], 3), a["days"], a["id"]))
    return [
        {
            "id": a["id"],
            "value": value[a["id"]],
            "rank": rank[a["id"]],
            "effective_rank": effective[a["id"]],
            "needs": needs[a["id"]],
            "band": "NOW"
            if BLOCKING[a["blk"]] > 0 or (a["sev"] in ("major", "absent") and a["risk"] >= 0.6)
            else "NEXT"
            if value[a["id"]] >= 35
            else "LATER",
            "quick_win": a["eff"] == "S" and value[a["id"]] >= 20 and not needs[a["id"]],
        }
        for a in ordered
    ]
