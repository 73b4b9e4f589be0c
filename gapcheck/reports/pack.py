"""The evidence pack: one zip with every attached file under a readable name, an index, and a list of hashes.

A file that is missing or was altered is not in the pack, and the index says so. Files are stored as they are, without
compression, so that the same data gives the same bytes on every machine.
"""

import hashlib
import io
import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from gapcheck.errors import StoreError
from gapcheck.records.evidence import Evidence
from gapcheck.reports import csv, html
from gapcheck.reports.document import Block, Callout, Facts, fact
from gapcheck.reports.evidence_register import pieces, rows_with_files, with_files
from gapcheck.reports.first_page import told
from gapcheck.reports.house_style import dressed
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput
from gapcheck.store import attachments
from gapcheck.store.disk import reason

if TYPE_CHECKING:
    from zipfile import ZipFile

MANIFEST = "manifest.sha256"
_FOLDER = "files"
_LONGEST = 80
"""Characters of the original name that the file's name in the pack keeps; the index has all of it."""
_UNSAFE = re.compile(r"[^\w.()+-]+")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""


class _Packed(msgspec.Struct, frozen=True):
    """What became of one attachment: the name and the bytes it is in the pack with, or why it is not."""

    evidence: Evidence
    name: str
    problem: str = ""
    data: bytes = b""


def render(report: ReportInput) -> bytes:
    """The whole zip. It is put together in memory, so it needs as much of that as the files are large."""
    from zipfile import ZipFile

    packed = [_fetched(evidence, name, report) for evidence, name in _named(report)]
    where = {p.evidence.id: f"not in the pack: {p.problem}" if p.problem else f"in the pack: {p.name}" for p in packed}
    names = {p.evidence.id: f"not in the pack: {p.problem}" if p.problem else p.name for p in packed}
    index = [
        ("index.html", html.render(dressed(told(with_files(report, where, _contents(packed)), report), report))),
        ("index.csv", csv.render(rows_with_files(report, names))),
    ]
    files = [*index, *((p.name, p.data) for p in packed if not p.problem)]
    manifest = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files)
    out = io.BytesIO()
    with ZipFile(out, "w") as made:
        for name, data in [(MANIFEST, manifest.encode()), *files]:
            _add(made, name, data)
    return out.getvalue()


def _contents(packed: list[_Packed]) -> tuple[Block, ...]:
    lacking = [p for p in packed if p.problem]
    kept = len(packed) - len(lacking)
    blocks: list[Block] = []
    if lacking:
        text = joined("\n", *(joined(": ", joined(" ", p.evidence.id, p.evidence.title), p.problem) for p in lacking))
        blocks.append(Callout(kind="stop", title=f"Files that are not in this pack: {len(lacking)}", text=text))
    lines = (
        f"{kept} {'file' if kept == 1 else 'files'} in the folder {_FOLDER}, in the order of the register",
        "this index, also as index.csv for spreadsheets",
        f"{MANIFEST} with the SHA-256 of each, as sha256sum -c checks them",
    )
    return (*blocks, Facts(rows=(fact("In this pack", *lines),)))


def _named(report: ReportInput) -> list[tuple[Evidence, str]]:
    """Every piece that has a file, with its name in the pack; the number keeps the order of the register."""
    found = [piece for piece in pieces(report) if piece.evidence.attachment]
    digits = len(str(len(found)))
    return [
        (piece.evidence, f"{_FOLDER}/{number:0{digits}}_{_readable(piece.item or 'no-item', piece.evidence)}")
        for number, piece in enumerate(found, 1)
    ]


def _readable(item: str, evidence: Evidence) -> str:
    original = PurePosixPath(evidence.attachment_name.replace("\\", "/")).name
    stem, dot, ending = original.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = original, ""
    safe = joined("_", _safe(item)[:20], _safe(evidence.id)[:20], _safe(stem)[:_LONGEST])
    return f"{safe}.{_safe(ending)}" if _safe(ending) else safe


def _safe(typed: str) -> str:
    """Letters, digits and a few signs that mean nothing to any file system or shell."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", typed)).strip("-._")


def _fetched(evidence: Evidence, name: str, report: ReportInput) -> _Packed:
    if report.folder is None:
        return _Packed(evidence, name, "the folder that it is kept in is not at hand")
    try:
        data = attachments.path_of(report.folder, evidence.attachment).read_bytes()
    except FileNotFoundError:
        return _Packed(evidence, name, "the file is missing from the engagement's evidence folder")
    except OSError as error:
        return _Packed(evidence, name, f"the file cannot be read: {reason(error)}")
    except StoreError as error:
        return _Packed(evidence, name, str(error))
    if hashlib.sha256(data).hexdigest() != evidence.attachment:
        return _Packed(evidence, name, "the file was altered after it was attached, its SHA-256 is another one")
    return _Packed(evidence, name, data=data)


def _add(made: "ZipFile", name: str, data: bytes) -> None:
    from zipfile import ZipInfo

    entry = ZipInfo(name, date_time=_EARLIEST)
    entry.create_system = 3  # else it says on which system the pack was made
    entry.external_attr = 0o100644 << 16
    made.writestr(entry, data)
