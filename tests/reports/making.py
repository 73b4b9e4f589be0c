"""Engagements to report on: a realistic one, and one with hostile text in every field."""

from collections.abc import Callable

import msgspec

from gapcheck.analysis.material import Material
from gapcheck.changes.base import put
from gapcheck.questionnaire.loader import load_shipped
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.about import About, Member, Site
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.answers import Answer, Assessment, Note
from gapcheck.records.applicability import Applicability
from gapcheck.records.base import Record, Records
from gapcheck.records.day import Meeting, Participant, Slot
from gapcheck.records.evidence import Evidence, Link
from gapcheck.records.findings import Finding
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft
from gapcheck.records.notes import QuickNote
from gapcheck.records.samples import Case, Sample
from gapcheck.records.threads import Thread
from gapcheck.records.vocabulary import AnswerValue, EngagementType
from gapcheck.reports.source import ReportInput

AT = "2026-11-21T14:02:00+01:00"
_VALUES: tuple[AnswerValue, ...] = ("yes_shown", "yes_said", "partly", "no", "unknown")


def questionnaire() -> Questionnaire:
    return load_shipped()


def about(kind: EngagementType = "gap_analysis", **fields: str) -> About:
    given: dict[str, str] = {
        "title": "Gap analysis before certification",
        "organization": "Acme Fabrication GmbH",
        "audit_scope": "Development and operation of the order portal, Berlin and remote work",
        "isms_scope": "The whole company without the canteen",
        "period_from": "2026-11-16",
        "period_to": "2026-11-21",
        "confidentiality": "Confidential: Acme and the audit team only",
        **fields,
    }
    return About(type=kind, questionnaire="iso27001-2022", criteria=(asked.manifest.edition,), at=AT, **given)


asked = questionnaire()


def report(records: list[Record], **fields: object) -> ReportInput:
    given = Records().after([put(record) for record in records])
    return ReportInput(Material(asked, given), seq=len(records), **fields)  # type: ignore[arg-type]


def realistic(kind: EngagementType = "gap_analysis", answers: int | None = None) -> list[Record]:
    """Everything there is, in believable amounts; some items are not looked at."""
    found: list[Record] = [
        about(kind),
        Member(id="M-1", name="Anna Berg", role="lead", areas=("clauses",), competence="ISO 27001 lead auditor", at=AT),
        Site(id="berlin", name="Berlin", address="Torstraße 1", kind="central", at=AT),
        Evidence(
            id="E-014",
            type="record",
            title="Restore test May",
            reference="IT-REC-221",
            version_date="2026-05-12",
            what_it_shows="The order database was restored in 40 minutes.",
            source_role="IT operations",
            period_from="2026-05-01",
            period_to="2026-05-31",
            at=AT,
            by="Anna",
        ),
        Evidence(id="E-021", type="document", title="Information security policy 2.1", reference="POL-01", at=AT),
        Evidence(id="E-022", type="system_check", title="Badge log of the server room", at=AT),
        Link(evidence="E-014", item="A.8.13", reason="40 minutes against a target of 4 hours", at=AT),
        Link(evidence="E-021", item="5.2", at=AT),
        Link(evidence="E-022", item="A.7.4", effect="contradicts", reason="cameras are in use", at=AT),
        Applicability(
            control="A.7.4",
            applicable="no",
            reason_out="No premises; staff work from home",
            decided_by="Risk owner",
            at=AT,
        ),
        Applicability(
            control="A.8.13",
            applicable="yes",
            reasons_in=("risk", "contract"),
            reason_text="Loss of orders stops production",
            risk_refs=("R-07",),
            implementation="implemented",
            how="Nightly copies to a second place",
            where_documented="IT handbook, chapter 4",
            owner="Head of IT",
            decided_by="Risk owner",
            at=AT,
        ),
        Applicability(control="A.5.23", applicable="yes", reasons_in=("business",), at=AT),
        Note(item="A.8.13", text="Two systems are backed up by the supplier.\nAsk for the contract.", at=AT),
        Action(
            id="A-1",
            items=("6.1.2", "8.2"),
            text="Define the risk method and run the first assessment",
            severity="absent",
            risk_level=20,
            effort="L",
            days=8,
            owner="Ben",
            owner_role="ISMS manager",
            due="2026-11-27",
            done_when="Results are approved by the risk owners",
            at=AT,
        ),
        Action(
            id="A-0", items=("5.2",), text="Publish the policy", status="done", closing_note="On the intranet", at=AT
        ),
        *findings(kind),
        *on_site(),
    ]
    return found + heard()[:answers]


