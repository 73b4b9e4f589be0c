"""What somebody said of the organization on the first day: its profile, and the draft of the scope (4.3)."""

from gapcheck.analysis.scope import said_of
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft
from gapcheck.records.vocabulary import label
from gapcheck.reports.document import Block, Column, Fact, Heading, Paragraph, Table, fact, facts
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_DRAFT = "Somebody's words, and a draft until top management decides what the management system covers."
_PROFILE = "It proposed which controls may matter, and decided on none."


def scope_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The draft of the scope with each of its lines; nothing where nobody wrote one."""
    draft = report.material.records.get(ScopeDraft, ScopeDraft.KEY)
    if draft is None:
        return ()
    lines = report.material.questionnaire.scope.lines
    said = [(line.title, said_of(draft, line, "inside"), said_of(draft, line, "outside")) for line in lines]
    rows = tuple(row for row in said if row[1] or row[2])
    if not (rows or draft.statement):
        return ()
    own = (facts(fact("In their own words", draft.statement)),) if draft.statement else ()
    columns = (
        Column(title="Of the scope (draft)", width=2),
        Column(title="In", width=4),
        Column(title="Left out", width=4),
    )
    table = (Table(columns=columns, rows=rows),) if rows else ()
    return Heading(text="Draft of the scope (4.3)"), Paragraph(text=_DRAFT, quiet=True), *own, *table


def profile_chapter(report: ReportInput) -> tuple[Block, ...]:
    """What was said to the questions about the organization; nothing where nobody was asked."""
    told = report.material.records.table(ProfileAnswer)
    known = {question.id: question for question in report.material.questionnaire.baseline.profile}
    rows: list[Fact] = []
    for ident, answer in told.items():
        question = known.get(ident)
        words = {"yes": question.yes, "no": question.no} if question else {}
        choice = words.get(answer.choice, "") or (label(answer.choice) if answer.choice else "")
        rows.append(fact(joined(" ", ident, question.ask if question else ""), joined("\n", choice, answer.text)))
    given = facts(*rows)
    if not given.rows:
        return ()
    return Heading(text="What was said of the organization"), Paragraph(text=_PROFILE, quiet=True), given
