"""Files on their way into the engagement's folder: copied beside whatever a person does, recorded when they are whole.

A copy belongs to the session, not to the dialog that began it: the dialog may be closed while it goes on. When the
engagement is closed first, the copy stops, nothing half-written stays, and the path waits as a draft.
"""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from gapcheck.errors import GapcheckError, StoreError
from gapcheck.store import attachments

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp
    from gapcheck.tui.session import Session

_PATIENCE = 10.0
"""Seconds that closing waits for a copy to stop; one portion of a slow disk or share."""


class _Stopped(Exception):
    pass


class Copy:
    """One file, and how far its copy is."""

    def __init__(self, evidence: str, source: Path) -> None:
        self.evidence = evidence
        self.source = source
        self.done = 0
        self.total = 0
        """Both in bytes; 0 in all until the file was opened."""
        self.kept: tuple[str, int] | None = None
        """SHA-256 and size, once the copy is whole."""
        self.problem = ""
        """Why there will be no copy."""
        self.is_over = False
        self._stop = Event()
        self._ended = Event()

    @property
    def part(self) -> float:
        """How much of it is copied, 0 to 1."""
        return self.done / self.total if self.total else 0.0

    def stop(self) -> None:
        """Ask the copy to end; what was written of it is taken away."""
        self._stop.set()

    def run(self, folder: Path) -> None:
        """Copy; for a thread of its own."""
        try:
            self.kept = attachments.keep(folder, self.source, self._went_on)
        except _Stopped:
            self.problem = f"Copying {self.source.name} was stopped; nothing was kept of it."
        except StoreError as error:
            self.problem = str(error)
        except ValueError as error:  # a path with a NUL in it
            self.problem = f"{self.source} could not be attached: {error}; nothing was kept of it."
        finally:
            self._ended.set()

    def wait(self) -> None:
        """Until it has ended, but not for ever."""
        self._ended.wait(_PATIENCE)

    def _went_on(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._stop.is_set():
            raise _Stopped


class Copies:
    """The copies of a session that are under way, by the id of their evidence."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self.running: dict[str, Copy] = {}

    def start(self, app: "GapcheckApp", evidence: str, source: Path) -> Copy:
        """Begin to copy a file beside everything else; its end is recorded and told."""
        copy = Copy(evidence, source)
        self.running[evidence] = copy
        folder = self._session.engagement.store.folder

        def run() -> None:
            copy.run(folder)
            app.call_later(self._finish, app, copy)

        app.run_worker(run, thread=True, group="attach", exit_on_error=False)
        return copy

    def stop(self) -> None:
        """Stop all that is under way, and record what had become whole by then."""
        for copy in self.running.values():
            copy.stop()
        for copy in tuple(self.running.values()):
            copy.wait()
            try:
                self._record(copy)
            except GapcheckError:
                continue  # the folder is being let go of: the draft tells next time
            finally:
                if copy.kept is None:
                    draft = {"path": str(copy.source), "how": "copy"}
                    self._session.drafts[draft_key(copy.evidence)] = draft

    def _finish(self, app: "GapcheckApp", copy: Copy) -> None:
        from gapcheck.analysis.evidence_register import size_in_words

        if copy.is_over:
            return
        try:
            self._record(copy)
        except GapcheckError as error:
            copy.problem = str(error)
        if copy.problem:
            app.show_error(copy.problem)
        elif copy.kept is not None:
            app.show_message(f"{copy.evidence}: {copy.source.name} is attached, {size_in_words(copy.kept[1])}.")

    def _record(self, copy: Copy) -> None:
        """Note in the journal what was copied. Raises GapcheckError."""
        from gapcheck.changes.evidence import EvidenceAdded
        from gapcheck.errors import Refusal
        from gapcheck.records.evidence import Evidence

        if copy.is_over:
            return
        copy.is_over = True
        self.running.pop(copy.evidence, None)
        if copy.kept is None:
            return
        if self._session.engagement.records.get(Evidence, copy.evidence) is None:
            raise Refusal(
                f"{copy.evidence} was removed while {copy.source.name} was copied, so it is attached to nothing."
            )
        digest, size = copy.kept
        self._session.do(
            EvidenceAdded(id=copy.evidence, attachment=digest, attachment_name=copy.source.name, attachment_size=size)
        )


def draft_key(evidence: str) -> str:
    """Under which the path of a file waits that was to be attached."""
    return f"attach {evidence}"
