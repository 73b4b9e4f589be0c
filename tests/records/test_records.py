"""Records: immutable, keyed by our own strings, every kind with a table; and the words they are made of."""

from itertools import pairwise
from typing import Any, get_args

import msgspec
import pytest
from building import written

from gapcheck.records import vocabulary
from gapcheck.records.about import Site
from gapcheck.records.answers import Answer, Assessment, Note, at_site
from gapcheck.records.applicability import Applicability, is_reason
from gapcheck.records.base import Records, Write
from gapcheck.records.evidence import Link
from gapcheck.records.findings import Finding
from gapcheck.records.method import HouseMethod
from gapcheck.records.modes import MODES
from gapcheck.records.tables import KIND_OF_TABLE, KINDS
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES, FINDING_CLOSED, FindingStatus, FindingType, Status, label


def test_every_kind_of_record_has_a_table_of_its_own() -> None:
    assert len(KIND_OF_TABLE) == len(KINDS)
    assert all(KIND_OF_TABLE[kind.TABLE] is kind for kind in KINDS)


def test_keys_are_strings_of_ours() -> None:
    assert Answer(question="4.3-q1", value="no").key == "4.3-q1"
    assert Answer(question="4.3-q1", value="no", site="oslo").key == at_site("4.3-q1", "oslo") == "4.3-q1@oslo"
    assert Link(evidence="E-1", item="4.3").key == "E-1>4.3"


def test_records_are_never_changed_only_followed() -> None:
    first = Records().after(written(Note(item="4.3", text="one")))
    second = first.after(written(Note(item="4.3", text="two"), Site(id="oslo", name="Oslo")))
    assert first.table(Note)["4.3"].text == "one"
    assert second.table(Note)["4.3"].text == "two"
    assert not first.table(Site)
    with pytest.raises(AttributeError):
        first.table(Note)["4.3"].text = "three"  # type: ignore[misc]


def test_what_is_taken_away_is_gone_and_an_empty_table_is_none() -> None:
    note = Note(item="4.3", text="x")
    gone = Records().after(written(note)).after([Write(Note.TABLE, note.key, None)])
    assert gone.get(Note, "4.3") is None
    assert gone == Records()
    assert gone.after([Write(Note.TABLE, "never there", None)]) == Records()


def test_the_order_is_that_in_which_things_were_first_recorded() -> None:
    records = Records().after(written(*(Note(item=ref, text="x") for ref in ("5.2", "4.3", "A.8.13"))))
    assert list(records.after(written(Note(item="4.3", text="y"))).table(Note)) == ["5.2", "4.3", "A.8.13"]


@pytest.mark.parametrize("status", get_args(FindingStatus))
def test_a_finding_is_open_until_its_action_was_verified(status: Any) -> None:
    for kind in get_args(FindingType):
        finding = Finding(id="F-1", type=kind, items=("4.3",), status=status)
        assert finding.is_open == (kind != "strength" and status not in ("verified", "effective", "closed"))
    assert set(get_args(FindingStatus)) > FINDING_CLOSED


@pytest.mark.parametrize(
    ("text", "says_something"),
    [
        ("no premises", True),
        ("N/A", False),
        ("n.a.", False),
        (" Required. ", False),
        ("", False),
        ("required by law X", True),
    ],
)
def test_what_counts_as_a_reason(text: str, says_something: bool) -> None:
    assert is_reason(text) is says_something
    assert Applicability(control="A.7.4", applicable="no", reason_out=text, decided_by="CEO").excluded is says_something


def test_a_decision_to_leave_something_out_is_no_decision() -> None:
    for status in get_args(Status):
        assert Assessment(item="4.3", status=status).decided == (None if status == "not_applicable" else status)


def test_every_type_of_engagement_has_a_mode() -> None:
    assert set(MODES) == set(ENGAGEMENT_TYPES)
    for mode in MODES.values():
        assert set(mode.offered_findings) <= set(mode.finding_types)


@pytest.mark.parametrize(
    ("kind", "audit", "remediation", "partial", "own_work"),
    [
        ("baseline", False, True, True, False),
        ("gap_analysis", False, True, True, False),
        ("readiness", False, True, True, False),
        ("internal_audit", True, True, False, True),
        ("stage1", True, False, False, True),
        ("stage2", True, False, False, True),
        ("surveillance", True, False, False, True),
        ("recertification", True, False, False, True),
    ],
)
def test_the_table_of_modes(kind: Any, audit: bool, remediation: bool, partial: bool, own_work: bool) -> None:
    mode = MODES[kind]
    found = (mode.audit, mode.shows_remediation, mode.partial_is_final, mode.own_work_warning)
    assert found == (audit, remediation, partial, own_work)


def test_consultancy_offers_no_grades_and_stage_1_only_areas_of_concern() -> None:
    for kind in ("baseline", "gap_analysis", "readiness"):
        assert not {"major", "minor", "nonconformity"} & set(MODES[kind].offered_findings)  # type: ignore[index]
    assert set(MODES["stage1"].offered_findings) == {"area_of_concern", "ofi"}
    assert set(MODES["stage2"].offered_findings) == {"major", "minor", "ofi", "strength"}


def test_the_weights_of_the_house_method() -> None:
    method = HouseMethod()
    assert method.weight_severity + method.weight_blocking + method.weight_risk + method.weight_reach == 100
    assert method.out_of_range() == []
    assert msgspec.structs.replace(method, effort_xl=0).out_of_range()[0][0] == "effort_xl"
    assert all(
        low <= high for low, high in pairwise((method.effort_s, method.effort_m, method.effort_l, method.effort_xl))
    )


def test_people_read_words_and_no_codes() -> None:
    for name, union in vars(vocabulary).items():
        if name[:1].isupper() and get_args(union):
            for code in get_args(union):
                assert "_" not in label(code)
