"""An open engagement as screens see it: its results, computed once per change, and the one door for changes."""

from collections.abc import Callable, MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from gapcheck.analysis.material import Material
from gapcheck.analysis.results import Results
from gapcheck.engagement import Engagement

if TYPE_CHECKING:
    from gapcheck.changes.base import Change
    from gapcheck.questionnaire.search import Finder
    from gapcheck.tui.attaching import Copies
    from gapcheck.tui.report_wish import ReportWish


T = TypeVar("T")
_HERE = "here"
"""Where person and place are kept among the drafts."""


class Session:
    """One engagement in the app, from opening to closing."""

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement
        self.questionnaire = engagement.questionnaire
        self.results = Results(Material(engagement.questionnaire, engagement.records))
        self.site = ""
        """The site that answers and decisions are for; empty for all."""
        self.recent: list[str] = []
        """Ids of the items that were gone to, the last one first."""
        self.failure = ""
        """Why the last save failed; empty while everything is safe."""
        self._listeners: list[Callable[[], None]] = []

    @cached_property
    def finder(self) -> "Finder":
        """Search over ids, titles and questions."""
        from gapcheck.questionnaire.search import Finder

        return Finder(self.questionnaire)

    @cached_property
    def copies(self) -> "Copies":
        """The files that are being copied into the engagement's folder."""
        from gapcheck.tui.attaching import Copies

        return Copies(self)

    @cached_property
    def report_wish(self) -> "ReportWish":
        """What was asked for last where reports are written."""
        from gapcheck.tui.report_wish import ReportWish

        return ReportWish()

    @property
    def drafts(self) -> MutableMapping[str, dict[str, str]]:
        """What was typed into a form and not saved yet, by form; kept so that neither Esc nor quitting loses it."""
        return self.engagement.drafts

    @property
    def here(self) -> dict[str, str]:
        """Whom one speaks with (`person`) and where (`place`): quick notes are stamped with it, also after quitting."""
        return dict(self.drafts.get(_HERE, {}))

    def now_at(self, *, person: str, place: str) -> None:
        """From now on one speaks with somebody else, or somewhere else."""
        self.drafts[_HERE] = {"person": person, "place": place}

    def do(self, *changes: "Change") -> None:
        """Let changes happen together. Raises Refusal, or StoreError: then `failure` says so until a save works."""
        self._saved(lambda: self.engagement.do(*changes))

    def undo(self) -> str | None:
        """Take back the last change; says what it was. Raises as `do` does."""
        return self._saved(self.engagement.undo)

    def redo(self) -> str | None:
        """Let the last undone change stand again; says what it was. Raises as `do` does."""
        return self._saved(self.engagement.redo)

    def _saved(self, save: Callable[[], T]) -> T:
        from gapcheck.errors import ReadOnlyError, StoreError

        try:
            done = save()
        except ReadOnlyError:
            raise  # nothing that was safe is less safe now, and the screen says all along that it is so
        except StoreError as error:
            self.failure = str(error)
            self.refresh()
            raise
        self.failure = ""
        self.refresh()
        return done

    def refresh(self) -> None:
        """Compute results anew and tell the screens."""
        self.results = Results(Material(self.engagement.questionnaire, self.engagement.records))
        for listener in tuple(self._listeners):
            listener()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[], None]) -> None:
        """Stop calling `listener`."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of the folder; a file that is still being copied into it is left out."""
        if "copies" in self.__dict__:
            self.copies.stop()
        self.engagement.close()
