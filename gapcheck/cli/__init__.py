"""The face for scripts and for people in a hurry: one file per group of commands, everything heavy imported lazily.

stdout is the result, stderr is talk. Exit status: 0 done, 1 a check failed, 2 a mistake in what was asked for.
"""
