"""All results of a full engagement, computed from nothing: `python -m tests.benchmarks.bench_analysis [ROUNDS]`.

Every question of the shipped questionnaire is answered, every item decided on or proposed, with evidence, findings,
actions and decisions on all controls. Beside it the time msgspec needs to decode the same engagement's database.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import msgspec

from gapcheck.analysis.backlog import backlog
from gapcheck.analysis.gap import gap
from gapcheck.analysis.items import results
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import readiness
from gapcheck.analysis.soa import soa
from gapcheck.changes.base import Change
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.records.vocabulary import AnswerValue, FindingType
from tests import building
from tests.benchmarks.measuring import Figure, median, rounds_given, told

ROUNDS = 100
BAR = 20.0
VALUES: tuple[AnswerValue, ...] = get_args(AnswerValue)
GRADES: tuple[FindingType, ...] = ("major", "minor", "nonconformity", "ofi", "strength")
NOTE = "Restored in May and in November; the last test (in Köln) took forty minutes, see DMS."


def changes(questionnaire: Questionnaire) -> Iterator[Change]:
    """What fills an engagement, in an order that its rules allow."""
    for number, item in enumerate(questionnaire.items):
        yield from _answers(item, number)
        effect = "contradicts" if number % 9 == 0 else "supports"
        near = questionnaire.items[(number + 1) % len(questionnaire.items)].id
        yield building.evidence(
            f"E-{number}", item.id, near, effect=effect, what_it_shows=NOTE, period_from="2026-04-01"
        )
        if number % 3 == 0:
            yield building.assess(item.id, "partial" if number % 2 else "conforms", rationale=NOTE)
        if number % 5 == 0:
            yield building.finding(f"F-{number}", GRADES[number % len(GRADES)], item.id, title=NOTE)
        if number % 7 == 0:
            yield building.action(f"B-{number}", item.id, near, due="2027-01-31", done_when=NOTE)
        if item.kind == "control":
            yield building.exclude(item.id) if number % 10 == 0 else building.include(item.id, how=NOTE)


def _answers(item: Item, number: int) -> Iterator[Change]:
    for place, question in enumerate(item.questions):
        # mostly good, as engagements are, with every other answer in between
        value = "yes_shown" if (number + place) % 3 else VALUES[(number * 7 + place) % len(VALUES)]
        yield building.answer(question.id, value, note=NOTE if place % 2 else f"{question.id}: {NOTE}")


def parts(made: Engagement) -> dict[str, Callable[[], object]]:
    """What is measured, each from nothing but the records."""

    def everything() -> None:
        material = Material(made.questionnaire, made.records)
        found = results(material)
        gap(material, found)
        readiness(material, 1, found)
        readiness(material, 2, found)
        backlog(material, found)
        soa(material, found)

    data = (made.store.folder / "engagement.json").read_bytes()
    return {
        "msgspec decoding the same engagement's database": lambda: msgspec.json.decode(data),
        "item results": lambda: results(Material(made.questionnaire, made.records)),
        "gap, readiness 1 and 2, backlog and SoA": everything,
    }


def measure(rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    with tempfile.TemporaryDirectory(prefix="gapcheck-bench-") as below:
        os.environ["GAPCHECK_HOME"] = below
        made = Engagement.create(Path(below) / "full", title="T", organization="Acme", type="gap_analysis", who="Anna")
        with made:
            made.do(*changes(made.questionnaire))
            contestants = parts(made)
            times: dict[str, list[float]] = {name: [] for name in contestants}
            gc.collect()
            for turn in range(rounds + 1):
                for name, run in contestants.items():
                    start = time.perf_counter()
                    run()
                    taken = (time.perf_counter() - start) * 1000
                    if turn:
                        times[name].append(taken)
    whole = list(contestants)[-1]
    return [Figure(name, median(taken), bar=BAR if name == whole else None) for name, taken in times.items()]


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    return told(measure(rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
