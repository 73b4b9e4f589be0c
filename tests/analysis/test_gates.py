"""Each gate met, failed and unknown; the verdict over all combinations; what stops a positive verdict."""

from itertools import product
from typing import Any

import msgspec
import pytest
from building import Builder, action, answer, assess, evidence, exclude, finding, include, site, written

from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import Readiness, explain_readiness, readiness, sentence
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.evidence import EvidenceUnlinked
from gapcheck.records.about import About
from gapcheck.records.answers import Assessment
from gapcheck.records.applicability import Applicability
from gapcheck.records.findings import Finding

STAGE1 = [f"S1-{n:02}" for n in range(1, 15)]
STAGE2 = [f"S2-{n:02}" for n in range(1, 8)]


def gate(material: Material, ident: str) -> GateResult:
    found = readiness(material, 1 if ident.startswith("S1") else 2)
    return next(g for g in found.gates if g.gate.id == ident)


def precheck(material: Material, ident: str) -> GateResult:
    return next(g for g in readiness(material, 1).prechecks if g.gate.id == ident)


def failing(ref: str) -> Any:
    return assess(ref, "does_not_conform", documented="no", implemented="no", effective="no")


def only_said(ref: str) -> Any:
    return assess(ref, "conforms", basis="claimed")


def not_looked_at(ref: str) -> Any:
    return assess(ref, "not_assessed", documented="unknown", implemented="unknown", effective="unknown")


def test_when_everything_is_shown_both_stages_are_ready(build: Builder) -> None:
    for stage in (1, 2):
        found = readiness(build.well_but(), stage)
        assert {g.state for g in (*found.gates, *found.prechecks)} == {"met"}
        assert found.verdict == "ready"


def test_nothing_known_is_neither_failed_nor_met(build: Builder) -> None:
    found = readiness(build.material(), 1)
    assert {g.state for g in found.gates} == {"unknown"}
    assert found.verdict == "cannot_say_yet"


@pytest.mark.parametrize("ident", [*STAGE1, *STAGE2])
def test_a_gate_on_facts_of_items(ident: str, build: Builder) -> None:
    refs = gate(build.material(), ident).refs
    assert gate(build.well_but(), ident).state == "met"
    for ref in refs:  # the worst of its items decides
        failed = gate(build.well_but(failing(ref)), ident)
        assert (failed.state, ref in failed.why) == ("failed", True)
        assert gate(build.well_but(assess(ref, "partial", **dict.fromkeys(("documented", "implemented"), "partly"))), ident).state == "failed"  # fmt: skip  # noqa: E501
        assert gate(build.well_but(only_said(ref)), ident).state == "unknown"
        assert gate(build.well_but(not_looked_at(ref)), ident).state == "unknown"
        assert gate(build.well_but(EvidenceUnlinked(evidence="E-1", item=ref)), ident).state == "unknown"


def test_a_gate_asks_for_its_own_dimension_only(build: Builder) -> None:
    # S1-01 asks whether the scope is written, S1-04 whether the risk assessment was carried out
    written_only = assess("4.3", "does_not_conform", documented="yes", implemented="no", effective="unknown")
    assert gate(build.well_but(written_only), "S1-01").state == "met"
    done_only = assess("8.2", "does_not_conform", documented="no", implemented="yes", effective="yes")
    assert gate(build.well_but(done_only), "S1-04").state == "met"


@pytest.mark.parametrize("status", ["does_not_conform", "partial"])
def test_a_decision_against_an_item_fails_its_gate_although_all_answers_were_yes(status: str, build: Builder) -> None:
    questions = build.questionnaire.by_id["5.2"].questions
    heard = [answer(q.id, "yes_shown", note="seen") for q in questions]
    agreed = build.material(*heard)
    assert gate(agreed, "S1-02").state == "met"
    against = build.material(*heard, assess("5.2", status, rationale="nobody on the board knows it"))
    assert gate(against, "S1-02").state == "failed"


def test_a_blocker_of_the_standard_fails_when_proof_was_asked_for_and_not_shown(build: Builder) -> None:
    def state(ident: str, ref: str) -> str:
        return gate(build.well_but(assess(ref, "conforms", basis="claimed", asked_to_see=True)), ident).state

    assert state("S1-01", "4.3") == "failed"
    assert state("S2-04", "9.1") == "failed"
    assert state("S1-10", "9.3.1") == "unknown", "a rule for certification bodies, not of the standard"
    assert state("S1-12", "4.1") == "unknown", "a concern"


def test_a_claim_leaves_a_gate_open_until_proof_is_linked(build: Builder) -> None:
    said = [answer(q.id, "yes_said") for q in build.questionnaire.by_id["4.3"].questions]
    assert gate(build.material(*said), "S1-01").state == "unknown"
    assert gate(build.material(*said, evidence("E-1", "4.3", type="document")), "S1-01").state == "met"


def test_i_do_not_know_leaves_a_gate_open(build: Builder) -> None:
    heard = [answer(q.id, "unknown") for q in build.questionnaire.by_id["4.3"].questions]
    assert gate(build.material(*heard), "S1-01").state == "unknown"


