"""Figures with their bars, and the engagements that are measured."""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.terminal import ROOT, environment, gapcheck

LARGE = 500_000
"""Bytes of the database of the engagement that counts as large."""
ORGANIZATION = "Brightwell Instruments Ltd"
FIRST_GROUP = "Context"


class Figure(NamedTuple):
    """One line of the summary."""

    name: str
    value: float
    unit: str = "ms"
    bar: float | None = None
    """The most that is allowed; None for a yardstick."""

    @property
    def met(self) -> bool:
        """Whether the bar is met, if there is one."""
        return self.bar is None or self.value <= self.bar


class Homes(NamedTuple):
    """A home for the programs under test, with engagements in it."""

    home: Path
    demo: Path
    large: Path

    @property
    def env(self) -> dict[str, str]:
        """What the programs see."""
        return environment(self.home)


@contextmanager
def homes() -> Iterator[Homes]:
    """The demo, and the demo with notes until its database is LARGE; all bytecode is there."""
    compileall.compile_dir(ROOT / "gapcheck", quiet=1)
    with tempfile.TemporaryDirectory(prefix="gapcheck-bench-") as below:
        made = Homes(Path(below), Path(below) / "demo", Path(below) / "large")
        for folder in (made.demo, made.large):
            command = gapcheck("demo", str(folder), "--no-open")
            subprocess.run(command, env=made.env, check=True, capture_output=True)
        _grow(made)
        yield made


def _grow(made: Homes) -> None:
    from gapcheck.changes.answers import NoteWritten
    from gapcheck.engagement import Engagement

    os.environ["GAPCHECK_HOME"] = str(made.home)
    database = made.large / "engagement.json"
    sentence = "Seen on site: the list in the DMS is kept by two people who each check the other's entries. "
    with Engagement.open(made.large, who="K. Thornby") as engagement:
        items = engagement.questionnaire.items
        each = (LARGE - database.stat().st_size) // len(items) // len(sentence)
        engagement.do(*(NoteWritten(item=item.id, text=sentence * each) for item in items))
        while (left := LARGE - database.stat().st_size) > 0:
            engagement.do(NoteWritten(item=items[0].id, text=sentence * (each + left // len(sentence) + 1)))


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def rounds_given(usual: int) -> int:
    """The number of rounds on the command line, or the usual one."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual


def table(figures: Sequence[Figure]) -> str:
    """The figures below each other, with what became of each bar."""
    lines = []
    for name, value, unit, bar in figures:
        verdict = "" if bar is None else f"bar {bar:g}  {'met' if value <= bar else 'MISSED'}"
        lines.append(f"{name:<58} {value:>9.2f} {unit:<5} {verdict}".rstrip())
    return "\n".join(lines)


def told(figures: Sequence[Figure]) -> int:
    """Print the figures; the status to end with."""
    print(table(figures))
    return 0 if all(figure.met for figure in figures) else 1
