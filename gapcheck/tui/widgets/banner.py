"""A line that cannot be missed while something is wrong with saving."""

from textual.content import Content
from textual.widgets import Static

from gapcheck.text import visible
from gapcheck.tui.session import Session


class Banner(Static):
    """Shown only while a save failed, the folder is read-only, or the database lags behind the journal."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="banner")
        self._session = session
        self._shown: tuple[str, bool] | None = None

    def on_mount(self) -> None:
        """Show what there is to say from the start."""
        self.show()

    def show(self) -> None:
        """Say what is wrong, or disappear."""
        store = self._session.engagement.store
        failure = self._session.failure
        text = failure or store.database_behind or (f"{store.holder} R reads again." if store.read_only else "")
        if (text, bool(failure)) == self._shown:
            return  # the screen would be laid out anew for nothing
        self._shown = (text, bool(failure))
        self.set_class(bool(failure), "-failed")
        self.display = bool(text)
        self.update(Content(visible(text)))
