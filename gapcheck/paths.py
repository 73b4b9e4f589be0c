"""Where things live. Nothing is created on import.

`GAPCHECK_HOME` moves everything (engagements, settings and cache) below one folder, for tests and for USB sticks.
"""

import os
from pathlib import Path

import platformdirs


def _override() -> Path | None:
    value = os.environ.get("GAPCHECK_HOME")
    return Path(value).expanduser() if value else None


def engagements_home() -> Path:
    """The folder that `gapcheck list` and the start screen look in: one folder per engagement."""
    return _override() or Path.home() / "gapcheck"


def settings_file() -> Path:
    """The person's own settings (name, theme); never anything of a client."""
    base = _override()
    return (base / ".settings" if base else Path(platformdirs.user_config_dir("gapcheck"))) / "settings.json"


def cache_folder() -> Path:
    """Compiled questionnaires; may be deleted at any time."""
    base = _override()
    return base / ".cache" if base else Path(platformdirs.user_cache_dir("gapcheck"))


def questionnaires_folder() -> Path:
    """The questionnaires that ship: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "questionnaires"
    return installed if installed.is_dir() else package.parent / "questionnaires"
