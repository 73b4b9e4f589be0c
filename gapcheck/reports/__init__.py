"""From a finished result to a document: a kind says what stands in it, a format how it is written.

A new kind is one file, its title in `names.py` and one line in `kinds.py`; a new format is one file, its title in
`names.py` and one line in `formats.py`.
"""
