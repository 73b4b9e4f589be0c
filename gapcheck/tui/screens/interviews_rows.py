"""Whom one can talk to, with what is left to ask them, and the page on one of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec
from textual.content import Content

from gapcheck.analysis.day import SlotState
from gapcheck.analysis.interview import Sheet, sheet, sheet_of
from gapcheck.analysis.material import Material
from gapcheck.analysis.people import people_to_ask
from gapcheck.questionnaire.model import Question
from gapcheck.questionnaire.roles import Role
from gapcheck.records.about import Site
from gapcheck.records.day import Participant, Slot
from gapcheck.text import one_line
from gapcheck.tui.hanging import hang
from gapcheck.tui.widgets.fitted import Fitted, Layout
from gapcheck.tui.widgets.row_list import Row
from gapcheck.tui.widgets.sheet import Line, heading

PERSON, ROLE, NAMED = "person:", "role:", "named:"
"""What the key of a conversation begins with."""
_FIGURES = 14
"""Cells for questions and minutes at the right."""
NEW = "n adds the people you will meet: initials as they are typed after an @, name, function, roles."


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to talk to: a participant, a role, or a name that others gave."""

    key: str
    short: str
    """Initials, or nothing."""
    name: str
    about: str
    roles: tuple[Role, ...]
    stamp: str
    """What quick notes carry while one talks to them."""
    site: str = ""
    """Where a participant works."""
    calls: frozenset[str] = frozenset()
    """By what the plan may call them, in small letters."""
    sheet: Sheet

    def is_in(self, running: SlotState) -> bool:
        """Whether a plan entry is with them: by name, or by role where it names nobody."""
        slot = running.slot
        if any(_plain(who) in self.calls for who in slot.people):
            return True
        return bool(slot.role) and not slot.people and slot.role in {role.id for role in self.roles}


def talks(material: Material, site: str) -> dict[str, tuple[Talk, ...]]:
    """Everybody, by the headings of the list."""
    records, roles = material.records, material.questionnaire.roles
    people = tuple(_participant(material, person, site) for person in records.table(Participant).values())
    taken = frozenset(call for talk in people for call in talk.calls)
    named = [found.name for found in people_to_ask(material) if not found.proposed and _plain(found.name) not in taken]
    return {
        "People": people,
        "Named by others": tuple(_named(material, name, site) for name in named),
        "Roles": tuple(_role(material, role, people, site) for role in roles),
    }


def _participant(material: Material, person: Participant, site: str) -> Talk:
    roles = tuple(role for role in material.questionnaire.roles if role.id in person.roles)
    return Talk(
        key=PERSON + person.id,
        short=person.id,
        name=person.name,
        about=person.function or ", ".join(role.name for role in roles),
        roles=roles,
        stamp=person.id,
        site=person.site,
        calls=frozenset({_plain(person.id), _plain(person.name)}),
        sheet=sheet_of(material, person, site=site),
    )


def _named(material: Material, name: str, site: str) -> Talk:
    return Talk(
        key=NAMED + name, short="", name=name, about="", roles=(), stamp=name, calls=frozenset({_plain(name)}),
        sheet=sheet(material, (), name=name, site=site),
    )  # fmt: skip


def _role(material: Material, role: Role, people: Sequence[Talk], site: str) -> Talk:
    held = ", ".join(talk.short for talk in people if role in talk.roles)
    return Talk(
        key=ROLE + role.id, short="", name=role.name, about=held, roles=(role,), stamp=role.name,
        calls=frozenset({_plain(role.name)}), sheet=sheet(material, (role,), site=site),
    )  # fmt: skip


def talks_of(material: Material, slot: Slot, site: str) -> list[Talk]:
    """Whom a plan entry leads to: its people or, where none of them is known, its role."""
    groups, state = talks(material, site), SlotState(slot=slot, used=0, late=0)
    found = [talk for group in groups.values() for talk in group if talk.is_in(state)]
    return found or [talk for talk in groups["Roles"] if slot.role in {role.id for role in talk.roles}]


def people_rows(groups: dict[str, tuple[Talk, ...]], running: Sequence[SlotState]) -> list[Row]:
    """The list: people, names that were given, roles; each with open questions and planned minutes."""
    rows: list[Row] = []
    widest = max((len(one_line(talk.short)) for talks in groups.values() for talk in talks), default=0)
    for name, found in groups.items():
        if not found and name != "People":
            continue
        rows.append(Row(f"heading {name}", Fitted(_heading(name, first=not rows)), heading=True))
        if not found:
            rows.append(Row("nobody", Fitted(_nobody), heading=True))
        indent = min(widest, 8) + 1 if any(talk.short for talk in found) else 0
        for talk in found:
            rows.append(Row(talk.key, Fitted(_layout(talk, indent, any(map(talk.is_in, running))))))
    return rows


