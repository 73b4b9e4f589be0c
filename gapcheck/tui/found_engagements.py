"""The engagements that the start screen lists: first their heads, then how far each is."""

from datetime import datetime
from pathlib import Path

import msgspec

from gapcheck.analysis.gap import Rollup, gap
from gapcheck.analysis.material import Material
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError
from gapcheck.records.about import About
from gapcheck.store import journal
from gapcheck.store.folder import find_engagements, peek


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An engagement's folder with what is known of it without working in it."""

    folder: Path
    about: About | None
    """None where the head cannot be read, or not yet."""
    changed: float = 0.0
    """When the journal last grew, in seconds since 1970; 0 where that cannot be told."""
    clauses: Rollup | None = None
    controls: Rollup | None = None
    problem: str = ""
    """Why it cannot be opened, in a sentence; empty when it can."""

    @property
    def day(self) -> str:
        """The day of the last change, such as 21 Nov 2026."""
        if not self.changed:
            return ""
        day = datetime.fromtimestamp(self.changed)
        return f"{day.day} {day:%b %Y}"

    def has(self, text: str) -> bool:
        """Whether the folder's name, the organization or the title holds a text, whatever its case."""
        about = self.about
        known = (self.folder.name, about.organization, about.title) if about else (self.folder.name,)
        return any(text.casefold() in name.casefold() for name in known)


def heads(home: Path) -> list[Found]:
    """The engagements below a folder with their heads, the one that was worked on last first."""
    found = [Found(folder=folder, about=peek(folder), changed=_changed(folder)) for folder in find_engagements(home)]
    return sorted(found, key=lambda one: (-one.changed, one.folder.name))


def looked_into(one: Found) -> Found:
    """The same engagement with how far it is, or with why it cannot be opened. Takes some 20 ms; writes nothing."""
    try:
        with Engagement.open(one.folder, who="", read_only=True) as engagement:
            counts = gap(Material(engagement.questionnaire, engagement.records))
            return msgspec.structs.replace(
                one,
                about=engagement.about,
                clauses=counts.group("clauses").counts,
                controls=counts.group("annex_a").counts,
            )
    except GapcheckError as error:
        return msgspec.structs.replace(one, problem=str(error))


def _changed(folder: Path) -> float:
    try:
        return (folder / journal.NAME).stat().st_mtime
    except OSError:
        return 0.0
