"""Final, redacted and checked again, from the command line."""

import json
from pathlib import Path

import pytest
from building import Builder, answer, evidence

from gapcheck.changes.notes import QuickNoteTaken
from gapcheck.cli.main import run


def test_a_report_is_final_redacted_and_known_again(
    build: Builder, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engagement = build.engagement(
        answer("A.8.13-q1", "yes_shown", note="Anna Berg saw it"),
        evidence("E-1", "A.8.13", classification="Secret", what_it_shows="SHOWN"),
    )
    folder, out = str(engagement.store.folder), home / "out"

    def ran(*arguments: str | Path) -> tuple[int, str]:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return status, found.out + found.err

    gap = ("report", folder, "--kind", "gap", "-o", out)
    assert ran(*gap, "--final", "--format", "json")[0] == 0
    assert json.loads((out / "gap.json").read_text(encoding="utf-8"))["report"]["state"] == "final"
    assert ran("verify", folder, "--report", out / "gap.json") == (
        0,
        f"{out / 'gap.json'} matches: the data are those it was made from, at entry 2.\n",
    )
    engagement.do(QuickNoteTaken(id="N-1", text="Who has the key?"))
    status, said = ran("verify", folder, "--report", out / "gap.json")
    assert status == 1
    assert "made from entry 2, now at entry 3; what changed since: 1 change. It matches the state at entry 2." in said
    assert "quick note N-1" in said
    status, said = ran(*gap, "--final")
    assert (status, "N-1" in said) == (2, True)
    assert ran(*gap, "--final", "--except", "Filed in May", "--redact", "names", "--leave-out-class", "secret")[0] == 0
    text = (out / "gap-redacted.md").read_text(encoding="utf-8")
    assert "Final with exceptions, journal entry 3, redacted copy" in text
    assert "SHOWN" not in text
    assert "Anna" not in text
    assert ran("verify", folder, "--report", out / "gap-redacted.md")[0] == 0
    for wrong, says in (
        ((*gap, "--except", "x"), "goes with --final"),
        ((*gap, "--redact", "nams"), "'nams'"),
        ((*gap, "--redact", ","), "nothing to leave out"),
        (("report", folder, "--kind", "questions", "--person", "Ida", "--redact", "names"), "choose one"),
        (("verify", folder, "--report", Path(folder) / "journal.jsonl"), "holds no hash"),
    ):
        status, said = ran(*wrong)
        assert status == 2
        assert says in said
        assert said.count("\n") == 1


def test_the_schema_of_a_kind_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "soa"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["report"]["properties"]["kind"] == {"const": "soa"}
