"""Opening an engagement that lies somewhere else: a path typed, pasted or dragged onto the terminal."""

from collections.abc import Callable
from pathlib import Path

from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.pasted_path import pasted_path


class OpenFolderDialog(FormDialog):
    """Asks for a folder until one can be opened; `engagement` is then open."""

    def __init__(self, open_: Callable[[Path], Engagement], value: str = "") -> None:
        self.engagement: Engagement | None = None
        self._open = open_
        super().__init__(
            "Open another folder",
            [Field(name="path", label="Folder", value=value, hint="type, paste or drag it here")],
            self._try,
            intro="The folder of an engagement, wherever it lies. It is opened where it is; nothing is copied.",
            save="Open",
        )

    def _try(self, values: dict[str, str]) -> str | None:
        if not values["path"].strip():
            return "Name the folder of an engagement, or leave with Esc."
        path = pasted_path(values["path"])
        try:
            # somebody may point at the journal itself
            self.engagement = self._open(path.parent if path.is_file() else path)
        except GapcheckError as error:
            return str(error)
        except (OSError, ValueError) as error:
            return f"{path} cannot be looked into: {error}."
        return None
