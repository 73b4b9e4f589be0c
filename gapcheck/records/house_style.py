"""How a firm wants its reports to look: colour, paper, logo and to whom they go."""

import re
from typing import Literal

import msgspec

Paper = Literal["A4", "Letter"]
LEAST_CONTRAST = 4.5
"""Contrast of small text to its ground from which it counts as readable (WCAG 2.2, 1.4.3)."""
LOGOS = (".png", ".svg")
MOST_LINES = 200
"""Lines of a distribution list."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class HouseStyle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The look of the reports of one engagement; the files it names lie in the folder `style` of the engagement."""

    accent: str = ""
    """The colour of headings and links, such as #1f6f8b; empty for the program's own."""
    paper: Paper = "A4"
    logo: str = ""
    """The name of a PNG or SVG file."""
    distribution: tuple[str, ...] = ()
    """Who gets the reports, a line for each."""
    version: str = ""
    """The firm's own version of the documents, such as 1.2; stands beside draft or final."""
    dates: str = ""
    """The language in which days and months are written out, such as de or pt-BR; empty for British English."""

    def unusable(self) -> str:
        """Why no report can be made with this, in one sentence; empty when all is well."""
        if self.accent and not _COLOUR.fullmatch(self.accent):
            return f"{self.accent!r} is no colour: write # and six digits from 0 to f, such as #1f6f8b."
        if self.accent and (found := contrast_on_white(self.accent)) < LEAST_CONTRAST:
            return (
                f"The colour {self.accent} cannot be read on white paper: its contrast is {found:.1f} to 1, and text "
                f"needs {LEAST_CONTRAST} to 1; choose a darker one."
            )
        if self.logo and not _is_plain_name(self.logo):
            return (
                f"{self.logo!r} cannot be the logo: give the name of a PNG or SVG file that lies in the folder "
                "'style' of the engagement, such as logo.svg."
            )
        if self.dates and not _is_language(self.dates):
            return (
                f"There is no language {self.dates!r} to write dates in: give its code as in de, fr or pt-BR, or "
                "nothing for British English."
            )
        if len(self.distribution) > MOST_LINES:
            return f"The distribution list has {len(self.distribution)} lines; name groups, at most {MOST_LINES} lines."
        return ""


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of a colour written #rrggbb to white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _is_language(code: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _is_plain_name(name: str) -> bool:
    """Whether it names a picture right in the folder, on every system, and nothing else."""
    return (
        name.lower().endswith(LOGOS)
        and name == name.strip()
        and not name.startswith(".")
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
    )
