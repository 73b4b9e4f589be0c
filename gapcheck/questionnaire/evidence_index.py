"""The pieces of evidence that nearly every organization has, each with all the items it usually serves."""

from gapcheck.questionnaire.part import EvidenceType, Part, Strength


class CommonEvidence(Part, frozen=True, kw_only=True):
    """One piece of evidence that is asked for once and looked at for many items.

    That it usually serves an item says where to look, never that the item conforms.
    """

    id: str
    name: str
    type: EvidenceType
    strength: Strength
    serves: tuple[str, ...]
    """The ids of the items."""
    ask_for: str
    """How to ask for it, in one plain sentence."""
    look_at: str
    usual_owner: str
    """The id of the role that usually has it."""
