"""The eight rules that the program is built on, through the same door as every change: a folder and its database."""

import ast
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from building import (
    Builder,
    answer,
    assess,
    evidence,
    exclude,
    finding,
    include,
    site,
    written,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gapcheck.analysis.backlog import backlog
from gapcheck.analysis.gap import Gap, gap, rollup
from gapcheck.analysis.items import ItemResult, item_result, results
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import readiness
from gapcheck.changes.answers import ItemAssessed
from gapcheck.changes.findings import FindingRaised
from gapcheck.changes.registry import BY_NAME
from gapcheck.engagement import Engagement
from gapcheck.errors import Refusal
from gapcheck.records.answers import Answer, Assessment
from gapcheck.records.applicability import Applicability
from gapcheck.records.findings import Finding
from gapcheck.reports.data import gap_data
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report

PACKAGE = Path(__file__).parents[1] / "gapcheck"


def material(engagement: Engagement) -> Material:
    return Material(engagement.questionnaire, engagement.records)


def result(engagement: Engagement, ref: str) -> ItemResult:
    return item_result(material(engagement), engagement.questionnaire.by_id[ref])


def counts(engagement: Engagement, group: str) -> Any:
    return gap(material(engagement)).group(group).counts


def all_yes(build: Builder, ref: str, value: Any = "yes_said", **fields: Any) -> list[Any]:
    return [answer(q.id, value, **fields) for q in build.questionnaire.by_id[ref].questions]


class TestRule1ClausesAlwaysApplyAndControlsAreOnlyLeftOutForAReason:
    @pytest.mark.parametrize("ref", ["4.1", "6.3", "9.2.1", "10.2"])
    def test_a_clause_is_never_not_applicable(self, ref: str, build: Builder) -> None:
        engagement = build.engagement()
        for change in (assess(ref, "not_applicable"), exclude(ref)):
            with pytest.raises(Refusal, match="always apply"):
                engagement.do(change)
        assert counts(engagement, "clauses").applicable == 30

    def test_no_clause_at_all_can_be_left_out(self, build: Builder) -> None:
        for item in build.questionnaire.clauses:
            with pytest.raises(Refusal):
                build.records(exclude(item.id))

    def test_a_clause_stays_in_the_count_even_when_the_records_were_made_otherwise(self, build: Builder) -> None:
        edited = build.records().after(
            written(
                Assessment(item="4.1", status="not_applicable", rationale="x"),
                Applicability(control="4.2", applicable="no", reason_out="not ours", decided_by="CEO"),
            )
        )
        found = gap(Material(build.questionnaire, edited))
        assert (found.group("clauses").counts.applicable, found.group("clauses").counts.excluded) == (30, 0)
        assert found.items["4.1"].status == found.items["4.2"].status == "not_assessed"

    def test_a_database_edited_by_hand_cannot_leave_a_clause_out(self, build: Builder) -> None:
        engagement = build.engagement(assess("4.1", "partial"))
        engagement.close()
        path = engagement.store.folder / "engagement.json"
        path.write_text(path.read_text(encoding="utf-8").replace('"partial"', '"not_applicable"'), encoding="utf-8")
        again = build.reopened(engagement)
        assert again.records.table(Assessment)["4.1"].status == "not_applicable"
        assert counts(again, "clauses").applicable == 30
        assert not result(again, "4.1").decided

    def test_a_control_is_excluded_with_a_reason_and_a_decider(self, build: Builder) -> None:
        engagement = build.engagement(exclude("A.7.4"))
        assert result(engagement, "A.7.4").status == "not_applicable"
        assert (counts(engagement, "A.7").applicable, counts(engagement, "A.7").excluded) == (13, 1)

    @pytest.mark.parametrize("half", [{"reason": "required"}, {"reason": "  "}, {"by": ""}])
    def test_without_either_the_exclusion_is_refused(self, half: dict[str, str], build: Builder) -> None:
        engagement = build.engagement()
        with pytest.raises(Refusal, match=r"A\.7\.4"):
            engagement.do(exclude("A.7.4", **half))
        assert counts(engagement, "A.7").excluded == 0

    @pytest.mark.parametrize("half", [{}, {"reason_out": "no premises"}, {"decided_by": "CEO"}, {"reason_out": "n.a.", "decided_by": "x"}])  # fmt: skip  # noqa: E501
    def test_without_either_a_control_counts_as_undecided_however_it_got_there(
        self, half: dict[str, str], build: Builder
    ) -> None:
        record = Applicability(control="A.7.4", applicable="no", **half)
        found = gap(Material(build.questionnaire, build.records().after(written(record))))
        assert (found.items["A.7.4"].choice, found.group("A.7").counts.applicable) == ("undecided", 14)

    def test_a_decision_alone_never_leaves_a_control_out(self, build: Builder) -> None:
        record = Assessment(item="A.7.4", status="not_applicable", rationale="x")
        found = gap(Material(build.questionnaire, build.records().after(written(record))))
        assert (found.items["A.7.4"].status, found.group("A.7").counts.applicable) == ("not_assessed", 14)


@st.composite
def some_changes(draw: st.DrawFn) -> list[Any]:
    """Answers and decisions on a few items."""
    made: list[Any] = []
    for ref in ("4.1", "4.3", "9.2.1", "A.8.13", "A.7.4"):
        for number in (1, 2, 3, 4):
            value = draw(st.sampled_from([None, "yes_shown", "yes_said", "partly", "no", "unknown"]))
            if value:
                made.append(answer(f"{ref}-q{number}", value, note=draw(st.sampled_from(["", "seen"]))))
        if draw(st.booleans()):
            made.append(assess(ref, draw(st.sampled_from(["conforms", "partial", "does_not_conform", "not_assessed"]))))
        if draw(st.booleans()):
            made.append(evidence(f"E-{ref}", ref))
    return made


class TestRule2NotAssessedIsNeitherGoodNorBad:
    def test_it_lowers_the_coverage_and_stays_in_the_denominator(self, build: Builder) -> None:
        engagement = build.engagement(*(assess(i.id, "conforms") for i in build.questionnaire.clauses[:15]))
        found = counts(engagement, "clauses")
        assert (found.applicable, found.not_assessed, found.coverage, found.claimed) == (30, 15, 0.5, 0.5)

    def test_i_do_not_know_is_not_assessed(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3", "unknown"))
        assert result(engagement, "4.3").status == "not_assessed"
        assert counts(engagement, "clauses").coverage == 0

    @given(changes=some_changes())
    def test_one_more_item_that_was_not_looked_at_never_raises_a_share(
        self, changes: list[Any], build: Builder
    ) -> None:
        found = results(build.material(*changes))
        unseen = next(r for r in found.values() if r.status == "not_assessed")
        some = [r for r in found.values() if r.looked_at]
        before, after = rollup(some), rollup([*some, unseen])
        for share in ("confirmed", "claimed", "coverage"):
            assert getattr(after, share) <= (getattr(before, share) if some else 1)
        assert after.applicable == before.applicable + 1

    @given(changes=some_changes(), value=st.sampled_from(["yes_shown", "yes_said", "partly", "no"]), data=st.data())
    def test_asking_what_was_not_asked_yet_never_lowers_the_coverage(
        self, changes: list[Any], value: str, data: st.DataObject, build: Builder
    ) -> None:
        records = build.records(*changes)
        open_ = sorted(set(build.questionnaire.question_by_id) - set(records.table(Answer)))
        more = build.records(answer(data.draw(st.sampled_from(open_)), value), after=records)
        for group in ("clauses", "annex_a"):
            before, after = (
                gap(Material(build.questionnaire, r)).group(group).counts.coverage for r in (records, more)
            )
            assert before is not None
            assert after is not None
            assert after >= before

    @given(changes=some_changes())
    def test_the_shares_hold_together(self, changes: list[Any], build: Builder) -> None:
        for group in gap(build.material(*changes)).groups:
            c = group.counts
            assert c.confirmed is not None and c.claimed is not None and c.ceiling is not None
            assert 0 <= c.confirmed <= c.claimed <= c.ceiling <= 1
            parts = c.conforms_evidenced + c.conforms_claimed + c.partial + c.does_not_conform + c.not_assessed
            assert parts == c.applicable

    def test_clauses_and_controls_are_never_mixed_into_one_figure(self, build: Builder) -> None:
        engagement = build.engagement(*(assess(item.id, "conforms") for item in build.questionnaire.clauses))
        found: Gap = gap(material(engagement))
        for group in found.groups:
            assert {r.item.kind for r in group.items} == {group.kind}
        assert (found.group("clauses").counts.claimed, found.group("annex_a").counts.claimed) == (1, 0)

    def test_no_result_has_an_overall_percentage(self, build: Builder) -> None:
        data = gap_data(*(lambda m: (m, gap(m)))(material(build.engagement())))
        assert {group["id"] for group in data["groups"]} == {"clauses", "annex_a", *map(str, range(4, 11)), "A.5", "A.6", "A.7", "A.8"}  # fmt: skip  # noqa: E501
        assert not {"coverage", "confirmed", "claimed", "score", "overall"} & set(data)


class TestRule3DocumentedImplementedAndEffectiveAreThreeFactsAndAClaimIsHollow:
    @given(changes=some_changes())
    def test_nothing_is_confirmed_without_evidence(self, changes: list[Any], build: Builder) -> None:
        found = build.material(*changes)
        for ref, item in results(found).items():
            if item.confirmed:
                assert any(link.effect == "supports" for link, _ in found.links[ref])

    def test_a_document_proves_no_practice_and_practice_no_effect(self, build: Builder) -> None:
        questions = build.questionnaire.by_id["4.3"].questions
        on_paper = [answer(q.id, "yes_shown", note="seen") for q in questions if q.dimension == "documented"]
        engagement = build.engagement(*on_paper)
        facts = result(engagement, "4.3").facts
        assert (facts.documented, facts.implemented, facts.effective) == ("yes", "unknown", "unknown")
        engagement.do(*(answer(q.id, "yes_shown", note="seen") for q in questions if q.dimension == "implemented"))
        assert result(engagement, "4.3").facts.effective == "unknown"
        assert result(engagement, "4.3").status == "not_assessed"

    def test_a_claim_conforms_and_is_never_confirmed(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3"))
        found = result(engagement, "4.3")
        assert (found.status, found.basis, found.confirmed) == ("conforms", "claimed", False)
        assert (counts(engagement, "4").confirmed, counts(engagement, "4").claimed) == (0, 0.25)

    def test_yes_shown_without_a_word_of_what_was_shown_is_a_claim(self, build: Builder) -> None:
        assert result(build.engagement(*all_yes(build, "4.3", "yes_shown")), "4.3").basis == "claimed"

    def test_yes_shown_with_a_note_is_evidence(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3", "yes_shown", note="scope 1.2, page 3"))
        assert result(engagement, "4.3").confirmed
        assert counts(engagement, "4").confirmed == 0.25

    def test_what_one_person_showed_does_not_confirm_what_another_only_said(self, build: Builder) -> None:
        first, *rest = (q.id for q in build.questionnaire.by_id["4.3"].questions)
        heard = [answer(first, "yes_shown", note="seen"), *(answer(ident, "yes_said") for ident in rest)]
        assert result(build.engagement(*heard), "4.3").basis == "claimed"

    def test_nobody_can_call_a_claim_evidence(self, build: Builder) -> None:
        engagement = build.engagement(assess("4.3", "conforms", basis="verified"))
        assert (result(engagement, "4.3").basis, result(engagement, "4.3").confirmed) == ("claimed", False)

    def test_evidence_that_goes_takes_the_confirmation_with_it(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3"))
        engagement.do(evidence("E-1", "4.3"))
        assert result(engagement, "4.3").confirmed
        engagement.undo()
        assert not result(engagement, "4.3").confirmed


class TestRule4TheProgramProposesAndThePersonDecides:
    def test_a_decision_that_differs_needs_a_reason(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3"))
        with pytest.raises(Refusal, match="rationale"):
            engagement.do(ItemAssessed(item="4.3", status="does_not_conform"))
        engagement.do(ItemAssessed(item="4.3", status="does_not_conform", rationale="it covers another company"))
        assert (result(engagement, "4.3").status, result(engagement, "4.3").proposal.status) == ("does_not_conform", "conforms")  # fmt: skip  # noqa: E501

    @given(changes=some_changes())
    @settings(max_examples=15)
    def test_new_answers_never_overwrite_a_decision_and_mark_it(self, changes: list[Any], build: Builder) -> None:
        heard = [change for change in changes if not isinstance(change, ItemAssessed)]
        decided = build.records(assess("4.3", "partial", rationale="as of today"))
        after = build.records(*heard, after=decided)
        decision = after.table(Assessment)["4.3"]
        assert (decision.status, decision.rationale) == ("partial", "as of today")
        assert decision.look_again == any(getattr(c, "question", "").startswith("4.3-") for c in heard)
        found = item_result(Material(build.questionnaire, after), build.questionnaire.by_id["4.3"])
        assert (found.status, found.look_again) == ("partial", decision.look_again)

    def test_a_proposal_is_shown_as_one(self, build: Builder) -> None:
        engagement = build.engagement(*all_yes(build, "4.3"))
        assert not result(engagement, "4.3").decided
        engagement.do(ItemAssessed(item="4.3", status="conforms"))
        assert result(engagement, "4.3").decided

    def test_a_finding_has_the_grade_that_a_person_gave_and_no_other(self, build: Builder) -> None:
        engagement = build.engagement(type="internal_audit")
        with pytest.raises(Refusal, match="at least a type"):
            engagement.do(FindingRaised(id="F-1", items=("4.3",)))
        engagement.do(finding("F-1", "ofi", "4.3"))
        engagement.do(*all_yes(build, "4.3", "no"))
        engagement.do(assess("4.3", "does_not_conform"), evidence("E-1", "4.3", effect="contradicts"))
        engagement.do(FindingRaised(id="F-1", status="issued", nature="nothing is there", effect_text="severe"))
        assert engagement.records.table(Finding)["F-1"].type == "ofi"

    def test_nothing_but_a_finding_raised_by_a_person_makes_a_finding(self) -> None:
        makers = set()
        for path in PACKAGE.rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(text)) if "Finding" in text else ():
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                    makers.add(path.name)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "FindingRaised":
                    given_ = {keyword.arg: keyword.value for keyword in node.keywords}
                    assert not isinstance(given_.get("type"), ast.Constant), f"{path}:{node.lineno} grades by itself"
        assert not makers
        writing = [kind.__name__ for kind in BY_NAME.values() if "type" in kind.__struct_fields__ and "nature" in kind.__struct_fields__]  # fmt: skip  # noqa: E501
        assert writing == ["FindingRaised"]


class TestRule6TheWorstSiteCountsAndAMajorIsNeverAveragedAway:
    def test_nine_good_sites_do_not_hide_a_bad_one(self, build: Builder) -> None:
        places = [f"s{n}" for n in range(10)]
        engagement = build.engagement(*(site(place) for place in places))
        engagement.do(*(assess("A.8.13", "conforms", site=place) for place in places[:9]))
        engagement.do(assess("A.8.13", "does_not_conform", site="s9"))
        assert result(engagement, "A.8.13").status == "does_not_conform"
        assert counts(engagement, "A.8").does_not_conform == 1

    @given(order=st.permutations(["conforms", "partial", "not_assessed", "does_not_conform"]))
    def test_the_order_of_the_visits_changes_nothing(self, order: list[str], build: Builder) -> None:
        places = [f"s{n}" for n in range(4)]
        visits = [assess("A.8.13", status, site=place) for place, status in zip(places, order, strict=True)]
        assert build.result("A.8.13", *map(site, places), *visits).status == "does_not_conform"

    @given(changes=some_changes())
    @settings(max_examples=15)
    def test_an_open_major_is_counted_and_stops_stage_2_whatever_else_is_well(
        self, changes: list[Any], build: Builder
    ) -> None:
        major = finding("F-1", "major", "A.8.13")
        found = Material(build.questionnaire, build.records(major, *changes, after=build.all_well()))
        assert gap(found).group("A.8").counts.majors == gap(found).group("annex_a").counts.majors == 1
        assert readiness(found, 2).verdict == "not_ready"

    def test_a_major_stays_whatever_the_order_in_which_things_happen(self, build: Builder) -> None:
        steps = [finding("F-1", "major", "A.8.13"), assess("A.8.13", "conforms"), evidence("E-1", "A.8.13"), include("A.8.13")]  # fmt: skip  # noqa: E501
        for order in permutations(steps):
            found = build.material(*order)
            assert gap(found).group("A.8").counts.majors == 1
            assert backlog(found).actions[0].severity == "major"

    def test_every_share_comes_with_the_counts_of_what_is_open(self, build: Builder) -> None:
        engagement = build.engagement(finding("F-1", "major", "4.3"), finding("F-2", "minor", "4.3"))
        data = gap_data(*(lambda m: (m, gap(m)))(material(engagement)))
        clauses = next(group for group in data["groups"] if group["id"] == "clauses")
        assert (clauses["majors"], clauses["minors"]) == (1, 1)


class TestRule7AGapAnalysisIsNoInternalAudit:
    @pytest.mark.parametrize("kind", ["baseline", "gap_analysis", "readiness", "internal_audit"])
    def test_no_gate_on_9_2_opens_because_this_work_was_done(self, kind: str, build: Builder) -> None:
        others = [item.id for item in build.questionnaire.items if not item.id.startswith("9.2")]
        engagement = build.engagement(type=kind)
        decided = [assess(ref, "conforms", documented="yes", implemented="yes", effective="yes") for ref in others]
        engagement.do(*decided, evidence("E-1", *others, period_from="2026-01-01", period_to="2026-11-01"))
        for stage, gate in ((1, "S1-09"), (1, "S1-11"), (2, "S2-01")):
            found = {g.gate.id: g for g in readiness(material(engagement), stage).gates}
            assert found[gate].state == "unknown"
            assert any(ref.startswith("9.2") for ref in found[gate].refs)
        assert readiness(material(engagement), 1).verdict == "cannot_say_yet"

    def test_its_own_report_is_no_audit_result(self, build: Builder) -> None:
        engagement = build.engagement()
        before = [(g.gate.id, g.state) for g in readiness(material(engagement), 2).gates]
        write_report(ReportInput.of(engagement), "gap", ["md"], engagement.store.folder / "reports")
        assert [(g.gate.id, g.state) for g in readiness(material(engagement), 2).gates] == before
