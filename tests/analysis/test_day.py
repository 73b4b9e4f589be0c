"""The day on site: what slips, what is left open, what is told in the evening, what is not finished."""

from typing import Any

import pytest
from building import AT, Builder, answer, assess, evidence, exclude, finding, written
from building_on_site import DAY, file_note, sample, seen, slot, take, thread
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.day import Feedback, SlotState, carry_over, feedback, plan, points, undecided, unfinished
from gapcheck.analysis.items import results
from gapcheck.analysis.material import Material
from gapcheck.changes.base import Change
from gapcheck.changes.entry import writes_of
from gapcheck.changes.findings import FindingRaised
from gapcheck.records.base import Records
from gapcheck.records.day import Slot

TODAY = AT[:10]


def at(time: str, offset: str = "+01:00", day: str = DAY) -> str:
    return f"{day}T{time}:00{offset}"


def state(build: Builder, now: str, **fields: Any) -> tuple[str, int, int]:
    """How an entry from 09:30 to 10:15 stands: the word, minutes used, minutes late."""
    (found,) = plan(build.material(slot("P-1", **fields)), now)
    return found.state, found.used, found.late


class TestThePlan:
    @pytest.mark.parametrize(
        ("now", "fields", "expected"),
        [
            ("09:00", {}, ("waiting", 0, 0)),
            ("09:30", {}, ("waiting", 0, 0)),
            ("09:42", {}, ("late", 0, 12)),
            ("09:42", {"began": at("09:25")}, ("on", 17, 0)),
            ("10:15", {"began": at("09:25")}, ("on", 50, 0)),
            ("10:20", {"began": at("09:25")}, ("late", 55, 5)),
            ("12:00", {"began": at("09:25"), "ended": at("10:10")}, ("done", 45, 0)),
            ("12:00", {"began": at("09:25"), "ended": at("10:30")}, ("done", 65, 15)),
            ("12:00", {"ended": at("10:30")}, ("done", 0, 15)),
            ("12:00", {"carried_over": "tomorrow"}, ("carried", 0, 0)),
            ("12:00", {"began": at("09:30"), "carried_over": "the rest"}, ("carried", 150, 0)),
            ("12:00", {"began": at("09:30"), "ended": at("10:30"), "carried_over": "the rest"}, ("done", 60, 0)),
        ],
    )
    def test_how_an_entry_stands(
        self, build: Builder, now: str, fields: dict[str, str], expected: tuple[str, int, int]
    ) -> None:
        assert state(build, at(now), **fields) == expected

    def test_the_plan_is_in_the_time_of_the_place(self, build: Builder) -> None:
        assert state(build, at("09:42", "+05:30")) == ("late", 0, 12)
        assert state(build, at("09:42", "-08:00"), began=at("09:40", "-08:00")) == ("on", 2, 0)

    def test_stamps_of_different_offsets_are_the_same_moments(self, build: Builder) -> None:
        assert state(build, at("09:20", "Z"), began=at("09:25")) == ("late", 55, 5)
        assert state(build, at("12:00"), began=at("09:25"), ended=at("09:10", "+00:00")) == ("done", 45, 0)
        assert state(build, at("12:00", "Z"), ended=at("10:30")) == ("done", 0, 15)

    def test_a_clock_that_went_back_uses_no_time(self, build: Builder) -> None:
        assert state(build, at("09:00"), began=at("09:25")) == ("on", 0, 0)

    def test_entries_come_in_order_of_time(self, build: Builder) -> None:
        planned = [
            slot("P-3", "13:00", "14:00"),
            slot("P-2", date="2026-12-01"),
            slot("P-1", "13:00", "13:30"),
            slot("P-0", "09:00", "09:30"),
        ]
        material = build.material(*planned)
        assert [s.slot.id for s in plan(material, at("08:00"))] == ["P-0", "P-1", "P-3", "P-2"]
        assert [s.slot.id for s in plan(material, at("08:00"), "2026-12-01")] == ["P-2"]

    STAMPS = (
        st.sampled_from(["", "now", "2026", at("09:30"), at("09:30", ""), at("09:30", "Z"), "0001-01-01T00:00:00+14:00",
                         "9999-12-31T23:59:59-12:00", "2026-11-30T09:30:00+23:59", "2026-W49-1T09:30:00+01:00"])
        | st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
        | st.text(max_size=8)
    )  # fmt: skip

    @given(now=STAMPS, date=STAMPS, start=STAMPS, end=STAMPS, began=STAMPS, ended=STAMPS)
    def test_odd_stamps_stop_nothing(self, questionnaire: Any, now: str, date: str, start: str, **fields: str) -> None:
        odd = Slot(id="P-1", date=date, start=start, title="x", **fields)
        (found,) = plan(Material(questionnaire, Records().after(written(odd))), now)
        assert isinstance(found, SlotState)
        assert found.used >= 0
        assert found.late >= 0
        assert found.state in ("waiting", "on", "late", "done")
        assert odd.minutes >= 0

    @pytest.mark.parametrize(
        ("start", "end", "minutes"), [("09:30", "10:15", 45), ("10:15", "09:30", 0), ("x", "", 0), ("1:2:3", "4:5", 0)]
    )
    def test_planned_minutes(self, start: str, end: str, minutes: int) -> None:
        assert Slot(id="P-1", date=DAY, start=start, end=end, title="x").minutes == minutes


