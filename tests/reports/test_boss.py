"""The page for the managing director: what it says in each state, and that it is one page."""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from building import Builder, action, answer, assess, exclude
from reports.making import realistic
from reports.making import report as report_of
from reports.reading import Page, csv_rows, squeezed, text_of, written

from gapcheck.analysis.growing import growth
from gapcheck.analysis.items import results
from gapcheck.analysis.material import Material
from gapcheck.changes.actions import SnapshotTaken
from gapcheck.changes.base import Change
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.first_day import ScopeDrafted
from gapcheck.records.vocabulary import AnswerValue, label
from gapcheck.reports import html
from gapcheck.reports.boss_facts import BossFacts
from gapcheck.reports.document import Block, Facts
from gapcheck.reports.html_page import SIZES, size
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.names import formats_of
from gapcheck.reports.source import ReportInput

CERTIFICATION = ("stage1", "stage2", "surveillance", "recertification")
HALF: tuple[AnswerValue, ...] = ("yes_shown", "no", "unknown", "yes_said", "partly", "no", "unknown")
SECTIONS = (
    "What is good already",
    "What stands in the way",
    "What to do next",
    "Decisions wanted",
    "What we did not look at",
)


def baseline(build: Builder, values: Sequence[AnswerValue] = HALF, count: int = 41) -> list[Change]:
    asked = build.questionnaire.baseline.questions[:count]
    return [
        answer(entry.question, values[n % len(values)], note="seen in the tickets" if n % len(values) == 0 else "")
        for n, entry in enumerate(asked)
    ]


def about(**fields: str) -> EngagementChanged:
    return EngagementChanged(**{"organization": "Acme Fabrication GmbH", "title": "First look", **fields})


def report(build: Builder, *changes: Change, type: Any = "baseline", **fields: Any) -> ReportInput:
    return ReportInput(Material(build.questionnaire, build.records(*changes, type=type)), seq=7, **fields)


def text(given: ReportInput) -> str:
    """The page as plain text on one line."""
    return " ".join(written("boss", "txt", given).decode().split())


def part(given: ReportInput, heading: str) -> str:
    """What stands under a heading."""
    chapters = re.split(r"\n\n\n(.+)\n-+\n", written("boss", "txt", given).decode().partition("\n" + "-" * 72)[0])
    found = dict(zip(chapters[1::2], chapters[2::2], strict=True))
    return " ".join(next(body for name, body in found.items() if name.startswith(heading)).split())


def test_one_sentence_says_where_we_stand(build: Builder) -> None:
    given = report(build, about(isms_scope="Order portal, Berlin"), *baseline(build))
    assert (
        "On 21 November 2026, our first self-check against ISO/IEC 27001 says that we are not ready for the first "
        "audit yet, for this scope: Order portal, Berlin" in text(given)
    )


def test_the_scope_may_be_a_draft_or_not_written_yet(build: Builder) -> None:
    assert "for a scope (what belongs to it) that is still to be written." in text(report(build))
    drafted = report(build, ScopeDrafted(statement="Everything but the canteen"))
    assert "for this scope, still a draft: Everything but the canteen" in text(drafted)
    assert "Known so far: Draft: as above." in text(drafted)
    line = build.questionnaire.scope.lines[0]
    from_lines = report(build, ScopeDrafted(inside={line.id: "the portal"}, outside={line.id: "the canteen"}))
    assert f"{line.title}: the portal left out, {line.title}: the canteen" in text(from_lines)
    assert "ISMS" not in text(from_lines)


def test_nothing_answered_is_told_honestly(build: Builder) -> None:
    given = report(build)
    assert "Nobody can say yet. Of 10 points" in part(given, "Ready") and "10 are not known yet" in part(given, "Ready")
    assert part(given, "What is good") == "Nothing was looked at yet. That is normal at the start."
    assert "✕" not in part(given, "What stands") and "And 5 more: 5 not known yet." in part(given, "What stands")
    assert part(given, "What to do") == "No action is open."
    assert "All of the 30 requirements" in part(given, "What we did not")
    assert "all of the 93 controls" in part(given, "What we did not")


def test_known_blockers_stand_before_unknown_ones_and_the_rest_is_counted(build: Builder) -> None:
    given = report(build, *baseline(build))
    found = BossFacts(given)
    known = sum(point.known for point in found.blockers)
    assert 0 < known < len(found.blockers)
    assert [point.known for point in found.blockers] == sorted((p.known for p in found.blockers), reverse=True)
    assert {p.gate for p in found.blockers if p.known} == {g.gate.id for g in given.stage1.of("failed", "blocker")}
    shown = part(given, "What stands")
    assert shown.count("✕ known: ") == min(known, 5) and shown.count("✕") + shown.count("· not known yet") == 5
    assert f"And {len(found.blockers) - 5} more: " in shown
    assert f"{known} stand in the way, and {len(found.blockers) - known} are not known yet" in part(given, "Ready")
    for point, gate in zip(found.blockers, given.stage1.of("failed", "blocker"), strict=False):
        assert point.text == gate.gate.business


