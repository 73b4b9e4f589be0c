"""The pages that teach, as a command: which check is which, ways to get there, classic mistakes, what first."""

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.questionnaire.lessons import Topic
    from gapcheck.questionnaire.model import Questionnaire

TOPICS = ("checks", "ways", "mistakes", "steps")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    learn = commands.add_parser("learn", help="help that teaches: which check is which, and what first, what next")
    learn.add_argument("topic", metavar="TOPIC", nargs="?", choices=TOPICS, help=f"{', '.join(TOPICS)} (default: all)")
    learn.add_argument("--json", action="store_true", help="for machines")
    learn.set_defaults(run=_learn)


def _learn(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_json, print_lines
    from gapcheck.questionnaire.lessons import TOPICS as ALL
    from gapcheck.questionnaire.loader import load_shipped

    questionnaire = load_shipped()
    topics = [topic for topic in ALL if given.topic in (None, topic)]
    if given.json:
        print_json({topic: _data(questionnaire, topic) for topic in topics})
        return 0
    for number, topic in enumerate(topics):
        if number:
            print_lines([""])
        _show(questionnaire, topic)
    return 0


def _data(questionnaire: "Questionnaire", topic: "Topic") -> Any:
    """A page as plain data: the entries as they stand in the questionnaire, or the steps."""
    import msgspec

    if topic != "steps":
        learn = questionnaire.learn
        parts = {"checks": learn.activities, "ways": learn.ways, "mistakes": learn.mistakes}
        return msgspec.to_builtins(parts[topic])
    from gapcheck.analysis.steps import steps

    return [
        {
            "number": step.number,
            "kind": step.kind,
            "title": step.title,
            "note": step.note,
            "items": [
                {"ref": item.id, "title": item.full_title, "one_line": item.one_line, "why": list(step.why_of(item))}
                for item in step.items
            ],
            "needs": list(step.needs),
            "why": list(step.why),
        }
        for step in steps(questionnaire)
    ]


def _show(questionnaire: "Questionnaire", topic: "Topic") -> None:
    """Print a page as a table, and the sentence to take away."""
    from gapcheck.cli.output import print_lines, print_table
    from gapcheck.questionnaire.lessons import CLOSING, TITLES, lessons

    if topic == "steps":
        print_table(["Step", "Item", "What", "Why here"], _step_rows(questionnaire), title=TITLES[topic])
    else:
        found = lessons(questionnaire.learn, topic)
        labels = [label.capitalize() for label, _ in found[0].lines] if found else []
        rows = [[one.name, *(text for _, text in one.lines)] for one in found]
        print_table(["", *labels], rows, title=TITLES[topic])
    print_lines(["", CLOSING[topic]])


def _step_rows(questionnaire: "Questionnaire") -> list[list[str]]:
    from gapcheck.analysis.steps import steps

    rows: list[list[str]] = []
    for step in steps(questionnaire):
        for place, item in enumerate(step.items):
            number = "" if place else str(step.number)
            rows.append([number, item.id, item.one_line, " ".join(step.why_of(item))])
        if not step.items:
            rows.append([str(step.number), "", f"{step.title}. {step.note}", " ".join(step.why)])
    return rows
