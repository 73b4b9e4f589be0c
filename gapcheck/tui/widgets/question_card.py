"""One question with its answer; the one that is asked now stands on its own ground, with the keys that answer it."""

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from gapcheck.questionnaire.model import Question
from gapcheck.records.answers import Answer
from gapcheck.records.vocabulary import AnswerValue, label
from gapcheck.text import visible
from gapcheck.tui.hanging import flow, hang
from gapcheck.tui.press import PressStatic, pressable

SIGNS: dict[AnswerValue, tuple[str, str]] = {
    "yes_shown": ("●", "$success"),
    "yes_said": ("○", "$success"),
    "partly": ("◐", "$warning"),
    "no": ("✕", "$error"),
    "unknown": ("?", "$primary"),
    "skipped": ("–", "$grey"),
}
KEYS: tuple[tuple[str, AnswerValue], ...] = (
    ("1", "yes_shown"),
    ("2", "yes_said"),
    ("3", "partly"),
    ("4", "no"),
    ("5", "unknown"),
)


class QuestionCard(PressStatic):
    """A place for a question; the same few are used for every item."""

    class Chosen(Message):
        """The card was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        super().__init__(classes="question")
        self._place = place
        self._question: Question | None = None
        self._answers: tuple[Answer, ...] = ()
        self._more = False
        self._made: tuple[int, Content] | None = None

    def show(self, question: Question, answers: tuple[Answer, ...], *, current: bool, more: bool) -> None:
        """Show a question with its answers; `current` is the one asked now, `more` adds what helps to judge it."""
        state = (question, answers, current, more)
        if state == (self._question, self._answers, self.has_class("-current"), self._more) and self.display:
            return
        self._question, self._answers, self._more = question, answers, more
        self._made = None
        self.set_class(current, "-current")
        self.display = True
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at the width that the card will have, not at the one that it had."""
        return self._at(width).plain.count("\n") + 1

    def render(self) -> Content:
        """The question and below it what was heard."""
        return self._at(self.content_size.width or self.container_size.width - 4)

    def _at(self, width: int) -> Content:
        question, width = self._question, max(width, 20)
        if question is None:
            return Content("")
        if self._made is not None and self._made[0] == width:
            return self._made[1]
        made = self._make(question, width)
        self._made = (width, made)
        return made

    def _make(self, question: Question, width: int) -> Content:
        current = self.has_class("-current")
        shape, colour = SIGNS[self._answers[0].value] if self._answers else ("·", "$grey")
        ask = Content.styled(visible(question.ask), "bold" if current else "")
        lines = [hang(Content.styled(shape, colour), ask, width)]
        for answer in self._answers:
            lines.append(hang("", self._heard(answer), width))
        if current:
            lines += self._asked_now(question, width)
        return Content("\n").join(lines)

    def _heard(self, answer: Answer) -> Content:
        where = f"{visible(answer.site)}: " if answer.site else ""
        who = f" · ask {visible(answer.who_would_know)}" if answer.who_would_know else ""
        note = f" · {visible(answer.note)}" if answer.note else ""
        unproved = " · say what was shown (Enter), else it stays a claim"
        if answer.value != "yes_shown" or answer.note:
            unproved = ""
        _, colour = SIGNS[answer.value]
        return Content.assemble((f"{where}{label(answer.value)}", colour), note, (f"{who}{unproved}", "$grey"))

    def _asked_now(self, question: Question, width: int) -> list[Content]:
        lines = [hang("", Content.styled(visible(text), "$grey"), width) for text in question.follow_ups]
        keys = [
            pressable(
                Content.assemble(
                    (key, "$primary"), "\N{NO-BREAK SPACE}", label(value).replace(" ", "\N{NO-BREAK SPACE}")
                ),
                f"answer('{value}')",
            )
            for key, value in KEYS
        ]
        lines += [Content(""), flow(keys, width)]
        if self._more and question.good_answer:
            lines.append(_labelled("convinces", question.good_answer, width))
        if self._more and question.red_flag:
            lines.append(_labelled("look further", question.red_flag, width))
        return lines

    async def on_click(self, event: events.Click) -> None:
        """A click asks this question now; on a word that can be pressed, what is below this in the classes does it."""
        if not event.style.meta.get("press"):
            self.post_message(self.Chosen(self._place))


def _labelled(name: str, text: str, width: int) -> Content:
    return hang("", Content.assemble((f"{name}: ", "$grey"), visible(text)), width)
