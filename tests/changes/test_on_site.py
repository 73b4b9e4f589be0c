"""What happens on site: notes, threads, samples, participants, the plan and the meetings."""

import msgspec
import pytest
from building import AT, WHO, Builder, answer, evidence, finding, site
from building_on_site import DAY, file_note, meeting, sample, seen, slot, take, thread

from gapcheck.changes import file
from gapcheck.changes.answers import AnswerCleared
from gapcheck.changes.base import Change
from gapcheck.changes.day import MeetingHeld, ParticipantChanged, ParticipantRemoved, SlotChanged, SlotRemoved
from gapcheck.changes.entry import writes_of
from gapcheck.changes.evidence import EvidenceAdded, EvidenceRemoved, next_id
from gapcheck.changes.findings import FindingRaised, FindingRemoved
from gapcheck.changes.samples import CaseSeen, SampleChanged, SampleRemoved
from gapcheck.changes.threads import ThreadRemoved
from gapcheck.errors import Refusal
from gapcheck.records.base import Records
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Case, Sample
from gapcheck.records.threads import Thread


def the_note(build: Builder, *changes: Change) -> QuickNote:
    return build.records(*changes).table(QuickNote)["N-001"]


def the_thread(build: Builder, *changes: Change) -> Thread:
    return build.records(*changes).table(Thread)["T-1"]


def the_sample(build: Builder, *changes: Change) -> Sample:
    return build.records(*changes).table(Sample)["S-1"]


