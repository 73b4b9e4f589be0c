"""The guided first day: one page after the other, for somebody who is new."""
