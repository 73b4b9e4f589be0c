"""Plain text for e-mail: 72 columns, nothing cut, nothing marked up."""

import re

import pytest
from reports.making import realistic, report
from reports.reading import written

from gapcheck.reports.document import (
    Ask,
    Asks,
    Bullets,
    Callout,
    Column,
    Heading,
    Listing,
    Paragraph,
    Table,
    fact,
    facts,
)
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.text import WIDTH, block, width

LONG = "Every laptop that leaves the house is encrypted, and somebody looks at the list of laptops once in a quarter."


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_longer_than_an_e_mail_allows(kind: str) -> None:
    lines = written(kind, "txt", report(realistic())).decode().splitlines()
    assert len(lines) > 50
    too_long = [line for line in lines if width(line) > WIDTH]
    # a hash is one word, and a line for an apply file is not to be broken
    assert [line for line in too_long if not re.fullmatch(r" *[0-9a-f]{64}|- answer: \{.*\}", line)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_has_a_line_under_it(kind: str) -> None:
    given = report(realistic())
    lines = written(kind, "txt", given).decode().splitlines()
    document = KINDS[kind].document(given)
    assert lines[0] == document.label and lines[1] == "=" * len(document.label)
    chapters = [part.text for part in document.blocks if isinstance(part, Heading) and part.level == 1]
    for chapter in chapters:
        if len(chapter) <= WIDTH:
            assert lines[lines.index(chapter) + 1] == "-" * len(chapter)


def test_what_follows_the_first_line_hangs_under_it() -> None:
    first, *rest = block(Bullets(items=(LONG,))).split("\n")
    assert first.startswith("- Every laptop") and rest and all(re.match(r"  \S", line) for line in rest)
    first, *rest = block(facts(fact("Purpose", LONG))).split("\n")
    assert first.startswith("Purpose: Every") and rest and all(re.match(r"  \S", line) for line in rest)


def test_a_word_longer_than_a_line_stays_whole() -> None:
    word = "x" * 100
    assert block(Paragraph(text=f"before {word} after")).split("\n") == ["before", word, "after"]


def test_text_stays_as_typed_but_for_breaks_at_spaces() -> None:
    typed = "two  spaces\n\n   indented\n\u00a0" + LONG
    shown = block(Paragraph(text=typed))
    assert "two  spaces\n\n   indented\n" in shown
    assert shown.replace("\n", " ") == typed.replace("\n", " ")


def test_wide_and_joined_signs_are_counted_as_they_show() -> None:
    assert width("中文") == 4 and width("e\u0301") == 1 and width("abc") == 3
    assert all(width(line) <= WIDTH for line in block(Paragraph(text="中文 " * 60)).split("\n"))


def test_escape_codes_become_visible() -> None:
    assert block(Paragraph(text="\x1b[31mred\x07")) == "\u241b[31mred\u2407"


def test_a_small_table_stands_in_columns() -> None:
    table = Table(
        columns=(Column(title="Who"), Column(title="Days", kind="number")), rows=(("Ben", "4"), ("Ida", "12"))
    )
    assert block(table).split("\n") == ["Who  Days", "---  ----", "Ben     4", "Ida    12"]


def test_a_table_that_is_too_wide_becomes_blocks_with_labels() -> None:
    columns = (Column(title="#"), Column(title="What"), Column(title="Who"), Column(title="Signature", kind="blank"))
    shown = block(Table(columns=columns, rows=(("1", LONG, "", ""), ("2", "Short", "Ben\nIda", "")))).split("\n")
    assert shown[0].startswith("1. Every laptop") and shown[1].startswith("   ")
    assert not [line for line in shown[:4] if "Who" in line], "an empty cell says nothing"
    assert "2. Short" in shown and "   Who: Ben" in shown and "     Ida" in shown
    assert sum(bool(re.fullmatch(r"   Signature: _{20,}", line)) for line in shown) == 2


def test_a_cell_that_turns_the_writing_direction_stands_alone() -> None:
    columns = (Column(title="A"), Column(title="B"))
    shown = block(Table(columns=columns, rows=(("\u202eabc", "left alone"),)))
    assert shown.split("\n") == ["- A: \u202eabc\u202c", "  B: left alone"]


def test_questions_have_room_for_an_answer_and_listings_are_not_wrapped() -> None:
    shown = block(Asks(rows=(Ask(text="Where is it?", beside=("About: 4.3",)),)))
    assert re.fullmatch(r"1\. Where is it\?\n   About: 4\.3\n   Answer: _+", shown)
    assert block(Listing(lines=("y" * 40 + " " + "z" * 60,))) == "y" * 40 + " " + "z" * 60
    assert block(Callout(kind="stop", title="Late", text="very")) == "! Late\n  very"
