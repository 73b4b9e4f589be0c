"""Saving one answer in an engagement of 500 KB: `python -m tests.benchmarks.bench_saving [ROUNDS]`.

Side by side in one run, taking turns: ours (journal line, fsync, database replaced), stock TinyDB's `table.update`, and
what the disk itself needs for the same database (written, synced, renamed). Ours waits for the disk twice and stock
TinyDB once, so the ratio grows when other programs keep the disk busy.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
from tinydb import TinyDB

from gapcheck.changes.base import Held, encoded
from gapcheck.changes.entry import Entry, replaced_by, writes_of
from gapcheck.changes.history import Reverted
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.actions import Action
from gapcheck.records.answers import Answer, Assessment
from gapcheck.records.applicability import Applicability
from gapcheck.records.base import Record, Records
from gapcheck.records.evidence import Evidence, Link
from gapcheck.store.disk import write_whole
from gapcheck.store.folder import FolderStore
from tests.benchmarks.measuring import Figure, median, rounds_given, told
from tests.benchmarks.terminal import ROOT

ROUNDS = 200
ANSWERS = 585
NOTE = "We restore the main database in May and in November, and the last test (in Köln) took forty minutes; see DMS. "
AT, BY = "2026-11-21T09:00:00+01:00", "Anna Muster"
BAR = 0.25
WARM_UP = 5


def answer(number: int, text: str) -> Answer:
    return Answer(question=f"A.8.{number}-q1", value="yes_shown", note=text)


def all_records() -> list[Record]:
    """What an engagement may hold towards its end: many records of many kinds, most of them short."""
    return [
        *(answer(number, NOTE) for number in range(ANSWERS)),
        *(
            Assessment(item=f"A.8.{number}", documented="yes", implemented="partly", status="partial", rationale=NOTE)
            for number in range(123)
        ),
        *(
            Evidence(id=f"E-{number}", title="Restore test", reference="DMS-4711", version_date="2026-05-04",
                     source_role="IT operations", source_initials="KB", place="Berlin", what_it_shows=NOTE)
            for number in range(300)
        ),
        *(Link(evidence=f"E-{number % 300}", item=f"A.8.{number}", reason=NOTE[:60]) for number in range(600)),
        *(
            Applicability(control=f"A.8.{number}", applicable="yes", reasons_in=("risk", "contract"), reason_text=NOTE,
                          risk_refs=("R-1", "R-7"), how=NOTE, where_documented="DMS-12", owner="IT operations")
            for number in range(93)
        ),
        *(
            Action(id=f"A-{number}", items=(f"A.8.{number}",), text=NOTE, severity="minor", risk_level=12, effort="M",
                   days=3, owner_role="IT operations", due="2027-03-31", done_when=NOTE)
            for number in range(100)
        ),
    ]  # fmt: skip


class Ours:
    """An open engagement; the entry is made ready before the clock starts."""

    def __init__(self, folder: Path) -> None:
        source = folder.with_name("source")
        source.mkdir()
        (source / "questionnaire.yaml").touch()
        self.store = FolderStore.create(folder, source)
        self.records = Records()
        self.make_ready(*all_records())()

    def make_ready(self, *records: Record) -> Callable[[], None]:
        stamped = [msgspec.structs.replace(record, at=AT, by=BY) for record in records]
        held = tuple(Held(type(record).TABLE, record.key, encoded(record)) for record in stamped)
        change = Reverted(seq=1, direction="redo", restores=held)
        writes, after = writes_of((change,), self.records, cast(Questionnaire, None), at=AT, by=BY)
        replaced = replaced_by(writes, self.records)
        entry = Entry(seq=self.store.head + 1, at=AT, by=BY, changes=(change,), replaced=replaced)
        self.records = after
        return lambda: self.store.append(entry, writes)


def timed(save: Callable[[], object]) -> float:
    start = time.perf_counter()
    save()
    return (time.perf_counter() - start) * 1000


def times_of(below: Path, rounds: int) -> dict[str, list[float]]:
    """What each round took, in ms, by contestant."""
    ours = Ours(below / "ours")
    database = below / "ours" / "engagement.json"
    copy, raw = below / "stock.json", below / "raw.json"
    shutil.copyfile(database, copy)
    times: dict[str, list[float]] = {"ours": [], "stock": [], "disk": []}
    with TinyDB(copy, encoding="utf-8") as stock:
        table = stock.table(Answer.TABLE)
        for turn in range(rounds + WARM_UP):
            number = turn % ANSWERS
            text = NOTE + str(turn)
            ours_now = ours.make_ready(answer(number, text))
            data = database.read_bytes()
            taken = {
                "ours": timed(ours_now),
                "stock": timed(lambda n=number, t=text: table.update({"note": t}, doc_ids=[n + 1])),
                "disk": timed(lambda d=data: write_whole(raw, d)),
            }
            if turn >= WARM_UP:
                for name, took in taken.items():
                    times[name].append(took)
    ours.store.close()
    return times


def measure(rounds: int) -> list[Figure]:
    """The figures of some rounds, on the disk that holds the checkout."""
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=ROOT) as below:
        times = times_of(Path(below), rounds)
    ours, stock, disk = (median(times[name]) for name in ("ours", "stock", "disk"))
    return [
        Figure("stock TinyDB saves one answer at 500 KB", stock),
        Figure("the disk alone, the same bytes", disk),
        Figure("gapcheck saves one answer at 500 KB", ours),
        Figure("saving: times stock TinyDB's", ours / stock, "x", BAR),
    ]


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    return told(measure(rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
