"""The actions of the backlog that answer a finding, in the words of a form."""

from gapcheck.records.actions import Action
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import label
from gapcheck.reports.actions import owner_words
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput


def actions_of(finding: Finding, report: ReportInput) -> list[Action]:
    """Every action that names the finding, in the order in which they were recorded."""
    return [action for action in report.material.records.table(Action).values() if action.finding == finding.id]


def action_words(action: Action) -> str:
    """An action with what says that it is done."""
    done_when = f"done when: {action.done_when}" if action.done_when else ""
    state = "" if action.status == "open" else label(action.status)
    return joined("; ", joined(" ", action.id, action.text), done_when, state, action.closing_note)


def correction(finding: Finding, report: ReportInput) -> str:
    """What was put right at once, with the actions of that kind."""
    linked = (action_words(action) for action in actions_of(finding, report) if action.kind == "correction")
    return joined("\n", finding.correction, *linked)


def corrective(finding: Finding, report: ReportInput) -> str:
    """What is done against the cause, with every action of another kind."""
    linked = (action_words(action) for action in actions_of(finding, report) if action.kind != "correction")
    return joined("\n", *finding.corrective_actions, *linked)


def owners(finding: Finding, report: ReportInput) -> str:
    """Who stands for the actions."""
    return joined(
        "\n", *dict.fromkeys(owner_words(action.owner, action.owner_role) for action in actions_of(finding, report))
    )


def dates(finding: Finding, report: ReportInput) -> str:
    """By when each action is due."""
    return joined("\n", *(joined(" ", a.id, a.due) for a in actions_of(finding, report) if a.due))
