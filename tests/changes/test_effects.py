"""What changes do beyond their own record."""

from building import AT, WHO, Builder, answer, assess, evidence, finding

from gapcheck.changes.answers import AnswerCleared, AnswerGiven
from gapcheck.changes.evidence import EvidenceAdded, EvidenceLinked, EvidenceRemoved, EvidenceUnlinked
from gapcheck.changes.findings import FindingRaised
from gapcheck.records.answers import Answer, Assessment
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding


def test_a_note_with_yes_shown_becomes_evidence_of_its_item(build: Builder) -> None:
    records = build.records(answer("A.8.13-q1", "yes_shown", note="DB in May, 40 min"))
    found = records.table(Evidence)["E-A.8.13-q1"]
    assert (found.title, found.from_answer) == ("DB in May, 40 min", "A.8.13-q1")
    assert [(link.item, link.effect) for link in records.table(Link).values()] == [("A.8.13", "supports")]


def test_no_other_answer_becomes_evidence(build: Builder) -> None:
    for value in ("yes_said", "partly", "no", "unknown", "skipped"):
        assert not build.records(answer("A.8.13-q1", value, note="heard")).table(Evidence)
    assert not build.records(answer("A.8.13-q1", "yes_shown")).table(Evidence)
    assert not build.records(answer("A.8.13-q1", "yes_shown", note=" ")).table(Evidence)


def test_the_evidence_follows_its_answer(build: Builder) -> None:
    shown = answer("A.8.13-q1", "yes_shown", note="May")
    assert (
        build.records(shown, answer("A.8.13-q1", "yes_shown", note="June")).table(Evidence)["E-A.8.13-q1"].title
        == "June"
    )
    for after in (answer("A.8.13-q1", "no"), AnswerCleared(question="A.8.13-q1")):
        records = build.records(shown, after)
        assert not records.table(Evidence)
        assert not records.table(Link)


def test_evidence_that_somebody_worked_on_outlives_its_answer(build: Builder) -> None:
    shown = answer("A.8.13-q1", "yes_shown", note="May")
    own_work = (
        EvidenceAdded(id="E-A.8.13-q1", reference="ticket 4711"),
        EvidenceAdded(id="E-A.8.13-q1", title="Restore test of the orders database"),
        EvidenceLinked(evidence="E-A.8.13-q1", item="A.5.30"),
    )
    for work in own_work:
        for after in (answer("A.8.13-q1", "no"), AnswerCleared(question="A.8.13-q1")):
            records = build.records(shown, work, after)
            assert records.table(Evidence)["E-A.8.13-q1"].from_answer == "", "it stands on its own now"
            assert records.table(Link)
        assert build.records(shown, work, answer("A.8.13-q1", "no"), shown).table(Evidence)["E-A.8.13-q1"]


def test_a_note_stays_when_only_the_answer_changes(build: Builder) -> None:
    records = build.records(answer("A.8.13-q1", "yes_said", note="May"), AnswerGiven(question="A.8.13-q1", value="no"))
    assert records.table(Answer)["A.8.13-q1"].note == "May"


def test_details_that_a_change_leaves_out_stay(build: Builder) -> None:
    records = build.records(
        finding("F-1", "minor", "A.8.13", nature="two systems left out"), FindingRaised(id="F-1", status="issued")
    )
    found = records.table(Finding)["F-1"]
    assert (found.nature, found.status, found.type) == ("two systems left out", "issued", "minor")


def test_links_that_are_given_later_are_added(build: Builder) -> None:
    records = build.records(evidence("E-1", "A.8.13"), evidence("E-1", "4.3"))
    assert {link.item for link in records.table(Link).values()} == {"A.8.13", "4.3"}


def test_removing_evidence_takes_its_links_and_no_others(build: Builder) -> None:
    records = build.records(evidence("E-1", "A.8.13", "4.3"), evidence("E-2", "4.3"), EvidenceRemoved(id="E-1"))
    assert list(records.table(Link)) == ["E-2>4.3"]


def looked_again(build: Builder, *after: object) -> bool:
    before = (evidence("E-1", "A.8.13"), evidence("E-2"), answer("A.8.13-q1", "yes_said"), assess("A.8.13", "conforms"))
    return build.records(*before, *after).table(Assessment)["A.8.13"].look_again  # type: ignore[arg-type]


def test_what_is_new_about_an_item_asks_for_another_look_at_its_decision(build: Builder) -> None:
    assert not looked_again(build)
    assert looked_again(build, answer("A.8.13-q1", "no"))
    assert looked_again(build, answer("A.8.13-q2", "yes_said"))
    assert looked_again(build, AnswerCleared(question="A.8.13-q1"))
    assert looked_again(build, EvidenceLinked(evidence="E-2", item="A.8.13", effect_on="contradicts"))
    assert looked_again(build, EvidenceUnlinked(evidence="E-1", item="A.8.13"))
    assert looked_again(build, EvidenceRemoved(id="E-1"))


def test_what_is_not_news_about_an_item_does_not(build: Builder) -> None:
    assert not looked_again(build, answer("A.8.13-q1", "yes_said", note="said again"))
    assert not looked_again(build, answer("A.8.14-q1", "no"))
    assert not looked_again(build, EvidenceLinked(evidence="E-2", item="A.8.13"))


def test_deciding_again_ends_the_second_look(build: Builder) -> None:
    assert not looked_again(build, answer("A.8.13-q1", "no"), assess("A.8.13", "partial"))


def test_news_of_one_site_bears_on_that_site_and_on_decisions_for_all(build: Builder) -> None:
    from building import site

    decided = [assess("A.8.13", "conforms", site=place) for place in ("", "berlin", "oslo")]
    records = build.records(site("berlin"), site("oslo"), *decided, answer("A.8.13-q1", "no", site="oslo"))
    marked = {key for key, found in records.table(Assessment).items() if found.look_again}
    assert marked == {"A.8.13", "A.8.13@oslo"}


def test_every_record_says_who_changed_it_when_and_how_often(build: Builder) -> None:
    changed = EvidenceAdded(id="E-1", reference="IT-REC-221")
    found = build.records(evidence("E-1"), changed).table(Evidence)["E-1"]
    assert (found.rev, found.at, found.by) == (2, AT, WHO)


def test_a_title_that_a_person_gave_to_evidence_stays_when_the_answer_is_given_again(build: Builder) -> None:
    shown = answer("A.8.13-q1", "yes_shown", note="May")
    named = EvidenceAdded(id="E-A.8.13-q1", title="Restore report of 12 May")
    again = AnswerGiven(question="A.8.13-q1", value="yes_shown", who_would_know="Ida")
    assert build.records(shown, named, again).table(Evidence)["E-A.8.13-q1"].title == "Restore report of 12 May"
