"""What was asked for last where reports are written, kept while an engagement is open."""

import msgspec


class ReportWish(msgspec.Struct):
    """What the dialog begins with when it is opened again."""

    kinds: dict[str, str] = {}
    """The kind that was chosen last, by the kind that the view proposes; an empty one for views that propose none."""
    formats: str = "md,html"
    """Joined with commas."""
    out: str = ""
    """Where to, as it was typed; empty for the folder of the engagement."""
    reason: str = ""
    """Why it is final although something is open, as it was typed."""
