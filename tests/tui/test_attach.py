"""Attaching files to evidence: copied in while one goes on, referred to, refused, stopped, verified."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import Builder, evidence

from gapcheck.engagement import Engagement
from gapcheck.records.evidence import Evidence
from gapcheck.store import attachments
from gapcheck.tui.attaching import Copy

from .driving import SMALL, WIDE, Seat, closed, on_disk, played, seated

MB = 1_000_000


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """5 MB under a name that no shell and no markup likes."""
    path = tmp_path / "Prüfung [bold] 'Mai' 2026.pdf"
    path.write_bytes(os.urandom(1000) * 5000)
    return path


@pytest.fixture
def engagement(build: Builder) -> Engagement:
    return build.engagement(evidence("E-001", "4.1", title="Restore test"), evidence("E-002", "4.2"))


def kept(folder: Path) -> list[str]:
    where = folder / "evidence"
    return sorted(path.name for path in where.iterdir()) if where.exists() else []


def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let copies wait after their first portion until the returned function is called, as a slow disk would."""
    gate = threading.Event()
    went_on = Copy._went_on

    def wait(copy: Copy, done: int, total: int) -> None:
        went_on(copy, done, total)
        while not gate.is_set() and not copy._stop.is_set():
            gate.wait(0.01)
        went_on(copy, done, total)

    monkeypatch.setattr(Copy, "_went_on", wait)
    return gate.set


async def until(seat: Seat, done: Callable[[], Any]) -> None:
    for _ in range(400):
        if done():
            return
        await seat._pilot.pause(0.005)
    raise AssertionError(f"it did not come:\n{seat.text}")


@played
async def test_a_file_that_is_dragged_here_is_copied_and_verified(engagement: Engagement, proof: Path) -> None:
    folder, digest = closed(engagement), hashlib.sha256(proof.read_bytes()).hexdigest()
    async with seated(folder, WIDE) as seat:
        await seat.press("o", "e", "A", "ctrl+s")
        assert "Name a file" in seat.within("#form-error")
        await seat.type(str(folder))
        assert "is a folder" in seat.within("#attach-told")
        await seat.press("ctrl+s")
        assert "pack the folder into one" in seat.within("#form-error")
        await seat.press("ctrl+u")
        await seat.type(str(folder / "nowhere.pdf"))
        await seat.press("ctrl+s")
        assert "There is no file" in seat.within("#form-error") and kept(folder) == []
        await seat.press("ctrl+u")
        quoted = str(proof).replace("'", r"\'").replace(" ", r"\ ").replace("[", r"\[").replace("]", r"\]")
        await seat.type(quoted)
        assert f"{proof.name} · 5.0 MB" in seat.within("#attach-told")
        await seat.press("ctrl+s")
        await until(seat, lambda: "lies at" in seat.within("#attach-told"))
        told = seat.within("#attach-told").replace(" ", "")
        assert digest in told and "5.0MB(5,000,000bytes)" in told
        await seat.press("escape")
        piece = on_disk(folder).table(Evidence)["E-001"]
        assert (piece.attachment, piece.attachment_name, piece.attachment_size) == (digest, proof.name, 5 * MB)
        assert kept(folder) == [digest]
        assert seat.said[-1] == f"E-001: {proof.name} is attached, 5.0 MB."

        await seat.press("v")
        await until(seat, lambda: "Whole: it is as it was" in seat.text)
        assert f"{folder}/evidence/{digest}" in seat.within("#attached-facts").replace(" ", "")
        attachments.path_of(folder, digest).write_bytes(b"altered")
        await seat.press("v")
        await until(seat, lambda: "was altered" in seat.text)
        await seat.press("x", "v")
        assert seat.said[-1] == "E-001 has no file; A attaches one."
        await seat.press("u", "w")
        assert f"+ {proof.name}, 5.0 MB" in seat.within("#evidence")


