"""Pure functions from what is asked and what is known to results. Every formula stands once, here.

Screens, reports and JSON all call these; none of them keeps a figure of its own.
"""
