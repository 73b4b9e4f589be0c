"""Typing while the program is busy, and lists with thousands of rows: `python -m tests.benchmarks.bench_on_site`.

Typing: 40 characters a second into the line for a quick note, with Enter after every 30 of them, while a file of 200 MB
is copied in and the gap report of a 500 KB engagement is written in seven formats (the eighth, PDF, needs an extra).
Each character's time is from its key to the frame in which it stands; counted are those that were sent before both were
done. What was kept is then read from the database: a missing or misplaced character is an error, not a figure.

Lists: the register with 5,000 links and the inbox with 2,000 notes, beside the demo's, turn by turn.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import FIRST_GROUP, ORGANIZATION, Figure, Homes, homes, median, rounds_given, told
from tests.benchmarks.terminal import Frame, Program, gapcheck, shows

ROUNDS = 8
BAR = 50.0
RATIO = 1.5
RATE = 40
"""Characters a second."""
LENGTH = 30
"""Characters of one note."""
NOTES_A_ROUND = 8
FILE = 200_000_000
PIECES, LINKS_EACH, NOTES = 1000, 5, 2000
FEW = 60
"""Notes in the demo: it has none, and a list of two screens is what it would have after a morning."""
NOTE, ENTER, ESC, SAVE = "\x0e", "\r", "\x1b", "\x13"
FORMATS = ("md", "html", "txt", "csv", "json", "docx", "xlsx", "pdf")
LISTS = {
    "register": ("oe", {"cursor": ("\x1b[B", "\x1b[A"), "page": ("\x1b[6~", "\x1b[5~"), "filter": ("f", "F")}),
    "notes": ("on", {"cursor": ("\x1b[B", "\x1b[A"), "page": ("\x1b[6~", "\x1b[5~"), "filter": ("v", "V")}),
}
"""The keys that lead to a list, and those that move in it, there and back."""


def texts(turn: int) -> list[str]:
    """What is typed in one round: no two notes begin alike, and a letter too many or too few shows."""
    return [
        f"{turn:02}-{number} {'the quick brown fox jumps over the dog'[number:]}"[:LENGTH]
        for number in range(NOTES_A_ROUND)
    ]


class Typing:
    """One program with an engagement of 500 KB, and the rounds that are typed into it."""

    def __init__(self, made: Homes) -> None:
        self.made = made
        self.times: list[float] = []
        self.quiet: list[float] = []
        self.wanted: list[str] = []
        self.file = made.home / "camera.mp4"
        with self.file.open("wb") as file:
            for _ in range(FILE // 1_000_000):
                file.write(os.urandom(1_000_000))

    @property
    def copied(self) -> list[Path]:
        return [path for path in (self.made.large / "evidence").glob("*") if not path.name.startswith(".")]

    def begin(self, program: Program, first: bool) -> None:
        """Start the copy, then the report; both go on when this returns."""
        for key, shown in (("o", "lines of enquiry"), ("e", "A attach"), ("A", "Attach a file")):
            program.press(key)
            program.until(shows(shown), quiet=0.06)
        program.press(f"{self.file}")
        program.until(shows("camera.mp4 · "))
        program.press(SAVE)
        program.until(shows("Stop copying"), quiet=0.01)
        program.press(ESC)
        program.until(lambda screen: screen.row_of("Attach a file") < 0, quiet=0.06)
        program.press("p")
        program.until(shows("In what formats"), quiet=0.06)
        if first:  # the formats are those of last time after that
            program.press("\t345678")
            program.settle(0.1)
        program.press(SAVE)

    def round(self, program: Program, turn: int) -> None:
        """Type some notes while the program is busy."""
        notes = texts(turn)
        reports = [self.made.large / "reports" / f"gap.{name}" for name in FORMATS]
        for path in reports:
            path.unlink(missing_ok=True)
        self.begin(program, first=not turn)
        keys = [key for text in notes for key in (NOTE, *text, ENTER)]
        sent, frames = program.type(keys, 1 / RATE)
        if not shows("Written:")(program.screen):
            program.until(shows("Written:"), quiet=0.1)
        program.press(ESC)
        program.settle()
        busy_until = max((path.stat().st_mtime for path in [*reports, *self.copied]), default=0.0)
        busy_until += time.perf_counter() - time.time()
        at = 0
        for text in notes:
            entered = sent[at + len(text) + 1]
            for place in range(1, len(text) + 1):
                stamp = sent[at + place]
                taken = (painted(frames, stamp, text[:place], entered) - stamp) * 1000
                (self.times if stamp < busy_until else self.quiet).append(taken)
            at += len(text) + 2
        self.wanted += notes
        for path in self.copied:
            path.unlink()

    def check(self) -> None:
        """Every character is there, in its order. Raises AssertionError."""
        from gapcheck.engagement import Engagement
        from gapcheck.records.notes import QuickNote

        with Engagement.open(self.made.large, who="K. Thornby", read_only=True) as engagement:
            kept = [note.text for note in engagement.records.table(QuickNote).values()]
        assert kept == self.wanted, f"typed {self.wanted}, kept {kept}"


def painted(frames: Sequence[Frame], sent: float, text: str, entered: float) -> float:
    """When a text came to stand in the line or, where Enter overtook it, when the line with it was closed.

    Raises LookupError when neither happened.
    """
    for stamp, rows in frames:
        there = any(text in row for row in rows[-3:])
        if (there and stamp > sent) or (not there and stamp > entered):
            return stamp
    raise LookupError(f"{text!r} never came to stand on the screen:\n" + "\n".join(frames[-1].rows))


def typing(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds of typing."""
    run = Typing(made)
    with Program(gapcheck("open", str(made.large)), made.env) as program:
        program.until(shows(ORGANIZATION, FIRST_GROUP))
        for turn in range(rounds):
            run.round(program, turn)
        program.press("\x11")
        program.settle()
    run.check()
    run.file.unlink()
    worst = sorted(run.times)[int(len(run.times) * 0.95)]
    return [
        Figure("a character of a note, nothing else going on", median(run.quiet)),
        Figure(f"a character while copying, reporting, saving ({len(run.times)})", median(run.times), bar=BAR),
        Figure("the same, 95 of 100 are faster", worst),
    ]


