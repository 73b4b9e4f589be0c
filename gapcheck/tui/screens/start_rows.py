"""What the start screen says: the doors, a row per engagement, and more about each in the side column."""

import shlex
from pathlib import Path

from textual.content import Content

from gapcheck.analysis.gap import Rollup
from gapcheck.records.vocabulary import label
from gapcheck.text import one_line, visible
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.dialogs.new_engagement import Door
from gapcheck.tui.found_engagements import Found
from gapcheck.tui.hanging import MEASURE, hang
from gapcheck.tui.widgets.stacked_bar import stacked_bar

NAME = "gapcheck"
SENTENCE = "How far you are with ISO/IEC 27001, and what shows it."

DOORS = (
    Door(
        key="1",
        title="I am new",
        sentence="Find out where you stand, in plain words and small steps.",
        types=("baseline",),
        about=(
            ("What it is for", "A first look at your own organization, by one person, without preparation."),
            ("How it goes", "You answer what you know. \u201cI don't know\u201d is a good answer: it becomes a list of "
                            "whom to ask. Stop whenever you like; nothing is lost."),
            ("What you get", "What is good already, what stops an audit, and what to do first."),
        ),
    ),
    Door(
        key="2",
        title="Internal audit",
        sentence="Check your own house: does it conform, and does it work?",
        types=("internal_audit",),
        intro="Nobody audits their own work (9.2); say who does in the team.",
        about=(
            ("What it is for", "The audit that clause 9.2 asks for, at planned intervals."),
            ("How it goes", "Evidence and samples; you decide on each requirement and say why. Whoever audits has not "
                            "built or run what is audited."),
            ("What you get", "Findings with what was required and what was seen, and a report for management."),
        ),
    ),
    Door(
        key="3",
        title="On-site gap analysis or audit",
        sentence="Sit with a client: hear, look, write it down, and report.",
        types=("gap_analysis", "readiness", "stage1", "stage2", "surveillance", "recertification"),
        intro="What it is decides what is shown and what may be found.",
        about=(
            ("What it is for", "Work at a client's: a gap analysis or readiness check by an adviser, or an audit of a "
                               "certification body."),
            ("How it goes", "A note is one key away on every screen. Answers, evidence and findings hang together."),
            ("What you get", "The gap analysis, readiness for stage 1 and 2, a backlog, the Statement of "
                             "Applicability, and reports of each."),
        ),
    ),
)  # fmt: skip

DEMO = Door(
    key="d",
    title="Try the demo",
    sentence="A made-up company to look around in. Nothing in it is real.",
    types=(),
    about=(
        ("What it is for", "Seeing every screen with something on it. Change what you like."),
        ("To begin again", "Remove the folder \u201cdemo\u201d; the next time it is made anew."),
    ),
)

FIRST_TIME = "Nothing here yet, and nothing can be broken. The demo is a good way to look around first."

DIFFERENCES: tuple[Block, ...] = (
    (
        "Gap analysis",
        (
            "How far are we? Nobody requires it, anyone able may do it, and",
            "advice is the point. It does not count as an internal audit.",
        ),
    ),
    (
        "Internal audit",
        (
            "Do we conform, and does it work? Required by clause 9.2: by",
            "somebody impartial, on evidence and samples.",
        ),
    ),
    (
        "Stage 1, then stage 2",
        (
            "By a certification body, which may not advise.",
            "1: is it designed, and ready? Documents; areas of concern.",
            "2: is it in place, and effective? Evidence over time;",
            "   conformity, and major and minor nonconformities.",
        ),
    ),
)


def door_row(door: Door, width: int) -> Content:
    """Key and name of a door, and its sentence below."""
    head = Content.assemble((f" {door.key}", "$primary"), f"  {door.title}")
    return Content("\n").join([head, hang("", Content.styled(door.sentence, "$grey"), width, indent=_INDENT)])


def heading(text: str, width: int, *columns: str) -> Content:
    """A small heading in grey capitals, with the heads of the columns on the right."""
    width -= _MARGIN
    right = "".join(column.rjust(_COLUMN) for column in columns)
    left = f" {text.upper()}"
    return Content.assemble("\n", (left, "bold $grey"), " " * max(width - len(left) - len(right), 1), (right, "$grey"))


