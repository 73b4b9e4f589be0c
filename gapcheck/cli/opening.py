"""Starting the terminal app, with nothing imported that its first frame does not need."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from gapcheck.errors import GapcheckError


def asked_for(arguments: Sequence[str]) -> tuple[Path | None] | None:
    """The folder to open when that is all that is asked for (one that is None for the start screen); else None."""
    if not arguments:
        return (None,)
    if len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-"):
        return (Path(arguments[1]),)
    return None


def open_app(folder: Path | None) -> int:
    """Start the terminal app, on the start screen or in one engagement. Raises GapcheckError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise GapcheckError("The terminal app needs a terminal. For scripts see `gapcheck --help`.")
    gc.disable()  # nothing that start-up makes is garbage; the app turns it on again after its first frame
    if folder is not None:
        from gapcheck.store.folder import check_engagement

        check_engagement(folder)
    # Textual paints what a key changed at the next of its ticks: at its usual 60 a second that is 8 ms of waiting a key
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from gapcheck.tui.app import GapcheckApp

    return GapcheckApp(folder).run() or 0
