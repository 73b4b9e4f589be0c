"""Commands and what they give: the field names are a contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from building import Builder, action, answer, assess, evidence, exclude, finding

from gapcheck.cli.main import run
from gapcheck.engagement import Engagement
from gapcheck.questionnaire.loader import find
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES
from gapcheck.reports.names import KINDS

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def folder(build: Builder) -> Path:
    """An engagement with something of everything."""
    engagement = build.engagement(
        answer("A.8.13-q1", "yes_shown", note="DB in May"),
        answer("4.3-q1", "unknown", who_would_know="Ida"),
        assess("A.8.13", "partial", documented="yes", implemented="partly"),
        evidence("E-1", "A.8.13"),
        finding("F-1", "minor", "A.8.13"),
        exclude("A.7.4"),
        action("A-1", "4.3"),
    )
    engagement.close()
    return engagement.store.folder


class Ran:
    """Runs commands and gives what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def text(self, *arguments: str | Path) -> str:
        self._capsys.readouterr()
        assert run([str(argument) for argument in arguments]) == 0
        found = self._capsys.readouterr()
        assert found.err == ""
        return found.out

    def data(self, *arguments: str | Path) -> Any:
        return json.loads(self.text(*arguments, "--json"))

    def mistake(self, *arguments: str | Path) -> str:
        """The sentence of a refused command, however it was refused."""
        self._capsys.readouterr()
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code  # type: ignore[assignment]
        found = self._capsys.readouterr()
        assert (status, found.out) == (2, "")
        assert "Traceback" not in found.err
        return found.err


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str]) -> Ran:
    return Ran(capsys)


def test_gap(folder: Path, ran: Ran) -> None:
    data = ran.data("gap", folder)
    assert {"engagement", "groups", "items"} <= set(data)
    assert data["engagement"] == {
        "title": "T",
        "organization": "Acme",
        "type": "gap_analysis",
        "questionnaire": "iso27001-2022",
    }
    assert [g["id"] for g in data["groups"]] == [
        "clauses",
        *map(str, range(4, 11)),
        "annex_a",
        "A.5",
        "A.6",
        "A.7",
        "A.8",
    ]
    names = ["applicable", "conforms_evidenced", "conforms_claimed", "partial", "does_not_conform", "not_assessed"]
    for group in data["groups"]:
        assert all(isinstance(group[name], int) for name in (*names, "excluded", "undecided"))
        assert all(0 <= group[name] <= 1 for name in ("coverage", "confirmed", "claimed", "ceiling"))
    assert len(data["items"]) == 123
    item = next(item for item in data["items"] if item["ref"] == "A.8.13")
    assert (item["title"], item["status"], item["basis"]) == ("Information backup", "partial", "evidenced")
    assert (item["gap_types"], item["findings"]) == (["control"], ["F-1"])
    assert item["evidence"] == ["E-A.8.13-q1", "E-1"]


def test_the_worked_roll_up_through_the_command(build: Builder, ran: Ran) -> None:
    refs = [item.id for item in build.questionnaire.clauses]
    statuses = ["conforms"] * 14 + ["partial"] * 6 + ["does_not_conform"] * 4
    engagement = build.engagement(
        *(assess(ref, status) for ref, status in zip(refs, statuses, strict=False)), evidence("E-1", *refs[:10])
    )
    clauses = ran.data("gap", engagement.store.folder)["groups"][0]
    shares = [round(100 * clauses[name]) for name in ("coverage", "confirmed", "claimed", "ceiling")]
    assert shares == [80, 33, 47, 67]


@pytest.mark.parametrize("stage", [1, 2])
def test_readiness(stage: int, folder: Path, ran: Ran) -> None:
    data = ran.data("readiness", folder, "--stage", str(stage))
    assert data["stage"] == stage
    assert data["verdict"] in ("not_ready", "cannot_say_yet", "ready_with_concerns", "ready")
    assert len(data["gates"]) == {1: 14, 2: 15}[stage]
    for gate in data["gates"]:
        assert gate["level"] in ("blocker", "concern")
        assert gate["state"] in ("met", "failed", "unknown")
        assert isinstance(gate["refs"], list)
        assert gate["why"]


