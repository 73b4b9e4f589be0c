"""One question of the baseline: read it, press one key, and the next one is there."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from gapcheck.analysis.first_day import progress, strength_in
from gapcheck.analysis.people import one_owner
from gapcheck.changes.answers import AnswerGiven
from gapcheck.questionnaire.first_day import BaselineQuestion
from gapcheck.questionnaire.model import Item, Question, Term
from gapcheck.questionnaire.terms import terms_at, terms_in
from gapcheck.records.actions import Action
from gapcheck.records.answers import Answer
from gapcheck.records.first_day import ScopeDraft
from gapcheck.records.vocabulary import AnswerValue
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block, ExplainDialog
from gapcheck.tui.guide import words
from gapcheck.tui.guide.asking import AskingPage
from gapcheck.tui.guide.order import Step, after_answer
from gapcheck.tui.guide.page import BACK, EXPLAIN, STOP, brief, hint, point, pressed, stacked, told
from gapcheck.tui.guide.rows import answer_row
from gapcheck.tui.guide.said import owner_warning, strength_text, within
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.key_bar import Key

SCOPE_QUESTION = "4.3-q1"
"""The question that the scope helper belongs to."""
_NAMES = 5
"""How many names are offered to "Who would know?"."""
_NOTE_LINES = 2
_LABEL = 9
"""Cells before what was noted."""
_ANSWER: Key = ("1-5", "answer", "point(1)")
_GO_ON: Key = ("Enter", "go on", "on")
_MORE: tuple[Key, ...] = (("n", "note", "note"), ("w", "who knows", "who"), ("t", "words", "terms"))


class QuestionPage(AskingPage):
    """The question, five answers, a note. Digits answer; the arrows and Enter do too."""

    NAME = "question"
    KEYS = (_ANSWER, *_MORE, BACK, EXPLAIN, STOP)
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"answer('{value}')", word, show=False, id=f"guide.{value}")
          for key, value, word in words.ANSWERS),
        Binding("s", "answer('skipped')", "Skip it for now", show=False, id="guide.skip"),
        Binding("enter", "enter", "Take the answer the arrow is at, else go on", show=False, id="guide.enter"),
        Binding("right_square_bracket,right", "on", "To the next question", show=False, id="guide.next"),
        Binding("down,j", "point(1)", "The answer below", show=False, id="guide.point-down"),
        Binding("up,k", "point(-1)", "The answer above", show=False, id="guide.point-up"),
        Binding("n", "note", "Write a note", show=False, id="guide.note"),
        Binding("w", "who", "Who would know?", show=False, id="guide.who"),
        Binding("t", "terms", "Explain the words on this page", show=False, id="guide.terms"),
        Binding("o", "scope", "Scope helper", show=False, id="guide.scope"),
    ]  # fmt: skip

    def __init__(self, session: Session, ident: str) -> None:
        super().__init__(session, ident)
        self._pointed: int | None = None
        self._was_open = False
        """Whether nobody had answered the question when it came up."""
        self._just_answered = ""
        """The question answered before this one came up: what is good about it is said here."""
        self._entries = {entry.question: entry for entry in session.questionnaire.baseline.questions}

    @property
    def title(self) -> str:
        """The kind of question, for the head."""
        return words.CLAUSES if self.item.kind == "clause" else words.CONTROLS

    @property
    def entry(self) -> BaselineQuestion:
        """What the baseline says of the question."""
        return self._entries[self.ident]

    @property
    def question(self) -> Question:
        """The question that is asked now."""
        return self.session.questionnaire.question_by_id[self.ident]

    @property
    def item(self) -> Item:
        """The item that it belongs to."""
        return self.session.questionnaire.item_of_question[self.ident]

    @property
    def given(self) -> Answer | None:
        """The answer to it."""
        return self.session.engagement.records.get(Answer, self.ident)

    @property
    def keys(self) -> Sequence[Key]:
        """Enter goes on once there is an answer."""
        keys = super().keys
        return (_GO_ON, *keys[1:]) if keys is self.KEYS and self.given is not None else keys

    def arrived(self) -> None:
        """No arrow yet."""
        self._pointed = None
        self._was_open = self.given is None or self.given.value == "skipped"

    def text(self, width: int) -> Content:
        """What it is about, the question, the answers."""
        given = self.given
        parts = [
            told(self.item.full_title, width, "$grey"),
            Content(""),
            self._with_terms(self.question.ask, width, "bold"),
        ]
        if self.entry.plain:
            if self.screen.has_class("-tall"):
                parts.append(Content(""))
            parts.append(self._with_terms(self.entry.plain, width, "$grey"))
        parts.append(Content(""))
        for number, (key, value, word) in enumerate(words.ANSWERS):
            chosen, pointed = given is not None and given.value == value, number == self._pointed
            parts.append(answer_row(key, word, f"answer('{value}')", chosen=chosen, pointed=pointed, width=width))
        skip = Content.assemble(("   s", "$primary"), ("  " + words.SKIP, "$grey"))
        parts.append(pressed(skip, "answer('skipped')"))
        return stacked(*parts, Content(""))

    def _with_terms(self, text: str, width: int, style: str) -> Content:
        shown = Content.styled(visible(text), style)
        for used in terms_at(self.session.questionnaire, visible(text)):
            shown = shown.stylize(_term_style(used.term), used.start, used.end)
        return hang("", shown, min(width, MEASURE), indent=0)

    def below(self, width: int) -> Content:
        """What was noted, who would know, and one quiet line."""
        given, parts = self.given, []
        typing = self.line.is_open
        if typing and self.line.offers:
            offers = [pressed(Content(one_line(name)), f"name_at({n})") for n, name in enumerate(self.line.offers)]
            parts.append(Content.assemble(("↑↓ ", "$primary"), Content.styled(" · ", "$grey").join(offers)))
        note = given.note if given else self._waiting()
        if note and not typing:
            label = words.SHOWN if given and given.value == "yes_shown" else words.NOTE
            parts.append(_labelled(label, brief(note, width - _LABEL, _NOTE_LINES), width))
        if given and given.who_would_know and not typing:
            parts.append(_labelled(words.ASK, brief(given.who_would_know, width - _LABEL, 1), width))
        key, text = ("", "") if typing else self._hint(given)
        if text:
            parts.append(hint(key, text, width) if key else told(text, width, "$grey"))
        return stacked(*parts, *self._quiet(width))

    def _hint(self, given: Answer | None) -> tuple[str, str]:
        """A key, which may be empty, and a few words."""
        if given is None:
            if self._waiting():
                return "", words.NOTE_WAITS
            return self._scope_hint()
        if given.value == "yes_shown" and not given.note.strip():
            return "n", words.STAYS_CLAIM
        if given.value == "unknown" and not given.who_would_know.strip():
            return "w", words.NOBODY_YET
        return ("", words.SKIPPED) if given.value == "skipped" else self._scope_hint()

    def _scope_hint(self) -> tuple[str, str]:
        if self.ident != SCOPE_QUESTION:
            return "", ""
        drafted = bool(self.session.engagement.records.table(ScopeDraft))
        return "o", words.SCOPE_DRAFT if drafted else words.SCOPE_HELPER

    def _quiet(self, width: int) -> list[Content]:
        """What the answer just given brought: a strength, or a word on one person behind everything."""
        if not self._just_answered:
            return []
        material = self.session.results.material
        strength = strength_in(material, self._just_answered)
        if strength is not None:
            sign, head = ("●", words.GOOD) if strength.shown else ("○", words.GOOD_IF_SHOWN)
            return [point(sign, f"{head} {within(strength_text(strength))}", width, "$grey", sign="$success")]
        answer = self.session.engagement.records.get(Answer, self._just_answered)
        if answer is not None and answer.who_would_know and progress(material).clauses_done:
            warning = owner_warning(one_owner(material))
            return [point("!", warning, width, "$grey", sign="$warning")] if warning else []
        return []

    def _waiting(self) -> str:
        """A note that was written before there was an answer to write it to."""
        return self.session.drafts.get(self._draft, {}).get("text", "")

    @property
    def _draft(self) -> str:
        return f"guide note {self.ident}"

    def action_answer(self, value: AnswerValue) -> None:
        """Record an answer. "Yes, shown" asks what, "I don't know" asks who; everything else goes straight on."""
        change = AnswerGiven(question=self.ident, value=value)
        waiting = self._waiting()
        if waiting:
            change = msgspec.structs.replace(change, note=waiting)
        if not self.do(change):
            return
        if waiting:
            del self.session.drafts[self._draft]
        self._pointed = None
        if value == "yes_shown":
            self._ask_note(words.WHAT_COULD_YOU_SHOW, words.WHAT_HINT, self._answered)
        elif value == "unknown":
            self._ask_who()
        else:
            self._answered()

    def _answered(self) -> None:
        """On to what is open; the next question says what this answer brought."""
        self._just_answered = self.ident
        if self._was_open:
            self.go_to(after_answer(progress(self.session.results.material), Step(self.NAME, self.ident)))
        else:
            self.go(1)

    def action_on(self) -> None:
        """To the next question."""
        self._just_answered = ""
        self.go(1)

    def action_back(self) -> None:
        """To the question before."""
        self._just_answered = ""
        self.go(-1)

    def action_enter(self) -> None:
        """Take the answer that the arrow is at; an answered question is left."""
        if self._pointed is not None:
            self.action_answer(words.ANSWERS[self._pointed][1])
        elif self.given is None and not self.read_only:
            self.say(words.CHOOSE)
        else:
            self.action_on()

    def action_point(self, step: int) -> None:
        """Move the arrow among the answers."""
        if self._pointed is None:
            values = [value for _, value, _ in words.ANSWERS]
            given = self.given
            at = values.index(given.value) if given and given.value in values else -1 if step > 0 else len(values)
        else:
            at = self._pointed
        self._pointed = min(max(at + step, 0), len(words.ANSWERS) - 1)
        self.show()

    def action_note(self) -> None:
        """Write a note, also before there is an answer."""
        shown = self.given is not None and self.given.value == "yes_shown"
        prompt = words.WHAT_COULD_YOU_SHOW if shown else words.NOTE_PROMPT
        self._ask_note(prompt, words.WHAT_HINT if shown else words.NOTE_HINT, lambda: None)

    def _ask_note(self, prompt: str, hint: str, after: Callable[[], None]) -> None:
        given, ident, draft = self.given, self.ident, self._draft

        def keep(text: str) -> bool:
            if given is None:
                self.session.drafts[draft] = {"text": text}
                return True
            return self.do(AnswerGiven(question=ident, value=given.value, note=text))

        self.ask_line(prompt, given.note if given else self._waiting(), keep, after, hint=hint)

    def action_who(self) -> None:
        """Say who would know; without an answer so far that means that you do not."""
        self._ask_who()

    def _ask_who(self) -> None:
        given, ident = self.given, self.ident
        value: AnswerValue = given.value if given else "unknown"

        def keep(text: str) -> bool:
            return self.do(AnswerGiven(question=ident, value=value, who_would_know=text))

        def after() -> None:
            if self.given is not None and self.given.value == "unknown":
                self._answered()

        role = self._usual_role()
        hint = words.WHO_HINT_ROLE.format(role=role) if role else words.WHO_HINT
        who = given.who_would_know if given else ""
        self.ask_line(words.WHO_WOULD_KNOW, who, keep, after, hint=hint, offers=self._names())

    def _usual_role(self) -> str:
        roles = self.session.questionnaire.roles_of_item[self.item.id]
        return next((role.name for role in roles if self.question.dimension in role.speaks_of), "")

    def _names(self) -> list[str]:
        """Names used before, the ones used most first."""
        records = self.session.engagement.records
        names = [" ".join(answer.who_would_know.split()) for answer in records.table(Answer).values()]
        names += [" ".join(action.owner.split()) for action in records.table(Action).values()]
        return [name for name, _ in Counter(name for name in names if name).most_common(_NAMES)]

    def action_name_at(self, number: int) -> None:
        """Take one of the offered names."""
        if number < len(self.line.offers):
            name = self.line.offers[number]
            value: AnswerValue = self.given.value if self.given else "unknown"
            if self.do(AnswerGiven(question=self.ident, value=value, who_would_know=name)) and value == "unknown":
                self._answered()

    def action_scope(self) -> None:
        """Think the scope through line by line."""
        if self.ident == SCOPE_QUESTION:
            from gapcheck.tui.dialogs.scope import scope_dialog

            self.app.push_screen(scope_dialog(self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The scope helper belongs to one question."""
        return self.ident == SCOPE_QUESTION if action == "scope" else True

    def _terms(self) -> tuple[Term, ...]:
        return terms_in(self.session.questionnaire, f"{self.question.ask} {self.entry.plain}")

    def action_terms(self) -> None:
        """Explain the words on this page."""
        found = self._terms()
        if not found:
            self.say(words.NO_TERMS)
            return
        self.app.push_screen(ExplainDialog(words.TERMS_TITLE, [(term.term, [term.meaning]) for term in found]))

    def action_term(self, name: str) -> None:
        """Explain one word."""
        found = next((term for term in self.session.questionnaire.glossary if term.term == name), None)
        if found is not None:
            self.app.push_screen(ExplainDialog(found.term, [("", [found.meaning])]))

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The question in plain words, an example, the item in one line, all that was noted, and the words."""
        entry, item, given = self.entry, self.item, self.given
        plain = entry.plain or self.question.help
        blocks: list[Block] = [("The question", [text for text in (self.question.ask, plain) if text])]
        if entry.example:
            blocks.append(("For example", [entry.example]))
        blocks.append(("What it is about", [item.one_line]))
        noted = [given.note, given.who_would_know] if given else [self._waiting()]
        if any(noted):
            blocks.append(("Your words", [text for text in noted if text]))
        blocks += [(term.term, [term.meaning]) for term in self._terms()]
        return f"{item.id} {item.full_title}", blocks


def _term_style(term: Term) -> Style:
    return Style(underline=True) + Style.from_meta({"press": f"page({f'term({term.term!r})'!r})"})


def _labelled(label: str, text: Content, width: int) -> Content:
    return hang(Content.styled(label, "$grey"), text, width, indent=_LABEL)
