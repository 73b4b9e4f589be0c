"""The form for a finding answers while one types: what is still missing, what the evidence is, whose work it is."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from gapcheck.analysis.finding_check import missing
from gapcheck.analysis.material import Material
from gapcheck.analysis.own_work import own_work_warning
from gapcheck.changes.evidence import EvidenceLinked
from gapcheck.records.about import finding_label
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.finding_fields import GRADED, NATURE, NOT_FULFILLED, is_graded
from gapcheck.tui.dialogs.finding_links import SAYS, linked, to_contradict
from gapcheck.tui.dialogs.form import Field, FormDialog, Submit
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice
from gapcheck.tui.widgets.fitted import Fitted

CHOOSE_TYPE = "Choose a type."
_ROWS = 6
"""Lines that a screen with room keeps for what is missing, so that nothing jumps while one types."""
_LONGEST = 120
"""Letters of a title that the line below the evidence shows; the register has all."""


class FindingForm(FormDialog):
    """The form; saving is never stopped by what is missing, except that a finding has a type and an item."""

    CSS_PATH = ["../styles/dialogs.tcss", "../styles/finding.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "register", "Choose evidence from the register", show=False, id="finding.register"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Submit,
        *,
        session: Session,
        as_it_would_be: Callable[[dict[str, str]], Finding],
        links: Callable[[dict[str, str]], tuple[EvidenceLinked, ...]],
        draft_key: str,
    ) -> None:
        """`as_it_would_be` and `links` make what the values stand for, without recording it."""
        super().__init__(title, fields, submit, drafts=session.drafts, draft_key=draft_key)
        self._session = session
        self._as_it_would_be = as_it_would_be
        self._links = links
        self._kind: str | None = None
        self._said: dict[str, object] = {}

    def on_mount(self) -> None:
        """Put the lines that answer where they belong."""
        fields = self.query_one(".dialog-fields", VerticalScroll)
        fields.mount(Static("", id="finding-evidence", classes="field-hint"), after="#field-evidence")
        if self.query("#field-grading_rationale"):
            fields.mount(Static("", id="finding-grade", classes="field-hint"), before="#field-grading_rationale")
        fields.mount(Static("", id="finding-missing"))
        self.query_one(".dialog-end").mount(Static("", id="finding-short"), before="#form-error")
        self.call_after_refresh(self._answer)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def follow(self) -> None:
        """Say anew what is missing."""
        if self.query("#finding-short"):
            self._answer()

    def _answer(self) -> None:
        values = self.values()
        finding = self._as_it_would_be(values)
        recorded = self._session.results.material
        material = linked(recorded, self._links(values))
        self._fit_to(values["type"])
        asks = values["type"] not in ("ofi", "strength") and bool(to_contradict(finding, recorded))
        self._show(SAYS, asks or bool(values[SAYS]))
        self._tell_evidence(finding, material)
        self.warn(own_work_warning(self._session.engagement.who, finding.items, material))
        wanting = missing(finding, material) if values["type"] else (CHOOSE_TYPE, *missing(finding, material))
        self._tell_missing(wanting)

    def on_resize(self) -> None:
        """A low screen has one line for what is missing."""
        self.call_after_refresh(self.follow)

    def _tell_missing(self, wanting: tuple[str, ...]) -> None:
        low = self.has_class("-low")
        if self._is_new("missing", (wanting, low)):
            self.query_one("#finding-missing", Static).update(Fitted(lambda width: _told(wanting, width)))
            short = self.query_one("#finding-short", Static)
            short.update(Fitted(lambda width: _short(wanting, width) if low else _told(wanting, width, _ROWS)))

    def _is_new(self, name: str, said: object) -> bool:
        """Whether a line would say something else than it does; most keys change none, and then nothing is laid out."""
        before, self._said[name] = self._said.get(name), said
        return before != said

    def _fit_to(self, kind: str) -> None:
        """Let the fields be those of the type: what the third part is called, and whether there is a grade."""
        if kind == self._kind:
            return
        self._kind = kind
        self._label_of("nature").update(NATURE.get(kind, NOT_FULFILLED))
        for field in self._fields:
            if field.name.startswith(GRADED) or field.name == "grading_rationale":
                self._show(field.name, is_graded(kind))
        for line in self.query("#finding-grade").results(Static):
            about = self._session.engagement.about
            word = finding_label(about, kind) if kind else "none yet"  # type: ignore[arg-type]
            line.update(Content.assemble("Your grade: ", (one_line(word), "$foreground"), ". It is chosen at the top."))

    def _head_of(self, name: str) -> list[Static]:
        """What stands above a field: its label first, then lines that belong to it."""
        widget = self.query_one(f"#field-{name}")
        above: list[Static] = []
        for each in reversed(widget.parent.children[: widget.parent.children.index(widget)] if widget.parent else []):
            if not isinstance(each, Static) or isinstance(each, Choice):
                break
            above.insert(0, each)
            if each.has_class("field-label"):
                break
        return above

    def _label_of(self, name: str) -> Static:
        return self._head_of(name)[0]

    def _show(self, name: str, shown: bool) -> None:
        for widget in (*self._head_of(name), self.query_one(f"#field-{name}")):
            widget.display = shown

    def _tell_evidence(self, finding: Finding, material: Material) -> None:
        register = self._session.engagement.records.table(Evidence)
        lines: list[tuple[str, Content]] = []
        for ident in finding.evidence:
            found = register.get(ident)
            if found is None:
                lines.append(("", Content.styled(f"{one_line(ident[:_LONGEST])} is not in the register", "$warning")))
            else:
                told = " · ".join((one_line(found.title[:_LONGEST]), *_says(ident, finding.items, material)))
                lines.append((one_line(ident), Content(told)))
        if not self._is_new("evidence", tuple((bullet, text.plain) for bullet, text in lines)):
            return
        self.query_one("#finding-evidence", Static).update(
            Fitted(
                lambda width: Content("\n").join(
                    hang(bullet, text, width, indent=len(bullet) + 1 if bullet else 0) for bullet, text in lines
                )
            )
        )

    def action_register(self) -> None:
        """Choose a piece of evidence; those that are linked to the items stand first."""
        from gapcheck.tui.dialogs.finding import ids_in
        from gapcheck.tui.dialogs.type_ahead import FindDialog

        items = ids_in(self.values()["items"])
        there = ids_in(self.values()["evidence"])
        register = self._session.engagement.records.table(Evidence)
        material = self._session.results.material
        said = {ident: _says(ident, items, material) for ident in register if ident not in there}
        order = sorted(said, key=lambda ident: not said[ident])
        options = [(ident, ident, " · ".join((register[ident].title, *said[ident]))) for ident in order]
        self.app.push_screen(FindDialog("Evidence from the register", options, hint="id or any word of it"), self._add)

    def _add(self, ident: str | None) -> None:
        field = self.query_one("#field-evidence", Input)
        if ident:
            there = field.value.rstrip().rstrip(",;").rstrip()
            field.value = f"{there}, {ident}" if there else ident
        field.focus()
        field.cursor_position = len(field.value)


def _says(ident: str, items: tuple[str, ...], material: Material) -> list[str]:
    links = material.links
    return [f"{link.effect} {ref}" for ref in items for link, _ in links.get(ref, []) if link.evidence == ident]


def _told(wanting: tuple[str, ...], width: int, most: int = 0) -> Content:
    """A heading and the sentences, all of them or as many as fit into `most` lines."""
    if not wanting:
        return Content.styled("Nothing is missing.", "$grey")
    lines = [Content.styled("STILL MISSING", "bold $grey")]
    for number, sentence in enumerate(wanting):
        wrapped = hang("·", Content(visible(sentence)), width).split("\n")
        rest = number + 1 < len(wanting)
        if most and len(lines) + len(wrapped) + rest > most:
            return Content("\n").join([*lines, Content(f"  and {len(wanting) - number} more, below the last field")])
        lines += wrapped
    return Content("\n").join(lines)


def _short(wanting: tuple[str, ...], width: int) -> Content:
    """One line: that all is there, or what is missing first."""
    if not wanting:
        return Content.styled("Nothing is missing.", "$grey")
    more = f"   {len(wanting) - 1} more below" if len(wanting) > 1 else ""
    first = Content(f"Still missing: {one_line(wanting[0])}")
    return Content.assemble(first.truncate(max(width - len(more), 20), ellipsis=True), more)
