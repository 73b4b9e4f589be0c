"""Whose own work an item is: who built or runs something is not the one to judge it (9.2.2)."""

from collections.abc import Iterable, Sequence

from gapcheck.analysis.material import Material
from gapcheck.records.about import Member


def built_by(who: str, items: Iterable[str], material: Material) -> tuple[str, ...]:
    """Those of the items that the person `who` is named as having built or running, in their order.

    `who` is compared with ids and names of the team, and where none is the same, with initials. What a member built
    is named by item or by what stands above it: A.8.13, A.8, 6.1, 8.
    """
    areas = [_plain(area) for member in _members(who, material) for area in member.own_work if area.strip()]
    return tuple(dict.fromkeys(ref for ref in items if any(_within(ref, area) for area in areas)))


def own_work_warning(who: str, items: Sequence[str], material: Material) -> str:
    """One sentence where the person judges what they built or run, and the mode asks for others; else empty.

    Internal audits: nobody audits their own work (9.2.2). Certification bodies: ISO/IEC 17021-1, 5.2. It only warns.
    """
    mode = material.mode
    built = built_by(who, items, material) if mode.own_work_warning else ()
    if not built:
        return ""
    *first, last = built
    named = f"{', '.join(first)} and {last}" if first else last
    rule = "9.2.2" if mode.shows_remediation else "ISO/IEC 17021-1, 5.2"
    return f"You are named as having built {named}: let somebody else judge {'them' if first else 'it'} ({rule})."


def _members(who: str, material: Material) -> list[Member]:
    wanted = _plain(who)
    team = material.records.table(Member).values() if wanted else ()
    same = [member for member in team if wanted in (_plain(member.id), _plain(member.name))]
    return same or [
        m for m in team if wanted == _initials(m.name) or (m.name == m.id and _initials(who) == _plain(m.id))
    ]


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return _plain("".join(word[0] for word in words)) if len(words) > 1 else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _within(ref: str, area: str) -> bool:
    return f"{_plain(ref)}.".startswith(f"{area.rstrip('.')}.")
