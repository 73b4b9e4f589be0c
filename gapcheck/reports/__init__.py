"""From a finished result to a document: a kind says what stands in it, a format how it is written.

A new kind is one file and one line in `kinds.py`, a new format one file and one line in `formats.py`.
"""
