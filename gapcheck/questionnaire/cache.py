"""Compiled questionnaires: the same structs as msgpack, found by the digest of the files they were made from.

A cache only saves time. Whatever is wrong with it, the questionnaire is compiled again.
"""

import contextlib
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

import msgspec

from gapcheck import __version__
from gapcheck.questionnaire import model

KEEP = 8
"""Compiled questionnaires that are kept; the oldest go first."""
_CHECK = 4
"""Bytes of the CRC-32 in front, which tells a damaged file from a whole one."""


def file_for(folder: Path, digest: str) -> Path:
    """Where the compiled form of the files with this digest is kept."""
    return folder / f"questionnaire-{digest}-{_shape()}.msgpack"


def load(folder: Path, digest: str) -> model.Questionnaire | None:
    """The compiled questionnaire, or None when there is none or it is damaged."""
    try:
        stored = file_for(folder, digest).read_bytes()
        if _checksum(body := memoryview(stored)[_CHECK:]) != stored[:_CHECK]:
            return None
        found = msgspec.msgpack.decode(body, type=model.Questionnaire)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.digest == digest else None


def save(folder: Path, questionnaire: model.Questionnaire) -> None:
    """Keep the compiled form for next time; a folder that cannot be written to is no error."""
    body = msgspec.msgpack.encode(questionnaire)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".questionnaire-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(body) + body)
            Path(name).replace(file_for(folder, questionnaire.digest))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_old(folder)


def _forget_old(folder: Path) -> None:
    compiled = sorted(folder.glob("questionnaire-*.msgpack"), key=lambda path: path.stat().st_mtime_ns)
    for path in compiled[:-KEEP]:
        path.unlink(missing_ok=True)


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECK, "big")


def _shape() -> str:
    """A short hash of the version and of every struct's fields, so that no old layout is read as a new one."""
    structs = [part for part in vars(model).values() if isinstance(part, type) and issubclass(part, msgspec.Struct)]
    layout = [(part.__name__, [(name, repr(kind)) for name, kind in part.__annotations__.items()]) for part in structs]
    return hashlib.sha256(f"{__version__}{layout}".encode()).hexdigest()[:16]