class TestNotes:
    def test_a_note_says_when_where_and_with_whom(self, build: Builder) -> None:
        found = the_note(build, site("berlin"), take("doors", person="IH", place="server room", site="berlin"))
        assert (found.text, found.person, found.place, found.site) == ("doors", "IH", "server room", "berlin")
        assert (found.taken_at, found.taken_by) == (AT, WHO)

    def test_when_it_was_taken_stays_when_it_is_filed_later_by_somebody_else(self, build: Builder) -> None:
        records, later = build.records(take("doors")), "2026-11-21T18:00:00+01:00"
        _, after = writes_of([file_note("N-001", items=("A.7.1",))], records, build.questionnaire, at=later, by="Bo")
        found = after.table(QuickNote)["N-001"]
        assert (found.taken_at, found.taken_by, found.at, found.by) == (AT, WHO, later, "Bo")

    def test_notes_are_numbered_in_their_order(self, build: Builder) -> None:
        records = build.records(take("a"), take("b"), take("x", id="N-7"), take("c"), take("y", id="mine"), take("d"))
        assert {n.id: n.text for n in records.table(QuickNote).values()} == {
            "N-001": "a", "N-002": "b", "N-7": "x", "N-008": "c", "mine": "y", "N-009": "d",
        }  # fmt: skip

    def test_replaying_gives_the_same_numbers_also_after_undo(self, build: Builder) -> None:
        engagement = build.engagement(take("a"), take("b"))
        engagement.do(take("c"))
        engagement.undo()
        engagement.do(take("d"))
        engagement.do(take("e"))
        records = Records()
        for entry in engagement.store.entries():
            _, records = writes_of(entry.changes, records, build.questionnaire, at=entry.at, by=entry.by, check=False)
        assert records == engagement.records == build.reopened(engagement).records
        assert [n.text for n in records.table(QuickNote).values()] == ["a", "b", "d", "e"]
        assert list(records.table(QuickNote)) == ["N-001", "N-002", "N-003", "N-004"]

    @pytest.mark.parametrize("odd", ["N-²", "N-٣", "N-", "N--5", "N-1.5", f"N-{'9' * 5000}"])
    def test_an_odd_id_stops_no_numbering(self, odd: str) -> None:
        assert next_id("N-", [odd, "N-002"]) == "N-003"

    def test_what_a_line_names_it_is_filed_to_at_once(self, build: Builder) -> None:
        found = the_note(build, take("#A.8.13 and #4.3: restore fails, #A.8.13"))
        assert (found.items, found.unclear, found.is_open) == (("A.8.13", "4.3"), (), False)

    def test_an_item_that_there_is_not_refuses_nothing_and_is_not_forgotten(self, build: Builder) -> None:
        found = the_note(build, take("#8.99 and #4.3"))
        assert (found.items, found.unclear, found.is_open) == (("4.3",), ("8.99",), True)
        looked_at = the_note(build, take("#8.99 and #4.3"), file_note("N-001", items=("4.3", "A.8.9")))
        assert (looked_at.items, looked_at.unclear, looked_at.is_open) == (("4.3", "A.8.9"), (), False)

    def test_mending_a_line_moves_the_note_to_what_it_names_now(self, build: Builder) -> None:
        found = the_note(build, take("doors #4.3 #8.99"), take("doors #A.7.1 #8.98", id="N-001"))
        assert (found.text, found.items, found.unclear) == ("doors #A.7.1 #8.98", ("A.7.1",), ("8.98",))
        assert found.rev == 2

    def test_mending_a_line_keeps_where_a_person_filed_the_note(self, build: Builder) -> None:
        moved = [take("dors #4.3 #8.99", person="IH"), file_note("N-001", items=("A.7.1",))]
        found = the_note(build, *moved, take("doors #4.3 #8.99 #A.7.2", id="N-001"))
        assert (found.items, found.unclear, found.person) == (("A.7.1", "A.7.2"), (), "IH")

    def test_a_note_becomes_several_things(self, build: Builder) -> None:
        made = [take("doors"), evidence("E-1"), finding("F-1", "ofi", "A.7.1"), thread("T-1", title="doors")]
        filed = [file_note("N-001", became=("E-1",)), file_note("N-001", became=("F-1", "T-1", "E-1"))]
        assert the_note(build, *made, *filed).became == ("E-1", "F-1", "T-1")

    def test_a_note_is_set_aside_and_taken_up_again(self, build: Builder) -> None:
        aside = [take("doors !"), file_note("N-001", set_aside="heard twice")]
        assert not the_note(build, *aside).is_open
        assert the_note(build, *aside, file_note("N-001", set_aside="")).is_open

    def test_following_up_is_ticked_and_unticked(self, build: Builder) -> None:
        done = [take("#A.7.1 doors !"), file_note("N-001", followed_up=True)]
        assert not the_note(build, *done).is_open
        assert the_note(build, *done, file_note("N-001", followed_up=False)).is_open

    def test_when_what_it_became_is_taken_away_the_note_is_open_again(self, build: Builder) -> None:
        for made, gone in (
            (evidence("E-1"), EvidenceRemoved(id="E-1")),
            (finding("F-1", "ofi", "A.7.1"), FindingRemoved(id="F-1")),
            (thread("T-1", title="doors"), ThreadRemoved(id="T-1")),
            (answer("A.8.13-q1", "yes_shown", note="May"), AnswerCleared(question="A.8.13-q1")),
        ):
            ident = "E-A.8.13-q1" if isinstance(gone, AnswerCleared) else gone.id  # type: ignore[attr-defined]
            before = (take("doors"), take("other"), made, file_note("N-001", became=(ident,)))
            assert not the_note(build, *before).is_open
            records = build.records(*before, gone)
            assert records.table(QuickNote)["N-001"].is_open
            assert records.table(QuickNote)["N-002"].rev == 1

    def test_undo_settles_it_again(self, build: Builder) -> None:
        engagement = build.engagement(take("doors"), evidence("E-1"), file_note("N-001", became=("E-1",)))
        engagement.do(EvidenceRemoved(id="E-1"))
        engagement.undo()
        assert not engagement.records.table(QuickNote)["N-001"].is_open


