"""Files: the same data gives the same bytes, whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from reports.making import realistic, report
from reports.reading import quick_formats

from gapcheck.errors import GapcheckError, StoreError
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import newest
from gapcheck.reports.write import default_folder, write_report

_PROGRAM = """
import sys
from pathlib import Path
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.write import write_report
from reports.making import realistic, report
from reports.reading import quick_formats
for kind in KINDS:
    write_report(report(realistic()), kind, quick_formats(kind), Path(sys.argv[1]))
"""


def test_the_same_data_gives_the_same_bytes_in_another_process_and_folder(tmp_path: Path) -> None:
    here = tmp_path / "here"
    for kind in KINDS:
        write_report(report(realistic()), kind, quick_formats(kind), here)
    there = tmp_path / "there"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", _PROGRAM, str(there)], check=True, cwd=tmp_path, env=environment)
    assert len(list(here.iterdir())) == sum(len(quick_formats(kind)) for kind in KINDS)
    for path in here.iterdir():
        assert path.read_bytes() == (there / path.name).read_bytes()


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
    with pytest.raises(GapcheckError, match=r"'doc'.*Known formats: html"):
        write_report(report(realistic()), "gap", ["doc"], tmp_path)


def test_a_report_is_dated_by_its_newest_record() -> None:
    given = report(realistic())
    assert given.date == newest(given.material.records) == "2026-11-21T14:02:00+01:00"
    assert report(realistic(), date="2026-12-01").date == "2026-12-01"


def test_the_hash_follows_the_data_and_not_the_order() -> None:
    records = realistic()
    assert report(records).data_hash == report(records[:1] + records[:0:-1]).data_hash
    assert report(records).data_hash != report(records[:-1]).data_hash