def test_what_was_only_said_is_marked(build: Builder) -> None:
    values: tuple[AnswerValue, ...] = ("yes_said", "no", "no")
    shown = part(report(build, *baseline(build, ("yes_shown", "no"), 1)), "What is good")
    said = part(report(build, answer("4.1-q1", "yes_said")), "What is good")
    good = build.questionnaire.baseline.questions[0].good
    assert shown == f"● shown: {good}" and said == f"○ said, not shown yet: {good}"
    three = part(report(build, *baseline(build, values)), "What is good")
    assert three.count("○ said, not shown yet: ") == 3 and "●" not in three


def test_the_next_three_actions_have_an_owner_days_and_a_date(build: Builder) -> None:
    dated = {"owner": "Ida", "owner_role": "CEO", "due": "2027-01-15", "days": 3, "pinned": "x"}
    given = report(
        build,
        *baseline(build),
        action("A-1", "4.3", text="Write the ISMS scope", **dated),
        action("A-2", "5.2", text="Publish it", days=2, due="after Easter", pinned="x"),
    )
    shown = part(given, "What to do")
    assert "1. Write the ISMS scope Who: Ida, CEO Work: 3 days When: by 15 January 2027 (week 2)" in shown
    assert "2. Publish it Who: nobody named yet Work: 2 days When: after Easter" in shown
    assert "3. " in shown and "4. " not in shown
    assert "By quarter: quarter 1 of 2027: 3 days (1 action); no date yet: " in shown


def test_effort_is_a_range_from_the_low_to_the_high_end_of_each_plan(build: Builder) -> None:
    given = report(build, answer("4.3-q1", "no"))
    ranges = [r.days for r in build.questionnaire.by_id["4.3"].remediation]
    (step, *_) = BossFacts(given).steps
    assert f"{step.span.low:g}-{step.span.high:g}" in ranges or f"{step.span.high:g}" in ranges
    found = BossFacts(given)
    assert found.total.low < found.total.high == sum(ranked.days for ranked in given.backlog.actions)
    assert "None of it has a date yet." in part(given, "What to do")


def test_decisions_have_room_to_write_and_say_what_is_known(build: Builder) -> None:
    given = report(build, about(isms_scope="Order portal", target_date="2027-09-01"), *baseline(build))
    shown = part(given, "Decisions")
    assert re.findall(r"To decide: (\w+)", shown) == ["Sponsor", "Scope", "Budget", "Audit"]
    assert len(re.findall(r"Decision: _{20,}", shown)) == 4
    assert (
        "Wished for: 1 September 2027 (week 35)" in shown and "Known work: " in shown and "So far: as above." in shown
    )
    assert written("boss", "html", given).decode().count('<td class="blank"></td>') == 4


def test_clauses_and_controls_are_counted_apart_and_nothing_is_a_percentage(build: Builder) -> None:
    given = report(build, *baseline(build), exclude("A.7.4"))
    clauses, controls = (given.gap.group(group).counts for group in ("clauses", "annex_a"))
    shown = part(given, "What we did not")
    assert f"{clauses.not_assessed} of the 30 requirements of the standard and, counted apart" in shown
    assert f"{controls.not_assessed} of the 92 controls" in shown and "1 more is left out with a reason" in shown
    every = sum(len(item.questions) for item in build.questionnaire.items)
    assert f"A first look asks only 41 of {every} questions." in shown
    for name in formats_of("boss"):
        if name != "json":
            assert not re.search(r"\d%|percent", text_of("boss", name, given))
    assert "first look asks" not in text(report(build, *baseline(build), type="gap_analysis"))


def test_all_well_is_a_yes_and_no_promise(build: Builder) -> None:
    given = ReportInput(build.well_but())
    assert part(given, "Ready").startswith("Yes. All 10 points")
    assert "Whether a certificate follows is for the certification body to decide." in part(given, "Ready")
    assert part(given, "What is good").count("● shown: ") == 3
    assert part(given, "What stands") == "Nothing that we know of."
    assert "None of the 30 requirements of the standard and, counted apart, none of the 93" in text(given)


def test_concerns_and_what_was_not_looked_at_are_named_once_no_blocker_is_left(build: Builder) -> None:
    concern = ReportInput(build.well_but(assess("4.2", "does_not_conform", implemented="no")))
    assert part(concern, "Ready").startswith("Yes, with concerns.")
    assert "✕ known, a concern: " in part(concern, "What stands")


