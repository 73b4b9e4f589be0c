"""The most memory that programs hold at once: `python -m tests.benchmarks.bench_memory [ROUNDS]`. Linux only.

`gapcheck open` with the demo, once its first item stands, beside a bare Textual app; `gapcheck gap --json` beside
`python -c pass`.
"""

import subprocess
import sys

from tests.benchmarks.measuring import Figure, Homes, homes, median, rounds_given, told
from tests.benchmarks.terminal import ANSWER_KEYS, BARE, BARE_TEXT, Program, gapcheck, shows

ROUNDS = 5
_SPAWN = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
                       file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, used = os.wait4(child, 0)
print(used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Starts a program from an interpreter that holds next to nothing: a child counts what its parent held at the fork."""


def of_app(command: list[str], text: str, made: Homes) -> float:
    """The peak of an app once a text stands on its screen, in MB."""
    with Program(command, made.env) as program:
        program.until(shows(text))
        program.settle()
        return program.peak_memory()


def of_command(command: list[str], made: Homes) -> float:
    """The peak of a command over its life, in MB."""
    spawn = [sys.executable, "-S", "-c", _SPAWN, *command]
    return float(subprocess.run(spawn, env=made.env, check=True, capture_output=True, text=True).stdout)


def measure(made: Homes, rounds: int) -> list[Figure]:
    """The figures of some rounds."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, taken in {
            "memory, bare Textual app": of_app(BARE, BARE_TEXT, made),
            "memory, gapcheck open, demo": of_app(gapcheck("open", str(made.demo)), ANSWER_KEYS, made),
            "memory, gapcheck open, 500 KB": of_app(gapcheck("open", str(made.large)), ANSWER_KEYS, made),
            "memory, python -c pass": of_command([sys.executable, "-c", "pass"], made),
            "memory, gapcheck gap --json, demo": of_command(gapcheck("gap", str(made.demo), "--json"), made),
        }.items():
            found.setdefault(name, []).append(taken)
    return [Figure(name, median(taken), "MB") for name, taken in found.items()]


def main() -> int:
    """Measure and print; there is no bar."""
    with homes() as made:
        return told(measure(made, rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