class TestWhenEvidenceWasTakenAndFindingsWereRaised:
    def test_it_is_kept_when_they_change(self, build: Builder) -> None:
        records = build.records(evidence("E-1", "A.8.13"), finding("F-1", "minor", "A.8.13"))
        changes = [EvidenceAdded(id="E-1", reference="IT-221"), FindingRaised(id="F-1", title="again")]
        _, after = writes_of(changes, records, build.questionnaire, at="2026-11-22T08:00:00+01:00", by="Bo")
        piece, raised = after.table(Evidence)["E-1"], after.table(Finding)["F-1"]
        assert (piece.taken_at, piece.taken_by, piece.by) == (AT, WHO, "Bo")
        assert (raised.raised_at, raised.raised_by, raised.by) == (AT, WHO, "Bo")

    def test_what_is_typed_up_later_says_when_it_was_seen(self, build: Builder) -> None:
        earlier = "2026-11-20T14:05:00+01:00"
        found = build.records(evidence("E-1", taken_at=earlier, taken_by="Bo")).table(Evidence)["E-1"]
        assert (found.taken_at, found.taken_by) == (earlier, "Bo")

    def test_the_note_of_an_answer_has_it_too(self, build: Builder) -> None:
        found = build.records(answer("A.8.13-q1", "yes_shown", note="May")).table(Evidence)["E-A.8.13-q1"]
        assert (found.taken_at, found.taken_by) == (AT, WHO)


class TestThreads:
    def test_one_is_parked_with_no_more_than_a_title(self, build: Builder) -> None:
        found = the_thread(build, thread("T-1", title="leaver of May"))
        assert (found.title, found.items, found.is_open) == ("leaver of May", (), True)

    def test_a_ready_thread_brings_its_title_and_items(self, build: Builder) -> None:
        ready = next(t for t in build.questionnaire.on_site.threads if t.id == "leaver")
        found = the_thread(build, thread("T-1", ready="leaver", case="ticket 4711"))
        assert (found.title, found.items, found.case) == (ready.title, ready.items, "ticket 4711")

    def test_what_a_person_says_goes_before_what_the_ready_thread_brings(self, build: Builder) -> None:
        found = the_thread(build, thread("T-1", ready="leaver", title="Mine", items=("4.3",)))
        assert (found.title, found.items) == ("Mine", ("4.3",))

    def test_a_thread_that_follows_a_ready_one_later_keeps_its_own_items_too(self, build: Builder) -> None:
        ready = next(t for t in build.questionnaire.on_site.threads if t.id == "restore")
        parked = thread("T-1", title="Mine", items=("4.3", ready.items[0]))
        found = the_thread(build, parked, thread("T-1", ready="restore"))
        assert (found.title, found.items) == ("Mine", ("4.3", *ready.items))
        fewer = the_thread(build, parked, thread("T-1", ready="restore"), thread("T-1", items=("4.3",)),
                           thread("T-1", ready="restore", case="May"))  # fmt: skip
        assert fewer.items == ("4.3",)

    def test_steps_are_kept_in_order_and_once(self, build: Builder) -> None:
        assert the_thread(build, thread("T-1", ready="leaver", seen=(3, 1, 3))).seen == (1, 3)

    def test_it_ends_in_conformity_by_words_or_by_evidence(self, build: Builder) -> None:
        for shown in ({"conclusion": "closed on the day"}, {"evidence": ("E-1",)}):
            found = the_thread(build, evidence("E-1"), thread("T-1", title="x", outcome="conformity", **shown))
            assert not found.is_open

    def test_it_ends_in_a_finding_that_is_on_record(self, build: Builder) -> None:
        ended = [finding("F-1", "ofi", "A.6.5"), thread("T-1", title="x", outcome="finding", finding="F-1")]
        assert not the_thread(build, *ended).is_open

    def test_opening_it_again_lets_go_of_the_finding(self, build: Builder) -> None:
        ended = [finding("F-1", "ofi", "A.6.5"), thread("T-1", title="x", outcome="finding", finding="F-1")]
        for outcome in ("open", "conformity"):
            found = the_thread(build, *ended, thread("T-1", outcome=outcome, conclusion="second look"))
            assert (found.outcome, found.finding) == (outcome, "")

    def test_it_is_open_again_when_its_finding_is_taken_away(self, build: Builder) -> None:
        ended = [finding("F-1", "ofi", "A.6.5"), thread("T-1", title="x", outcome="finding", finding="F-1")]
        found = the_thread(build, *ended, FindingRemoved(id="F-1"))
        assert (found.outcome, found.finding) == ("open", "")

    def test_it_stays_a_finding_when_evidence_is_taken_away(self, build: Builder) -> None:
        ended = thread("T-1", title="x", outcome="finding", finding="F-1", evidence=("E-1",))
        found = the_thread(build, evidence("E-1"), finding("F-1", "ofi", "A.6.5"), ended, EvidenceRemoved(id="E-1"))
        assert (found.outcome, found.finding, found.evidence) == ("finding", "F-1", ())

    def test_it_is_open_again_when_all_that_showed_conformity_is_taken_away(self, build: Builder) -> None:
        ended = [evidence("E-1"), evidence("E-2"), thread("T-1", title="x", outcome="conformity", evidence=("E-1", "E-2"))]  # fmt: skip  # noqa: E501
        assert the_thread(build, *ended, EvidenceRemoved(id="E-1")).evidence == ("E-2",)
        assert not the_thread(build, *ended, EvidenceRemoved(id="E-1")).is_open
        assert the_thread(build, *ended, EvidenceRemoved(id="E-1"), EvidenceRemoved(id="E-2")).is_open
        said = thread("T-1", conclusion="seen live")
        assert not the_thread(build, *ended, said, EvidenceRemoved(id="E-1"), EvidenceRemoved(id="E-2")).is_open


