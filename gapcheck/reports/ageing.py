"""How long nonconformities have been open, and how long there is until each date, counted to the date of the report."""

from collections.abc import Iterable, Iterator
from datetime import date

from gapcheck.records.findings import Finding
from gapcheck.reports.days import day_of
from gapcheck.reports.document import Block, Heading, Length, Lengths
from gapcheck.reports.nonconformities import raised_on
from gapcheck.reports.source import ReportInput

_UNANSWERED = ("draft", "issued")
"""States in which the date of the answer still runs."""


def ageing(found: Iterable[Finding], report: ReportInput) -> tuple[Block, ...]:
    """A bar for each open nonconformity and for each of its dates; nothing where nothing is open."""
    today = day_of(report.date)
    open_ = [finding for finding in found if finding.is_open]
    if not open_ or today is None:
        return ()
    return (
        Heading(text="How long they have been open, and what is left until each date", level=2),
        Lengths(
            title=f"Days open and days left on {today.isoformat()}",
            of="Nonconformity",
            unit="day",
            solid="days gone by",
            hatched="days left",
            rows=tuple(row for finding in open_ for row in _rows(finding, today)),
        ),
    )


def days_open(finding: Finding, report: ReportInput) -> int | None:
    """Days since an open nonconformity was raised, to the date of the report; None when closed or not known."""
    today, raised = day_of(report.date), day_of(raised_on(finding))
    if not finding.is_open or today is None or raised is None:
        return None
    return max(0, (today - raised).days)


def days_left(finding: Finding, report: ReportInput) -> tuple[int | None, int | None]:
    """Days until the answer and until the action of an open nonconformity are due; below 0 they are late.

    None where no date runs: none is agreed, the answer was given, or the nonconformity is closed.
    """
    today = day_of(report.date)
    answer = day_of(finding.due_plan) if finding.is_open and finding.status in _UNANSWERED else None
    action = day_of(finding.due_done) if finding.is_open else None
    if today is None:
        return None, None
    return (answer - today).days if answer else None, (action - today).days if action else None


def _rows(finding: Finding, today: date) -> Iterator[Length]:
    raised = day_of(raised_on(finding))
    if raised is None:
        yield Length(
            label=f"{finding.id} open", low=0, high=0, words="not known since when", instead="no bar: no date is known"
        )
    else:
        age = max(0, (today - raised).days)
        yield Length(label=f"{finding.id} open", low=age, high=age, words=f"{_days(age)}, since {raised.isoformat()}")
    if finding.due_plan and finding.status in _UNANSWERED:
        yield _due(f"{finding.id} answer due", finding.due_plan, today)
    if finding.due_done:
        yield _due(f"{finding.id} action due", finding.due_done, today)


def _due(label: str, due: str, today: date) -> Length:
    day = day_of(due)
    if day is None:
        return Length(label=label, low=0, high=0, words="not known when", instead="no bar: this is no date")
    left = (day - today).days
    if left < 0:
        words = f"late by {_days(-left)}, was due on {day.isoformat()}"
        return Length(label=label, low=-left, high=-left, words=words, late=True)
    words = f"{_days(left)} left, due on {day.isoformat()}" if left else f"due today, {day.isoformat()}"
    return Length(label=label, low=0, high=left, words=words)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
