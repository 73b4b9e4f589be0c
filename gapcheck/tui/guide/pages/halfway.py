"""Half of the way: what was looked at, what is good, what is to find out, and leave to stop."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.first_day import progress, strengths
from gapcheck.analysis.people import one_owner
from gapcheck.records.answers import Answer
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words
from gapcheck.tui.guide.page import Page, point, small, stacked, told
from gapcheck.tui.guide.said import owner_warning, strength_text

_MOST = 4
"""Strengths that are named on the card; `?` names all."""


class HalfwayPage(Page):
    """A card between the clauses and the controls."""

    NAME = "halfway"
    TITLE = words.HALFWAY_TITLE

    def text(self, width: int) -> Content:
        """The figures of the first half, strengths first."""
        how_far = progress(self.session.results.material)
        first = {entry.question for entry in how_far.questions[: how_far.clauses]}
        still_open = len(first & set(how_far.open))
        parts = [told(words.HALFWAY_HEAD.format(done=len(first) - still_open), width, "bold")]
        if still_open:
            parts.append(told(words.HALFWAY_OPEN.format(count=words.questions(still_open)), width))
        parts += [told(words.HALFWAY_REST, width), Content(""), small(words.HALFWAY_GOOD)]
        parts += self._good(width)
        unknown = self._unknown(first)
        sentence = words.HALFWAY_NONE_TO_FIND_OUT
        if unknown:
            sentence = words.HALFWAY_ONE_TO_FIND_OUT if unknown == 1 else words.HALFWAY_TO_FIND_OUT
        parts += [
            Content(""),
            point("?", sentence.format(count=unknown), width) if unknown or not still_open else Content(""),
        ]
        warning = owner_warning(one_owner(self.session.results.material))
        if warning:
            parts += [Content(""), point("!", warning, width, sign="$warning")]
        left = len(how_far.open) - still_open
        if left:
            ahead = set(how_far.open) - first
            minutes = sum(entry.minutes for entry in how_far.questions if entry.question in ahead)
            text = words.HALFWAY_LEFT.format(count=left, minutes=words.minutes(minutes))
            parts += [Content(""), told(text, width, "$grey")]
        return stacked(*parts)

    def _good(self, width: int) -> list[Content]:
        found = strengths(self.session.results.material, self.session.results.items)
        if not found:
            return [told(words.HALFWAY_NO_GOOD, width, "$grey")]
        rows = [point("●" if one.shown else "○", strength_text(one), width, sign="$success") for one in found[:_MOST]]
        if len(found) > _MOST:
            rows.append(point(" ", words.HALFWAY_MORE.format(count=len(found) - _MOST), width, "$grey"))
        return rows

    def _unknown(self, among: set[str]) -> int:
        answers = self.session.engagement.records.table(Answer).values()
        return len({a.question for a in answers if a.value == "unknown" and a.question in among})

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Every strength so far, and how it was found."""
        found = strengths(self.session.results.material, self.session.results.items)
        shown = [strength_text(one) for one in found if one.shown]
        said = [strength_text(one) for one in found if not one.shown]
        blocks: list[Block] = [("● Good, and you can show it", shown)] if shown else []
        blocks += [("○ Good, by your word so far", said)] if said else []
        blocks.append(("How it is counted", [words.HALFWAY_COUNTED]))
        return words.HALFWAY_TITLE, blocks