class TestSamples:
    def test_a_sample_says_what_why_out_of_how_many_and_how(self, build: Builder) -> None:
        said = {
            "title": "leavers", "objective": "accounts are closed in time", "population": "leavers",
            "population_size": 40, "source": "HR export of 12 November", "method": "random", "how": "lots", "seed": "7",
        }  # fmt: skip
        found = the_sample(build, sample("S-1", "3", "9", items=("A.5.18",), **said))
        assert {name: getattr(found, name) for name in said} == said
        assert [case.id for case in found.cases] == ["3", "9"]
        assert found.is_open

    def test_a_case_is_looked_at(self, build: Builder) -> None:
        drawn = sample("S-1", "3", "9", title="leavers")
        found = the_sample(build, drawn, seen("S-1", "9", result="exception", note="open 40 days"))
        assert found.cases == (Case(id="3"), Case(id="9", result="exception", note="open 40 days"))
        assert (found.looked_at, found.exceptions, found.is_open) == (1, 1, True)

    def test_a_note_and_a_result_come_one_after_the_other(self, build: Builder) -> None:
        both = [seen("S-1", "3", "ok"), CaseSeen(sample="S-1", id="3", note="in time")]
        found = the_sample(build, sample("S-1", "3", title="leavers"), *both)
        assert found.cases == (Case(id="3", result="ok", note="in time"),)
        assert not found.is_open

    def test_doubling_keeps_what_was_seen(self, build: Builder) -> None:
        drawn = [sample("S-1", "3", "9", title="x"), seen("S-1", "9", "exception", note="open 40 days")]
        found = the_sample(build, *drawn, sample("S-1", "1", "3", "9", "12"))
        assert found.cases == (
            Case(id="1"), Case(id="3"), Case(id="9", result="exception", note="open 40 days"), Case(id="12"),
        )  # fmt: skip

    def test_a_result_that_is_given_with_the_cases_counts(self, build: Builder) -> None:
        drawn = [sample("S-1", "3", title="x"), seen("S-1", "3", note="in time")]
        found = the_sample(build, *drawn, SampleChanged(id="S-1", cases=(Case(id="3", result="exception"),)))
        assert found.cases == (Case(id="3", result="exception"),)

    def test_a_sample_can_be_drawn_anew_while_nothing_was_seen(self, build: Builder) -> None:
        found = the_sample(build, sample("S-1", "3", "9", title="x"), sample("S-1", "4"))
        assert [case.id for case in found.cases] == ["4"]
        cleared = [seen("S-1", "3", result="ok"), seen("S-1", "3", result="")]
        found = the_sample(build, sample("S-1", "3", title="x"), *cleared, SampleChanged(id="S-1", cases=()))
        assert found.cases == ()

    def test_a_result_is_not_dropped_on_the_way(self, build: Builder) -> None:
        with pytest.raises(Refusal, match="case '9' has a result and stays on record"):
            build.records(sample("S-1", "3", "9", title="x"), seen("S-1", "9", result="exception"), sample("S-1", "3"))

    @pytest.mark.parametrize(
        ("method", "size", "projected"),
        [
            ("judgement", 40, False),
            ("systematic", 40, False),
            ("random", 40, True),
            ("all", 2, True),
            ("all", 3, False),
        ],
    )
    def test_which_samples_say_something_of_all_cases(
        self, build: Builder, method: str, size: int, projected: bool
    ) -> None:
        found = the_sample(build, sample("S-1", "1", "2", title="x", method=method, population_size=size))
        assert found.can_be_projected is projected

    def test_removing_it_leaves_the_evidence_and_removing_the_evidence_leaves_it(self, build: Builder) -> None:
        made = [evidence("E-1"), sample("S-1", "3", title="x", evidence="E-1")]
        assert "E-1" in build.records(*made, SampleRemoved(id="S-1")).table(Evidence)
        assert the_sample(build, *made, EvidenceRemoved(id="E-1")).evidence == ""


