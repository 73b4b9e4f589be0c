"""From the first day to the full gap analysis: what stays, what is new, and one yes."""

from textual.widgets import Button

from gapcheck.tui.dialogs.action import sent
from gapcheck.tui.dialogs.form import FormDialog
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.session import Session


class GrowDialog(FormDialog):
    """Says in three sentences what happens; Enter does it, Esc leaves all as it is."""

    def __init__(self, session: Session) -> None:
        told = "\n".join((words.GROW_STAYS, words.GROW_NEW, words.GROW_KEPT))

        def submit(_: dict[str, str]) -> str | None:
            from gapcheck.analysis.growing import growth

            head = session.engagement.store.head
            return sent(session, lambda: [*growth(session.results.material, head)])

        super().__init__(words.GROW_TITLE, (), submit, intro=told, save=words.GROW_SAVE)

    def on_mount(self) -> None:
        """Enter says yes."""
        self.query_one("#form-save", Button).focus()
