"""The door for somebody who is new: where the data lives, then a name and a reason, and the first day begins."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gapcheck.engagement import Clock
from gapcheck.errors import GapcheckError
from gapcheck.store.synced import synced_folder_warning
from gapcheck.text import visible
from gapcheck.tui.ahead import BEGINNING, get_ready
from gapcheck.tui.dialogs.form import Field
from gapcheck.tui.dialogs.new_engagement import Door, NewEngagementDialog, folder_name, folder_of, title_for
from gapcheck.tui.guide import words


class WhereDialog(ModalScreen[bool]):
    """One sentence on where the data lives, before anything is asked. True when the person goes on."""

    CSS_PATH: ClassVar[list[str]] = ["../styles/dialogs.tcss", "../styles/first_day.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "go_on", "Go on", show=False),
        Binding("escape,q", "leave", "Back", show=False),
    ]

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home

    def compose(self) -> ComposeResult:
        """The sentence, the folder, and leave to stop."""
        with Vertical(classes="dialog"):
            yield Static(words.WHERE_TITLE, classes="dialog-title")
            yield Static(Content(words.WHERE), classes="calm-text")
            yield Static(Content.styled(words.WHERE_FOLDER, "$grey"), classes="calm-label")
            yield Static(Content(visible(_from_home(self._home))), classes="calm-text", id="where-folder")
            yield Static(Content.styled(words.WHERE_STOP, "$grey"), classes="calm-text")
            yield Static(
                Content.assemble(
                    ("Enter", "$primary"), (" go on   ", "$grey"), ("Esc", "$primary"), (" back", "$grey")
                ),
                classes="dialog-foot",
            )

    def on_mount(self) -> None:
        """The first pages are made ready while this is read."""
        get_ready(self.app, BEGINNING)

    def on_click(self) -> None:
        """A click goes on, as Enter does."""
        self.dismiss(True)

    def action_go_on(self) -> None:
        """To the two things that are asked."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back to the start screen."""
        self.dismiss(False)


class FirstDayDialog(NewEngagementDialog):
    """Name and reason; a date may stay empty, and the folder is proposed in one grey line."""

    CSS_PATH: ClassVar[list[str]] = ["../styles/dialogs.tcss", "../styles/first_day.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "folder", "Choose another folder", show=False, priority=True, id="first-day.folder"),
    ]

    def __init__(
        self, door: Door, home: Path, *, who: str, clock: Clock, drafts: MutableMapping[str, dict[str, str]]
    ) -> None:
        super().__init__(door, home, who=who, clock=clock, drafts=drafts)
        self._title = words.BEGIN_TITLE
        self._intro = ""

    def _form(self) -> list[Field]:
        return [
            Field(name="organization", label=words.BEGIN_ORGANIZATION, hint=words.BEGIN_ORGANIZATION_HINT),
            Field(name="purpose", label=words.BEGIN_WHY, hint=words.BEGIN_WHY_HINT),
            Field(name="target_date", label=words.BEGIN_DATE, hint=f"such as {self._year}-11-30"),
            Field(name="folder", label=words.BEGIN_FOLDER, value=folder_name("", self._year, self._home)),
        ]

    def on_mount(self) -> None:
        """The folder stays out of sight until somebody asks for it or it needs a look."""
        self._folder_fields(self._needs_folder())

    def values(self) -> dict[str, str]:
        """What stands in the fields, with the title that nobody has to think about."""
        return {**super().values(), "title": title_for("baseline", self._year)}

    @property
    def has_changes(self) -> bool:
        """Whether somebody typed something; a folder that was only proposed is nothing typed."""
        return any(self.values()[name].strip() for name in ("organization", "purpose", "target_date"))

    def _proposals(self, values: dict[str, str]) -> dict[str, str]:
        return {"folder": super()._proposals(values)["folder"]}

    def _needs_folder(self) -> bool:
        values = self.values()
        return values["folder"] != self._proposals(values)["folder"]

    def _folder_fields(self, shown: bool) -> None:
        beside = list(self.query_one(".dialog-fields").children)
        field = self.query_one("#field-folder")
        for part in (beside[beside.index(field) - 1], field):  # the label stands above its field
            part.display = shown

    def action_folder(self) -> None:
        """Show the folder as a field of its own."""
        self._folder_fields(True)
        self.query_one("#field-folder").focus()
        self._answer()

    def _answer(self) -> None:
        self.query_one("#form-error", Static).update("")  # it was about what stood here before
        line = self.query_one("#new-where", Static)
        try:
            folder = folder_of(self.values()["folder"], self._home)
        except GapcheckError as error:
            line.update(Content.styled(visible(str(error)), "$warning"))
            return
        warning = synced_folder_warning(folder)
        if warning:
            self._folder_fields(True)
            line.update(Content.styled(visible(warning), "$warning"))
            return
        more = "" if self.query_one("#field-folder").display else f"\n{words.BEGIN_OTHER_FOLDER}"
        line.update(Content.styled(visible(f"kept in {_from_home(folder)}{more}"), "$grey"))

    def _create(self, values: dict[str, str]) -> str | None:
        if not values["organization"].strip():
            self.query_one("#field-organization").focus()
            return words.BEGIN_NAME_IT
        return super()._create(values)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field that is shown, and on the last one begins."""
        event.stop()
        event.prevent_default()
        shown = [field for field in self.query(Input) if field.display]
        at = shown.index(event.input)
        if at + 1 < len(shown):
            shown[at + 1].focus()
        else:
            self.action_save()


def _from_home(folder: Path) -> str:
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)
