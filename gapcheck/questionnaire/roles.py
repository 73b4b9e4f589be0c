"""Who to talk to: roles, and which of them an item's `interview` entries mean."""

import re
from collections.abc import Iterable

from gapcheck.questionnaire.part import Dimension, Part


class Role(Part, frozen=True, kw_only=True):
    """Somebody to talk to, whatever the title on the door."""

    id: str
    name: str
    who: str
    """In one line, what this person does."""
    small_org: str = ""
    """Who this usually is in a company of eight people."""
    also: tuple[str, ...] = ()
    """Other words by which `interview` entries mean this role; a plural needs no entry of its own."""
    speaks_of: tuple[Dimension, ...] = ("documented", "implemented", "effective")
    """The facts that this person can tell about; questions on others are not put to them."""
    opens_with: tuple[str, ...] = ()
    """Topics that open the conversation."""


class RoleFinder:
    """Tells which roles a text names; make it once for many texts."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._roles = tuple(roles)
        self._role_of = {name.casefold(): role for role in self._roles for name in names_of(role) if name}
        # longer names come first and use up their words: a product owner is no owner, a Head of IT no IT user
        longest_first = sorted(self._role_of, key=lambda name: (-len(name), name))
        found = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<!\w)({found})(?:e?s)?(?!\w)") if found else None

    def named_in(self, text: str) -> tuple[Role, ...]:
        """The roles that a text names by their name or one of their other words, in the order of the roles."""
        if self._pattern is None:
            return ()
        found = {self._role_of[match[1]].id for match in self._pattern.finditer(text.casefold())}
        return tuple(role for role in self._roles if role.id in found)


def names_of(role: Role) -> tuple[str, ...]:
    """Every name of a role."""
    return (role.name, *role.also)
