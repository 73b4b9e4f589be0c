"""What plans, packs and copies hold: audit plan, management review, evidence, improvement plan, SoA for customers."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest
from building import Builder, evidence, exclude, include
from reports.making import AT, about, realistic, report
from reports.reading import csv_rows, squeezed, text_of, written

from gapcheck.analysis.material import Material
from gapcheck.analysis.soa import soa
from gapcheck.analysis.soa_compare import compare
from gapcheck.cli.main import run
from gapcheck.errors import GapcheckError
from gapcheck.records.about import Site
from gapcheck.records.actions import Action
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.reports import names as offered
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.improvement import steps
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.write import write_report

LONG = "Write down who may open which door, and look at the list again. " * 5
PLAN = (
    Site(id="lab", name="Laboratory", at=AT),
    Participant(id="IH", name="Ingrid Hale", function="Head of IT", roles=("it-operations",), at=AT),
    Slot(id="P-2", date="2026-11-17", start="09:00", end="10:30", title="Backups", people=("IH", "Porter"),
         items=("A.8.13",), site="lab", at=AT),
    Slot(id="P-1", date="2026-11-16", start="14:00", end="15:00", title="Operations", role="it-operations", at=AT),
    Meeting(kind="opening", date="2026-11-16", done={"confidentiality": "Names stay out of the report."}, at=AT),
)  # fmt: skip


def test_the_plan_says_who_is_asked_what_when_where_and_by_which_rules() -> None:
    given = report([*realistic("internal_audit"), *PLAN])
    found = text_of("audit_plan", "txt", given)
    for said in ("Audit plan", "09:00 to 10:30", "Ingrid Hale, Porter", "Laboratory on site", "Anna Berg",
                 "Names stay out of the report.", "To be agreed: photos, screenshots and recordings"):  # fmt: skip
        assert squeezed(said) in found
    assert found.index("Operations") < found.index("Backups")
    plan = json.loads(written("audit_plan", "json", given))
    assert plan["slots"][1]["way"] == "on site" and "A.8.13" in plan["slots"][0]["asked_about"]
    assert "A.8.13" not in plan["not_planned"].get("A.8", []) and "A.7.4" not in plan["not_planned"]["A.7"]
    assert "___" in written("audit_plan", "txt", given).decode().partition("Report is issued")[2].partition("\n\n")[0]


def test_the_review_input_has_seven_headings_each_with_room_for_decisions_and_claims_nothing() -> None:
    given = report(realistic())
    data = json.loads(written("management_review", "json", given))
    assert [i["letter"] for i in data["inputs"]] == list("abcdefg") and data["held"] is False
    assert all(i["to_bring"] and i["decisions"] == [] for i in data["inputs"])
    text = written("management_review", "txt", given).decode()
    for letter in "abcdefg":
        chapter = text.partition(f"\n{letter}) ")[2].partition("\n---")[2]
        decisions = chapter.partition("\nDecisions\n")[2]
        assert "Decision: ___" in decisions and "Owner: ___" in decisions and "Date: ___" in decisions
    assert "Two leavers kept their access" in text.partition("\nd) ")[2].partition("\ne) ")[0]
    assert "no record of one" in " ".join(text.split())


def test_evidence_stands_in_the_order_of_the_requirements_and_says_what_is_stale() -> None:
    old = Evidence(id="E-900", title="Old list", fresh_until="2026-10", at=AT)
    records = [about(), old, Evidence(id="E-1", title="Late in the list", at=AT), Evidence(id="E-2", title="x", at=AT)]
    links = [Link(evidence="E-1", item="A.8.13", at=AT), Link(evidence="E-900", item="5.2", at=AT)]
    head, *rows = csv_rows(written("evidence", "csv", report([*records, *links])))
    assert [row[head.index("Id")] for row in rows] == ["E-900", "E-1", "E-2"]
    assert [row[head.index("Stale")] for row in rows] == ["yes", "no", "no"]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with the files of three pieces: one whole, one altered; the third is missing."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / sha(b"whole")).write_bytes(b"whole")
    (tmp_path / "evidence" / sha(b"before")).write_bytes(b"after!")
    return tmp_path


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def attached() -> list[Evidence | Link]:
    names = {"E-1": ("../../etc/Prüfung: a\u202eb?.pdf", b"whole"), "E-2": ("b.txt", b"before"), "E-3": ("", b"gone")}
    found: list[Evidence | Link] = [
        Evidence(id=ident, title=f"Piece {ident}", attachment=sha(data), attachment_name=name, at=AT)
        for ident, (name, data) in names.items()
    ]
    return [*found, Link(evidence="E-1", item="A.8.13", at=AT), Link(evidence="E-2", item="5.2", at=AT)]


def test_the_pack_holds_what_is_whole_and_names_what_is_not(kept: Path) -> None:
    given = report([about(), *attached()], folder=kept)
    with zipfile.ZipFile(io.BytesIO(written("evidence", "zip", given))) as pack:
        names = pack.namelist()
        (file,) = (name for name in names if name.startswith("files/"))
        assert file == "files/2_A.8.13_E-1_Prüfung-a-b.pdf" and pack.read(file) == b"whole"
        listed = dict(line.split("  ")[::-1] for line in pack.read("manifest.sha256").decode().splitlines())
        assert listed == {name: sha(pack.read(name)) for name in names if name != "manifest.sha256"}
        rows = csv.DictReader(io.StringIO(pack.read("index.csv").decode("utf-8-sig"), newline=""))
        where = {row["Id"]: row["File in the pack"] for row in rows}
        page = pack.read("index.html").decode()
        assert {entry.date_time for entry in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert where["E-1"] == file and "was altered" in where["E-2"] and "is missing" in where["E-3"]
    assert "Files that are not in this pack: 2" in page and "Piece E-3: the file is missing" in page
    elsewhere = text_of("evidence", "zip", report([about(), *attached()]))
    assert elsewhere.count(squeezed("not at hand")) >= 3


def test_a_format_is_refused_for_other_kinds_in_one_sentence(kept: Path) -> None:
    given = report([about(), *attached()], folder=kept)
    with pytest.raises(GapcheckError, match=r"zip is for reports of the kind evidence only.*for gap\.$"):
        write_report(given, "gap", ["zip"], kept)
    assert write_report(given, "evidence", ["zip"], kept / "mine.zip") == [kept / "mine.zip"]
    assert [path.name for path in write_report(given, "backlog", ["jira", "csv"], kept)] == ["backlog.jira.csv", "backlog.csv"]  # fmt: skip  # noqa: E501
    assert write_report(given, "backlog", ["github"], kept / "tickets.csv") == [kept / "tickets.csv"]


def test_trackers_get_titles_that_they_take_and_texts_that_do_nothing() -> None:
    typed = f"{LONG}\n@everybody [~admin] {{code}} =1+1"
    action = Action(id="A-9", items=("A.7.2",), text=typed, owner="ben-f", due="2026-12-24", blocking="stage2", at=AT)
    given = report([about(), action])
    for name, title, body in (("jira", "Summary", "Description"), ("github", "title", "body")):
        raw = written("backlog", name, given)
        assert not raw.startswith(b"\xef\xbb\xbf")
        row = next(csv.DictReader(io.StringIO(raw.decode(), newline="")))
        assert len(row[title]) <= 250 and "\n" not in row[title] and row[title].startswith("A-9 Write down")
        assert "\n" in row[body] and LONG[:300] in row[body]
    head, first, *_ = csv_rows(written("backlog", "jira", given))
    assert [head.count(name) for name in ("Summary", "Issue Type", "Priority", "Due date", "Assignee")] == [1] * 5
    labels = [cell for name, cell in zip(head, first, strict=True) if name == "Labels"]
    assert "iso27001" in labels and "theme-A.7" in labels and not [cell for cell in labels if " " in cell]
    assert first[head.index("Due date")] == "2026-12-24" and "\\[\\~admin\\]" in first[1] and "\\{code\\}" in first[1]
    row = next(csv.DictReader(io.StringIO(written("backlog", "github", given).decode(), newline="")))
    assert (row["assignees"], row["milestone"], row["state"]) == ("ben-f", "Before stage 2", "open")
    assert "\\@everybody" in row["body"]


def test_the_improvement_plan_adds_up_and_lets_nothing_begin_before_what_it_needs() -> None:
    given = report(realistic())
    plan = json.loads(written("improvement", "json", given))
    for parts in (plan["by_owner"], plan["by_month"]):
        assert sum(len(part["actions"]) for part in parts) == len(plan["actions"]) > 0
        for end in ("low", "high"):
            assert sum(part["days"][end] for part in parts) == pytest.approx(plan["days"][end])
    assert plan["days"]["low"] < plan["days"]["high"]
    assert plan["by_month"][-1]["month"] == "no date yet" and plan["by_month"][0]["month"] == "November 2026"
    seen: set[str] = set()
    for step in steps(given):
        assert all(set(ranked.needs) <= seen for ranked in step)
        seen |= {ranked.action.id for ranked in step}
    assert len(steps(given)) > 1


def test_the_copy_for_customers_says_what_is_in_place_and_nothing_else() -> None:
    given = report(realistic())
    for name in ("html", "md", "txt", "csv", "json"):
        found = text_of("soa_customer", name, given)
        for secret in ("Loss of orders", "R-07", "No premises", "Nightly", "IT handbook", "Head of IT", "Risk owner",
                       "E-014", "Anna", "Torstraße", "POL-01", "Confidential:"):  # fmt: skip
            assert squeezed(secret) not in found
        assert "A.8.13" in found
    rows = {row[0]: row[2:] for row in csv_rows(written("soa_customer", "csv", given))}
    assert rows["A.8.13"] == ["yes", "yes"] and rows["A.7.4"] == ["no", ""] and rows["A.5.23"] == ["yes", "not stated"]
    assert rows["A.5.1"] == ["undecided", ""] and len(rows) == 94
    assert squeezed("What was left out of this copy") in text_of("soa_customer", "html", given)


def test_two_versions_of_the_statement_are_compared(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    old = build.engagement(include("A.8.13"), include("A.5.1"), evidence("E-1", "A.5.1"))
    old.close()
    new = build.engagement(include("A.8.13", owner="Ida"), exclude("A.7.4"), include("A.5.1"), name="newer")
    found = compare(*(soa(Material(e.questionnaire, e.records)) for e in (old, new)))
    assert {c.ref: [d.field for d in c.differences] for c in found.changes} == {
        "A.7.4": ["applicable", "reason_out", "decided_by"],
        "A.8.13": ["owner"],
    }
    assert (found.count("changed"), found.unchanged) == (2, 91)
    fewer = msgspec.structs.replace(soa(Material(new.questionnaire, new.records)), rows=())
    assert compare(fewer, soa(Material(new.questionnaire, new.records))).count("added") == 93
    new.close()
    assert run(["soa", str(new.store.folder), "--against", str(old.store.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"changed": 2, "added": 0, "removed": 0, "unchanged": 91}
    assert run(["soa", str(new.store.folder), "--against", str(old.store.folder)]) == 0
    assert "2 controls changed, 91 the same" in capsys.readouterr().out
    out = build.folder / "compared"
    command = ["soa", str(new.store.folder), "--against", str(old.store.folder), "--format", "md,docx", "-o", str(out)]
    assert run(command) == 0 and {path.name for path in out.iterdir()} == {"soa_changes.md", "soa_changes.docx"}
    assert "| A.8.13 | Information backup | changed | owner |  | Ida |" in (out / "soa_changes.md").read_text("utf-8")
    assert run(["soa", str(new.store.folder), "--format", "md"]) == 2


def test_the_statement_is_compared_with_its_own_past(build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
    engagement = build.engagement(include("A.8.13"))
    seq = engagement.store.head
    engagement.do(exclude("A.7.4", reason="No premises"))
    engagement.undo()
    engagement.do(include("A.8.13", owner="Ida"))
    engagement.close()
    folder = str(engagement.store.folder)
    for when, counts in ((str(seq), "1 control changed, 92 the same."), ("1", "1 control changed, 92 the same.")):
        assert run(["soa", folder, "--since", when]) == 0
        assert counts in capsys.readouterr().out
    assert run(["soa", folder, "--since", AT[:10]]) == 0
    assert "Both versions say the same of every control." in capsys.readouterr().out


def test_every_kind_and_format_that_is_offered_can_be_made() -> None:
    assert list(KINDS) == list(offered.KINDS) == list(offered.SHORT_KINDS)
    assert list(FORMATS) == list(offered.FORMATS) == list(offered.SHORT_FORMATS)
