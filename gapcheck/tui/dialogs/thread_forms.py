"""The forms of a thread: begin one, mend it, pick it up, and end it in conformity or in a finding."""

from collections.abc import Callable
from typing import Any

from gapcheck.changes.base import Change
from gapcheck.changes.evidence import next_id
from gapcheck.changes.threads import PREFIX, ThreadChanged
from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.on_site import ReadyThread
from gapcheck.records.threads import Thread
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.dialogs.origin import Origin
from gapcheck.tui.session import Session


def new_thread(session: Session, ready: ReadyThread | None, told: Callable[[str], None]) -> FormDialog:
    """Begin a thread, a ready one or one of one's own; `told` gets its id once it is there."""
    ident = next_id(PREFIX, session.engagement.records.table(Thread))
    fields = _fields(Thread(id=ident, title=ready.title if ready else ""), ready)

    def submit(values: dict[str, str]) -> str | None:
        given = _read({name: value for name, value in values.items() if value.strip()})
        if ready is not None:
            given["ready"] = ready.id
        problem = sent(session, ThreadChanged(id=ident, site=session.site, **given))
        if problem is None:
            told(ident)
        return problem

    return FormDialog(
        f"Thread {ident}",
        fields,
        submit,
        intro=ready.start if ready else "",
        save="Park",
        drafts=session.drafts,
        draft_key=f"thread new {ready.id if ready else ''}",
        first="case" if ready else "title",
    )


def edit_thread(session: Session, thread: Thread) -> FormDialog:
    """Everything that a person wrote about a thread."""
    fields = [
        *_fields(thread, None),
        Field(name="items", label="Items", value=", ".join(thread.items), hint="such as A.6.5, 5.3"),
    ]
    if not thread.is_open or thread.conclusion:
        fields.append(Field(name="conclusion", label="What showed it", kind="text", value=thread.conclusion))

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        return sent(session, ThreadChanged(id=thread.id, **_read(given))) if given else None

    return _form(session, f"Thread {thread.id}", fields, submit, f"thread {thread.id}")


def pick_up(session: Session, thread: Thread) -> FormDialog:
    """One line: what is to be seen next."""
    fields = (
        Field(name="next_to_see", label="Next to see", value=thread.next_to_see, hint="the record, and who has it"),
    )

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        return sent(session, ThreadChanged(id=thread.id, **_read(given))) if given else None

    told = (("Case", thread.case), ("Parked", thread.why_parked), ("Waiting for", thread.waiting_for))
    intro = "\n".join([thread.title, *(f"{name}: {text}" for name, text in told if text)])
    return _form(session, f"Pick up {thread.id}", fields, submit, f"pick up {thread.id}", intro=intro)


def end_in_conformity(session: Session, thread: Thread) -> FormDialog:
    """What showed that all is well; a sentence or evidence is enough."""
    fields = (
        Field(name="conclusion", label="What showed it", kind="text", value=thread.conclusion),
        Field(name="evidence", label="Evidence, by id", value=", ".join(thread.evidence), hint="such as E-014, E-021"),
    )

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        return sent(session, ThreadChanged(id=thread.id, outcome="conformity", **_read(given)))

    return _form(
        session,
        f"{thread.id} ends in conformity",
        fields,
        submit,
        f"thread {thread.id} conformity",
        intro=f"{thread.title}\nA sentence or evidence is enough.",
        save="End",
    )


def origin_of(thread: Thread) -> Origin:
    """What a finding that a thread ends in starts with; the thread ends with it, in one."""
    return Origin(
        key=f"finding from {thread.id}",
        fields={
            "title": thread.title,
            "evidence": ", ".join(thread.evidence),
            "nature": thread.conclusion,
            "items": ", ".join(thread.items),
        },
        site=thread.site,
        also=lambda ident: (ThreadChanged(id=thread.id, outcome="finding", finding=ident),),
    )


def sent(session: Session, *changes: Change) -> str | None:
    """Let changes happen together; the sentence of a refusal, or None."""
    try:
        session.do(*changes)
    except GapcheckError as error:
        return str(error)
    return None


def _fields(thread: Thread, ready: ReadyThread | None) -> list[Field]:
    following = ready.steps[0].ask_for if ready else "the record to ask for"
    return [
        Field(name="title", label="What is it about", value=thread.title),
        Field(name="case", label="Case", value=thread.case, hint="the one case that was picked: a ticket, initials"),
        Field(name="why_parked", label="Why it is parked", value=thread.why_parked, hint="what came in between"),
        Field(name="next_to_see", label="Next to see", value=thread.next_to_see, hint=following),
        Field(name="waiting_for", label="Waiting for", value=thread.waiting_for, hint="who brings it, and by when"),
    ]


def _read(values: dict[str, str]) -> dict[str, Any]:
    """Fields of a change from what was typed; lists of ids stand between commas, semicolons or blanks."""
    found: dict[str, Any] = dict(values)
    for name in {"items", "evidence"} & set(values):
        parts = values[name].replace(";", " ").replace(",", " ").split()
        found[name] = tuple(part.upper() if name == "items" else part for part in parts)
    return found


def _form(
    session: Session,
    title: str,
    fields: tuple[Field, ...] | list[Field],
    submit: Callable[[dict[str, str]], str | None],
    key: str,
    *,
    intro: str = "",
    save: str = "Save",
) -> FormDialog:
    return FormDialog(title, fields, submit, intro=intro, save=save, drafts=session.drafts, draft_key=key)
