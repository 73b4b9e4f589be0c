"""What first, what next, and why: the order in which a management system is built, from what needs what.

Whatever is needed comes in an earlier step. Hard edges decide; soft edges refine the order as long as they close no
circle; a justify edge only says after which step the controls are chosen.
"""

import graphlib
from itertools import product
from typing import Literal

import msgspec

from gapcheck.questionnaire.model import Edge, Item, Questionnaire

StepKind = Literal["work", "controls", "stage1", "stage2"]

_EVERY_CONTROL = "A.*"
_STAGES: dict[str, StepKind] = {"STAGE1": "stage1", "STAGE2": "stage2"}
_TITLES: dict[StepKind, str] = {
    "controls": "The controls you need",
    "stage1": "Stage 1 audit",
    "stage2": "Stage 2 audit",
}
_NOTES: dict[StepKind, str] = {
    "work": "These can be done side by side.",
    "controls": "Your risks decide which of them you need. Nobody needs them all just because they are listed.",
    "stage1": "It can come from here on. Some certification bodies want to see a first internal audit and a "
    "management review before it, so ask yours.",
    "stage2": "It can come from here on. It looks at every requirement, and at records of what was done.",
}
_CALLED = {_EVERY_CONTROL: "the controls", "STAGE1": "stage 1", "STAGE2": "stage 2"}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Work that can be done side by side once the steps before it are done; or the controls; or an audit."""

    number: int
    """Its place, from 1."""
    kind: StepKind
    items: tuple[Item, ...] = ()
    """What there is to work on: clause items, and controls that one of those needs. Empty for the other kinds."""
    reasons: tuple[Edge, ...] = ()
    """The dependencies that put it here, each with one item and those of its needs that count."""

    @property
    def title(self) -> str:
        """What it is called; empty for work."""
        return _TITLES.get(self.kind, "")

    @property
    def note(self) -> str:
        """What to know about it."""
        return _NOTES[self.kind]

    @property
    def needs(self) -> tuple[str, ...]:
        """What has to come, or usually comes, before it."""
        return tuple(dict.fromkeys(need for edge in self.reasons for need in edge.needs))

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons as sentences."""
        return tuple(map(_sentence, self.reasons))

    def why_of(self, item: Item) -> tuple[str, ...]:
        """Why one of its items stands here, as sentences."""
        found = tuple(_sentence(edge) for edge in self.reasons if edge.item == item.id)
        later = ", but what comes next needs it" if item.kind == "control" else ""
        return found or (f"{item.id} needs nothing before it{later}.",)


def _sentence(edge: Edge) -> str:
    item, *needs = (_CALLED.get(ref, ref) for ref in (edge.item, *edge.needs))
    *most, last = needs
    listed = f"{', '.join(most)} and {last}" if most else last
    verb = {"hard": "needs", "soft": "is easier after", "justify": "come after"}[edge.kind]
    return f"{item[0].upper()}{item[1:]} {verb} {listed}{f': {edge.why}' if edge.why else ''}."


def steps(questionnaire: Questionnaire) -> tuple[Step, ...]:
    """All steps in order: every clause item once, the other controls as one entry, the two audits as milestones.

    The same questionnaire always gives the same steps. Hard edges must close no circle, which the loader sees to.
    """
    needs = _needs(questionnaire)
    stages = {ref for ref in needs if ref in _STAGES}
    roots = (*(item.id for item in questionnaire.clauses), *stages)
    named = set().union(*(_with_all_before(ref, needs) for ref in roots))
    layer = _layers({ref: needs[ref] for ref in named}, {item.id for item in questionnaire.controls})
    others = [item.id for item in questionnaire.controls if item.id not in named]
    reasons = _reasons_of_controls(questionnaire, others, layer)
    controls_at = max((layer[need] + 1 for edge in reasons for need in edge.needs), default=0) if others else -1
    found: list[Step] = []

    def add(kind: StepKind, items: tuple[Item, ...], edges: tuple[Edge, ...]) -> None:
        found.append(Step(number=len(found) + 1, kind=kind, items=items, reasons=edges))

    for number in range(max([controls_at, *layer.values()], default=-1) + 1):
        here = {ref for ref, placed in layer.items() if placed == number}
        if number == controls_at:
            add("controls", (), reasons)
        items = tuple(item for item in questionnaire.items if item.id in here)
        if items:
            add("work", items, _reasons(questionnaire, {item.id for item in items}, needs))
        for ref in sorted(here & stages):
            add(_STAGES[ref], (), _reasons(questionnaire, {ref}, needs))
    return tuple(found)


def _members(ref: str, questionnaire: Questionnaire) -> list[str]:
    return [item.id for item in questionnaire.controls] if ref == _EVERY_CONTROL else [ref]


def _needs(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """What each item and stage needs: by hard edges, and by those soft ones that close no circle."""
    needs: dict[str, set[str]] = {item.id: set() for item in questionnaire.items}
    for kind in ("hard", "soft"):
        for edge in questionnaire.edges:
            if edge.kind != kind:
                continue
            wanted = [need for ref in edge.needs for need in _members(ref, questionnaire)]
            for item, need in product(_members(edge.item, questionnaire), wanted):
                needs.setdefault(need, set())
                if kind == "hard" or item not in _with_all_before(need, needs):
                    needs.setdefault(item, set()).add(need)
    return needs


def _with_all_before(ref: str, needs: dict[str, set[str]]) -> set[str]:
    seen, todo = {ref}, [ref]
    while todo:
        fresh = needs[todo.pop()] - seen
        seen |= fresh
        todo += fresh
    return seen


def _layers(needs: dict[str, set[str]], controls: set[str]) -> dict[str, int]:
    """The layer of each, from 0: as early as its needs allow, but a control just before what needs it.

    A control stands here only because something needs it; a list of assets, say, is better made with a known scope.
    """
    order = list(graphlib.TopologicalSorter(needs).static_order())
    layer: dict[str, int] = {}
    for ref in order:
        layer[ref] = max((layer[need] + 1 for need in needs[ref]), default=0)
    for ref in reversed(order):
        if ref in controls:
            layer[ref] = min(layer[other] - 1 for other in needs if ref in needs[other])
    return layer


def _reasons(questionnaire: Questionnaire, refs: set[str], needs: dict[str, set[str]]) -> tuple[Edge, ...]:
    """The edges that order some items or a stage, in the order of the items and hard ones first."""
    found = []
    for edge in questionnaire.edges:
        wanted = [need for ref in edge.needs for need in _members(ref, questionnaire)]
        for item in _members(edge.item, questionnaire):
            counting = tuple(need for need in wanted if item in refs and need in needs[item])
            if counting and edge.kind != "justify":
                found.append(Edge(item=item, needs=counting, kind=edge.kind, why=edge.why))
    place = {item.id: number for number, item in enumerate(questionnaire.items)}
    return tuple(sorted(found, key=lambda edge: (place.get(edge.item, 0), edge.kind)))


def _reasons_of_controls(questionnaire: Questionnaire, others: list[str], layer: dict[str, int]) -> tuple[Edge, ...]:
    """What the controls come after: what justifies them, and what some of them need by hard edges."""
    found = []
    for edge in questionnaire.edges:
        about = edge.item == _EVERY_CONTROL or edge.item in others
        counting = tuple(need for need in edge.needs if need in layer)
        if about and counting and edge.kind != "soft":
            found.append(Edge(item=edge.item, needs=counting, kind=edge.kind, why=edge.why))
    return tuple(sorted(found, key=lambda edge: edge.kind != "justify"))
