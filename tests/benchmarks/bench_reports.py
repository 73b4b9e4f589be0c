"""The reports of a full engagement: `python -m tests.benchmarks.bench_reports [ROUNDS]`.

Every question of the shipped questionnaire is answered with a note, every item is decided on; there are 200 pieces of
evidence with their links, 40 findings, 60 actions and a decision on each control. "The whole set" can be read in more
than one way, and each is measured against the bar: every kind as a Word file, every kind in every format that it can be
written in, and the same without PDF, which takes most of the time: its pages go by the hundred through typst. Each
round begins with records only: no result is kept from the round before, but the program stays warm; what one report
costs with the start of the program is a figure of its own. Beside it, in the same run and taking turns, LibreOffice
converts the Word file of the gap report to PDF; where there is no `soffice`, its figures are left out.
"""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import get_args

from gapcheck.analysis.material import Material
from gapcheck.changes.base import Change
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.model import Item, Questionnaire
from gapcheck.records.vocabulary import AnswerValue, FindingType
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report
from tests import building
from tests.benchmarks.measuring import ORGANIZATION, Figure, median, rounds_given, told
from tests.benchmarks.terminal import environment, gapcheck

ROUNDS = 5
BAR = 3000.0
EVIDENCE, FINDINGS, ACTIONS = 200, 40, 60
VALUES: tuple[AnswerValue, ...] = get_args(AnswerValue)
GRADES: tuple[FindingType, ...] = ("major", "minor", "nonconformity", "ofi", "strength")
NOTES = (
    "Restored in May and in November; the last test (in Köln) took forty minutes, see DMS-4711.",
    "The team lead says it is done every quarter, but there is a record for two of the last four only. Asked for the "
    "minutes of June; they are kept in the old wiki and come by Friday.",
    "Seen on screen: 3 of 25 leavers still had an account of the ticket system after thirty days (list drawn on site, "
    "every fourth name). IT operations closed them at once; why the checklist did not catch them is not known yet.",
    "As in the procedure.",
)
RATIONALE = (
    "The procedure covers it and three samples followed it; what is missing is the review that the procedure itself "
    "asks for once a year. The owner knows and has a date."
)
SHOWS = "Dated, approved by the managing director, and the register it names was kept up to the week of the visit."


def changes(questionnaire: Questionnaire) -> Iterator[Change]:
    """What fills an engagement, in an order that its rules allow."""
    items = questionnaire.items
    for number, item in enumerate(items):
        yield from _answers(item, number)
        status = "does_not_conform" if number % 11 == 0 else "partial" if number % 6 == 0 else "conforms"
        yield building.assess(item.id, status, rationale=RATIONALE)
        if item.kind == "control":
            how, why = NOTES[number % 4], "no development of our own, and none is planned"
            yield building.exclude(item.id, why) if number % 15 == 0 else building.include(item.id, how=how)
    for number in range(EVIDENCE):
        near = (items[(number * 7 + step) % len(items)].id for step in range(1 + number % 3))
        yield building.evidence(
            f"E-{number + 1}", *near, effect="contradicts" if number % 9 == 0 else "supports",
            title=f"Minutes and records {number + 1}", reference=f"DMS-{4000 + number}", version_date="2026-05-04",
            source_role="IT operations", source_initials="KB", place="Berlin", classification="internal",
            what_it_shows=f"{SHOWS} {NOTES[number % 4]}", period_from="2026-04-01", period_to="2026-09-30",
        )  # fmt: skip
    for number in range(FINDINGS):
        yield building.finding(
            f"F-{number + 1}", GRADES[number % len(GRADES)], items[number * 3 % len(items)].id, title=NOTES[3],
            requirement="Rights are taken back when somebody leaves or changes duties.", nature=NOTES[2],
            evidence=(f"E-{number + 1}", f"E-{number + 41}"), process="Joiners and leavers", effect_text=NOTES[1],
            root_causes=("The checklist is filled in by the team, and nobody compares it with the directory.",),
            correction="The accounts were closed on the day.", due_done="2027-02-28",
            corrective_actions=("Compare the directory with the list of staff every month.",),
        )  # fmt: skip
    for number in range(ACTIONS):
        yield building.action(
            f"B-{number + 1}", items[number * 2].id, items[number * 2 + 1].id, text=NOTES[number % 4], due="2027-01-31",
            done_when=SHOWS, owner_role="IT operations", days=1.0 + number % 5,
        )  # fmt: skip


def _answers(item: Item, number: int) -> Iterator[Change]:
    for place, question in enumerate(item.questions):
        # mostly good, as engagements are, with every other answer in between
        value = "yes_shown" if (number + place) % 3 else VALUES[(number * 7 + place) % len(VALUES)]
        yield building.answer(question.id, value, note=NOTES[(number + place) % 4])


