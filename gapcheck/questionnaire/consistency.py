"""Whether the parts of a questionnaire fit together: ids, references, letters and dependencies."""

import re
from collections.abc import Callable, Iterable

from gapcheck.questionnaire.cycles import EVERY_CONTROL, check_cycles
from gapcheck.questionnaire.model import Gate, Gates, Item, group_id
from gapcheck.questionnaire.placed import Draft, Placed
from gapcheck.questionnaire.roles import names_of
from gapcheck.questionnaire.source import shown

STAGES = ("STAGE1", "STAGE2")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


def check_consistency(draft: Draft) -> None:
    """Note everything that makes the questionnaire unusable in the sources that it stands in."""
    _check_ids(draft)
    for placed in draft.items:
        _check_item(placed)
    _check_groups(draft)
    _check_gates(draft)
    if draft.all_items_read:
        _check_references(draft)
    controls = [placed.what.id for placed in draft.items if placed.what.kind == "control"]
    check_cycles(draft.edges, controls)


def _unique(what: str, found: Iterable[tuple[str, Callable[[str], None]]], called: str = "id") -> None:
    """Refuse each name that stood before; a name is given with the way to refuse it."""
    seen: set[str] = set()
    for name, refuse in found:
        if name and name in seen:
            refuse(f"{shown(name)} is the {called} of another {what} already")
        seen.add(name)


def _at(placed: Placed[object], *steps: str | int) -> Callable[[str], None]:
    return lambda sentence: placed.refuse(sentence, *steps)


def _check_ids(draft: Draft) -> None:
    items = draft.items
    manifest = draft.manifest
    ids = [(placed.what.id, _at(placed, "id")) for placed in items]
    questions = [
        (question.id, _at(placed, "questions", number, "id"))
        for placed in items
        for number, question in enumerate(placed.what.questions)
    ]
    actions = [
        (action.id, _at(placed, "remediation", number, "id"))
        for placed in items
        for number, action in enumerate(placed.what.remediation)
    ]
    _unique("item", ids)
    _unique("question", questions)
    _unique("remediation", actions)
    if manifest:
        groups = [(group.id, _at(manifest, "groups", n, "id")) for n, group in enumerate(manifest.what.groups)]
        _unique("group", groups)
        ids = [*ids, (manifest.what.id, _at(manifest, "id"))]
    if draft.baseline:
        asked = enumerate(draft.baseline.what.profile)
        _unique("profile question", [(one.id, _at(draft.baseline, "profile", n, "id")) for n, one in asked])
    if draft.scope:
        lines = enumerate(draft.scope.what.lines)
        _unique("line of the scope helper", [(one.id, _at(draft.scope, "lines", n, "id")) for n, one in lines])
    if draft.on_site:
        threads = enumerate(draft.on_site.what.threads)
        _unique("ready thread", [(one.id, _at(draft.on_site, "threads", n, "id")) for n, one in threads])
        meetings = enumerate(draft.on_site.what.meetings)
        _unique("meeting", [(one.id, _at(draft.on_site, "meetings", n, "id")) for n, one in meetings])
    roles = [(placed.what.id, _at(placed, "id")) for placed in draft.roles]
    evidence = [(placed.what.id, _at(placed, "id")) for placed in draft.evidence_index]
    _unique("role", roles)
    _unique("piece of evidence", evidence)
    for name, refuse in [*ids, *questions, *actions, *roles, *evidence]:
        if name and not _ID.fullmatch(name):
            refuse(f"{shown(name)} cannot be an id; use letters, digits, dots and hyphens, at most 64")
    terms = [(placed.what.term.casefold(), _at(placed, "term")) for placed in draft.glossary]
    _unique("term", terms)
    names = [(name.casefold(), _at(placed, "also")) for placed in draft.roles for name in names_of(placed.what)]
    _unique("role", names, "name")


def _check_item(placed: Placed[Item]) -> None:
    item = placed.what
    if item.kind == "clause" and item.can_be_not_applicable:
        placed.refuse("a clause can never be left out; only controls may be not applicable", "can_be_not_applicable")
    for number, question in enumerate(item.questions):
        if item.id and question.id and not question.id.startswith(f"{item.id}-"):
            placed.refuse(
                f"{shown(question.id)} must begin with the id of its item: '{item.id}-q{number + 1}'",
                *("questions", number, "id"),
            )
        for index, letter in enumerate(question.letters):
            if letter and letter not in item.letters:
                has = f"it has {', '.join(item.letters)}" if item.letters else "it has none"
                placed.refuse(f"the item has no letter {shown(letter)}; {has}", "questions", number, "letters", index)


