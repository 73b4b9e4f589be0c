"""The first day of somebody who is new, key by key: from the door to the page for the boss, and on.

A test plays it and looks at what is kept; a benchmark plays it with a clock. Each stroke says what stands on the screen
once it was taken, so that both know when to go on.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gapcheck.questionnaire.model import Questionnaire

ORGANIZATION = "Harbour Office Supplies Ltd"
WHY = "Our largest customer asks"
UNTIL = "2027-06-30"
IDA, RUTH, DAN = "Ida Holm", "Ruth Ames", "Dan from the IT firm"
OWNERS = (RUTH, IDA, "Tom Reyes")
"""Who takes the first three actions."""
HALF, REST = "the folder with our", " job lists"
"""What was being written when somebody came in, and how it went on."""
HALF_AT = "4.4-q1"
BACK_VALUE, BACK_NOTE = "partly", "she keeps a list of two of them"
"""The answer that comes back on the same day, and what was said."""

PROFILE = {"P1": "14 people, one office", "P2": "Orders and prices, ours", "P5": "Mail, the shop, the parcel firm"}
CLAUSES = (
    ("2", ""), ("5", IDA), ("3", ""), ("1", HALF), ("2", ""), ("4", ""), ("2", ""), ("5", IDA), ("4", ""), ("4", ""),
    ("3", ""), ("s", ""), ("3", ""), ("2", ""), ("4", ""), ("5", RUTH), ("4", ""), ("4", ""), ("5", ""), ("4", ""),
    ("4", ""), ("5", RUTH), ("1", "the ticket of the lost laptop"),
)  # fmt: skip
CONTROLS = (
    ("3", ""), ("1", "the checklist for leavers"), ("2", ""), ("5", DAN), ("2", ""), ("1", "the list of services"),
    ("4", ""), ("2", ""), ("1", "the note of the restore in May"), ("5", DAN), ("2", ""), ("3", ""), ("4", ""),
    ("3", ""), ("5", IDA), ("2", ""), ("3", ""), ("4", ""),
)  # fmt: skip
"""The key for each question of the baseline, and what is written after it."""
VALUES = {"1": "yes_shown", "2": "yes_said", "3": "partly", "4": "no", "5": "unknown", "s": "skipped"}


class Stroke(NamedTuple):
    """One thing that the person does: a key, or a text that is typed."""

    key: str = ""
    """As Textual names it."""
    text: str = ""
    shows: tuple[str, ...] = ()
    """What stands on the screen afterwards, each within one line."""
    gone: tuple[str, ...] = ()
    """What does not stand there any more."""


def press(key: str, *shows: str, gone: tuple[str, ...] = ()) -> Stroke:
    return Stroke(key=key, shows=shows, gone=gone)


def write(text: str, shown: str = "") -> Stroke:
    return Stroke(text=text, shows=(shown or text,))


def until_half(questionnaire: Questionnaire) -> Iterator[Stroke]:
    """From the start screen to the note that is being written when somebody comes in and the program is left."""
    yield press("1", "Before you begin", "No account")
    yield press("enter", "To begin with", "WHY NOW?")
    yield write(ORGANIZATION)
    yield press("enter")
    yield write(WHY)
    yield press("enter")
    yield write(UNTIL)
    yield press("enter", "1 of 6", "How many people", "In your words:")
    yield write(PROFILE["P1"])
    yield press("enter", "2 of 6", "In your words:")
    yield write(PROFILE["P2"])
    yield press("enter", "3 of 6", "I am not sure", gone=("In your words:",))
    yield press("2", "Then you may not need")
    yield press("enter", "4 of 6")
    yield press("1", "This usually brings in")
    yield press("enter", "5 of 6")
    yield press("1", "● 1")
    yield press("n", "In your words:")
    yield write(PROFILE["P5"])
    yield press("enter", "6 of 6", "In your words:", f"{WHY}, by {UNTIL}")
    yield press("enter", "You do not start from nothing.")
    yield press("enter", "There is no pass or fail here.")
    yield press("5", "This is a good answer.")
    asked = [entry.question for entry in questionnaire.baseline.questions]
    half = asked.index(HALF_AT)
    yield press("enter", *_question(questionnaire, 0))
    for number, (key, text) in enumerate(CLAUSES[:half]):
        yield from _answer(questionnaire, number, key, text)
    yield press("1", "What could you show?")
    yield write(HALF)


def after_half(questionnaire: Questionnaire) -> Iterator[Stroke]:
    """From the start screen, opened again, through all questions to the loose ends."""
    asked = [entry.question for entry in questionnaire.baseline.questions]
    half = asked.index(HALF_AT)
    yield press("enter", "Welcome back.", f"{len(asked) - half - 1} questions left", "YOU WERE HERE")
    yield press("enter", *_question(questionnaire, half), f"To show  {HALF}")
    yield press("n", "What could you show?", HALF)
    yield write(REST, HALF + REST)
    yield press("enter", f"To show  {HALF}{REST}", gone=("What could you show?",))
    yield press("enter", *_question(questionnaire, half + 1))
    for number, (key, text) in enumerate((*CLAUSES, *CONTROLS)[half + 1 :], half + 1):
        yield from _answer(questionnaire, number, key, text)


def loose_ends() -> Iterator[Stroke]:
    """The list of questions is written, and one answer comes back."""
    yield press("x", "It is written", "WHAT TO DO WITH IT")
    yield press("enter", gone=("It is written",))
    yield press("down", "Customers, authorities, your insurer")
    yield press("enter", "An answer came back")
    yield press("3", "● 3")
    yield press("tab")
    yield write(BACK_NOTE)
    yield press("ctrl+s", "1 ask", gone=("An answer came back", "Customers, authorities"))


def to_the_boss(owners: tuple[str, ...] = OWNERS) -> Iterator[Stroke]:
    """The result is opened, the first three actions get a name and a week, and the page for the boss is written."""
    yield press("right_square_bracket", "WHAT IS GOOD ALREADY", "Not ready for the first audit")
    yield press("enter", "What is good already", "Esc close")
    yield press("enter", "Not ready for the first audit", gone=("Esc close",))
    yield press("right_square_bracket", "Begin with these.")
    for number, owner in enumerate(owners):
        if number:
            yield press("down")
        yield press("enter", "WHO DOES IT")
        yield write(owner)
        yield press("tab")
        yield press("2", "● next week")
        yield press("ctrl+s", owner, gone=("WHO DOES IT",))
    yield press("right_square_bracket", "Information security: where we stand")
    yield press("enter", "It is written", "boss.html")
    yield press("enter", gone=("It is written",))


def grown() -> Iterator[Stroke]:
    """The baseline becomes a gap analysis."""
    yield press("g", "Go on to the full gap analysis?")
    yield press("enter", "g Gap", "CLAUSES", "All your answers are here.", gone=("Go on to",))


def _question(questionnaire: Questionnaire, number: int) -> tuple[str, ...]:
    asked = questionnaire.baseline.questions
    return f"{number + 1} of {len(asked)}", questionnaire.question_by_id[asked[number].question].ask[:40]


def _answer(questionnaire: Questionnaire, number: int, key: str, text: str) -> Iterator[Stroke]:
    """The key for a question, and what is written after it; with the halfway card where that comes next."""
    is_last = number + 1 == len(questionnaire.baseline.questions)
    to = ("Nobody knows everything.",) if is_last else _question(questionnaire, number + 1)
    half = number + 1 == len(CLAUSES)
    shown = ("You have looked at 23 questions.", "GOOD ALREADY") if half else to
    if key in ("1", "5"):
        asks = {"1": "What could you show?", "5": "Who would know?"}[key]
        yield press(key, asks)
        if text:
            yield write(text)
        yield press("enter", *shown, gone=(asks,))
    else:
        yield press(key, *shown)
    if half:
        yield press("enter", *to)
