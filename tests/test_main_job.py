"""The main job on the real standard: all 123 items through an apply file, then the app, then every report."""

import asyncio
import json
from pathlib import Path

import pytest
import yaml

from gapcheck.cli.main import run
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.tui.app import GapcheckApp

VALUES = ("yes_shown", "yes_shown", "yes_said", "yes_shown", "partly", "yes_shown", "no")


def everything(questionnaire: Questionnaire) -> list[dict[str, object]]:
    """Every question answered, every control decided, a decision and a piece of evidence for every third item."""
    changes: list[dict[str, object]] = []
    for number, item in enumerate(questionnaire.items):
        for place, question in enumerate(item.questions):
            value = VALUES[(number + place // 3) % len(VALUES)]
            changes.append({"answer": {"question": question.id, "value": value, "note": f"heard about {question.id}"}})
        if item.kind == "control":
            out = {"applicable": "no", "reason_out": f"nothing of {item.id} here", "decided_by": "risk owner"}
            inside = {"applicable": "yes", "reasons_in": ["risk"], "reason_text": f"risk on {item.id}"}
            changes.append({"applicability": {"item": item.id, **(out if number % 11 == 0 else inside)}})
        if number % 3 == 0:
            link = {"item": item.id, "effect": "supports"}
            changes.append({"evidence": {"id": f"E-{number:03}", "title": f"seen for {item.id}", "links": [link]}})
            changes.append(
                {"assess": {"item": item.id, "status": "partial", "rationale": f"looked at {item.id} with care"}}
            )
    return changes


def test_all_items_from_a_file_to_the_reports(
    questionnaire: Questionnaire, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, source = tmp_path / "acme", tmp_path / "all.yaml"
    changes = everything(questionnaire)
    source.write_text(yaml.safe_dump(changes, allow_unicode=True), encoding="utf-8")

    new = ["new", str(folder), "--title", "All of it", "--organization", "Acme", "--type", "gap_analysis"]
    assert run(new) == 0
    assert run(["apply", str(folder), str(source)]) == 0
    assert f"Recorded {len(changes)} changes" in capsys.readouterr().out

    assert run(["gap", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    groups = {group["id"]: group for group in found["groups"]}
    assert len(found["items"]) == 123
    assert groups["clauses"]["applicable"] == 30
    assert groups["annex_a"]["applicable"] + groups["annex_a"]["excluded"] == 93
    assert groups["annex_a"]["undecided"] == 0
    assert groups["clauses"]["coverage"] == 1.0

    async def look() -> str:
        app = GapcheckApp(folder)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            app.go_to_item("A.8.13")
            for view in "grbaw":
                await pilot.press(view)
            await pilot.pause()
            return app.export_screenshot()

    assert "backup" in asyncio.run(look())

    for kind in ("gap", "readiness", "backlog", "soa"):
        assert run(["report", str(folder), "--kind", kind, "--format", "md,html,csv,json"]) == 0
    written = {path.name for path in (folder / "reports").iterdir()}
    assert written == {
        f"{k}.{f}" for k in ("gap", "readiness", "backlog", "soa") for f in ("md", "html", "csv", "json")
    }
    report = (folder / "reports" / "gap.html").read_text(encoding="utf-8")
    assert all(f"heard about {question.id}" in report for item in questionnaire.items for question in item.questions)

    assert run(["verify", str(folder)]) == 0
