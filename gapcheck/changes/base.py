"""What every change is: who may do it when, and what it does to the records."""

from typing import Any, ClassVar, TypeVar

import msgspec

from gapcheck.errors import Refusal
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.records.about import About, Site
from gapcheck.records.base import Record, Records, Write
from gapcheck.records.modes import MODES, Mode
from gapcheck.records.tables import KIND_OF_TABLE

R = TypeVar("R", bound=Record)

RULES = 2
"""By which rules changes have effect today. Entries say by which they had theirs, so that a replay gives the same.

1: evidence that an answer's note is goes with the answer, and nothing says when evidence and findings were first made.
2: such evidence stays when somebody worked on it; evidence and findings keep when they were first made, and by whom.
"""


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What a change meets: the records before it, what is asked, and who does it when."""

    records: Records
    questionnaire: Questionnaire
    at: str
    by: str
    rules: int = RULES

    @property
    def about(self) -> About | None:
        """The head of the engagement; None only before it is started."""
        return self.records.get(About, About.KEY)

    @property
    def mode(self) -> Mode:
        """What the engagement's type allows."""
        about = self.about
        return MODES[about.type if about else "gap_analysis"]

    @property
    def questions_that_count(self) -> frozenset[str] | None:
        """The baseline's questions in a baseline, where no other counts; else None."""
        about = self.about
        return self.questionnaire.baseline_ids if about and about.type == "baseline" else None

    def origin(self, verb: str) -> dict[str, str]:
        """When something is first taken or raised, and by whom, as fields of its record; rules 1 did not keep it."""
        return {f"{verb}_at": self.at, f"{verb}_by": self.by} if self.rules >= 2 else {}

    def item(self, ref: str) -> Item:
        """The item with this id. Raises Refusal with a suggestion when there is none."""
        found = self.questionnaire.by_id.get(ref)
        if found is None:
            raise Refusal(f"{ref!r} is not an item of {self.questionnaire.manifest.id}.{suggestion(ref, self)}")
        return found

    def check_site(self, site: str) -> None:
        """Refuse a site that the engagement does not have."""
        if site and self.records.get(Site, site) is None:
            known = ", ".join(self.records.table(Site)) or "none yet"
            raise Refusal(f"There is no site {site!r} in this engagement (known: {known}). Add the site first.")


def suggestion(ref: str, now: Situation) -> str:
    """A did-you-mean for an unknown item, or an empty text."""
    import difflib

    known = now.questionnaire.by_id
    short = {ref.upper(), f"A.{ref}", ref.removeprefix("A.").removeprefix("a.")} & set(known)
    close = sorted(short) or difflib.get_close_matches(ref, known, n=1)
    if not close:
        parts = tuple(f"{ref}.{n}" for n in range(1, 4))
        close = [part for part in parts if part in known]
    return f" Did you mean {' or '.join(close)}?" if close else ""


class Held(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a key held at some moment, as stored fields; None when it held nothing."""

    table: str
    key: str
    record: dict[str, Any] | None = None

    def as_write(self) -> Write:
        """The write that lets it stand again."""
        return Write(self.table, self.key, decoded(self.table, self.record))


def decoded(table: str, data: dict[str, Any] | None) -> Record | None:
    """A record from its stored fields."""
    return None if data is None else msgspec.convert(data, KIND_OF_TABLE[table], strict=False)


def encoded(record: Record) -> dict[str, Any]:
    """A record's fields as plain data; defaults are left out."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    return data


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="change"):
    """One thing that can happen. Subclasses name themselves with `tag=`, the word that apply files use."""

    UNDOABLE: ClassVar[bool] = True

    def check(self, now: Situation) -> None:
        """Raise Refusal, in one plain sentence, when the rules do not allow this change now."""

    def effect(self, now: Situation) -> list[Write]:
        """What the change does; called only after `check`, and again when a journal is replayed. Pure."""
        raise NotImplementedError

    def describe(self) -> str:
        """A few words for the undo message and the history."""
        return type(self).__struct_config__.tag or "change"  # type: ignore[return-value]


def check_id(ident: str, example: str) -> None:
    """Refuse an id that could not be told apart in a list of ids."""
    if not ident.strip() or any(sign in ident for sign in ">;,\n\t"):
        raise Refusal(f"{ident!r} cannot be an id: use letters, digits, dots and dashes, such as {example}.")


def put(record: Record) -> Write:
    """The write that lets a record stand under its key."""
    return Write(type(record).TABLE, record.key, record)


def take(record: Record) -> Write:
    """The write that takes a record away."""
    return Write(type(record).TABLE, record.key, None)


def merged(old: R | None, kind: type[R], fields: dict[str, Any]) -> R:
    """The record after an edit: fields that the change leaves out stay as they were."""
    said = {name: value for name, value in fields.items() if value is not msgspec.UNSET}
    return msgspec.structs.replace(old, **said) if old is not None else kind(**said)


def said(change: Change, *without: str) -> dict[str, Any]:
    """The fields of a change that were given, by name."""
    return {
        name: value
        for name in change.__struct_fields__
        if name not in without and (value := getattr(change, name)) is not msgspec.UNSET
    }
