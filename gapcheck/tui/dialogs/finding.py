"""A finding: requirement, evidence and nature apart; type and rationale are the person's."""

from collections.abc import Callable, Sequence
from typing import Any

from gapcheck.analysis.finding_check import missing
from gapcheck.changes.base import merged
from gapcheck.changes.evidence import EvidenceLinked, next_id
from gapcheck.changes.findings import FindingRaised
from gapcheck.errors import GapcheckError
from gapcheck.records.findings import Finding
from gapcheck.tui.dialogs.finding_fields import GRADED, finding_fields
from gapcheck.tui.dialogs.finding_form import FindingForm
from gapcheck.tui.dialogs.finding_links import SAYS, to_contradict
from gapcheck.tui.dialogs.finding_links import linked as linked_material
from gapcheck.tui.dialogs.origin import Origin
from gapcheck.tui.session import Session

_LISTS = ("evidence", "items")
_LINES = ("root_causes", "corrective_actions")


def finding_dialog(
    session: Session,
    item: str,
    ident: str = "",
    *,
    origin: Origin | None = None,
    nature: str = "",
    evidence: Sequence[str] = (),
    items: Sequence[str] = (),
) -> FindingForm:
    """The form for a new finding on an item, prefilled with its evidence, or for one that is there already.

    With an `origin` the form starts from that; `item` may then be empty. `nature`, `evidence` and `items` are what a
    new finding begins with instead; with `items` the one `item` need not be named.
    """
    records = session.engagement.records
    old = records.get(Finding, ident) if ident else None
    ident = ident or next_id("F-", records.table(Finding))
    about = tuple(dict.fromkeys((*((item,) if item else ()), *items)))
    linked = tuple(dict.fromkeys(e for ref in about if ref in session.results.items
                                 for e in session.results.items[ref].evidence))  # fmt: skip
    begun = {"nature": nature, "evidence": ", ".join(evidence or linked), "items": ", ".join(about)}
    site = old.site if old else origin.site if origin else session.site
    fields = finding_fields(session, old, begun, site=site)
    if origin is not None:
        fields = origin.filled(fields)

    def given(values: dict[str, str]) -> dict[str, Any]:
        return {"site": site, **_given(values, old)}

    def links(values: dict[str, str]) -> tuple[EvidenceLinked, ...]:
        return to_contradict(as_it_would_be(values), session.results.material) if values[SAYS] else ()

    def as_it_would_be(values: dict[str, str]) -> Finding:
        raised = {"id": ident, "raised_by": session.engagement.who, **given(values)}
        return merged(old, Finding, raised)

    def submit(values: dict[str, str]) -> str | None:
        if not values["type"]:
            return "Choose a type first: what it is, you decide."
        made = as_it_would_be(values)
        if old is not None and old.status == "draft" != made.status and not made.issued_incomplete:
            wanting = missing(made, linked_material(session.results.material, links(values)))
            if wanting:
                return f"{wanting[0]} To issue it all the same, press s on the list of findings and say why."
        raised = given(values)
        raised["effect_text"] = raised.pop("effect")
        also = origin.also(ident) if origin else ()
        try:
            session.do(FindingRaised(id=ident, **raised), *links(values), *also)
        except GapcheckError as error:
            return str(error)
        return None

    beginning = f" from {', '.join(evidence)} {nature[:60]}".rstrip() if evidence or nature or items else ""
    return FindingForm(
        f"Finding {ident}",
        fields,
        submit,
        session=session,
        as_it_would_be=as_it_would_be,
        links=links,
        draft_key=origin.key if origin else f"finding {item} {ident if old else 'new'}{'' if old else beginning}",
    )


def _given(values: dict[str, str], old: Finding | None) -> dict[str, Any]:
    """The fields of a finding from what stands in the form."""
    found: dict[str, Any] = {}
    asked = {name.removeprefix(GRADED): value for name, value in values.items() if name.startswith(GRADED)}
    if asked:
        before = old.grading if old else {}
        found["grading"] = {**before, **{ident: v for ident, v in asked.items() if v or before.get(ident)}}
    split: dict[str, Callable[[str], tuple[str, ...]]] = {
        **dict.fromkeys(_LISTS, ids_in),
        "items": items_in,
        **dict.fromkeys(_LINES, _lines_in),
    }
    for name, value in values.items():
        if name != SAYS and not name.startswith(GRADED):
            found[name] = split[name](value) if name in split else value
    return found


def ids_in(text: str) -> tuple[str, ...]:
    """The ids that stand in a line, whatever separates them: commas, semicolons."""
    return tuple(dict.fromkeys(part.strip() for part in text.replace(";", ",").split(",") if part.strip()))


def items_in(text: str) -> tuple[str, ...]:
    """The items that stand in a line, in any case and with blanks between them, as every other form takes them."""
    return ids_in(text.upper().replace(" ", ","))


def _lines_in(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
