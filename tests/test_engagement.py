"""An open engagement: all or nothing, safe on disk, listeners told, undo and redo, read-only, closing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from building import AT, WHO, Builder, answer, assess, evidence, exclude

from gapcheck.changes.entry import Entry, writes_of
from gapcheck.engagement import Engagement, now
from gapcheck.errors import DamagedError, GapcheckError, ReadOnlyError, Refusal, StoreError
from gapcheck.records.answers import Answer
from gapcheck.records.applicability import Applicability
from gapcheck.records.evidence import Evidence
from gapcheck.store.verify import verify


def test_a_new_engagement_knows_what_it_is(build: Builder) -> None:
    about = build.engagement(type="stage2").about
    assert (about.title, about.organization, about.type, about.created) == ("T", "Acme", "stage2", AT)
    assert (about.questionnaire, about.criteria) == ("iso27001-2022", ("ISO/IEC 27001:2022 with Amendment 1:2024",))
    assert about.content_version == build.questionnaire.manifest.version


def test_it_keeps_the_questionnaire_that_it_was_made_with(build: Builder) -> None:
    engagement = build.engagement()
    assert engagement.questionnaire.digest == build.questionnaire.digest
    assert build.reopened(engagement).questionnaire.digest == build.questionnaire.digest


@pytest.mark.parametrize(("rules", "seen_at"), [(1, ""), (2, AT)])
def test_an_engagement_of_an_older_version_stays_what_it_was(build: Builder, rules: int, seen_at: str) -> None:
    """Entries did not say by which rules they had their effect, neither at first nor when the second came."""
    engagement = build.engagement()
    old = Entry(seq=2, at=AT, by=WHO, changes=(evidence("E-1", "4.1", title="Minutes"),))
    writes, _ = writes_of(old.changes, engagement.records, build.questionnaire, at=AT, by=WHO, rules=rules)
    engagement.store.append(old, writes)
    assert b'"rules"' not in (engagement.store.folder / "journal.jsonl").read_bytes().splitlines()[1]
    again = build.reopened(engagement)
    assert again.records.table(Evidence)["E-1"].taken_at == seen_at
    again.do(evidence("E-2", "4.1", title="Plan"))
    again.close()
    assert verify(again.store.folder, lambda _: build.questionnaire).problems == ()


def test_what_was_done_is_on_disk_when_it_returns(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no", note="kept"))
    assert "kept" in (engagement.store.folder / "journal.jsonl").read_text(encoding="utf-8")
    tables = json.loads((engagement.store.folder / "engagement.json").read_text(encoding="utf-8"))
    assert any(record["question"] == "4.3-q1" for record in tables["answers"].values())
    assert engagement.saved_at == AT


def test_an_entry_says_who_did_what_when_and_what_it_replaced(build: Builder) -> None:
    engagement = build.engagement(exclude("A.7.4"))
    entry = engagement.do(exclude("A.7.4", reason="sold the building"))
    assert (entry.by, entry.at) == (WHO, AT)
    assert entry.replaced[0].record is not None
    assert entry.replaced[0].record["reason_out"] == "nothing of the kind exists"


def test_listeners_hear_of_each_entry_until_they_stop(build: Builder) -> None:
    engagement, heard = build.engagement(), list[Entry]()
    stop: Callable[[], None] = engagement.listen(heard.append)
    entry = engagement.do(answer("4.3-q1", "no"))
    with pytest.raises(Refusal):
        engagement.do(assess("4.3", "not_applicable"))
    engagement.undo()
    stop()
    engagement.redo()
    assert [e.seq for e in heard] == [entry.seq, entry.seq + 1]


def test_undo_and_redo_say_what_there_is_to_say(build: Builder) -> None:
    engagement = build.engagement()
    assert (engagement.undo(), engagement.redo()) == (None, None)
    engagement.do(answer("4.3-q1", "no"))
    engagement.do(exclude("A.7.4"))
    assert engagement.undo() == "applicability of A.7.4"
    assert engagement.undo() == "answer to 4.3-q1: no"
    assert engagement.undo() is None
    assert engagement.redo() == "answer to 4.3-q1: no"
    assert engagement.redo() == "applicability of A.7.4"
    assert engagement.redo() is None
    assert list(engagement.records.table(Applicability)) == ["A.7.4"]


def test_a_second_opener_may_read_and_not_write(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no"))
    with Engagement.open(engagement.store.folder, who="Ole") as second:
        assert second.read_only
        assert list(second.records.table(Answer)) == ["4.3-q1"]
        for attempt in (lambda: second.do(answer("4.3-q2", "no")), second.undo, second.redo, lambda: second.apply([])):
            with pytest.raises(ReadOnlyError) as caught:
                attempt()
            assert str(caught.value)


def test_reading_only_leaves_the_folder_as_it_was(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no"))
    engagement.close()
    folder = engagement.store.folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with Engagement.open(folder, who="x", read_only=True) as reader:
        assert reader.read_only
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_after_closing_nothing_is_recorded(build: Builder) -> None:
    engagement = build.engagement()
    engagement.close()
    with pytest.raises(StoreError, match="open it again"):
        engagement.do(answer("4.3-q1", "no"))
    engagement.close()
    assert not build.reopened(engagement).records.table(Answer)


def test_an_unknown_questionnaire_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(GapcheckError, match="Shipped: iso27001-2022"):
        Engagement.create(
            tmp_path / "acme", title="T", organization="O", type="baseline", questionnaire="iso9001", who="x"
        )
    assert not (tmp_path / "acme").exists()


def test_a_journal_without_a_start_is_called_damaged(build: Builder) -> None:
    engagement = build.engagement()
    engagement.close()
    (engagement.store.folder / "journal.jsonl").write_bytes(b"")
    (engagement.store.folder / "engagement.json").unlink()
    with pytest.raises(DamagedError, match="no engagement"):
        Engagement.open(engagement.store.folder, who="x")
    with pytest.raises(DamagedError):  # and the folder was let go of
        Engagement.open(engagement.store.folder, who="x")


def test_a_database_that_was_lost_is_built_again_from_the_journal(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no"), exclude("A.7.4"))
    before = engagement.records
    engagement.close()
    (engagement.store.folder / "engagement.json").unlink()
    assert build.reopened(engagement).records == before


def test_applying_nothing_records_nothing(build: Builder) -> None:
    engagement = build.engagement()
    head = engagement.store.head
    assert engagement.apply([]) == 0
    assert engagement.store.head == head


def test_the_clock_tells_the_time_with_its_offset_to_the_second() -> None:
    from datetime import datetime

    moment = datetime.fromisoformat(now())
    assert moment.tzinfo is not None
    assert moment.microsecond == 0
