"""The second half of the day of `audit_day`: samples, threads, findings, decisions, the closing meeting, the report."""

from pathlib import Path

from building import evidence, finding
from textual.widgets import TextArea

from gapcheck.changes.answers import ItemAssessed
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Sample
from gapcheck.records.threads import Thread

from .audit_day import DATE, FINDINGS, NOTES, PIECES, UNSAVED, Day


async def half_written(day: Day) -> None:
    """The finding that was being written when the machine went down is back, and is finished."""
    seat = day.seat
    await day.form("o", "f", "n")
    assert "Your draft is back." in seat.text
    await day.to("nature")
    assert seat.app.screen.query_one("#field-nature", TextArea).text == UNSAVED
    await seat.type(" they leave, and nobody notices.")
    await day.to("items")
    await seat.press("ctrl+u")
    await seat.type("A.5.18")
    await seat.press("ctrl+s")
    assert "F-002" in day.records.table(Finding), seat.text
    assert day.records.table(Finding)["F-002"].nature == f"{UNSAVED} they leave, and nobody notices."
    day.told(f"{UNSAVED} they leave, and nobody notices.")


async def three_parts(day: Day, ident: str) -> None:
    """Fill the form of a finding that is open, grade it by its questions, save it, and issue it from the list."""
    seat = day.seat
    texts = {
        "title": f"Leavers keep their access ({ident})",
        "requirement": f"A.5.18 asks for access that ends; the house rule HR-7 says on the last day ({ident})",
        "nature": f"Nothing makes the office tell IT in time, so access ends when somebody thinks of it ({ident})",
        "grading_rationale": f"three of eighteen, none of them used, so the system as a whole still works ({ident})",
    }
    await seat.press("3")
    for field in ("title", "requirement", "nature"):
        await day.to(field)
        await seat.press("ctrl+a", "delete")
        await seat.type(texts[field])
    for question, answer in (("q1", "2"), ("q2", "2"), ("q3", "2"), ("q4", "1")):
        await day.to(f"grading-{question}")
        await seat.press(answer)
    await day.to("grading_rationale")
    await seat.type(texts["grading_rationale"])
    assert "Nothing is missing." in seat.text, seat.text
    await seat.press("ctrl+s")
    for text in texts.values():
        day.told(text)
    await seat.press("o", "f", "end")
    assert day.table.here == ident
    await day.form("s")
    await seat.type("15.12.2026")
    await seat.press("ctrl+s")
    assert day.records.table(Finding)[ident].status == "issued"


async def sample(day: Day) -> None:
    """Leavers, drawn with a seed, worked through, doubled after an exception, made evidence and a finding."""
    seat = day.seat
    await day.form("o", "s", "n")
    await day.fill("Leavers: account closed in time", "a.5.18 a.6.5", "leavers since January", "42")
    await seat.press("ctrl+s", "1", "1", "2", "enter")
    await day.fill("closed after nine days, HR wrote a mail")
    await seat.press("d", *["1"] * 9, "home", *["down"] * 3, *["1"] * 4)
    assert sum(bool(case.result) for case in day.records.table(Sample)["S-001"].cases) == 16
    await day.form("v")
    await seat.press("ctrl+s")
    await day.form("F")
    for text in (
        "Leavers: account closed in time", "leavers since January", "closed after nine days, HR wrote a mail",
    ):  # fmt: skip
        day.told(text)
    await three_parts(day, "F-003")


async def threads(day: Day) -> None:
    """A line parked in passing; a ready one followed step by step to a finding, and one to conformity."""
    seat = day.seat
    await seat.press("T")
    await day.fill("who has the second key of the archive #A.7.2")
    day.told("who has the second key of the archive #A.7.2")
    await day.form("o", "t", "n", "1")
    await day.fill("M. K., left 31 May", "HR file locked until 14:00", "return record of the badge", "Katrin")
    await day.until(lambda: "T-003" in day.records.table(Thread))
    await seat.press("space", "space", "space", "e")
    await seat.type("leavers")
    await seat.press("enter", "f")
    await day.form("enter")
    for text in ("M. K., left 31 May", "HR file locked until 14:00", "return record of the badge"):
        day.told(text)
    await three_parts(day, "F-004")
    assert day.records.table(Thread)["T-003"].finding == "F-004"
    await day.form("o", "t", "n", "7")
    await day.fill("order database", "", "", "")
    await day.form("c")
    await seat.type("restored in 40 minutes, against four hours promised")
    await seat.press("ctrl+s")
    day.told("restored in 40 minutes, against four hours promised")
    assert day.records.table(Thread)["T-004"].outcome == "conformity"


