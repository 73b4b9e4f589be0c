"""Words of the questionnaire in the words of somebody who never read the standard; not for what people typed."""

import re

_NOUNS = r"(lead|manager|owner|roles?|responsibilit(?:y|ies)|tasks?|changes?|documents?|records?|scope|policy|plan)\b"
_WORDS = (
    (r"\bStatement of Applicability( \(SoA\))?|\bSoA\b", "list of controls"),
    (rf"^ISMS {_NOUNS}", r"Information security \1"),
    (rf"\bISMS {_NOUNS}", r"information security \1"),
    (r"^(The )?ISMS\b", "Security management"),
    (r"\b((the|an) )?ISMS\b", "security management"),
    (r"^Nonconformit(y|ies)\b", "What went wrong"),
    (r"\bnonconformit(y|ies)\b", "what went wrong"),
)


def plain_words(text: str) -> str:
    """The text without the words that only auditors use."""
    for pattern, instead in _WORDS:
        text = re.sub(pattern, instead, text)
    return text
