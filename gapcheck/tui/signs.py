"""State as shape, colour and word. Shapes are ones that every terminal font has; colour only repeats what they say."""

from textual.content import Content

from gapcheck.analysis.items import ItemResult
from gapcheck.records.vocabulary import label

CONFIRMED, CLAIMED, PARTIAL, FAILS, EXCLUDED, UNSEEN = "●", "○", "◐", "✕", "–", "·"

BAR_PARTS = (
    ("confirmed", "█", "$success"),
    ("claimed only", "▒", "$success"),
    ("partial", "▄", "$warning"),
    ("does not conform", "▁", "$error"),
    ("not looked at", "·", "$grey"),
)
"""The parts of a bar in their order: full, hatched, half high, a line, dots; they differ without colour too."""


def sign(result: ItemResult) -> tuple[str, str]:
    """The shape of an item's state and the colour that goes with it."""
    if result.status == "conforms":
        return (CONFIRMED, "$success") if result.confirmed else (CLAIMED, "$success")
    return {
        "partial": (PARTIAL, "$warning"),
        "does_not_conform": (FAILS, "$error"),
        "not_applicable": (EXCLUDED, "$grey"),
        "not_assessed": (UNSEEN, "$grey"),
    }[result.status]


def word(result: ItemResult) -> str:
    """An item's state in words, with what keeps it from being certain."""
    text = label(result.status)
    if result.status == "conforms" and not result.confirmed:
        text += ", claimed only"
    if result.first_look:
        text += " (first look)"
    elif not result.decided and result.status not in ("not_assessed", "not_applicable"):
        text += " (proposed)"
    return text


def signed(result: ItemResult) -> Content:
    """Shape and word together, in the colour of the state."""
    shape, colour = sign(result)
    return Content.styled(f"{shape} {word(result)}", colour)
