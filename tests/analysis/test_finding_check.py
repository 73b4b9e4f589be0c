"""Whether a finding can leave the house: three parts, each there and each doing its own work."""

from typing import Any

import pytest
from building import Builder, evidence, finding, site

from gapcheck.analysis.finding_check import missing
from gapcheck.changes.base import Change
from gapcheck.changes.day import ParticipantChanged
from gapcheck.changes.findings import FindingRaised
from gapcheck.records.findings import Finding

PARTS = {
    "requirement": "Backups are tested at the agreed intervals (A.8.13 and backup rule 3.2).",
    "evidence": ("E-1",),
    "nature": "Restores of the order database were not tested in the agreed interval.",
    "grading_rationale": "one system of six, noticed by its own owner",
}
SEEN = evidence("E-1", "A.8.13", effect="contradicts")


def lacks(build: Builder, *changes: Change, kind: Any = "minor", type: Any = "internal_audit", **fields: Any) -> str:
    """What a finding lacks that is complete but for some fields."""
    raised = finding("F-1", kind, "A.8.13", **{**PARTS, **fields})
    material = build.material(*(changes or (SEEN,)), raised, type=type)
    return " ".join(missing(material.records.table(Finding)["F-1"], material))


@pytest.mark.parametrize("kind", ["major", "minor", "nonconformity"])
def test_with_all_its_parts_it_is_complete(build: Builder, kind: str) -> None:
    assert lacks(build, kind=kind) == ""


@pytest.mark.parametrize(
    ("part", "empty", "sentence"),
    [
        ("requirement", " \n", "Name the requirement and where it stands (requirement)."),
        ("evidence", (), "Name the evidence: what was seen, where, in which sample."),
        ("nature", " ", "Say what is not fulfilled (nature)."),
        ("grading_rationale", "", "Say why it is minor (rationale of the grade)."),
    ],
)
def test_each_part_is_missed_on_its_own(build: Builder, part: str, empty: Any, sentence: str) -> None:
    assert lacks(build, **{part: empty}) == sentence


def test_an_empty_draft_lacks_everything(build: Builder) -> None:
    material = build.material(FindingRaised(id="F-1", type="major", items=("A.8.13",)))
    assert len(missing(material.records.table(Finding)["F-1"], material)) == 4


def test_a_finding_that_is_not_graded_needs_no_reason_for_a_grade(build: Builder) -> None:
    assert lacks(build, kind="nonconformity", grading_rationale="") == ""
    assert lacks(build, kind="major", grading_rationale=" ") == "Say why it is major (rationale of the grade)."


def test_an_area_of_concern_needs_the_same_parts_and_no_grade(build: Builder) -> None:
    concern = {"kind": "area_of_concern", "type": "stage1", "grading_rationale": ""}
    assert lacks(build, **concern) == ""
    assert "requirement" in lacks(build, **concern, requirement="")


def test_evidence_has_to_be_in_the_register(build: Builder) -> None:
    assert lacks(build, evidence=("E-1", "E-8")) == "E-8 is not in the register of evidence."
    assert lacks(build, evidence=("E-8", "E-9")) == "E-8, E-9 are not in the register of evidence."


def test_evidence_has_to_speak_of_the_item_and_against_it(build: Builder) -> None:
    assert lacks(build, evidence("E-1", "4.3")) == "None of its evidence is linked to A.8.13."
    assert "say which of it contradicts" in lacks(build, evidence("E-1", "A.8.13"))
    for effect in ("contradicts", "context"):
        assert lacks(build, evidence("E-1", "A.8.13", effect=effect)) == ""
    both = (SEEN, evidence("E-2", "A.8.13"))
    assert lacks(build, *both, evidence=("E-1", "E-2")) == ""
    assert "say which of it contradicts" in lacks(build, *both, evidence=("E-2",))


def test_evidence_of_another_site_proves_nothing_at_this_one(build: Builder) -> None:
    sites = [site("berlin"), site("oslo")]
    there = evidence("E-1", "A.8.13", effect="contradicts", site="oslo")
    assert lacks(build, *sites, there, site="berlin") == "None of its evidence is from its site berlin."
    assert lacks(build, *sites, there, site="oslo") == ""
    assert lacks(build, *sites, SEEN, site="berlin") == "", "evidence that names no site may speak of each"
    assert lacks(build, *sites, there) == ""


def test_the_nature_says_something_else_than_the_requirement(build: Builder) -> None:
    repeated = f"  {PARTS['requirement'].upper().replace(' ', chr(10), 1)} "  # type: ignore[attr-defined]
    assert "repeats the requirement" in lacks(build, nature=repeated)
    assert "too short" in lacks(build, nature="not tested")
    assert lacks(build, nature="未执行恢复测试") == "", "seven signs can be a sentence"


def test_findings_name_roles_and_no_persons(build: Builder) -> None:
    ida = ParticipantChanged(id="IH", name="Ida Holm")
    for fields in ({"nature": "Restores that ida\nholm runs were not tested."}, {"title": "Ida Holm: no restore"}):
        assert lacks(build, SEEN, ida, **fields) == "It names a person (Ida Holm); name the role instead."
    assert lacks(build, SEEN, ida, nature="Restores in Idaho Holmes office were not tested.") == ""
    assert lacks(build, SEEN, ParticipantChanged(id="IT"), nature="IT operations tested no restore.") == ""
    odd = ParticipantChanged(id="X", name="(a+)+$ [x")
    assert lacks(build, SEEN, odd, nature="What (a+)+$ [x runs was not tested.") != ""


def test_a_strength_only_says_what_is_good(build: Builder) -> None:
    bare = {"requirement": "", "evidence": (), "grading_rationale": "", "kind": "strength"}
    assert lacks(build, **bare, nature=" ") == "Say what is good."
    assert lacks(build, **bare, nature="", title="Restores are drilled each month") == ""
    assert lacks(build, **bare) == ""


def test_an_opportunity_says_what_could_be_better(build: Builder) -> None:
    bare = {"requirement": "", "evidence": (), "grading_rationale": "", "kind": "ofi"}
    assert lacks(build, **bare, nature="") == "Say what could be better."
    assert lacks(build, **bare, nature="", title="Drill restores by night, too") == ""


def test_a_requirement_that_is_not_met_is_no_opportunity(build: Builder) -> None:
    assert "no opportunity for improvement" in lacks(build, kind="ofi")
    assert lacks(build, evidence("E-1", "A.8.13"), kind="ofi") == ""
