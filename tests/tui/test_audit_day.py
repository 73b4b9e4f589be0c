"""A whole audit day through the app, with two crashes: all that was said to be safe is in the draft report."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from building import WHO, Builder
from reports.reading import Page, markdown_text, seen, squeezed

from gapcheck.engagement import Engagement
from gapcheck.errors import Refusal
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.notes import QuickNote
from gapcheck.reports.source import ReportInput
from gapcheck.store.verify import verify

from .audit_day import FINDINGS, NOTES, PIECES, PROOF, VIDEO, Day, Watch, quicker
from .audit_day_afternoon import afternoon
from .driving import SMALL, closed, played, seated

ROOT = Path(__file__).parents[2]


def until_killed(part: str, folder: Path, files: Path) -> list[str]:
    """Do a part of the day in another process, which ends by SIGKILL; what it had safe."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.audit_day_child", part, str(folder), str(files)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def all_text(folder: Path) -> str:
    """The database as one text."""
    return (folder / "engagement.json").read_text(encoding="utf-8")


def assert_whole(folder: Path, told: list[str]) -> None:
    """What is there after a crash: everything that was safe, and nothing half-written."""
    with Engagement.open(folder, who=WHO) as again:
        assert not again.read_only
        stored = "\n".join(map(str, (r for t in again.records.tables().values() for r in t.values())))
        missing = [text for text in told if repr(text)[1:-1] not in stored]
        assert not missing, missing
        kept = {piece.attachment for piece in again.records.table(Evidence).values() if piece.attachment}
        there = {path.name for path in (folder / "evidence").iterdir()} if (folder / "evidence").exists() else set()
        assert there == kept, "half a file is no file"
        pinned = again.questionnaire
    assert not list(folder.glob("*.tmp"))
    assert verify(folder, lambda _: pinned).problems == ()


@played
async def test_a_whole_day_with_two_crashes_ends_in_a_draft_with_every_word(
    build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quicker(monkeypatch.setattr)
    (tmp_path / PROOF).write_bytes(b"09:02;door 4;ih\n" * 1000)
    with (tmp_path / VIDEO).open("wb") as video:
        video.truncate(400_000_000)  # a hole: long to copy, quick to make
    folder = closed(build.engagement(type="internal_audit"))

    told = until_killed("morning", folder, tmp_path)
    assert_whole(folder, told)
    told += until_killed("noon", folder, tmp_path)
    assert_whole(folder, told)

    watch = Watch("13:20")
    async with seated(folder, SMALL, watch) as seat:
        day = Day(seat, watch, told.append)
        files = await afternoon(day)
        counts = [len(day.records.table(kind)) for kind in (QuickNote, Evidence, Finding)]
        assert counts[0] >= NOTES and counts[1:] == [PIECES, FINDINGS]
        waiting = [note.id for note in day.records.table(QuickNote).values() if note.is_open]
        assert f"{len(waiting)} notes" in seat.status
        with pytest.raises(Refusal, match="cannot be final") as refused:
            ReportInput.of(day.session.engagement, final=True)
    sentence = str(refused.value)
    for what in (waiting[0], waiting[-1], "T-002", "S-001", "P-002", "items not decided"):
        assert what in sentence, what

    markdown, html = (path.read_text(encoding="utf-8") for path in files)
    for draft in (squeezed(markdown_text(markdown)), squeezed("".join(Page(html).text))):
        missing = [text for text in told if seen(text) not in draft]
        assert not missing, missing
        assert squeezed("Draft") in draft
