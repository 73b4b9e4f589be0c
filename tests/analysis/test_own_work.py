"""Nobody judges what they built: who that is, and of what."""

import pytest
from building import Builder

from gapcheck.analysis.own_work import built_by, own_work_warning
from gapcheck.changes.engagement import MemberChanged

ITEMS = ("4.4", "6.1.1", "8.1", "A.5.1", "A.8.1", "A.8.13")


def member(ident: str, name: str = "", *own: str) -> MemberChanged:
    return MemberChanged(id=ident, name=name or ident, own_work=own)


@pytest.mark.parametrize(
    ("area", "built"),
    [
        ("A.8.13", ("A.8.13",)),
        ("A.8.1", ("A.8.1",)),
        ("a.8", ("A.8.1", "A.8.13")),
        ("8", ("8.1",)),
        ("6.1", ("6.1.1",)),
        (" A.5. ", ("A.5.1",)),
        ("A.9", ()),
        (" ", ()),
    ],
)
def test_what_somebody_built_is_an_item_or_all_below_a_heading(
    build: Builder, area: str, built: tuple[str, ...]
) -> None:
    assert built_by("AB", ITEMS, build.material(member("AB", "Anna Berg", area))) == built


@pytest.mark.parametrize("who", ["AB", "ab", "Anna Berg", " anna  berg "])
def test_a_person_is_known_by_id_name_or_initials(build: Builder, who: str) -> None:
    assert built_by(who, ITEMS, build.material(member("x1", "Anna Berg", "8"))) == ("8.1",)
    assert built_by(who, ITEMS, build.material(member("AB", "", "8"))) == ("8.1",)


@pytest.mark.parametrize("who", ["", "Anna", "Anna Bergmann", "B", "Axel Brandt"])
def test_other_people_are_not_taken_for_them(build: Builder, who: str) -> None:
    assert built_by(who, ITEMS, build.material(member("AB", "Anna Berg", "8"))) == ()


def test_the_same_name_comes_before_the_same_initials(build: Builder) -> None:
    team = member("AB", "Anna Berg", "8"), member("x2", "Axel Brandt", "A.5")
    assert built_by("AB", ITEMS, build.material(*team)) == ("8.1",)
    assert built_by("Axel Brandt", ITEMS, build.material(*team)) == ("A.5.1",)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("baseline", ""),
        ("gap_analysis", ""),
        ("readiness", ""),
        ("internal_audit", "(9.2.2)"),
        ("supplier", "(9.2.2)"),
        ("stage1", "(ISO/IEC 17021-1, 5.2)"),
        ("stage2", "(ISO/IEC 17021-1, 5.2)"),
        ("recertification", "(ISO/IEC 17021-1, 5.2)"),
    ],
)
def test_only_who_audits_is_warned_in_one_sentence(build: Builder, kind: str, rule: str) -> None:
    material = build.material(member("AB", "Anna Berg", "A.8"), type=kind)
    said = own_work_warning("Anna Berg", ["A.8.13"], material)
    expected = f"You are named as having built A.8.13: let somebody else judge it {rule}."
    assert said == (expected if rule else "")
    two = own_work_warning("Anna Berg", ["A.8.13", "4.1", "A.8.1"], material)
    assert not rule or two.startswith("You are named as having built A.8.13 and A.8.1: let somebody else judge them")
    assert own_work_warning("Anna Berg", ["4.1"], material) == ""
