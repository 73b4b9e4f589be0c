"""The person's own settings: the name that changes are recorded under, and the theme."""

from typing import TYPE_CHECKING

import msgspec

from gapcheck import settings
from gapcheck.errors import GapcheckError
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.themes import DAY, NIGHT

if TYPE_CHECKING:
    from gapcheck.tui.app import GapcheckApp


def settings_dialog(app: "GapcheckApp") -> FormDialog:
    """A form with the settings as they are; saving makes them hold at once and next time."""

    def submit(values: dict[str, str]) -> str | None:
        theme = values["theme"]
        changed = msgspec.structs.replace(app.settings, name=values["name"].strip(), theme=theme)
        try:
            settings.save(changed)
        except GapcheckError as error:
            return str(error)
        app.settings = changed
        if theme:
            app.theme = theme
        return None

    fields = (
        Field(
            name="name",
            label="Your name",
            value=app.settings.name,
            hint=f"empty means the name of the account: {app.settings.who}",
        ),
        Field(
            name="theme",
            label="Theme",
            kind="choice",
            value=app.theme,
            options=((DAY.name, "day, ink on paper"), (NIGHT.name, "night, paper on ink")),
        ),
    )
    return FormDialog(
        "Settings",
        fields,
        submit,
        intro="Your name stands beside each change that you make from now on. Settings stay on this machine.",
    )