def _check_groups(draft: Draft) -> None:
    if draft.manifest is None:
        return
    kinds = {group.id: group.kind for group in draft.manifest.what.groups}
    for placed in draft.items:
        item = placed.what
        if not item.id or not item.kind:
            continue
        group = group_id(item)
        if group not in kinds:
            placed.refuse(f"the item belongs to group '{group}', which manifest.yaml does not name", "id")
        elif kinds[group] and kinds[group] != item.kind:
            placed.refuse(f"the item is a {item.kind}, but its group '{group}' holds {kinds[group]}s", "kind")


def _check_gates(draft: Draft) -> None:
    if draft.gates is None:
        return
    gates = draft.gates
    found: list[tuple[str, Callable[[str], None]]] = [
        (precheck.id, _at(gates, "precheck", n, "id")) for n, precheck in enumerate(gates.what.precheck)
    ]
    for stage, number, gate in _stage_gates(gates.what):
        found.append((gate.id, _at(gates, stage, number, "id")))
        if not gate.rule and not (gate.refs and gate.need):
            gates.refuse("a gate has either a rule, or refs and what they need (need)", stage, number)
    _unique("gate", found)


def _stage_gates(gates: Gates) -> list[tuple[str, int, Gate]]:
    stages = (("stage1", gates.stage1), ("stage2", gates.stage2))
    return [(stage, number, gate) for stage, listed in stages for number, gate in enumerate(listed)]


def _check_references(draft: Draft) -> None:
    items = {placed.what.id for placed in draft.items} - {""}
    questions = {question.id for placed in draft.items for question in placed.what.questions} - {""}
    ends = {*items, EVERY_CONTROL, *STAGES}

    def known(ref: str, among: set[str], what: str, placed: Placed[object], *steps: str | int) -> None:
        if ref and ref not in among:
            placed.refuse(f"there is no {what} {shown(ref)}{placed.source.meant(ref, among)}", *steps)

    for placed in draft.items:
        for n, ref in enumerate(placed.what.related):
            known(ref, items, "item", placed, "related", n)
    if draft.gates:
        for stage, number, gate in _stage_gates(draft.gates.what):
            for n, ref in enumerate(gate.refs):
                known(ref, items, "item", draft.gates, stage, number, "refs", n)
    roles = {placed.what.id for placed in draft.roles} - {""}
    for piece in draft.evidence_index:
        known(piece.what.usual_owner, roles, "role", piece, "usual_owner")
        for n, ref in enumerate(piece.what.serves):
            known(ref, items, "item", piece, "serves", n)
    for edge in draft.edges:
        known(edge.what.item, ends, "item", edge, "item")
        for n, ref in enumerate(edge.what.needs):
            known(ref, ends, "item", edge, "needs", n)
    if draft.scope:
        for number, line in enumerate(draft.scope.what.lines):
            for side, dragged in (("inside", line.inside), ("outside", line.outside)):
                for m, drags in enumerate(dragged):
                    for n, ref in enumerate(drags.items):
                        known(ref, items, "item", draft.scope, "lines", number, side, m, "items", n)
    if draft.on_site:
        for number, thread in enumerate(draft.on_site.what.threads):
            for m, step in enumerate(thread.steps):
                for n, ref in enumerate(step.items):
                    known(ref, items, "item", draft.on_site, "threads", number, "steps", m, "items", n)
    if draft.baseline is None:
        return
    baseline = draft.baseline
    for number, profile in enumerate(baseline.what.profile):
        for n, ref in enumerate(profile.hints):
            known(ref, items, "item", baseline, "profile", number, "hints", n)
    for number, entry in enumerate(baseline.what.questions):
        known(entry.question, questions, "question", baseline, "questions", number, "question")
    _unique(
        "baseline question",
        [(entry.question, _at(baseline, "questions", n)) for n, entry in enumerate(baseline.what.questions)],
    )
