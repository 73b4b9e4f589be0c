"""What you heard: one item with its questions and answers, the proposal and the decision."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.analysis.items import ItemResult
from gapcheck.analysis.material import Material
from gapcheck.questionnaire.model import DIMENSIONS, Question
from gapcheck.records.answers import Note
from gapcheck.records.vocabulary import fact_label, label
from gapcheck.text import visible
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.session import Session
from gapcheck.tui.signs import sign, word
from gapcheck.tui.widgets.question_card import QuestionCard

PLACES = 8
"""Cards kept ready: an item has at most seven questions; one more does no harm."""


THIRD_PANE = 100
"""From this width on the evidence has a pane of its own."""


class ItemPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Shows one item; the widgets stay, only what they say changes."""

    BINDINGS: ClassVar[list[BindingType]] = [  # up and down move between questions, not lines
        Binding("pagedown", "page_down", "Further down", show=False),
        Binding("pageup", "page_up", "Further up", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(id="item")
        self._session = session
        self.ref = ""
        self.current = 0
        self._opened = ""
        self._revealed = 0
        self.more = True

    def compose(self) -> Iterable[Widget]:
        """Title and head; cards, decision and notes follow with the first item that is shown."""
        yield Static("", id="item-title")
        yield Static("", id="item-head")

    @property
    def filled(self) -> bool:
        """Whether an item has been shown yet."""
        return bool(self._opened)

    @property
    def result(self) -> ItemResult:
        """The result of the item that is shown."""
        return self._session.results.items[self.ref]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are asked: in a baseline only those of the baseline."""
        item = self._session.questionnaire.by_id[self.ref]
        material = self._session.results.material
        if material.is_baseline:
            return tuple(q for q in item.questions if q.id in material.questionnaire.baseline_ids) or item.questions
        return item.questions

    @property
    def question(self) -> Question | None:
        """The question that is asked now; None when the decision is next."""
        questions = self.questions
        return questions[self.current] if 0 <= self.current < len(questions) else None

    def show(self, ref: str, current: int | None = None) -> None:
        """Show an item, at its first question without an answer unless another place is given."""
        if ref != self._opened:
            self.ref = self._opened = ref
            self.current = self._first_open()
            self._revealed = 0
            self.scroll_home(animate=False)
        if not self.query(QuestionCard):
            self.mount(*(QuestionCard(place) for place in range(PLACES)))
            self.mount(Static("", id="decision"), Static("", id="item-notes"))
        if current is not None:
            self.current = max(0, min(current, len(self.questions)))
        self._fill()

    def _first_open(self) -> int:
        answered = {answer.question for answer in self._session.results.material.answers.get(self.ref, [])}
        open_ = [place for place, question in enumerate(self.questions) if question.id not in answered]
        return open_[0] if open_ else 0

    def _fill(self) -> None:
        material, result = self._session.results.material, self.result
        self.query_one("#item-title", Static).update(self._title(result))
        self.query_one("#item-head", Static).update(self._head(result))
        questions = self.questions
        given = material.answers.get(self.ref, [])
        for place, card in enumerate(self.query(QuestionCard)):
            if place < len(questions):
                answers = tuple(a for a in given if a.question == questions[place].id)
                card.show(questions[place], answers, current=place == self.current, more=self.more)
            else:
                card.display = False
        decision = self.query_one("#decision", Static)
        decision.set_class(self.current >= len(questions) or self._wants_decision(result, material), "-current")
        decision.update(self._decision(result, material))
        notes = self.query_one("#item-notes", Static)
        text = self._notes(material)
        notes.display = bool(text)
        notes.update(text)
        if self.current != self._revealed:
            self._revealed = self.current
            self.call_after_refresh(self.reveal)

    def reveal(self) -> None:
        """Bring what is asked now into view."""
        questions = self.questions
        target: Widget
        if self.current < len(questions):
            target = list(self.query(QuestionCard))[self.current]
        else:
            target = self.query_one("#decision")
        if self.current == 0:
            self.scroll_home(animate=False)
            return
        self.scroll_to_widget(target, animate=False)

    def _width(self) -> int:
        return max(min(self.scrollable_content_region.width - 4, MEASURE), 20)

    def _title(self, result: ItemResult) -> Content:
        item = result.item
        bullet = Content.styled(item.id, "bold $primary")
        return hang(bullet, Content.styled(item.full_title, "bold"), self._width(), indent=len(item.id) + 2)

    def _head(self, result: ItemResult) -> Content:
        item, width = result.item, self._width()
        lines = [hang("", Content.styled(item.one_line, "$grey"), width, indent=0)]
        marks = []
        if result.choice == "excluded":
            decided = self._session.results.material.applicability(item)
            marks.append(f"excluded: {visible(decided.reason_out)} ({visible(decided.decided_by)})" if decided else "")
        elif result.choice == "undecided":
            marks.append("needed? not decided yet (c)")
        if item.new_in_2022:
            marks.append("new in 2022")
        if item.document_is_mandatory:
            marks.append(f"{item.documentation} asked for")
        if result.first_look:
            marks.append("first look")
        if marks:
            lines.append(hang("", Content.styled(" · ".join(marks), "$grey"), width, indent=0))
        return Content("\n").join(lines)

    def _wants_decision(self, result: ItemResult, material: Material) -> bool:
        heard = result.answered >= len(self.questions) and not result.decided
        return result.look_again or (heard and material.mode.audit)

    def _decision(self, result: ItemResult, material: Material) -> Content:
        width = self._width()
        lines = []
        for site in result.sites:
            where = f"{visible(site.site)}  " if site.site else ""
            facts = Content("   ").join(
                [Content.assemble((f"{d} ", "$grey"), (fact_label(site.facts.of(d)), "bold")) for d in DIMENSIONS]
            )
            lines.append(hang("", Content.assemble((where, "$primary"), facts), width, indent=0))
            if site.decision is None or site.decision.decided is None:
                why = f"proposal: {label(site.proposal.status)}, because {site.proposal.why}"
                lines.append(hang("", Content.styled(why, "$grey"), width, indent=0))
            elif site.decision.rationale:
                lines.append(hang("", Content.styled(visible(site.decision.rationale), "$grey"), width, indent=0))
        shape, colour = sign(result)
        state = Content.assemble((f"{shape} {word(result)}", f"bold {colour}"))
        if result.basis and result.status != "conforms" and result.looked_at:
            state = Content.assemble(state, (f" · {label(result.basis)}", "$grey"))
        if result.look_again:
            state = Content.assemble(state, ("  look again: something new since the decision", "bold $warning"))
        hint = "s decide again" if result.decided else "s decide"
        done = self.current >= len(self.questions)
        lines.append(Content.assemble(state, "   ", (hint, "$primary"), ("   . next item" if done else "", "$primary")))
        return Content("\n").join(lines)

    def _notes(self, material: Material) -> Content:
        lines = []
        for note in material.records.table(Note).values():
            if note.item == self.ref:
                where = f"{note.site}: " if note.site else ""
                lines.append(hang(Content.styled("¶", "$grey"), Content(visible(where + note.text)), self._width()))
        found = self.result
        if self.app.size.width < THIRD_PANE and (found.evidence or found.findings):
            named = ", ".join((*found.evidence, *found.findings))
            lines.append(
                hang("", Content.styled(f"evidence and findings: {named} (E shows them)", "$grey"), self._width())
            )
        return Content("\n").join(lines)

    def on_resize(self) -> None:
        """Wrap anew, and bring what is asked now back into view: it stands elsewhere now."""
        if self._opened:
            self._revealed = 0
            self.scroll_home(animate=False)
            self._fill()
