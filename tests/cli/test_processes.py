"""What only a process can show: exit statuses, streams, imports, other processes, pipes and old terminals."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from building import Builder, answer

from .processes import ROOT, gapcheck

SEEN = "import sys\nfrom gapcheck.cli.main import run\ntry:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\nprint('imported', *sorted(sys.modules), file=sys.stderr)"  # noqa: E501


def test_from_nothing_to_a_result(home: Path) -> None:
    folder = home / "acme"
    made = gapcheck("new", folder, "--title", "T", "--organization", "Acme", "--type", "gap_analysis")
    assert (made.returncode, made.stderr) == (0, "")
    changes = home / "changes.yaml"
    changes.write_text("- answer: {question: 4.3-q1, value: no}\n", encoding="utf-8")
    applied = gapcheck("apply", folder, changes)
    assert (applied.returncode, applied.stdout) == (0, f"Recorded 1 change in {folder}.\n")
    shown = gapcheck("gap", folder, "--json")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["engagement"]["organization"] == "Acme"


def test_a_mistake_is_one_sentence_on_stderr_and_status_2(home: Path) -> None:
    done = gapcheck("gap", home / "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gapcheck: There is no folder")
    assert done.stderr.count("\n") == 1


def test_a_check_that_fails_is_status_1(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no"))
    engagement.close()
    folder = engagement.store.folder
    assert gapcheck("verify", folder).returncode == 0
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"no"', b'"yes_said"'))
    done = gapcheck("verify", folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        (["--version"], {"textual", "tinydb", "rich", "yaml"}),
        (["questionnaire", "list"], {"textual", "tinydb"}),
        (["list"], {"textual", "yaml"}),
    ],
)
def test_quick_commands_load_neither_the_app_nor_what_they_do_not_need(command: list[str], heavy: set[str]) -> None:
    loaded = set(gapcheck(*command, code=SEEN).stderr.split())
    assert "gapcheck.cli.main" in loaded
    assert not heavy & loaded


def test_results_for_machines_load_neither_the_app_nor_the_table_printer(build: Builder) -> None:
    engagement = build.engagement()
    engagement.close()
    done = gapcheck("gap", str(engagement.store.folder), "--json", code=SEEN)
    assert not {"textual", "rich", "yaml"} & set(done.stderr.split())


def test_reading_works_while_another_process_writes_and_writing_says_who_does(build: Builder) -> None:
    engagement = build.engagement(answer("4.3-q1", "no"))
    folder = engagement.store.folder
    for command in (["gap", folder, "--json"], ["show", folder, "4.3"]):
        assert gapcheck(*command).returncode == 0
    changes = build.folder / "changes.yaml"
    changes.write_text("- answer: {question: 4.3-q2, value: no}\n", encoding="utf-8")
    done = gapcheck("apply", folder, changes)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(os.getpid()) in done.stderr or "open" in done.stderr
    engagement.do(answer("4.3-q3", "no"))


@pytest.mark.parametrize("form", ["--json", "--explain"])
def test_a_reader_that_has_seen_enough_is_no_error(build: Builder, form: str) -> None:
    engagement = build.engagement()
    engagement.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "gapcheck", "gap", str(engagement.store.folder), form],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_an_old_terminal_gets_everything_spelled_out(build: Builder) -> None:
    text = "Łódź 🏭 日本"
    engagement = build.engagement(answer("4.3-q1", "no", note=text))
    engagement.close()
    old = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    folder = engagement.store.folder
    for_machines = gapcheck("show", folder, "4.3", "--json", **old)
    assert (for_machines.returncode, for_machines.stderr) == (0, "")
    assert json.loads(for_machines.stdout)["answers"][0]["note"] == text
    for command in (["show", folder, "4.3"], ["gap", folder], ["backlog", folder]):
        for_people = gapcheck(*command, **old)
        assert (for_people.returncode, for_people.stderr) == (0, "")


def test_without_a_terminal_the_app_says_so(home: Path) -> None:
    done = gapcheck()
    assert done.returncode == 2
    assert done.stderr == "gapcheck: The terminal app needs a terminal. For scripts see `gapcheck --help`.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_an_argument_that_is_no_text_is_refused(home: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "gapcheck",
        "new",
        "acme",
        "--title",
        b"\xff",
        "--organization",
        "O",
        "--type",
        "baseline",
    ]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=home,
        capture_output=True,
        check=False,  # type: ignore[arg-type]
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"gapcheck: ")
