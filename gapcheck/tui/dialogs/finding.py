"""A finding: requirement, evidence and nature apart; type and rationale are the person's."""

from gapcheck.changes.evidence import next_id
from gapcheck.changes.findings import FindingRaised
from gapcheck.errors import GapcheckError
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session

_STATES = ("draft", "issued", "answered", "plan_accepted", "done", "verified", "effective", "closed")


def finding_dialog(session: Session, item: str, ident: str = "") -> FormDialog:
    """The form for a new finding on an item, prefilled with its evidence, or for one that is there already."""
    records, mode = session.engagement.records, session.engagement.mode
    old = records.get(Finding, ident) if ident else None
    ident = ident or next_id("F-", records.table(Finding))
    offered = mode.offered_findings if old is None or old.type in mode.offered_findings else mode.finding_types
    linked = session.results.items[item].evidence
    fields = [
        Field(
            name="type",
            label="TYPE (YOUR GRADE; THE PROGRAM NEVER GRADES)",
            kind="choice",
            options=tuple((kind, label(kind)) for kind in offered),
            value=old.type if old else "",
        ),
        Field(name="title", label="IN A FEW WORDS", value=old.title if old else ""),
        Field(
            name="requirement",
            label="REQUIREMENT",
            kind="text",
            value=old.requirement if old else "",
            hint="which one, from where, in your own words",
        ),
        Field(
            name="evidence",
            label="EVIDENCE",
            value=", ".join(old.evidence if old else linked),
            hint="ids, separated by commas",
        ),
        Field(
            name="nature",
            label="WHAT IS NOT FULFILLED" if old is None or old.type != "strength" else "WHAT IS GOOD",
            kind="text",
            value=old.nature if old else "",
            hint="said so that a cause can be looked for; no names, no blame, no solution",
        ),
        Field(
            name="grading_rationale", label="WHY THIS GRADE", kind="text", value=old.grading_rationale if old else ""
        ),
        Field(name="items", label="ITEMS", value=", ".join(old.items if old else (item,))),
    ]
    if old is not None:
        fields.append(
            Field(
                name="status",
                label="STATE",
                kind="choice",
                options=tuple((state, label(state)) for state in _STATES),
                value=old.status,
            )
        )

    def submit(values: dict[str, str]) -> str | None:
        if not values["type"]:
            return "Choose a type first: what it is, you decide."
        given: dict[str, object] = {
            **values,
            "evidence": _list(values["evidence"]),
            "items": _list(values["items"]),
            "site": old.site if old else session.site,
        }
        try:
            session.do(FindingRaised(id=ident, **given))  # type: ignore[arg-type]
        except GapcheckError as error:
            return str(error)
        return None

    return FormDialog(
        f"Finding {ident}",
        fields,
        submit,
        drafts=session.drafts,
        draft_key=f"finding {item} {ident if old else 'new'}",
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
