"""What one already has: an honest first strength before the first question of the baseline."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.leanings import leanings
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words
from gapcheck.tui.guide.page import Page, point, stacked, told

_STRENGTHS = (("P2", words.START_INFORMATION), ("P6", words.START_WHY), ("P5", words.START_SUPPLIERS),
              ("P1", words.START_SIZE))  # fmt: skip
"""What an answer to the profile is worth, the one that most builds on first."""
_MOST = 3
_QUOTED = 120
"""Letters of a person's words that are shown here; the profile page shows all of them."""


class StartPage(Page):
    """A kind word that is true: what was told, or that a beginning was made."""

    NAME = "start"
    TITLE = words.START_TITLE

    def text(self, width: int) -> Content:
        """Up to three strengths, and what the profile proposes."""
        good = self._good()
        if good:
            parts = [told(words.START_HEAD, width, "bold")]
            for text in good:
                parts += [Content(""), point("●", text, width, sign="$success")]
        else:
            parts = [told(words.START_EMPTY_HEAD, width, "bold"), Content(""), told(words.START_EMPTY, width)]
        needed = self._needed()
        if needed:
            parts += [Content(""), told(words.START_CONTROLS.format(count=len(needed)), width, "$grey")]
        return stacked(*parts, Content(""), told(words.START_NEXT, width, "$grey"))

    def _told(self) -> dict[str, ProfileAnswer]:
        return dict(self.session.engagement.records.table(ProfileAnswer))

    def _good(self) -> list[str]:
        said = self._told()
        found = [
            sentence.format(text=_quoted(said[ident].text))
            for ident, sentence in _STRENGTHS
            if ident in said and said[ident].text.strip()
        ][:_MOST]
        if not found and any(one.choice in ("yes", "no") for one in said.values()):
            return [words.START_ALL]
        return found

    def _needed(self) -> list[str]:
        return [ref for ref, leaning in leanings(self.session.results.material).items() if leaning.leans == "needed"]

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Which controls the profile speaks for, and why."""
        by_id = self.session.questionnaire.by_id
        found = leanings(self.session.results.material)
        needed = [f"{ref} {by_id[ref].full_title}" for ref in self._needed()]
        look = [f"{ref} {by_id[ref].full_title}" for ref, one in found.items() if one.leans == "look_twice"]
        blocks: list[Block] = [("What you have", self._good() or [words.START_EMPTY])]
        blocks += [("Controls that may matter", needed)] if needed else []
        blocks += [("Controls to look at twice", look)] if look else []
        return words.START_TITLE, blocks


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"\u201c{shown}\u201d" if len(shown) <= _QUOTED else f"\u201c{shown[:_QUOTED].rstrip()} \u2026\u201d"
