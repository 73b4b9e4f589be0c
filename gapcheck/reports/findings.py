"""Findings for readers: in order, in their three parts, with the grade only where a type has one."""

from collections.abc import Iterable

from gapcheck.analysis.finding_check import missing
from gapcheck.records.about import About, finding_label
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import Agreement, FindingType, label
from gapcheck.reports.document import Block, Callout, Column, Fact, Facts, Heading, Paragraph, Table, fact, facts
from gapcheck.reports.metadata import name_of_site
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NONCONFORMITIES: tuple[FindingType, ...] = ("major", "nonconformity", "minor")
"""What does not fulfil a requirement, gravest first."""
GRADED: tuple[FindingType, ...] = ("major", "minor")
_ORDER: tuple[FindingType, ...] = (*NONCONFORMITIES, "area_of_concern", "ofi", "strength")
_NATURE: dict[FindingType, str] = {
    "ofi": "What could be better",
    "strength": "What is good",
    "area_of_concern": "What could become a nonconformity",
}
VIEW = "The organization says"
_AGREED: dict[Agreement, str] = {"yes": "agreed", "disputed": "disputed", "pending": "not asked yet"}


def all_findings(report: ReportInput) -> list[Finding]:
    """Every finding: those of earlier audits and repeated ones first, then the gravest."""
    found = report.material.records.table(Finding).values()
    return sorted(found, key=lambda finding: (not is_earlier(finding), _ORDER.index(finding.type)))


def nonconformities(report: ReportInput) -> list[Finding]:
    """What does not fulfil a requirement, in the same order."""
    return [finding for finding in all_findings(report) if finding.type in NONCONFORMITIES]


def is_earlier(finding: Finding) -> bool:
    """Whether it was raised before, here again or by somebody else."""
    return bool(finding.repeat_of or finding.source)


def where(finding: Finding, report: ReportInput) -> str:
    """Site and process."""
    return joined(", ", name_of_site(finding.site, report), finding.process)


def agreement(finding: Finding) -> str:
    """Whether the organization sees it in the same way."""
    return _AGREED[finding.agreed]


def about_of(finding: Finding) -> str:
    """A finding in a few words."""
    return finding.title or finding.nature


def criteria_lines(finding: Finding, report: ReportInput) -> list[str]:
    """The clauses and controls that it stands against, with their titles."""
    known = report.material.questionnaire.by_id
    return [joined(" ", ref, known[ref].full_title if ref in known else "") for ref in finding.items]


def evidence_of(finding: Finding, report: ReportInput) -> list[str]:
    """What was seen, told so that another person finds it again."""
    register = report.material.records.table(Evidence)
    return [_evidence_line(register[ident], report) if ident in register else ident for ident in finding.evidence]


def _evidence_line(evidence: Evidence, report: ReportInput) -> str:
    return joined(
        " · ",
        joined(" ", evidence.id, evidence.title),
        joined(", ", evidence.reference, evidence.version_date),
        evidence.what_it_shows,
        joined(", ", name_of_site(evidence.site, report), evidence.place),
    )


def three_parts(finding: Finding, report: ReportInput) -> tuple[Fact, ...]:
    """Requirement, evidence and nature, kept apart."""
    return (
        fact("Requirement", finding.requirement),
        fact("Evidence", *evidence_of(finding, report)),
        fact(_NATURE.get(finding.type, "What is not fulfilled"), finding.nature),
    )


def reason_label(finding: Finding) -> str:
    """What stands before the reason: only major and minor are grades."""
    return "Why this grade" if finding.type in GRADED else "Why"


def finding_facts(finding: Finding, report: ReportInput) -> Facts:
    """All of a finding; causes and ways to close it only where the mode allows."""
    rows = [
        fact("Concerns", *criteria_lines(finding, report)),
        *three_parts(finding, report),
        fact("Where", where(finding, report)),
        fact("Effect", finding.effect),
        fact(reason_label(finding), finding.grading_rationale),
        fact(VIEW, joined(": ", agreement(finding), finding.auditee_comment) if finding.type != "strength" else ""),
        fact("Repeats", finding.repeat_of),
        fact("Raised by", finding.source),
        fact("Issued incomplete, because", finding.issued_incomplete),
    ]
    if report.shows_remediation:
        rows += [
            fact("Correction", finding.correction),
            fact("How far it reaches", finding.extent_check),
            fact("Causes", *finding.root_causes),
            fact("Corrective action", *finding.corrective_actions),
        ]
    rows += [
        fact("Answer due", finding.due_plan),
        fact("Action due", finding.due_done),
        fact("Verification", finding.verification),
        fact("Effectiveness", finding.effectiveness),
        fact("State", label(finding.status)),
    ]
    return facts(*rows)


