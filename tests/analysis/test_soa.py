"""The Statement of Applicability: every control, its decision and what the row still lacks."""

from building import Builder, assess, evidence, exclude, include, written

from gapcheck.analysis.material import Material
from gapcheck.analysis.soa import SoaRow, soa
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.records.applicability import Applicability


def row(material: Material, ref: str) -> SoaRow:
    return next(r for r in soa(material).rows if r.result.item.id == ref)


def test_all_93_controls_and_no_clause_are_in_it(build: Builder) -> None:
    rows = soa(build.material()).rows
    assert [r.result.item.id for r in rows] == [item.id for item in build.questionnaire.controls]
    assert soa(build.material()).count("undecided") == 93


def test_decisions_are_counted(build: Builder) -> None:
    found = soa(build.material(exclude("A.7.4"), include("A.8.13"), include("A.8.14")))
    assert (found.count("yes"), found.count("excluded"), found.count("undecided")) == (2, 1, 90)


def test_an_included_control_needs_a_reason_and_a_status(build: Builder) -> None:
    bare = ApplicabilityDecided(item="A.8.13", applicable="yes")
    assert row(build.material(bare), "A.8.13").missing == ("reason for inclusion", "implementation status")
    whole = include("A.8.13", implementation="planned")
    assert row(build.material(whole), "A.8.13").missing == ()
    assert row(build.material(), "A.8.13").missing == ("decision",)


def test_the_implementation_is_proposed_from_the_facts_and_decided_by_a_person(build: Builder) -> None:
    seen = assess("A.8.13", "partial", documented="yes", implemented="partly")
    proposed = row(build.material(seen, include("A.8.13")), "A.8.13")
    assert (proposed.implementation, proposed.implementation_proposed) == ("partly", True)
    decided = row(build.material(seen, include("A.8.13", implementation="planned")), "A.8.13")
    assert (decided.implementation, decided.implementation_proposed) == ("planned", False)


def test_an_excluded_control_shows_what_speaks_against_it(build: Builder) -> None:
    found = row(build.material(exclude("A.7.4"), evidence("E-1", "A.7.4", effect="contradicts")), "A.7.4")
    assert (found.choice, found.contradictions, found.implementation) == ("excluded", ("E-1",), None)


def test_an_exclusion_without_a_reason_is_undecided(build: Builder) -> None:
    for half in ({}, {"reason_out": "n/a", "decided_by": "CEO"}, {"reason_out": "no premises"}):
        record = Applicability(control="A.7.4", applicable="no", **half)
        material = Material(build.questionnaire, build.records().after(written(record)))
        assert row(material, "A.7.4").choice == "undecided"
