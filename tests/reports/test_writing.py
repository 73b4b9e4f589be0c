"""Files: the same data gives the same bytes, whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reports.making import realistic, report
from reports.reading import read
from reports.saying import unsaid

from gapcheck.demo.make import make_demo
from gapcheck.engagement import Engagement
from gapcheck.errors import GapcheckError, StoreError
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput, newest
from gapcheck.reports.write import default_folder, write_report

SMALL = ("questions", "boss", "readiness", "soa_customer", "audit_plan")
"""A letter, a page, reports upright and on their side: enough to know that a writer does the same again."""
_PROGRAM = """
import sys
from pathlib import Path
from gapcheck.engagement import Engagement
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report
from reports.test_writing import again
with Engagement.open(Path(sys.argv[1]), who="Ben", read_only=True) as engagement:
    given = ReportInput.of(engagement)
for kind, formats in reversed(again().items()):
    write_report(given, kind, formats, Path(sys.argv[2]))
"""


def again() -> dict[str, list[str]]:
    """The kinds with the formats that they are written in a second time."""
    return {kind: [f for f in formats_of(kind) if kind in SMALL or f not in ("docx", "xlsx", "pdf")] for kind in KINDS}


def test_the_demo_is_all_there_in_every_kind_and_format_and_the_same_in_another_process_and_folder(
    tmp_path: Path,
) -> None:
    make_demo(tmp_path / "demo")
    moved, here, there = tmp_path / "another" / "place", tmp_path / "here", tmp_path / "there"
    shutil.copytree(tmp_path / "demo", moved)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _PROGRAM, str(moved), str(there)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment) as other:
        with Engagement.open(tmp_path / "demo", who="Anna", read_only=True) as engagement:
            given = ReportInput.of(engagement)
        unsaid_in = {}
        for kind in KINDS:
            names = formats_of(kind)
            for name, path in zip(names, write_report(given, kind, names, here), strict=True):
                raw = path.read_bytes()
                unsaid_in[path.name] = unsaid(KINDS[kind], given, name, raw, read(name, raw))
        assert {name: lacking for name, lacking in unsaid_in.items() if lacking} == {}
    assert other.returncode == 0
    assert len(list(there.iterdir())) == sum(map(len, again().values()))
    assert [path.name for path in there.iterdir() if path.read_bytes() != (here / path.name).read_bytes()] == []


def test_a_folder_gets_one_file_per_format(tmp_path: Path) -> None:
    made = write_report(report(realistic()), "gap", ["html", "markdown", "html"], tmp_path / "a" / "b")
    assert [path.relative_to(tmp_path).as_posix() for path in made] == ["a/b/gap.html", "a/b/gap.md"]
    assert not list(tmp_path.rglob("*.tmp"))


def test_one_format_may_name_its_file(tmp_path: Path) -> None:
    assert write_report(report(realistic()), "soa", ["csv"], tmp_path / "mine.csv") == [tmp_path / "mine.csv"]
    assert write_report(report(realistic()), "soa", ["csv"], tmp_path / "v1.2") == [tmp_path / "v1.2" / "soa.csv"]
    assert default_folder(tmp_path) == tmp_path / "reports"


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(StoreError, match=r"cannot be written to .*Choose another place"):
        write_report(report(realistic()), "gap", ["html"], tmp_path / "file" / "below")
    with pytest.raises(GapcheckError, match="Known: gap, readiness"):
        write_report(report(realistic()), "gaps", ["html"], tmp_path)
    with pytest.raises(GapcheckError, match=r"'doc'.*Known formats: md, html"):
        write_report(report(realistic()), "gap", ["doc"], tmp_path)


def test_a_report_is_dated_by_its_newest_record() -> None:
    given = report(realistic())
    assert given.date == newest(given.material.records) == "2026-11-21T14:02:00+01:00"
    assert report(realistic(), date="2026-12-01").date == "2026-12-01"


def test_the_hash_follows_the_data_and_not_the_order() -> None:
    records = realistic()
    assert report(records).data_hash == report(records[:1] + records[:0:-1]).data_hash
    assert report(records).data_hash != report(records[:-1]).data_hash