_COLUMN = 10
_MARGIN = 1
"""Cells that stay free on the right."""
_INDENT = 4
"""Where names begin."""


def engagement_row(one: Found, width: int) -> Content:
    """Organization and progress, and below them title, type and folder; nothing is cut."""
    width -= _MARGIN
    figures = Content.assemble(_fraction(one.clauses), _fraction(one.controls))
    about = one.about
    if about is None:
        head, words = [Content(one_line(one.folder.name))], []
    else:
        head = Content(one_line(about.organization)).wrap(max(width - _INDENT - figures.cell_length - 1, 16))
        words = [one_line(about.title), label(about.type), one_line(one.folder.name)]
        if about.title.casefold().startswith(label(about.type)):
            del words[1]
    gap = max(width - _INDENT - head[0].cell_length - figures.cell_length, 1)
    lines = [Content.assemble(" " * _INDENT, head[0], " " * gap, figures)]
    # a word that was broken leaves the blank before the next one at the beginning of a line
    lines += [Content(" " * _INDENT + line.plain.lstrip()) for line in head[1:]]
    if words:
        lines.append(hang("", Content.styled(" · ".join(words), "$grey"), width, indent=_INDENT))
    problem = one.problem or ("" if about else "It cannot be read as it is; Enter tries to open it.")
    if problem:
        text = Content.styled(visible(problem), "$warning")
        lines.append(hang(Content.styled(" !", "$warning"), text, width, indent=_INDENT))
    return Content("\n").join(lines)


def _fraction(counts: Rollup | None) -> Content:
    if counts is None:
        return Content(" " * _COLUMN)
    seen = str(counts.applicable - counts.not_assessed)
    of = f"/{counts.applicable}"
    return Content.assemble(" " * (_COLUMN - len(seen) - len(of)), seen, (of, "$grey"))


def about_door(door: Door) -> Content:
    """What a door is for, in the side column."""
    head = Content.assemble((door.title, "bold"), "\n", door.sentence)
    return Content("\n\n").join([head, *(_block(name, Content(text)) for name, text in door.about)])


def about_engagement(one: Found, width: int) -> Content:
    """Everything that is known of an engagement without opening it, in the side column."""
    about = one.about
    if about is None:
        lines = [Content.styled(one_line(one.folder.name), "bold")]
    else:
        lines = [
            Content.assemble(
                (one_line(about.organization), "bold"),
                "\n",
                (f"{one_line(about.title)} · {label(about.type)}", "$grey"),
            )
        ]
    if one.clauses is not None and one.controls is not None:
        lines.append(
            Content("\n").join([_progress("clauses ", one.clauses, width), _progress("controls", one.controls, width)])
        )
    if one.problem:
        lines.append(Content.styled(visible(one.problem), "$warning"))
    if one.problem or about is None:
        lines.append(_block("What to do", Content(_what_to_do(one.folder))))
    if about is not None and about.purpose:
        lines.append(_block("Why", Content(visible(about.purpose))))
    if about is not None and about.target_date:
        lines.append(_block("By when", Content(visible(about.target_date))))
    if one.day:
        lines.append(_block("Last change", Content(one.day)))
    lines.append(_block("Folder", Content(one_line(str(one.folder)))))
    return Content("\n\n").join(lines)


def _what_to_do(folder: Path) -> str:
    command = f"gapcheck verify {shlex.quote(one_line(str(folder)))}"
    return f"{command}\nsays in a terminal what is wrong with it."


def _block(head: str, text: Content) -> Content:
    return Content.assemble((head.upper(), "bold $grey"), "\n", text)


def _progress(name: str, counts: Rollup, width: int) -> Content:
    seen = str(counts.applicable - counts.not_assessed)
    figures = Content.assemble((f"{seen:>3}", ""), (f" of {counts.applicable:>2}", "$grey"))
    room = min(width, MEASURE) - len(name) - 2 - figures.cell_length - 2
    return Content.assemble((name, "$grey"), "  ", stacked_bar(counts, max(room, 8)), "  ", figures)