def test_backlog_of_the_worked_example(build: Builder, ran: Ran) -> None:
    engagement = build.engagement()
    engagement.close()
    ran.text("apply", engagement.store.folder, DATA / "worked_example.yaml")
    rows = ran.data("backlog", engagement.store.folder)["actions"]
    assert [row["id"] for row in rows] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A8", "A10"]
    fields = {"id", "text", "refs", "severity", "blocking", "risk", "risk_assumed", "reach", "value", "effort", "rank"}
    for row in rows:
        assert fields | {"effective_rank", "band", "quick_win", "needs"} <= set(row)
    second = rows[1]
    assert second["refs"] == ["6.1.2", "8.2"]
    assert (second["severity"], second["blocking"], second["effort"], second["band"]) == (
        "absent",
        "stage1",
        "L",
        "NOW",
    )
    assert (second["risk"], second["risk_assumed"], second["reach"]) == (0.8, False, 0.2)
    assert (round(second["value"], 1), round(second["rank"], 1), round(second["effective_rank"], 1)) == (88, 70.4, 71.2)
    assert (second["needs"], second["quick_win"]) == (["A1"], False)


def test_soa(folder: Path, ran: Ran) -> None:
    data = ran.data("soa", folder)
    assert data["counts"] == {"controls": 93, "applicable": 0, "excluded": 1, "undecided": 92}
    excluded = next(row for row in data["controls"] if row["ref"] == "A.7.4")
    assert (excluded["applicable"], excluded["decided_by"]) == ("no", "risk owner")


def test_show(folder: Path, ran: Ran) -> None:
    data = ran.data("show", folder, "A.8.13")
    assert (data["ref"], data["status"]) == ("A.8.13", "partial")
    assert data["answers"][0]["note"] == "DB in May"
    assert {record["id"] for record in data["evidence_records"]} == {"E-A.8.13-q1", "E-1"}
    assert data["finding_records"][0]["id"] == "F-1"
    text = ran.text("show", folder, "A.8.13")
    assert "Status: partial, evidenced" in text
    assert "yes, shown: DB in May" in text
    assert "who would know: Ida" in ran.text("show", folder, "4.3")


@pytest.mark.parametrize("command", [["gap"], ["gap", "--explain"], ["readiness", "--stage", "1"], ["backlog"], ["backlog", "--explain"], ["soa"]])  # fmt: skip  # noqa: E501
def test_results_for_people(command: list[str], folder: Path, ran: Ran) -> None:
    text = ran.text(command[0], folder, *command[1:])
    expected = {"gap": "Clauses 4 to 10", "readiness": "S1-01", "backlog": "do A-1", "soa": "1 excluded, 92 undecided"}
    assert expected[command[0]] in text
    assert "\x1b" not in text


def test_list_shows_what_is_below_the_home_folder(home: Path, ran: Ran) -> None:
    assert "No engagements" in ran.text("list")
    for name in ("beta", "acme"):
        ran.text("new", home / name, "--title", "[bold]T[/]", "--organization", name, "--type", "baseline")
    (home / "broken").mkdir()
    (home / "broken" / "journal.jsonl").write_text("nonsense", encoding="utf-8")
    rows = ran.data("list")
    assert [(Path(row["dir"]).name, row["organization"], row["readable"]) for row in rows] == [
        ("acme", "acme", True),
        ("beta", "beta", True),
        ("broken", None, False),
    ]
    text = ran.text("list")
    assert "[bold]T[/]" in text
    assert "gapcheck verify" in text


@pytest.mark.parametrize("kind", ENGAGEMENT_TYPES)
def test_every_type_of_engagement_can_be_made(kind: str, home: Path, ran: Ran) -> None:
    ran.text("new", home / "x", "--title", "T", "--organization", "O", "--type", kind)
    assert ran.data("gap", home / "x")["engagement"]["type"] == kind
    with Engagement.open(home / "x", who="x") as made:
        assert made.about.criteria == ("ISO/IEC 27001:2022 with Amendment 1:2024",)


def test_the_questionnaire_as_data(ran: Ran) -> None:
    data = ran.data("questionnaire", "show", "iso27001-2022")
    assert len(data["items"]) == 123
    assert {"id", "title", "kind", "questions", "remediation", "evidence", "documented_info"} <= set(data["items"][0])
    assert [row["id"] for row in ran.data("questionnaire", "list")] == ["iso27001-2022"]


