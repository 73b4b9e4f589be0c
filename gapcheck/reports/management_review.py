"""What to bring to the management review: its seven kinds of input (9.3.2), filled in as far as anything is known.

It is made before the review and shows nothing of one: what was decided is written down there (9.3.3).
"""

from typing import Any

import msgspec

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
)
from gapcheck.reports.management_facts import INPUTS, Input, Part, parts
from gapcheck.reports.metadata import document, limits, metadata_data
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

NOT_HELD = (
    "This is prepared for a review that is still to take place. It is no record of one: who was there and what was "
    "decided is written down at the review, on the lines below or elsewhere (9.3.3)."
)
_DECISION_LINES = 3


def build(report: ReportInput) -> Document:
    """The document."""
    blocks: list[Block] = [Heading(text="What this is for"), *_opening(report)]
    for given in INPUTS:
        blocks += _chapter(given, report)
    blocks += [PageBreak(), *_decisions(), *limits(report)]
    return document("management_review", "Input for the management review", report, tuple(blocks))


def _opening(report: ReportInput) -> tuple[Block, ...]:
    brought = tuple(f"{given.letter}: {line}" for given in INPUTS for line in given.bring)
    return (
        Callout(kind="note", title="Before the review", text=NOT_HELD),
        Paragraph(
            text='Top management looks at seven kinds of input. Each of them ends in a decision; "no change needed" is '
            "one, with its reason. What is known here stands under its heading, and what somebody has to bring is "
            "named there."
        ),
        Heading(text="Still to be brought", level=2),
        Bullets(items=brought),
        _blank_table(("Chair", "Taking part", "Day and place"), "To be filled in", "At the review"),
    )


def _blank_table(names: tuple[str, ...], first: str, second: str) -> Table:
    columns = (Column(title=first, width=2), Column(title=second, kind="blank", width=6))
    return Table(columns=columns, rows=tuple((name, "") for name in names))


def _chapter(given: Input, report: ReportInput) -> list[Block]:
    blocks: list[Block] = [
        Heading(text=f"{given.letter}) {given.title}"),
        Callout(kind="decide", title="To be brought", text="\n".join(given.bring)),
    ]
    for part in parts(given, report):
        blocks += _part(part)
    return [*blocks, *_decision_lines()]


def _part(part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(text=part.title, level=2)]
    if part.says:
        blocks.append(Paragraph(text=part.says))
    if part.lines:
        columns = (
            Column(title="Ref", kind="ref", width=1.2),
            Column(title="What", width=5),
            Column(title="State", width=2.4),
            Column(title="Who", width=2),
            Column(title="Date", width=1.5),
        )
        rows = tuple((line.ref, line.text, line.state, line.who, line.date) for line in part.lines)
        blocks.append(Table(columns=columns, rows=rows))
    return blocks


def _decision_lines() -> tuple[Block, ...]:
    columns = (
        Column(title="#", kind="number", width=0.5),
        Column(title="Decision", kind="blank", width=6),
        Column(title="Owner", kind="blank", width=2),
        Column(title="Date", kind="blank", width=1.5),
    )
    rows = tuple((str(number), "", "", "") for number in range(1, _DECISION_LINES + 1))
    return Heading(text="Decisions", level=2), Table(columns=columns, rows=rows)


def _decisions() -> tuple[Block, ...]:
    questions = (
        "Which chances to improve are used, by whom and by when?",
        "What of the management system has to change: scope, policy, objectives, method of risk, people, money?",
        "Does the system still suit the organization, is it enough, and does it have the effect that is wanted?",
    )
    return (
        Heading(text="Decided as a whole"),
        Paragraph(
            text="To be answered at the review (9.3.1, 9.3.3). Each answer is a decision with an owner and a date."
        ),
        *_questions(questions),
        _blank_table(("Name", "Date", "Signature"), "For top management", "To be filled in"),
    )


def _questions(questions: tuple[str, ...]) -> tuple[Block, ...]:
    columns = (
        Column(title="Question", width=4),
        Column(title="Decision", kind="blank", width=4),
        Column(title="Owner", kind="blank", width=1.6),
        Column(title="Date", kind="blank", width=1.4),
    )
    return (Table(columns=columns, rows=tuple((question, "", "", "") for question in questions)),)


_TITLES = ("Input", "Heading", "Part", "Ref", "What", "State", "Who", "Date", "Decision", "Owner", "Decision due")


def rows(report: ReportInput) -> Table:
    """One row per line of input, what is to be brought, and an empty row for the decision under each heading."""
    made: list[tuple[str, ...]] = [("", "Title", "", "", joined(" · ", report.about.organization, report.about.title))]
    for given in INPUTS:
        head = (given.letter, given.title)
        for part in parts(given, report):
            if part.says:
                made.append((*head, part.title, "", part.says))
            made += [(*head, part.title, *msgspec.structs.astuple(line)) for line in part.lines]
        made += [(*head, "to be brought", "", line) for line in given.bring]
        made.append((*head, "decision", "", "to be filled in at the review"))
    filled = tuple(row + ("",) * (len(_TITLES) - len(row)) for row in made)
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=filled)


def data(report: ReportInput) -> dict[str, Any]:
    """The input for machines; decisions are empty, as they are taken at the review."""
    return {
        "report": metadata_data("management_review", report),
        "held": False,
        "purpose": NOT_HELD,
        "inputs": [
            {
                "letter": given.letter,
                "title": given.title,
                "parts": [msgspec.to_builtins(part) for part in parts(given, report)],
                "to_bring": list(given.bring),
                "decisions": [],
            }
            for given in INPUTS
        ],
    }