class TestTheDay:
    def test_a_participant_without_a_name_is_called_by_the_id(self, build: Builder) -> None:
        records = build.records(ParticipantChanged(id="IH"), ParticipantChanged(id="bo.lund", name="Bo Lund"))
        assert {p.id: p.name for p in records.table(Participant).values()} == {"IH": "IH", "bo.lund": "Bo Lund"}

    @pytest.mark.parametrize("ident", ["IH", "bo.lund", "anne-marie", "Žofie", "李雷", "नीता", "7", "A_B"])
    def test_ids_are_what_can_stand_after_an_at(self, ident: str, build: Builder) -> None:
        named = [ParticipantChanged(id=ident), take(f"with @{ident}: doors")]
        records = build.records(*named)
        assert records.table(QuickNote)["N-001"].marks.people == tuple(records.table(Participant))

    def test_notes_keep_the_name_of_somebody_who_left(self, build: Builder) -> None:
        found = build.records(ParticipantChanged(id="IH"), take("x", person="IH"), ParticipantRemoved(id="IH"))
        assert found.table(QuickNote)["N-001"].person == "IH"
        assert not found.table(Participant)

    def test_an_entry_is_planned_moved_begun_and_ended(self, build: Builder) -> None:
        steps = [
            slot("P-1", people=("IH", "somebody of HR"), role=build.questionnaire.roles[0].id, items=("A.8.13",)),
            SlotChanged(id="P-1", start="10:00", end="10:45"),
            SlotChanged(id="P-1", began=f"{DAY}T10:05:00+01:00"),
            SlotChanged(id="P-1", ended=f"{DAY}T09:50:00Z", carried_over="A.8.9, tomorrow 09:00"),
        ]
        found = build.records(*steps).table(Slot)["P-1"]
        assert (found.start, found.minutes, found.people) == ("10:00", 45, ("IH", "somebody of HR"))
        assert found.is_carried_over
        assert not build.records(slot("P-1"), SlotRemoved(id="P-1")).table(Slot)

    def test_another_entry_takes_up_what_was_left(self, build: Builder) -> None:
        found = build.records(slot("P-1"), slot("P-2", "11:00", "11:30", continues="P-1")).table(Slot)["P-2"]
        assert found.continues == "P-1"

    @pytest.mark.parametrize("times", [("00:00", "00:01"), ("23:58", "23:59"), ("09:59", "10:00")])
    def test_times_of_the_day(self, times: tuple[str, str], build: Builder) -> None:
        assert build.records(slot("P-1", *times)).table(Slot)["P-1"].minutes == 1

    def test_points_are_ticked_one_after_the_other(self, build: Builder) -> None:
        held = [
            meeting(present=("IH", "AB", "IH")),
            meeting(done={"scope": ""}),
            meeting(done={"attendance": "CEO joins at the end"}),
            meeting(note="20 minutes"),
        ]
        found = build.records(*held).table(Meeting)[f"opening@{DAY}"]
        assert (found.present, found.note) == (("IH", "AB"), "20 minutes")
        assert found.done == {"scope": "", "attendance": "CEO joins at the end"}

    def test_a_point_is_unticked(self, build: Builder) -> None:
        held = [meeting(done={"scope": "", "plan": ""}), meeting(undone=("scope", "questions"))]
        assert build.records(*held).table(Meeting)[f"opening@{DAY}"].done == {"plan": ""}

    def test_each_site_and_each_day_has_its_own_meeting(self, build: Builder) -> None:
        held = [meeting(), meeting(site="berlin"), MeetingHeld(kind="opening", date="2026-12-01")]
        found = build.records(site("berlin"), *held).table(Meeting)
        assert list(found) == [f"opening@{DAY}", f"opening@{DAY}@berlin", "opening@2026-12-01"]


