"""A person's own settings: name and theme. Nothing of a client is kept here."""

import contextlib
import os
from pathlib import Path

import msgspec

from gapcheck.errors import StoreError
from gapcheck.paths import settings_file


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the program remembers between engagements."""

    name: str = ""
    """Stands beside each change as who made it; empty means the name of the system account."""
    theme: str = ""
    """Name of a theme; empty means the program's own choice."""

    @property
    def who(self) -> str:
        """The name that changes are recorded under."""
        return self.name.strip() or _account()


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def load(path: Path | None = None) -> Settings:
    """The settings, or the defaults where there are none or the file makes no sense."""
    try:
        return msgspec.json.decode((path or settings_file()).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings whole or not at all. Raises StoreError with what to do."""
    path = path or settings_file()
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise StoreError(f"The settings cannot be written to {path}: {error.strerror}. Check that folder.") from None
