"""How quick and how small the program is, each figure beside a yardstick measured in the same run.

`python -m tests.benchmarks [ROUNDS]` from the top of the checkout runs everything and ends with a table of figures and
bars; each `bench_*.py` also runs alone, as `python -m tests.benchmarks.bench_keys [ROUNDS]` and so on. Status 1 says
that a bar was missed. pytest collects none of this.

Milliseconds are medians. Contestants take turns round by round, so that a busy machine slows all of them; the first
round is thrown away. Where a bar is a ratio, the ratio is the figure to compare between machines. Screens are timed in
a real pseudo-terminal of 120 by 40 cells (`terminal.py`), from the start of the process or the key that was sent to the
read that completes the frame in which the awaited text stands.
"""
