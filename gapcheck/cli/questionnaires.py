"""Commands around questionnaires: list, check, show, roles, evidence."""

import argparse
from pathlib import Path

from gapcheck.errors import CheckFailed


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of this file."""
    top = commands.add_parser("questionnaire", help="what is asked: list, check, show, roles, evidence")
    inner = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    list_ = inner.add_parser("list", help="the questionnaires that ship")
    list_.add_argument("--json", action="store_true", help="for machines")
    list_.set_defaults(run=_list)

    check = inner.add_parser("check", help="every mistake in a questionnaire, with file and line, and its totals")
    check.add_argument("path", metavar="PATH", type=Path, help="the questionnaire's folder")
    check.set_defaults(run=_check)

    show = inner.add_parser("show", help="a questionnaire, or one item of it")
    show.add_argument("id", metavar="ID", help="such as iso27001-2022")
    show.add_argument("ref", metavar="REF", nargs="?", help="such as 9.2.1 or A.8.13")
    show.add_argument("--json", action="store_true", help="for machines")
    show.set_defaults(run=_show)

    roles = inner.add_parser("roles", help="who to talk to, or the questions that one of them can answer")
    roles.add_argument("id", metavar="ID", help="such as iso27001-2022")
    roles.add_argument("role", metavar="ROLE", nargs="?", help="such as hr-lead")
    roles.add_argument("--json", action="store_true", help="for machines")
    roles.set_defaults(run=_roles)

    evidence = inner.add_parser("evidence", help="what to ask for, and which items it serves")
    evidence.add_argument("id", metavar="ID", help="such as iso27001-2022")
    evidence.add_argument("--json", action="store_true", help="for machines")
    evidence.set_defaults(run=_evidence)


def _list(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_json, print_table
    from gapcheck.questionnaire.loader import shipped

    found = shipped()
    if given.json:
        print_json([{"id": q.id, "title": q.title, "version": q.version, "edition": q.edition} for q in found])
    else:
        print_table(["Id", "Title", "Version", "Edition"], [[q.id, q.title, q.version, q.edition] for q in found])
    return 0


def _check(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_lines
    from gapcheck.questionnaire.checks import check
    from gapcheck.questionnaire.loader import load
    from gapcheck.questionnaire.totals import totals

    questionnaire = load(given.path)
    problems = check(questionnaire)
    print_lines([str(problem) for problem in problems])
    found = totals(questionnaire)
    print_lines(
        [
            *(
                f"{group.id} {group.title}: {group.items} items, {group.questions} questions, "
                f"{group.evidence} lines of evidence, {group.minutes:g} minutes."
                for group in found.groups
            ),
            f"{found.items} items ({found.clauses} clause items, {found.controls} controls), "
            f"{found.questions} questions, {found.evidence} lines of evidence, {found.minutes:g} minutes in all.",
        ]
    )
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        raise CheckFailed(f"{given.path}: {errors} {'error' if errors == 1 else 'errors'}.")
    return 0


def _show(given: argparse.Namespace) -> int:
    from gapcheck.cli.item import content_lines, find_item
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.questionnaire import as_json
    from gapcheck.questionnaire.loader import find, load

    questionnaire = load(find(given.id))
    if given.ref is not None:
        item = find_item(questionnaire, given.ref)
        if given.json:
            print_json(as_json.item_data(questionnaire, item))
        else:
            print_lines(content_lines(questionnaire, item))
    elif given.json:
        print_json(as_json.questionnaire_data(questionnaire))
    else:
        rows = [[item.id, item.full_title, str(len(item.questions)), item.one_line] for item in questionnaire.items]
        print_table(["Id", "Title", "Questions", "In one line"], rows, right=frozenset({"Questions"}))
    return 0


def _roles(given: argparse.Namespace) -> int:
    from gapcheck.cli.indexes import find_role, show_role, show_roles
    from gapcheck.questionnaire.loader import find, load

    questionnaire = load(find(given.id))
    if given.role is None:
        show_roles(questionnaire, as_json=given.json)
    else:
        show_role(questionnaire, find_role(questionnaire, given.role), as_json=given.json)
    return 0


def _evidence(given: argparse.Namespace) -> int:
    from gapcheck.cli.indexes import show_evidence
    from gapcheck.questionnaire.loader import find, load

    show_evidence(load(find(given.id)), as_json=given.json)
    return 0
