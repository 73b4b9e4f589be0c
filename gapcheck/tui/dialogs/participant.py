"""Somebody of the audited organization: what notes call them, what they do, and which roles they speak for."""

from collections.abc import Callable, Container, Sequence
from typing import Any

from gapcheck.changes.day import ParticipantChanged
from gapcheck.records.about import Site
from gapcheck.records.day import Participant
from gapcheck.tui.dialogs.action import sent
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.session import Session


def new_participant(
    session: Session, told: Callable[[str], None], *, name: str = "", roles: Sequence[str] = ()
) -> FormDialog:
    """Somebody new; `told` gets the id once they are there."""
    start = Participant(id="", name=name, roles=tuple(roles), site=session.site)
    ident = Field(name="id", label="Short, as after an @", hint="left out: the initials")
    fields = (*_fields(session, start)[:1], ident, *_fields(session, start)[1:])

    def submit(values: dict[str, str]) -> str | None:
        people = session.engagement.records.table(Participant)
        ident = values.pop("id").strip().removeprefix("@") or initials(values["name"], people)
        if not ident:
            return "Write a name, or what notes will call this person."
        if ident in people:
            return f"{ident} is {people[ident].name} already; give this person another short name."
        problem = sent(session, lambda: [ParticipantChanged(id=ident, **_read(_given(values)))])
        if problem is None:
            told(ident)
        return problem

    return FormDialog("New person", fields, submit, drafts=session.drafts, draft_key=f"participant new {name}")


def edit_participant(session: Session, person: Participant) -> FormDialog:
    """Mend what is known of somebody; the short name stays, notes carry it."""
    fields = _fields(session, person)

    def submit(values: dict[str, str]) -> str | None:
        given = changed(values, fields)
        return sent(session, lambda: [ParticipantChanged(id=person.id, **_read(given))]) if given else None

    return FormDialog(
        f"{person.id}, as after an @", fields, submit, drafts=session.drafts, draft_key=f"participant {person.id}"
    )


def initials(name: str, taken: Container[str]) -> str:
    """The first letters of a name, small, with a number where somebody has them already."""
    letters = "".join(part[0] for part in name.split() if part[0].isalnum()).casefold()
    tries = (letters, *(f"{letters}{n}" for n in range(2, 100)))
    return next((each for each in tries if each not in taken), "") if letters else ""


def _fields(session: Session, person: Participant) -> tuple[Field, ...]:
    records, roles = session.engagement.records, session.questionnaire.roles
    sites = tuple((site.id, site.name) for site in records.table(Site).values())
    fields = [
        Field(name="name", label="Name", value=person.name),
        Field(name="function", label="Function", value=person.function, hint="what stands on the door"),
        Field(
            name="roles",
            label="Speaks for",
            kind="several",
            value=",".join(person.roles),
            options=tuple((role.id, role.name) for role in roles),
            hint="Arrows move, space switches: the questions of these roles are put to this person.",
        ),
    ]
    if sites:
        fields.append(
            Field(name="site", label="Site", kind="choice", options=(("", "none"), *sites), value=person.site)
        )
    return tuple(fields)


def _given(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value.strip()}


def _read(values: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: value.strip() for name, value in values.items()}
    if "roles" in found:
        found["roles"] = tuple(role for role in found["roles"].split(",") if role)
    return found
