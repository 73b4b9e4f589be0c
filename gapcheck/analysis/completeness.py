"""What keeps a report of a kind from being final: nothing noted is forgotten, nothing that it states is left open."""

from collections.abc import Iterable

from gapcheck.analysis.day import unfinished
from gapcheck.analysis.results import Results
from gapcheck.records.findings import Finding

OF_CONTROLS = ("soa", "soa_customer")
"""The kinds that state of every control whether it is needed, why, and whether it is implemented (6.1.3 d)."""
OF_FINDINGS = ("audit", "working_papers", "nonconformities", "corrective_plan")
"""The kinds that give findings to the organization, which are issued by then."""


def to_decide(results: Results) -> tuple[str, ...]:
    """Items at "partial" where an audit has to say whether the requirement is met."""
    if results.material.mode.partial_is_final:
        return ()
    return tuple(ref for ref, result in results.items.items() if result.status == "partial")


def in_the_way(results: Results, kind: str = "") -> tuple[str, ...]:
    """What keeps a report from being final without exceptions, a sentence each; without a kind, what holds for all."""
    found = [_sentence('at "partial"', to_decide(results), "item"), *unfinished(results.material, results.items)]
    if kind in OF_CONTROLS:
        found += _controls(results)
    if kind in OF_FINDINGS:
        findings = results.material.records.table(Finding).values()
        found.append(_sentence("still a draft", [f.id for f in findings if f.status == "draft"], "finding"))
    return tuple(sentence for sentence in found if sentence)


def _controls(results: Results) -> list[str]:
    rows = results.soa.rows
    lacking = (
        ("decision", "not decided"),
        ("reason for inclusion", "without a reason for inclusion"),
        ("implementation status", "without a word on whether it is implemented"),
    )
    return [
        *(_sentence(how, [row.result.item.id for row in rows if what in row.missing], "control")
          for what, how in lacking),
        _sentence("excluded against the evidence", [r.result.item.id for r in rows if r.contradictions], "control"),
    ]  # fmt: skip


def _sentence(how: str, refs: Iterable[str], noun: str) -> str:
    ids = list(refs)
    return f"{len(ids)} {noun}{'s' if len(ids) > 1 else ''} {how}: {', '.join(ids)}." if ids else ""
