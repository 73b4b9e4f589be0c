"""A day on site as it usually goes: what stands in an empty plan as a proposal, to be changed entry by entry."""

from typing import Literal

import msgspec

from gapcheck.questionnaire.model import Questionnaire

Kind = Literal["interview", "walkthrough", "meeting", "auditor_time", "break"]


class ReadySlot(msgspec.Struct, frozen=True, kw_only=True):
    """One proposed entry of a plan."""

    start: str
    end: str
    title: str
    kind: Kind = "interview"
    role: str = ""
    """Id of the role that is talked to, where the questionnaire has it."""
    items: tuple[str, ...] = ()


_DAY = (
    ReadySlot(start="09:00", end="09:20", title="Opening meeting", kind="meeting"),
    ReadySlot(
        start="09:30", end="10:15", title="Top management: direction, objectives, review", role="top-management",
        items=("4.1", "5.1", "6.2", "9.3.1"),
    ),
    ReadySlot(
        start="10:30", end="12:30", title="ISMS manager: from risks to the SoA to the plan", role="isms-manager",
        items=("6.1.2", "6.1.3", "8.2", "8.3", "9.2.1"),
    ),
    ReadySlot(start="12:30", end="13:15", title="Lunch, and filing of notes", kind="break"),
    ReadySlot(
        start="13:15", end="14:00", title="Walkthrough: doors, desks, server room", kind="walkthrough",
        role="facilities", items=("A.7.1", "A.7.2", "A.7.7", "A.7.8"),
    ),
    ReadySlot(
        start="14:00", end="14:45", title="HR: joiners and leavers, with a sample", role="hr-lead",
        items=("A.6.1", "A.6.2", "A.6.3", "A.6.5"),
    ),
    ReadySlot(
        start="15:00", end="16:15", title="IT: access, backup, weaknesses, logs", role="it-operations",
        items=("A.5.15", "A.5.18", "A.8.8", "A.8.13", "A.8.15"),
    ),
    ReadySlot(start="16:15", end="16:45", title="Auditor time: decide, write down findings", kind="auditor_time"),
    ReadySlot(start="16:45", end="17:00", title="Feedback of the day", kind="meeting"),
)  # fmt: skip


def ready_day(questionnaire: Questionnaire) -> tuple[ReadySlot, ...]:
    """The proposal for one day, with the roles and items that this questionnaire has."""
    roles, items = {role.id for role in questionnaire.roles}, questionnaire.by_id
    return tuple(
        msgspec.structs.replace(
            slot,
            role=slot.role if slot.role in roles else "",
            items=tuple(ref for ref in slot.items if ref in items),
        )
        for slot in _DAY
    )
