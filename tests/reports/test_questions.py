"""The questions nobody could answer, as a letter to those who know."""

import json
from pathlib import Path

import pytest
import yaml
from building import Builder, answer, site
from reports.reading import csv_rows, squeezed, text_of, written

from gapcheck.analysis.material import Material
from gapcheck.changes.base import Change
from gapcheck.changes.file import read
from gapcheck.cli.main import run
from gapcheck.errors import GapcheckError
from gapcheck.records.answers import Answer
from gapcheck.reports.questions import apply_lines, asked
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report

OPEN = (
    answer("4.3-q1", "unknown", who_would_know="Ben  Fischer", note="he has a slide somewhere"),
    answer("A.8.13-q1", "unknown", who_would_know="ben fischer"),
    answer("A.5.34-q1", "unknown"),
    answer("5.2-q1", "yes_said"),
)


def report(build: Builder, *changes: Change, person: str = "") -> ReportInput:
    return ReportInput(Material(build.questionnaire, build.records(*changes, type="baseline")), person=person)


@pytest.mark.parametrize("name", ["txt", "md", "html"])
def test_each_person_has_a_section_with_everything_to_ask_them(name: str, build: Builder) -> None:
    found = text_of("questions", name, report(build, *OPEN))
    questions = build.questionnaire.question_by_id
    ben, other = found.index(squeezed("Ben Fischer: 2 questions, about")), found.index("1question,about")
    assert ben < other
    assert (
        ben < found.index(squeezed(questions["4.3-q1"].ask)) < found.index(squeezed(questions["A.8.13-q1"].ask)) < other
    )
    assert found.index(squeezed(questions["A.5.34-q1"].ask)) > other
    assert squeezed("Noted so far: he has a slide somewhere") in found
    assert squeezed("A.8.13 Information backup") in found
    assert found.index(squeezed("Usual role, nobody named yet.")) > ben
    assert squeezed(questions["5.2-q1"].ask) not in found


def test_the_letter_opens_kindly_and_says_who_asks(build: Builder) -> None:
    text = " ".join(written("questions", "txt", report(build, *OPEN)).decode().split())
    ask_x = '"I don\'t know, ask X" is a good answer'
    for said in ("Hello, we are taking", "at Acme", "3 questions", "no exam", ask_x, "Thank you! Anna Berg"):
        assert said in text
    assert text.startswith("Questions to ask") and "Data (SHA-256)" in text.partition("For whoever writes")[2]


def test_a_list_for_one_person_speaks_to_that_person(build: Builder) -> None:
    given = report(build, *OPEN, person=" BEN fischer ")
    assert [person.name for person in asked(given)] == ["Ben Fischer"]
    text = written("questions", "txt", given).decode()
    assert "Hello Ben Fischer," in text and "Usual role" not in text and text.startswith("Questions for you")


def test_somebody_who_is_not_to_be_asked_is_one_sentence_naming_those_who_are(build: Builder) -> None:
    with pytest.raises(GapcheckError, match=r"There is no question for 'Bob'. To be asked: Ben Fischer, .+\.$"):
        asked(report(build, *OPEN, person="Bob"))
    with pytest.raises(GapcheckError, match="nobody, no question is open"):
        asked(report(build, person="Bob"))


def test_nothing_to_ask_is_said(build: Builder) -> None:
    text = written("questions", "txt", report(build)).decode()
    assert "There is nothing to ask" in text and "apply" not in text and "Hello" not in text


def test_the_table_has_one_row_for_each_question_with_a_blank_answer(build: Builder) -> None:
    head, *rows = csv_rows(written("questions", "csv", report(build, *OPEN)))
    assert head == ["Person", "Named", "Question id", "Item", "Title", "Site", "Question", "Note", "Minutes", "Answer"]
    assert [(row[0], row[2], row[-1]) for row in rows[:2]] == [
        ("Ben Fischer", "4.3-q1", ""),
        ("Ben Fischer", "A.8.13-q1", ""),
    ]
    assert rows[2][1] == "usual role, nobody named yet"


def test_machines_get_the_same(build: Builder) -> None:
    people = json.loads(written("questions", "json", report(build, *OPEN)))["people"]
    assert (people[0]["name"], people[0]["proposed"], len(people[0]["questions"])) == ("Ben Fischer", False, 2)
    assert people[0]["minutes"] == sum(q["minutes"] for q in people[0]["questions"])


@pytest.mark.parametrize("name", ["txt", "md"])
def test_the_lines_for_an_apply_file_change_nothing_until_they_are_filled_in(
    name: str, build: Builder, tmp_path: Path
) -> None:
    with build.engagement(site("werk-süd 2"), site("no"), *OPEN, answer("9.1-q1", "unknown", site="werk-süd 2"),
                          answer("9.1-q1", "unknown", site="no")) as engagement:  # fmt: skip
        before = dict(engagement.records.table(Answer))
        text = written("questions", name, ReportInput.of(engagement)).decode()
        lines = [line for line in text.splitlines() if line.startswith("- answer: ")]
        assert len(lines) == 5
        assert lines[0] == "- answer: {question: 4.3-q1, value: unknown}", "a note that stands is not written over"
        file = tmp_path / "answers.yaml"
        file.write_text("\n".join(lines), encoding="utf-8")
        engagement.do(*(change for _, change in read(file)))
        after = engagement.records.table(Answer)
        assert {key: (a.value, a.note, a.who_would_know) for key, a in after.items()} == {
            key: (a.value, a.note, a.who_would_know) for key, a in before.items()
        }
        filled = lines[1].replace("unknown", "partly").replace('note: ""', 'note: "two of five"')
        file.write_text(filled, encoding="utf-8")
        engagement.do(*(change for _, change in read(file)))
        assert engagement.records.table(Answer)["A.8.13-q1"].note == "two of five"


def test_any_site_can_be_named_in_a_line(build: Builder) -> None:
    for ident in ('a"b\\c', "a: b", "{x}", "\u2028line", "😀 x", "true", "#1x", "a'b"):
        given = report(build, site(ident), answer("9.1-q1", "unknown", site=ident))
        (line,) = apply_lines(asked(given)[0])
        assert yaml.safe_load(line)[0]["answer"]["site"] == ident


def test_the_command_writes_the_list_for_one_person(
    build: Builder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engagement = build.engagement(*OPEN, type="baseline")
    folder = str(engagement.store.folder)
    engagement.close()
    out = tmp_path / "ben.txt"
    command = ["report", folder, "--kind", "questions", "--format", "txt", "-o", str(out)]
    assert run([*command, "--person", "ben fischer"]) == 0
    assert "Hello Ben Fischer," in out.read_text(encoding="utf-8")
    assert run([*command, "--person", "Bob"]) == 2
    assert "To be asked: Ben Fischer" in capsys.readouterr().err
    assert run(["report", folder, "--kind", "gap", "--person", "Ben Fischer"]) == 2
    assert "--person goes with --kind questions" in capsys.readouterr().err


def test_a_person_nobody_knows_leaves_no_file(build: Builder, tmp_path: Path) -> None:
    with pytest.raises(GapcheckError):
        write_report(report(build, *OPEN, person="Bob"), "questions", ["md", "json"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
