"""What was typed into a form and not saved yet: kept beside the engagement, so that quitting loses nothing."""

from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

import msgspec

from gapcheck.store.disk import UNDECODABLE, write_whole

NAME = ".drafts.json"
Draft = dict[str, str]


class Drafts(MutableMapping[str, Draft]):
    """Drafts by form; each change is written at once. They are no records: nothing in them was recorded yet."""

    def __init__(self, folder: Path, *, writable: bool = True) -> None:
        """Read what waits there. A file that makes no sense is left alone until the next draft replaces it."""
        self._path = folder / NAME
        self._writable = writable
        self._drafts: dict[str, Draft] = {}
        with suppress(OSError, *UNDECODABLE):
            self._drafts = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Draft])

    def __getitem__(self, form: str) -> Draft:
        return self._drafts[form]

    def __setitem__(self, form: str, draft: Draft) -> None:
        self._drafts[form] = draft
        self._write()

    def __delitem__(self, form: str) -> None:
        del self._drafts[form]
        self._write()

    def __iter__(self) -> Iterator[str]:
        return iter(self._drafts)

    def __len__(self) -> int:
        return len(self._drafts)

    def _write(self) -> None:
        """A disk that refuses takes nothing from the screen: the draft waits in memory as before."""
        if not self._writable:
            return
        with suppress(OSError):
            if self._drafts:
                write_whole(self._path, msgspec.json.encode(self._drafts))
            else:
                self._path.unlink(missing_ok=True)
