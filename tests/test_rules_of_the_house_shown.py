"""The rules of the house on what is shown: no advice in a certification audit, and nothing typed is lost."""

import json
from typing import Any

import pytest
from building import (
    AT,
    WHO,
    Builder,
    action,
    answer,
    assess,
    evidence,
    finding,
    frozen,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from gapcheck.analysis.backlog import backlog
from gapcheck.analysis.gap import gap
from gapcheck.analysis.material import Material
from gapcheck.analysis.readiness import readiness
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.entry import writes_of
from gapcheck.changes.registry import BY_NAME
from gapcheck.cli.main import run
from gapcheck.engagement import Engagement
from gapcheck.errors import Refusal
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import ENGAGEMENT_TYPES
from gapcheck.reports.data import backlog_data, gap_data, readiness_data
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput
from gapcheck.reports.write import write_report

CERTIFICATION = ["stage1", "stage2", "surveillance", "recertification"]


def material(engagement: Engagement) -> Material:
    return Material(engagement.questionnaire, engagement.records)


CAUSE, WAY = "CAUSE-because nobody was told", "WAY-buy a second disk"


class TestRule5CertificationModesShowNeitherRemediationNorCauses:
    def prepared(self, build: Builder, kind: str) -> Engagement:
        """An engagement that began as a gap analysis, with causes and ways to close gaps, and became an audit."""
        engagement = build.engagement()
        engagement.do(
            assess("A.8.13", "partial", documented="yes", implemented="partly"),
            assess("9.3.2", "does_not_conform", documented="yes", implemented="no"),
            assess("4.3", "conforms"),
            action("A-1", "A.8.14", "4.3", done_when=WAY, text=WAY),
            action("A-2", "A.8.15", text=WAY, status="done", closing_note=WAY),
            finding("F-1", "ofi", "A.8.13", root_causes=(CAUSE,), corrective_actions=(WAY,), correction=WAY),
        )
        taken_over = next(r.action.id for r in backlog(material(engagement)).actions if r.action.from_gap)
        engagement.do(BY_NAME["action"](id=taken_over, owner="Ida"))  # type: ignore[call-arg]
        engagement.do(EngagementChanged(type=kind))  # type: ignore[arg-type]
        return engagement

    def hidden(self, build: Builder) -> list[str]:
        """Everything that says how to close a gap."""
        texts = [CAUSE, WAY]
        for ref in ("A.8.13", "A.8.14", "4.3", "9.3.2"):
            for remediation in build.questionnaire.by_id[ref].remediation:
                texts += [remediation.action, remediation.done_when]
        return texts

    def assert_clean(self, text: str, build: Builder) -> None:
        flat = " ".join(text.split())
        for phrase in self.hidden(build):
            assert " ".join(phrase.split()) not in flat

    def test_the_same_engagement_does_show_them_as_a_gap_analysis(
        self, build: Builder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        engagement = self.prepared(build, "gap_analysis")
        run(["backlog", str(engagement.store.folder), "--json"])
        assert WAY in capsys.readouterr().out
        run(["show", str(engagement.store.folder), "A.8.13", "--json"])
        assert CAUSE in capsys.readouterr().out

    @pytest.mark.parametrize("kind", CERTIFICATION)
    def test_no_command_names_them(self, kind: str, build: Builder, capsys: pytest.CaptureFixture[str]) -> None:
        folder = str(self.prepared(build, kind).store.folder)
        commands = [
            ["backlog", folder],
            ["backlog", folder, "--explain"],
            ["gap", folder],
            ["gap", folder, "--explain"],
            ["soa", folder],
            ["readiness", folder, "--stage", "2"],
            *(["show", folder, ref] for ref in ("A.8.13", "A.8.14", "4.3")),
        ]
        for command in commands:
            for form in ([],) if "--explain" in command else ([], ["--json"]):
                assert run([*command, *form]) == 0
                self.assert_clean(capsys.readouterr().out, build)

    @pytest.mark.parametrize("kind", CERTIFICATION)
    def test_no_report_names_them(self, kind: str, build: Builder) -> None:
        report = ReportInput.of(self.prepared(build, kind))
        for name in KINDS:
            for path in write_report(report, name, ["md", "html", "txt", "csv", "json"], build.folder / "out" / name):
                self.assert_clean(path.read_text(encoding="utf-8"), build)

    @pytest.mark.parametrize("kind", CERTIFICATION)
    def test_none_are_recorded(self, kind: str, build: Builder) -> None:
        engagement = build.engagement(type=kind)
        grade = "area_of_concern" if kind == "stage1" else "minor"
        for field in ({"root_causes": (CAUSE,)}, {"corrective_actions": (WAY,)}, {"correction": WAY}):
            with pytest.raises(Refusal, match=r"9\.4\.5\.3"):
                engagement.do(finding("F-1", grade, "4.3", **field))
        with pytest.raises(Refusal, match="gives no advice"):
            engagement.do(action("A-1", "4.3", text=WAY))

    @pytest.mark.parametrize("kind", CERTIFICATION)
    def test_a_gap_taken_over_is_named_without_a_way_to_close_it(self, kind: str, build: Builder) -> None:
        engagement = build.engagement(assess("A.8.13", "does_not_conform"), type=kind)
        (ranked,) = backlog(material(engagement)).actions
        assert ranked.action.text == "Open point at A.8.13 Information backup"
        engagement.do(BY_NAME["action"](id=ranked.action.id, owner="Ida"))  # type: ignore[call-arg]
        assert engagement.records.raw("actions")["A.8.13-gap"].text == ranked.action.text  # type: ignore[attr-defined]

    @pytest.mark.parametrize("grade", ["major", "minor", "nonconformity", "strength"])
    def test_stage_1_has_areas_of_concern_and_no_grades(self, grade: Any, build: Builder) -> None:
        engagement = build.engagement(type="stage1")
        with pytest.raises(Refusal, match="area_of_concern"):
            engagement.do(finding("F-1", grade, "4.3"))
        engagement.do(finding("F-1", "area_of_concern", "4.3"))
        assert list(engagement.records.table(Finding)) == ["F-1"]

    @pytest.mark.parametrize("kind", [t for t in ENGAGEMENT_TYPES if t != "stage1"])
    def test_areas_of_concern_belong_to_stage_1(self, kind: str, build: Builder) -> None:
        with pytest.raises(Refusal, match="no findings of type"):
            build.records(finding("F-1", "area_of_concern", "4.3"), type=kind)


HOSTILE = [
    "[bold]x[/] [/] [link=x]",
    '=HYPERLINK("http://x")',
    "<script>alert('&amp;')</script>",
    "\x1b[31mred\x1b[0m \x07 \x00",
    "\u202eשלום العربية",
    "👩‍👩‍👧 e\u0301",
    " leading and trailing \r\n\t\u2028 ",
    "long " * 4096,
    '{"key": 1} \\u0041 %s {0}',
]


class TestRule8NothingTypedIsCutInterpretedOrLost:
    def shown(self, engagement: Engagement, ref: str, capsys: pytest.CaptureFixture[str]) -> Any:
        capsys.readouterr()
        assert run(["show", str(engagement.store.folder), ref, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    @given(text=st.text(max_size=300))
    @settings(max_examples=15)
    def test_any_note_comes_back_as_it_was_typed(
        self, text: str, build: Builder, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("typed") / "acme"
        with Engagement.create(folder, title="T", organization="O", type="gap_analysis", who=WHO, clock=frozen) as made:
            made.do(answer("4.3-q1", "yes_shown", note=text, who_would_know=text), BY_NAME["note"](item="4.3", text=text))  # type: ignore[call-arg]  # fmt: skip  # noqa: E501
        with Engagement.open(folder, who=WHO, read_only=True) as again:
            found = again.records.table(Answer)["4.3-q1"]
            assert (found.note, found.who_would_know) == (text, text)
            assert [note.text for note in again.records.table(Note).values()] == ([text] if text else [])
            (given_,) = self.shown(again, "4.3", capsys)["answers"]
        assert given_.get("note", "") == text

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_text_survives_every_field_the_journal_and_a_restart(
        self, text: str, build: Builder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        engagement = build.engagement()
        engagement.do(
            EngagementChanged(title=f"x{text}", purpose=text),
            answer("4.3-q1", "yes_shown", note=f"x{text}"),
            evidence("E-1", "4.3", title=f"x{text}", reference=text),
            finding("F-1", "minor", "4.3", title=text, nature=text),
            assess("4.3", "partial", rationale=f"x{text}"),
        )
        before = engagement.records
        again = build.reopened(engagement)
        assert again.records == before
        found = self.shown(again, "4.3", capsys)
        assert found["answers"][0]["note"] == f"x{text}"
        assert found["finding_records"][0]["nature"] == text
        assert f"x{text}" in [record["title"] for record in found["evidence_records"]]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_people_read_is_whole_and_acts_on_nothing(
        self, text: str, build: Builder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        engagement = build.engagement(answer("4.3-q1", "partly", note=text), action("A-1", "4.3", text=f"x{text}"))
        capsys.readouterr()
        for command in (["show", str(engagement.store.folder), "4.3"], ["backlog", str(engagement.store.folder)]):
            assert run(command) == 0
            out = capsys.readouterr().out
            assert "\x1b" not in out
            assert "\x07" not in out
            words = [word for word in text.split() if word.isprintable()]
            squeezed = "".join(out.split())
            assert all(word in squeezed for word in words)
            assert squeezed.count("long") >= text.count("long")

    def test_an_undone_answer_is_still_in_the_journal(self, build: Builder) -> None:
        engagement = build.engagement(answer("4.3-q1", "no", note="never to be lost"))
        engagement.undo()
        again = build.reopened(engagement)
        assert not again.records.table(Answer)
        journal = (again.store.folder / "journal.jsonl").read_text(encoding="utf-8")
        assert "never to be lost" in journal

    def test_what_was_accepted_once_is_replayed_though_a_rule_became_stricter(self, build: Builder) -> None:
        refused = assess("4.1", "not_applicable")
        _, records = writes_of([refused], build.records(), build.questionnaire, at=AT, by=WHO, check=False)
        assert records.table(Assessment)["4.1"].rationale == "seen on site"


def test_the_machine_results_of_all_modes_can_be_encoded(build: Builder) -> None:
    import msgspec

    for kind in ENGAGEMENT_TYPES:
        found = build.material(assess("4.3", "partial"), type=kind)
        for data in (
            gap_data(found, gap(found)),
            readiness_data(readiness(found, 1)),
            backlog_data(found, backlog(found)),
        ):
            assert json.loads(msgspec.json.encode(data))
