"""Killed at any moment: every save that was acknowledged is there, and everything can be read."""

import random
import shutil
import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from gapcheck.records.answers import Note
from gapcheck.store.folder import FolderStore
from gapcheck.store.verify import verify

from .making import NO_QUESTIONNAIRE, Session, note
from .processes import other

TRIALS_EACH = 10


@pytest.fixture
def grown(tmp_path: Path, folder: Path) -> Path:
    """An engagement whose database takes a moment to write."""
    session = Session.open(folder)
    session.save(*(note(f"filler {number}", "text " * 200) for number in range(300)))
    session.close()
    return folder


@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_when_killed(grown: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged = 0
    for trial in range(TRIALS_EACH):
        folder = tmp_path / f"trial {trial}"
        shutil.copytree(grown, folder)
        acknowledged += _kill_and_check(folder, chance.uniform(0, 0.03))
    assert acknowledged >= TRIALS_EACH


def _kill_and_check(folder: Path, after: float) -> int:
    with other("save_for_ever", folder) as child:
        first = child.line()
        until = time.perf_counter() + after
        while time.perf_counter() < until:
            pass
        last = int([first, *child.kill()][-1])

    with TinyDB(folder / "engagement.json", access_mode="r", encoding="utf-8") as stock:
        assert len(stock.table("notes").all()) >= 300
    again = Session.open(folder)
    assert not again.store.read_only
    assert again.store.head >= last
    notes = again.records.table(Note)
    for entry in again.store.entries(after=1):
        key = entry.changes[0].restores[0].key  # type: ignore[union-attr]
        assert int(notes[key].text.split()[0]) >= entry.seq
    again.save(note("4.1", "work goes on"))
    again.close()
    assert verify(folder, lambda _: NO_QUESTIONNAIRE).problems == ()
    return last - 1


@pytest.mark.parametrize("left", ["engagement.json.tmp", "evidence/.5.tmp"])
def test_what_a_crash_left_unfinished_is_cleared(folder: Path, left: str) -> None:
    (folder / left).write_bytes(b"half of it")
    session = Session.open(folder)
    session.save(note("4.1", "one"))
    session.close()
    assert not (folder / left).exists()
    with FolderStore.open(folder) as store:
        assert store.load().records == session.records
