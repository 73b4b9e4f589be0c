"""What proves it: the evidence and the findings of the item that is shown."""

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gapcheck.analysis.evidence_register import is_stale, size_in_words
from gapcheck.records.about import finding_label
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.text import one_line, visible
from gapcheck.tui.hanging import hang
from gapcheck.tui.session import Session

EFFECTS = {"supports": ("▲", "$success"), "contradicts": ("▼", "$error"), "context": ("▪", "$grey")}


class EvidencePane(OptionList):
    """A list to walk through; Enter opens an entry. Ids are `evidence:E-014` and `finding:F-1`."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="evidence", markup=False, compact=True)
        self._session = session
        self._shown: object = None
        self.ref = ""

    def show(self, ref: str) -> None:
        """Show what belongs to an item; the place in the list stays."""
        material = self._session.results.material
        links, findings = material.links.get(ref, []), material.findings.get(ref, [])
        day = self.app.clock()[:10]  # type: ignore[attr-defined]
        labels = self._session.engagement.about.labels
        state = (
            ref,
            day,
            self.size.width,
            tuple((link, evidence) for link, evidence in links),
            tuple(findings),
            labels,
        )
        if state == self._shown:
            return
        at = self.highlighted if ref == self.ref else None
        self._shown, self.ref = state, ref
        width = max(self.size.width - 4, 16)
        options: list[Option | None] = [self._heading("EVIDENCE", len(links))]
        options += [self._evidence(link, evidence, day, width) for link, evidence in links]
        if not links:
            options.append(Option(Content.styled("nothing yet: e adds", "$grey"), disabled=True))
        options += [Option("", disabled=True), self._heading("FINDINGS", len(findings))]
        options += [self._finding(finding, width) for finding in findings]
        if not findings:
            options.append(Option(Content.styled("none", "$grey"), disabled=True))
        self.set_options([option for option in options if option is not None])
        if at is not None and at < self.option_count:
            self.highlighted = at

    def _heading(self, name: str, count: int) -> Option:
        return Option(Content.assemble((name, "bold $grey"), (f"  {count}", "$grey")), disabled=True)

    def _evidence(self, link: Link, evidence: Evidence, day: str, width: int) -> Option:
        shape, colour = EFFECTS[link.effect]
        about = (
            evidence.id if not evidence.from_answer else "",
            label(evidence.type),
            visible(evidence.reference),
            visible(evidence.version_date),
            visible(evidence.site),
            visible(link.reason),
        )
        lines = [
            hang(Content.styled(shape, colour), Content(visible(evidence.title)), width),
            hang("", Content.styled(" · ".join(part for part in about if part), "$grey"), width),
        ]
        if is_stale(evidence, day):
            mark = Content.styled("!", "bold $warning")
            lines.append(hang(mark, Content.styled(f"stale since {visible(evidence.fresh_until)}", "$warning"), width))
        if evidence.attachment:
            name = visible(evidence.attachment_name) or "file"
            told = Content.styled(f"{name}, {size_in_words(evidence.attachment_size)}", "$grey")
            lines.append(hang(Content.styled("+", "$primary"), told, width))
        return Option(Content("\n").join(lines), id=f"evidence:{evidence.id}")

    def _finding(self, finding: Finding, width: int) -> Option:
        kind = finding_label(self._session.engagement.about, finding.type)
        text = finding.title or finding.nature or kind
        bullet = Content.styled("◆" if finding.is_open else "◇", "$warning" if finding.is_open else "$grey")
        lines = [
            hang(bullet, Content(visible(text)), width),
            hang("", Content.styled(f"{finding.id} · {one_line(kind)} · {label(finding.status)}", "$grey"), width),
        ]
        return Option(Content("\n").join(lines), id=f"finding:{finding.id}")

    def on_resize(self) -> None:
        """Wrap anew."""
        if self.ref:
            self.show(self.ref)
