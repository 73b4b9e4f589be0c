"""The look of a firm on its reports: what the engagement says of it, and the files in its folder `style`.

    style/<logo>        PNG or SVG, named by the engagement
    style/report.css    added to the style of HTML
    style/base.docx     the document that Word reports are made in

The files are part of the data: their SHA-256 stands in every report they change. None of them can fetch anything from
outside, run anything, or show a file that lies elsewhere.
"""

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from gapcheck.errors import GapcheckError
from gapcheck.records.house_style import HouseStyle
from gapcheck.reports.document import Document, Facts, Look, fact
from gapcheck.reports.house_style_checks import css_problem, png_problem, svg_problem, word_problem
from gapcheck.reports.source import ReportInput
from gapcheck.store.disk import reason

STYLE, CSS, BASE = "style", "report.css", "base.docx"
_MEGABYTE = 1 << 20
_MOST = {CSS: _MEGABYTE, BASE: 20 * _MEGABYTE}
FACT = "House style (SHA-256)"


def dressed(document: Document, report: ReportInput, css: bool = True) -> Document:
    """The document in the look of the house, with the firm's style sheet or, for PDF, without.

    Raises GapcheckError when a file of the style is missing or cannot be used.
    """
    style = _checked(report)
    logo, sheet = _logo(style, report.folder), _css(report.folder) if css else b""
    look = Look(accent=style.accent, paper=style.paper, logo=logo, logo_kind=_kind(style), css=sheet.decode())
    return _signed(msgspec.structs.replace(document, look=look), logo, sheet)


def dressed_for_word(document: Document, report: ReportInput) -> tuple[Document, Path | None]:
    """The same for Word, and the firm's own document where there is one: its paper and styles go first.

    Raises GapcheckError when a file of the style cannot be used.
    """
    style = _checked(report)
    base = _read(report.folder, BASE)
    if base and report.folder and (problem := word_problem(base)):
        raise GapcheckError(f"The base document {report.folder / STYLE / BASE} cannot be used: {problem}.")
    logo = b"" if base else _logo(style, report.folder)
    look = Look(accent=style.accent, paper=style.paper, logo=logo, logo_kind=_kind(style))
    made = _signed(msgspec.structs.replace(document, look=look), logo, base)
    return made, report.folder / STYLE / BASE if base and report.folder else None


def _checked(report: ReportInput) -> HouseStyle:
    style = report.about.style
    if unusable := style.unusable():
        raise GapcheckError(f"The house style of this engagement cannot be used: {unusable}")
    return style


def _kind(style: HouseStyle) -> Literal["png", "svg"]:
    return "svg" if style.logo.lower().endswith(".svg") else "png"


def _signed(document: Document, *files: bytes) -> Document:
    """With the hash of the files that change it; nothing is added where there are none."""
    if not any(files):
        return document
    parts = b"".join(hashlib.sha256(file).digest() for file in files)
    row = fact(FACT, hashlib.sha256(parts).hexdigest())
    return msgspec.structs.replace(document, metadata=Facts(rows=(*document.metadata.rows, row)))


def _logo(style: HouseStyle, folder: Path | None) -> bytes:
    if not style.logo or folder is None:
        return b""
    data = _read(folder, style.logo)
    if not data:
        raise GapcheckError(
            f"The logo {folder / STYLE / style.logo} is missing: put it there, or take it out of the house style."
        )
    problem = svg_problem(data) if style.logo.lower().endswith(".svg") else png_problem(data)
    if problem:
        raise GapcheckError(f"The logo {folder / STYLE / style.logo} cannot be used: {problem}.")
    return data


def _css(folder: Path | None) -> bytes:
    data = _read(folder, CSS)
    if data and folder and (problem := css_problem(data)):
        raise GapcheckError(f"The style sheet {folder / STYLE / CSS} cannot be used: {problem}.")
    return data


def _read(folder: Path | None, name: str) -> bytes:
    """A file of the style, empty where there is none. A link is refused: it may lead to what nobody meant to show."""
    if folder is None:
        return b""
    path, most = folder / STYLE / name, _MOST.get(name, _MEGABYTE)
    try:
        if path.is_symlink() or path.parent.is_symlink():
            raise GapcheckError(f"{path} is a link to somewhere else: put the file itself there.")
        if not path.exists():
            return b""
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise GapcheckError(f"{path} cannot be read: {reason(error)}.") from error
    if len(data) > most:
        raise GapcheckError(f"{path} is larger than {most // _MEGABYTE} MB: make it smaller.")
    return data
