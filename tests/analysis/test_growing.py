"""From a baseline to a gap analysis: every answer stays, and the baseline is kept for comparison."""

import pytest
from building import Builder, answer, assess, evidence, include, site

from gapcheck.analysis.growing import BASELINE, growth
from gapcheck.analysis.items import results
from gapcheck.analysis.material import Material
from gapcheck.changes.base import Change
from gapcheck.engagement import Engagement
from gapcheck.errors import Refusal
from gapcheck.records.actions import Snapshot
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES

HEARD = (
    answer("4.1-q1", "yes_said", note="we talk about it"),
    answer("4.3-q1", "yes_shown", note="page 2 of the handbook"),
    answer("5.2-q1", "no"),
    answer("7.2-q1", "partly"),
    answer("7.3-q1", "unknown", who_would_know="Ida"),
    answer("8.1-q1", "skipped"),
    answer("A.8.13-q1", "yes_shown", note="restored in May"),
)


def baseline(build: Builder, *changes: Change) -> Engagement:
    return build.engagement(*HEARD, *changes, type="baseline")


def material(engagement: Engagement) -> Material:
    return Material(engagement.questionnaire, engagement.records)


def grow(engagement: Engagement) -> None:
    engagement.do(*growth(material(engagement), engagement.store.head))


def test_every_answer_and_piece_of_evidence_stays(build: Builder) -> None:
    engagement = baseline(build, evidence("E-1", "4.3"))
    before = engagement.records.tables()
    grow(engagement)
    after = engagement.records.tables()
    assert {name: dict(after[name]) for name in ("answers", "evidence", "links")} == {
        name: dict(before[name]) for name in ("answers", "evidence", "links")
    }
    assert engagement.about.type == "gap_analysis"


def test_what_was_only_asked_once_is_not_assessed_any_more(build: Builder) -> None:
    engagement = baseline(build)
    first = results(material(engagement))
    assert [first[ref].status for ref in ("4.3", "A.8.13", "5.2", "7.2")] == [
        "conforms", "conforms", "does_not_conform", "partial",
    ]  # fmt: skip
    assert first["4.3"].first_look
    grow(engagement)
    whole = results(material(engagement))
    assert [whole[ref].status for ref in ("4.3", "A.8.13", "7.3", "8.1")] == ["not_assessed"] * 4
    assert not any(result.first_look for result in whole.values())


def test_the_full_rules_hold_for_everything_afterwards(build: Builder) -> None:
    engagement = baseline(build, assess("4.1", "partial"), include("A.8.13"))
    grow(engagement)
    started_as_one = build.material(*HEARD, assess("4.1", "partial"), include("A.8.13"), type="gap_analysis")
    found, expected = results(material(engagement)), results(started_as_one)
    assert {ref: (r.status, r.facts, r.basis) for ref, r in found.items()} == {
        ref: (r.status, r.facts, r.basis) for ref, r in expected.items()
    }
    assert found["4.1"].status == "partial"
    assert found["A.8.13"].choice == "yes"


def test_more_is_asked_than_before(build: Builder) -> None:
    engagement = baseline(build)
    before = results(material(engagement))["A.8.13"].asked
    grow(engagement)
    assert before == 1
    assert results(material(engagement))["A.8.13"].asked > before


def test_the_result_of_the_baseline_is_kept(build: Builder) -> None:
    engagement = baseline(build)
    head, statuses = engagement.store.head, {ref: r.status for ref, r in results(material(engagement)).items()}
    grow(engagement)
    (kept,) = engagement.records.table(Snapshot).values()
    assert (kept.id, kept.label, kept.seq, kept.statuses) == (BASELINE, "Baseline", head, statuses)
    assert kept.statuses["5.2"] == "does_not_conform"


@pytest.mark.parametrize(("before", "after"), [("Baseline", "Gap analysis"), ("Acme, day one", "Acme, day one")])
def test_only_a_title_that_said_baseline_changes(build: Builder, before: str, after: str) -> None:
    from gapcheck.changes.engagement import EngagementChanged

    engagement = baseline(build, EngagementChanged(title=before))
    grow(engagement)
    assert engagement.about.title == after
    assert engagement.about.organization == "Acme"


def test_a_second_growth_is_refused(build: Builder) -> None:
    engagement = baseline(build)
    grow(engagement)
    with pytest.raises(Refusal, match="this is a gap analysis already"):
        grow(engagement)
    assert len(engagement.records.table(Snapshot)) == 1


@pytest.mark.parametrize("kind", [kind for kind in ENGAGEMENT_TYPES if kind != "baseline"])
def test_no_other_type_grows(build: Builder, kind: str) -> None:
    with pytest.raises(Refusal, match="Only a baseline"):
        growth(build.material(type=kind), 1)


def test_undo_brings_the_baseline_back_and_redo_the_gap_analysis(build: Builder) -> None:
    engagement = baseline(build)
    before, statuses = engagement.about, results(material(engagement))
    grow(engagement)
    engagement.undo()
    assert engagement.about.type == "baseline"
    assert (engagement.about.title, engagement.records.table(Snapshot)) == (before.title, {})
    assert results(material(engagement)) == statuses
    engagement.redo()
    assert engagement.about.type == "gap_analysis"
    assert list(engagement.records.table(Snapshot)) == [BASELINE]


def test_after_undo_it_grows_again_under_the_same_name(build: Builder) -> None:
    engagement = baseline(build)
    grow(engagement)
    engagement.undo()
    grow(engagement)
    assert list(engagement.records.table(Snapshot)) == [BASELINE]


def test_a_snapshot_of_that_name_is_never_overwritten(build: Builder) -> None:
    from gapcheck.changes.actions import SnapshotTaken

    engagement = baseline(build, SnapshotTaken(id=BASELINE, label="mine"))
    grow(engagement)
    assert {ident: kept.label for ident, kept in engagement.records.table(Snapshot).items()} == {
        BASELINE: "mine",
        f"{BASELINE}-2": "Baseline",
    }


def test_it_is_still_so_after_closing(build: Builder) -> None:
    engagement = baseline(build, site("berlin"))
    grow(engagement)
    again = build.reopened(engagement)
    assert again.about.type == "gap_analysis"
    assert list(again.records.table(Snapshot)) == [BASELINE]
    again.undo()
    assert again.about.type == "baseline"