class Set:
    """The reports of one engagement, written from nothing but its records."""

    def __init__(self, made: Engagement, out: Path) -> None:
        self.made, self.out = made, out

    def fresh(self) -> ReportInput:
        """The engagement with nothing computed yet."""
        return ReportInput(Material(self.made.questionnaire, self.made.records), seq=1, folder=self.made.store.folder)

    def write(self, formats: Callable[[str], list[str]]) -> None:
        """Every kind in some formats, from one moment of the engagement."""
        report = self.fresh()
        for kind in KINDS:
            write_report(report, kind, formats(kind), self.out)

    def cells(self) -> dict[tuple[str, str], float]:
        """What each kind takes in each format alone, in ms; the results are there already."""
        report, found = self.fresh(), {}
        write_report(report, "gap", ["json"], self.out)
        for kind in KINDS:
            for name in formats_of(kind):
                found[kind, name] = timed(partial(write_report, report, kind, [name], self.out))
        return found


def timed(run: Callable[[], object]) -> float:
    """How long it takes, in ms."""
    gc.collect()
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def grid(times: dict[tuple[str, str], list[float]]) -> str:
    """Milliseconds by kind and format, the medians, with sums."""
    lines = [f"{'ms':<18}" + "".join(f"{name:>8}" for name in FORMATS) + f"{'all':>9}"]
    cells = {place: median(taken) for place, taken in times.items()}
    for kind in (*KINDS, "all"):
        row = {name: [ms for (k, f), ms in cells.items() if f == name and kind in (k, "all")] for name in FORMATS}
        shown = "".join(f"{sum(found):>8.1f}" if found else f"{'':>8}" for found in row.values())
        lines.append(f"{kind:<18}{shown}{sum(map(sum, row.values())):>9.1f}")
    return "\n".join(lines)


def measure(rounds: int) -> list[Figure]:
    """The figures of some rounds; prints what each kind takes in each format."""
    with tempfile.TemporaryDirectory(prefix="gapcheck-bench-") as below:
        home = Path(below)
        os.environ["GAPCHECK_HOME"] = below
        folder = home / "full"
        with Engagement.create(folder, title="Gap analysis", organization=ORGANIZATION, type="gap_analysis",
                               who="Anna Berg", clock=building.frozen) as made:  # fmt: skip
            made.do(*changes(made.questionnaire))
            whole = Set(made, home / "out")
            return figures(*_times(whole, _office(home), _command(folder, home), rounds))


def _times(
    whole: Set, office: Callable[[], object] | None, command: Callable[[], object], rounds: int
) -> tuple[dict[str, list[float]], dict[tuple[str, str], list[float]]]:
    contestants: dict[str, Callable[[], object]] = {
        "word": lambda: whole.write(lambda kind: ["docx"]),
        "unprinted": lambda: whole.write(lambda kind: [name for name in formats_of(kind) if name != "pdf"]),
        "every": lambda: whole.write(formats_of),
        "command": command,
        **({"office": office} if office else {}),
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    cells: dict[tuple[str, str], list[float]] = {}
    for turn in range(rounds + 1):
        taken = {name: timed(run) for name, run in contestants.items()}
        alone = whole.cells()
        if turn:
            for name, took in taken.items():
                times[name].append(took)
            for place, took in alone.items():
                cells.setdefault(place, []).append(took)
    return times, cells


def _command(folder: Path, home: Path) -> Callable[[], object]:
    command = gapcheck("report", str(folder), "--kind", "gap", "--format", "docx", "--out", str(home / "command"))
    return lambda: subprocess.run(command, env=environment(home), check=True, capture_output=True)


def _office(home: Path) -> Callable[[], object] | None:
    """LibreOffice as a process with a profile of its own, as it runs for a person; None without it."""
    program = shutil.which("soffice")
    if program is None:
        return None
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(home), str(home / "out/gap.docx")]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def figures(times: dict[str, list[float]], cells: dict[tuple[str, str], list[float]]) -> list[Figure]:
    """The summary, after the table of kinds and formats."""
    print(grid(cells))
    word, unprinted, every, command = (median(times[name]) for name in ("word", "unprinted", "every", "command"))
    files = len(cells)
    found = [
        Figure("`gapcheck report`: the gap report in Word, with start", command),
        Figure(f"whole set: {len(KINDS)} kinds in Word", word, bar=BAR),
        Figure("the same in the best round", min(times["word"])),
        Figure(f"whole set: {len(KINDS)} kinds in every format but PDF", unprinted, bar=BAR),
        Figure("the same in the best round", min(times["unprinted"])),
        Figure(f"whole set: {len(KINDS)} kinds in every format, {files} files", every, bar=BAR),
        Figure("the same in the best round", min(times["every"])),
    ]
    if "office" not in times:
        print("LibreOffice (soffice) is not installed: nothing to compare with.")
        return found
    office = median(times["office"])
    return [
        Figure("LibreOffice: the Word file of the gap report to PDF", office),
        *found,
        Figure("whole set in Word: times LibreOffice's one file", word / office, "x"),
        Figure("whole set but PDF: times LibreOffice's one file", unprinted / office, "x"),
        Figure("whole set in every format: times that", every / office, "x"),
    ]


def main() -> int:
    """Measure, print, and say whether the bar was met."""
    return told(measure(rounds_given(ROUNDS)))


if __name__ == "__main__":
    sys.exit(main())
