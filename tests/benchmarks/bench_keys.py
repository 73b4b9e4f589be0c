"""From key to painted screen on the work screen of a 500 KB engagement: `python -m tests.benchmarks.bench_keys`.

Beside it in the same run, turn by turn, what a bare Textual app needs to echo a letter in an input. Each time is to the
end of the frame in which what the key asks for stands on the screen.
"""

import sys
from collections import defaultdict

from gapcheck.questionnaire.loader import load
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.records.vocabulary import label
from tests.benchmarks.measuring import FIRST_GROUP, ORGANIZATION, Figure, Homes, homes, median, rounds_given, told
from tests.benchmarks.terminal import ANSWER_KEYS, Program, Screen, Shows, gapcheck, shows

ROUNDS = 30
BAR = 50.0
WITH_BAR = {"."}
ECHO = [
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Input\n\n"
    "class Echo(App):\n    def compose(self):\n        yield Input('start', select_on_focus=False)\n\nEcho().run()",
]
ENOUGH = 18
"""Letters of a title or question that tell it from others and stand on its first line."""
VIEWS = {
    "g": ("j already good", "WHAT IS ALREADY GOOD"),
    "r": ("t switch off or on", "for a certification body to decide"),
    "b": ("k pin", "WHY THIS RANK"),
    "a": ("x exclude", "A.5.10"),
    "w": (ANSWER_KEYS, "EVIDENCE"),
}
"""The keys of the views, with what stands on each and on no other."""
SEARCH, WORD, FOUND = "a number, a word of the title", "crypto", "A.8.24"
"""What the empty search says, what is typed, and the control that it finds from the third letter on."""


def titled(item: Item) -> Shows:
    """Whether an item is shown: two spaces tell its title from its line in the tree."""
    return shows(f"{item.id}  {item.full_title[:ENOUGH]}")


def asked(item: Item, place: int) -> Shows:
    """Whether a question of an item is the one that is asked: the keys stand below it, and above the next."""

    def is_shown(screen: Screen) -> bool:
        here = screen.row_of(item.questions[place].ask[:ENOUGH])
        keys = screen.row_of(ANSWER_KEYS)
        after = screen.row_of(item.questions[place + 1].ask[:ENOUGH]) if place + 1 < len(item.questions) else -1
        return 0 <= here < keys and not here < after < keys

    return is_shown


def heard(item: Item, place: int, word: str) -> Shows:
    """Whether the answer to a question stands below it."""

    def is_shown(screen: Screen) -> bool:
        here = screen.row_of(item.questions[place].ask[:ENOUGH])
        return here >= 0 and here < screen.row_of(word, here) <= here + 3

    return is_shown


class Rounds:
    """The two programs and what was measured so far."""

    def __init__(self, ours: Program, echo: Program, questionnaire: Questionnaire) -> None:
        self.ours = ours
        self.echo = echo
        self.items = questionnaire.items
        self.times: dict[str, list[float]] = defaultdict(list)
        self._typed = False

    def press(self, name: str, keys: str, shown: Shows) -> None:
        """One key of ours, after one of the bare app's."""
        self._typed = not self._typed
        self.echo.press("x" if self._typed else "\x7f")
        self.times["echo"] += self.echo.until(shows("startx " if self._typed else "start "), quiet=0.06)
        self.ours.press(keys)
        self.times[name] += self.ours.until(shown, quiet=0.15)

    def next_items(self, rounds: int) -> None:
        """`.` from item to item."""
        for item in self.items[1 : rounds + 1]:
            self.press(".", ".", titled(item))

    def next_questions(self, rounds: int) -> None:
        """`j` through the questions of the items on the way back."""
        at, done = rounds, 0
        while done < rounds:
            self.ours.press(",")
            at -= 1
            self.ours.until(titled(self.items[at]), quiet=0.15)
            self.ours.press("k" * 8)
            self.ours.until(asked(self.items[at], 0), quiet=0.15)
            for place in range(1, min(4, len(self.items[at].questions))):
                self.press("j", "j", asked(self.items[at], place))
                done += 1

    def answers(self, rounds: int) -> None:
        """`4` and `2` in turn on the first questions of the first items; both are saved before they are shown."""
        self.to_first_item()
        for number, item in enumerate(self.items[:rounds]):
            if number:
                self.ours.press(".")
                self.ours.until(titled(item), quiet=0.15)
            for key, value in (("4", "no"), ("2", "yes_said")):
                self.ours.press("k" * 8)
                self.ours.until(asked(item, 0), quiet=0.15)
                self.press(f"{key} (saved and shown)", key, heard(item, 0, label(value)))

    def searches(self, rounds: int) -> None:
        """`/`, then letters until they and their results are there, then away again."""
        for turn in range(rounds):
            self.press("/" if turn else "/ the first time", "/", shows(SEARCH))
            self.ours.settle()
            self.ours.press(WORD[:2])
            self.ours.until(shows(f" {WORD[:2]} "), quiet=0.15)
            for end in range(3, len(WORD) + 1):
                self.press("a letter after /", WORD[end - 1], shows(f" {WORD[:end]} ", FOUND))
            self.ours.press("\x1b")
            self.ours.until(lambda screen: screen.row_of(WORD) < 0, quiet=0.2)

    def views(self, rounds: int) -> None:
        """From view to view."""
        for turn in range(rounds + 1):
            for key, texts in VIEWS.items():
                self.press(key if turn else f"{key} the first time", key, shows(*texts))
                self.ours.settle(0.15)

    def to_first_item(self) -> None:
        """Through the search, as a person would."""
        self.ours.press("/")
        self.ours.until(shows(SEARCH))
        self.ours.press(f"{self.items[0].id}\r")
        self.ours.until(titled(self.items[0]))


def measure(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    questionnaire = load(made.large / "questionnaire", cache=made.home / ".cache")
    ours, echo = Program(gapcheck("open", str(made.large)), made.env), Program(ECHO, made.env)
    with ours, echo:
        ours.until(shows(ORGANIZATION, FIRST_GROUP, ANSWER_KEYS))
        echo.until(shows("start"))
        run = Rounds(ours, echo, questionnaire)
        run.to_first_item()
        run.next_items(rounds)
        run.next_questions(rounds)
        run.answers(rounds // 2)
        run.searches(rounds // 6)
        run.views(rounds // 6)
    return [
        Figure("echo of a letter, bare Textual app", median(run.times.pop("echo"))),
        *(
            Figure(f"key {name}", median(taken), bar=BAR if name in WITH_BAR else None)
            for name, taken in run.times.items()
        ),
    ]


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    with homes() as made:
        return told(measure(made, rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
