"""What proves it: the evidence and the findings of the item that is shown."""

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.text import visible
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
        state = (ref, self.size.width, tuple((link, evidence) for link, evidence in links), tuple(findings))
        if state == self._shown:
            return
        at = self.highlighted if ref == self.ref else None
        self._shown, self.ref = state, ref
        width = max(self.size.width - 4, 16)
        options: list[Option | None] = [self._heading("EVIDENCE", len(links))]
        for link, evidence in links:
            shape, colour = EFFECTS[link.effect]
            title = hang(Content.styled(shape, colour), Content(visible(evidence.title)), width)
            about = " · ".join(
                part
                for part in (
                    evidence.id if not evidence.from_answer else "",
                    label(evidence.type),
                    visible(evidence.reference),
                    visible(evidence.version_date),
                    visible(evidence.site),
                    visible(link.reason),
                )
                if part
            )
            lines = Content("\n").join([title, hang("", Content.styled(about, "$grey"), width)])
            options.append(Option(lines, id=f"evidence:{evidence.id}"))
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

    def _finding(self, finding: Finding, width: int) -> Option:
        text = finding.title or finding.nature or label(finding.type)
        bullet = Content.styled("◆" if finding.is_open else "◇", "$warning" if finding.is_open else "$grey")
        lines = [
            hang(bullet, Content(visible(text)), width),
            hang("", Content.styled(f"{finding.id} · {label(finding.type)} · {label(finding.status)}", "$grey"), width),
        ]
        return Option(Content("\n").join(lines), id=f"finding:{finding.id}")

    def on_resize(self) -> None:
        """Wrap anew."""
        if self.ref:
            self.show(self.ref)