def grow(made: Homes) -> None:
    """Give the demo a morning's notes; and the large one thousands of notes and links."""
    from gapcheck.changes.evidence import EvidenceAdded, LinkGiven
    from gapcheck.changes.notes import QuickNoteTaken
    from gapcheck.engagement import Engagement

    os.environ["GAPCHECK_HOME"] = str(made.home)

    def note(number: int) -> QuickNoteTaken:
        return QuickNoteTaken(
            text=f"ticket {number} was shown with its approval, at the desk of its owner", person="IT"
        )

    with Engagement.open(made.demo, who="K. Thornby") as engagement:
        engagement.do(*map(note, range(FEW)))
    with Engagement.open(made.large, who="K. Thornby") as engagement:
        refs = [item.id for item in engagement.questionnaire.items]
        engagement.do(*map(note, range(NOTES)))
        engagement.do(
            *(
                EvidenceAdded(
                    id=f"X-{number:04}",
                    type="record",
                    title=f"Ticket {number} with its approval",
                    links=tuple(
                        LinkGiven(item=refs[(number * 7 + step * 11) % len(refs)], effect="supports", reason="seen")
                        for step in range(LINKS_EACH)
                    ),
                )
                for number in range(PIECES)
            )
        )


def lists(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds in the lists."""
    grow(made)
    times: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    demo = Program(gapcheck("open", str(made.demo)), made.env)
    large = Program(gapcheck("open", str(made.large)), made.env)
    with demo, large:
        programs = {"demo": demo, "large": large}
        for program in programs.values():
            program.until(shows(ORGANIZATION, FIRST_GROUP))
        for view, (way, moves) in LISTS.items():
            for program in programs.values():
                program.press(way)
                program.complete(quiet=0.6)
            for move, keys in moves.items():
                for turn in range(rounds + 1):
                    for key in keys:
                        for name, program in programs.items():
                            program.press(key)
                            taken = program.complete(quiet=0.25)
                            assert taken > 0, f"{move} changed nothing in the {view} of the {name}"
                            if turn:
                                times[view, move, name].append(taken)
    figures = []
    for (view, move, name), taken in times.items():
        what = f"{view}, {move}"
        figures.append(Figure(f"{what}, {name}", median(taken)))
        if name == "large":
            ratio = median(taken) / median(times[view, move, "demo"])
            figures.append(Figure(f"{what}: times the demo's", ratio, "x", RATIO))
    return figures


def measure(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    return [*typing(made, rounds), *lists(made, rounds)]


def main() -> int:
    """Measure, print, and say whether the bars were met."""
    with homes() as made:
        return told(measure(made, rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
