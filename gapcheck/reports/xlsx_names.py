"""Names that Excel accepts: of sheets, and of columns of a table."""

import re
from collections import Counter

from gapcheck.reports.document import Column
from gapcheck.reports.xlsx_book import shown, units

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|\s+")
_RESERVED = "history"
_LONGEST_HEAD = 120
_NOT_IN_HEAD = re.compile(r"[\x00-\x1f\u2028\u2029]|_x[0-9A-Fa-f]{4}_|^<r>")


class SheetNames:
    """Names that no other sheet of the workbook has."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def name(self, *parts: str) -> str:
        """A name from what the sheet is about, cut at a word where it is too long."""
        wanted = " ".join(_FORBIDDEN.sub(" ", shown(" ".join(parts))).split()).strip("'").strip() or "Sheet"
        name, number = _cut(wanted, LONGEST_NAME), 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{_cut(wanted, LONGEST_NAME - len(str(number)) - 3)} ({number})"
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    if units(text) <= most:
        return text
    kept = text[:most]
    while units(kept) > most - 2:
        kept = kept[:-1]
    whole_words = kept.rpartition(" ")[0] if text[len(kept)] != " " else kept
    return f"{(whole_words if len(whole_words) > most // 2 else kept).strip()} …"


def head_titles(columns: tuple[Column, ...]) -> list[str]:
    """A title for each column that no other column has; one that several have is also named after the column before it.

    A title that cannot head a column of an Excel table is replaced by a number; `is_head` tells which.
    """
    plain = [" ".join(shown(column.title).split()) if is_head(column.title) else "" for column in columns]
    plain = [title or f"Column {place}" for place, title in enumerate(plain, 1)]
    often = {title for title, count in Counter(title.casefold() for title in plain).items() if count > 1}
    titles: list[str] = []
    taken: set[str] = set()
    for place, title in enumerate(plain):
        named = f"{title} ({plain[place - 1]})" if place and title.casefold() in often else title
        unique, number = named, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{named} {number}"
        taken.add(unique.casefold())
        titles.append(unique)
    return titles


def is_head(title: str) -> bool:
    """Whether a title can stand at the head of a column."""
    squeezed = " ".join(shown(title).split())
    return units(squeezed) <= _LONGEST_HEAD and not _NOT_IN_HEAD.search(squeezed)
