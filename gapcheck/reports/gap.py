"""The gap report: where the organization stands against each requirement, and what that rests on."""

from gapcheck.analysis.gap import GroupResult, explain_group, sentence
from gapcheck.analysis.items import ItemResult
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import days
from gapcheck.reports.document import (
    Bar,
    Bars,
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
from gapcheck.reports.evidence_register import evidence_chapter
from gapcheck.reports.findings import finding_chapter
from gapcheck.reports.first_day import profile_chapter, scope_chapter
from gapcheck.reports.gap_rows import gap_rows as rows
from gapcheck.reports.house_method import HOUSE_METHOD, method_table
from gapcheck.reports.items import evidence_lines, item_blocks, note_lines
from gapcheck.reports.looked_at import coverage_chapter
from gapcheck.reports.marks import SHAPES
from gapcheck.reports.metadata import document, limits, sign_off, what_this_is
from gapcheck.reports.on_site import (
    day_chapter,
    note_chapter,
    quick_note_lines,
    sample_chapter,
    still_open,
    still_partial,
    thread_chapter,
)
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_FIRST_ACTIONS = 10


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: tuple[Block, ...] = (
        *_summary(report),
        *_reading(report),
        *_strengths(report),
        *_first_actions(report),
        *scope_chapter(report),
        *profile_chapter(report),
        PageBreak(),
        *_gaps(report),
        *_other(report),
        *_not_looked_at(report),
        *_excluded(report),
        *finding_chapter(report),
        *thread_chapter(report),
        *sample_chapter(report),
        *evidence_chapter(report),
        *note_chapter(report),
        *coverage_chapter(report),
        *day_chapter(report),
        *_method(report),
        *limits(report),
        *sign_off(report),
    )
    return document("gap", "Gap analysis report", report, blocks)


def _summary(report: ReportInput) -> tuple[Block, ...]:
    clauses, controls = report.gap.group("clauses"), report.gap.group("annex_a")
    blocks: list[Block] = [Heading(text="In short"), *_decide(report)]
    for whole in (clauses, controls):
        if not whole.items:
            continue
        rows = [group for group in report.gap.groups if group.kind == whole.kind and group is not whole]
        blocks += [
            Paragraph(text=f"{_assessed(whole)} {_beside(whole, report)}"),
            Bars(title=whole.title, rows=tuple(_bar(group, report) for group in rows)),
            Paragraph(text=sentence(whole)),
        ]
    blocks.append(
        Paragraph(
            text="Clauses and controls are counted apart, and there is no overall percentage: an average would hide "
            "a missing essential behind many small things that are fine.",
            quiet=True,
        )
    )
    return tuple(blocks)


def _decide(report: ReportInput) -> list[Block]:
    blocks: list[Block] = [*still_partial(report)]
    again = [ref for ref, result in report.items.items() if result.look_again]
    if again:
        text = f"New answers or evidence came in after the decision: {', '.join(again)}."
        blocks.append(Callout(kind="decide", title="To be looked at again", text=text))
    if report.not_reverified:
        refs = [ref for ref in report.items if ref in report.not_reverified]
        blocks.append(Callout(kind="decide", title="Carried over, not re-verified", text=f"{', '.join(refs)}."))
    return [*blocks, *still_open(report)]


def _assessed(group: GroupResult) -> str:
    counts = group.counts
    what = "applicable controls" if group.kind == "control" else "requirements"
    return f"Assessed {counts.applicable - counts.not_assessed} of {counts.applicable} {what}."


def _ungraded(group: GroupResult, report: ReportInput) -> int:
    """Open nonconformities that nobody graded: they are neither major nor minor, and open all the same."""
    findings = (f for result in group.items for f in report.material.findings.get(result.item.id, []))
    return len({finding.id for finding in findings if finding.type == "nonconformity" and finding.is_open})


def _beside(group: GroupResult, report: ReportInput) -> str:
    counts = group.counts
    if group.concerns is not None:
        text = f"Open areas of concern: {group.concerns}."
    else:
        text = f"Open major findings: {counts.majors}. Open minor findings: {counts.minors}."
        ungraded = _ungraded(group, report)
        text += f" Open nonconformities without a grade: {ungraded}." if ungraded else ""
    if group.kind == "control":
        text += (
            f" Excluded with a reason: {counts.excluded}. Not decided yet, counted as applicable: {counts.undecided}."
        )
    return text


def _bar(group: GroupResult, report: ReportInput) -> Bar:
    counts = group.counts
    beside = [
        f"{count} {what}"
        for count, what in (
            *group.open_findings,
            (_ungraded(group, report), "without a grade"),
            (counts.excluded, "excluded"),
            (counts.undecided, "undecided"),
        )
        if count
    ]
    return Bar(
        id=group.id,
        title=group.title,
        confirmed=counts.conforms_evidenced,
        claimed=counts.conforms_claimed,
        partial=counts.partial,
        does_not_conform=counts.does_not_conform,
        not_assessed=counts.not_assessed,
        beside=", ".join([*beside, *(["too early to judge"] if group.too_early else [])]),
    )


def _reading(report: ReportInput) -> tuple[Block, ...]:
    mode = report.material.mode
    standing = (
        "In an audit only the team's decisions count; what the answers suggest does not stand in for one."
        if mode.audit
        else 'Until a person decides, the status that follows from the answers stands and is marked "proposed".'
    )
    return (
        Heading(text="How to read this report"),
        Callout(kind="note", title="What this is, and what it is not", text=what_this_is(report)),
        Paragraph(
            text="Each requirement is looked at in three respects: whether it is documented where that is needed, "
            f"whether it is in place, and whether it has the intended effect. {standing} Of several sites the worst "
            "counts, never the average."
        ),
        _legend(report),
        Paragraph(text="How the figures came about", quiet=True),
        *(
            Bullets(items=tuple(explain_group(whole)))
            for whole in (report.gap.group("clauses"), report.gap.group("annex_a"))
            if whole.items
        ),
    )


def _legend(report: ReportInput) -> Block:
    first_look = "Only the one or two baseline questions of an item were asked." if report.material.is_baseline else ""
    return facts(
        fact(
            f"{SHAPES['confirmed']} Confirmed",
            "Conforms, and a document, record, observation, system check or sample shows it. This is the floor.",
        ),
        fact(f"{SHAPES['claimed']} Claimed only", "Conforms, as somebody said; nothing was shown yet."),
        fact(f"{SHAPES['partial']} Partial", "Met in part. House term: the standard knows only met and not met."),
        fact(f"{SHAPES['does_not_conform']} Does not conform", "The requirement is not met."),
        fact(
            f"{SHAPES['not_assessed']} Not looked at",
            "Without a result: nobody asked, or too little is known to tell. Neither good nor bad, and it stays in the "
            "count of what applies.",
        ),
        fact(
            f"{SHAPES['not_applicable']} Excluded",
            "A control left out with a reason that somebody stands for. Clauses 4 to 10 can never be excluded.",
        ),
        fact("At best", "The share if all that was not looked at turned out to conform. This is the ceiling."),
        fact("First look", first_look),
    )


def _strengths(report: ReportInput) -> tuple[Block, ...]:
    good = [result for result in report.items.values() if result.confirmed]
    strengths = [f for f in report.material.records.table(Finding).values() if f.type == "strength"]
    blocks: list[Block] = [Heading(text="What is already good")]
    if strengths:
        blocks.append(
            Bullets(items=tuple(joined(" · ", f.id, f.title or f.nature, ", ".join(f.items)) for f in strengths))
        )
    if good:
        columns = (Column(title="Item", kind="ref"), Column(title="Title", width=4), Column(title="Shown by", width=5))
        rows = [(r.item.id, r.item.full_title, "\n".join(evidence_lines(r, report))) for r in good]
        blocks.append(Table(columns=columns, rows=tuple(rows), caption="Confirmed: conforms, and evidence shows it"))
    if not good and not strengths:
        blocks.append(Paragraph(text="Nothing is confirmed by evidence yet."))
    return tuple(blocks)


def _gaps(report: ReportInput) -> tuple[Block, ...]:
    wanted = [result for result in report.items.values() if result.is_gap]
    if not wanted:
        return Heading(text="Gaps"), Paragraph(text="No gaps are known. What has no result is listed below.")
    return Heading(text="Gaps"), *_by_group(wanted, report)


def _other(report: ReportInput) -> tuple[Block, ...]:
    """Conforming items in full, and items not assessed of which something is known."""
    wanted = [r for r in report.items.values() if not r.is_gap and stands_in_full(r, report)]
    if not wanted:
        return ()
    return Heading(text="Other requirements and controls"), *_by_group(wanted, report)


def stands_in_full(result: ItemResult, report: ReportInput) -> bool:
    """Whether an item is shown with all that is known of it, and not only listed."""
    return result.is_gap or result.status == "conforms" or _something_known(result, report)


def _something_known(result: ItemResult, report: ReportInput) -> bool:
    if result.status not in ("not_assessed", "not_applicable"):
        return False
    ref, material = result.item.id, report.material
    heard = material.answers.get(ref) or material.assessments.get(ref) or note_lines(result, report)
    noted = quick_note_lines(ref, report)
    return bool(heard or noted or result.evidence or result.findings)


def _by_group(wanted: list[ItemResult], report: ReportInput) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for group in report.gap.groups:
        found = [result for result in wanted if result.group == group.id]
        if found:
            title = f"{group.id} {group.title}" if group.kind == "control" else f"Clause {group.id} {group.title}"
            blocks.append(Heading(text=title, level=2))
            blocks += [block for result in found for block in item_blocks(result, report)]
    return tuple(blocks)


def _not_looked_at(report: ReportInput) -> tuple[Block, ...]:
    missing = [result for result in report.items.values() if not result.looked_at]
    heading = Heading(text="Not looked at, or without a result")
    if not missing:
        return heading, Paragraph(text="Every requirement and every applicable control has a result.")
    columns = (
        Column(title="Item", kind="ref"),
        Column(title="Title", width=5),
        Column(title="Answered", kind="number", width=1.4),
        Column(title="Why there is no result yet", width=4),
    )
    rows = [(r.item.id, r.item.full_title, f"{r.answered} of {r.asked}", why_not(r, report)) for r in missing]
    return heading, Table(columns=columns, rows=tuple(rows))


def why_not(result: ItemResult, report: ReportInput) -> str:
    """Why an item has no result yet."""
    if result.findings:
        return f"not decided, although it has findings: {', '.join(result.findings)}"
    if not result.answered and not result.decided:
        return "nothing was asked"
    if report.material.mode.audit and result.proposal.status != "not_assessed":
        return f"not decided; the answers suggest {label(result.proposal.status)}"
    return result.proposal.why


def _excluded(report: ReportInput) -> tuple[Block, ...]:
    left_out = [row for row in report.soa.rows if row.choice == "excluded"]
    if not left_out:
        return ()
    columns = (
        Column(title="Control", kind="ref"),
        Column(title="Title", width=3),
        Column(title="Reason", width=4),
        Column(title="Decided by", width=2),
        Column(title="Speaks against it", width=2),
    )
    rows = [
        (
            row.result.item.id,
            row.result.item.full_title,
            row.decision.reason_out,
            row.decision.decided_by,
            ", ".join(row.contradictions),
        )
        for row in left_out
    ]
    return Heading(text="Controls left out"), Table(columns=columns, rows=tuple(rows))


def _first_actions(report: ReportInput) -> tuple[Block, ...]:
    actions = report.backlog.actions
    if not report.shows_remediation or not actions:
        return ()
    columns = (
        Column(title="#", kind="number", width=0.6),
        Column(title="Band", width=0.9),
        Column(title="Action", width=6),
        Column(title="Items", kind="ref", width=1.5),
        Column(title="Effort", width=1.4),
        Column(title="Waits for", width=1.8),
    )
    rows = [
        (
            str(place),
            ranked.band,
            joined(" ", ranked.action.id, ranked.action.text),
            ", ".join(ranked.action.items),
            f"{ranked.effort}, {days(ranked.days)}",
            ", ".join(ranked.needs),
        )
        for place, ranked in enumerate(actions[:_FIRST_ACTIONS], 1)
    ]
    more = len(actions) - len(rows)
    rest = f" {more} more stand in the backlog report." if more else ""
    return (
        Heading(text="What to do first"),
        Paragraph(text=f"The first {len(rows)} of {len(actions)} open actions, in order.{rest}"),
        Table(columns=columns, rows=tuple(rows)),
    )


def _method(report: ReportInput) -> tuple[Block, ...]:
    return Heading(text="Weights and thresholds"), Paragraph(text=HOUSE_METHOD), method_table(report.material.method)


__all__ = ["build", "rows"]