def test_the_legal_register_is_no_gate_when_its_control_is_excluded(build: Builder) -> None:
    assert gate(build.well_but(failing("A.5.31"), exclude("A.5.31")), "S1-14").state == "met"


def test_a_gate_follows_the_worst_site(build: Builder) -> None:
    sites = [site("berlin"), site("oslo")]
    assert (
        gate(build.well_but(*sites, failing("4.3"), assess("4.3", "conforms", site="oslo")), "S1-01").state == "failed"
    )
    changes = [*sites, assess("4.3", "does_not_conform", documented="no", site="oslo")]
    found = gate(build.well_but(*changes), "S1-01")
    assert (found.state, "oslo" in found.why) == ("failed", True)


# stage 2: gates that are rules


def test_s2_00_needs_every_stage_1_blocker(build: Builder) -> None:
    assert gate(build.well_but(), "S2-00").state == "met"
    assert gate(build.well_but(failing("5.2")), "S2-00").state == "failed"
    assert gate(build.well_but(only_said("5.2")), "S2-00").state == "unknown"
    assert gate(build.well_but(failing("4.1")), "S2-00").state == "met", "4.1 is a concern of stage 1"


def test_s2_00_needs_the_areas_of_concern_answered(build: Builder) -> None:
    def state(status: Any) -> str:
        concern = Finding(id="F-1", type="area_of_concern", items=("4.1",), status=status)
        return gate(Material(build.questionnaire, build.all_well().after(written(concern))), "S2-00").state

    assert [state(s) for s in ("draft", "issued", "answered", "closed")] == ["failed", "failed", "met", "met"]


def test_s2_08_no_open_major(build: Builder) -> None:
    assert gate(build.well_but(), "S2-08").state == "met"
    for status in ("draft", "issued", "answered", "plan_accepted", "done"):
        found = gate(build.well_but(finding("F-1", "major", "A.8.13", status=status)), "S2-08")
        assert (found.state, found.refs, "F-1" in found.why) == ("failed", ("A.8.13",), True)
    for status in ("verified", "effective", "closed"):
        assert gate(build.well_but(finding("F-1", "major", "A.8.13", status=status)), "S2-08").state == "met"
    assert gate(build.well_but(finding("F-1", "minor", "A.8.13")), "S2-08").state == "met"


def test_s2_09_controls_are_implemented_or_fully_planned(build: Builder) -> None:
    planned = {"owner": "Ida", "due": "2027-01-31", "risk_accepted": True}
    assert gate(build.well_but(failing("A.8.13")), "S2-09").refs == ("A.8.13",)
    assert gate(build.well_but(failing("A.8.13")), "S2-09").state == "failed"
    assert gate(build.well_but(failing("A.8.13"), action("A-1", "A.8.13", **planned)), "S2-09").state == "met"
    for missing in planned:
        half = {key: value for key, value in planned.items() if key != missing}
        assert gate(build.well_but(failing("A.8.13"), action("A-1", "A.8.13", **half)), "S2-09").state == "failed"
    closed = action("A-1", "A.8.13", **planned, status="dropped")
    assert gate(build.well_but(failing("A.8.13"), closed), "S2-09").state == "failed"
    assert gate(build.well_but(only_said("A.8.13")), "S2-09").state == "unknown"
    assert gate(build.well_but(not_looked_at("A.8.13")), "S2-09").state == "unknown"
    assert gate(build.well_but(failing("A.8.13"), exclude("A.8.13")), "S2-09").state == "met"


def test_s2_09_what_the_soa_calls_planned_is_not_implemented(build: Builder) -> None:
    stated = [not_looked_at("A.8.13"), include("A.8.13", implementation="planned")]
    assert gate(build.well_but(*stated), "S2-09").state == "failed"


def test_s2_10_exclusions_hold(build: Builder) -> None:
    assert gate(build.well_but(exclude("A.7.4")), "S2-10").state == "met"
    against = evidence("E-2", "A.7.4", effect="contradicts")
    found = gate(build.well_but(exclude("A.7.4"), against), "S2-10")
    assert (found.state, found.refs) == ("failed", ("A.7.4",))
    bare = Applicability(control="A.7.4", applicable="no")
    assert gate(Material(build.questionnaire, build.all_well().after(written(bare))), "S2-10").state == "unknown"


def test_s2_11_no_clause_fails(build: Builder) -> None:
    found = gate(build.well_but(failing("6.3")), "S2-11")
    assert (found.state, found.refs) == ("failed", ("6.3",))
    assert gate(build.well_but(not_looked_at("6.3")), "S2-11").state == "unknown"
    assert gate(build.well_but(failing("A.8.13")), "S2-11").state == "met"
    assert gate(build.well_but(assess("6.3", "partial")), "S2-11").state == "met"


