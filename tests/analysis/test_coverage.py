"""What was looked at where and how; and how many sites are commonly visited."""

from typing import Any

import pytest
from building import Builder, answer, assess, evidence, exclude, site
from building_on_site import sample, seen
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.coverage import WAYS, Coverage, coverage, drawn_at_random, sites_to_visit
from gapcheck.changes.base import Change
from gapcheck.changes.evidence import EvidenceLinked, EvidenceRemoved
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES, EVIDENCE_TYPES

SITES = (site("berlin"), site("oslo"))


def covered(build: Builder, *changes: Change) -> Coverage:
    return coverage(build.material(*SITES, *changes))


def ways(build: Builder, *changes: Change, at: str = "") -> set[str]:
    return set(covered(build, *changes).at("A.8.13", at).ways)


def test_at_first_nothing_was_looked_at(build: Builder) -> None:
    found = covered(build)
    everything = tuple(item.id for item in build.questionnaire.items)
    for place in ("", "berlin", "oslo"):
        assert found.not_looked_at(place) == everything
        assert not found.at("A.8.13", place).ways
    assert not found.at("no such item", "berlin").ways


@pytest.mark.parametrize("value", ["yes_shown", "yes_said", "partly", "no"])
def test_an_answer_is_an_interview(build: Builder, value: Any) -> None:
    assert ways(build, answer("A.8.13-q1", value)) == {"interview"}


@pytest.mark.parametrize("value", ["unknown", "skipped"])
def test_who_knew_nothing_gave_no_look(build: Builder, value: Any) -> None:
    found = covered(build, answer("A.8.13-q1", value))
    assert "A.8.13" in found.not_looked_at("")


@pytest.mark.parametrize("kind", EVIDENCE_TYPES)
def test_each_type_of_evidence_is_one_way(build: Builder, kind: Any) -> None:
    expected = {"statement": "interview", "system_check": "observation"}.get(kind, kind)
    assert ways(build, evidence("E-1", "A.8.13", type=kind)) == {expected}
    assert expected in WAYS


def test_evidence_against_is_a_look_and_context_is_none(build: Builder) -> None:
    assert ways(build, evidence("E-1", "A.8.13", effect="contradicts")) == {"record"}
    assert ways(build, evidence("E-1", "A.8.13", effect="context")) == set()


def test_a_decision_alone_is_no_look(build: Builder) -> None:
    assert "A.8.13" in covered(build, assess("A.8.13", "conforms")).not_looked_at("")


def test_a_sample_is_a_look_from_the_first_case_on(build: Builder) -> None:
    drawn = sample("S-1", "3", title="restores", items=("A.8.13", "A.8.14"), site="berlin")
    assert ways(build, drawn, at="berlin") == set()
    found = covered(build, drawn, seen("S-1", "3"))
    assert found.at("A.8.13", "berlin").ways == found.at("A.8.14", "berlin").ways == {"sample"}
    assert not found.at("A.8.13", "oslo").ways


def test_evidence_that_was_made_from_a_sample_is_one(build: Builder) -> None:
    made = [evidence("E-1", "A.8.13"), sample("S-1", title="restores", evidence="E-1")]
    assert ways(build, *made) == {"sample"}


def test_several_ways_add_up_and_what_is_gone_does_not_count(build: Builder) -> None:
    changes = [answer("A.8.13-q1", "no"), evidence("E-1", "A.8.13", type="document"), evidence("E-2", "4.3")]
    assert ways(build, *changes) == {"interview", "document"}
    assert ways(build, *changes, EvidenceLinked(evidence="E-2", item="A.8.13")) == {"interview", "document", "record"}
    assert ways(build, *changes, EvidenceRemoved(id="E-1")) == {"interview"}


def test_each_site_is_looked_at_on_its_own(build: Builder) -> None:
    found = covered(build, evidence("E-1", "A.8.13", site="berlin"))
    assert "A.8.13" not in found.not_looked_at("berlin")
    assert "A.8.13" in found.not_looked_at("oslo")
    assert "A.8.13" in found.not_looked_at("")


def test_what_was_said_of_all_sites_counts_at_each(build: Builder) -> None:
    found = covered(build, answer("A.8.13-q1", "no"))
    assert all("A.8.13" not in found.not_looked_at(place) for place in ("", "berlin", "oslo"))
    assert not found.at("A.8.13", "berlin").ways, "but it is shown where it was said"


def test_from_afar_is_only_what_was_all_seen_from_afar(build: Builder) -> None:
    def remote(*changes: Change, at: str = "") -> bool:
        return covered(build, *changes).at("A.8.13", at).remote

    away = evidence("E-1", "A.8.13", method="remote")
    assert remote(away)
    assert not remote(away, evidence("E-2", "A.8.13"))
    assert not remote(answer("A.8.13-q1", "no")), "nobody said how it was heard"
    assert remote(away, evidence("E-2", "A.8.13", site="oslo"))
    assert not remote(away, evidence("E-2", "A.8.13", site="oslo"), at="oslo")


def test_sites_out_of_scope_are_not_asked_for_and_those_not_selected_are(build: Builder) -> None:
    found = covered(build, site("porto", in_scope=False), site("rome", selected=False))
    assert found.sites == ("berlin", "oslo", "rome")


def test_excluded_controls_need_no_look(build: Builder) -> None:
    found = covered(build, exclude("A.7.4"), evidence("E-1", "A.7.4"))
    assert "A.7.4" not in found.looks
    assert "A.7.4" not in found.not_looked_at("berlin")


@pytest.mark.parametrize(
    ("sites", "initial", "surveillance", "recertification"),
    [(-1, 0, 0, 0), (0, 0, 0, 0), (1, 1, 1, 1), (2, 2, 1, 2), (4, 2, 2, 2), (10, 4, 2, 3), (25, 5, 3, 4),
     (100, 10, 6, 8), (101, 11, 7, 9), (10**16, 10**8, 6 * 10**7, 8 * 10**7)],
)  # fmt: skip
def test_sites_to_visit(sites: int, initial: int, surveillance: int, recertification: int) -> None:
    assert sites_to_visit(sites, "stage2") == sites_to_visit(sites, "gap_analysis") == initial
    assert sites_to_visit(sites, "surveillance") == surveillance
    assert sites_to_visit(sites, "recertification") == recertification


@given(sites=st.integers(min_value=1, max_value=10**6), kind=st.sampled_from(ENGAGEMENT_TYPES))
def test_the_number_is_the_smallest_that_is_enough(sites: int, kind: Any) -> None:
    visits = sites_to_visit(sites, kind)
    share = {"surveillance": 6, "recertification": 8}.get(kind, 10)
    assert 100 * (visits - 1) ** 2 < sites * share**2 <= 100 * visits**2
    assert 1 <= visits <= sites


@pytest.mark.parametrize(("visits", "random"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (10, 3)])
def test_a_quarter_is_picked_at_random(visits: int, random: int) -> None:
    assert drawn_at_random(visits) == random
