"""What the program adds to somebody's first day: `python -m tests.benchmarks.bench_first_day [ROUNDS]`.

The whole script of `tests/first_day_script.py`, from the command in the shell to the gap analysis that the day grows
into, with one interruption. Counted is every wait: from each key, and from the last letter of each text that is typed,
to the last frame that changes the screen for it. Reading and typing are not; the two starts of the program are told
beside it.
"""

import compileall
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from gapcheck.questionnaire.loader import load_shipped
from gapcheck.questionnaire.model import Questionnaire
from tests.benchmarks.measuring import Figure, median, rounds_given, told
from tests.benchmarks.terminal import ROOT, Program, Screen, Shows, environment, gapcheck, shows
from tests.first_day_script import Stroke, after_half, grown, loose_ends, to_the_boss, until_half

ROUNDS = 3
BAR = 2000.0
SENT = {
    "enter": "\r",
    "tab": "\t",
    "down": "\x1b[B",
    "ctrl+s": "\x13",
    "right_square_bracket": "]",
}
"""What a terminal sends for the keys that are no letters."""
START = "starting the program, twice"
KIND = {True: "keys", False: "last letters of texts"}


def shown(stroke: Stroke) -> Shows:
    """Whether all of a stroke is on the screen, and what it takes away is not."""
    there, gone = shows(*stroke.shows), [shows(text) for text in stroke.gone]

    def is_shown(screen: Screen) -> bool:
        return there(screen) and not any(still(screen) for still in gone)

    return is_shown


class Day:
    """One day with a clock."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.times: dict[str, list[tuple[float, str]]] = defaultdict(list)

    def sit_down(self, strokes: Iterable[Stroke], *awaited: str) -> None:
        """Start the program, do as the script says, and leave it."""
        with Program(gapcheck(), environment(self.home)) as program:
            self.times[START].append((program.complete(shows(*awaited), quiet=0.5), "start"))
            program.settle()
            for stroke in strokes:
                if stroke.text:  # typed at leisure but for the last letter
                    program.press(stroke.text[:-1])
                    program.complete(shows(stroke.text[:-1]))
                program.press(SENT.get(stroke.key, stroke.key) or stroke.text[-1])
                taken = program.complete(shown(stroke))
                self.times[KIND[bool(stroke.key)]].append((taken, stroke.key or stroke.text))
            program.press("\x11")
            program.settle()

    def whole(self, questionnaire: Questionnaire) -> None:
        """The day from end to end."""
        self.sit_down(until_half(questionnaire), "I am new")
        self.sit_down((*after_half(questionnaire), *loose_ends(), *to_the_boss(), *grown()), "I am new", "ENGAGEMENTS")


def measure(rounds: int) -> list[Figure]:
    """The figures of some days; each begins with nothing but what a first run of the program leaves in its cache."""
    compileall.compile_dir(ROOT / "gapcheck", quiet=1)
    questionnaire = load_shipped()
    totals: list[float] = []
    parts: dict[str, list[float]] = defaultdict(list)
    count = 0
    for turn in range(rounds + 1):
        with tempfile.TemporaryDirectory(prefix="gapcheck-bench-") as below:
            home = Path(below)
            subprocess.run(gapcheck("questionnaire", "list"), env=environment(home), check=True, capture_output=True)
            day = Day(home)
            day.whole(questionnaire)
        if turn:
            strokes = [taken for name in KIND.values() for taken, _ in day.times[name]]
            count = len(strokes)
            totals.append(sum(strokes))
            for name, kind in day.times.items():
                parts[name].append(sum(taken for taken, _ in kind))
    return [
        *(Figure(f"first day, {name}", median(sums)) for name, sums in parts.items()),
        Figure(f"first day, all {count} waits after a key", median(totals), bar=BAR),
    ]


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    return told(measure(rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