class TestCarryOver:
    def left(self, build: Builder, *changes: Change, day: str = "2026-12-01") -> list[str]:
        return [found.id for found in carry_over(build.material(*changes), day)]

    def test_what_was_not_reached_the_day_before_is_still_to_do(self, build: Builder) -> None:
        planned = [slot("P-2", "11:00", "12:00"), slot("P-1", ended=at("10:00")), slot("P-3", date="2026-12-01")]
        assert self.left(build, *planned) == ["P-2"]
        assert self.left(build, *planned, day=DAY) == []
        assert self.left(build, *planned, day="") == []

    def test_what_was_carried_over_is_listed_until_an_entry_takes_it_up(self, build: Builder) -> None:
        ended = slot("P-1", began=at("09:30"), ended=at("10:00"), carried_over="A.8.9")
        assert self.left(build, ended) == self.left(build, ended, day="") == ["P-1"]
        assert self.left(build, ended, slot("P-2", date="2026-12-01", continues="P-1")) == []


class TestPoints:
    def said(self, build: Builder, type: Any, meeting: str) -> set[str]:
        return {point.id for point in points(build.material(type=type), meeting)}

    @pytest.mark.parametrize(
        ("type", "grades", "appeals"),
        [("gap_analysis", False, False), ("baseline", False, False), ("internal_audit", True, False),
         ("supplier", True, False), ("stage1", True, True), ("surveillance", True, True)],
    )  # fmt: skip
    def test_each_type_has_the_points_that_belong_to_it(
        self, build: Builder, type: str, grades: bool, appeals: bool
    ) -> None:
        found = self.said(build, type, "closing")
        assert {"thanks", "sample", "differences"} <= found
        assert ("grades" in found, "appeals" in found) == (grades, appeals)

    def test_points_keep_their_order_and_an_unknown_meeting_has_none(self, build: Builder) -> None:
        opening = next(m for m in build.questionnaire.on_site.meetings if m.id == "opening")
        assert points(build.material(type="stage2"), "opening") == opening.points
        assert points(build.material(), "lunch") == ()


def open_items(build: Builder, *changes: Change, type: Any = "internal_audit") -> list[str]:
    return [result.item.id for result in undecided(results(build.material(*changes, type=type)))]


class TestUndecided:
    def test_what_nobody_looked_at_is_not_waiting_for_a_decision(self, build: Builder) -> None:
        assert open_items(build) == []

    def test_what_was_heard_or_seen_waits_for_one(self, build: Builder) -> None:
        heard = [answer("4.3-q1", "yes_said"), evidence("E-1", "A.8.13")]
        assert open_items(build, *heard) == ["4.3", "A.8.13"]
        assert open_items(build, *heard, assess("4.3", "conforms")) == ["A.8.13"]

    def test_news_after_the_decision_asks_for_another_look(self, build: Builder) -> None:
        decided = [answer("4.3-q1", "yes_said"), assess("4.3", "conforms")]
        assert open_items(build, *decided, answer("4.3-q1", "no")) == ["4.3"]

    def test_an_excluded_control_waits_for_nothing(self, build: Builder) -> None:
        assert open_items(build, answer("A.7.4-q1", "no"), exclude("A.7.4")) == []


