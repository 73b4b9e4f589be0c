"""Spawn to first frame of `gapcheck open`, beside a bare Textual app: `python -m tests.benchmarks.bench_first_frame`.

The frame counts when whose engagement it is and the first group of the tree stand on the screen. The first question
("item shown") follows in a later frame and is only reported.
"""

import sys

from tests.benchmarks.measuring import FIRST_GROUP, ORGANIZATION, Figure, Homes, homes, median, rounds_given, told
from tests.benchmarks.terminal import ANSWER_KEYS, BARE, BARE_TEXT, Program, Shows, gapcheck, shows

ROUNDS = 20
BAR = 1.5


def measure(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    frame, item = shows(ORGANIZATION, FIRST_GROUP), shows(ORGANIZATION, FIRST_GROUP, ANSWER_KEYS)
    contestants: dict[str, tuple[list[str], tuple[Shows, ...]]] = {
        "bare": (BARE, (shows(BARE_TEXT),)),
        "demo": (gapcheck("open", str(made.demo)), (frame, item)),
        "large": (gapcheck("open", str(made.large)), (frame, item)),
    }
    times: dict[str, list[list[float]]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, (command, awaited) in contestants.items():
            with Program(command, made.env) as program:
                taken = program.until(*awaited)
            if turn:
                times[name].append(taken)
    bare = median([taken[0] for taken in times["bare"]])
    figures = [Figure("first frame, bare Textual app", bare)]
    for name, what in (("demo", "demo"), ("large", "500 KB")):
        first, asked = (median(taken) for taken in zip(*times[name], strict=True))
        figures += [
            Figure(f"first frame, {what}", first),
            Figure(f"first frame, {what}: times the bare app's", first / bare, "x", BAR),
            Figure(f"item shown, {what}", asked),
            Figure(f"item shown, {what}: times the bare app's", asked / bare, "x"),
        ]
    return figures


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    with homes() as made:
        return told(measure(made, rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
