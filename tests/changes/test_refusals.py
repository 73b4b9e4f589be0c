"""What the rules do not allow: one plain sentence that names the thing and says what to do; nothing is recorded."""

import pytest
from building import Builder, action, answer, assess, evidence, exclude, finding, include, site
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.changes.actions import ActionChanged, ActionRemoved, SnapshotTaken
from gapcheck.changes.answers import AnswerCleared, AnswerGiven, DecisionWithdrawn, ItemAssessed, NoteWritten
from gapcheck.changes.applicability import ApplicabilityDecided
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import (
    EngagementChanged,
    EngagementStarted,
    MemberChanged,
    MemberRemoved,
    SiteChanged,
    SiteRemoved,
)
from gapcheck.changes.evidence import EvidenceAdded, EvidenceLinked, EvidenceRemoved, EvidenceUnlinked, LinkGiven
from gapcheck.changes.findings import FindingRaised, FindingRemoved
from gapcheck.changes.first_day import ProfileGiven, ScopeDrafted
from gapcheck.errors import Refusal

BEFORE: tuple[Change, ...] = (
    site("berlin"),
    answer("A.8.13-q1", "yes_said", site="berlin"),
    evidence("E-1", "A.8.13"),
    finding("F-1", "minor", "A.8.13", status="issued"),
    action("A-1", "4.3"),
    SnapshotTaken(id="S-1", label="before"),
)

