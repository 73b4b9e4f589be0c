"""The work screen: what is asked, what you heard, what proves it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Tree

from gapcheck.analysis.filters import STANDING, by_attribute
from gapcheck.analysis.gap import explain_group
from gapcheck.changes.answers import AnswerCleared, AnswerGiven, NoteWritten
from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.model import Item, Question
from gapcheck.records.about import Site
from gapcheck.records.answers import Answer, Note, at_site
from gapcheck.records.vocabulary import AnswerValue
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.history import Visited
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.screens.work_keys import BINDINGS, KEYS
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.item_pane import ItemPane
from gapcheck.tui.widgets.question_card import QuestionCard
from gapcheck.tui.widgets.requirement_tree import RequirementTree

if TYPE_CHECKING:
    from textual.widgets import OptionList

    from gapcheck.tui.widgets.draft_pane import DraftPane
    from gapcheck.tui.widgets.evidence_pane import EvidencePane
    from gapcheck.tui.widgets.line import Line


class WorkScreen(ViewScreen):
    """Where an engagement opens. Digits answer wherever the focus is; every change is saved at once."""

    CSS_PATH = "../styles/work.tcss"
    NAME = "work"
    KEYS = KEYS
    BINDINGS = BINDINGS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._visited = Visited()
        self._is_whole = False
        self._draft: DraftPane | None = None
        """How the item reads in the report; None until it is asked for."""
        self._wanted = ""
        """The item that was asked for before all panes were there."""

    def body(self) -> Iterable[Widget]:
        """What is asked, and room for the rest, which follows as soon as the first frame is there."""
        with Horizontal(id="panes"):
            yield RequirementTree(self.session)
            yield ItemPane(self.session)

    def on_mount(self) -> None:
        """Start where there is something left to ask."""
        ref = next((ref for ref, r in self.session.results.items.items() if not r.looked_at), "")
        first = ref or self.session.questionnaire.items[0].id
        self._visited.went_to(first)
        self._pane.ref = first
        self._tree.select(first)
        self._tree.focus()
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        """The other panes, once the frame stands."""
        from gapcheck.tui.widgets.evidence_pane import EvidencePane
        from gapcheck.tui.widgets.line import Line

        self.query_one("#panes").mount(EvidencePane(self.session))
        self.mount(Line(), before="#key-bar")
        self._show_item(self._pane.ref)
        self._is_whole = True
        if self._wanted:
            self.show_item(self._wanted)

    @property
    def _pane(self) -> ItemPane:
        return self.query_one(ItemPane)

    @property
    def _evidence(self) -> "EvidencePane":
        from gapcheck.tui.widgets.evidence_pane import EvidencePane

        return self.query_one(EvidencePane)

    @property
    def _line(self) -> "Line":
        from gapcheck.tui.widgets.line import Line

        return self.query_one(Line)

    @property
    def _tree(self) -> RequirementTree:
        return self.query_one(RequirementTree)

    @property
    def item(self) -> Item:
        """The item that is shown."""
        return self.session.questionnaire.by_id[self._pane.ref]

    @property
    def place(self) -> str:
        """The item that is shown."""
        return self._pane.ref

    def show(self) -> None:
        """Show the item with all that is known now."""
        if not self._pane.filled:
            return
        self._pane.show(self._pane.ref)
        self._show_beside()
        self._tree.follow()

    def show_item(self, ref: str) -> None:
        """Go to an item and put everything on it; on a screen that is not whole yet, as soon as it is."""
        if not self._is_whole:
            self._wanted = ref
            return
        self._visited.went_to(ref)
        self._show_item(ref)
        self._tree.select(ref)

    def _show_item(self, ref: str) -> None:
        self._pane.show(ref)
        self._show_beside()

    def _show_beside(self) -> None:
        self._evidence.show(self._pane.ref)
        if self._draft is not None and self._draft.display:
            self._draft.follow(self._pane.ref)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """The cursor of the tree leads."""
        ref = event.node.data
        if ref in self.session.questionnaire.by_id and ref != self._pane.ref and self._pane.filled:
            self._visited.went_to(ref)
            self._show_item(ref)

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Enter on an item goes to its questions."""
        if event.node.data in self.session.questionnaire.by_id:
            self._pane.focus()

    def on_question_card_chosen(self, event: QuestionCard.Chosen) -> None:
        """A clicked question is asked now."""
        self._pane.show(self._pane.ref, event.place)

    def on_option_list_option_selected(self, event: "OptionList.OptionSelected") -> None:
        """Enter on evidence or a finding opens it."""
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "evidence":
            from gapcheck.tui.dialogs.evidence import evidence_dialog

            self.app.push_screen(evidence_dialog(self.session, self.item.id, ident))
        elif kind == "finding":
            from gapcheck.tui.dialogs.finding import finding_dialog

            self.app.push_screen(finding_dialog(self.session, self.item.id, ident))

    def _answer(self, question: Question) -> Answer | None:
        records = self.session.engagement.records
        return records.get(Answer, at_site(question.id, self.session.site))

    def action_answer(self, value: AnswerValue) -> None:
        """Record an answer at once; "yes, shown" then asks what was shown, "don't know" who would know."""
        question = self._pane.question
        if question is None or not self.do(AnswerGiven(question=question.id, value=value, site=self.session.site)):
            return
        if value == "yes_shown":
            self._ask_note(question, "What was shown?", advance=True)
        elif value == "unknown":
            self._ask_who(question)
        else:
            self.action_question(1)

    def action_note_answer(self) -> None:
        """A note with the answer to the question that is asked now."""
        question = self._pane.question
        if question is None:
            self.action_decide()
        elif self._answer(question) is None:
            self.gapcheck.show_message("Answer first with 1 to 5; then Enter adds a note.")
        else:
            self._ask_note(question, "Note:", advance=False)

    def _ask_note(self, question: Question, prompt: str, *, advance: bool) -> None:
        answer = self._answer(question)
        if answer is None:
            return
        change = AnswerGiven(question=question.id, value=answer.value, site=self.session.site)

        def keep(text: str) -> bool:
            import msgspec

            return self.do(msgspec.structs.replace(change, note=text))

        self._line.ask(prompt, answer.note, keep, lambda: self._line_closed(advance))

    def _ask_who(self, question: Question) -> None:
        answer = self._answer(question)

        def keep(text: str) -> bool:
            site = self.session.site
            return self.do(AnswerGiven(question=question.id, value="unknown", who_would_know=text, site=site))

        who = answer.who_would_know if answer else ""
        self._line.ask("Who would know?", who, keep, lambda: self._line_closed(True))

    def _line_closed(self, advance: bool) -> None:
        self._pane.focus()
        if advance:
            self.action_question(1)

    def action_clear_answer(self) -> None:
        """Take back the answer to the question that is asked now."""
        question = self._pane.question
        if question is not None and self._answer(question) is not None:
            self.do(AnswerCleared(question=question.id, site=self.session.site))

    def action_question(self, step: int) -> None:
        """Ask another question; after the last one comes the decision."""
        self._pane.show(self._pane.ref, self._pane.current + step)

    def action_decide(self) -> None:
        """Decide on the status of the item."""
        from gapcheck.tui.dialogs.decide import decide_dialog

        self.app.push_screen(decide_dialog(self.session, self._pane.result))

    def action_note(self) -> None:
        """Write a note on the item."""
        from gapcheck.tui.dialogs.form import Field, FormDialog

        item, site = self.item, self.session.site
        old = self.session.engagement.records.get(Note, at_site(item.id, site))
        field = Field(name="text", label="NOTE", kind="text", value=old.text if old else "")

        def submit(values: dict[str, str]) -> str | None:
            try:
                if values["text"] != field.value:
                    self.session.do(NoteWritten(item=item.id, text=values["text"], site=site))
            except GapcheckError as error:
                return str(error)
            return None

        title = f"{item.id} {item.full_title}"
        key = f"note {at_site(item.id, site)}"
        self.app.push_screen(FormDialog(title, [field], submit, drafts=self.session.drafts, draft_key=key))

    def action_add_evidence(self) -> None:
        """Record a piece of evidence for this item."""
        from gapcheck.tui.dialogs.evidence import evidence_dialog

        self.app.push_screen(evidence_dialog(self.session, self.item.id))

    def action_link_evidence(self) -> None:
        """Let evidence of the register speak of this item too."""
        from gapcheck.tui.dialogs.evidence import link_dialog

        dialog = link_dialog(self.session, self.item.id)
        if dialog is None:
            self.gapcheck.show_message("The register has no other evidence to link; e adds a new piece.")
        else:
            self.app.push_screen(dialog)

    def action_finding(self) -> None:
        """Draft a finding on this item."""
        from gapcheck.tui.dialogs.finding import finding_dialog

        self.app.push_screen(finding_dialog(self.session, self.item.id))

    def action_applicability(self) -> None:
        """Decide whether this control is needed; clauses always apply."""
        if self.item.kind == "clause":
            self.gapcheck.show_message(f"{self.item.id} always applies: only Annex A controls are chosen.")
            return
        from gapcheck.tui.dialogs.applicability import applicability_dialog

        self.app.push_screen(applicability_dialog(self.session, [self.item.id]))

    def action_remove(self) -> None:
        """Take away what the cursor of the evidence pane is on; u brings it back."""
        pane = self._evidence
        option = pane.highlighted_option
        kind, _, ident = (option.id or "").partition(":") if option is not None and pane.has_focus else ("", "", "")
        if kind == "evidence":
            from gapcheck.tui.dialogs.evidence import removal

            self.do(*removal(self.session, self.item.id, ident))
        elif kind == "finding":
            from gapcheck.changes.findings import FindingRemoved

            self.do(FindingRemoved(id=ident))

    def action_step(self, step: int) -> None:
        """The item after or before this one, among those that the filter shows."""
        passing = [
            ref for ref, result in self.session.results.items.items()
            if self._tree.filter.passes(result) or ref == self._pane.ref
        ]  # fmt: skip
        at = passing.index(self._pane.ref) + step
        if 0 <= at < len(passing):
            self.show_item(passing[at])

    def action_visited(self, step: int) -> None:
        """Back to the item you came from, or on again."""
        ref = self._visited.step(step)
        if ref is not None:
            self._show_item(ref)
            self._tree.select(ref)

    def action_filter(self) -> None:
        """Show only some of the items."""
        from gapcheck.tui.dialogs.pick import PickDialog

        filters = {f.name: f for f in (*STANDING, *by_attribute(self.session.questionnaire))}
        found = self.session.results.items.values()
        options = [(name, f"{sum(f.passes(r) for r in found):>4}  {name}") for name, f in filters.items()]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._tree.narrow(filters[name])
                self._tree.select(self._pane.ref)
                self._tree.focus()

        self.app.push_screen(PickDialog("Show only", options, self._tree.filter.name), chosen)

    def action_more(self) -> None:
        """Show or hide what convinces and what should make you look further."""
        self._pane.more = not self._pane.more
        self.show()

    def action_evidence_pane(self) -> None:
        """Show the evidence in place of the list of items, or go to it where it has its own pane."""
        if not self.has_class("-wide"):
            self.remove_class("-draft")
        if not self.has_third_pane:
            self.toggle_class("-evidence")
        pane = self._evidence
        (pane if self.has_third_pane or self.has_class("-evidence") else self._tree).focus()

    def action_draft(self) -> None:
        """Show or hide how this item will read in the report."""
        if self._draft is None:
            from gapcheck.tui.widgets.draft_pane import DraftPane

            self._draft = DraftPane(self.session)
            self.query_one("#panes").mount(self._draft, before=self._evidence)
        self.toggle_class("-draft")
        self.remove_class("-evidence")
        if self.has_class("-draft"):
            self._draft.follow(self._pane.ref)
        if not self.has_third_pane:
            (self._pane if self.has_class("-draft") else self._tree).focus()

    @property
    def has_third_pane(self) -> bool:
        """Whether the evidence stands beside the item without being asked for."""
        return self.has_class("-three") or self.has_class("-wide")

    def action_site(self) -> None:
        """Choose the site that answers and decisions are for."""
        from gapcheck.tui.dialogs.pick import PickDialog

        sites = [(site.id, site.name) for site in self.session.engagement.records.table(Site).values()]
        if not sites:
            self.gapcheck.show_message("This engagement has no sites; answers are for all of it.")
            return

        def chosen(ident: str | None) -> None:
            if ident is not None:
                self.session.site = ident
                self.show()

        options = [("", "All sites"), *sites]
        self.app.push_screen(PickDialog("Answers and decisions are for", options, self.session.site), chosen)

    def action_tree(self) -> None:
        """To the list of items."""
        self.remove_class("-evidence", *(() if self.has_third_pane else ("-draft",)))
        self._tree.focus()

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The question and the item in plain words, and how the status came about."""
        node = self._tree.cursor_node
        groups = {group.id: group for group in self.session.results.gap.groups}
        if self._tree.has_focus and node is not None and node.data in groups:
            return groups[node.data].title, [("How these figures came about", explain_group(groups[node.data]))]
        from gapcheck.tui.screens.work_explained import item_explained

        advice = self.session.engagement.mode.shows_remediation
        blocks = item_explained(self.session.questionnaire, self._pane.result, self._pane.question, advice=advice)
        return f"{self.item.id} {self.item.full_title}", blocks
