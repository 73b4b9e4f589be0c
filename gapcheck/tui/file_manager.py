"""Showing a folder in the system's own file manager."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_started: list["subprocess.Popen[bytes]"] = []
"""File managers that were started: they go on by themselves, and are only kept so that they are not lamented."""


def show_folder(folder: Path) -> bool:
    """Open a folder for the person to see; returns whether there is a file manager that could be asked to."""
    command = _command()
    if command is None:
        return False
    _started[:] = [process for process in _started if process.poll() is None]
    quiet = subprocess.DEVNULL
    try:
        started = subprocess.Popen(
            [command, str(folder.absolute())], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError:
        return False
    _started.append(started)
    return True


def _command() -> str | None:
    if sys.platform == "win32":
        return shutil.which("explorer")
    if sys.platform == "darwin":
        return shutil.which("open")
    # without a desktop, xdg-open may start a browser in this very terminal
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if desktop else None
