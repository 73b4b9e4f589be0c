"""Two people, one engagement: one writes, the other reads and is told who writes."""

import getpass
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapcheck.errors import ReadOnlyError
from gapcheck.store.folder import FolderStore
from gapcheck.store.verify import verify

from .making import NO_QUESTIONNAIRE, Session, note
from .processes import Other, other


@pytest.fixture
def holder(folder: Path) -> Iterator[Other]:
    """Another process that has it open for writing."""
    with other("hold", folder) as process:
        assert process.line() == "False "
        yield process


def test_the_second_one_reads_and_is_told_who_writes(folder: Path, holder: Other) -> None:
    second = Session.open(folder)
    assert second.store.read_only
    told = second.store.holder
    assert told.startswith(f"{getpass.getuser()} on {socket.gethostname()} has it open for writing since 20")
    assert f"process {holder.pid}" in told
    with pytest.raises(ReadOnlyError, match=f"process {holder.pid}"):
        second.save(note("4.1", "one"))
    second.close()


def test_the_next_one_writes_when_the_holder_was_killed(folder: Path, holder: Other) -> None:
    holder.kill()
    session = Session.open(folder)
    session.save(note("4.1", "one"))
    session.close()
    assert session.store.head == 1
    assert not (folder / ".lock-owner.json").exists()


def test_the_next_one_writes_when_the_holder_has_closed(folder: Path, holder: Other) -> None:
    holder.finish()
    with FolderStore.open(folder) as store:
        assert (store.read_only, store.holder) == (False, "")


def test_a_reader_leaves_the_note_of_the_writer_alone(folder: Path) -> None:
    with FolderStore.open(folder) as writer:
        FolderStore.open(folder).close()
        FolderStore.open(folder, read_only=True).close()
        with FolderStore.open(folder) as third:
            assert f"process {os.getpid()}" in third.holder
        assert not writer.read_only


@pytest.mark.parametrize("note_of_owner", [None, b"", b"{}", b'{"user": 5}', b"\xff"])
def test_a_holder_without_a_readable_name_is_still_a_holder(folder: Path, note_of_owner: bytes | None) -> None:
    with FolderStore.open(folder):
        (folder / ".lock-owner.json").unlink()
        if note_of_owner is not None:
            (folder / ".lock-owner.json").write_bytes(note_of_owner)
        with FolderStore.open(folder) as second:
            assert second.read_only
            assert second.holder == "Another program has it open for writing."


def test_two_writers_never_mix(folder: Path) -> None:
    with other("compete", folder, 25) as one, other("compete", folder, 25) as two:
        acknowledged = [int(line) for writer in (one, two) for line in writer.finish()]
    assert sorted(acknowledged) == list(range(1, 51))
    assert verify(folder, lambda _: NO_QUESTIONNAIRE).problems == ()


def test_reading_while_somebody_writes(folder: Path) -> None:
    heads = []
    with other("save_for_ever", folder) as writer:
        for _ in range(20):
            writer.line()
            reader = Session.open(folder, read_only=True)
            assert len(reader.store.entries()) == reader.store.head
            heads.append(reader.store.head)
            reader.close()
            assert verify(folder, lambda _: NO_QUESTIONNAIRE).problems == ()
    assert heads == sorted(heads)
    assert heads[-1] > heads[0]
