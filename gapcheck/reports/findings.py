"""The chapters that hold findings and evidence in full."""

from gapcheck.records.about import finding_label
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import Block, Facts, Heading, Paragraph, fact, facts
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput


def finding_chapter(report: ReportInput) -> tuple[Block, ...]:
    """Every finding with requirement, evidence and nature kept apart."""
    blocks: list[Block] = [Heading(text="Findings")]
    findings = list(report.material.records.table(Finding).values())
    if not findings:
        return (*blocks, Paragraph(text="No findings were raised."))
    for finding in findings:
        title, kind = joined(" ", finding.id, finding.title), finding_label(report.about, finding.type)
        blocks += [Heading(text=title, level=3, mark=kind), _finding_facts(finding, report)]
    return tuple(blocks)


def _finding_facts(finding: Finding, report: ReportInput) -> Facts:
    rows = [
        fact("Grade", finding_label(report.about, finding.type)),
        fact("Concerns", joined(", ", *finding.items)),
        fact("Requirement", finding.requirement),
        fact("Evidence", joined(", ", *finding.evidence)),
        fact("Nature", finding.nature),
        fact("Where", joined(", ", finding.site, finding.process)),
        fact("Effect", finding.effect),
        fact("Why this grade", finding.grading_rationale),
        fact("Issued incomplete, because", finding.issued_incomplete),
        fact("Repeats", finding.repeat_of),
        fact("Raised by", finding.source),
        fact("Agreed", label(finding.agreed)),
        fact("Comment of the organization", finding.auditee_comment),
    ]
    if report.shows_remediation:
        rows += [
            fact("Correction", finding.correction),
            fact("Extent", finding.extent_check),
            fact("Causes", *finding.root_causes),
            fact("Corrective action", *finding.corrective_actions),
        ]
    rows += [
        fact("Plan due", finding.due_plan),
        fact("Action due", finding.due_done),
        fact("Verification", finding.verification),
        fact("Effectiveness", finding.effectiveness),
        fact("State", label(finding.status)),
    ]
    return facts(*rows)


def evidence_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The evidence register: each piece so that another person can find it again."""
    blocks: list[Block] = [Heading(text="Evidence register")]
    register = list(report.material.records.table(Evidence).values())
    if not register:
        return (*blocks, Paragraph(text="No evidence was recorded."))
    for evidence in register:
        title = joined(" ", evidence.id, evidence.title)
        blocks += [Heading(text=title, level=3, mark=label(evidence.type)), _evidence_facts(evidence, report)]
    return tuple(blocks)


def _evidence_facts(evidence: Evidence, report: ReportInput) -> Facts:
    period = " to ".join(day for day in (evidence.period_from, evidence.period_to) if day)
    attached = joined(", ", evidence.attachment_name, f"SHA-256 {evidence.attachment}" if evidence.attachment else "")
    return facts(
        fact("Reference", joined(", ", evidence.reference, evidence.version_date)),
        fact("Shows", evidence.what_it_shows),
        fact("Linked to", *_linked(evidence, report)),
        fact("Source", joined(", ", evidence.source_role, evidence.source_initials)),
        fact("Seen", joined(", ", evidence.site, evidence.place, label(evidence.method))),
        fact("Covers", period),
        fact("Fresh until", evidence.fresh_until),
        fact("Classification", evidence.classification),
        fact("Permission to keep", evidence.permission if evidence.permission != "n.a." else ""),
        fact("Attached", attached),
        fact("Redacted", "yes" if evidence.redacted else ""),
        fact("Recorded", joined(", ", f"by {evidence.by}" if evidence.by else "", evidence.at[:10])),
    )


def _linked(evidence: Evidence, report: ReportInput) -> list[str]:
    return [
        joined(" · ", ref, label(link.effect), link.reason)
        for ref, links in report.material.links.items()
        for link, linked in links
        if linked.id == evidence.id
    ]
