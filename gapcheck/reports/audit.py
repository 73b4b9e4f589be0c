"""The audit report: two short pages first, everything it rests on behind them (ISO 19011:2018, 6.5.1).

Of a gap analysis it is none, and says so in its title: it is not an internal audit (ISO/IEC 27001:2022, 9.2).
"""

from gapcheck.records.about import finding_label
from gapcheck.records.evidence import Evidence
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.audit_days import persons_chapter, plan_chapter
from gapcheck.reports.by_process import by_process
from gapcheck.reports.document import (
    Block,
    Bullets,
    Callout,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.findings import (
    NONCONFORMITIES,
    about_of,
    all_findings,
    counts,
    drafts,
    finding_blocks,
    in_short,
    is_earlier,
)
from gapcheck.reports.looked_at import (
    assessed_lines,
    conformity_chapter,
    matrix_chapter,
    not_looked_at_chapter,
    shown_to_conform,
)
from gapcheck.reports.metadata import NOT_SAID, document, limits, name_of_site, sign_off, what_this_is
from gapcheck.reports.on_site import still_open, still_partial
from gapcheck.reports.plain import joined
from gapcheck.reports.sampling import sampling_chapter
from gapcheck.reports.source import ReportInput

_HINDERED = "What made the result less reliable: obstacles, and parts that were not reached"
_CONCLUSIONS = (
    "How far the criteria are fulfilled",
    "Whether the management system is effective",
    "Whether the objectives were reached",
)
_STAGE_1 = (
    "Whether the objectives were reached",
    "Whether scope and documents are fit to be audited, and which version of the Statement of Applicability was seen",
    "Whether internal audits and management reviews are planned and performed",
    "Whether stage 2 can follow, and when",
    _HINDERED,
)
"""What stage 1 judges (ISO/IEC 17021-1, 9.3.1.2.2)."""
_CERTIFICATION = (
    "Whether internal audits and management reviews can be relied on",
    "Whether the certification scope is suitable, and which version of the Statement of Applicability was audited",
)
_CYCLE = (
    "What has changed since the last audit",
    "Whether earlier corrective actions were effective",
    "How the certificate and the marks are used",
)
_NOT_CERTIFIED = "A report is no certificate, and it promises none."


def build(report: ReportInput) -> Document:
    """The document."""
    findings = all_findings(report)
    blocks: tuple[Block, ...] = (
        *_summary(report, findings),
        PageBreak(),
        *_findings(report, findings),
        *_differences(findings),
        *_next_steps(report),
        *conformity_chapter(report),
        *sampling_chapter(report),
        *persons_chapter(report),
        *plan_chapter(report),
        *not_looked_at_chapter(report),
        *matrix_chapter(report),
        *_register(report),
        *limits(report),
        *_distribution(report),
        *sign_off(report),
    )
    return document("audit", title(report), report, blocks)


def title(report: ReportInput) -> str:
    """What the report is; a gap analysis is no internal audit, whatever its report looks like."""
    kind = label(report.about.type)
    if not report.material.mode.audit:
        return f"Report of a {kind} (this is not an internal audit)"
    return f"{kind[0].upper()}{kind[1:]} report"


def standing(report: ReportInput) -> str:
    """What the report may be used for."""
    if not report.material.mode.audit:
        return what_this_is(report)
    if report.material.mode.shows_remediation:
        return f"This is the report of the {label(report.about.type)} named above. {_NOT_CERTIFIED}"
    return (
        f"This is the audit team's draft of the report of the {label(report.about.type)}. It names no causes and no "
        f"way to close a finding; the certification body issues the report and decides. {_NOT_CERTIFIED}"
    )


def _summary(report: ReportInput, findings: list[Finding]) -> tuple[Block, ...]:
    about = report.about
    shorts = [finding for finding in findings if finding.type != "strength"]
    return (
        Heading(text="In short"),
        *_standing(report),
        *_open(report),
        facts(
            fact("Objective", *(about.objectives or (about.purpose or NOT_SAID,))),
            fact("Scope", about.audit_scope or NOT_SAID),
            fact("Criteria", *(about.criteria or (report.material.questionnaire.manifest.edition,))),
            fact("Looked at", *assessed_lines(report)),
        ),
        Heading(text="Conclusion", level=2),
        _conclusion(report),
        Heading(text="Findings by type", level=2),
        counts(report),
        Heading(text="What works well", level=2),
        *_strengths(report, findings),
        Heading(text="Findings in short", level=2),
        *((in_short(shorts, report),) if shorts else (Paragraph(text="No findings were raised."),)),
    )


def _standing(report: ReportInput) -> tuple[Block, ...]:
    text = standing(report)
    if report.material.mode.audit:
        return (Paragraph(text=text, quiet=True),)
    return (Callout(kind="note", title="Not an internal audit", text=text),)


def _open(report: ReportInput) -> tuple[Block, ...]:
    return (*still_partial(report), *_against(report), *still_open(report), *drafts(report))


def _against(report: ReportInput) -> tuple[Block, ...]:
    """What was decided to conform although a nonconformity on it is open: one of the two is wrong."""
    open_ = {f.id for f in all_findings(report) if f.is_open and f.type in NONCONFORMITIES}
    conforming = (r for r in report.items.values() if r.status == "conforms" and r.decided)
    lines = [
        f"{r.item.id}: {', '.join(found)}." for r in conforming if (found := [i for i in r.findings if i in open_])
    ]
    title = "Decided to conform, with an open nonconformity"
    return (Callout(kind="decide", title=title, text="\n".join(lines)),) if lines else ()


def conclusion_lines(report: ReportInput) -> tuple[str, ...]:
    """What the audit team says in its own words; the program draws no conclusion."""
    if not report.material.mode.audit:
        return ("Overall result",)
    if report.about.type == "stage1":
        return _STAGE_1
    followed = _CYCLE if report.about.type in ("surveillance", "recertification") else ()
    certified = (
        () if report.material.mode.shows_remediation else (*_CERTIFICATION, *followed, "What the team recommends")
    )
    return (*_CONCLUSIONS, *certified, _HINDERED)


def _conclusion(report: ReportInput) -> Table:
    columns = (Column(title="Point", width=3), Column(title="In the words of the team", kind="blank", width=7))
    return Table(columns=columns, rows=tuple((line, "") for line in conclusion_lines(report)))


def _strengths(report: ReportInput, findings: list[Finding]) -> tuple[Block, ...]:
    strengths = [finding for finding in findings if finding.type == "strength"]
    good = shown_to_conform(report)
    clauses = sum(result.item.kind == "clause" for result in good)
    controls = len(good) - clauses
    told = (
        f"Shown to conform by evidence: {clauses} {'requirement' if clauses == 1 else 'requirements'} and {controls} "
        f"{'control' if controls == 1 else 'controls'}, listed further on."
    )
    lines = tuple(joined(" · ", f.id, about_of(f), joined(", ", *f.items)) for f in strengths)
    return (*((Bullets(items=lines),) if lines else ()), Paragraph(text=told))


def _findings(report: ReportInput, findings: list[Finding]) -> tuple[Block, ...]:
    earlier = [finding for finding in findings if is_earlier(finding)]
    blocks: list[Block] = []
    if earlier:
        blocks += [Heading(text="Findings of earlier audits, and repeated ones"), *finding_blocks(earlier, report)]
    blocks += [Heading(text="Findings"), *by_process(findings, report)]
    new = [finding for finding in findings if not is_earlier(finding)]
    if not new:
        blocks.append(Paragraph(text="No findings were raised." if not earlier else "No new findings were raised."))
    for kind in dict.fromkeys(finding.type for finding in new):
        of_kind = [finding for finding in new if finding.type == kind]
        words = finding_label(report.about, kind)
        blocks.append(Heading(text=joined(": ", f"{words[:1].upper()}{words[1:]}", str(len(of_kind))), level=2))
        blocks += finding_blocks(of_kind, report)
    return tuple(blocks)


def _differences(findings: list[Finding]) -> tuple[Block, ...]:
    disputed = [finding for finding in findings if finding.agreed == "disputed"]
    pending = [finding.id for finding in findings if finding.agreed == "pending" and finding.type != "strength"]
    blocks: list[Block] = [Heading(text="Differences of opinion that stay open")]
    if disputed:
        columns = (
            Column(title="No.", kind="ref"),
            Column(title="Finding", width=4),
            Column(title="The organization says", width=5),
        )
        rows = tuple((f.id, about_of(f), f.auditee_comment or "disputed, without a comment") for f in disputed)
        blocks.append(Table(columns=columns, rows=rows))
    else:
        blocks.append(Paragraph(text="None was recorded."))
    if pending:
        blocks.append(Paragraph(text=f"Nobody was asked yet about {joined(', ', *pending)}.", quiet=True))
    return tuple(blocks)


def _next_steps(report: ReportInput) -> tuple[Block, ...]:
    found = [f for f in all_findings(report) if f.is_open and f.type in (*NONCONFORMITIES, "area_of_concern")]
    heading = Heading(text="Next steps")
    if not found:
        return heading, Paragraph(text="Nothing is open that an answer is due to.")
    columns = (
        Column(title="No.", kind="ref"),
        Column(title="Finding", width=5),
        Column(title="Answer due", width=1.6),
        Column(title="Action due", width=1.6),
        Column(title="State", width=1.6),
    )
    rows = tuple(
        (f.id, about_of(f), f.due_plan or "not agreed", f.due_done or "not agreed", label(f.status)) for f in found
    )
    return heading, Table(columns=columns, rows=rows)


def _register(report: ReportInput) -> tuple[Block, ...]:
    """Every piece of evidence in one line, so that another person finds it again."""
    register = list(report.material.records.table(Evidence).values())
    heading = Heading(text="Evidence")
    if not register:
        return heading, Paragraph(text="No evidence was recorded.")
    columns = (
        Column(title="No.", width=1.4),
        Column(title="What", width=3.2),
        Column(title="Reference", width=2.1),
        Column(title="What it shows", width=4),
        Column(title="Seen", width=2.2),
    )
    return heading, Table(columns=columns, rows=tuple(_evidence(evidence, report) for evidence in register))


def _evidence(evidence: Evidence, report: ReportInput) -> tuple[str, ...]:
    period = joined(" to ", evidence.period_from, evidence.period_to)
    seen = joined(", ", name_of_site(evidence.site, report), evidence.place, label(evidence.method))
    return (
        evidence.id,
        joined("\n", evidence.title, label(evidence.type)),
        joined("\n", evidence.reference, evidence.version_date, f"covers {period}" if period else ""),
        evidence.what_it_shows,
        joined("\n", seen, joined(", ", evidence.source_role, evidence.source_initials), evidence.taken_at[:10]),
    )


def _distribution(report: ReportInput) -> tuple[Block, ...]:
    columns = (
        Column(title="To whom", kind="blank", width=4),
        Column(title="Function", kind="blank", width=4),
        Column(title="Sent on", kind="blank", width=2),
    )
    return (
        Heading(text="Distribution"),
        Paragraph(text="The report belongs to the audit client. It goes to the people named here and to nobody else."),
        Table(columns=columns, rows=tuple((line, "", "") for line in report.about.style.distribution or ("",) * 4)),
    )
