"""Loose ends: what nobody knew, by whom to ask; the answers that come back; and what has no answer."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gapcheck.analysis.first_day import progress
from gapcheck.analysis.people import PersonToAsk, ToAsk, one_owner, people_to_ask
from gapcheck.records.answers import at_site
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block, ExplainDialog
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.order import Step
from gapcheck.tui.guide.page import BACK, EXPLAIN, ON, STOP, small
from gapcheck.tui.guide.pages.listed import ListedPage, count, cut
from gapcheck.tui.guide.pages.result import blank
from gapcheck.tui.hanging import hang
from gapcheck.tui.widgets.fitted import Fitted, Layout, edges
from gapcheck.tui.widgets.key_bar import Key
from gapcheck.tui.widgets.row_list import Row

_INDENT = 10


class PeoplePage(ListedPage):
    """People and their questions; answers that came back are typed in here."""

    NAME = "people"
    TITLE = words.PEOPLE_TITLE
    WRITTEN = words.PEOPLE_LIST_USE
    KEYS: ClassVar[tuple[Key, ...]] = (
        ("Enter", "answer", "open"),
        ("n", "who", "name"),
        ("x", "write list", "list"),
        ("]", "on", "on"),
        BACK,
        EXPLAIN,
        STOP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "name", "Name who would know", show=False, id="guide.people.name"),
        Binding("x", "list", "Write the list of questions", show=False, id="guide.people.list"),
    ]

    @property
    def keys(self) -> Sequence[Key]:
        """Without loose ends there is only the way on."""
        return self.KEYS if self._people or self._left else (ON, BACK, STOP)

    def head(self) -> Layout | None:
        """What this list is for, and the one thing to watch."""
        owner = one_owner(self.session.results.material)
        people, left = bool(self._people), len(self._left)
        unseen = len(progress(self.session.results.material).open)

        def laid_out(width: int) -> Content:
            if not people and left:
                return hang("", Content(words.PEOPLE_ONLY_LEFT), width, indent=0)
            if not people:
                said, more = words.PEOPLE_NONE, words.PEOPLE_NONE_MORE
                if unseen:
                    said, more = words.PEOPLE_NONE_YET, words.PEOPLE_NONE_YET_MORE.format(open=unseen)
                first = hang("", Content.styled(said, "bold"), width, indent=0)
                return Content("\n\n").join([first, hang("", Content(more), width, indent=0)])
            parts = [hang("", Content(words.PEOPLE_HEAD), width, indent=0)]
            if left:
                told = words.PEOPLE_LEFT_ONE if left == 1 else words.PEOPLE_LEFT.format(count=left)
                parts.append(hang("", Content.styled(told, "$grey"), width, indent=0))
            if owner is not None:
                told = words.ONE_IT if owner.is_it else words.ONE_PERSON
                text = told.format(name=one_line(owner.name), count=owner.count, total=owner.total)
                parts.append(hang(Content.styled("!", "bold $warning"), Content(text), width))
            return Content("\n").join(parts)

        return laid_out

    def rows(self) -> list[Row]:
        """Each person with the questions, then what has no answer."""
        rows: list[Row] = []
        for number, person in enumerate(self._people):
            rows += [blank(str(number))] if number else []
            rows.append(self._person_row(number, person))
            rows += [self._question_row(asked) for asked in person.questions]
        for ident, word, questions in (("skipped", words.PEOPLE_SKIPPED, self._skipped),
                                       ("unseen", words.PEOPLE_UNSEEN, self._unseen)):  # fmt: skip
            if questions:
                rows += [blank(ident)] if rows else []
                rows.append(self._left_head(ident, word, len(questions)))
                rows += [self._left_row(question) for question in questions]
        return rows

    def _left_head(self, ident: str, word: str, number: int) -> Row:
        beside = Content.styled(words.PEOPLE_SKIPPED_HINT, "$grey")
        head = Content.assemble(small(word), f" {number}")
        return Row(ident, Fitted(lambda width: edges(head, beside, width)), heading=True)

    def detail(self) -> Content | None:
        """The question under the cursor in everyday words."""
        if not self.at:
            return None
        question = self._question_at
        return Content(visible(self._plain(question) if question is not None else words.PEOPLE_ALL))

    def open(self, ident: str) -> None:
        """Type in the answer that came back, go back to a skipped question, or read all that a person is asked."""
        kind, _, key = ident.partition(":")
        asked = self._asked
        if kind == "skip":
            self.go(Step("question", key))
        elif kind == "ask" and asked is not None:
            from gapcheck.tui.dialogs.answer_back import answer_back

            self.app.push_screen(answer_back(self.session, asked, self._plain(asked.question), self._name_of(asked)))
        elif kind == "person":
            self.app.push_screen(ExplainDialog(*self.explanation()))

    def action_name(self) -> None:
        """Name somebody else for the question, or for all questions of a person."""
        from gapcheck.tui.dialogs.answer_back import name_another

        person, asked = self._person, self._asked
        if asked is not None:
            self.app.push_screen(name_another(self.session, (asked,), self._name_of(asked)))
        elif person is not None:
            name = "" if person.proposed else person.name
            self.app.push_screen(name_another(self.session, person.questions, name))

    def action_list(self) -> None:
        """Write the list of questions, for mail and for paper."""
        if self._people:
            self.write("questions", ("md", "txt"))
        else:
            self.say(words.PEOPLE_NO_LIST)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """Whom to ask what, in full, and what this list is."""
        person, asked, question = self._person, self._asked, self._question_at
        what: Block = ("What this list is", list(words.PEOPLE_EXPLAINED))
        if asked is not None:
            noted = [("What was noted", [asked.note])] if asked.note else []
            return f"{asked.item} {asked.title}", [("", [self._plain(asked.question)]), *noted, what]
        if question is not None:
            item = self.session.questionnaire.item_of_question[question]
            return f"{item.id} {item.full_title}", [("", [self._plain(question)]), what]
        if person is None:
            return self.TITLE, [what]
        role = next((r for r in self.session.questionnaire.roles if person.proposed and r.name == person.name), None)
        who: list[Block] = []
        if role is not None:
            small_org = [f"In a small company: {role.small_org}"] if role.small_org else []
            who = [("Who this is", [role.who, *small_org])]
        asks = [f"{each.item} {self._plain(each.question)}" for each in person.questions]
        return person.name, [("To ask", asks), *who, what]

    @property
    def _people(self) -> tuple[PersonToAsk, ...]:
        return people_to_ask(self.session.results.material)

    @property
    def _skipped(self) -> tuple[str, ...]:
        return progress(self.session.results.material).skipped

    @property
    def _unseen(self) -> tuple[str, ...]:
        """Questions that were passed by; before the first answer that is all of them, and no loose end."""
        how_far = progress(self.session.results.material)
        return how_far.open if how_far.done else ()

    @property
    def _left(self) -> tuple[str, ...]:
        return (*self._skipped, *self._unseen)

    @property
    def _person(self) -> PersonToAsk | None:
        kind, _, number = self.at.partition(":")
        return next(iter(self._people[int(number) :]), None) if kind == "person" else None

    @property
    def _asked(self) -> ToAsk | None:
        kind, _, key = self.at.partition(":")
        if kind != "ask":
            return None
        return next((a for p in self._people for a in p.questions if at_site(a.question, a.site) == key), None)

    @property
    def _question_at(self) -> str | None:
        kind, _, key = self.at.partition(":")
        return key.partition("@")[0] if kind in ("ask", "skip") else None

    def _name_of(self, asked: ToAsk) -> str:
        """Whom somebody named for a question; empty where only the usual role stands."""
        return next((p.name for p in self._people if not p.proposed and asked in p.questions), "")

    def _plain(self, question: str) -> str:
        """The question in everyday words where there are some."""
        entries = self.session.questionnaire.baseline.questions
        plain = next((entry.plain for entry in entries if entry.question == question), "")
        return plain or self.session.questionnaire.question_by_id[question].ask

    def _person_row(self, number: int, person: PersonToAsk) -> Row:
        beside = f"{count(len(person.questions), 'question')} · about {person.minutes:.0f} minutes"

        def laid_out(width: int) -> Content:
            right = Content.styled(beside, "$grey")
            name = Content.styled(one_line(person.name), "bold")
            room = width - right.cell_length - 2
            for usual in words.PEOPLE_USUAL if person.proposed else ():
                told = Content.assemble(name, (f"  {usual}", "$grey"))
                if told.cell_length <= room:
                    return edges(told, right, width)
            return edges(cut(name, room, low=self.is_low), right, width)

        return Row(f"person:{number}", Fitted(laid_out))

    def _question_row(self, asked: ToAsk) -> Row:
        key = at_site(asked.question, asked.site)
        at = f" ({one_line(asked.site)})" if asked.site else ""
        return self._row(f"ask:{key}", asked.item, asked.question, at)

    def _left_row(self, question: str) -> Row:
        item = self.session.questionnaire.item_of_question[question]
        return self._row(f"skip:{question}", item.id, question)

    def _row(self, ident: str, ref: str, question: str, at: str = "") -> Row:
        text = self.session.questionnaire.question_by_id[question].ask + at

        def laid_out(width: int) -> Content:
            shown = cut(Content(one_line(text)), width - _INDENT, low=self.is_low)
            return hang(Content.styled(f"  {ref}", "$grey"), shown, width, indent=_INDENT)

        return Row(ident, Fitted(laid_out))