def test_then_and_now_count_clauses_and_controls_apart(build: Builder) -> None:
    assert "Then and now" not in text(report(build, *baseline(build)))
    first = report(build, *baseline(build)).material
    grown = build.records(*growth(first, 7), answer("4.1-q1", "no"), after=first.records)
    given = ReportInput(Material(build.questionnaire, grown))
    then = [result for result in results(first).values() if result.status == "conforms"]
    clauses, controls = (sum(r.item.kind == kind for r in then) for kind in ("clause", "control"))
    shown = part(given, "Then and now")
    assert f"Baseline, 21 November 2026: {clauses} of 30 requirements and {controls} of 93 controls conformed" in shown
    assert clauses and controls and "Now: 0 of 30 requirements and " in shown
    assert shown.endswith("Then only the questions of the first look counted; now all of them do.")


def test_the_oldest_snapshot_is_compared_with(build: Builder) -> None:
    kept = [SnapshotTaken(id=f"s{n}", label=f"Look {n}", seq=n, statuses={"4.1": "conforms"}) for n in (5, 2, 9)]
    assert "Look 2, 21 November 2026: 1 of 1 requirements and 0 of 0" in part(report(build, *kept), "Then and now")


@pytest.mark.parametrize("kind", CERTIFICATION)
def test_a_certification_audit_gives_no_advice(kind: str, build: Builder) -> None:
    given = report(build, about(audit_scope="Order portal"), *baseline(build), type=kind)
    shown = text(given)
    for heading in ("What to do next", "Decisions wanted", "Sponsor", "Budget"):
        assert heading not in shown
    assert "self-check" not in shown and "our own" not in shown and "we are" not in shown
    assert f"this is how the notes of the {label(kind)} against ISO/IEC 27001 stand" in shown
    assert "Ready for" not in shown
    assert "does not replace the audit report" in shown and "for this scope: Order portal" in shown
    data = json.loads(written("boss", "json", given))
    assert data["actions"] == data["effort"] == data["decisions"] == []
    assert data["stage"] == (1 if kind == "stage1" else 2)


def test_an_internal_audit_says_what_it_is(build: Builder) -> None:
    shown = text(report(build, *baseline(build), type="internal_audit"))
    assert "the internal audit against ISO/IEC 27001" in shown and "self-check" not in shown
    assert "Decisions wanted" in shown
    assert "Decisions wanted" not in text(report(build, type="internal_audit", remediation=False))


def test_none_of_our_words_is_one_of_auditors(build: Builder) -> None:
    everything = [answer(e.question, "no") for e in build.questionnaire.baseline.questions]
    for given in (report(build), report(build, *everything), ReportInput(build.well_but())):
        for name in ("txt", "html", "md", "csv"):
            page = written("boss", name, given).decode()
            assert not re.search(r"ISMS|\bSoA\b|Statement of Applicability|onconformit|Annex", page)


def test_actions_of_people_keep_the_words_they_were_typed_in(build: Builder) -> None:
    typed = action("4.3-R1", "4.3", text="Fill in the SoA for the ISMS", pinned="x")
    assert "Fill in the SoA for the ISMS" in text(report(build, answer("4.3-q1", "no"), typed))


def test_the_page_is_in_order_for_those_who_hear_it(build: Builder) -> None:
    page = Page(written("boss", "html", report(build, *baseline(build))).decode())
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en-GB"
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * (len(SECTIONS) + 1)]
    assert all(given.get("scope") in ("col", "row") for tag, given in page.tags if tag == "th")
    assert tags.count("main") == 1 and "nav" not in tags
    words = "".join(page.text)
    assert [words.index(heading) for heading in SECTIONS] == sorted(words.index(heading) for heading in SECTIONS)


def test_every_row_of_the_table_belongs_to_a_part_of_the_page(build: Builder) -> None:
    given = report(build, about(isms_scope="Order portal"), *baseline(build))
    head, *rows = csv_rows(written("boss", "csv", given))
    assert head == ["Part", "State", "Text", "Who", "Days low", "Days high", "When"]
    assert sum(row[0] == "In the way" for row in rows) == len(BossFacts(given).blockers), "all of them, not five"
    assert {
        "Organization",
        "Where we stand",
        "Verdict",
        "Good already",
        "Next",
        "Work",
        "To decide",
        "Not looked at",
    } <= {row[0] for row in rows}


