"""Files that were handed over as evidence, kept under the SHA-256 of what is in them."""

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from gapcheck.errors import StoreError
from gapcheck.store.disk import reason, replace, sync, sync_folder, write_all
from gapcheck.store.folder import EVIDENCE, UNFINISHED

_PORTION = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all; whatever it raises cancels the copy."""


def keep(folder: Path, source: Path, progress: Progress | None = None) -> tuple[str, int]:
    """Copy a file into an engagement's evidence folder. Returns its SHA-256 and its size in bytes.

    The same content is kept once. For the holder of the folder's lock only. Raises StoreError when the file cannot be
    read or the copy cannot be written; nothing is left behind then, nor when `progress` raises.
    """
    if not source.is_file():
        raise StoreError(f"{source} is not a file that can be attached; choose a file, or pack a folder into one.")
    kept = folder / EVIDENCE
    temporary = kept / f".{uuid.uuid4().hex}{UNFINISHED}"
    try:
        kept.mkdir(exist_ok=True)
        try:
            digest, size = _copy(source, temporary, progress)
            target = path_of(folder, digest)
            if not target.exists() or verify_one(folder, digest):
                replace(temporary, target)
                sync_folder(kept)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{source} could not be attached: {reason(error)}; nothing was kept of it.") from error
    return digest, size


def path_of(folder: Path, sha256: str) -> Path:
    """Where an attachment lies. Raises StoreError for a name that is no SHA-256, and so might lead elsewhere."""
    if not _SHA256.fullmatch(sha256):
        raise StoreError(f"{sha256[:80]!r} does not name an attachment: it is no SHA-256.")
    return folder / EVIDENCE / sha256


def verify_one(folder: Path, sha256: str) -> str:
    """A sentence on what is wrong with an attachment; empty when it is there and whole."""
    try:
        path = path_of(folder, sha256)
        digest = hashlib.sha256()
        for portion in _portions(path):
            digest.update(portion)
    except StoreError as error:
        return str(error)
    except FileNotFoundError:
        return f"Attachment {sha256} is missing from {folder / EVIDENCE}; attach the file again or restore a backup."
    except OSError as error:
        return f"Attachment {sha256} cannot be read: {reason(error)}."
    if digest.hexdigest() != sha256:
        return f"Attachment {sha256} was altered; attach the file again or restore a backup."
    return ""


def _copy(source: Path, target: Path, progress: Progress | None) -> tuple[str, int]:
    total = source.stat().st_size
    digest, done = hashlib.sha256(), 0
    with target.open("xb", buffering=0) as file:
        for portion in _portions(source):
            write_all(file.fileno(), portion)
            digest.update(portion)
            done += len(portion)
            if progress is not None:
                progress(done, max(total, done))
        sync(file.fileno())
    return digest.hexdigest(), done


def _portions(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            yield portion
