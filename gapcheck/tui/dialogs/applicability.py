"""The forms of the Statement of Applicability, for one control or for many at once (6.1.3 c and d)."""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.errors import GapcheckError
from gapcheck.records.applicability import Applicability
from gapcheck.records.vocabulary import Implementation, InclusionReason, label
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.session import Session

_LISTS = ("reasons_in", "risk_refs")
_BULK = "Empty fields stay as they are, control by control."


def applicability_dialog(session: Session, refs: Sequence[str]) -> FormDialog:
    """Every field of a control; for several controls, what is filled in goes to each of them."""
    held = _held(session, refs)
    words = (("undecided", "not decided"), ("yes", "needed"), ("no", "excluded"))
    fields = (
        Field(name="applicable", label="Needed?", kind="choice", value=held.applicable, options=words),
        *_reasons(held),
        Field(name="risk_refs", label="Risks, by id", value=", ".join(held.risk_refs), hint="such as R-04, R-11"),
        _reason_out(held),
        _decider(held),
        _implementation(held),
        Field(name="how", label="How it is implemented", kind="text", value=held.how),
        Field(name="where_documented", label="Where it is documented", value=held.where_documented),
        Field(name="owner", label="Owner", value=held.owner),
        Field(name="review_by", label="Look at it again by", value=held.review_by, hint="such as 2027-03-15"),
    )
    return _form(session, refs, "Decision on", fields, "edit", first="applicable")


def include_dialog(session: Session, refs: Sequence[str]) -> FormDialog:
    """Say that controls are needed, and why."""
    held = _held(session, refs)
    return _form(session, refs, "Needed:", (*_reasons(held), _decider(held)), "include", applicable="yes")


def exclude_dialog(session: Session, refs: Sequence[str]) -> FormDialog:
    """Leave controls out; each needs a reason that says something and a person who stands for it."""
    held = _held(session, refs)
    fields = (_reason_out(held), _decider(held))
    return _form(session, refs, "Leave out", fields, "exclude", applicable="no", save="Exclude")


def implementation_dialog(session: Session, refs: Sequence[str]) -> FormDialog:
    """Say how far controls are implemented."""
    held = _held(session, refs)
    fields = (_implementation(held), Field(name="how", label="How", kind="text", value=held.how))
    return _form(session, refs, "Implementation of", fields, "implementation")


def undecided(refs: Sequence[str]) -> list[ApplicabilityDecided]:
    """The changes after which controls are not decided again; what was written stays for later."""
    return [ApplicabilityDecided(item=ref, applicable="undecided") for ref in refs]


def _held(session: Session, refs: Sequence[str]) -> Applicability:
    """What stands in the record of one control; for several, what they have in common."""
    table = session.engagement.records.table(Applicability)
    records = [table.get(ref) or Applicability(control=ref) for ref in refs]
    blank, first = Applicability(control=""), records[0]
    names = [name for name in blank.__struct_fields__ if name not in ("control", "rev", "at", "by")]
    common = {n: getattr(first, n) for n in names if all(getattr(r, n) == getattr(first, n) for r in records)}
    return Applicability(control="", **common)


def _reasons(held: Applicability) -> tuple[Field, Field]:
    options = tuple((reason, label(reason)) for reason in get_args(InclusionReason))
    hint = "the risk, law, contract or business reason"
    return (
        Field(
            name="reasons_in",
            label="Needed because of",
            kind="several",
            value=",".join(reason for reason, _ in options if reason in held.reasons_in),
            options=options,
        ),
        Field(name="reason_text", label="Reason for needing it", kind="text", value=held.reason_text, hint=hint),
    )


def _reason_out(held: Applicability) -> Field:
    hint = "what is not there to protect, or what does the work instead"
    return Field(name="reason_out", label="Reason for leaving it out", kind="text", value=held.reason_out, hint=hint)


def _decider(held: Applicability) -> Field:
    return Field(name="decided_by", label="Decided by", value=held.decided_by, hint="a role or a person of the client")


def _implementation(held: Applicability) -> Field:
    options = (("", "as the facts suggest"), *((code, label(code)) for code in get_args(Implementation)))
    value = held.implementation or ""
    return Field(name="implementation", label="Implementation", kind="choice", value=value, options=options)


def _read(values: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, typed in values.items():
        value = typed.strip()
        if name in _LISTS:
            found[name] = tuple(part.strip() for part in value.replace(";", ",").split(",") if part.strip())
        else:
            found[name] = (value or None) if name == "implementation" else value
    return found


def _form(
    session: Session,
    refs: Sequence[str],
    title: str,
    fields: tuple[Field, ...],
    kind: str,
    *,
    save: str = "Save",
    first: str = "",
    **always: str,
) -> FormDialog:
    return FormDialog(
        f"{title} {_named(session, refs)}",
        fields,
        _submit(session, refs, fields, always),
        intro=_intro(session, refs, leaving_out=kind == "exclude"),
        save=save,
        drafts=session.drafts,
        draft_key=f"applicability {kind} {' '.join(refs)}",
        first=first,
    )


def _submit(
    session: Session, refs: Sequence[str], fields: tuple[Field, ...], always: dict[str, str]
) -> Callable[[dict[str, str]], str | None]:
    def submit(values: dict[str, str]) -> str | None:
        given: dict[str, Any] = {**always, **_read(changed(values, fields))}
        if not given:
            return None
        try:
            session.do(*(ApplicabilityDecided(item=ref, **given) for ref in refs))
        except GapcheckError as error:
            return str(error)
        return None

    return submit


def _named(session: Session, refs: Sequence[str]) -> str:
    if len(refs) == 1:
        return f"{refs[0]} {session.questionnaire.by_id[refs[0]].full_title}"
    return f"{len(refs)} controls"


def _intro(session: Session, refs: Sequence[str], *, leaving_out: bool) -> str:
    if len(refs) > 1:
        return f"{', '.join(refs)}\n{_BULK}"
    hint = session.questionnaire.by_id[refs[0]].na_hint
    return f"When leaving it out is plausible: {hint}" if leaving_out and hint else ""
