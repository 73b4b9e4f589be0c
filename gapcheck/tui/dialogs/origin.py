"""What a finding is made of, where it does not start from an empty form: a note, a thread."""

from collections.abc import Callable, Sequence

import msgspec

from gapcheck.changes.base import Change
from gapcheck.tui.dialogs.form import Field


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a form gets its first values from, and what is recorded together with it."""

    key: str
    """Under which its draft is kept."""
    fields: dict[str, str]
    """First values by field."""
    site: str = ""
    also: Callable[[str], Sequence[Change]]
    """The changes that go with it, for its id; one undo takes back all."""

    def filled(self, fields: Sequence[Field]) -> list[Field]:
        """The fields with these values in them."""
        return [msgspec.structs.replace(each, value=self.fields.get(each.name, each.value)) for each in fields]
