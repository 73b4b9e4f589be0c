"""The questions that nobody could answer yet, by the person to ask: a letter to send, or a sheet to hand over."""

import math
import re
from typing import Any

import msgspec

from gapcheck import __version__
from gapcheck.analysis.people import PersonToAsk, ToAsk, people_to_ask
from gapcheck.errors import GapcheckError
from gapcheck.records.about import Member
from gapcheck.records.answers import Answer, at_site
from gapcheck.reports.days import day_words
from gapcheck.reports.document import (
    Ask,
    Asks,
    Block,
    Column,
    Document,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.metadata import content, document_id, metadata_data, state
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
"""An id that means itself in YAML."""
_NOT_BARE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def asked(report: ReportInput) -> tuple[PersonToAsk, ...]:
    """Whom to ask what; of a single person when the report is for one.

    Raises GapcheckError when nobody of that name is to be asked.
    """
    people = people_to_ask(report.material)
    wanted = " ".join(report.person.split()).casefold()
    if not wanted:
        return people
    found = tuple(person for person in people if person.name.casefold() == wanted)
    if not found:
        known = ", ".join(dict.fromkeys(person.name for person in people)) or "nobody, no question is open"
        raise GapcheckError(f"There is no question for {report.person!r}. To be asked: {known}.")
    return found


def build(report: ReportInput) -> Document:
    """The document."""
    people = asked(report)
    about = report.about
    blocks: list[Block] = [*_opening(people, report)]
    for number, person in enumerate(people):
        blocks += [PageBreak()] if number else []
        blocks += _section(person, report)
    if people:
        blocks += [PageBreak(), *_coming_back(people)]
    return Document(
        label="Questions for you" if report.person else "Questions to ask",
        title=about.title,
        organization=about.organization,
        state=joined(" · ", day_words(report.date, report.about.style.dates), state(report)),
        classification=about.confidentiality,
        metadata=facts(
            fact("Document", document_id("questions", report)),
            fact("Made with", f"gapcheck {__version__}, {content(report)}"),
            fact("Data (SHA-256)", report.data_hash),
        ),
        blocks=tuple(blocks),
        layout="letter",
    )


def _opening(people: tuple[PersonToAsk, ...], report: ReportInput) -> tuple[Block, ...]:
    if not people:
        return (Paragraph(text='There is nothing to ask: no question was answered with "don\'t know".'),)
    organization = report.about.organization or "our organization"
    count, minutes = sum(len(p.questions) for p in people), sum(p.minutes for p in people)
    one = len(people) == 1
    whose = "you may know better than we do" if one else "you and others may know better than we do"
    hello = joined(" ", "Hello", people[0].name) if one and not people[0].proposed else "Hello"
    return (
        Paragraph(text=f"{hello},"),
        Paragraph(
            text=f"we are taking a look at how information is kept safe at {organization}. On the way we met "
            f"{_questions(count)} that {whose}. Please answer what is under your name; "
            f"{'it takes' if one else 'together it takes'} about {_minutes(minutes)}."
        ),
        Paragraph(
            text='This is no exam, and nobody is marked. A short answer will do. "We don\'t do that" helps us as much '
            'as a yes. "I don\'t know, ask X" is a good answer: then we ask X. If there is something to look at, a '
            "file or a list, say where it is."
        ),
        Paragraph(text="To answer, write under the questions and send this back, or tell us in a short talk."),
        Paragraph(text=joined("\n", "Thank you!", *_who_asks(report))),
    )


def _who_asks(report: ReportInput) -> tuple[str, ...]:
    """Those who noted that nobody knew; else the team."""
    noted = [answer.by for answer in report.material.records.table(Answer).values() if answer.value == "unknown"]
    team = [member.name for member in report.material.records.table(Member).values()]
    return tuple(dict.fromkeys(name for name in noted if name.strip())) or tuple(dict.fromkeys(team))


def _section(person: PersonToAsk, report: ReportInput) -> tuple[Block, ...]:
    heading = Heading(
        text=f"{joined('', person.name)}: {_questions(len(person.questions))}, about {_minutes(person.minutes)}"
    )
    proposed = (Paragraph(text="Usual role, nobody named yet.", quiet=True),) if person.proposed else ()
    plain = {entry.question: entry.plain for entry in report.material.questionnaire.baseline.questions}
    rows = tuple(_ask(question, plain.get(question.question, "")) for question in person.questions)
    return heading, *proposed, Asks(rows=rows, answer="Answer")


def _ask(question: ToAsk, plain: str) -> Ask:
    about = joined(", ", f"{question.item} {question.title}", f"at {question.site}" if question.site else "")
    beside = (
        f"In other words: {plain}" if plain else "",
        f"About: {about}",
        f"Noted so far: {question.note}" if question.note else "",
    )
    return Ask(text=question.ask, beside=tuple(line for line in beside if line))


def _coming_back(people: tuple[PersonToAsk, ...]) -> tuple[Block, ...]:
    return (
        Heading(text="For whoever writes the answers down"),
        Paragraph(
            text="In the app, the small form at each question takes the answer. Or save the lines below in a file that "
            "ends in .yaml, and replace each unknown by yes_shown, yes_said, partly or no. What was said goes between "
            "the quotation marks. Where a note stands already there are none, so that nothing is lost: add note: and "
            'the words only to replace it. Then run "gapcheck apply" with the folder and the file.'
        ),
        Listing(lines=tuple(line for person in people for line in apply_lines(person))),
    )


def apply_lines(person: PersonToAsk) -> tuple[str, ...]:
    """The answers of one person as entries of an apply file; as they stand they change nothing."""
    return tuple(_apply_line(question) for question in person.questions)


def _apply_line(question: ToAsk) -> str:
    site = f", site: {_yaml(question.site)}" if question.site else ""
    note = "" if question.note else ', note: ""'
    return f"- answer: {{question: {question.question}{site}, value: unknown{note}}}"


def _yaml(ident: str) -> str:
    if _PLAIN_ID.fullmatch(ident) and ident.casefold() not in _NOT_BARE:
        return ident
    shown = (c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in ident)
    return f'"{"".join(shown)}"'


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"


def _minutes(minutes: float) -> str:
    whole = max(1, math.ceil(minutes))
    return "1 minute" if whole == 1 else f"{whole} minutes"


_TITLES = ("Person", "Named", "Question id", "Item", "Title", "Site", "Question", "Note", "Minutes", "Answer")


def rows(report: ReportInput) -> Table:
    """One row per question; the answer is for the person to fill in."""
    found = [
        (
            person.name,
            "usual role, nobody named yet" if person.proposed else "yes",
            question.question,
            question.item,
            question.title,
            question.site,
            question.ask,
            question.note,
            f"{question.minutes:g}",
            "",
        )
        for person in asked(report)
        for question in person.questions
    ]
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=tuple(found))


def data(report: ReportInput) -> dict[str, Any]:
    """The questions for machines; `answer` names each answer as records do."""
    return {
        "report": metadata_data("questions", report),
        "people": [
            {
                "name": person.name,
                "proposed": person.proposed,
                "minutes": person.minutes,
                "questions": [
                    {**msgspec.to_builtins(q), "answer": at_site(q.question, q.site)} for q in person.questions
                ],
            }
            for person in asked(report)
        ],
    }
