"""Starting an engagement: whom it is about and why, and proposals for everything else."""

import re
import unicodedata
from collections.abc import MutableMapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar, cast

import msgspec
from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from gapcheck.analysis.earlier_audits import second_preliminary
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.engagement import Clock, Engagement
from gapcheck.errors import GapcheckError
from gapcheck.records.about import About
from gapcheck.records.modes import MODES
from gapcheck.records.vocabulary import EngagementType, label
from gapcheck.store.folder import find_engagements, peek
from gapcheck.store.synced import synced_folder_warning
from gapcheck.text import visible
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.pasted_path import pasted_path
from gapcheck.tui.widgets.choice import Choice

WHAT_IT_IS: dict[EngagementType, str] = {
    "baseline": "A first look at your own organization. Not an audit.",
    "internal_audit": "Conforms, and works? Evidence and samples, by somebody impartial (9.2).",
    "gap_analysis": "How far are they? Talk, documents, some sampling. Advice is the point.",
    "readiness": "Would they be ready for the audit? Shown as gates, with what is missing.",
    "stage1": "Is it designed, and ready for stage 2? Areas of concern, no grades, no advice.",
    "stage2": "Is it in place and effective? Major and minor nonconformities, no advice.",
    "surveillance": "Does it still hold, a year on? Graded findings, no advice.",
    "recertification": "Does the whole of it hold after three years? Graded findings, no advice.",
}
_WORDS: dict[EngagementType, str] = {"stage1": "stage 1", "stage2": "stage 2", "surveillance": "surveillance",
                                     "recertification": "recertification"}  # fmt: skip
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "&": " "}
)
_LONGEST_NAME = 40


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """One of the ways to begin."""

    key: str
    title: str
    sentence: str
    types: tuple[EngagementType, ...]
    """What may be made behind it; the first is proposed."""
    about: tuple[tuple[str, str], ...] = ()
    """Headings and texts that say more."""
    intro: str = ""