def told(build: Builder, *changes: Change, day: str = TODAY) -> Feedback:
    material = build.material(*changes)
    return feedback(material, results(material), day)


class TestFeedback:
    def test_it_tells_what_is_new_and_what_is_open(self, build: Builder) -> None:
        found = told(
            build,
            finding("F-1", "ofi", "A.8.13"),
            finding("F-2", "strength", "4.3"),
            thread("T-1", title="leaver"),
            thread("T-2", title="joiner", outcome="conformity", conclusion="seen"),
            take("doors"),
            take("#4.3 fine"),
            take("#4.3 ! ask"),
            evidence("E-1", "A.8.13"),
        )
        assert [f.id for f in found.findings] == ["F-1"]
        assert [f.id for f in found.strengths] == ["F-2"]
        assert [t.id for t in found.threads] == ["T-1"]
        assert [n.id for n in found.notes] == ["N-001", "N-003"]
        assert [r.item.id for r in found.undecided] == ["A.8.13"]

    def test_a_finding_is_told_on_the_day_it_was_raised_and_when_it_changed(self, build: Builder) -> None:
        records = build.records(finding("F-1", "ofi", "A.8.13"))
        later = "2026-11-23T09:00:00+01:00"
        _, records = writes_of([FindingRaised(id="F-1", title="x")], records, build.questionnaire, at=later, by="Bo")
        material = Material(build.questionnaire, records)
        days = [day for day in (f"2026-11-{n}" for n in range(20, 25)) if feedback(material, {}, day).findings]
        assert days == [TODAY, "2026-11-23"]

    def test_entries_of_the_day_that_are_not_ended_or_carry_something_over(self, build: Builder) -> None:
        found = told(
            build,
            slot("P-2", "11:00", "12:00"),
            slot("P-1", ended=at("10:00"), carried_over="A.8.9"),
            slot("P-3", "12:00", "13:00", ended=at("13:00")),
            slot("P-4", date="2026-12-01"),
            day=DAY,
        )
        assert [s.id for s in found.slots] == ["P-1", "P-2"]


def left(build: Builder, *changes: Change, type: Any = "internal_audit") -> tuple[str, ...]:
    material = build.material(*changes, type=type)
    return unfinished(material, results(material))


class TestUnfinished:
    def test_nothing_noted_is_nothing_forgotten(self, build: Builder) -> None:
        assert left(build) == ()

    def test_each_thing_that_is_left_is_named(self, build: Builder) -> None:
        assert left(
            build,
            take("doors"),
            thread("T-1", title="leaver"),
            sample("S-1", "3", "9", title="leavers"),
            seen("S-1", "3"),
            slot("P-1", carried_over="A.8.9"),
            answer("4.3-q1", "no"),
        ) == (
            "1 quick note not filed or to follow up: N-001.",
            "1 thread open: T-1.",
            "1 sample with cases that were not looked at: S-1.",
            "1 plan entry carried over and not taken up: P-1.",
            "1 item not decided: 4.3.",
        )

    def test_many_are_many(self, build: Builder) -> None:
        many = [take("doors"), take("! #4.3 ask"), take("#8.99")]
        many += [slot(ident, carried_over="x") for ident in ("P-1", "P-2")]
        assert left(build, *many) == (
            "3 quick notes not filed or to follow up: N-001, N-002, N-003.",
            "2 plan entries carried over and not taken up: P-1, P-2.",
        )

    def test_it_is_done_when_each_has_its_place(self, build: Builder) -> None:
        changes = [
            take("doors"), file_note("N-001", items=("A.7.1",)),
            thread("T-1", title="leaver", outcome="conformity", conclusion="closed in time"),
            sample("S-1", "3", title="leavers"), seen("S-1", "3", "n.a."),
            slot("P-1", carried_over="A.8.9"), slot("P-2", "11:00", "12:00", continues="P-1"),
            answer("4.3-q1", "no"), assess("4.3", "does_not_conform"),
        ]  # fmt: skip
        assert left(build, *changes) == ()

    def test_only_an_audit_has_to_decide(self, build: Builder) -> None:
        heard = answer("4.3-q1", "no")
        assert left(build, heard, type="gap_analysis") == ()
        assert left(build, heard, type="stage2") == ("1 item not decided: 4.3.",)
