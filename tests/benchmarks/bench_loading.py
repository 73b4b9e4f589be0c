"""The questionnaire from YAML and from the cache, and small commands: `python -m tests.benchmarks.bench_loading`.

Beside them, the time of `json.loads` for the same questionnaire, and of `python -c pass`.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

from gapcheck.questionnaire.as_json import questionnaire_data
from gapcheck.questionnaire.loader import find, load, load_shipped
from tests.benchmarks.measuring import Figure, Homes, homes, median, rounds_given, told
from tests.benchmarks.terminal import gapcheck

ROUNDS = 12


def contestants(made: Homes) -> dict[str, Callable[[], object]]:
    """What takes turns."""
    folder, cache = find("iso27001-2022"), made.home / "compiled"
    text = json.dumps(questionnaire_data(load_shipped()))

    def run(command: list[str]) -> None:
        subprocess.run(command, env=made.env, check=True, capture_output=True)

    def cold() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        load(folder, cache=cache)

    return {
        "json.loads of the questionnaire": lambda: json.loads(text),
        "questionnaire from YAML, checked and compiled": cold,
        "questionnaire from the cache": lambda: load(folder, cache=cache),
        "python -c pass": lambda: run([sys.executable, "-c", "pass"]),
        "gapcheck --version": lambda: run(gapcheck("--version")),
        "gapcheck gap --json, demo": lambda: run(gapcheck("gap", str(made.demo), "--json")),
    }


def measure(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    found = contestants(made)
    times: dict[str, list[float]] = {name: [] for name in found}
    for turn in range(rounds + 1):
        for name, run in found.items():
            start = time.perf_counter()
            run()
            taken = (time.perf_counter() - start) * 1000
            if turn:
                times[name].append(taken)
    return [Figure(name, median(taken)) for name, taken in times.items()]


def main() -> int:
    """Measure and print; there is no bar."""
    with homes() as made:
        return told(measure(made, rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