def test_the_questions_for_one_role(ran: Ran) -> None:
    roles = ran.data("questionnaire", "roles", "iso27001-2022")
    (hr,) = (row for row in roles if row["id"] == "hr-lead")
    data = ran.data("questionnaire", "roles", "iso27001-2022", "hr-lead")
    assert len(data["questions"]) == hr["question_count"] > 0
    assert data["minutes"] == hr["minutes"] == sum(asked["minutes"] for asked in data["questions"])
    assert list(dict.fromkeys(asked["ref"] for asked in data["questions"])) == hr["items"]
    text = ran.text("questionnaire", "roles", "iso27001-2022", "hr-lead")
    assert all(topic in text for topic in data["opens_with"])
    assert all(asked["id"] in text for asked in data["questions"])
    assert f"{hr['question_count']} questions on {len(hr['items'])} items, {hr['minutes']:g} minutes" in text
    assert all(row["id"] in ran.text("questionnaire", "roles", "iso27001-2022") for row in roles)


def test_what_to_ask_for(ran: Ran) -> None:
    pieces = ran.data("questionnaire", "evidence", "iso27001-2022")
    assert {ref for piece in pieces for ref in piece["serves"]} >= {"4.1", "A.8.34"}
    text = " ".join(ran.text("questionnaire", "evidence", "iso27001-2022").split())
    assert "Restore test record" in text
    assert "HR lead" in text
    assert ran.data("questionnaire", "show", "iso27001-2022")["evidence_index"] == pieces


def test_a_check_ends_with_the_totals_of_each_theme_and_of_all(ran: Ran) -> None:
    lines = ran.text("questionnaire", "check", find("iso27001-2022")).splitlines()[-12:]
    found = ran.data("questionnaire", "show", "iso27001-2022")["totals"]
    assert lines[-1].startswith("123 items (30 clause items, 93 controls), ")
    assert f" {found['questions']} questions, {found['evidence']} lines of evidence" in lines[-1]
    for line, group in zip(lines[:-1], found["groups"], strict=True):
        assert line.startswith(f"{group['id']} {group['title']}: {group['items']} items, ")
        assert f" {group['questions']} questions, " in line
        assert line.endswith(f"{group['evidence']} lines of evidence, {group['minutes']:g} minutes.")


def test_reports_are_written_where_they_were_asked_for(folder: Path, home: Path, ran: Ran) -> None:
    out = ran.text("report", folder, "--kind", "gap", "--format", "md,json", "-o", home / "out").split()
    assert sorted(Path(name).name for name in out) == ["gap.json", "gap.md"]
    assert "A.8.13" in (home / "out" / "gap.md").read_text(encoding="utf-8")


def test_the_whole_set_is_what_its_reports_are_one_by_one(folder: Path, home: Path, ran: Ran) -> None:
    ran.text("report", folder, "--kind", "all", "--format", "txt,jira,zip,docx", "-o", home / "set")
    names = {path.name for path in (home / "set").iterdir()}
    assert len(names) == 2 * len(KINDS) + 2 and {"backlog.jira.csv", "evidence.zip", "soa.docx"} <= names
    for kind, name in (("soa", "soa.docx"), ("backlog", "backlog.jira.csv"), ("boss", "boss.txt")):
        ran.text("report", folder, "--kind", kind, "--format", name.split(".")[1], "-o", home / "one")
        assert (home / "one" / name).read_bytes() == (home / "set" / name).read_bytes()
    sentence = ran.mistake("report", folder, "--kind", "all", "--final", "-o", home / "none")
    assert "Nothing was written." in sentence and "92 controls not decided" in sentence
    assert not (home / "none").exists()


def test_a_failed_apply_names_every_line_and_records_nothing(folder: Path, home: Path, ran: Ran) -> None:
    changes = home / "x.yaml"
    changes.write_text(
        "- answer: {question: 4.3-q1, value: no}\n- answer: {question: 4.3-q99, value: no}\n- exclude: {item: 4.3}\n",
        encoding="utf-8",
    )
    before = ran.data("gap", folder)
    said = ran.mistake("apply", folder, changes)
    assert "Nothing was recorded" in said
    assert "line 3: 'exclude' is not a change" in said
    changes.write_text(
        "- answer: {question: 4.3-q99, value: no}\n- assess: {item: 4.1, status: not_applicable}\n", encoding="utf-8"
    )
    said = ran.mistake("apply", folder, changes)
    assert "line 1: '4.3-q99'" in said
    assert "line 2: 4.1 cannot be left out" in said
    assert ran.data("gap", folder) == before


