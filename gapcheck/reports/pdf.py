"""PDF for reading, signing and keeping: tagged (PDF/UA-1) and made to last (PDF/A-2a), typeset by typst.

Nothing is fetched, no file but the system's fonts is read, and no clock is asked.
"""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from gapcheck.errors import GapcheckError
from gapcheck.reports.document import Document
from gapcheck.reports.pdf_data import data

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATE = Path(__file__).with_name("pdf.typ")
_ROUNDS = 4
"""How often signs without a picture are looked for; more than one round is needed when a sign stood in for another."""
_NO_PICTURE = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_FIRST_UNUSUAL = 0x180
"""From here on a font may have no picture of a sign; below, every font that comes with typst has them all."""


def render(document: Document, date: str) -> bytes:
    """The whole file, dated by the document and not by the clock.

    A sign for which no font on this machine has a picture is printed as its number, such as [U+1F469], never as a box.
    Raises GapcheckError when typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise GapcheckError(
            "PDF needs typst, which is not installed: install gapcheck[pdf], or write html and print that from a "
            "browser."
        ) from error
    moment = _moment(date)
    given = msgspec.json.encode(data(document, moment is not None)).decode()
    # without a date a file cannot be PDF/A
    standards: list[Any] = ["a-2a", "ua-1"] if moment else ["ua-1"]
    for _ in range(_ROUNDS):
        try:
            return _typeset(given, standards, moment)
        except typst.TypstError as error:
            missing = _without_picture(error.diagnostic)
            if not missing:
                break
            given = _by_number(given, missing)
    return _typeset(given, [], moment)


def _typeset(given: str, standards: list[Any], moment: datetime | None) -> bytes:
    import typst

    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"document": given},
        pdf_standards=standards,
        timestamp=moment or 0,
    )
    return made


@cache
def _fonts() -> "Fonts":
    """The fonts that come with typst, and those of the system for what they lack."""
    from typst import Fonts

    return Fonts()


def _moment(date: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if moment.year >= 1970 else None


def _without_picture(diagnostic: str) -> frozenset[str]:
    """The signs that the typesetter complained of."""
    texts = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) for found in _NO_PICTURE.finditer(diagnostic))
    return frozenset(char for text in texts for char in text if ord(char) >= _FIRST_UNUSUAL)


def _by_number(given: str, missing: frozenset[str]) -> str:
    """The text with its missing signs as numbers; signs that only join others go with those they joined."""
    joiners = frozenset("\u200c\u200d\ufe0e\ufe0f") & missing
    chars = "".join(map(re.escape, sorted(missing - joiners or missing)))
    pattern = f"[{chars}][{chars}\u200c\u200d\ufe0e\ufe0f]*"
    return re.sub(pattern, lambda found: "".join(f"[U+{ord(char):04X}]" for char in found.group()), given)