async def decisions(day: Day) -> None:
    """Auditor time: what is undecided leads to the item, where a person decides with a reason."""
    seat = day.seat
    await seat.press("o", "d", "5")
    first = day.table.here
    await seat.press("enter")
    await seat.settled()
    assert seat.dialog == "WorkScreen" and first in seat.text
    await day.form("s")
    await seat.press("1", "tab")
    await seat.type("minutes and answers agree")
    await seat.press("ctrl+s")
    day.told("minutes and answers agree")
    await seat.press("slash", *"813", "enter")
    await seat.settled()
    await day.form("s")
    await seat.press("3", "tab")
    await seat.type("no test of two systems")
    await seat.press("ctrl+s")
    day.told("no test of two systems")
    refs = ("5.2", "6.2", "7.2", "A.5.9", "A.6.3", "A.7.7", "A.8.15")
    reasons = [f"seen with the owner, {n} records looked at" for n, _ in enumerate(refs, 2)]
    made = [ItemAssessed(item=r, status="conforms", rationale=w) for r, w in zip(refs, reasons, strict=True)]
    day.do(made, *reasons)


async def the_rest(day: Day) -> None:
    """What makes the day whole: walk-through notes, and the mass of evidence and findings."""
    await day.here("ih", "Loading bay, Kiel")
    await day.notes(90, 90 + NOTES - len(day.records.table(QuickNote)))
    there, known = len(day.records.table(Evidence)), list(day.session.questionnaire.by_id)
    pieces = [f"E-{n:03}" for n in range(there + 1, PIECES + 1)]
    shown = [f"ticket {n} with its approval, seen on the screen of the owner" for n, _ in enumerate(pieces)]
    sites = ("", "kiel-works", "lyon-branch", "porto-desk")
    day.do(
        (
            evidence(ident, known[n], known[-n - 1], what_it_shows=text, site=sites[n % 4], reference=f"CHG-{n}")
            for n, (ident, text) in enumerate(zip(pieces, shown, strict=True))
        ),
        *shown,
    )
    natures = [f"the list of part {n} has no owner, so nobody keeps it" for n in range(5, FINDINGS + 1)]
    day.do(
        (finding(f"F-{n:03}", "ofi", "A.5.9", nature=text) for n, text in enumerate(natures, 5)),
        *natures,
    )


async def closing(day: Day) -> None:
    """The closing meeting, the feedback of the day on one screen, and what is carried over."""
    seat = day.seat
    day.watch.time = "16:50"
    await seat.press("o", "d", "3", "space", "space", "enter")
    await seat.type("thanked everybody by name")
    await seat.press("enter", "t", "space", "tab")
    await seat.type("Dr Sol (owner)")
    await seat.press("ctrl+s", "4")
    day.told("thanked everybody by name")
    day.told("Dr Sol (owner)")
    assert "F-003" in seat.within(".listing-detail")


async def coverage(day: Day) -> None:
    """What nobody looked at, and an item gone to at one of the sites."""
    seat = day.seat
    await seat.press("o", "c", "f")
    assert "nobody looked" in seat.text
    await seat.press("F", "right", "right", "down", "enter")
    assert day.session.site == "lyon-branch" and seat.dialog == "WorkScreen"


async def report(day: Day) -> list[Path]:
    """The draft, as Markdown and HTML, written by the app."""
    seat = day.seat
    await seat.press("p", "ctrl+s")
    await day.until(lambda: "Written:" in seat.text)
    await seat.press("escape")
    below = day.session.engagement.store.folder / "reports"
    return [below / "gap.md", below / "gap.html"]


async def afternoon(day: Day) -> list[Path]:
    """To the end of the day; gives back the files of the draft report."""
    await half_written(day)
    await sample(day)
    await threads(day)
    await the_rest(day)
    await decisions(day)
    await coverage(day)
    day.session.site = ""
    await closing(day)
    assert day.watch().startswith(DATE)
    return await report(day)
