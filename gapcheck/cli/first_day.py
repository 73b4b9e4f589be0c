"""Commands of day one: whom to ask what, how far the first day is, and growing into a full gap analysis."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gapcheck.analysis.results import Results


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of this file."""
    for name, text, run in (
        ("people", "whom to ask what: everything nobody knew", _people),
        ("first-day", "day one: how far, what is good, the verdict, what to do first", _first_day),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("dir", metavar="DIR", type=Path)
        command.add_argument("--json", action="store_true", help="for machines")
        command.set_defaults(run=run)
    grow = commands.add_parser("grow", help="turn a baseline into a full gap analysis; every answer stays")
    grow.add_argument("dir", metavar="DIR", type=Path)
    grow.set_defaults(run=_grow)


def people_data(found: "Results") -> dict[str, Any]:
    """Whom to ask what, for machines; stable once released.

    `engagement`: as in `gap --json`. `people`: each with `name`, `proposed` (nobody was named, the usual role stands
    in), `minutes` (planned) and `questions`; a question has `question`, `item`, `title`, `ask`, `site` (empty for all),
    `note` and `minutes`. `skipped`: ids of the baseline's questions that were put off. `one_owner`: null, or `name`,
    `count` of `total` names, and `is_it`.
    """
    import msgspec

    from gapcheck.analysis.first_day import progress
    from gapcheck.analysis.people import one_owner, people_to_ask
    from gapcheck.reports.data import engagement_data

    owner = one_owner(found.material)
    return {
        "engagement": engagement_data(found.material),
        "people": [
            {
                "name": person.name,
                "proposed": person.proposed,
                "minutes": person.minutes,
                "questions": [msgspec.to_builtins(question) for question in person.questions],
            }
            for person in people_to_ask(found.material)
        ],
        "skipped": list(progress(found.material).skipped),
        "one_owner": msgspec.to_builtins(owner) if owner is not None else None,
    }


def first_day_data(found: "Results") -> dict[str, Any]:
    """Day one, for machines; stable once released.

    `engagement`: as in `gap --json`. `progress`: `profile` and `questions` with `total`, `done` and `open` (ids, in
    order); `skipped` (ids); `minutes_left` (planned); `finished`. `strengths`: each with `question`, `item`, `title`,
    `text` (what it means for the business), `note` and `shown`. `verdict`: `stage` (1), `verdict`, `sentence`, and
    `blockers` with the numbers `failed`, `unknown` and `met`. `first_actions`: at most three, as in `backlog --json`;
    none in certification modes, which give no advice.
    """
    import msgspec

    from gapcheck.analysis.first_day import first_actions, progress, strengths
    from gapcheck.analysis.readiness import sentence
    from gapcheck.reports.data import backlog_data, engagement_data

    so_far, stage1 = progress(found.material), found.stage1
    first = [ranked.action.id for ranked in first_actions(found.backlog)]
    actions = backlog_data(found.material, found.backlog)["actions"] if found.material.mode.shows_remediation else []
    return {
        "engagement": engagement_data(found.material),
        "progress": {
            "profile": {
                "total": len(so_far.profile),
                "done": len(so_far.profile) - len(so_far.profile_open),
                "open": [asked.id for asked in so_far.profile_open],
            },
            "questions": {"total": len(so_far.questions), "done": so_far.done, "open": list(so_far.open)},
            "skipped": list(so_far.skipped),
            "minutes_left": so_far.minutes_left,
            "finished": so_far.finished,
        },
        "strengths": [msgspec.to_builtins(each) for each in strengths(found.material, found.items)],
        "verdict": {
            "stage": stage1.stage,
            "verdict": stage1.verdict,
            "sentence": sentence(stage1),
            "blockers": {state: len(stage1.of(state, "blocker")) for state in ("failed", "unknown", "met")},
        },
        "first_actions": [action for action in actions if action["id"] in first],
    }


def _results(folder: Path) -> "Results":
    from gapcheck.analysis.material import Material
    from gapcheck.analysis.results import Results
    from gapcheck.cli.engagements import opened

    with opened(folder, read_only=True) as engagement:
        return Results(Material(engagement.questionnaire, engagement.records))


def _people(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_json, print_lines, print_table

    data = people_data(_results(given.dir))
    if given.json:
        print_json(data)
        return 0
    rows = []
    for person in data["people"]:
        remark = "proposed, nobody was named" if person["proposed"] else ""
        for number, asked in enumerate(person["questions"]):
            rows.append(
                [
                    *(["", ""] if number else [person["name"], f"{person['minutes']:g}"]),
                    asked["item"] + (f" at {asked['site']}" if asked["site"] else ""),
                    asked["ask"],
                    "; ".join(part for part in ("" if number else remark, asked["note"]) if part),
                ]
            )
    head = ["Who", "Minutes", "Item", "Question", "Remarks"]
    print_table(head, rows, right=frozenset({"Minutes"}), empty='Nobody has to be asked: no answer is "don\'t know".')
    if data["skipped"]:
        print_lines(["", f"Skipped so far: {', '.join(data['skipped'])}"])
    owner = data["one_owner"]
    if owner is not None:
        print_lines(["", f"{owner['name']} stands behind {owner['count']} of {owner['total']} names. "
                         "Look for a second person: nobody can know and do all of it."])  # fmt: skip
    return 0


def _first_day(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_json, print_lines, print_table

    found = _results(given.dir)
    data = first_day_data(found)
    if given.json:
        print_json(data)
        return 0
    questions, skipped = data["progress"]["questions"], data["progress"]["skipped"]
    left = len(questions["open"])
    print_lines(
        [
            f"Questions: {questions['done']} of {questions['total']} answered"
            + (f", {left} left, about {data['progress']['minutes_left']:.0f} minutes" if left else "")
            + (f"; {len(skipped)} of them skipped" if skipped else "")
            + "."
        ]
    )
    good = [["shown" if each["shown"] else "said", each["item"], each["text"] or each["title"], each["note"]]
            for each in data["strengths"]]  # fmt: skip
    print_lines([""])
    print_table(["Good already", "Item", "What", "Note"], good, empty="Nothing is called good yet.")
    print_lines(["", f"{data['verdict']['sentence']}."])
    if not found.material.mode.shows_remediation:
        return 0
    print_lines([""])
    first = [[str(number), each["text"], each["done_when"], each["owner"] or each["owner_role"], each["due"]]
             for number, each in enumerate(data["first_actions"], 1)]  # fmt: skip
    print_table(["#", "Do first", "Done when", "Owner", "Due"], first, empty="Nothing to do yet: no gap is known.")
    return 0


def _grow(given: argparse.Namespace) -> int:
    from gapcheck.analysis.growing import growth
    from gapcheck.analysis.material import Material
    from gapcheck.cli.engagements import opened

    with opened(given.dir) as engagement:
        engagement.do(*growth(Material(engagement.questionnaire, engagement.records), engagement.store.head))
    print(f"{given.dir} is a gap analysis now. Every answer stays; the result so far is kept as snapshot Baseline.")
    return 0
