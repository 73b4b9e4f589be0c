"""Whether what was typed is safe stands on the screen: when it was saved, that it was not, and who else is writing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from building import WHO, Builder, answer, frozen
from textual.widgets import Input, TextArea

from gapcheck.engagement import Engagement
from gapcheck.records.answers import Answer, Note

from .driving import SMALL, closed, on_disk, played, seated

posix = pytest.mark.skipif(sys.platform == "win32", reason="no limits and no small file systems there")


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """While this lasts, the system refuses to let the journal grow by more than a few bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "journal.jsonl").stat().st_size + 9, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def long_engagement(build: Builder) -> Path:
    """An engagement with a journal longer than anything else that is written in a test."""
    return closed(build.engagement(answer("A.8.13-q1", "no", note="x" * 60_000)))


@played
async def test_the_time_of_the_last_save_is_shown(build: Builder) -> None:
    async with seated(closed(build.engagement()), SMALL) as seat:
        assert seat.status.endswith("all saved")
        await seat.press("4")
        assert seat.status.endswith("saved 09:00")
        assert not seat.within("#banner")


@posix
@played
async def test_a_failed_save_is_told_until_one_works(build: Builder) -> None:
    folder = long_engagement(build)
    async with seated(folder, SMALL) as seat:
        with no_room(folder):
            await seat.press("4")
        assert "NOT SAVED" in seat.status and "saved 0" not in seat.status
        assert "Nothing was saved" in seat.within("#banner") and "File too large" in seat.within("#banner")
        assert "✕" not in seat.within("#item"), "the answer does not look as if it had been taken"
        assert "├ · 4.1" in seat.text
        assert "4.1-q1" not in on_disk(folder).table(Answer)
        await seat.press("g")
        assert "NOT SAVED" in seat.status and "Nothing was saved" in seat.within("#banner")
        await seat.press("w", "4")
        assert seat.status.endswith("saved 09:00")
        assert not seat.within("#banner")
        assert on_disk(folder).table(Answer)["4.1-q1"].value == "no"


@posix
@played
async def test_what_was_typed_stays_until_it_is_safe(build: Builder) -> None:
    folder = long_engagement(build)
    async with seated(folder, SMALL) as seat:
        await seat.press("1")
        await seat.type("minutes of May")
        with no_room(folder):
            await seat.press("enter")
            assert seat.app.screen.query_one("#line-input", Input).value == "minutes of May"
            assert seat.focused == "line-input"
            assert "NOT SAVED" in seat.status
        await seat.press("enter")
        assert on_disk(folder).table(Answer)["4.1-q1"].note == "minutes of May"
        assert seat.status.endswith("saved 09:00")

        await seat.press("n")
        await seat.type("a long note")
        with no_room(folder):
            await seat.press("ctrl+s")
            assert "Nothing was saved" in seat.within("#form-error")
            assert seat.app.screen.query_one(TextArea).text == "a long note"
        await seat.press("ctrl+s")
        assert on_disk(folder).table(Note)["4.1"].text == "a long note"


@posix
@played
async def test_an_undo_that_cannot_be_saved_is_told_too(build: Builder) -> None:
    folder = long_engagement(build)
    async with seated(folder, SMALL) as seat:
        with no_room(folder):
            await seat.press("u")
            assert "NOT SAVED" in seat.status
            assert "A.8.13-q1" in on_disk(folder).table(Answer)
        await seat.press("u")
        assert "NOT SAVED" not in seat.status
        assert on_disk(folder).table(Answer) == {}


@posix
@played
async def test_a_disk_that_is_full(tmp_path: Path, build: Builder) -> None:
    at = tmp_path / "small"
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(at)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system may not be mounted here")
    try:
        build.folder = at
        folder = closed(build.engagement())
        async with seated(folder, SMALL) as seat:
            ballast = at / "ballast"
            with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
                while True:
                    file.write(b"x" * 4096)
            await seat.press("n")
            await seat.type("note " * 2000)
            await seat.press("ctrl+s")
            assert "No space left on device" in seat.within("#form-error")
            await seat.press("escape")
            assert "NOT SAVED" in seat.status and "No space left" in seat.within("#banner")
            ballast.unlink()
            await seat.press("n", "ctrl+s")
            assert seat.status.endswith("saved 09:00") and not seat.within("#banner")
            assert on_disk(folder).table(Note)["4.1"].text == "note " * 2000
    finally:
        build.close()
        subprocess.run(["umount", "-l", str(at)], check=True)


@played
async def test_a_database_that_lags_behind_is_told(build: Builder) -> None:
    folder = closed(build.engagement())
    async with seated(folder, SMALL) as seat:
        (folder / "engagement.json.tmp").mkdir()
        await seat.press("4")
        assert "safe in the journal" in seat.within("#banner")
        assert on_disk(folder).table(Answer)["4.1-q1"].value == "no"
        (folder / "engagement.json.tmp").rmdir()
        await seat.press("4")
        assert not seat.within("#banner")


@played
async def test_the_second_one_reads_and_is_told_who_writes(build: Builder) -> None:
    folder = closed(build.engagement(answer("4.1-q1", "no")))
    with Engagement.open(folder, who=WHO, clock=frozen):
        async with seated(folder, SMALL) as seat:
            assert seat.status.endswith("read only")
            assert "has it open for writing since" in seat.within("#banner")
            await seat.press("1")
            assert "has it open for writing since" in seat.said[-1]
            assert not seat.within("#line"), "no text is asked for that could not be kept"
            await seat.press("u")
            assert len(seat.said) == 2
            assert seat.status.endswith("read only")
            assert list(on_disk(folder).table(Answer)) == ["4.1-q1"]
