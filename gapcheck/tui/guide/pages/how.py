"""How to answer: one worked example to try the keys on. Nothing of it is kept."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gapcheck.records.vocabulary import AnswerValue
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words
from gapcheck.tui.guide.page import BACK, EXPLAIN, ON, STOP, Page, point, stacked, told
from gapcheck.tui.guide.rows import answer_row
from gapcheck.tui.session import Session


class HowPage(Page):
    """The five answers, and what each of them means."""

    NAME = "how"
    TITLE = words.HOW_TITLE
    KEYS = (("1-5", "try", "try('yes_shown')"), ON, BACK, ("L", "learn more", "screen.learn"), EXPLAIN, STOP)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"try('{value}')", f"Try: {word}", show=False, id=f"guide.how.{value}")
        for key, value, word in words.ANSWERS
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tried: AnswerValue | None = None

    def text(self, width: int) -> Content:
        """The example with its answers."""
        rows = [
            answer_row(key, word, f"try('{value}')", chosen=value == self._tried, pointed=False, width=width)
            for key, value, word in words.ANSWERS
        ]
        meaning = (
            point("›", words.HOW_TOLD[self._tried], width) if self._tried else told(words.HOW_PLAIN, width, "$grey")
        )
        return stacked(
            told(words.HOW_HEAD, width),
            Content(""),
            told(words.HOW_EXAMPLE, width, "bold"),
            Content(""),
            *rows,
            Content(""),
            meaning,
            Content(""),
            told(words.HOW_NEXT, width, "$grey"),
        )

    def action_try(self, value: AnswerValue) -> None:
        """Say what an answer means."""
        self._tried = value
        self.show()

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """All five answers at once."""
        return words.HOW_TITLE, [(word, [words.HOW_TOLD[value]]) for _, value, word in words.ANSWERS]
