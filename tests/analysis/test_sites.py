"""Several sites become one result as the worst of them."""

from itertools import permutations

from building import Builder, answer, assess, evidence, site
from hypothesis import given
from hypothesis import strategies as st

SITES = ("berlin", "oslo", "porto")
WORST_FIRST = ["does_not_conform", "partial", "not_assessed", "conforms"]


@given(st.lists(st.sampled_from(WORST_FIRST), min_size=3, max_size=3))
def test_the_worst_site_decides_in_whatever_order_they_were_visited(build: Builder, statuses: list[str]) -> None:
    visits = [assess("A.8.13", status, site=place) for place, status in zip(SITES, statuses, strict=True)]
    expected = min(statuses, key=WORST_FIRST.index)
    for order in permutations(visits):
        assert build.result("A.8.13", *map(site, SITES), *order).status == expected


def test_a_site_that_was_not_seen_yet_is_waited_for(build: Builder) -> None:
    seen = assess("A.8.13", "conforms", site="berlin")
    found = build.result("A.8.13", site("berlin"), site("oslo"), seen)
    assert (found.status, [s.site for s in found.sites]) == ("not_assessed", ["berlin", "oslo"])


def test_a_site_that_is_out_of_scope_or_was_not_selected_is_not_waited_for(build: Builder) -> None:
    seen = assess("A.8.13", "conforms", site="berlin")
    for left_out in (site("oslo", selected=False), site("oslo", in_scope=False)):
        assert build.result("A.8.13", site("berlin"), left_out, seen).status == "conforms"


def test_a_decision_for_all_sites_covers_those_that_were_not_named(build: Builder) -> None:
    sites = site("berlin"), site("oslo")
    everywhere = assess("A.8.13", "conforms")
    assert build.result("A.8.13", *sites, everywhere).status == "conforms"
    one = assess("A.8.13", "does_not_conform", site="oslo")
    assert build.result("A.8.13", *sites, everywhere, one).status == "does_not_conform"


def test_an_answer_for_all_sites_holds_where_a_site_gave_none(build: Builder) -> None:
    ids = [q.id for q in build.questionnaire.by_id["A.8.13"].questions]
    everywhere = [answer(ident, "yes_said") for ident in ids]
    sites = site("berlin"), site("oslo")
    found = build.result("A.8.13", *sites, *everywhere, answer(ids[0], "no", site="oslo"))
    by_site = {s.site: s.status for s in found.sites}
    assert by_site["berlin"] == "conforms"
    assert by_site["oslo"] != "conforms"
    assert found.status == by_site["oslo"]


def test_evidence_of_one_site_proves_nothing_at_another(build: Builder) -> None:
    sites = site("berlin"), site("oslo")
    decided = [assess("A.8.13", "conforms", site=place) for place in ("berlin", "oslo")]
    here = evidence("E-1", "A.8.13", site="berlin")
    assert build.result("A.8.13", *sites, *decided, here).basis == "claimed"
    everywhere = evidence("E-2", "A.8.13")
    assert build.result("A.8.13", *sites, *decided, everywhere).confirmed


def test_the_gap_types_of_all_failing_sites_are_named(build: Builder) -> None:
    sites = site("berlin"), site("oslo")
    at_berlin = assess("A.8.13", "partial", site="berlin", documented="no", implemented="yes", effective="yes")
    at_oslo = assess("A.8.13", "partial", site="oslo", documented="yes", implemented="partly")
    assert set(build.result("A.8.13", *sites, at_berlin, at_oslo).gap_types) == {"document", "control"}
