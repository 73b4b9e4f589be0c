"""Everything that can happen to an engagement: one small frozen struct each, with its rules and its effect; pure.

The same struct is what a key press sends, what an entry of an apply file says, what a line of the journal holds and
what undo takes back. `registry.AnyChange` names them all.
"""
