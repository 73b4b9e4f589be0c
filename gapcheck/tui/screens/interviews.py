"""Interviews: whom one talks to, and the conversation itself, question by question, with the eyes on the person."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from gapcheck.analysis.day import SlotState, plan
from gapcheck.analysis.interview import Asked
from gapcheck.analysis.items import explain_item
from gapcheck.analysis.results import Results
from gapcheck.changes.answers import AnswerCleared, AnswerGiven
from gapcheck.changes.day import ParticipantRemoved
from gapcheck.records.about import Site
from gapcheck.records.day import Participant
from gapcheck.records.vocabulary import AnswerValue
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import interviews_rows as rows
from gapcheck.tui.screens.interviews_keys import ASKING, BINDINGS, PEOPLE, RULES
from gapcheck.tui.screens.interviews_talk import Conversation
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.interview_pane import InterviewPane, Step
from gapcheck.tui.widgets.key_bar import KeyBar
from gapcheck.tui.widgets.line import Line
from gapcheck.tui.widgets.row_list import RowList
from gapcheck.tui.widgets.sheet import Sheet, blocks

MINUTE = 60.0
"""Seconds after which the clock is looked at again."""


class InterviewsScreen(ViewScreen):
    """The people at the left; Enter opens the sheet of one, Esc leads back."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/interviews.tcss"]
    NAME = "interviews"
    KEYS = PEOPLE
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.conversation: Conversation | None = None
        self.more: bool | None = None
        """Whether what convinces is shown; while nobody chose, where there is room."""
        self._talks: dict[str, rows.Talk] = {}
        self._counted: tuple[Results, str] | None = None
        self._groups: dict[str, tuple[rows.Talk, ...]] = {}

    def body(self) -> Iterable[Widget]:
        """The people, the page on one of them or the conversation, and a line to type into."""
        with Horizontal(id="interviews"):
            with Vertical(id="people-side"):
                yield RowList(id="people")
            with VerticalScroll(id="person", can_focus=False):
                yield Sheet(id="person-page")
            yield InterviewPane()
        yield Line()

    def on_mount(self) -> None:
        """Keys go to the people; once a minute the clock is looked at."""
        self.query_one(RowList).focus()
        self.set_interval(MINUTE, self._tick)

    def _tick(self) -> None:
        if self.is_mounted and self.is_current:
            self._show_people()
            self._show_conversation()

    def on_resize(self) -> None:
        """Other parts have room."""
        if self.is_mounted and self.is_current:
            self.call_after_refresh(self.show)

    def show(self) -> None:
        """Show the people and the conversation as they are now."""
        self.set_class(self.conversation is not None, "-asking")
        if self.conversation is None:
            self._show_people()
        else:
            self._show_conversation()
            self.call_after_refresh(self._show_people)  # who answers waits for no list
        self.query_one("#key-bar", KeyBar).show_keys(PEOPLE if self.conversation is None else ASKING)

    def _slots_on(self) -> list[SlotState]:
        states = plan(self.session.results.material, self.gapcheck.clock())
        return [state for state in states if state.slot.began and not state.slot.ended]

    def _show_people(self) -> None:
        if self.conversation is not None and not self.has_class("-wide"):
            return  # out of sight
        self._count()
        self.query_one(RowList).show_rows(rows.people_rows(self._groups, self._slots_on()))
        self._show_page()

    def _count(self) -> None:
        results, site = self.session.results, self.session.site
        if self._counted is None or self._counted[0] is not results or self._counted[1] != site:
            self._groups = rows.talks(results.material, site)
            self._talks = {talk.key: talk for group in self._groups.values() for talk in group}
            self._counted = (results, site)

    def _show_page(self) -> None:
        talk = self._here
        self.query_one("#person-page", Sheet).show(rows.page(talk, self.session.results.material) if talk else [])

    @property
    def _here(self) -> rows.Talk | None:
        return self._talks.get(self.query_one(RowList).at)

    # --- the conversation

    def open_talk(self, key: str) -> None:
        """Open the sheet of somebody, by key; where there is no such person or role, nothing happens."""
        self._count()
        talk = self._talks.get(key)
        if talk is None:
            return
        running, place = self._slot_of(talk), self.session.here.get("place", "")
        self.session.now_at(person=talk.stamp, place=(running.slot.place if running else "") or place)
        wanted = running.slot.items if running else ()
        self.conversation = Conversation.begin(talk, wanted, site=self.session.site, now=self.gapcheck.clock())
        self.query_one(RowList).go_to(key)
        self.show()
        pane = self.query_one(InterviewPane)
        pane.scroll_home(animate=False)
        pane.focus()

    def _slot_of(self, talk: rows.Talk) -> SlotState | None:
        """The plan entry that is on with somebody; of several the one that began last."""
        found = [state for state in self._slots_on() if talk.is_in(state)]
        return max(found, key=lambda state: state.slot.began, default=None)

    def _show_conversation(self) -> None:
        held = self.conversation
        if held is None:
            return
        records, step = self.session.engagement.records, self._step
        talked = held.told(
            records,
            self._slot_of(held.talk),
            self.gapcheck.clock(),
            more=self._shows_more,
            close=self.has_class("-low"),
        )
        result = self.session.results.items[step.asked.item.id] if step else None
        self.query_one(InterviewPane).show(talked, result)

    @property
    def _shows_more(self) -> bool:
        return not self.has_class("-low") if self.more is None else self.more

    @property
    def _step(self) -> Step | None:
        """The question that is asked now, with its answer as it is now."""
        held = self.conversation
        return held.step(self.session.engagement.records) if held is not None else None

    @property
    def _asked(self) -> Asked | None:
        return self._step.asked if self._step is not None else None

    def _moved(self) -> None:
        self._show_conversation()
        self.query_one(InterviewPane).scroll_home(animate=False)

    def _go_on(self) -> None:
        """To the next question that was not asked yet."""
        if self.conversation is not None:
            self.conversation.go_on(self.session.engagement.records)
            self._moved()

    def action_answer(self, value: AnswerValue) -> None:
        """Record an answer at once; "yes, shown" then asks what was shown, "don't know" who would know."""
        held, asked = self.conversation, self._asked
        if held is None:
            return
        if asked is None:
            self.gapcheck.show_message("↓ leads to a question.")
        elif self.do(AnswerGiven(question=asked.question.id, value=value, site=held.site)):
            if value == "yes_shown":
                self._ask_note("What was shown?", on=True)
            elif value == "unknown":
                self._ask_who("Who would know?", on=True)
            else:
                self._go_on()

    def action_note(self) -> None:
        """A note with the answer or, while there is none, a quick note that is filed to the item."""
        held, step = self.conversation, self._step
        if held is None:
            self.action_new()
        elif step is not None and step.dealt:
            self._ask_note("Note with the answer:", on=False)
        else:
            where = step.asked.item.id if step else held.talk.name
            begun, place = msgspec.structs.replace(held), self.session.here.get("place", "")

            def keep(text: str) -> bool:
                """With person and place, filed to the item that was asked about when the line was opened."""
                if not text.strip():
                    return True
                return self.do(*begun.note(text, place, self.session.engagement.records, self.session.questionnaire))

            self.query_one(Line).ask(f"Note on {where}:", "", keep, self._line_closed)

    def _ask_note(self, prompt: str, *, on: bool) -> None:
        asked, held = self._asked, self.conversation
        if asked is None or asked.answer is None or held is None:
            return
        change = AnswerGiven(question=asked.question.id, value=asked.answer.value, site=held.site)

        def keep(text: str) -> bool:
            return self.do(msgspec.structs.replace(change, note=text))

        self.query_one(Line).ask(prompt, asked.answer.note, keep, lambda: self._line_closed(on))

    def _ask_who(self, prompt: str, *, on: bool) -> None:
        asked, held = self._asked, self.conversation
        if asked is None or held is None:
            return
        value: AnswerValue = asked.answer.value if asked.answer else "unknown"
        change = AnswerGiven(question=asked.question.id, value=value, site=held.site)

        def keep(text: str) -> bool:
            return self.do(msgspec.structs.replace(change, who_would_know=text))

        who = asked.answer.who_would_know if asked.answer and not asked.named else ""
        self.query_one(Line).ask(prompt, who, keep, lambda: self._line_closed(on))

    def _line_closed(self, on: bool = False) -> None:
        self.query_one(InterviewPane).focus()
        if on:
            self._go_on()

    def action_who_else(self) -> None:
        """Write down who else would know; the question then stands first on that person's sheet."""
        asked = self._asked
        if asked is not None:
            self._ask_who("Who else would know?", on=asked.answer is None)

    def action_clear_answer(self) -> None:
        """Take back the answer to the question that is asked now."""
        asked, held = self._asked, self.conversation
        if asked is not None and held is not None and asked.answer is not None:
            self.do(AnswerCleared(question=asked.question.id, site=held.site))

    def action_question(self, step: int) -> None:
        """Ask another question."""
        if self.conversation is not None:
            self.conversation.go(self.conversation.at + step)
            self._moved()

    def action_step(self, step: int) -> None:
        """To the first question of the next item, or of the one before."""
        if self.conversation is not None:
            self.conversation.go_to_item(step)
            self._moved()

    def action_find(self) -> None:
        """Find a question of this conversation by any of its words: conversations wander."""
        from gapcheck.tui.dialogs.type_ahead import FindDialog

        held = self.conversation
        if held is None:
            return
        places = {asked.question.id: place for place, asked in enumerate(held.asked)}
        options = [(a.question.id, f"{a.item.id} {a.item.title}"[:24], a.question.ask) for a in held.asked]

        def found(ident: str | None) -> None:
            if ident is not None:
                held.go(places[ident])
                self._moved()

        self.app.push_screen(FindDialog("Which question?", options, hint="any word of the question or its item"), found)

    def action_item(self) -> None:
        """To the item of the question on the work screen."""
        if self._asked is not None:
            self.gapcheck.go_to_item(self._asked.item.id)

    def action_leave(self) -> None:
        """Back to the people; what was answered is no longer listed the next time."""
        if self.conversation is not None:
            self.conversation = None
            self.query_one(RowList).focus()
            self.show()

    def action_site(self) -> None:
        """Choose the site that answers are for."""
        from gapcheck.tui.dialogs.pick import PickDialog

        sites = [(site.id, site.name) for site in self.session.engagement.records.table(Site).values()]
        if not sites:
            self.gapcheck.show_message("This engagement has no sites; answers are for all of it.")
            return

        def chosen(ident: str | None) -> None:
            if ident is not None:
                self.session.site = ident
                if self.conversation is not None:
                    self.conversation.move(ident, self.session.engagement.records)
                self.show()

        self.app.push_screen(PickDialog("Answers are for", [("", "All sites"), *sites], self.session.site), chosen)

    # --- the people

    def action_open(self) -> None:
        """Open the sheet of who is under the cursor; in a conversation, a note."""
        if self.conversation is not None:
            self.action_note()
        elif self._here is not None:
            self.open_talk(self._here.key)

    def action_new(self) -> None:
        """Somebody new, with the role or the name under the cursor."""
        from gapcheck.tui.dialogs.participant import new_participant

        talk = self._here
        name = talk.name if talk is not None and talk.key.startswith(rows.NAMED) else ""
        # the first row is where the cursor begins: nobody chose that role
        chosen = talk is not None and talk.key.startswith(rows.ROLE) and talk.key != next(iter(self._talks))
        roles = tuple(role.id for role in talk.roles) if talk is not None and chosen else ()
        self._ask(new_participant(self.session, self._added, name=name, roles=roles))

    def _added(self, ident: str) -> None:
        self.call_after_refresh(self.query_one(RowList).go_to, rows.PERSON + ident)

    def action_edit(self) -> None:
        """What is known of a person: name, function, roles, site; in a conversation, evidence on the item."""
        from gapcheck.tui.dialogs.evidence import evidence_dialog
        from gapcheck.tui.dialogs.participant import edit_participant

        person, asked = self._person, self._asked
        if self.conversation is not None:
            if asked is not None:
                self._ask(evidence_dialog(self.session, asked.item.id))
        elif person is not None:
            self._ask(edit_participant(self.session, person))

    def action_remove(self) -> None:
        """Take a person off the list; in a conversation, show or hide what convinces."""
        person = self._person
        if self.conversation is not None:
            self.more = not self._shows_more
            self._show_conversation()
        elif person is not None and self.do(ParticipantRemoved(id=person.id)):
            self.gapcheck.show_message(f"{person.name} is off the list; notes keep the name. u brings them back.")

    @property
    def _person(self) -> Participant | None:
        """The participant under the cursor."""
        talk = self._here
        if talk is None or not talk.key.startswith(rows.PERSON):
            return None
        return self.session.engagement.records.get(Participant, talk.key.removeprefix(rows.PERSON))

    def _ask(self, dialog: Screen[bool]) -> None:
        self.app.push_screen(dialog, lambda _: self.show())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of a conversation mean nothing among the people."""
        asking = ("answer", "clear_answer", "who_else", "question", "step", "find", "item", "leave")
        return self.conversation is not None if action in asking else True

    def on_option_list_option_highlighted(self) -> None:
        """The page follows the cursor."""
        self._show_page()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter opens the sheet."""
        event.stop()
        self.open_talk(event.option.id or "")

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The question in plain words, or the person in full."""
        asked, held = self._asked, self.conversation
        if asked is not None:
            question, item = asked.question, asked.item
            told: list[Block] = [("This question", rows.about_question(question))]
            told += [("What convinces", [question.good_answer])] if question.good_answer else []
            told += [("What should make you look further", [question.red_flag])] if question.red_flag else []
            told.append(("How the status came about", explain_item(self.session.results.items[item.id])))
            return f"{item.id} {item.full_title}", [*told, ("Interviews", RULES)]
        talk = held.talk if held is not None else self._here
        if talk is None:
            return "Interviews", [("", RULES)]
        page = rows.page(talk, self.session.results.material)
        return talk.name, [*blocks(page[1:]), ("Interviews", RULES)]
