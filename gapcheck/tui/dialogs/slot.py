"""The form of a plan entry, and the offer of a whole day."""

import re
from collections.abc import Callable
from typing import Any, get_args

from gapcheck.analysis.day import carry_over
from gapcheck.changes.base import Change
from gapcheck.changes.day import PREFIX, SlotChanged
from gapcheck.changes.evidence import next_id
from gapcheck.errors import Refusal
from gapcheck.questionnaire.ready_plan import ReadySlot, ready_day
from gapcheck.records.about import Site
from gapcheck.records.day import Participant, Slot, SlotKind
from gapcheck.records.vocabulary import label
from gapcheck.tui.dialogs.action import listed, sent
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.session import Session

LENGTH = 45
"""Minutes that a new entry is given."""
DAY_STARTS = "09:00"
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?")
_TIMES = ("start", "end")
_STAMPS = ("began", "ended")


def new_slot(session: Session, day: str, told: Callable[[str], None], *, continues: Slot | None = None) -> FormDialog:
    """A new entry on a day, after what is planned there; it may take up what another one left."""
    slots = session.engagement.records.table(Slot)
    start = max((slot.end for slot in slots.values() if slot.date == day), default=DAY_STARTS)
    blank = Slot(id="", date=day, start=start, end=_later(start, LENGTH), title="", site=session.site)
    fields = _fields(session, blank, continues.id if continues else "")

    def submit(values: dict[str, str]) -> str | None:
        ident = next_id(PREFIX, session.engagement.records.table(Slot))
        try:
            given = _read({name: value for name, value in values.items() if value.strip()}, blank)
        except Refusal as refusal:
            return str(refusal)
        left = slots.get(given.get("continues", ""))
        if left is not None:
            same = ("title", "kind", "people", "role", "items", "place", "site")
            given = {**{name: getattr(left, name) for name in same}, **_said(given, blank)}
        required = {"date": day, "start": "", "end": "", "title": ""}
        problem = sent(session, lambda: [SlotChanged(id=ident, **{**required, **given})])
        if problem is None:
            told(ident)
        return problem

    return FormDialog("New plan entry", fields, submit, drafts=session.drafts, draft_key=f"slot new {day}")


def edit_slot(session: Session, slot: Slot) -> FormDialog:
    """Everything about an entry, also when it really began and ended."""
    fields = _fields(session, slot, slot.continues)
    if slot.began or slot.ended:
        fields += (
            Field(name="began", label="Really began", value=slot.began[11:16], hint="such as 09:35"),
            Field(name="ended", label="Really ended", value=slot.ended[11:16], hint="empty while it is on"),
        )
    left = Field(name="carried_over", label="Left for later", value=slot.carried_over, hint="what, and when it goes on")
    fields = (*fields, left)

    def submit(values: dict[str, str]) -> str | None:
        try:
            given = _read(changed(values, fields), slot)
        except Refusal as refusal:
            return str(refusal)
        return sent(session, lambda: [SlotChanged(id=slot.id, **given)]) if given else None

    return FormDialog(f"Plan entry {slot.id}", fields, submit, drafts=session.drafts, draft_key=f"slot {slot.id}")


def propose_day(session: Session, day: str) -> FormDialog:
    """Offer a day as it usually goes; what is not wanted is switched off, the rest can be changed afterwards."""
    ready = ready_day(session.questionnaire)
    options = tuple((str(n), f"{slot.start} {slot.title}") for n, slot in enumerate(ready))
    wanted = ",".join(name for name, _ in options)
    field = Field(name="slots", label="Entries", kind="several", value=wanted, options=options)

    def submit(values: dict[str, str]) -> str | None:
        chosen = [ready[int(name)] for name in values["slots"].split(",") if name]
        if not chosen:
            return "Nothing is switched on. Esc leaves the plan empty."
        return sent(session, lambda: _proposed(session, day, chosen))

    return FormDialog(
        f"A day on site, {day}",
        (field,),
        submit,
        intro="A proposal. Space switches an entry on or off; each can be moved and changed afterwards.",
        save="Put into the plan",
        drafts=session.drafts,
        draft_key=f"propose {day}",
    )


