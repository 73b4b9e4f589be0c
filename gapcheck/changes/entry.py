"""A line of the journal: what happened together, who did it when, and what it replaced."""

from collections.abc import Iterable, Sequence

import msgspec

from gapcheck.changes.base import RULES, Change, Held, Situation, encoded
from gapcheck.changes.history import Reverted
from gapcheck.changes.registry import AnyChange
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.base import Records, Write


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Changes that were recorded as one: all of them or none."""

    seq: int
    """1 for the first entry, and one more for each."""
    at: str
    by: str
    changes: tuple[AnyChange, ...]
    replaced: tuple[Held, ...] = ()
    prev: str = ""
    """SHA-256 of the line before, as it stands in the file; empty for the first."""
    rules: int = 1
    """The rules by which its changes had effect; older journals do not name them."""


def writes_of(
    changes: Iterable[Change],
    records: Records,
    questionnaire: Questionnaire,
    *,
    at: str,
    by: str,
    check: bool = True,
    rules: int = RULES,
) -> tuple[list[Write], Records]:
    """The effects of changes one after the other, each record stamped with its revision; and the records after them.

    Raises Refusal from the first change that is not allowed, unless `check` is False.
    """
    writes: list[Write] = []
    for change in changes:
        now = Situation(records=records, questionnaire=questionnaire, at=at, by=by, rules=rules)
        if check:
            change.check(now)
        stamped = [_stamped(write, records, change, now) for write in change.effect(now)]
        records = records.after(stamped)
        writes += stamped
    return list({(write.table, write.key): write for write in writes}.values()), records


def replay(entry: Entry, records: Records, questionnaire: Questionnaire, rules: int = 0) -> tuple[list[Write], Records]:
    """The effects of an entry as they were when it was recorded, or by other `rules`; what was accepted once is not
    checked again.
    """
    by_rules = rules or entry.rules
    return writes_of(entry.changes, records, questionnaire, at=entry.at, by=entry.by, check=False, rules=by_rules)


def replaced_by(writes: Sequence[Write], before: Records) -> tuple[Held, ...]:
    """What stood in the places that these writes change."""
    return tuple(
        Held(write.table, write.key, None if old is None else encoded(old))
        for write in writes
        for old in [before.raw(write.table).get(write.key)]
    )


def _stamped(write: Write, before: Records, change: Change, now: Situation) -> Write:
    if write.record is None:
        return write
    old = before.raw(write.table).get(write.key)
    rev = max(old.rev if old else 0, write.record.rev) + 1
    if isinstance(change, Reverted):  # what stands again was said then and by that person, not now
        return Write(write.table, write.key, msgspec.structs.replace(write.record, rev=rev))
    return Write(write.table, write.key, msgspec.structs.replace(write.record, rev=rev, at=now.at, by=now.by))
