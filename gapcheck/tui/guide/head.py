"""The two lines at the top of every page: whose day it is, how far it is, and that all is saved."""

from textual.content import Content
from textual.widgets import Static

from gapcheck.text import one_line
from gapcheck.tui.session import Session

_LEAST = 12
"""Cells of an organization's name below which it is better left out."""

_ROOMY = 48
"""Cells from which on both a long name, shortened, and the title of the page have their place."""


class GuideHead(Static):
    """Organization and page on the left, progress and saving on the right; below them a thin bar."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="guide-head")
        self._session = session
        self._title = ""
        self._figures = ""
        self._share = 0.0

    def show(self, title: str, figures: str, share: float) -> None:
        """`share` is how much of the bar is filled, from 0 to 1."""
        self._title, self._figures, self._share = title, figures, share
        self.refresh()

    def render(self) -> Content:
        """One line of words and one line of bar."""
        width = max(self.content_size.width, 20)
        filled = round(width * min(max(self._share, 0.0), 1.0))
        bar = Content.assemble(("━" * filled, "$primary"), ("─" * (width - filled), "$rule"))
        return Content("\n").join([self._line(width), bar])

    def _line(self, width: int) -> Content:
        right = Content.assemble((self._figures, "$grey"), (" · " if self._figures else "", "$grey"), self._saved())
        name = one_line(self._session.engagement.about.organization)
        room = width - right.cell_length - 3
        title = Content.styled(self._title, "$grey")
        left = Content.assemble((name, "bold"), (" · ", "$grey"), title)
        if left.cell_length > room >= _ROOMY:
            for_name = room - title.cell_length - 3
            left = Content.assemble(left[: len(name)].truncate(for_name, ellipsis=True), (" · ", "$grey"), title)
        elif left.cell_length > room:
            left = Content.styled(name, "bold")
        if left.cell_length > room:
            left = left.truncate(room, ellipsis=True) if room >= _LEAST else Content("")
        return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)

    def _saved(self) -> Content:
        if self._session.failure:
            return Content.styled("NOT SAVED", "bold $error")
        if self._session.engagement.read_only:
            return Content.styled("read only", "bold $warning")
        at = self._session.engagement.saved_at
        return Content.styled(f"saved {at[11:16]}" if at else "all saved", "$grey")
