"""The forms of the backlog: edit, add, close, pin and drop an action."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from gapcheck.changes.actions import ActionChanged, ActionRemoved, from_gap, gap_item
from gapcheck.changes.base import Change, Situation
from gapcheck.errors import GapcheckError, Refusal
from gapcheck.questionnaire.model import Effort
from gapcheck.records.actions import Action
from gapcheck.records.evidence import Evidence
from gapcheck.records.vocabulary import Blocking, Severity, label
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.session import Session

NO_ADVICE = (
    "A certification audit gives no advice (ISO/IEC 17021-1, 9.4.5.3): record a finding on the work screen and let the "
    "client plan the action."
)
_FOLLOWS = ("severity", "blocking", "risk", "effort")
"""Choices whose first option is to set nothing."""


def edit_action(session: Session, action: Action) -> FormDialog:
    """Edit what a person decides on an action; one that follows from a gap is taken over under its own id."""
    fields = _fields(session, action)

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        return sent(session, lambda: [_change(session, action, **read(given))]) if given else None

    proposed = not is_written(session, action.id)
    intro = "Proposed from a gap; saving takes it over. Empty fields go on following the gap." if proposed else ""
    return _form(session, f"Action {action.id}", fields, submit, intro, f"action {action.id}", first="owner")


def new_action(session: Session) -> FormDialog:
    """Write an action of one's own. Not for certification modes, which give no advice."""
    known = {ranked.action.id for ranked in session.results.backlog.actions} | set(
        session.engagement.records.table(Action)
    )
    ident = next(f"B-{n:02}" for n in range(1, len(known) + 2) if f"B-{n:02}" not in known)
    blank = Action(id=ident, items=(), text="")
    fields = (Field(name="id", label="Id", value=ident), *_fields(session, blank))

    def submit(values: dict[str, str]) -> str | None:
        ident = values.pop("id").strip()
        if ident in known:
            return f"There is an action {ident} already; give this one another id."
        given = {name: value for name, value in values.items() if value.strip()}
        return sent(session, lambda: [ActionChanged(id=ident, **read(given))])

    intro = "It takes the place of the actions that are proposed for the same items."
    return _form(session, "New action", fields, submit, intro, "action", first="text")


def close_action(session: Session, action: Action) -> FormDialog:
    """Ask what shows that an action is done."""
    known = session.engagement.records.table(Evidence)
    linked = [i for ref in action.items if ref in session.results.items for i in session.results.items[ref].evidence]
    fields = (
        Field(name="closing_note", label="What shows it", kind="text", value=action.closing_note),
        Field(
            name="evidence",
            label="Evidence, by id",
            value=", ".join(action.evidence),
            hint=f"linked to its items: {', '.join(dict.fromkeys(linked))}" if linked else "such as E-014, E-021",
        ),
    )

    def submit(values: dict[str, str]) -> str | None:
        unknown = [ident for ident in listed(values["evidence"]) if ident not in known]
        if unknown:
            return f"There is no evidence {', '.join(unknown)} in the register; add it on the work screen first."
        shown = {"closing_note": values["closing_note"].strip(), "evidence": listed(values["evidence"])}
        return sent(session, lambda: [_change(session, action, status="done", **shown)])

    intro = f"{action.text}\nA note or evidence is enough."
    return _form(session, f"Action {action.id} is done", fields, submit, intro, f"done {action.id}", save="Done")


def pin_action(session: Session, action: Action) -> FormDialog:
    """Ask why an action goes to the top whatever its rank."""
    fields = (Field(name="pinned", label="Why", kind="text", value=action.pinned, hint="what the rank cannot know"),)

    def submit(values: dict[str, str]) -> str | None:
        if not values["pinned"].strip():
            return "Say why it goes first; the reason is shown with the action."
        return sent(session, lambda: [_change(session, action, pinned=values["pinned"].strip())])

    return _form(session, f"Pin {action.id} to the top", fields, submit, action.text, f"pin {action.id}", save="Pin")


def drop_action(session: Session, action: Action) -> FormDialog:
    """Ask whether an action is dropped for a reason or, if a person wrote it, removed."""
    back = "remove it, as proposed again" if action.from_gap else "remove it without a trace in the list"
    options = (("drop", "drop it, kept under closed"), ("remove", back))
    choice = (Field(name="how", label="How", kind="choice", value="drop", options=options),)
    fields = (
        *(choice if is_written(session, action.id) else ()),
        Field(name="closing_note", label="Why it is dropped", kind="text", value=action.closing_note),
    )

    def submit(values: dict[str, str]) -> str | None:
        if values.get("how") == "remove":
            return sent(session, lambda: [ActionRemoved(id=action.id)])
        if not values["closing_note"].strip():
            return "Say why it will not be done; the gap itself stays."
        dropped = {"status": "dropped", "closing_note": values["closing_note"].strip()}
        return sent(session, lambda: [_change(session, action, **dropped)])

    return _form(
        session,
        f"Drop {action.id}",
        fields,
        submit,
        action.text,
        f"drop {action.id}",
        save="Drop",
        first="closing_note",
    )


def taken_over(session: Session, action: Action, **fields: Any) -> Change:
    """The change that edits an action; one that follows from a gap is taken over as it was shown."""
    return _change(session, action, **fields)


def unpinned(session: Session, action: Action) -> Change:
    """The change that lets an action go back to its rank."""
    return _change(session, action, pinned="")


