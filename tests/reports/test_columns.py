"""Columns: room goes where the text is, words stay whole, and tables that are alike stand in line."""

from reports.test_pdf import document

from gapcheck.reports.columns import column_sizes, on_small_screen
from gapcheck.reports.document import Column, Heading, Table
from gapcheck.reports.pdf_data import data

NAMES = (Column(title="No.", kind="ref"), Column(title="What", width=3), Column(title="Why", width=3))


def sizes(*rows: tuple[str, ...], columns: tuple[Column, ...] = NAMES) -> list[float]:
    return column_sizes([Table(columns=columns, rows=rows)], 170, 3, 3)


def test_the_room_goes_where_the_text_is_and_none_is_lost() -> None:
    long = ("A.5.1", "word " * 200, "word")
    ref, what, why = sizes(*[long] * 9)
    assert what > 3 * why > 0 and ref > 9 and round(ref + what + why) == 170
    assert [round(size) for size in sizes()] == [24, 73, 73]


def test_a_reference_is_whole_and_a_column_that_is_to_be_filled_in_keeps_its_share() -> None:
    ref, *_ = sizes(("E-A.5.18-q1@leeds", "word " * 80, "word " * 80))
    assert ref > len("E-A.5.18-q1@leeds") * 0.5 * 3
    blank = Column(title="Sign", kind="blank", width=3)
    assert sizes(("1", "word " * 99, ""), columns=(*NAMES[:2], blank))[2] > 60


def test_tables_with_the_same_columns_stand_in_line_and_headings_keep_their_look() -> None:
    tables = [Table(columns=NAMES, rows=((ref, text, ""),)) for ref, text in (("1", "short"), ("A.8.13", "word " * 90))]
    heads = [Heading(text="Chapter"), Heading(text="First", level=3), Heading(text="Second", level=3)]
    blocks = data(document(*heads, *tables), dated=False)["forms"][0]
    assert [(b["level"], b["look"]) for b in blocks[:3]] == [(1, 1), (2, 3), (2, 3)]
    widths = [[column["width"] for column in b["columns"]] for b in blocks if b["is"] == "table"]
    assert len(widths) == 2 and widths[0] == widths[1]


def test_a_small_screen_keeps_words_whole() -> None:
    ref, what, why = on_small_screen(Table(columns=NAMES, rows=(("A.8.13", "implementation of it all", "no"),)))
    assert ref > 4 and what > len("implementation") * 0.5 and why < ref < what
