"""What is refused on site: one plain sentence that names the thing and says what to do."""

from pathlib import Path
from typing import Any

import pytest
from building import Builder, evidence, site
from building_on_site import DAY, file_note, meeting, sample, seen, slot, take, thread

from gapcheck.changes.base import Change
from gapcheck.changes.day import MeetingHeld, ParticipantChanged, ParticipantRemoved, SlotChanged, SlotRemoved
from gapcheck.changes.engagement import SiteRemoved
from gapcheck.changes.samples import LARGEST, SampleRemoved
from gapcheck.changes.threads import ThreadRemoved
from gapcheck.errors import Refusal
from gapcheck.records.base import Records

BEFORE: tuple[Change, ...] = (
    take("doors"),
    thread("T-1", title="x"),
    thread("T-2", ready="leaver"),
    sample("S-1", "3", title="x", population_size=40),
    slot("P-1"),
    evidence("E-1"),
)

# the change, what the sentence names, and what it says to do
REFUSED: list[tuple[Change, str, str]] = [
    (take(" \n"), "empty line", "at least a word"),
    (take("x", id=" "), "' '", "such as N-001"),
    (take("x", id="N;1"), "N;1", "such as N-001"),
    (take("x", site="oslo"), "oslo", "Add the site first"),
    (file_note("N-9"), "N-9", "no quick note"),
    (file_note("N-001", items=("4.33",)), "4.33", "Did you mean"),
    (file_note("N-001", became=("E-1", "E-9")), "E-9", "no evidence, finding or thread"),
    (file_note("N-001", set_aside=" "), "N-001", "(set_aside)"),
    (thread("", title="x"), "''", "such as T-001"),
    (thread("T-9"), "T-9", "needs a title"),
    (thread("T-1", title=" "), "T-1", "needs a title"),
    (thread("T-9", ready="leavers"), "leavers", "known: leaver"),
    (thread("T-1", items=("A.99",)), "A.99", "is not an item"),
    (thread("T-1", site="oslo"), "oslo", "Add the site first"),
    (thread("T-1", evidence=("E-9",)), "E-9", "no evidence"),
    (thread("T-1", notes=("N-9",)), "N-9", "no quick note"),
    (thread("T-2", seen=(0,)), "step 0", "steps"),
    (thread("T-2", seen=(1, 10**30)), "step 1000", "'leaver' has"),
    (thread("T-1", seen=(1,)), "step 1", "follows no ready thread"),
    (thread("T-1", outcome="conformity"), "T-1", "'conclusion' or 'evidence'"),
    (thread("T-1", outcome="conformity", conclusion=" "), "T-1", "'conclusion' or 'evidence'"),
    (thread("T-1", outcome="finding"), "T-1", "on record ('finding')"),
    (thread("T-1", outcome="finding", finding="F-9"), "T-1", "on record ('finding')"),
    (ThreadRemoved(id="T-9"), "T-9", "no thread"),
    (sample("", title="x"), "''", "such as S-001"),
    (sample("S-9"), "S-9", "needs a title"),
    (sample("S-1", items=("8.13",)), "8.13", "Did you mean A.8.13?"),
    (sample("S-1", site="oslo"), "oslo", "Add the site first"),
    (sample("S-1", evidence="E-9"), "E-9", "no evidence"),
    (sample("S-1", "3", "4", "3"), "'3' twice", "picked once"),
    (sample("S-1", " "), "S-1", "without a name"),
    (sample("S-1", *map(str, range(41))), "41 cases out of 40", "one of the two is wrong"),
    (sample("S-1", *map(str, range(LARGEST + 1))), f"{LARGEST + 1} cases", f"{LARGEST} are allowed"),
    (sample("S-1", population_size=-1), "S-1", "0 when it is not known"),
    (sample("S-1", population_size=10**30), "S-1", "0 when it is not known"),
    (seen("S-9", "3"), "S-9", "no sample"),
    (seen("S-1", "4"), "S-1", "no case '4'"),
    (SampleRemoved(id="S-9"), "S-9", "no sample"),
    (ParticipantChanged(id=""), "''", "initials or a short name"),
    (ParticipantChanged(id="Ida Holm"), "Ida Holm", "initials or a short name"),
    (ParticipantChanged(id="@IH"), "@IH", "initials or a short name"),
    (ParticipantChanged(id="IH."), "IH.", "initials or a short name"),
    (ParticipantChanged(id="O'Neil"), "O'Neil", "initials or a short name"),
    (ParticipantChanged(id="IH", name=" "), "IH", "needs a name"),
    (ParticipantChanged(id="IH", roles=("boss",)), "boss", "known: "),
    (ParticipantChanged(id="IH", site="oslo"), "oslo", "Add the site first"),
    (ParticipantRemoved(id="XY"), "XY", "no participant"),
    (SlotChanged(id="P-9", date=DAY, start="09:00", title="x"), "P-9", "a date, a start, an end and a title"),
    (slot("", title="x"), "''", "such as P-001"),
    (slot("P-9", title=" "), "P-9", "needs a title"),
    (slot("P-9", date="30.11.2026"), "30.11.2026", "year-month-day"),
    (slot("P-9", date="2026-02-30"), "2026-02-30", "year-month-day"),
    (slot("P-9", date="2026-W47-6"), "2026-W47-6", "year-month-day"),
    (slot("P-9", date="20261130"), "20261130", "year-month-day"),
    (slot("P-9", "9:30"), "'9:30'", "hour and minute"),
    (slot("P-9", "09:30", "24:00"), "'24:00'", "hour and minute"),
    (slot("P-9", "09:30", "10:60"), "'10:60'", "hour and minute"),
    (slot("P-9", "0٣:00"), "0٣:00", "hour and minute"),
    (slot("P-9", "10:00", "10:00"), "P-9", "has to come later"),
    (slot("P-9", "22:00", "02:00"), "P-9", "two entries"),
    (SlotChanged(id="P-1", end="09:00"), "P-1", "has to come later"),
    (slot("P-9", began="half past nine"), "half past nine", "with its offset"),
    (slot("P-9", began=f"{DAY}T09:30:00"), f"{DAY}T09:30:00", "with its offset"),
    (slot("P-9", began=f"{DAY}T09:30:00+01:00", ended=f"{DAY}T08:29:00+00:00"), "P-9", "before it began"),
    (slot("P-9", items=("A.99",)), "A.99", "is not an item"),
    (slot("P-9", role="boss"), "boss", "known: "),
    (slot("P-9", site="oslo"), "oslo", "Add the site first"),
    (slot("P-9", continues="P-9"), "P-9", "no other entry"),
    (slot("P-9", continues="P-8"), "P-8", "no other entry"),
    (SlotRemoved(id="P-9"), "P-9", "no entry"),
    (MeetingHeld(kind="lunch", date=DAY), "lunch", "known: opening"),
    (MeetingHeld(kind="opening", date="today"), "today", "year-month-day"),
    (meeting(site="oslo"), "oslo", "Add the site first"),
    (meeting(done={"coffee": ""}), "coffee", "has no point"),
    (meeting(undone=("coffee",)), "coffee", "has no point"),
]


@pytest.fixture(scope="module")
def before(questionnaire: Any) -> Records:
    """What stands before each change that is refused."""
    return Builder(questionnaire, Path()).records(*BEFORE)


@pytest.mark.parametrize(("change", "names", "advice"), REFUSED)
def test_refused_with_a_sentence(change: Change, names: str, advice: str, before: Records, build: Builder) -> None:
    with pytest.raises(Refusal) as caught:
        build.records(change, after=before)
    sentence = str(caught.value)
    assert names in sentence
    assert advice in sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    ("named_by", "words"),
    [
        (take("x", site="berlin"), "N-001"),
        (thread("T-1", title="x", site="berlin"), "T-1"),
        (sample("S-1", title="x", site="berlin"), "S-1"),
        (ParticipantChanged(id="IH", site="berlin"), "IH"),
        (slot("P-1", site="berlin"), "P-1"),
        (meeting(site="berlin"), f"opening@{DAY}@berlin"),
    ],
)
def test_a_site_that_something_names_cannot_be_removed(named_by: Change, words: str, build: Builder) -> None:
    with pytest.raises(Refusal, match="Change those first") as caught:
        build.records(site("berlin"), named_by, SiteRemoved(id="berlin"))
    assert words in str(caught.value)
