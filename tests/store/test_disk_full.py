"""No room left: the old state stays, the sentence says so, and the next save works once there is room."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapcheck.errors import StoreError
from gapcheck.store import attachments, disk
from gapcheck.store.folder import FolderStore

from .making import Session, contents, note
from .processes import other

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="neither small file systems nor limits there")


@pytest.fixture
def small(tmp_path: Path, source: Path) -> Iterator[Path]:
    """An engagement on a file system of one megabyte."""
    at = tmp_path / "small"
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(at)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system may not be mounted here")
    try:
        FolderStore.create(at / "acme", source).close()
        yield at / "acme"
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def _fill(folder: Path, leaving: int = 0) -> Path:
    """Take all room but some pages of 4 KiB."""
    ballast = folder.parent / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC
        file.truncate(max(file.tell() - leaving * 4096, 0))
    return ballast


def test_a_full_disk_keeps_the_old_state(small: Path) -> None:
    session = Session.open(small)
    session.save(note("4.1", "before"))
    ballast = _fill(small)
    before = contents(small)
    with pytest.raises(StoreError, match=r"Nothing was saved, .*journal\.jsonl .*No space left on device.* try again"):
        session.save(note("4.1", "x" * 100_000))
    assert contents(small) == before

    ballast.unlink()
    session.save(note("4.1", "after"))
    session.close()
    again = Session.open(small)
    again.close()
    assert (again.store.head, again.text("4.1"), again.replayed) == (2, "after", 0)


def test_room_for_the_journal_only_is_enough(small: Path) -> None:
    session = Session.open(small)
    session.save(*(note(f"filler {number}", "x" * 1000) for number in range(100)))
    ballast = _fill(small, leaving=5)
    session.save(note("4.1", "safe"))
    session.save(note("4.2", "safe too"))
    assert "safe in the journal" in session.store.database_behind
    assert "No space left on device" in session.store.database_behind

    copied = Session.open(small, read_only=True)
    copied.close()
    assert (copied.replayed, copied.records) == (2, session.records)
    ballast.unlink()
    session.save(note("4.3", "with room"))
    assert session.store.database_behind == ""
    session.close()
    again = Session.open(small)
    again.close()
    assert (again.replayed, again.records) == (0, session.records)


def test_closing_tries_once_more(small: Path) -> None:
    session = Session.open(small)
    session.save(*(note(f"filler {number}", "x" * 1000) for number in range(100)))
    ballast = _fill(small, leaving=5)
    session.save(note("4.1", "safe"))
    ballast.unlink()
    session.close()
    again = Session.open(small)
    again.close()
    assert (again.replayed, again.text("4.1")) == (0, "safe")


def test_opening_on_a_full_disk_shows_everything(small: Path) -> None:
    session = Session.open(small)
    session.save(*(note(f"filler {number}", "x" * 1000) for number in range(100)))
    session.close()
    (small / "engagement.json").unlink()
    _fill(small)
    again = Session.open(small)
    assert again.records == session.records
    assert "No space left on device" in again.store.database_behind
    again.close()


def test_a_torn_end_stays_when_it_cannot_be_kept_aside(small: Path) -> None:
    session = Session.open(small)
    session.save(note("4.1", "one"))
    session.close()
    with (small / "journal.jsonl").open("ab") as journal:
        journal.write(b"torn " * 3000)
    _fill(small)
    before = (small / "journal.jsonl").read_bytes()
    again = Session.open(small)
    again.close()
    assert again.text("4.1") == "one"
    assert again.store.read_only
    assert "No space left on device" in again.store.holder
    assert (small / "journal.jsonl").read_bytes() == before


def test_an_attachment_without_room_leaves_nothing_behind(small: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(b"x" * 2_000_000)
    with pytest.raises(StoreError, match=r"big\.bin could not be attached: No space left on device"):
        attachments.keep(small, big)
    assert list((small / "evidence").iterdir()) == []


def test_an_engagement_without_room_is_not_half_made(small: Path, source: Path) -> None:
    (source / "big.yaml").write_bytes(b"x" * 2_000_000)
    with pytest.raises(StoreError, match=r"could not be made in .*: No space left on device"):
        FolderStore.create(small.parent / "second", source)
    assert not (small.parent / "second").exists()


def test_a_disk_that_may_only_be_read_is_opened_for_reading(small: Path) -> None:
    session = Session.open(small)
    session.save(note("4.1", "one"))
    session.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small.parent)], check=True)
    again = Session.open(small)
    again.close()
    assert (again.store.read_only, again.store.holder) == (True, "The folder cannot be written to.")
    assert again.text("4.1") == "one"


def test_a_line_that_does_not_fit_is_taken_back(folder: Path) -> None:
    session = Session.open(folder)
    session.save(note("4.1", "before"))
    session.close()
    limit = (folder / "journal.jsonl").stat().st_size + 1000
    with other("save_below_a_limit", folder, limit) as child:
        refused, behind, number, still_behind = child.finish()
    assert refused.startswith("Nothing was saved") and "File too large" in refused
    assert (behind, number, still_behind) == ("", "2", "")
    again = Session.open(folder)
    again.close()
    assert (again.store.head, again.replayed, again.store.mended) == (2, 0, "")
    assert again.text("4.1") == "before"


def test_a_database_that_cannot_be_written_is_caught_up(folder: Path) -> None:
    session = Session.open(folder)
    session.save(note("4.1", "one"))
    in_the_way = folder / "engagement.json.tmp"
    in_the_way.mkdir()
    session.save(note("4.1", "two"))
    assert "safe in the journal, but engagement.json could not" in session.store.database_behind
    assert session.store.load().records == session.records

    reader = Session.open(folder, read_only=True)
    reader.close()
    assert (reader.replayed, reader.records) == (1, session.records)
    in_the_way.rmdir()
    session.save(note("4.2", "three"))
    assert session.store.database_behind == ""
    session.close()
    again = Session.open(folder)
    again.close()
    assert (again.replayed, again.records) == (0, session.records)


def test_a_target_that_somebody_has_open_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_bytes(b"new")
    old.write_bytes(b"old")
    refusals = iter([PermissionError(errno.EACCES, "in use")] * 2)
    really = Path.replace

    def replace(self: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return really(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    disk.replace(new, old, pauses=(0, 0, 0))
    assert old.read_bytes() == b"new"
