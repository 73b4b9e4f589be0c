"""gapcheck: gap analysis and audit companion for ISO/IEC 27001:2022, offline, in the terminal."""

__version__ = "0.1.0"
