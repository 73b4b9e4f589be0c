"""The audit team: who audits what, and what they built or run themselves, which somebody else then judges (9.2.2)."""

import re
from typing import Any

from gapcheck.changes.engagement import MemberChanged, MemberRemoved
from gapcheck.records.about import Member
from gapcheck.tui.dialogs.action import sent
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.dialogs.participant import initials
from gapcheck.tui.dialogs.pick import PickDialog
from gapcheck.tui.session import Session

NEW = "\N{PLUS SIGN}"
"""The entry that adds somebody."""


def team_dialog(session: Session) -> PickDialog:
    """The team to pick from; the answer goes to `member_dialog`."""
    team = session.engagement.records.table(Member)
    told = [(member.id, _line(member)) for member in team.values()]
    return PickDialog("The team", [*told, (NEW, "+  somebody new")], session.engagement.who)


def member_dialog(session: Session, ident: str) -> FormDialog:
    """Name somebody, or mend what is known of them; an empty name takes them out of the team."""
    team = session.engagement.records.table(Member)
    known = team.get(ident)
    start = known or Member(id="", name="" if team else session.engagement.who)
    fields = _fields(start)

    def submit(values: dict[str, str]) -> str | None:
        if known is not None and not values["name"].strip():
            return sent(session, lambda: [MemberRemoved(id=known.id)])
        if not values["name"].strip():
            return "Write a name."
        given = changed(values, fields) if known else {k: v for k, v in values.items() if v.strip()}
        if known is not None and not given:
            return None
        key = known.id if known else initials(values["name"], team)
        return sent(session, lambda: [MemberChanged(id=key, **_read(given))])

    intro = "What somebody built or runs, somebody else should judge (9.2.2); decisions there say so."
    title = f"{known.name}, of the team" if known else "Somebody new in the team"
    return FormDialog(title, fields, submit, intro=intro, drafts=session.drafts, draft_key=f"member {ident}")


def _line(member: Member) -> str:
    own = f"   own work: {', '.join(member.own_work)}" if member.own_work else ""
    return f"{member.name}{f', {member.role}' if member.role else ''}{own}"


def _fields(member: Member) -> tuple[Field, ...]:
    return (
        Field(name="name", label="Name", value=member.name, hint="as in the settings (s on the start screen)"),
        Field(name="role", label="Role", value=member.role, hint="lead, auditor, expert, observer"),
        Field(name="areas", label="Audits", value=", ".join(member.areas), hint="such as 4, 9.2.2, A.8"),
        Field(
            name="own_work",
            label="Built or runs",
            value=", ".join(member.own_work),
            hint="items or groups, such as A.8.13 or A.8",
        ),
        Field(name="competence", label="Competence", value=member.competence, hint="what shows it"),
    )


def _read(values: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: value.strip() for name, value in values.items()}
    for name in ("areas", "own_work"):
        if name in found:
            found[name] = tuple(part.strip() for part in re.split(r"[,;]", found[name]) if part.strip())
    return found
