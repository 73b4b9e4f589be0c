"""The open actions of the backlog for the importers of Jira and of GitHub Issues.

Both read CSV, and both take texts as markup: what somebody typed is escaped so that it shows as typed and mentions
nobody. A title has to be short there; where it is shortened, the whole text stands in the description.
"""

import codecs
import re
from collections.abc import Callable, Sequence

from gapcheck.analysis.backlog import Ranked
from gapcheck.questionnaire.model import group_id
from gapcheck.records.actions import Action
from gapcheck.records.vocabulary import label
from gapcheck.reports import csv, markdown
from gapcheck.reports.actions import owner_words
from gapcheck.reports.backlog import shown
from gapcheck.reports.days import day_of, span_of
from gapcheck.reports.document import Column, Table
from gapcheck.reports.plain import joined, visible
from gapcheck.reports.source import ReportInput

_LONGEST_TITLE = 240
"""Characters; Jira takes 255 and GitHub 256."""
_PRIORITY = {"NOW": "High", "NEXT": "Medium", "LATER": "Low"}
_STATE = {"stage1": "Before stage 1", "stage2": "Before stage 2"}
_LOGIN = re.compile(r"@?([A-Za-z0-9](?:-?[A-Za-z0-9]){0,38})")
_WIKI = re.compile(r"[\\{}\[\]|*_^~+!]|(?<!\w)-|-(?!\w)|\?(?=\?)|(?<=\?)\?|^#", re.MULTILINE)
"""What Jira's text notation would act on."""

_Escape = Callable[[str], str]


def jira(report: ReportInput) -> bytes:
    """CSV for the importer of Jira: one issue per open action, most urgent first. Dates are year-month-day."""
    labels = [_labels(ranked, report) for ranked in report.backlog.actions]
    most = max((len(found) for found in labels), default=1)
    titles = ("Summary", "Description", "Issue Type", "Priority", *("Labels",) * most, "Due date", "Assignee")
    rows = []
    for ranked, found in zip(report.backlog.actions, labels, strict=True):
        action = shown(ranked.action, report)
        rows.append(
            (
                _title(action),
                _body(ranked, action, report, _jira_text),
                "Task",
                _PRIORITY[ranked.band],
                *(found + [""] * most)[:most],  # several labels stand in several columns of one name
                action.due[:10] if day_of(action.due) else "",
                action.owner,
            )
        )
    return _written(titles, rows)


def github(report: ReportInput) -> bytes:
    """CSV for the usual importers of GitHub Issues: one open issue per open action.

    An assignee is written only where the owner looks like a login; a name in words stands in the body.
    """
    titles = ("title", "body", "labels", "assignees", "milestone", "state")
    rows = []
    for ranked in report.backlog.actions:
        action = shown(ranked.action, report)
        login = _LOGIN.fullmatch(action.owner.strip())
        rows.append(
            (
                _title(action),
                _body(ranked, action, report, markdown.text),
                ",".join(_labels(ranked, report)),
                login[1] if login else "",
                _STATE.get(ranked.blocking, ""),
                "open",
            )
        )
    return _written(titles, rows)


def _written(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    table = Table(columns=tuple(Column(title=title) for title in titles), rows=tuple(rows))
    # an importer takes a byte order mark for part of the first column's name
    return csv.render(table).removeprefix(codecs.BOM_UTF8)


def _title(action: Action) -> str:
    """The action on one line, as short as the importers ask for."""
    line = " ".join(visible(joined(" ", action.id, action.text)).split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"


def _labels(ranked: Ranked, report: ReportInput) -> list[str]:
    """Labels without spaces: where it comes from, how urgent, and which clauses or themes."""
    known = report.material.questionnaire.by_id
    groups = (group_id(known[ref]) for ref in ranked.action.items if ref in known)
    named = (f"theme-{group}" if group.startswith("A") else f"clause-{group}" for group in dict.fromkeys(groups))
    return ["iso27001", ranked.band.lower(), *(["quick-win"] if ranked.quick_win else []), *named]


def _body(ranked: Ranked, action: Action, report: ReportInput, escape: _Escape) -> str:
    known = report.material.questionnaire.by_id
    items = ", ".join(f"{ref} {known[ref].full_title}" if ref in known else ref for ref in action.items)
    span = span_of(ranked, report.material.questionnaire).words
    lines = (
        ("", action.text),
        ("Concerns", f"ISO/IEC 27001: {items}" if items else ""),
        ("Done when", action.done_when),
        ("Effort", f"{ranked.effort}, {span} of work"),
        ("Owner", owner_words(action.owner, action.owner_role)),
        ("Due", action.due),
        ("Status", label(action.status)),
        ("Waits for", joined(", ", *ranked.needs)),
        ("Answers", action.finding),
        ("Pinned", action.pinned),
        ("Evidence", joined(", ", *action.evidence)),
    )
    return "\n\n".join(escape(joined(": ", name, text)) for name, text in lines if text)


def _jira_text(typed: str) -> str:
    return _WIKI.sub(lambda found: f"\\{found.group()}", visible(typed))