@played
async def test_from_the_form_only_the_path_is_kept_as_a_reference(engagement: Engagement, proof: Path) -> None:
    folder = closed(engagement)
    async with seated(folder, SMALL) as seat:
        await seat.press("e", "ctrl+o")
        assert "needs a title" in seat.within("#form-error")
        await seat.type("Log of May")
        await seat.press("ctrl+o")
        assert seat.dialog == "AttachDialog" and "To E-003 Log of May" in seat.text
        await seat.type(f"'{proof}'")
        await seat.press("escape")
        await seat.press("o", "e", "end", "A")
        assert "Your draft is back." in seat.text
        await seat.press("tab", "2", "ctrl+s")
        assert seat.dialog == "RegisterScreen"
        assert on_disk(folder).table(Evidence)["E-003"].reference == str(proof)
        assert kept(folder) == []


@played
async def test_one_goes_on_working_while_a_file_is_copied(
    engagement: Engagement, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, go_on = closed(engagement), held(monkeypatch)
    async with seated(folder) as seat:
        await seat.press("o", "e", "A")
        await seat.type(str(proof))
        await seat._pilot.press("ctrl+s")
        await until(seat, lambda: "Stop copying (x)" in seat.text and "of 5.0 MB" in seat.text)
        await seat._pilot.press("escape", "n")
        await until(seat, lambda: seat.dialog == "FormDialog")
        await seat._pilot.press(*"typed", "ctrl+s")
        await until(seat, lambda: "copying " in seat.text)
        assert on_disk(folder).table(Evidence)["E-003"].title == "typed"
        assert on_disk(folder).table(Evidence)["E-001"].attachment == ""
        seat.app.session.copies.start(seat.app, "E-002", proof)  # type: ignore[union-attr]
        await seat._pilot.press("home", "down", "x")
        assert "E-002" not in on_disk(folder).table(Evidence)
        go_on()
        await until(seat, lambda: not seat.app.session.copies.running and len(seat.said) >= 3)  # type: ignore[union-attr]
        assert any("E-001: Prüfung" in said for said in seat.said)
        assert any("E-002 was removed while" in said for said in seat.said), "it does not come back"
        records = on_disk(folder).table(Evidence)
        assert records["E-001"].attachment_size == 5 * MB and "E-002" not in records


@played
async def test_a_copy_that_is_stopped_or_fails_leaves_nothing(
    engagement: Engagement, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = closed(engagement)
    held(monkeypatch)
    async with seated(folder) as seat:
        await seat.press("o", "e", "A")
        await seat.type(str(proof))
        await seat._pilot.press("ctrl+s")
        await until(seat, lambda: "Stop copying (x)" in seat.text)
        assert len(kept(folder)) == 1, "half of it is there under a name of its own"
        await seat._pilot.press("x")
        await until(seat, lambda: "was stopped; nothing was kept of it." in seat.within("#attach-told"))
        assert kept(folder) == []
        assert on_disk(folder).table(Evidence)["E-001"].attachment == ""

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(attachments, "write_all", full)
        await seat.press("escape", "A")
        await seat.type(str(proof))
        await seat._pilot.press("ctrl+s")
        await until(seat, lambda: "could not be attached" in seat.text)
        assert "nothing was kept of it" in " ".join(seat.said[-1].split())
        assert kept(folder) == []


@played
async def test_quitting_meanwhile_leaves_nothing_half_written_and_keeps_the_path(
    engagement: Engagement, proof: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = closed(engagement)
    held(monkeypatch)
    async with seated(folder) as seat:
        await seat.press("o", "e", "A")
        await seat.type(str(proof))
        await seat._pilot.press("ctrl+s")
        await until(seat, lambda: "Stop copying (x)" in seat.text)
        assert len(kept(folder)) == 1
    assert kept(folder) == []
    assert on_disk(folder).table(Evidence)["E-001"].attachment == ""
    with Engagement.open(folder, who="x") as again:
        assert again.drafts["attach E-001"]["path"] == str(proof)