def _proposed(session: Session, day: str, chosen: list[ReadySlot]) -> list[Change]:
    taken = dict.fromkeys(session.engagement.records.table(Slot))
    made: list[Change] = []
    for slot in chosen:
        ident = next_id(PREFIX, taken)
        taken[ident] = None
        people = [p.id for p in session.engagement.records.table(Participant).values() if slot.role in p.roles]
        made.append(
            SlotChanged(
                id=ident, date=day, start=slot.start, end=slot.end, title=slot.title, kind=slot.kind, role=slot.role,
                items=slot.items, people=tuple(people) if slot.role else (), site=session.site,
            )
        )  # fmt: skip
    return made


def _fields(session: Session, slot: Slot, continues: str) -> tuple[Field, ...]:
    records = session.engagement.records
    people = ", ".join(person.id for person in records.table(Participant).values())
    sites = tuple((site.id, site.name) for site in records.table(Site).values())
    roles = tuple((role.id, role.name) for role in session.questionnaire.roles)
    put_off = [s for s in carry_over(session.results.material, slot.date) if s.kind != "break" or s.is_carried_over]
    left = {s.id: s for s in put_off if s.id != slot.id}
    if continues and continues not in left and (other := records.get(Slot, continues)) is not None:
        left[continues] = other
    fields = [
        Field(name="title", label="What", value=slot.title, hint="HR: joiners and leavers"),
        Field(name="start", label="From", value=slot.start, hint="such as 09:30 or 930"),
        Field(name="end", label="To", value=slot.end),
        Field(name="people", label="People", value=", ".join(slot.people), hint=people or "initials or names"),
        Field(name="kind", label="Kind", kind="choice", value=slot.kind, options=_kinds()),
        Field(name="role", label="Questions of", kind="choice", value=slot.role, options=(("", "the people"), *roles)),
        Field(name="items", label="Items", value=", ".join(slot.items), hint="such as A.6.1, A.6.5"),
        Field(name="place", label="Place", value=slot.place),
        Field(name="date", label="Day", value=slot.date, hint="year-month-day"),
    ]
    if sites:
        fields.append(Field(name="site", label="Site", kind="choice", value=slot.site, options=(("", "all"), *sites)))
    if left:
        options = (("", "nothing"), *((s.id, f"{s.id} {s.title}") for s in left.values()))
        fields.append(Field(name="continues", label="Takes up", kind="choice", value=continues, options=options))
    return tuple(fields)


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((kind, label(kind)) for kind in get_args(SlotKind))


def _read(values: dict[str, str], slot: Slot) -> dict[str, Any]:
    """Fields of `SlotChanged` from what was typed. Raises Refusal."""
    found: dict[str, Any] = {}
    for name, typed in values.items():
        value = typed.strip()
        if name in _TIMES:
            found[name] = read_time(value)
        elif name in _STAMPS:
            found[name] = _stamp(value, slot)
        elif name == "items":
            found[name] = tuple(ref.upper() for ref in listed(value))
        elif name == "people":
            found[name] = tuple(who for part in re.split(r"[,;]", value) if (who := part.strip().removeprefix("@")))
        else:
            found[name] = value
    return found


def _said(given: dict[str, Any], blank: Slot) -> dict[str, Any]:
    """What a person wrote, without what only stood there at first."""
    return {n: v for n, v in given.items() if n in ("date", "start", "end", "continues") or v != getattr(blank, n)}


def read_time(typed: str) -> str:
    """Hour and minute from 9, 930, 9.30 or 9:30; anything else stays, to be refused with a sentence."""
    match = _TIME.fullmatch(typed)
    return f"{int(match[1]):02}:{match[2] or '00'}" if match else typed


def _stamp(typed: str, slot: Slot) -> str:
    if not typed:
        return ""
    known = slot.began or slot.ended
    time = read_time(typed)
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", time) is None:
        raise Refusal(f"{typed!r} is no time; write hour and minute, such as 09:35.")
    return f"{known[:11]}{time}:00{known[19:]}"


def _later(time: str, minutes: int) -> str:
    hour, minute = map(int, time.split(":"))
    total = min(hour * 60 + minute + minutes, 23 * 60 + 59)
    return f"{total // 60:02}:{total % 60:02}"