def test_s2_12_few_minors_on_one_theme(build: Builder) -> None:
    def state(*refs: str, limit: int = 3) -> str:
        findings = [finding(f"F-{n}", "minor", ref) for n, ref in enumerate(refs)]
        setting = EngagementChanged(method={"minors_limit": limit})
        return gate(build.well_but(setting, *findings), "S2-12").state

    assert state("A.8.1", "A.8.2", "A.8.3") == "met"
    assert state("A.8.1", "A.8.2", "A.8.3", "A.8.3") == "failed"
    assert state("A.8.1", "A.8.2", "A.7.1", "A.7.2") == "met"
    assert state("4.1", "4.2", limit=1) == "failed"
    assert state("4.1", "5.1", limit=1) == "met"


def test_s2_13_records_cover_three_months(build: Builder) -> None:
    def state(**period: str) -> str:
        return gate(build.material(evidence("E-1", "9.1", **period)), "S2-13").state

    assert state(period_from="2026-06-01", period_to="2026-10-01") == "met"
    assert state(period_from="2026-06-01", period_to="2026-07-01") == "failed"
    assert state(period_from="last summer") == "unknown"
    assert state() == "unknown"


def test_s2_14_what_conforms_on_clauses_is_backed(build: Builder) -> None:
    assert gate(build.material(), "S2-14").state == "unknown"
    found = gate(build.well_but(only_said("6.3")), "S2-14")
    assert (found.state, found.refs) == ("failed", ("6.3",))
    assert gate(build.well_but(only_said("A.8.13")), "S2-14").state == "met"


# prechecks


def test_a_clause_that_was_not_looked_at_stops_a_positive_verdict(build: Builder) -> None:
    material = build.well_but(not_looked_at("10.1"))
    assert (precheck(material, "G0").state, precheck(material, "G0").refs) == ("unknown", ("10.1",))
    assert readiness(material, 1).verdict == "cannot_say_yet"


def test_a_control_without_a_decision_stops_a_positive_verdict(build: Builder) -> None:
    undecided = Applicability(control="A.7.4")
    material = Material(build.questionnaire, build.all_well().after(written(undecided)))
    assert (precheck(material, "G0b").state, precheck(material, "G0b").refs) == ("unknown", ("A.7.4",))
    assert readiness(material, 1).verdict == "cannot_say_yet"


# the verdict: blockers on 4.3 and 5.2, a concern on 4.1, the prechecks on 10.1 and A.7.4

STATES: dict[str, Any] = {"met": lambda ref: (), "failed": lambda ref: (failing(ref),), "unknown": lambda ref: (only_said(ref),)}  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("one", "other", "concern", "checked"), list(product(STATES, STATES, STATES, ("all", "clause", "control")))
)
def test_the_verdict(one: str, other: str, concern: str, checked: str, build: Builder) -> None:
    records = build.records(*STATES[one]("4.3"), *STATES[other]("5.2"), *STATES[concern]("4.1"), after=build.all_well())
    if checked == "clause":
        records = records.after(written(Assessment(item="10.1")))
    elif checked == "control":
        records = records.after(written(Applicability(control="A.7.4")))
    found = readiness(Material(build.questionnaire, records), 1)
    if "failed" in (one, other):
        expected = "not_ready"
    elif "unknown" in (one, other) or checked != "all":
        expected = "cannot_say_yet"
    elif concern != "met":
        expected = "ready_with_concerns"
    else:
        expected = "ready"
    assert found.verdict == expected


# settings, words


def test_only_gates_of_common_practice_can_be_switched_off(build: Builder) -> None:
    material = build.well_but(failing("9.2.1"), EngagementChanged(method={"strict_stage1": False}))
    assert readiness(material, 1).switched_off == ("S1-11",)
    assert readiness(material, 1).verdict == "ready"
    off = EngagementChanged(method={"gates_off": ["S2-13"]})
    assert readiness(build.well_but(off), 2).switched_off == ("S2-13",)


@pytest.mark.parametrize("ident", ["S1-01", "S1-09", "S2-08", "S2-14"])
def test_any_other_gate_is_asked_even_when_the_records_switch_it_off(ident: str, build: Builder) -> None:
    about = build.all_well().table(About)[About.KEY]
    method = msgspec.structs.replace(about.method, gates_off=(ident,))
    records = build.all_well().after(written(msgspec.structs.replace(about, method=method)))
    assert gate(Material(build.questionnaire, records), ident).state == "met"


def test_the_verdict_comes_with_its_counts_and_reasons_and_never_a_percentage(build: Builder) -> None:
    found: Readiness = readiness(build.well_but(failing("4.3"), only_said("5.2")), 1)
    assert sentence(found) == "Not ready for stage 1: 1 blocker open, 1 unknown, 8 met"
    text = "\n".join(explain_readiness(found))
    assert "4.3: not documented" in text
    assert "%" not in text
    assert "certification body" in text


def test_the_gates_stand_in_their_order(build: Builder) -> None:
    assert [g.gate.id for g in readiness(build.material(), 1).gates] == STAGE1
    assert [g.gate.id for g in readiness(build.material(), 2).gates] == [f"S2-{n:02}" for n in range(15)]
