"""Runs every benchmark and ends with one table: `python -m tests.benchmarks [ROUNDS]`, fewer for a quick look."""

import sys
from collections.abc import Callable

from tests.benchmarks import (
    bench_analysis,
    bench_first_day,
    bench_first_frame,
    bench_keys,
    bench_loading,
    bench_memory,
    bench_on_site,
    bench_reports,
    bench_saving,
)
from tests.benchmarks.measuring import Figure, Homes, homes, rounds_given, told

ON_HOMES: dict[Callable[[Homes, int], list[Figure]], int] = {
    bench_first_frame.measure: bench_first_frame.ROUNDS,
    bench_keys.measure: bench_keys.ROUNDS,
    bench_memory.measure: bench_memory.ROUNDS,
    bench_loading.measure: bench_loading.ROUNDS,
    bench_on_site.measure: bench_on_site.ROUNDS,  # the last of these: it makes the homes larger
}
ALONE: dict[Callable[[int], list[Figure]], int] = {
    bench_saving.measure: bench_saving.ROUNDS,
    bench_analysis.measure: bench_analysis.ROUNDS,
    bench_first_day.measure: bench_first_day.ROUNDS,
    bench_reports.measure: bench_reports.ROUNDS,
}


def main() -> int:
    """Measure everything, print it, and say whether every bar was met."""
    most = rounds_given(sys.maxsize)
    figures: list[Figure] = []
    with homes() as made:
        for on_homes, usual in ON_HOMES.items():
            figures += on_homes(made, min(usual, most))
    for alone, usual in ALONE.items():
        figures += alone(min(usual, most))
    return told(figures)


if __name__ == "__main__":
    sys.exit(main())
