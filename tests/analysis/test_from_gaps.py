"""Actions that follow from gaps, under ids that stay, until a person takes one over; and what is only to be asked."""

from building import Builder, action, answer, assess, evidence, exclude, finding

from gapcheck.analysis.backlog import Ranked, backlog
from gapcheck.analysis.material import Material
from gapcheck.changes.actions import ActionChanged, ActionRemoved


def by_id(material: Material) -> dict[str, Ranked]:
    return {ranked.action.id: ranked for ranked in backlog(material).actions}


def gap_at(ref: str) -> object:
    return assess(ref, "partial", documented="yes", implemented="partly")


def test_a_gap_proposes_the_remediation_that_closes_what_is_missing(build: Builder) -> None:
    found = by_id(build.material(gap_at("A.8.13")))
    expected = [r for r in build.questionnaire.by_id["A.8.13"].remediation if r.closes == "implemented"]
    assert expected
    assert set(found) == {r.id for r in expected}
    for remediation in expected:
        ranked = found[remediation.id]
        assert (ranked.action.text, ranked.effort, ranked.severity) == (
            remediation.action,
            remediation.effort,
            "partial",
        )
        assert ranked.risk_assumed


def test_a_gap_found_by_a_first_look_proposes_something(build: Builder) -> None:
    found = by_id(build.material(answer("4.3-q1", "no"), type="baseline"))
    assert {ranked.severity for ranked in found.values()} == {"absent"}


def test_a_claim_asks_for_proof(build: Builder) -> None:
    found = by_id(build.material(assess("A.8.13", "conforms")))
    assert set(found) == {"A.8.13-gap"}
    assert found["A.8.13-gap"].severity == "evidence_gap"
    assert found["A.8.13-gap"].action.text.startswith("Collect proof for A.8.13")


def test_an_action_of_a_person_covers_the_gap_of_its_item(build: Builder) -> None:
    assert set(by_id(build.material(gap_at("A.8.13"), action("A-1", "A.8.13")))) == {"A-1"}


def test_a_done_action_does_not_cover_a_gap_that_is_still_there(build: Builder) -> None:
    done = action("A-1", "A.8.13", status="done", closing_note="restored")
    assert "A-1" not in by_id(build.material(gap_at("A.8.13"), done))
    assert by_id(build.material(gap_at("A.8.13"), done))


def test_editing_a_proposed_action_takes_it_over_with_what_it_said(build: Builder) -> None:
    ident = next(iter(by_id(build.material(gap_at("A.8.13")))))
    before = by_id(build.material(gap_at("A.8.13")))[ident]
    after = by_id(build.material(gap_at("A.8.13"), ActionChanged(id=ident, owner="Ida", due="2027-02-01")))[ident]
    assert (after.action.text, after.effort, after.severity) == (before.action.text, before.effort, before.severity)
    assert (after.action.owner, after.action.due) == ("Ida", "2027-02-01")
    assert set(by_id(build.material(gap_at("A.8.13"), ActionChanged(id=ident, owner="Ida")))) == set(
        by_id(build.material(gap_at("A.8.13")))
    )


def test_an_action_taken_over_is_settled_when_its_gap_closes_and_stays_on_record(build: Builder) -> None:
    ident = next(iter(by_id(build.material(gap_at("A.8.13")))))
    closed = [gap_at("A.8.13"), ActionChanged(id=ident, owner="Ida"), assess("A.8.13", "conforms", implemented="yes")]
    found = backlog(build.material(*closed, evidence("E-1", "A.8.13")))
    assert [a.id for a in found.settled] == [ident]
    assert found.actions == ()


def test_removing_an_action_that_was_taken_over_brings_the_proposal_back(build: Builder) -> None:
    ident = next(iter(by_id(build.material(gap_at("A.8.13")))))
    found = by_id(build.material(gap_at("A.8.13"), ActionChanged(id=ident, owner="Ida"), ActionRemoved(id=ident)))
    assert found[ident].action.owner == ""


def test_an_open_finding_without_an_action_asks_for_an_answer_and_a_strength_does_not(build: Builder) -> None:
    found = by_id(
        build.material(finding("F-1", "minor", "A.7.13", title="no log"), finding("F-2", "strength", "A.8.6"))
    )
    assert set(found) == {"F-1-gap"}
    assert found["F-1-gap"].action.text == "Answer finding F-1: no log"
    assert found["F-1-gap"].severity == "minor"


def test_the_ids_of_proposed_actions_stay_when_other_gaps_come_and_go(build: Builder) -> None:
    alone = set(by_id(build.material(gap_at("A.8.13"))))
    beside = set(by_id(build.material(gap_at("A.5.9"), gap_at("A.8.13"), gap_at("4.3"))))
    assert alone < beside


def test_i_do_not_know_is_something_to_ask_and_no_gap(build: Builder) -> None:
    found = backlog(build.material(answer("A.8.13-q1", "unknown", who_would_know="Ida"), answer("4.3-q1", "skipped")))
    assert found.actions == ()
    assert [(t.item, t.questions, t.who) for t in found.to_ask] == [("A.8.13", ("A.8.13-q1",), ("Ida",))]


def test_nothing_is_asked_about_an_excluded_control(build: Builder) -> None:
    assert backlog(build.material(answer("A.7.4-q1", "unknown"), exclude("A.7.4"))).to_ask == ()
