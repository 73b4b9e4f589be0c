"""Apply files: three formats with one meaning, all or nothing, and every mistake with its line."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from building import Builder
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.changes import file
from gapcheck.errors import ApplyError
from gapcheck.records.answers import Answer
from gapcheck.records.applicability import Applicability

DESIGN = """\
- answer: {question: A.8.13-q1, value: yes_shown, note: "DB restored in May"}
- assess: {item: A.8.13, documented: yes, implemented: partly, effective: unknown, status: partial, rationale: "two systems left out"}
- applicability: {item: A.7.4, applicable: no, reason_out: "no premises; staff work from home", decided_by: "risk owner"}
- evidence: {id: E-014, type: record, title: "Restore test May", links: [{item: A.8.13, effect: supports}]}
- finding: {id: F-1, type: minor, items: [A.8.13], requirement: "...", evidence: [E-021], nature: "..."}
- action: {id: A-1, items: [A.8.13], text: "...", severity: minor, risk_level: 20, effort: S, days: 1, owner_role: "IT operations"}
"""  # noqa: E501

SAME: list[dict[str, dict[str, Any]]] = [
    {"answer": {"question": "A.8.13-q1", "value": "yes_shown", "note": 'DB, in May; "40 min"\nand again'}},
    {"answer": {"question": "4.3-q1", "value": "no"}},
    {"site": {"id": "berlin", "selected": False}},
    {"assess": {"item": "A.8.13", "documented": "yes", "status": "partial", "rationale": "no", "maturity": 2}},
    {"applicability": {"item": "A.7.4", "applicable": "no", "reason_out": "no premises", "decided_by": "CEO"}},
    {
        "evidence": {
            "id": "E-1",
            "title": "007",
            "links": [{"item": "A.8.13", "effect": "contradicts"}, {"item": "4.3"}],
        }
    },
    {"finding": {"id": "F-1", "type": "minor", "items": ["A.8.13", "4.3"]}},
    {"action": {"id": "A-1", "items": ["4.3"], "text": "x", "days": 0.5, "risk_level": 20, "risk_accepted": True}},
]


def saved(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(ApplyError) as caught:
        file.read(path)
    assert str(caught.value).startswith(f"Nothing was recorded: {path.name}")
    return caught.value.problems


def as_csv(changes: list[dict[str, dict[str, Any]]], path: Path) -> Path:
    columns = ["change", *dict.fromkeys(field for change in changes for fields in change.values() for field in fields)]

    def cell(value: Any) -> str:
        if isinstance(value, list):
            return "; ".join(
                f"{part['item']}:{part['effect']}" if isinstance(part, dict) and "effect" in part
                else part["item"] if isinstance(part, dict) else part
                for part in value
            )  # fmt: skip
        return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)

    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for change in changes:
            ((name, fields),) = change.items()
            writer.writerow([name, *(cell(fields[c]) if c in fields else "" for c in columns[1:])])
    return path


def test_the_example_of_the_documentation_is_accepted_as_it_stands(build: Builder) -> None:
    engagement = build.engagement()
    assert engagement.apply(file.read(saved(build.folder, "all.yaml", DESIGN))) == 6
    assert engagement.records.table(Applicability)["A.7.4"].reason_out == "no premises; staff work from home"
    assert engagement.undo() == "answer to A.8.13-q1: yes, shown and 5 more"


def test_yaml_json_and_csv_mean_the_same(tmp_path: Path) -> None:
    import yaml

    found = [
        [change for _, change in file.read(path)]
        for path in (
            saved(tmp_path, "same.yaml", yaml.safe_dump(SAME, allow_unicode=True)),
            saved(tmp_path, "same.json", json.dumps(SAME, indent=1)),
            as_csv(SAME, tmp_path / "same.csv"),
        )
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(SAME)


@pytest.mark.parametrize("ending", [".yaml", ".YML", ".json", ".csv"])
def test_a_byte_order_mark_does_no_harm(ending: str, tmp_path: Path) -> None:
    text = {".json": '[{"answer": {"question": "4.3-q1", "value": "no"}}]', ".csv": "change,question,value\nanswer,4.3-q1,no"}  # fmt: skip  # noqa: E501
    body = text.get(ending, "- answer: {question: 4.3-q1, value: no}")
    assert len(file.read(saved(tmp_path, f"x{ending}", b"\xef\xbb\xbf" + body.encode()))) == 1


def test_words_and_numbers_stay_what_was_written(tmp_path: Path) -> None:
    fields = "id: 2026-05-12, title: 0x10, reference: 007, source_role: no, place: 1e3, version_date: 2026-05-12"
    body = f"- evidence: {{{fields}}}"
    ((_, change),) = file.read(saved(tmp_path, "x.yaml", body))
    assert (change.id, change.title, change.reference, change.source_role, change.place, change.version_date) == (  # type: ignore[attr-defined]
        "2026-05-12", "0x10", "007", "no", "1e3", "2026-05-12",
    )  # fmt: skip


MISTAKES = [
    ("anwser: {question: 4.3-q1, value: no}", "did you mean 'answer'?"),
    ("start: {title: T, organization: O, type: stage2, questionnaire: x}", "'start' is not a change"),
    ("revert: {seq: 1, direction: undo, restores: []}", "'revert' is not a change"),
    ("answer: {question: 4.3-q1, value: yess}", "did you mean 'yes_said'?"),
    ("answer: {question: 4.3-q1, valeu: no}", "did you mean 'value'?"),
    ("answer: {question: 4.3-q1}", "needs the field `value`"),
    ("answer: 4.3-q1", "answer needs its fields"),
    ("answer: [a, b]", "answer needs its fields"),
    ("{answer: {question: 4.3-q1, value: no}, note: {item: 4.3, text: x}}", "an entry is one change"),
    ("just words", "an entry is one change"),
    ("[answer]", "an entry is one change"),
    ("{}", "an entry is one change"),
    ("action: {id: A-1, items: 4.3, text: x}", "action"),
    ("action: {id: A-1, items: [4.3], text: x, days: many}", "days"),
    ("assess: {item: 4.3, status: fine}", "is not a value of 'status'"),
    ("site: {id: berlin, selected: perhaps}", "selected"),
    ("evidence: {id: E-1, title: x, links: [{item: 4.3, efect: supports}]}", "efect"),
    ("evidence: {id: E-1, title: x, links: [[4.3]]}", "links"),
    ("engagement: {method: high}", "method"),
]


@pytest.mark.parametrize(("entry", "says"), MISTAKES)
def test_a_mistake_is_named_with_its_line(entry: str, says: str, tmp_path: Path) -> None:
    (problem,) = problems(saved(tmp_path, "x.yaml", f"# one good entry\n- note: {{item: 4.3, text: x}}\n- {entry}\n"))
    assert problem.startswith("line 3: ")
    assert says in problem


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    found = problems(saved(tmp_path, "x.yaml", "".join(f"- {entry}\n" for entry, _ in MISTAKES)))
    assert [problem.split(":")[0] for problem in found] == [f"line {n}" for n in range(1, len(MISTAKES) + 1)]


def test_every_mistake_in_json_is_reported_with_its_line(tmp_path: Path) -> None:
    body = """[
      {"answer": {"question": "4.3-q1", "value": "yess"}},

      {"answer": {"question": "4.3-q1",
                  "value": "no"}}, {"note": {"item": "4.3"}},
      {"note": {"item": "4.3", "text": "x", "text": "y"}},
      7]"""
    found = problems(saved(tmp_path, "x.json", body))
    assert [problem.split(":")[0] for problem in found] == ["line 2", "line 5", "line 6", "line 7"]
    assert "'text' stands twice" in found[2]


def test_every_mistake_in_csv_is_reported_with_its_line(tmp_path: Path) -> None:
    rows = ["answer,4.3-q1,yess,", 'answer,4.3-q1,no,"two\nlines"', "answer,4.3-q1", "", "what,,,", ",4.3-q1,no,x"]
    body = "\n".join(["change,question,value,note", *rows])
    found = problems(saved(tmp_path, "x.csv", body))
    assert [problem.split(":")[0] for problem in found] == ["line 2", "line 5", "line 7", "line 8"]
    assert "2 cells where the first line has 4" in found[1]


def test_one_mistake_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(ApplyError, match="has 1 mistake\\."):
        file.read(saved(tmp_path, "x.yaml", "- nonsense\n"))


def test_every_entry_that_the_rules_refuse_is_reported_and_nothing_is_recorded(build: Builder) -> None:
    body = (
        "- answer: {question: 4.3-q1, value: no}\n"
        "- answer: {question: 4.3-q99, value: no}\n"
        "- assess: {item: 4.1, status: not_applicable}\n"
        "- applicability: {item: A.7.4, applicable: no}\n"
    )
    engagement = build.engagement()
    before, head = engagement.records, engagement.store.head
    with pytest.raises(ApplyError) as caught:
        engagement.apply(file.read(saved(build.folder, "x.yaml", body)))
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["line 2", "line 3", "line 4"]
    assert caught.value.headline == "Nothing was recorded: 3 entries are not allowed."
    assert (engagement.records, engagement.store.head) == (before, head)
    assert not build.reopened(engagement).records.table(Answer)


def test_entries_may_build_on_those_before_them(build: Builder) -> None:
    heard = "- answer: {question: 4.3-q1, value: no, site: oslo}"
    body = f"- site: {{id: oslo}}\n{heard}\n- note: {{item: 4.3, text: x, site: oslo}}"
    assert build.engagement().apply(file.read(saved(build.folder, "x.yaml", body))) == 3


HOSTILE = [
    ("x.yaml", b"\xff\xfe\x00- answer", "not UTF-8"),
    ("x.json", b'[{"note": {"item": "4.3", "text": "\xe4"}}]', "not UTF-8"),
    ("x.csv", b"change,item,text\nnote,4.3,\xe4", "not UTF-8"),
    ("x.yaml", bytes(range(256)) * 20, "UTF-8"),
    ("x.yaml", b"", "a list of changes is due"),
    ("x.yaml", b"answer: {question: 4.3-q1, value: no}", "a list of changes is due"),
    ("x.json", b"", "line 1"),
    ("x.json", b'{"answer": {}}', "a list of changes is due"),
    ("x.json", b'[{"answer": ', "line 1"),
    ("x.json", b"[" * 100_000 + b"]" * 100_000, "nested too deeply"),
    ("x.json", b"[" * 600 + b"]" * 600, "nested too deeply"),
    ("x.json", b'[{"action": {"days": ' + b"9" * 5000 + b"}}]", "digits"),
    ("x.yaml", b"[" * 100_000, "nested"),
    ("x.yaml", b"- &a [*a]", "line 1"),
    ("x.yaml", b"- !!python/object/apply:os.system [ls]", "line 1"),
    ("x.yaml", b"- note: {item: 4.3, text: x, text: y}", "stands here again"),
    ("x.csv", b"", "the first line names the columns"),
    ("x.csv", b"a,b\n1,2", "the first line names the columns"),
    ("x.csv", b'change,item,text\nnote,4.3,"open', "line 2"),
    ("x.csv", b"change,item,item,text\nnote,4.1,4.3,x", "'item' stands there twice"),
    ("x.txt", b"- note: {item: 4.3, text: x}", ".yaml, .json or .csv"),
    ("x", b"", ".yaml, .json or .csv"),
]


@pytest.mark.parametrize(("name", "body", "says"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_refused_in_words(name: str, body: bytes, says: str, tmp_path: Path) -> None:
    found = problems(saved(tmp_path, name, body))
    assert any(says in problem for problem in found), found


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in problems(tmp_path / "none.yaml")[0]
    (tmp_path / "folder.yaml").mkdir()
    assert "not a regular file" in problems(tmp_path / "folder.yaml")[0]


@given(text=st.text())
def test_any_text_of_a_note_is_read_as_it_was_written_in_json_and_csv(text: str, tmp_path: Path) -> None:
    entry = [{"note": {"item": "4.3", "text": text}}]
    ((_, from_json),) = file.read(saved(tmp_path, "x.json", json.dumps(entry)))
    assert from_json.text == text  # type: ignore[attr-defined]
    if text and "\0" not in text:
        ((_, from_csv),) = file.read(as_csv(entry, tmp_path / "x.csv"))
        assert from_csv.text == text  # type: ignore[attr-defined]


@given(body=st.binary(max_size=200), ending=st.sampled_from(["yaml", "json", "csv"]))
def test_any_bytes_are_either_changes_or_a_list_of_mistakes(body: bytes, ending: str, tmp_path: Path) -> None:
    path = saved(tmp_path, f"x.{ending}", body)
    try:
        assert isinstance(file.read(path), list)
    except ApplyError as error:
        assert error.problems