def finding_blocks(findings: Iterable[Finding], report: ReportInput) -> tuple[Block, ...]:
    """Findings in full, each under its number."""
    blocks: list[Block] = []
    for finding in findings:
        kind = finding_label(report.about, finding.type)
        blocks += [
            Heading(text=joined(" ", finding.id, finding.title), level=3, mark=kind),
            finding_facts(finding, report),
        ]
    return tuple(blocks)


def finding_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every finding in full, in the order in which they were recorded."""
    found = report.material.records.table(Finding).values()
    none = Paragraph(text="No findings were raised.")
    return Heading(text="Findings"), *(finding_blocks(found, report) or (none,))


def in_short(findings: Iterable[Finding], report: ReportInput) -> Table:
    """A line for each finding."""
    columns = (
        Column(title="No.", kind="ref", width=1),
        Column(title="Type", width=2.3),
        Column(title="Concerns", kind="ref", width=1.5),
        Column(title="In short", width=5),
        Column(title="Where", width=2.2),
        Column(title="Agreed", width=1.4),
    )
    return Table(columns=columns, rows=tuple(_short(finding, report) for finding in findings))


def _short(finding: Finding, report: ReportInput) -> tuple[str, ...]:
    before = f"repeats {finding.repeat_of}" if finding.repeat_of else "earlier audit" if finding.source else ""
    return (
        finding.id,
        joined(", ", finding_label(report.about, finding.type), before),
        joined(", ", *finding.items),
        about_of(finding),
        where(finding, report),
        agreement(finding) if finding.type != "strength" else "",
    )


def counts(report: ReportInput) -> Table:
    """How many findings of each type there are, in the words of the house."""
    columns = (
        Column(title="Findings", width=4),
        Column(title="Number", kind="number"),
        Column(title="Raised earlier or repeated", kind="number", width=1.6),
        Column(title="Still open", kind="number"),
        Column(title="Disputed", kind="number"),
        Column(title="Not asked yet", kind="number", width=1.3),
        Column(title="Draft", kind="number"),
    )
    findings = all_findings(report)
    wanted = {*report.material.mode.offered_findings, *(finding.type for finding in findings)}
    rows = [
        _counted(report.about, kind, [finding for finding in findings if finding.type == kind])
        for kind in _ORDER
        if kind in wanted
    ]
    return Table(columns=columns, rows=tuple(rows))


def _counted(about: About, kind: FindingType, found: list[Finding]) -> tuple[str, ...]:
    if kind == "strength":
        return finding_label(about, kind), str(len(found)), str(sum(map(is_earlier, found))), "", "", "", ""
    return (
        finding_label(about, kind),
        str(len(found)),
        str(sum(map(is_earlier, found))),
        str(sum(finding.is_open for finding in found)),
        str(sum(finding.agreed == "disputed" for finding in found)),
        str(sum(finding.agreed == "pending" for finding in found)),
        str(sum(finding.status == "draft" for finding in found)),
    )


def incomplete(finding: Finding, report: ReportInput) -> tuple[Block, ...]:
    """What a draft still lacks before it can leave the house."""
    wanting = missing(finding, report.material) if finding.status == "draft" else ()
    text = "\n".join(wanting) or "Nothing is missing in it."
    return (Callout(kind="decide", title="Draft, not issued yet", text=text),) if finding.status == "draft" else ()


def drafts(report: ReportInput) -> tuple[Block, ...]:
    """The findings that are not issued, with what they still lack."""
    waiting = [finding for finding in all_findings(report) if finding.status == "draft"]
    if not waiting:
        return ()
    lines = (joined(": ", finding.id, " ".join(missing(finding, report.material)) or "complete") for finding in waiting)
    return (Callout(kind="decide", title="Findings that are still drafts", text="\n".join(lines)),)