def _nobody(width: int) -> Content:
    return hang("", Content.styled(NEW, "$grey"), width)


def _heading(name: str, *, first: bool) -> Layout:
    def layout(width: int) -> Content:
        said = Content.styled(f"  {name.upper()}", "bold $grey")
        right = Content.styled("open    min" if first else "", "$grey")
        line = Content.assemble(said, " " * max(width - said.cell_length - right.cell_length - 1, 1), right)
        return line if first else Content("\n").join([Content(""), line])

    return layout


def _layout(talk: Talk, indent: int, now: bool) -> Layout:
    count, minutes = len(talk.sheet.open), talk.sheet.minutes

    def layout(width: int) -> Content:
        mark = Content.styled("▸ " if now else "  ", "bold $primary")
        short = Content.styled(_cut(talk.short, indent - 1).ljust(indent) if indent else "", "$grey")
        right = Content.assemble((f"{count:>4}", "" if count else "$grey"), (f"{minutes:>7.0f}", "$grey"), " ")
        room = max(width - mark.cell_length - short.cell_length - _FIGURES, 8)
        name = Content.styled(one_line(talk.name), "bold" if talk.key.startswith(PERSON) else "")
        full = Content.assemble(name, ("  " + one_line(talk.about), "$grey")) if talk.about else name
        left = full if full.cell_length <= room else full.truncate(room, ellipsis=True)
        pad = width - mark.cell_length - short.cell_length - left.cell_length - right.cell_length
        return Content.assemble(mark, short, left, " " * max(pad, 1), right)

    return layout


def _cut(text: str, room: int) -> str:
    shown = one_line(text)
    return shown if len(shown) <= room else shown[: max(room - 1, 1)] + "…"


def page(talk: Talk, material: Material) -> list[Line]:
    """Who this is, how the conversation opens, and what it is about."""
    places = {site.id: site.name for site in material.records.table(Site).values()}
    told = (("id", talk.short), ("does", talk.about if talk.short else ""), ("site", places.get(talk.site, talk.site)))
    lines = [Line(talk.name, style="bold")]
    lines += [Line(text, label=label, indent=6) for label, text in told if text]
    for role in talk.roles:
        lines.append(Line(role.who if talk.key.startswith(ROLE) else f"{role.name}: {role.who}", style="$grey"))
    if talk.key.startswith(ROLE) and talk.about:
        lines.append(Line(talk.about, label="here", indent=6))
    if talk.key.startswith(NAMED):
        lines.append(Line("Somebody said that they would know; n makes them one of the people.", style="$grey"))
    if talk.sheet.opens_with:
        lines += [heading("Opens with"), *(Line(topic, label="·", indent=2) for topic in talk.sheet.opens_with)]
    about = _about(talk)
    if about:
        lines.append(heading("Open questions"))
        lines += [Line(title, label=f"{count:>3}  {ref}", indent=13) for ref, title, count in about]
    elif talk.roles or talk.key.startswith(NAMED):
        lines += [heading("Open questions"), Line("Nothing is left to ask.", style="$grey")]
    else:
        lines += [heading("Open questions"), Line("No role yet, so no questions; e gives one.", style="$warning")]
    return lines


def _about(talk: Talk) -> list[tuple[str, str, int]]:
    """The items in the order of the conversation, each with its title and how many questions are open."""
    counts = Counter(asked.item.id for asked in talk.sheet.open)
    titles = {asked.item.id: asked.item.full_title for asked in talk.sheet.open}
    return [(ref, title, counts[ref]) for ref, title in titles.items()]


def about_question(question: Question) -> list[str]:
    """What a question tells, in plain words."""
    letters = f", points {', '.join(question.letters)}" if question.letters else ""
    told = [question.ask, *([question.help] if question.help else [])]
    return [*told, f"Tells whether it is {question.dimension}{letters}. About {question.minutes:g} minutes."]


def minutes_between(start: str, end: str) -> int:
    """Whole minutes from one stamp to another, never less than none."""
    try:
        passed = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    except (ValueError, TypeError):
        return 0
    return max(int(passed.total_seconds() // 60), 0)


def _plain(name: str) -> str:
    return " ".join(name.split()).removeprefix("@").casefold()
