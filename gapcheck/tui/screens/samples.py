"""Samples: some cases looked at for many, picked so that another person picks the same, and worked through by key."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from gapcheck.analysis.sample_words import NOT_PROJECTED, as_many_again
from gapcheck.changes.samples import CaseSeen, SampleChanged, SampleRemoved
from gapcheck.records.samples import Case, Sample
from gapcheck.records.samples import CaseResult as Result
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.screens import samples_rows as rows
from gapcheck.tui.screens.view import ViewScreen
from gapcheck.tui.widgets.filter_line import Filter, FilterLine
from gapcheck.tui.widgets.key_bar import Key, KeyBar
from gapcheck.tui.widgets.line import Line
from gapcheck.tui.widgets.row_table import LazyRows, RowTable
from gapcheck.tui.widgets.sheet import Sheet, blocks

NOTHING = {
    "none": "No samples yet.\n\nn draws one: say what the cases are picked from and how many there are, and gapcheck "
    "proposes a size and draws case numbers with a seed that is recorded.",
    "filtered": "Nothing passes this filter. f shows the next one.",
}
RULES = (
    "A sample names its objective, its population, how the cases were picked, how many, and what they showed "
    "(ISO 19011, annex A.6).",
    "No standard sets a size. The house method: every case of up to five, else five to ten; twice as many after an "
    "exception.",
    "A random pick is drawn from the numbers of the cases with the seed: the same seed draws the same cases, for "
    "anybody, and a doubled sample holds what was drawn before.",
    NOT_PROJECTED,
)
_LIST: tuple[Key, ...] = (
    ("Enter", "cases", "screen.enter"),
    ("n", "new", "screen.new"),
    ("e", "edit", "screen.edit"),
    ("v", "evidence", "screen.evidence"),
    ("x", "remove", "screen.remove"),
    ("f", "filter", "screen.filter"),
    ("?", "explain", "screen.explain"),
)
_CASES: tuple[Key, ...] = (
    ("1", "ok", "screen.result('ok')"),
    ("2", "exception", "screen.result('exception')"),
    ("3", "n.a.", "screen.result('n.a.')"),
    ("Enter", "note", "screen.enter"),
    ("d", "double", "screen.double"),
    ("F", "finding", "screen.finding"),
    ("Esc", "list", "screen.leave_cases"),
)


class SamplesScreen(ViewScreen):
    """The list, and the cases of the sample under the cursor."""

    CSS_PATH = ["../styles/listing.tcss", "../styles/work.tcss", "../styles/samples.tcss"]
    NAME = "samples"
    KEYS = _LIST
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "To the cases, or a note on the case", id="samples.enter"),
        Binding("1", "result('ok')", "Case: ok", id="samples.ok"),
        Binding("2", "result('exception')", "Case: exception", id="samples.exception"),
        Binding("3", "result('n.a.')", "Case: not applicable", id="samples.na"),
        Binding("0", "result('')", "Case: take the result back", id="samples.clear"),
        Binding("n", "new", "New sample", id="samples.new"),
        Binding("e", "edit", "Edit what is said about the sample", id="samples.edit"),
        Binding("d", "double", "Double the sample", id="samples.double"),
        Binding("F", "finding", "Draft a finding from the sample", id="samples.finding"),
        Binding("v", "evidence", "Make evidence of the sample", id="samples.evidence"),
        Binding("x,delete", "remove", "Remove the sample", id="samples.remove"),
        Binding("i", "item", "Go to an item", id="samples.item"),
        Binding("f", "filter", "Next filter", id="samples.filter"),
        Binding("escape", "leave_cases", "Back to the list", show=False, id="samples.leave"),
    ]
    chosen = "all"

    def body(self) -> Iterable[Widget]:
        """Heading, filters, the list, and the sample with its cases."""
        with Vertical(classes="listing"):
            yield Static(id="heading", classes="listing-head")
            yield FilterLine()
            yield Static(id="nothing", classes="listing-nothing")
            with Vertical(classes="samples-split"):
                yield RowTable(id="rows")
                with Vertical(id="sample"):
                    with VerticalScroll(id="sample-page", can_focus=False):
                        yield Sheet(id="first")
                    yield RowTable(id="cases")
        yield Line()

    def on_mount(self) -> None:
        """Keys go to the list."""
        self._list.focus()

    @property
    def _list(self) -> RowTable:
        return self.query_one("#rows", RowTable)

    @property
    def _cases(self) -> RowTable:
        return self.query_one("#cases", RowTable)

    @property
    def _samples(self) -> dict[str, Sample]:
        """By number: an order that removing one and bringing it back does not change."""
        table = self.session.engagement.records.table(Sample)
        return dict(sorted(table.items(), key=lambda pair: (len(pair[0]), pair[0])))

    @property
    def _here(self) -> Sample | None:
        return self.session.engagement.records.get(Sample, self._list.here)

    @property
    def _case(self) -> Case | None:
        sample = self._here
        return next((case for case in sample.cases if case.id == self._cases.here), None) if sample else None

    def show(self) -> None:
        """Show the samples that pass the filter, as they are now."""
        self.show_rows()

    def show_rows(self, place: str = "") -> None:
        """Show the samples, with the cursor on `place` or, without it, where it was."""
        every = self._samples
        filters = self.query_one(FilterLine)
        filters.display = bool(every)
        filters.show(
            tuple(
                Filter(name, word, sum(map(passes, every.values())), "$error" if name == "exceptions" else "")
                for name, (word, passes) in rows.FILTERS.items()
            ),
            self.chosen,
        )
        shown = [ident for ident, sample in every.items() if rows.FILTERS[self.chosen][1](sample)]
        self._list.fill(rows.COLUMNS, LazyRows(shown, lambda ident: rows.cells(every[ident])), place=place)
        self._show_sample()
        whole = Content.assemble(("SAMPLES", "bold"), f" {len(every)}" if every else "")
        self.query_one("#heading", Static).update(whole)
        self.query_one("#nothing", Static).update(Content(NOTHING["filtered" if every else "none"]))
        self.set_class(not shown, "-empty")
        if shown and self.focused is None:
            self._list.focus()

    def _show_sample(self) -> None:
        sample = self._here
        cases = {case.id: case for case in sample.cases} if sample else {}
        self._cases.fill(rows.case_columns(sample), LazyRows(list(cases), lambda ident: rows.case_cells(cases[ident])))
        self.query_one("#first", Sheet).show(rows.page(sample, self.session.questionnaire) if sample else [])

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """The sample in full with every case, and the rules of sampling."""
        sample = self._here
        if sample is None:
            return "Samples", [("", RULES)]
        told = blocks(rows.page(sample, self.session.questionnaire)[1:])
        return f"{sample.id} {sample.title}", [*told, ("Cases", rows.notes(sample)), ("Sampling", RULES)]

    def action_enter(self) -> None:
        """From the list to the cases; among the cases, a note on one."""
        if not self._cases.has_focus:
            if self._cases.keys:
                self._cases.focus()
            return
        sample, case = self._here, self._case
        if sample is None or case is None:
            return

        def keep(text: str) -> bool:
            return self.do(CaseSeen(sample=sample.id, id=case.id, note=text))

        def after() -> None:
            self._cases.focus()
            if case.result == "exception":
                self._next_case()

        self.query_one(Line).ask(f"Note on {_short(case.id)}:", case.note, keep, after)

    def action_result(self, result: Result) -> None:
        """What the case showed; then the next one is shown, but an exception waits for its note."""
        sample, case = self._here, self._case
        if sample is None or case is None or not self.do(CaseSeen(sample=sample.id, id=case.id, result=result)):
            return
        self._cases.focus()
        if result == "exception":
            self.gapcheck.show_message("Enter notes what was seen. d doubles the sample, F drafts a finding.")
        elif result:
            self._next_case()

    def _next_case(self) -> None:
        self._cases.action_cursor_down()

    def action_double(self) -> None:
        """Pick as many cases again, in the same way; what a person picked, a person picks more of."""
        from gapcheck.tui.dialogs.sample import more_cases_dialog

        sample = self._here
        if sample is None:
            return
        if sample.method == "judgement":
            self._ask(more_cases_dialog(self.session, sample))
            return
        more = as_many_again(sample)
        if not more:
            self.gapcheck.show_message(f"{sample.id} has every case already.")
        elif self.do(SampleChanged(id=sample.id, cases=(*sample.cases, *more))):
            table = self._cases
            table.move_to(table.keys.index(more[0].id))
            table.focus()
            self.gapcheck.show_message(f"{len(more)} cases were added to {sample.id}.")

    def action_new(self) -> None:
        """Draw a sample."""
        from gapcheck.tui.dialogs.sample import SampleForm

        before = set(self._samples)
        seed = "".join(sign for sign in self.gapcheck.clock()[:19] if sign.isdecimal())
        self.app.push_screen(SampleForm(self.session, seed), lambda saved: self._made(before) if saved else None)

    def _made(self, before: set[str]) -> None:
        new = next((ident for ident in self._samples if ident not in before), "")
        self.chosen = "all"
        self.show_rows(new)
        self._cases.focus()

    def action_edit(self) -> None:
        """What is said about the sample."""
        from gapcheck.tui.dialogs.sample import edit_dialog

        if self._here is not None:
            self._ask(edit_dialog(self.session, self._here))

    def action_evidence(self) -> None:
        """Make evidence of the sample; what exceptions say of the items, a person decides."""
        from gapcheck.tui.dialogs.sample import evidence_dialog

        sample = self._here
        if sample is None:
            return
        if not sample.looked_at:
            self.gapcheck.show_message(f"No case of {sample.id} was looked at yet.")
        elif sample.exceptions:
            self._ask(evidence_dialog(self.session, sample))
        else:
            self._make_evidence(sample, "supports")

    def _make_evidence(self, sample: Sample, effect: str) -> str:
        from gapcheck.tui.dialogs.sample import evidence_of

        ident, changes = evidence_of(self.session, sample, effect)  # type: ignore[arg-type]
        if not self.do(*changes):
            return ""
        made = "is up to date with" if sample.evidence else "was made of"
        self.gapcheck.show_message(f"{ident} {made} {sample.id}.")
        return ident

    def action_finding(self) -> None:
        """Draft a finding with the sample's evidence, which is made first where there is none; its nature is open."""
        from gapcheck.tui.dialogs.finding import finding_dialog
        from gapcheck.tui.dialogs.origin import Origin

        sample = self._here
        if sample is None:
            return
        evidence = sample.evidence or self._make_evidence(sample, "contradicts" if sample.exceptions else "supports")
        if evidence:
            origin = Origin(
                key=f"finding from {sample.id}",
                fields={"evidence": evidence, "items": ", ".join(sample.items), "title": "", "nature": ""},
                site=sample.site,
                also=lambda _: (),
            )
            self._ask(finding_dialog(self.session, "", origin=origin))

    def action_remove(self) -> None:
        """Take the sample away; u brings it back, and evidence that was made of it stays."""
        sample = self._here
        if sample is not None and self.do(SampleRemoved(id=sample.id)):
            self.gapcheck.show_message(f"{sample.id} was removed; u brings it back.")

    def action_item(self) -> None:
        """Go to an item of the sample; one of several is chosen."""
        known = self.session.questionnaire.by_id
        refs = [ref for ref in self._here.items if ref in known] if self._here else []
        if len(refs) == 1:
            self.gapcheck.go_to_item(refs[0])
        elif refs:
            from gapcheck.tui.dialogs.pick import PickDialog

            options = [(ref, f"{ref:<7} {known[ref].full_title}") for ref in refs]
            self.app.push_screen(PickDialog("Which item?", options), self._gone_to)

    def action_filter(self) -> None:
        """Show what passes the next filter."""
        self.chosen = self.query_one(FilterLine).after(1)
        self.show_rows()

    def action_leave_cases(self) -> None:
        """Back to the list."""
        self.remove_class("-cases")
        self._list.focus()

    def _ask(self, dialog: Screen[bool]) -> None:
        self.app.push_screen(dialog, lambda _: self.show())

    def on_descendant_focus(self) -> None:
        """Keys and room go to what is worked on."""
        inside = self._cases.has_focus or self.query_one(Line).is_open
        self.set_class(inside, "-cases")
        self.query_one("#key-bar", KeyBar).show_keys(_CASES if inside else _LIST)

    @on(RowTable.Moved, "#rows")
    def _moved(self) -> None:
        self._show_sample()
        self.query_one("#sample-page").scroll_home(animate=False)

    @on(RowTable.Narrowed)
    def _narrowed(self) -> None:
        self.show()

    @on(RowTable.Opened)
    def _opened(self) -> None:
        self.action_enter()

    def on_filter_line_picked(self, event: FilterLine.Picked) -> None:
        """A click on a filter shows what passes it."""
        self.chosen = event.name
        self.show_rows()


def _short(text: str) -> str:
    from gapcheck.text import one_line

    shown = one_line(text)
    return shown if len(shown) <= 24 else shown[:23] + "…"
