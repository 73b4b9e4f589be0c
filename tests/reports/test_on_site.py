"""What was kept on site stands in the draft report, every word of it; nothing unfiled is forgotten in a final one."""

import pytest
from reports.making import AT, about, realistic, report
from reports.reading import quick_formats, seen, squeezed, text_of

from gapcheck.errors import Refusal
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Case, Sample
from gapcheck.records.threads import Thread

WORDS = "[bold]said[/] =1+1 <b>\n| x | \u202eend"


def on_site(text: str = WORDS) -> list[object]:
    return [
        about("internal_audit"),
        QuickNote(id="N-001", text=f"{text} 1", person=f"{text} 2", place=f"{text} 3", taken_at=AT),
        QuickNote(id="N-002", text=f"{text} 4", items=("A.8.13",), became=("E-1",), taken_at=AT),
        QuickNote(id="N-003", text=f"{text} 5", set_aside=f"{text} 6", taken_at=AT),
        Thread(id="T-1", title=f"{text} 7", ready="leaver", case=f"{text} 8", why_parked=f"{text} 9", seen=(1,),
               next_to_see=f"{text} 10", conclusion=f"{text} 11", items=("A.6.5",), notes=("N-002",)),
        Sample(id="S-1", title=f"{text} 12", population=f"{text} 13", population_size=42, how=f"{text} 14", seed="7",
               method="random", cases=(Case(id=f"{text} 15", result="exception", note=f"{text} 16"), Case(id="b"))),
        Participant(id="IH", name=f"{text} 17", function=f"{text} 18", roles=("it-operations",)),
        Slot(id="P-1", date="2026-11-21", start="09:00", end="10:00", title=f"{text} 19", people=("IH", f"{text} 20"),
             place=f"{text} 21", carried_over=f"{text} 22"),
        Meeting(kind="opening", date="2026-11-21", present=("IH", f"{text} 23"), note=f"{text} 24",
                done={"introductions": f"{text} 25"}),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in quick_formats("gap") if name != "csv"])
def test_every_word_is_in_the_draft(name: str) -> None:
    found = text_of("gap", name, report(on_site()))  # type: ignore[arg-type]
    show = squeezed if name == "json" else seen
    missing = [number for number in range(1, 26) if show(f"{WORDS} {number}") not in found]
    assert not missing


def test_what_waits_keeps_a_report_from_being_final() -> None:
    note = QuickNote(id="N-007", text="look again", taken_at=AT)
    assert "N-007" in text_of("gap", "txt", report([*realistic(), note]))
    with pytest.raises(Refusal, match=r"1 quick note.*N-007"):
        report([*realistic(), note], final=True)
    thread = Thread(id="T-9", title="keys")
    with pytest.raises(Refusal, match="T-9"):
        report([*realistic(), thread], final=True)
