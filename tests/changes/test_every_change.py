"""What holds for each change there is: it is described, journaled, replayed, undone and done again."""

import msgspec
import pytest
from building import AT, WHO, Builder, exclude

from gapcheck.changes.entry import writes_of
from gapcheck.changes.registry import BY_NAME, AnyChange
from gapcheck.engagement import Engagement
from gapcheck.records.base import Record, Records

from .examples import EXAMPLES


def said(records: Records) -> dict[str, dict[str, Record]]:
    """What stands, whatever its revision."""
    tables = {
        name: {key: msgspec.structs.replace(record, rev=0) for key, record in table.items()}
        for name, table in records.tables().items()
    }
    return {name: table for name, table in tables.items() if table}


def test_there_is_an_example_of_every_change() -> None:
    names = {str(type(change).__struct_config__.tag) for change, _ in EXAMPLES}
    assert names == set(BY_NAME) - {"start", "revert"}


@pytest.mark.parametrize(("change", "words"), EXAMPLES)
def test_each_change_says_in_a_few_words_what_it_was(change: AnyChange, words: str) -> None:
    assert change.describe() == words


@pytest.mark.parametrize(("change", "words"), EXAMPLES)
def test_each_change_survives_the_journal_as_it_is(change: AnyChange, words: str) -> None:
    assert msgspec.json.decode(msgspec.json.encode(change), type=AnyChange) == change


def test_replaying_the_journal_from_nothing_gives_the_same_records(build: Builder) -> None:
    engagement = build.engagement()
    for change, _ in EXAMPLES:
        engagement.do(change)
    engagement.undo()
    engagement.undo()
    engagement.redo()
    engagement.do(exclude("A.7.1"), exclude("A.7.2"))
    records = Records()
    for entry in engagement.store.entries():
        _, records = writes_of(entry.changes, records, engagement.questionnaire, at=entry.at, by=entry.by, check=False)
    assert records == engagement.records


def test_what_is_read_from_disk_again_equals_what_was_in_memory(build: Builder) -> None:
    engagement = build.engagement()
    for change, _ in EXAMPLES:
        engagement.do(change)
    before = engagement.records
    assert build.reopened(engagement).records == before


def test_an_effect_leaves_the_records_before_it_alone(build: Builder) -> None:
    records = build.records()
    for change, _ in EXAMPLES:
        frozen = {name: dict(table) for name, table in records.tables().items()}
        _, after = writes_of([change], records, build.questionnaire, at=AT, by=WHO)
        assert {name: dict(table) for name, table in records.tables().items()} == frozen
        records = after


def test_every_change_is_undone_and_done_again(build: Builder) -> None:
    engagement = build.engagement()
    for change, words in EXAMPLES:
        before = said(engagement.records)
        engagement.do(change)
        after = said(engagement.records)
        assert engagement.undo() == words
        assert said(engagement.records) == before, words
        assert engagement.redo() == words
        assert said(engagement.records) == after, words


def test_everything_is_undone_step_by_step_after_reopening_and_done_again_after_another(build: Builder) -> None:
    engagement = build.engagement()
    states = [said(engagement.records)]
    for change, _ in EXAMPLES:
        engagement.do(change)
        states.append(said(engagement.records))
    engagement = build.reopened(engagement)
    for state, (_, words) in zip(states[-2::-1], EXAMPLES[::-1], strict=True):
        assert engagement.undo() == words
        assert said(engagement.records) == state
    assert engagement.undo() is None, "the start of an engagement stays"
    engagement = build.reopened(engagement)
    for state, (_, words) in zip(states[1:], EXAMPLES, strict=True):
        assert engagement.redo() == words
        assert said(engagement.records) == state
    assert engagement.redo() is None


def test_changes_recorded_together_are_undone_together(build: Builder) -> None:
    engagement: Engagement = build.engagement()
    before = said(engagement.records)
    engagement.do(*(change for change, _ in EXAMPLES))
    assert engagement.undo() == f"details of the engagement and {len(EXAMPLES) - 1} more"
    assert said(engagement.records) == before


def test_something_new_ends_what_could_be_done_again(build: Builder) -> None:
    engagement = build.engagement(exclude("A.7.1"))
    engagement.undo()
    engagement.do(exclude("A.7.2"))
    assert engagement.redo() is None


def test_what_stands_again_was_said_then_and_by_that_person(build: Builder) -> None:
    engagement = build.engagement(exclude("A.7.1", by="Ida"))
    engagement.do(exclude("A.7.1", reason="sold the building", by="Ole"))
    engagement.who = "somebody else"
    engagement.undo()
    found = engagement.records.raw("applicability")["A.7.1"]
    assert (found.by, found.rev) == (WHO, 3)