def test_the_foot_names_the_data(build: Builder) -> None:
    given = report(build, about(confidentiality="Board only"), *baseline(build))
    for name in ("txt", "html", "md"):
        found = text_of("boss", name, given)
        for said in (given.data_hash, "journal entry 7", "Draft", "first self-check", "21 November 2026", "Board only"):
            assert squeezed(said) in found
    assert squeezed("Final") in text_of("boss", "txt", report(build, final=True))


LONG_NAME = (
    "Gesellschaft für Präzisionsfertigung, Oberflächenveredelung und Baugruppenmontage "
    "Oberschwaben-Niederbayern mbH & Co. KGaA"
)
LONG_TASK = (
    "Einführung eines Verfahrens für die Beurteilung der Risiken mit Kriterien, Eigentümern und Terminen; danach die "
    "erste Beurteilung gemeinsam mit allen Fachbereichen durchführen und freigeben lassen, bis Q1"
)
LONG_OWNER = "Dr.-Ing. Maximiliane von Hohenstein-Schwarzenberg, Leiterin Informationssicherheit und Datenschutz"
LONG_SCOPE = (
    "Entwicklung, Fertigung und Vertrieb von Präzisionsbauteilen an den Standorten Ravensburg, Friedrichshafen und "
    "Passau\neinschließlich der ausgelagerten IT-Dienste; ohne Kantine, Fuhrpark und Wohnungsverwaltung"
)


def short(build: Builder) -> ReportInput:
    return report(build, about(isms_scope="Order portal, Berlin"), *baseline(build))


def long(build: Builder) -> ReportInput:
    dates = {"4.3": "2027-01-15", "5.2": "2027-05-30", "6.1.2": "2027-08-30"}
    return report(
        build,
        about(organization=LONG_NAME, title=LONG_TASK[:100], isms_scope=LONG_SCOPE, target_date="2027-09-01",
              confidentiality="Vertraulich: nur für die Geschäftsleitung und das Projektteam"),
        *(answer(entry.question, "no") for entry in build.questionnaire.baseline.questions),
        *(action(f"A-{ref}", ref, text=LONG_TASK, owner=LONG_OWNER, owner_role="Leiterin Informationssicherheit",
                 days=8, due=due, pinned="x") for ref, due in dates.items()),
        SnapshotTaken(id="baseline", label="Ausgangslage vor dem Projektstart", statuses={"4.1": "partial"}),
        type="gap_analysis",
    )  # fmt: skip


def test_long_texts_are_set_smaller_and_never_cut(build: Builder) -> None:
    few, many = (KINDS["boss"].document(given) for given in (short(build), long(build)))
    assert SIZES[0] >= size(few) > size(many) >= 7
    endless = KINDS["boss"].document(report(build, about(organization="word " * 4000)))
    assert size(endless) == SIZES[-1]
    found = text_of("boss", "html", long(build))
    assert found.count(squeezed(LONG_TASK)) == 3 and found.count(squeezed(LONG_OWNER)) == 3
    assert squeezed(LONG_NAME) in found and squeezed(LONG_SCOPE) in found


def with_long_blockers(block: Block) -> Block:
    if not isinstance(block, Facts) or "✕" not in block.rows[0].label:
        return block
    return Facts(rows=tuple(msgspec.structs.replace(row, lines=(LONG_TASK,)) for row in block.rows))


_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
BROWSER = next((path for name in _BROWSERS if (path := shutil.which(name))), "")


@pytest.mark.skipif(not BROWSER, reason=f"prints with a browser, and none of {', '.join(_BROWSERS)} is on the PATH")
@pytest.mark.parametrize("state", ["short", "long"])
def test_it_prints_on_exactly_one_page(state: str, build: Builder, tmp_path: Path) -> None:
    made = {"short": short, "long": long, "empty": report, "well": lambda b: ReportInput(b.well_but())}[state](build)
    page, printed = tmp_path / "boss.html", tmp_path / "boss.pdf"
    document = KINDS["boss"].document(made)
    blocks = [with_long_blockers(block) for block in document.blocks] if state == "long" else document.blocks
    page.write_bytes(html.render(msgspec.structs.replace(document, blocks=tuple(blocks))))
    flags = (
        "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --no-pdf-header-footer"
    )
    given = [BROWSER, *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", str(page)]
    subprocess.run(given, check=True, timeout=60, capture_output=True)
    assert len(re.findall(rb"/Type\s*/Page(?!s)", printed.read_bytes())) == 1


def test_a_realistic_engagement_gives_the_page_in_every_mode() -> None:
    for kind in ("gap_analysis", "readiness", "internal_audit", "supplier", *CERTIFICATION):
        found = text(report_of(realistic(kind)))  # type: ignore[arg-type]
        assert "Acme Fabrication GmbH" in found and "What we did not look at" in found
