"""Who may write: a lock that the system takes back when its holder dies, and a note of who that is."""

import getpass
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from gapcheck.store.disk import UNDECODABLE, reason

LOCK = ".lock"
OWNER = ".lock-owner.json"


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Who has an engagement open for writing; a file of its own, as a locked file cannot be read on Windows."""

    user: str
    host: str
    pid: int
    since: str
    """ISO 8601 with offset."""

    def sentence(self) -> str:
        """Who it is, for a person who wants to write too."""
        when = self.since[:16].replace("T", " ")
        return f"{self.user} on {self.host} has it open for writing since {when} (process {self.pid})."


class FolderLock:
    """The right to write to one engagement folder. Network drives may grant it twice; the journal looks for that."""

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock

        self._owner = folder / OWNER
        # a worker thread may close what the main thread opened, and a lock that is only a file would outlive its holder
        self._lock = FileLock(folder / LOCK, thread_local=False, fallback_to_soft=False)

    def acquire(self) -> str:
        """Take the lock without waiting. Returns an empty text, or a sentence on why it cannot be had."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return self._holder()
        except OSError as error:
            return f"The folder cannot be locked for writing: {reason(error)}."
        except NotImplementedError:
            return "The folder is on a disk that knows no locks, so nothing can be written safely."
        self._write_owner()
        return ""

    def release(self) -> None:
        """Let the next one write."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _write_owner(self) -> None:
        try:
            user = getpass.getuser()
        except (OSError, KeyError):
            user = "somebody"
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        owner = Owner(user=user, host=socket.gethostname(), pid=os.getpid(), since=since)
        with suppress(OSError):  # on a full disk the lock holds all the same, only without a name
            self._owner.write_bytes(msgspec.json.encode(owner))

    def _holder(self) -> str:
        try:
            return msgspec.json.decode(self._owner.read_bytes(), type=Owner).sentence()
        except (OSError, *UNDECODABLE):
            return "Another program has it open for writing."