def heard() -> list[Record]:
    """Answers to three of four items, a decision on some, and evidence behind what was shown."""
    found: list[Record] = []
    for n, item in enumerate(asked.items):
        if n % 4 == 3:
            continue
        value = _VALUES[(n * 7 // 3) % 5]
        for question in item.questions:
            note = "seen in the ticket system" if value == "yes_shown" else ""
            who = "HR lead" if value == "unknown" else ""
            found.append(Answer(question=question.id, value=value, note=note, who_would_know=who, at=AT, by="Anna"))
        if value == "yes_shown":
            found.append(Evidence(id=f"E-1{n:02}", type="record", title=f"Ticket sample {n}", at=AT))
            found.append(Link(evidence=f"E-1{n:02}", item=item.id, at=AT))
        if n % 3 == 0:
            status = {"yes_shown": "conforms", "yes_said": "conforms", "partly": "partial"}.get(
                value, "does_not_conform"
            )
            found.append(
                Assessment(item=item.id, status=status, rationale="Seen and discussed", at=AT, by="Anna")  # type: ignore[arg-type]
            )
    return found


def findings(kind: EngagementType) -> list[Record]:
    grade = "area_of_concern" if kind == "stage1" else "minor"
    return [
        Finding(
            id="F-1",
            type=grade,  # type: ignore[arg-type]
            items=("A.5.18",),
            title="Two leavers kept their access",
            requirement="Access ends on the last day (own rule AC-4)",
            evidence=("E-021",),
            nature="Two of ten sampled leavers could still sign in.",
            grading_rationale="Two cases, no access was used",
            correction="CORRECTION-TEXT",
            extent_check="EXTENT-TEXT",
            root_causes=("CAUSE-TEXT",),
            corrective_actions=("CORRECTIVE-TEXT",),
            at=AT,
        ),
    ]


def on_site() -> list[Record]:
    """What is kept on the day itself; nothing of it waits for anybody."""
    cases = (Case(id="3", result="ok"), Case(id="17", result="exception", note="open for nine days"))
    day = {"date": "2026-11-21", "site": "berlin"}
    return [
        Participant(id="IH", name="Ines Holm", function="Head of IT", roles=("it-operations",), site="berlin", at=AT),
        Slot(id="P-1", start="09:00", end="10:00", title="IT operations", people=("IH",), place="IT office",
             began="2026-11-21T09:25:00+01:00", ended="2026-11-21T10:05:00+01:00", at=AT, **day),
        Meeting(kind="opening", present=("IH", "M-1"), done={"introductions": "", "scope": "Vienna is left out"},
                note="Started late", at=AT, **day),
        QuickNote(id="N-001", text="Copies are looked at on Mondays", person="IH", place="IT office", items=("A.8.13",),
                  taken_at=AT, taken_by="Anna", at=AT),
        Sample(id="S-1", title="Leavers", objective="Access ends on the last day", items=("A.5.18",), cases=cases,
               population="leavers since January", population_size=42, source="payroll list", how="by date", at=AT),
        Thread(id="T-1", title="One leaver", case="K. M.", items=("A.5.18",), notes=("N-001",), outcome="conformity",
               conclusion="List and system agree", at=AT),
    ]  # fmt: skip


def first_day() -> list[Record]:
    """What nobody knew, the draft of the scope, and a result to compare with."""
    return [
        Answer(question="A.5.9-q1", value="unknown", note="in a drawer", who_would_know="Ben", at=AT, by="Anna"),
        ScopeDraft(
            inside={"assets": "drawings"}, outside={"departments": "canteen"}, statement="The whole company", at=AT
        ),
        ProfileAnswer(id="P1", choice="yes", text="64 people", at=AT),
        Snapshot(id="baseline", label="First look", seq=1, statuses={"4.1": "conforms", "A.5.9": "partial"}, at=AT),
    ]


def hostile(typed: str | Callable[[str], str], kind: EngagementType = "gap_analysis") -> list[Record]:
    """A text in every free field of every record; ids and dates stay what they are.

    `typed` is the text, or what gives each field its own by a name such as "Evidence.title.7".
    """
    fixed = {"id", "at", "by", "item", "items", "question", "control", "site", "evidence", "questionnaire"}
    fixed |= {"attachment", "from_answer", "period_from", "period_to", "criteria", "finding", "content_version"}
    fixed |= {"date", "start", "end", "began", "ended", "taken_at", "ready", "kind"}

    def filled(record: Record, number: int) -> Record:
        changes: dict[str, object] = {}
        for field in msgspec.structs.fields(record):
            name = f"{type(record).__name__}.{field.name}.{number}"
            old = getattr(record, field.name)

            def text(part: str = "", name: str = name) -> str:
                return typed if isinstance(typed, str) else typed(name + part)

            if field.name in fixed:
                continue
            if field.type is str:
                changes[field.name] = text()
            elif field.type == tuple[str, ...]:
                changes[field.name] = (text(), text(".2"))
            elif field.type == dict[str, str]:
                changes[field.name] = {key: text(f".{key}") for key in old}
            elif field.type == tuple[Case, ...]:
                cases = enumerate(old)
                changes[field.name] = tuple(
                    Case(id=text(f".{n}.id"), note=text(f".{n}.note"), result=case.result) for n, case in cases
                )
        return msgspec.structs.replace(record, **changes)

    return [filled(record, number) for number, record in enumerate((*realistic(kind, 12), *first_day()))]
