"""Who is at a meeting: ticks for the people and the team, and a line for everybody else."""

import re
from collections.abc import Mapping

from gapcheck.changes.day import MeetingHeld
from gapcheck.records.about import Member
from gapcheck.records.base import Records
from gapcheck.records.day import Meeting, Participant, meeting_key
from gapcheck.tui.dialogs.action import sent
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session


def attendance(session: Session, kind: str, title: str, day: str) -> FormDialog:
    """Tick who is there; the free line takes names between commas."""
    records, site = session.engagement.records, session.site
    held = records.get(Meeting, meeting_key(kind, day, site))
    present = held.present if held else ()
    people, team = _named(records.table(Participant)), _named(records.table(Member))
    team = {ident: name for ident, name in team.items() if ident not in people}
    fields = []
    for name, label, known in (("people", "People", people), ("team", "Audit team", team)):
        if known:
            value = ",".join(ident for ident in known if ident in present)
            fields.append(Field(name=name, label=label, kind="several", value=value, options=tuple(known.items())))
    others = ", ".join(name for name in present if name not in people and name not in team)
    fields.append(Field(name="others", label="Others", value=others, hint="names, between commas"))

    def submit(values: dict[str, str]) -> str | None:
        ticked = [ident for name in ("people", "team") for ident in values.get(name, "").split(",") if ident]
        free = [part.strip() for part in re.split(r"[,;]", values["others"]) if part.strip()]
        return sent(session, lambda: [MeetingHeld(kind=kind, date=day, site=site, present=(*ticked, *free))])

    where = f"attendance {kind} {day} {site}"
    return FormDialog(f"{title}: who is here", fields, submit, drafts=session.drafts, draft_key=where)


def who(records: Records, present: tuple[str, ...]) -> list[str]:
    """The names of those who were there, each with what they do."""
    told = []
    for ident in present:
        person, member = records.get(Participant, ident), records.get(Member, ident)
        if person is not None:
            told.append(f"{person.name}, {person.function}" if person.function else person.name)
        else:
            told.append(f"{member.name}, {member.role or 'audit team'}" if member is not None else ident)
    return told


def _named(table: Mapping[str, Participant] | Mapping[str, Member]) -> dict[str, str]:
    return {ident: each.name or ident for ident, each in table.items() if "," not in ident}