class NewEngagementDialog(FormDialog):
    """The form behind a door. When it was saved, `engagement` is made and open; `problem` is what went wrong after."""

    DRAFT_KEY: ClassVar[str] = "new"

    def __init__(
        self, door: Door, home: Path, *, who: str, clock: Clock, drafts: MutableMapping[str, dict[str, str]]
    ) -> None:
        """`home` is the folder that engagements are made in unless a whole path is typed."""
        self.engagement: Engagement | None = None
        self.problem = ""
        self._door, self._home, self._who, self._clock = door, home, who, clock
        self._year = clock()[:4]
        self._proposed: dict[str, str] = {}
        super().__init__(
            door.title,
            self._form(),
            self._create,
            intro=door.intro,
            save="Begin",
            drafts=drafts,
            draft_key=f"{self.DRAFT_KEY} {door.key}",
        )

    def on_mount(self) -> None:
        """Put the lines that answer while one types below their fields."""
        fields = self.query_one(".dialog-fields", VerticalScroll)
        fields.mount(Static("", id="new-where", classes="field-hint"), after="#field-folder")
        if len(self._door.types) > 1:
            fields.mount(Static("", id="new-what", classes="field-hint"), after="#field-type")
        self._proposed = self._proposals(self.values())
        self.call_after_refresh(self._answer)

    @on(Input.Changed)
    @on(Choice.Changed)
    def follow(self) -> None:
        """Let title and folder follow what they were proposed from, unless somebody changed them."""
        if not self._proposed:
            return
        values = self.values()
        before, self._proposed = self._proposed, self._proposals(values)
        for name, proposal in self._proposed.items():
            if values[name] == before[name] != proposal:
                self.query_one(f"#field-{name}", Input).value = proposal
        self._answer()

    def _form(self) -> list[Field]:
        types = self._door.types
        kind = Field(name="type", label="What is it?", kind="choice", value=types[0],
                     options=tuple((one, _WORDS.get(one, label(one))) for one in types))  # fmt: skip
        return [
            Field(name="organization", label="Whom is it about?", hint="the organization, as it is named on paper"),
            *([kind] if len(types) > 1 else []),
            Field(name="purpose", label="Why now?", kind="text", hint="a customer asks, an audit is due, ..."),
            Field(name="target_date", label="By when?", hint=f"such as {self._year}-11-30; may stay empty"),
            Field(name="title", label="Title", value=title_for(types[0], self._year)),
            Field(name="folder", label="Folder", value=folder_name("", self._year, self._home)),
        ]

    def _type(self, values: dict[str, str]) -> EngagementType:
        return cast(EngagementType, values.get("type") or self._door.types[0])

    def _proposals(self, values: dict[str, str]) -> dict[str, str]:
        return {
            "title": title_for(self._type(values), self._year),
            "folder": folder_name(values["organization"], self._year, self._home),
        }

    @cached_property
    def _known(self) -> tuple[About, ...]:
        """The heads of the engagements that are there already."""
        return tuple(about for folder in find_engagements(self._home) if (about := peek(folder)) is not None)

    def _answer(self) -> None:
        values = self.values()
        if "readiness" in self._door.types:
            known = self._known if self._type(values) == "readiness" else ()
            self.warn(second_preliminary(self._type(values), values["organization"], known))
        if len(self._door.types) > 1:
            self.query_one("#new-what", Static).update(Content(what_it_is(self._type(values))))
        line = self.query_one("#new-where", Static)
        try:
            folder = folder_of(values["folder"], self._home)
        except GapcheckError as error:
            line.update(Content.styled(visible(str(error)), "$warning"))
            return
        warning = synced_folder_warning(folder)
        if warning:
            line.update(Content.styled(visible(warning), "$warning"))
        elif folder.parent != self._home:
            line.update(Content(visible(f"{folder} is outside the engagements folder; open it later with o.")))
        else:
            line.update(Content(visible(str(folder))))

    def _create(self, values: dict[str, str]) -> str | None:
        organization = values["organization"].strip()
        if not organization:
            return "Name the organization that this is about."
        try:
            due = target_date(values["target_date"])
            folder = folder_of(values["folder"], self._home)
            kind = self._type(values)
            self.engagement = Engagement.create(
                folder,
                title=values["title"].strip() or title_for(kind, self._year),
                organization=organization,
                type=kind,
                who=self._who,
                clock=self._clock,
            )
        except GapcheckError as error:
            return str(error)
        if values["purpose"].strip() or due:
            try:
                self.engagement.do(EngagementChanged(purpose=values["purpose"].strip(), target_date=due))
            except GapcheckError as error:
                self.problem = str(error)
        return None


def what_it_is(kind: EngagementType) -> str:
    """A sentence on one type, and what it keeps back."""
    text = WHAT_IT_IS[kind]
    return text if MODES[kind].shows_remediation else f"{text} Ways to close gaps are hidden, in reports too."


def title_for(kind: EngagementType, year: str) -> str:
    """The title that is proposed; a baseline is made once and needs no year."""
    word = label(kind).capitalize()
    return word if kind == "baseline" else f"{word} {year}"


def folder_name(organization: str, year: str, home: Path) -> str:
    """A free folder name that every file system takes, from the organization and the year."""
    text = unicodedata.normalize("NFKD", organization.casefold().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(sign for sign in text if not unicodedata.combining(sign)))
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST_NAME]
    stem = f"{name or 'engagement'}-{year}"
    number, proposal = 1, stem
    while (home / proposal).exists():
        number += 1
        proposal = f"{stem}-{number}"
    return proposal


def folder_of(text: str, home: Path) -> Path:
    """The folder that a name or a whole path stands for. Raises GapcheckError for what cannot be a name."""
    path = pasted_path(text)
    if path.is_absolute():
        return path
    name = text.strip()
    if not name:
        raise GapcheckError("The engagement needs a folder; give it a name.")
    if "/" in name or "\\" in name:
        raise GapcheckError("A folder's name has no slashes; type a name, or a whole path from the root on.")
    if name.startswith("."):
        raise GapcheckError("A name that begins with a dot is hidden and would not be listed; begin with a letter.")
    return home / name


def target_date(text: str) -> str:
    """The day as year-month-day, or an empty text. Raises GapcheckError when it is none."""
    text = text.strip()
    if not text:
        return ""
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        day = date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text)
    except ValueError:
        raise GapcheckError(f"{text!r} is not a day; write it as year-month-day, such as 2026-11-30.") from None
    return day.isoformat()
