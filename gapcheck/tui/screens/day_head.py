"""The two lines above the day: its tabs with their counts, and the day with a quiet clock."""

from collections.abc import Mapping

import msgspec
from textual.content import Content

from gapcheck.text import one_line
from gapcheck.tui.press import pressable
from gapcheck.tui.screens.day_keys import TABS
from gapcheck.tui.screens.day_rows import weekday
from gapcheck.tui.widgets.fitted import edges

PLAN_RULES = (
    "An entry is late when its time has come and nobody began it, or when it is on beyond its end. Space stamps when "
    "it really began and ended; Enter mends both.",
    "What is carried over is listed until another entry takes it up (v), and stands in the way of a final report.",
    "Beginning an entry sets whom you speak with and where: quick notes carry it.",
)
MEETING_RULES = (
    "The points are those that fit the type of this engagement. A tick says that a point was dealt with; a note with "
    "it says how. Points may stay open: nothing is checked.",
    "Attendance is recorded for the day and, where a site is chosen, for that site.",
)
UNDECIDED_RULES = (
    "Something was heard or seen of these items and nobody decided, or something new came up since the decision.",
)
NO_PLAN = (
    "Nothing is planned on this day.\n\nP proposes a day as it usually goes, and n adds an entry. ← → lead to other "
    "days, and a full stop leads back to today."
)
NO_POINTS = "This questionnaire has no points for this meeting."
NO_ITEMS = (
    "Nothing waits for a decision.\n\nItems of which something was heard or seen are listed here until somebody "
    "decides."
)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the two lines say."""

    listed: str
    """The tab that is chosen."""
    counts: Mapping[str, str]
    """By tab; empty for none."""
    day: str
    today: str
    clock: str
    about: str
    """What matters on this tab, in a few words."""

    def at(self, width: int) -> Content:
        """The lines for a width."""
        pieces = []
        for number, (name, word) in enumerate(TABS, 1):
            here = name == self.listed
            count = f" {self.counts[name]}" if self.counts.get(name) else ""
            said = Content.assemble(
                (word.upper() if here else word, "bold" if here else "$grey"), (count, "" if here else "$grey")
            )
            pieces.append(pressable(Content.assemble((str(number), "$primary"), " ", said), f"tab({number})"))
        wide = sum(piece.cell_length + 3 for piece in pieces) <= width + 3
        tabs = Content("   " if wide else "  ").join(pieces)
        clock = Content.styled(self.clock, "bold")
        return Content("\n").join([tabs, edges(self._when(width - clock.cell_length - 2), clock, width)])

    def _when(self, room: int) -> Content:
        before = pressable(Content.styled("‹ ", "$primary"), "day(-1)")
        after = pressable(Content.styled(" ›", "$primary"), "day(1)")
        today = "  today" if self.day == self.today else ""
        about = f"   {one_line(self.about)}" if self.about else ""
        for short in (False, True):
            when = Content.assemble(before, weekday(self.day, short=short), after, (f"{today}{about}", "$grey"))
            if when.cell_length <= room:
                return when
        return when.truncate(max(room, 8), ellipsis=True)