# the change, what the sentence names, and what it says to do
REFUSED: list[tuple[Change, str, str]] = [
    (
        EngagementStarted(title="T", organization="O", type="stage2", questionnaire="x"),
        "started already",
        "'engagement'",
    ),
    (EngagementChanged(title=""), "title", "needs a title and an organization"),
    (EngagementChanged(organization="   "), "organization", "needs a title and an organization"),
    (EngagementChanged(type="stage1"), "F-1", "Change or remove the finding first"),
    (EngagementChanged(method={"gates_off": ["S1-01"]}), "S1-01", "only gates of common practice"),
    (EngagementChanged(method={"wieght": 1}), "wieght", "Known settings: weight_severity"),
    (EngagementChanged(method={"weight_risk": "much"}), "house method", "Known settings"),
    (EngagementChanged(method={"effort_s": 0}), "effort_s", "above 0"),
    (EngagementChanged(method={"weight_risk": -1}), "weight_risk", "0 or more"),
    (EngagementChanged(method={"weight_risk": float("nan")}), "weight_risk", "has to be a number"),
    (EngagementChanged(method={"reach_cap": -1}), "reach_cap", "0 or more"),
    (EngagementChanged(method={"months_of_records": 10**400}), "months_of_records", "at most 1000000"),
    (SnapshotTaken(id="S-2", label="x", seq=10**30), "S-2", "number of an entry"),
    (SiteChanged(id=""), "''", "at least one letter"),
    (SiteChanged(id="a@b"), "a@b", "no '@'"),
    (SiteRemoved(id="oslo"), "oslo", "known: berlin"),
    (SiteRemoved(id=""), "site", "by its id"),
    (SiteRemoved(id="berlin"), "A.8.13-q1@berlin", "Change those first"),
    (MemberChanged(id=" "), "team member", "needs an id"),
    (MemberRemoved(id="XY"), "XY", "no team member"),
    (AnswerGiven(question="A.8.13-q99", value="no"), "A.8.13-q99", "Did you mean A.8.13-q"),
    (AnswerGiven(question="A.8.13-q1", value="no", site="oslo"), "oslo", "Add the site first"),
    (AnswerCleared(question="A.8.13-q1"), "A.8.13-q1", "no answer to take back"),
    (AnswerCleared(question="nonsense"), "nonsense", "is not a question"),
    (ItemAssessed(item="A.8.99", status="partial"), "A.8.99", "Did you mean A.8."),
    (ItemAssessed(item="8.13", status="partial"), "8.13", "Did you mean A.8.13?"),
    (ItemAssessed(item="9.2", status="partial"), "9.2", "Did you mean"),
    (ItemAssessed(item="4.3", status="not_applicable", rationale="x"), "4.3", "always apply"),
    (ItemAssessed(item="A.7.4", status="not_applicable", rationale="x"), "A.7.4", "excluded with 'applicability'"),
    (ItemAssessed(item="4.3", status="conforms"), "4.3", "Give a reason (rationale)"),
    (ItemAssessed(item="4.3", status="conforms", rationale="  \n"), "4.3", "Give a reason (rationale)"),
    (ItemAssessed(item="4.3", maturity=3), "4.3", "controls only"),
    (ItemAssessed(item="A.8.13", maturity=6), "A.8.13", "0 to 5"),
    (ItemAssessed(item="A.8.13", documented="yes", site="oslo"), "oslo", "Add the site first"),
    (DecisionWithdrawn(item="4.3"), "4.3", "no decision to take back"),
    (NoteWritten(item="4.33", text="x"), "4.33", "Did you mean 4.3"),
    (NoteWritten(item="4.3", text="x", site="oslo"), "oslo", "Add the site first"),
    (EvidenceAdded(id="E-2"), "E-2", "needs a title"),
    (EvidenceAdded(id="E-1", title=" "), "E-1", "needs a title"),
    (EvidenceAdded(id="E>2", title="x"), "E>2", "use letters, digits, dots and dashes"),
    (EvidenceAdded(id="", title="x"), "''", "use letters"),
    (EvidenceAdded(id="E-2", title="x", site="oslo"), "oslo", "Add the site first"),
    (EvidenceAdded(id="E-2", title="x", links=(LinkGiven(item="A.9.1"),)), "A.9.1", "is not an item"),
    (EvidenceLinked(evidence="E-9", item="4.3"), "E-9", "no evidence"),
    (EvidenceLinked(evidence="E-1", item="A.99"), "A.99", "is not an item"),
    (EvidenceUnlinked(evidence="E-1", item="4.3"), "E-1", "not linked to 4.3"),
    (EvidenceRemoved(id="E-9"), "E-9", "no evidence"),
    (FindingRaised(id="", type="minor", items=("4.3",)), "finding", "needs an id"),
    (FindingRaised(id="F-9", items=("4.3",)), "F-9", "needs at least a type"),
    (FindingRaised(id="F-9", type="minor"), "F-9", "the items it is about"),
    (FindingRaised(id="F-1", items=()), "F-1", "at least one item"),
    (FindingRaised(id="F-9", type="minor", items=("4.33",)), "4.33", "Did you mean"),
    (FindingRaised(id="F-9", type="minor", items=("4.3",), site="oslo"), "oslo", "Add the site first"),
    (FindingRaised(id="F-9", type="area_of_concern", items=("4.3",)), "gap analysis", "it has: major, minor"),
    (FindingRemoved(id="F-9"), "F-9", "no finding"),
    (FindingRemoved(id="F-1"), "F-1", "close it instead"),
    (exclude("4.3"), "4.3", "always apply"),
    (include("9.2.1"), "9.2.1", "always apply"),
    (exclude("A.7.4", reason=""), "A.7.4", "(reason_out"),
    (exclude("A.7.4", reason="N/A."), "A.7.4", "(reason_out"),
    (exclude("A.7.4", by=" "), "A.7.4", "(decided_by)"),
    (ApplicabilityDecided(item="A.7.4", applicable="yes", reason_text="Required"), "A.7.4", "name the risk, law"),
    (ActionChanged(id="", items=("4.3",), text="x"), "action", "needs an id"),
    (ActionChanged(id="A-9", text="x"), "A-9", "the items it is for"),
    (ActionChanged(id="A-9", items=("4.3",)), "A-9", "needs a text"),
    (ActionChanged(id="A-1", items=()), "A-1", "the items it is for"),
    (ActionChanged(id="A-1", text=" "), "A-1", "needs a text"),
    (ActionChanged(id="A-9", items=("4.99",), text="x"), "4.99", "is not an item"),
    (ActionChanged(id="A-1", risk_level=0), "A-1", "1 to 25"),
    (ActionChanged(id="A-1", risk_level=26), "A-1", "1 to 25"),
    (ActionChanged(id="A-1", days=0), "A-1", "above 0"),
    (ActionChanged(id="A-1", days=float("inf")), "A-1", "above 0"),
    (ActionChanged(id="A-1", days=float("nan")), "A-1", "above 0"),
    (ActionChanged(id="A-1", status="done"), "A-1", "(evidence or closing_note)"),
    (ActionRemoved(id="A-9"), "A-9", "no action"),
    (SnapshotTaken(id="S-1", label="again"), "S-1", "never overwritten"),
    (SnapshotTaken(id="", label="x"), "snapshot", "needs an id"),
    (ProfileGiven(id="P99", text="x"), "P99", "known: P1, P2"),
    (ProfileGiven(id="", choice="no"), "''", "known: P1, P2"),
    (ProfileGiven(id="P1", choice="unsure"), "P1", "answer it with 'text'"),
    (ScopeDrafted(inside={"assets": "x", "staff": "y"}), "staff", "known: assets, departments"),
    (ScopeDrafted(outside={"": "y"}), "''", "known: assets, departments"),
]