def reopened(session: Session, action: Action) -> Change:
    """The change that opens a closed action again."""
    return _change(session, action, status="open")


def is_written(session: Session, ident: str) -> bool:
    """Whether an action is a record, not only proposed from a gap."""
    return session.engagement.records.get(Action, ident) is not None


def read(values: dict[str, str]) -> dict[str, Any]:
    """Fields of `ActionChanged` from what was typed. Raises Refusal with a sentence."""
    found: dict[str, Any] = {}
    for name, typed in values.items():
        value = typed.strip()
        if name == "items":
            found[name] = tuple(ref.upper() for ref in listed(value))
        elif name == "due":
            found[name] = _day(value)
        elif name in _FOLLOWS:
            found[name] = value or None
        elif name == "days":
            found[name] = _number(value, "The days are a number of working days, such as 2 or 0.5")
        elif name == "risk_level":
            level = _number(value, "A linked risk level is a whole number from 1 to 25")
            if level is not None and level != int(level):
                raise Refusal(f"A linked risk level is a whole number from 1 to 25, not {value}.")
            found[name] = None if level is None else int(level)
        else:
            found[name] = value
    return found


def listed(text: str) -> tuple[str, ...]:
    """Ids from a line, between commas, semicolons or blanks."""
    return tuple(part for part in re.split(r"[,;\s]+", text) if part)


def sent(session: Session, changes: Callable[[], list[Change]]) -> str | None:
    """Let changes happen together; the sentence of a refusal, or None."""
    try:
        session.do(*changes())
    except GapcheckError as error:
        return str(error)
    return None


def _day(value: str) -> str:
    if not value:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Refusal(f"{value!r} is no date: write year, month and day, such as 2027-03-15.") from None


def _number(value: str, rule: str) -> float | None:
    try:
        return float(value.replace(",", ".")) if value else None
    except ValueError:
        raise Refusal(f"{rule}, not {value!r}.") from None


def _change(session: Session, action: Action, **fields: Any) -> ActionChanged:
    return ActionChanged(id=action.id, **{**_as_proposed(session, action), **fields})


def _as_proposed(session: Session, action: Action) -> dict[str, Any]:
    """What has to be sent along, so that taking an action over changes nothing that was shown."""
    if is_written(session, action.id):
        return {}
    engagement = session.engagement
    now = Situation(records=engagement.records, questionnaire=engagement.questionnaire, at="", by="")
    item = gap_item(action.id, now)
    if item is None:
        return {"items": action.items, "text": action.text, "finding": action.finding}
    taken = from_gap(action.id, item, now)
    names = ("text", "effort", "days", "owner_role", "done_when")
    fields = {n: value for n in names if (value := getattr(action, n)) and value != taken.get(n)}
    if not engagement.mode.shows_remediation:
        fields.pop("text", None)
    return fields


def _fields(session: Session, action: Action) -> tuple[Field, ...]:
    advice = session.engagement.mode.shows_remediation
    words: list[Field] = []
    if advice:
        words.append(Field(name="text", label="Action", kind="text", value=action.text, hint="what to do, in one line"))
        if not action.from_gap:
            items = ", ".join(action.items)
            words.append(Field(name="items", label="Items", value=items, hint="such as A.8.13, 6.1.2"))
    state = () if action.status not in ("open", "in_progress") or not action.text else (_choice("status", action),)
    return (
        *words,
        *state,
        Field(name="owner", label="Owner", value=action.owner, hint="who does it"),
        Field(name="owner_role", label="Owner's role", value=action.owner_role),
        Field(name="due", label="Due", value=action.due, hint="year-month-day, such as 2027-03-15"),
        _choice("effort", action),
        Field(name="days", label="Working days", value=_figure(action.days), hint="a number, such as 2 or 0.5"),
        _choice("severity", action),
        _choice("blocking", action),
        _choice("risk", action),
        Field(
            name="risk_level",
            label="Level of a linked risk",
            value=_figure(action.risk_level),
            hint="1 to 25; goes before the choice above",
        ),
        *((Field(name="done_when", label="Done when", kind="text", value=action.done_when),) if advice else ()),
    )


def _choice(name: str, action: Action) -> Field:
    options: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
        "status": ("State", (("open", "open"), ("in_progress", "in progress"))),
        "effort": ("Effort", (("", "not set"), *((e, e) for e in get_args(Effort)))),
        "severity": ("Severity", (("", "follow the gap"), *((s, label(s)) for s in get_args(Severity)))),
        "blocking": ("Blocks", (("", "follow the gates"), *((b, _blocked(b)) for b in get_args(Blocking)))),
        "risk": ("Risk", (("", "as for its items"), ("low", "low"), ("medium", "medium"), ("high", "high"))),
    }
    title, words = options[name]
    return Field(name=name, label=title, kind="choice", value=getattr(action, name) or "", options=words)


def _blocked(code: str) -> str:
    return {"stage1": "stage 1", "stage2": "stage 2", "none": "nothing"}.get(code, label(code))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _form(
    session: Session,
    title: str,
    fields: tuple[Field, ...],
    submit: Callable[[dict[str, str]], str | None],
    intro: str,
    key: str,
    *,
    save: str = "Save",
    first: str = "",
) -> FormDialog:
    return FormDialog(
        title, fields, submit, intro=intro, save=save, drafts=session.drafts, draft_key=f"backlog {key}", first=first
    )
