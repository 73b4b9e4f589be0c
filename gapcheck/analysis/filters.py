"""What the work screen can be narrowed to. Each filter is a question about one item."""

from collections.abc import Callable

import msgspec

from gapcheck.analysis.items import ItemResult
from gapcheck.questionnaire.model import Questionnaire


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """A name people read, and whether an item passes."""

    name: str
    passes: Callable[[ItemResult], bool]


EVERYTHING = Filter(name="everything", passes=lambda result: True)

STANDING = (
    EVERYTHING,
    Filter(name="not looked at", passes=lambda result: result.status == "not_assessed"),
    Filter(name="gaps", passes=lambda result: result.is_gap),
    Filter(name="claimed only", passes=lambda result: result.status == "conforms" and not result.confirmed),
    Filter(name="look again", passes=lambda result: result.look_again),
    Filter(name="open findings", passes=lambda result: bool(result.open_findings)),
    Filter(name="not decided whether needed", passes=lambda result: result.choice == "undecided"),
    Filter(name="new in 2022", passes=lambda result: result.item.new_in_2022),
    Filter(name="mandatory documents", passes=lambda result: result.item.document_is_mandatory),
)


def by_attribute(questionnaire: Questionnaire) -> tuple[Filter, ...]:
    """One filter for each value of the ISO/IEC 27002 attributes that occurs."""
    found: dict[str, Filter] = {}
    for item in questionnaire.controls:
        attributes = item.attributes
        if attributes is None:
            continue
        for group in attributes.__struct_fields__:
            for value in getattr(attributes, group):
                name = f"{group.replace('_', ' ')}: {value}"
                found.setdefault(name, Filter(name=name, passes=_has(group, value)))
    return tuple(found[name] for name in sorted(found))


def _has(group: str, value: str) -> Callable[[ItemResult], bool]:
    return lambda result: result.item.attributes is not None and value in getattr(result.item.attributes, group)