@pytest.mark.parametrize(("change", "names", "advice"), REFUSED)
def test_refused_with_a_sentence(change: Change, names: str, advice: str, build: Builder) -> None:
    with pytest.raises(Refusal) as caught:
        build.records(*BEFORE, change)
    sentence = str(caught.value)
    assert names in sentence
    assert advice in sentence
    assert "\n" not in sentence.replace("'  \\n'", "")
    assert sentence.rstrip().endswith((".", "?"))


def test_a_refused_change_leaves_no_trace_and_takes_the_others_of_its_entry_with_it(build: Builder) -> None:
    engagement = build.engagement(*BEFORE)
    before, head = engagement.records, engagement.store.head
    with pytest.raises(Refusal):
        engagement.do(answer("4.3-q1", "no"), assess("4.3", "not_applicable"))
    assert (engagement.records, engagement.store.head) == (before, head)
    assert build.reopened(engagement).records == before


def test_an_engagement_needs_a_title_and_an_organization(build: Builder) -> None:
    from gapcheck.engagement import Engagement

    for fields in ({"title": " ", "organization": "O"}, {"title": "T", "organization": ""}):
        with pytest.raises(Refusal, match="needs a title and an organization"):
            Engagement.create(build.folder / "none", type="gap_analysis", who="x", **fields)
        assert not (build.folder / "none").exists()


def test_a_reason_is_asked_for_only_where_the_decision_differs(build: Builder) -> None:
    heard = [answer(q.id, "yes_said") for q in build.questionnaire.by_id["4.3"].questions]
    build.records(*heard, ItemAssessed(item="4.3", status="conforms"))
    with pytest.raises(Refusal, match="the facts suggest 'conforms'"):
        build.records(*heard, ItemAssessed(item="4.3", status="partial"))


def test_a_reason_for_one_decision_is_none_for_another(build: Builder) -> None:
    with pytest.raises(Refusal, match="Give a reason"):
        build.records(assess("4.3", "partial"), ItemAssessed(item="4.3", status="conforms"))


@pytest.mark.parametrize("word", ["Required", "not required.", "best practice", "N/A", "n.a.", "None", "-", "", "   "])
def test_words_that_give_no_reason_exclude_nothing(word: str, build: Builder) -> None:
    with pytest.raises(Refusal, match=r"6\.1\.3 d"):
        build.records(exclude("A.7.4", reason=word))


@given(ref=st.text(max_size=30))
def test_any_text_for_an_item_is_refused_in_words(ref: str, build: Builder) -> None:
    if ref in build.questionnaire.by_id:
        return
    with pytest.raises(Refusal, match="is not an item of iso27001-2022"):
        build.records(NoteWritten(item=ref, text="x"))