def test_a_whole_day_comes_from_a_file(build: Builder) -> None:
    path = build.folder / "day.yaml"
    path.write_text(
        """
- participant: {id: IH, name: Ida Holm, function: Head of IT}
- slot: {id: P-1, date: 2026-11-30, start: 09:30, end: 10:15, title: IT operations, people: [IH]}
- meeting: {kind: opening, date: 2026-11-30, present: [IH, AB], done: {scope: "", plan: two slots swapped}}
- quick_note: {text: "@IH says restore of #A.8.13 fails !", person: IH, place: server room}
- sample: {id: S-1, title: leavers, population_size: 40, method: random, seed: 7, cases: [3, 9]}
- case: {sample: S-1, id: 9, result: exception, note: open 40 days}
- thread: {id: T-1, ready: leaver, case: 4711, notes: [N-001], seen: [1, 2]}
- file_note: {id: N-001, became: [T-1], followed_up: yes}
""",
        encoding="utf-8",
    )
    engagement = build.engagement()
    assert engagement.apply(file.read(path)) == 8
    records = build.reopened(engagement).records
    assert records.table(QuickNote)["N-001"].became == ("T-1",)
    assert not records.table(QuickNote)["N-001"].is_open
    assert records.table(Sample)["S-1"].cases == (Case(id="3"), Case(id="9", result="exception", note="open 40 days"))
    assert records.table(Thread)["T-1"].seen == (1, 2)
    assert records.table(Meeting)["opening@2026-11-30"].done["plan"] == "two slots swapped"


def test_cases_fit_in_a_cell(build: Builder) -> None:
    path = build.folder / "samples.csv"
    path.write_text("change,id,title,population_size,cases\nsample,S-1,leavers,40,3; 9 ;12\n", encoding="utf-8")
    ((_, change),) = file.read(path)
    assert change == SampleChanged(id="S-1", title="leavers", population_size=40, cases=(Case(id="3"), Case(id="9"), Case(id="12")))  # fmt: skip  # noqa: E501
    assert msgspec.structs.asdict(change)["method"] is msgspec.UNSET
