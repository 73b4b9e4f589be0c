"""What it takes to have bytes on the disk, and not merely on their way there."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

_WINDOWS = os.name == "nt"
_PAUSES = tuple(0.02 * 2**n for n in range(8)) if _WINDOWS else ()
"""Seconds to wait before trying again while a scanner has the target open; only Windows lets that stand in the way."""

UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding raises for bytes that are not what they should be."""


def reason(error: OSError) -> str:
    """The system's own words for an error, without numbers and paths."""
    return error.strerror or type(error).__name__


def sync(descriptor: int) -> None:
    """Wait until an open file is on the disk. Raises OSError when it cannot get there."""
    if sys.platform == "darwin":
        import fcntl

        # fsync alone stops at the drive's own cache there, and some file systems know nothing better
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such thing."""
    if _WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(source: Path, target: Path, pauses: Sequence[float] = _PAUSES) -> None:
    """Let a file take the place of another in one step, trying again while somebody has the target open.

    Raises PermissionError when it is still open after all pauses (seconds), and OSError for anything else.
    """
    for pause in pauses:
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(target)


def write_whole(path: Path, *parts: bytes, sync_name: bool = True) -> None:
    """Write a file so that at any moment either the old or the new content stands there. Raises OSError.

    Without `sync_name` a power cut may bring the old content back, whole.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb", buffering=0) as file:
            write_all(file.fileno(), *parts)
            sync(file.fileno())
        replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if sync_name:
        sync_folder(path.parent)


def write_all(descriptor: int, *parts: bytes) -> None:
    """Write every byte of all parts, however small the portions that the system takes. Raises OSError."""
    done = os.writev(descriptor, parts) if sys.platform != "win32" else 0
    if done == sum(map(len, parts)):
        return
    left = memoryview(b"".join(parts))[done:]
    while left:
        left = left[os.write(descriptor, left) :]
