"""Which controls the profile makes more or less likely to be needed. A proposal: risk treatment decides (6.1.3)."""

from typing import Literal

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.records.first_day import ProfileAnswer


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """What one profile answer says of one control."""

    control: str
    leans: Literal["needed", "look_twice"]
    """`look_twice` never means excluded: somebody decides that, with a reason."""
    profile: str
    """The id of the profile question."""
    because: str
    """The words of the answer."""


def leanings(material: Material) -> dict[str, Leaning]:
    """What the profile says, by control; of several answers the first that needs the control stands."""
    found: dict[str, Leaning] = {}
    for asked in material.questionnaire.baseline.profile:
        told = material.records.get(ProfileAnswer, asked.id)
        if told is None or told.choice not in ("yes", "no"):
            continue
        needed = told.choice == "yes"
        for control in asked.hints:
            if control not in found or (needed and found[control].leans != "needed"):
                found[control] = Leaning(
                    control=control,
                    leans="needed" if needed else "look_twice",
                    profile=asked.id,
                    because=asked.yes if needed else asked.no,
                )
    return found
