"""The line at the top: whose engagement, how far, what blocks, when it was last saved."""

from textual.content import Content
from textual.widgets import Static

from gapcheck.records.notes import QuickNote
from gapcheck.records.vocabulary import label
from gapcheck.text import one_line
from gapcheck.tui.session import Session


class StatusLine(Static):
    """One line; what does not fit is left out from the least important on, never cut in the middle of a figure."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="status-line")
        self._session = session

    def render(self) -> Content:
        """Organization on the left, figures on the right."""
        about, found = self._session.engagement.about, self._session.results
        clauses, controls = found.gap.group("clauses").counts, found.gap.group("annex_a").counts
        seen_clauses = clauses.applicable - clauses.not_assessed
        seen_controls = controls.applicable - controls.not_assessed
        notes = self._notes()
        right = [
            self._saved(),
            self._blockers(),
            Content.assemble(("clauses ", "$grey"), str(seen_clauses), (f"/{clauses.applicable}", "$grey")),
            Content.assemble(("controls ", "$grey"), str(seen_controls), (f"/{controls.applicable}", "$grey")),
        ]
        width = max(self.content_size.width, 20)
        gap = Content("   ")
        figures = gap.join([*notes, right[2], right[3], right[1], right[0]])
        if figures.cell_length > width - 16:
            figures = gap.join([*notes, right[2], right[3], right[0]])
        room = width - figures.cell_length - 3
        name = Content.styled(one_line(about.organization), "bold")
        full = Content.assemble(name, "  ", (f"{label(about.type)} · {one_line(about.title)}", "$grey"))
        short = Content.assemble(name, "  ", (label(about.type), "$grey"))
        left = next(
            (text for text in (full, short, name) if text.cell_length <= room), name.truncate(room, ellipsis=True)
        )
        return Content.assemble(left, " " * (width - left.cell_length - figures.cell_length), figures)

    def _notes(self) -> list[Content]:
        """Quick notes that are not filed, or wait to be followed up: nobody is to forget them."""
        count = sum(note.is_open for note in self._session.engagement.records.table(QuickNote).values())
        return [Content.styled(f"{count} {'note' if count == 1 else 'notes'}", "$warning")] if count else []

    def _blockers(self) -> Content:
        """What blocks stage 1; what nobody looked at is never told as none."""
        stage1 = self._session.results.stage1
        failed, unknown = len(stage1.of("failed", "blocker")), len(stage1.of("unknown", "blocker"))
        if failed or not unknown:
            return Content.styled(
                f"{failed} {'blocker' if failed == 1 else 'blockers'}", "$error" if failed else "$grey"
            )
        return Content.styled(f"{unknown} {'blocker' if unknown == 1 else 'blockers'} unknown", "$grey")

    def _saved(self) -> Content:
        session = self._session
        if session.failure:
            return Content.styled("NOT SAVED", "bold $error")
        if session.engagement.read_only:
            return Content.styled("read only", "bold $warning")
        at = session.engagement.saved_at
        return Content.styled(f"saved {at[11:16]}" if at else "all saved", "$grey")
