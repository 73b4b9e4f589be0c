"""States as shape and word, so that colour never has to carry a meaning alone."""

from gapcheck.analysis.items import ItemResult
from gapcheck.records.vocabulary import label

SHAPES: dict[str, str] = {
    "confirmed": "●",
    "claimed": "○",
    "partial": "◐",
    "does_not_conform": "✕",
    "not_applicable": "–",
    "not_assessed": "·",
    "met": "●",
    "failed": "✕",
    "unknown": "·",
}
WORDS: dict[str, str] = {
    "confirmed": "confirmed",
    "not_assessed": "not looked at",
    "unknown": "unknown",
}


def word(code: str) -> str:
    """A state in words."""
    return WORDS.get(code, label(code))


def marked(code: str) -> str:
    """A state as shape and word."""
    return f"{SHAPES[code]} {word(code)}"


def state_of(result: ItemResult) -> str:
    """The state of an item; what conforms is confirmed or only claimed."""
    if result.status == "conforms":
        return "confirmed" if result.confirmed else "claimed"
    return result.status


def mark_of(result: ItemResult) -> str:
    """The state of an item as shape and word, with "proposed" where no person decided."""
    proposed = result.status not in ("not_assessed", "not_applicable") and not result.decided
    words = "conforms, claimed only" if state_of(result) == "claimed" else word(state_of(result))
    words = "conforms, confirmed" if state_of(result) == "confirmed" else words
    if not result.looked_at and (result.answered or result.evidence or result.findings):
        words = "no result yet"  # somebody did look, but too little is known to tell, or nobody decided
    return f"{SHAPES[state_of(result)]} {words}" + (" (proposed)" if proposed else "")
