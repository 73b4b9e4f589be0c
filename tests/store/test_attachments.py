"""Files are kept under what is in them."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from gapcheck.errors import StoreError
from gapcheck.store import attachments


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """A little more than two portions."""
    path = tmp_path / "Prüfung [bold] 2026.pdf"
    path.write_bytes(os.urandom(1000) * 2200)
    return path


def _kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "evidence").iterdir())


def test_a_file_is_kept_whole(folder: Path, proof: Path) -> None:
    seen: list[tuple[int, int]] = []
    digest, size = attachments.keep(folder, proof, progress=lambda done, total: seen.append((done, total)))
    assert digest == hashlib.sha256(proof.read_bytes()).hexdigest()
    assert size == 2_200_000
    assert attachments.path_of(folder, digest).read_bytes() == proof.read_bytes()
    assert attachments.verify_one(folder, digest) == ""
    assert [total for _, total in seen] == [size] * 3
    assert seen[-1] == (size, size)


def test_an_empty_file_can_be_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    digest, size = attachments.keep(folder, tmp_path / "empty")
    assert (size, _kept(folder)) == (0, [digest])


def test_the_same_content_is_kept_once(folder: Path, proof: Path, tmp_path: Path) -> None:
    twin = tmp_path / "another name.pdf"
    twin.write_bytes(proof.read_bytes())
    assert attachments.keep(folder, proof) == attachments.keep(folder, twin)
    assert len(_kept(folder)) == 1


def test_attaching_again_mends_what_was_spoiled(folder: Path, proof: Path) -> None:
    digest, _ = attachments.keep(folder, proof)
    attachments.path_of(folder, digest).write_bytes(b"spoiled")
    assert "was altered" in attachments.verify_one(folder, digest)
    attachments.keep(folder, proof)
    assert attachments.verify_one(folder, digest) == ""


def test_cancelling_leaves_nothing_behind(folder: Path, proof: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        attachments.keep(folder, proof, progress=cancel)
    assert _kept(folder) == []


def test_what_is_not_a_file_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a file that can be attached"):
        attachments.keep(folder, tmp_path / "nowhere.pdf")
    with pytest.raises(StoreError, match="pack a folder"):
        attachments.keep(folder, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_does_not_hang(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="is not a file"):
        attachments.keep(folder, tmp_path / "pipe")


@pytest.mark.parametrize("name", ["", "../engagement.json", "a" * 63, "A" * 64, "a" * 64 + "\n", "/etc/passwd"])
def test_a_name_that_might_lead_elsewhere_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(StoreError, match="no SHA-256"):
        attachments.path_of(folder, name)
    assert "no SHA-256" in attachments.verify_one(folder, name)
