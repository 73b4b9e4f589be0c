"""The first day of somebody who is new, from the door to the gap analysis that it grows into, with one interruption."""

from collections.abc import Iterable
from pathlib import Path

from first_day_script import (
    BACK_NOTE,
    BACK_VALUE,
    CLAUSES,
    CONTROLS,
    HALF,
    HALF_AT,
    IDA,
    ORGANIZATION,
    OWNERS,
    PROFILE,
    REST,
    VALUES,
    Stroke,
    after_half,
    grown,
    loose_ends,
    to_the_boss,
    until_half,
)

from gapcheck.analysis.material import Material
from gapcheck.analysis.results import Results
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.about import About
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.answers import Answer
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.tui.guide.screen import GuideScreen

from .driving import SMALL, Seat, on_disk, played, seated


async def take(seat: Seat, strokes: Iterable[Stroke]) -> None:
    """Do as the script says; after each stroke all of it stands on the small screen, and no page is cut off."""
    for stroke in strokes:
        if stroke.key:
            await seat.press(stroke.key)
        else:
            await seat.type(stroke.text)
        if any(shown in ("It is written", "g Gap") for shown in stroke.shows):
            await seat.settled()
        lines = seat.lines
        for shown in stroke.shows:
            assert any(shown in line for line in lines), f"{shown!r} after {stroke}:\n{seat.text}"
        for gone in stroke.gone:
            assert not any(gone in line for line in lines), f"{gone!r} after {stroke}:\n{seat.text}"
        if isinstance(seat.app.screen, GuideScreen):
            assert seat.app.screen.query_one("#guide-room").max_scroll_y == 0, seat.text


def named(seat: Seat) -> list[str]:
    """The people on the page of loose ends, as far as they are in sight."""
    return [row for row in seat.lines if " · about " in row and "question" in row]


@played
async def test_the_first_day(home: Path, questionnaire: Questionnaire) -> None:
    asked = [entry.question for entry in questionnaire.baseline.questions]
    given = dict(zip(asked, (*CLAUSES, *CONTROLS), strict=True))
    async with seated(None, SMALL) as seat:
        await take(seat, until_half(questionnaire))
        await seat.press("ctrl+q")
    (folder,) = (path.parent for path in home.glob("*/engagement.json"))
    assert on_disk(folder).table(Answer)[HALF_AT].note == HALF

    async with seated(None, SMALL) as seat:
        assert ORGANIZATION in seat.text
        await take(seat, after_half(questionnaire))
        said = on_disk(folder)
        assert {q: a.value for q, a in said.table(Answer).items()} == {q: VALUES[key] for q, (key, _) in given.items()}
        assert "1 question has no answer yet" in seat.text
        assert named(seat)[0].split()[:3] == [*IDA.split(), "3"], "whom most is asked comes first"
        await take(seat, loose_ends())
        assert any(row.split()[:3] == [*IDA.split(), "2"] for row in named(seat)), "the answer came back"
        await take(seat, to_the_boss())
        before, found = on_disk(folder), Results(Material(questionnaire, on_disk(folder)))
        await take(seat, grown())
        assert seat.dialog == "WorkScreen"

    reports = folder / "reports"
    assert {path.name for path in reports.iterdir()} == {
        "questions.md", "questions.txt", "boss.html", "boss.md", "boss.txt",
    }  # fmt: skip
    for path in reports.iterdir():
        assert ORGANIZATION in path.read_text("utf-8")
    assert "Who expects information security from you" in (reports / "questions.txt").read_text("utf-8")
    page = " ".join((reports / "boss.txt").read_text("utf-8").split())
    assert all(f"Who: {owner}" in page for owner in OWNERS)
    assert "we are not ready for the first audit yet" in page

    after = on_disk(folder)
    answers = after.table(Answer)
    assert answers == before.table(Answer) and len(answers) == 41
    assert answers[HALF_AT].note == HALF + REST
    came_back = next(q for q, (key, who) in given.items() if who == IDA)
    assert (answers[came_back].value, answers[came_back].note) == (BACK_VALUE, BACK_NOTE)
    for question, (key, text) in given.items():
        if key == "5":
            assert answers[question].who_would_know == text
        elif question != HALF_AT:
            assert answers[question].note == text
    told = after.table(ProfileAnswer)
    assert {ident: told[ident].text for ident in PROFILE} == PROFILE
    assert [told[ident].choice for ident in ("P3", "P4", "P5")] == ["no", "yes", "yes"]
    taken = after.table(Action).values()
    assert {action.owner for action in taken} == set(OWNERS) and all(action.due for action in taken)

    about = after.get(About, About.KEY)
    assert about is not None and about.type == "gap_analysis"
    (kept,) = after.table(Snapshot).values()
    assert kept.label == "Baseline" and kept.statuses == {ref: r.status for ref, r in found.items.items()}
    now = Results(Material(questionnaire, after)).items
    untouched = {item.id for item in questionnaire.items} - {questionnaire.item_of_question[q].id for q in asked}
    assert len(untouched) == 123 - len({questionnaire.item_of_question[q].id for q in asked})
    assert {now[ref].status for ref in untouched} == {"not_assessed"}
