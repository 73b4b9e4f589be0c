"""Hearing answers on the work screen: every key is on disk at once, and the screen says what became of it."""

from building import Builder, answer, evidence, finding, site
from textual import events

from gapcheck.changes.base import Change
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding

from .driving import SMALL, TALL, closed, on_disk, played, seated

REF = "4.1"
"""Where a new engagement opens: a clause with six questions."""


def said(*questions: str, value: str = "yes_said") -> list[Change]:
    return [answer(question, value) for question in questions]


@played
async def test_a_digit_is_on_disk_at_once_and_the_next_question_is_asked(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        asked = build.questionnaire.by_id[REF].questions
        assert seat.focused == "requirements"
        assert asked[0].ask.split(",")[0][:30] in seat.within(".question.-current")
        given = (("2", "yes_said", "○"), ("3", "partly", "◐"), ("4", "no", "✕"))
        for (key, value, shape), question, following in zip(given, asked, asked[1:], strict=False):
            await seat.press(key)
            assert on_disk(folder).table(Answer)[question.id].value == value
            assert following.ask[:30] in seat.within(".question.-current")
            assert any(f"{shape} {question.ask[:25]}" in line for line in seat.lines)
            assert seat.focused == "requirements"


@played
async def test_what_was_shown_is_asked_for_and_becomes_evidence(build: Builder) -> None:
    folder = closed(build.engagement(*said(*(f"4.1-q{n}" for n in range(2, 7)))))
    async with seated(folder, TALL) as seat:
        await seat.press("1")
        assert "What was shown?" in seat.text
        assert on_disk(folder).table(Answer)["4.1-q1"].value == "yes_shown", "safe before the line is answered"
        await seat.type("2 minutes, 4 May")
        assert "claimed only" in seat.within("#decision")
        await seat.press("enter")
        assert on_disk(folder).table(Answer)["4.1-q1"].note == "2 minutes, 4 May"
        assert [link.item for link in on_disk(folder).table(Link).values()] == [REF]
        assert "EVIDENCE 1 ▲ 2 minutes, 4 May" in seat.within("#evidence")
        assert seat.focused == "item"


@played
async def test_a_claim_becomes_evidenced_on_the_screen(build: Builder) -> None:
    shown = [answer(f"4.1-q{n}", "yes_shown", note=f"paper {n}") for n in range(2, 7)]
    folder = closed(build.engagement(*shown))
    async with seated(folder, TALL) as seat:
        await seat.press("2")
        assert "○ conforms, claimed only (proposed)" in seat.within("#decision")
        assert "├ ○ 4.1" in seat.text
        await seat.focus("#item")
        await seat.press("up", "1")
        await seat.type("board minutes")
        await seat.press("escape")
        assert "● conforms (proposed)" in seat.within("#decision")
        assert "├ ● 4.1" in seat.text
        assert "claimed" not in seat.within("#decision")
        assert on_disk(folder).table(Answer)["4.1-q1"].note == "board minutes", "Esc keeps it too"


@played
async def test_who_would_know_is_asked_and_kept(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        tree = [line[:36] for line in seat.lines[2:-2]]
        await seat.press("5")
        assert seat.lines[-2].strip(" ▌") == "Who would know?"
        assert [line[:36] for line in seat.lines[2:-2]] == tree, "it is one line and the screen stays"
        await seat.type("Head of")
        seat.app.post_message(events.AppBlur())
        await seat.settled()
        assert "Who would know? Head of" in seat.text, "another window in between leaves it open"
        seat.app.post_message(events.AppFocus())
        await seat.settled()
        await seat.type(" IT")
        await seat.press("enter")
        kept = on_disk(folder).table(Answer)["4.1-q1"]
        assert (kept.value, kept.who_would_know) == ("unknown", "Head of IT")
        assert "don't know · ask Head of IT" in seat.text


@played
async def test_a_note_is_added_with_enter_and_digits_in_it_are_text(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        await seat.focus("#item")
        await seat.press("enter")
        assert seat.said == ["Answer first with 1 to 5; then Enter adds a note."]
        await seat.press("4", "up", "enter", "1", "0", "s", "q", "enter")
        kept = on_disk(folder).table(Answer)
        assert (kept["4.1-q1"].value, kept["4.1-q1"].note) == ("no", "10sq")
        assert list(kept) == ["4.1-q1"]
        assert "no · 10sq" in seat.text
        await seat.press("0")
        assert on_disk(folder).table(Answer) == {}
        assert "no · 10sq" not in seat.text


@played
async def test_a_decision_that_differs_needs_a_reason(build: Builder) -> None:
    folder = closed(build.engagement(answer("4.1-q1", "no")))
    async with seated(folder, TALL) as seat:
        await seat.press("comma", "s", "1", "ctrl+s")
        assert seat.dialog == "FormDialog"
        assert "reason" in seat.within("#form-error")
        assert on_disk(folder).table(Assessment) == {}
        await seat.focus("#field-rationale")
        await seat.type("seen in the minutes")
        await seat.press("ctrl+s")
        assert seat.dialog == "WorkScreen"
        decided = on_disk(folder).table(Assessment)[REF]
        assert (decided.status, decided.rationale) == ("conforms", "seen in the minutes")
        assert "seen in the minutes" in seat.within("#decision")
        assert "s decide again" in seat.within("#decision")

        await seat.press("2")
        assert "look again" in seat.within("#decision")
        assert on_disk(folder).table(Assessment)[REF].status == "conforms"


@played
async def test_a_note_and_evidence_are_added_evidence_opened_removed_and_brought_back(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        await seat.press("n")
        await seat.type("ask again\nin May")
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Note)[REF].text == "ask again\nin May"
        assert "¶ ask again" in seat.text and "in May" in seat.text
        await seat.press("e")
        await seat.type("Minutes of May")
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Evidence)["E-001"].title == "Minutes of May"
        assert "EVIDENCE 1 ▲ Minutes of May E-001" in seat.within("#evidence")
        await seat.press("E", "down")
        assert seat.focused == "evidence"
        await seat.press("enter")
        assert seat.dialog == "FormDialog"
        assert "Minutes of May" in seat.text
        await seat.press("escape", "D")
        assert on_disk(folder).table(Evidence) == {}
        assert "nothing yet" in seat.within("#evidence")
        await seat.press("u")
        assert on_disk(folder).table(Evidence)["E-001"].title == "Minutes of May"
        assert "Minutes of May" in seat.within("#evidence")


@played
async def test_evidence_of_the_register_is_linked(build: Builder) -> None:
    folder = closed(build.engagement(evidence("E-014", "A.8.13", title="Restore test")))
    async with seated(folder, TALL) as seat:
        await seat.press("l")
        assert "E-014 Restore test" in " ".join(seat.text.split())
        await seat.type("e-014")
        await seat.press("ctrl+s")
        assert sorted(link.item for link in on_disk(folder).table(Link).values()) == [REF, "A.8.13"]
        assert "Restore test" in seat.within("#evidence")
        await seat.press("l")
        assert seat.said == ["The register has no other evidence to link; e adds a new piece."]


@played
async def test_a_finding_asks_for_a_type_and_is_removed_again(build: Builder) -> None:
    folder = closed(build.engagement(type="internal_audit"))
    async with seated(folder, TALL) as seat:
        await seat.press("f", "ctrl+s")
        assert "Choose a type first" in seat.within("#form-error")
        await seat.press("3", "tab")
        await seat.type("Minutes are missing")
        await seat.press("ctrl+s")
        raised = on_disk(folder).table(Finding)["F-001"]
        assert (raised.type, raised.title, raised.items) == ("minor", "Minutes are missing", (REF,))
        assert "◆ Minutes are missing" in seat.within("#evidence")
        await seat.press("E", "end", "D")
        assert on_disk(folder).table(Finding) == {}


@played
async def test_undo_and_redo_also_across_a_restart(build: Builder) -> None:
    folder = closed(build.engagement(answer("4.1-q1", "no")))
    async with seated(folder, TALL) as seat:
        await seat.press("3", "u", "U")
        assert seat.said == ["Taken back: answer to 4.2-q1: partly", "Done again: answer to 4.2-q1: partly"]
    async with seated(folder, TALL) as seat:
        await seat.press("u", "u")
        assert seat.said == ["Taken back: answer to 4.2-q1: partly", "Taken back: answer to 4.1-q1: no"]
        assert on_disk(folder).table(Answer) == {}
        await seat.press("u")
        assert seat.said[-1] == "Nothing to take back."


@played
async def test_answers_are_for_the_site_that_one_is_at(build: Builder) -> None:
    folder = closed(build.engagement(site("berlin", name="Berlin"), site("oslo", name="Oslo")))
    async with seated(folder, TALL) as seat:
        await seat.press("S")
        assert all(name in seat.text for name in ("All sites", "Berlin", "Oslo"))
        await seat.press("down", "down", "enter", "4")
        assert list(on_disk(folder).table(Answer)) == ["4.1-q1@oslo"]
        assert "oslo: no" in seat.text


@played
async def test_what_convinces_which_site_and_whether_it_applies(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, TALL) as seat:
        assert "convinces:" in seat.text
        await seat.press("x")
        assert "convinces:" not in seat.text
        await seat.press("x")
        assert "look further:" in seat.text
        no_sites = "This engagement has no sites; answers are for all of it."
        await seat.press("S")
        assert seat.said == [no_sites]
        await seat.press("c")
        assert seat.said == [no_sites, "4.1 always applies: only Annex A controls are chosen."]
        seat.app.go_to_item("A.7.4")
        await seat.settled()
        assert "not decided yet (c)" in seat.within("#item-head")
        await seat.press("c")
        assert "Decision on A.7.4" in seat.text
        await seat.press("2", "ctrl+s")
        assert "not decided yet" not in seat.within("#item-head")


@played
async def test_the_evidence_takes_the_place_of_the_list_on_a_small_screen(build: Builder) -> None:
    folder = closed(build.engagement(evidence("E-014", REF, title="Minutes of May"), finding("F-1", "ofi", REF)))
    async with seated(folder, SMALL) as seat:
        assert "CLAUSES" in seat.text and "Minutes of May" not in seat.text
        await seat.press("E")
        assert "CLAUSES" not in seat.text and "Minutes of May" in seat.text
        assert seat.focused == "evidence"
        await seat.press("E")
        assert "CLAUSES" in seat.text and seat.focused == "requirements"
        await seat.press("E", "escape")
        assert "CLAUSES" in seat.text and seat.focused == "requirements"
