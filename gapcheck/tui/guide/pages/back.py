"""Welcome back: how much is left, where one was, and that everything is still there."""

from collections.abc import Sequence

from textual.content import Content

from gapcheck.analysis.first_day import Progress, progress
from gapcheck.records.answers import Answer
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import order, words
from gapcheck.tui.guide.page import EXPLAIN, ON, STOP, Page, brief, small, stacked, told
from gapcheck.tui.hanging import hang

_LINES = 3
"""Lines of the last answer that are shown; its own page shows all."""


class BackPage(Page):
    """Shown when a day that is under way is opened."""

    NAME = "back"
    TITLE = words.BACK_TITLE
    KEYS = (ON, ("v", "all views", "screen.all_views"), EXPLAIN, STOP)

    def text(self, width: int) -> Content:
        """What is left, what comes next, what was said last."""
        how_far = progress(self.session.results.material)
        left = self.session.drafts.get(order.PLACE)
        to = order.first_open(how_far, left)
        parts = [told(words.BACK_HEAD, width, "bold"), Content(""), told(self._left(how_far), width)]
        parts.append(told(words.BACK_KEPT, width))
        asked = self._ask(to)
        if asked:
            at = order.Step((left or {}).get("page", ""), (left or {}).get("ident", ""))
            parts += [Content(""), small(words.BACK_AT if at == to else words.BACK_NEXT), told(asked, width)]
        last = self._last(how_far)
        if last is not None and order.Step("question", last.question) != to:
            asked = self.session.questionnaire.question_by_id[last.question].ask
            parts += [Content(""), small(words.BACK_LAST), told(asked, width, "$grey")]
            parts.append(hang(Content.styled("›", "$primary"), brief(_heard(last), width - 2, _LINES), width))
        enter = words.BACK_ENTER_RESULT if how_far.finished and to.page == "result" else words.BACK_ENTER
        return stacked(*parts, Content(""), told(enter, width, "$grey"))

    def _left(self, how_far: Progress) -> str:
        if how_far.finished:
            return words.BACK_ALL.format(count=len(how_far.questions))
        text = words.BACK_LEFT.format(
            questions=words.questions(len(how_far.open)), minutes=words.minutes(how_far.minutes_left)
        )
        return f"{words.BACK_PROFILE} {text}" if how_far.profile_open and not how_far.done else text

    def _ask(self, to: order.Step) -> str:
        questionnaire = self.session.questionnaire
        if to.page == "question":
            return questionnaire.question_by_id[to.ident].ask
        return next((one.ask for one in questionnaire.baseline.profile if one.id == to.ident), "")

    def _last(self, how_far: Progress) -> Answer | None:
        ids = {question.question for question in how_far.questions}
        answers = [a for a in self.session.engagement.records.table(Answer).values() if a.question in ids]
        return max(reversed(answers), key=lambda answer: answer.at, default=None)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What the figures mean."""
        return words.BACK_TITLE, [("How the minutes are counted", [words.BACK_MINUTES]), ("", [words.BACK_ENTER])]


def _heard(answer: Answer) -> str:
    word = next((word for _, value, word in words.ANSWERS if value == answer.value), words.SKIPPED_WORD)
    rest = " · ".join(text for text in (answer.note, answer.who_would_know) if text)
    return f"{word} · {rest}" if rest else word
