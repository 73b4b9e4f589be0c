"""An engagement in a folder: the journal first, then the TinyDB file; and the folders that are engagements."""

import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from gapcheck.errors import DamagedError, ReadOnlyError, StoreError
from gapcheck.records.about import About
from gapcheck.records.base import Records, Write
from gapcheck.store import database, journal
from gapcheck.store.disk import UNDECODABLE, reason, sync_folder, write_whole
from gapcheck.store.lock import FolderLock
from gapcheck.store.protocol import Loaded

if TYPE_CHECKING:
    from gapcheck.changes.entry import Entry

QUESTIONNAIRE = "questionnaire"
EVIDENCE = "evidence"
REPORTS = "reports"
UNFINISHED = ".tmp"
"""How the names of files end that are still being written."""

_FILE_MANAGER_NOTES = {".DS_Store", "Thumbs.db", "desktop.ini"}


class FolderStore:
    """The store of one engagement folder. Safe to call from several threads; one change is saved at a time."""

    def __init__(self, folder: Path, lock: FolderLock | None, holder: str) -> None:
        """Use `open` or `create`. Without a lock nothing is written, and `holder` says why."""
        self._folder = folder
        self._turn = threading.RLock()
        self._database = database.Database(folder / database.NAME)
        records, stamp, damage = self._read_database()
        self._journal = self._read_journal(stamp, damage)
        self._records: Records | None = records
        self._unapplied = tuple(self._journal.entries(stamp.seq))
        self._pending: list[Write] = []
        self._behind = ""
        self._mended = ""
        self._lock = lock
        self._holder = holder
        self._closed = False
        if lock is not None:
            self._prepare_writing(lock, damage)

    @classmethod
    def create(cls, folder: Path, questionnaire_source: Path) -> Self:
        """Make an engagement without entries in a new or empty folder, with a copy of the questionnaire's YAML files.

        Raises StoreError when the folder holds something, when the source has no YAML files, and when the disk refuses;
        whatever was made by then is taken away again.
        """
        _check_free(folder)
        sources = sorted(path for path in questionnaire_source.rglob("*") if path.suffix in (".yaml", ".yml"))
        if not sources:
            raise StoreError(f"{questionnaire_source} holds no questionnaire: there is no YAML file in it.")
        is_new = not folder.exists()
        try:
            for name in (QUESTIONNAIRE, EVIDENCE, REPORTS):
                (folder / name).mkdir(parents=True)
            for source in sources:
                target = folder / QUESTIONNAIRE / source.relative_to(questionnaire_source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            # last, as this is what makes the folder an engagement
            write_whole(folder / journal.NAME, b"")
            sync_folder(folder.parent)
        except OSError as error:
            _take_away(folder, is_new)
            raise StoreError(f"The engagement could not be made in {folder}: {reason(error)}.") from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, read_only: bool = False) -> Self:
        """Open an engagement; read-only when asked, when somebody else has it, or when the folder cannot be written to.

        Raises StoreError when there is no engagement or when it needs a newer gapcheck, and DamagedError when it cannot
        be read safely. Nothing is lost in either case.
        """
        check_engagement(folder)
        if read_only:
            return cls(folder, None, "It was opened for reading only.")
        lock = FolderLock(folder)
        holder = "The folder cannot be written to." if not os.access(folder, os.W_OK) else lock.acquire()
        if holder:
            return cls(folder, None, holder)
        try:
            return cls(folder, lock, "")
        except BaseException:
            lock.release()
            raise

    @property
    def folder(self) -> Path:
        """The engagement's folder."""
        return self._folder

    @property
    def questionnaire_folder(self) -> Path:
        """The questionnaire that this engagement was made with."""
        return self._folder / QUESTIONNAIRE

    @property
    def head(self) -> int:
        """The number of the last entry; 0 when there is none."""
        return self._journal.head.seq

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved; `holder` says why."""
        return self._lock is None

    @property
    def holder(self) -> str:
        """A sentence on who or what keeps it from being written to; empty when it can be."""
        return self._holder

    @property
    def database_behind(self) -> str:
        """A sentence when changes are safe in the journal only; empty when the database holds them too."""
        return self._behind

    @property
    def mended(self) -> str:
        """A sentence on what was found broken and put right while opening; empty when nothing was."""
        return self._mended

    def load(self) -> Loaded:
        """The state as the database holds it, and the entries after that."""
        with self._turn:
            if self._records is None:
                self._records, _ = self._database.load()
            return Loaded(records=self._records, seq=self.head, unapplied=self._unapplied)

    def append(self, entry: "Entry", writes: Sequence[Write]) -> None:
        """Save an entry and its effects; see `protocol.Store.append`."""
        with self._turn:
            self._check_writable()
            if self._unapplied:
                raise StoreError("Entries of the journal have not been replayed yet; open the engagement again.")
            self._journal.append(entry)
            self._catch_up(writes)

    def settle(self, writes: Sequence[Write], seq: int) -> None:
        """Bring the database up to the replayed entries; see `protocol.Store.settle`. `seq` must be `head`."""
        with self._turn:
            if self.read_only:
                return
            self._check_writable()
            if seq != self.head:
                raise StoreError(f"Entries up to {self.head} were to be replayed, not up to {seq}.")
            self._unapplied = ()
            self._catch_up(writes)

    def entries(self, after: int = 0) -> "list[Entry]":
        """The entries with a number above `after`. The whole journal is read and checked only when that is needed."""
        with self._turn:
            return self._journal.entries(after)

    def close(self) -> None:
        """Try once more to bring the database up to date, and let the next one in."""
        with self._turn:
            if self._closed:
                return
            if self._pending and not self.read_only:
                self._catch_up(())
            self._closed = True
            self._journal.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _read_database(self) -> tuple[Records, journal.Stamp, str]:
        try:
            return *self._database.load(), ""
        except DamagedError as error:
            return Records(), journal.Stamp(), str(error)
        except OSError as error:
            raise StoreError(f"{self._folder / database.NAME} cannot be read: {reason(error)}.") from error

    def _read_journal(self, stamp: journal.Stamp, damage: str) -> journal.Journal:
        path = self._folder / journal.NAME
        try:
            read = journal.Journal(path, stamp)
        except FileNotFoundError as error:
            raise DamagedError(f"{path} is missing; put it back from a backup.") from error
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {reason(error)}.") from error
        if damage and not read.head.seq:
            raise DamagedError(f"{damage} The journal holds nothing to build it from; put both back from a backup.")
        return read

    def _prepare_writing(self, lock: FolderLock, damage: str) -> None:
        try:
            if self._journal.open_for_writing():
                self._mended = (
                    f"The last entry of the journal was cut off before it was saved; what is left of it is in "
                    f"{journal.TORN}."
                )
            if damage:
                aside = self._database.set_aside()
                self._mended = f"{damage} It is built again from the journal, and the old file is kept as {aside.name}."
            for left in (self._folder / EVIDENCE).glob(f".*{UNFINISHED}"):
                left.unlink()
        except OSError as error:
            self._journal.close()
            lock.release()
            self._lock = None
            self._holder = f"The folder cannot be written to: {reason(error)}."

    def _check_writable(self) -> None:
        if self._closed:
            raise StoreError(f"The engagement in {self._folder} has been closed; open it again.")
        if self.read_only:
            raise ReadOnlyError(f"Nothing was saved, the engagement is open for reading only. {self._holder}")

    def _catch_up(self, writes: Sequence[Write]) -> None:
        self._records = None
        self._pending += writes
        try:
            self._database.apply(self._pending, self._journal.head)
        except (OSError, ValueError, StoreError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            self._behind = (
                f"All changes are safe in the journal, but {database.NAME} could not be brought up to date ({why}); "
                "that is tried again with the next change and when the engagement is opened."
            )
        else:
            self._pending = []
            self._behind = ""


def is_engagement(folder: Path) -> bool:
    """Whether a folder holds an engagement, whole or not."""
    return any((folder / name).is_file() for name in (journal.NAME, database.NAME))


def check_engagement(folder: Path) -> None:
    """Raise StoreError, saying what it is instead, unless there is an engagement that may be looked into."""
    try:
        if folder.is_file():
            raise StoreError(f"{folder} is a file; an engagement is a folder, so name the folder it lies in.")
        if not folder.is_dir():
            raise StoreError(f"There is no folder {folder}; look at `gapcheck list` for those that there are.")
        if not os.access(folder, os.R_OK | os.X_OK):
            raise StoreError(f"You are not allowed to look into {folder}; ask its owner for access.")
        if not is_engagement(folder):
            raise StoreError(f"{folder} is not an engagement: there is no {journal.NAME} in it.")
    except OSError as error:
        raise StoreError(f"{folder} cannot be looked into: {reason(error)}.") from error


def find_engagements(home: Path) -> list[Path]:
    """The engagements right below a folder, by name; none when the folder cannot be read."""
    try:
        with os.scandir(home) as below:
            folders = [Path(entry.path) for entry in below if not entry.name.startswith(".") and entry.is_dir()]
    except OSError:
        return []
    return sorted(folder for folder in folders if _is_readable_engagement(folder))


def peek(folder: Path) -> About | None:
    """The head of an engagement without opening it; None when there is none to be read. May be one entry old."""
    try:
        data = (folder / database.NAME).read_bytes()
        return next(iter(msgspec.json.decode(data, type=_Head).engagement.values()), None)
    except (OSError, *UNDECODABLE):
        return None


class _Head(msgspec.Struct):
    engagement: dict[str, About] = {}


def _is_readable_engagement(folder: Path) -> bool:
    try:
        return is_engagement(folder)
    except OSError:
        return False


def _check_free(folder: Path) -> None:
    try:
        if folder.is_file():
            raise StoreError(f"{folder} is a file; choose a new folder for the engagement.")
        if folder.exists():
            if is_engagement(folder):
                raise StoreError(f"{folder} holds an engagement already; open it, or choose another folder.")
            if {path.name for path in folder.iterdir()} - _FILE_MANAGER_NOTES:
                raise StoreError(f"{folder} is not empty; choose a new or an empty folder for the engagement.")
    except OSError as error:
        raise StoreError(f"{folder} cannot be looked into: {reason(error)}.") from error


def _take_away(folder: Path, is_new: bool) -> None:
    for name in (QUESTIONNAIRE, EVIDENCE, REPORTS):
        shutil.rmtree(folder / name, ignore_errors=True)
    try:
        (folder / journal.NAME).unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
    except OSError:
        pass  # an empty folder is left behind