NEW = ("--title", "T", "--organization", "O", "--type")
MISUSE: list[tuple[tuple[str, ...], str]] = [
    (("gap",), "DIR"),
    (("gap", "{none}"), "There is no folder"),
    (("gap", "{empty}"), "is not an engagement"),
    (("gap", "{file}"), "is a file"),
    (("gap", "{dir}", "--jason"), "--jason"),
    (("gap", "{dir}", "--js"), "--js"),
    (("gup", "{dir}"), "gup"),
    (("readiness", "{dir}"), "--stage"),
    (("readiness", "{dir}", "--stage", "3"), "--stage"),
    (("readiness", "{dir}", "--stage", "one"), "--stage"),
    (("backlog", "{none}", "--json"), "There is no folder"),
    (("soa", "{empty}"), "is not an engagement"),
    (("soa", "{dir}", "--since", "last week"), "'last week' is neither a day such as 2026-11-21 nor the number"),
    (("soa", "{dir}", "--since", "1999-12-31"), "There was no entry yet at 1999-12-31"),
    (("soa", "{dir}", "--since", "99"), "the journal has 2"),
    (("soa", "{dir}", "--since", "1", "--against", "{dir}"), "Name one older version"),
    (("show", "{dir}"), "REF"),
    (("show", "{dir}", "A.8.99"), "no item 'A.8.99'"),
    (("show", "{dir}", ""), "no item ''"),
    (("show", "{dir}", "[bold]"), "[bold]"),
    (("apply", "{dir}", "{none}.yaml"), "cannot be read"),
    (("apply", "{dir}", "{empty}"), "not a regular file"),
    (("apply", "{dir}", "{file}"), ".yaml, .json or .csv"),
    (("apply", "{dir}"), "FILE"),
    (("new", "{dir}", *NEW, "gap_analysis"), "holds an engagement already"),
    (("new", "{home}", *NEW, "gap_analysis"), "not empty"),
    (("new", "{file}", *NEW, "gap_analysis"), "is a file"),
    (("new", "{file}/below", *NEW, "gap_analysis"), "{file}"),
    (("new", "{none}", *NEW, "audit"), "audit"),
    (("new", "{none}", *NEW, "gap_analysis", "--questionnaire", "iso27001"), "did you mean 'iso27001-2022'?"),
    (("new", "{none}", "--title", " ", "--organization", "O", "--type", "baseline"), "needs a title"),
    (("new", "{none}", "--title", "T"), "--organization"),
    (("report", "{dir}", "--kind", "gap", "--format", "doc"), "doc"),
    (("report", "{dir}", "--kind", "gap", "--format", ","), "format"),
    (("report", "{dir}", "--kind", "everything-else"), "--kind"),
    (("report", "{dir}", "--kind", "gap", "-o", "{file}/below"), "{file}"),
    (("verify", "{none}"), "{none}"),
    (("questionnaire",), "COMMAND"),
    (("questionnaire", "show", "iso9001"), "There is no questionnaire"),
    (("questionnaire", "show", "iso27001-2022", "4.99"), "no item '4.99'"),
    (("questionnaire", "roles", "iso27001-2022", "hr-led"), "Did you mean 'hr-lead'?"),
    (("questionnaire", "evidence", "iso27001-2021"), "did you mean 'iso27001-2022'?"),
    (("questionnaire", "check", "{none}"), "{none}"),
    (("questionnaire", "check", "{empty}"), "{empty}"),
    (("open", "{none}"), "terminal"),
    (("demo", "{home}", "--no-open"), "not empty"),
    ((), "needs a terminal"),
    (("gap", "\0"), "gapcheck: "),
]


@pytest.mark.parametrize(("arguments", "says"), MISUSE, ids=[" ".join(a).replace("\0", "NUL") for a, _ in MISUSE])
def test_misuse_ends_in_one_clear_sentence(
    arguments: tuple[str, ...], says: str, folder: Path, home: Path, ran: Ran
) -> None:
    (home / "empty").mkdir()
    (home / "file.txt").write_text("x", encoding="utf-8")
    places = {"dir": folder, "none": home / "none", "empty": home / "empty", "file": home / "file.txt", "home": home}
    sentence = ran.mistake(*(argument.format(**places) for argument in arguments))
    assert sentence.startswith("gapcheck: ")
    assert says.format(**places) in sentence
    assert sentence.count("\n") <= 2, "one sentence, or a headline with its one mistake"
    assert not (home / "none").exists()


def test_the_types_that_can_be_asked_for_are_those_there_are() -> None:
    from gapcheck.cli.engagements import TYPES
    from gapcheck.records.vocabulary import ENGAGEMENT_TYPES

    assert TYPES == ENGAGEMENT_TYPES
