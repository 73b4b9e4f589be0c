"""What a line says beside its words: people, items and a sign to follow up; and when a note is dealt with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.records.notes import QuickNote, marks_of

PEOPLE = [
    ("talked to @AB today", ("AB",)),
    ("@AB", ("AB",)),
    ("(@AB), @CD; @EF: yes. @GH!", ("AB", "CD", "EF", "GH")),
    ("@AB,@CD", ("AB", "CD")),
    ("asked @AB.", ("AB",)),
    ("@AB's list", ("AB",)),
    ("„@AB“ and “@CD”", ("AB", "CD")),
    ("@ida.holm and @anne-marie", ("ida.holm", "anne-marie")),
    ("@A_B @7", ("A_B", "7")),
    ("@AB ... @ab again", ("AB",)),
    ("@Žofie @Ørsted @李雷 @נועה @Åsa", ("Žofie", "Ørsted", "李雷", "נועה", "Åsa")),
    ("@Jose\u0301 was there", ("Jose\u0301",)),
    ("@नीता, @किरण।", ("नीता", "किरण")),
    ("@نیم\u200cفاصله", ("نیم\u200cفاصله",)),
    ("write to ida.holm@acme.com", ()),
    ("jose\u0301@acme.com, i-@acme.com, ida+it@acme.com, <ida@acme.com>", ()),
    ("https://social.example/@ida", ()),
    ("5 @ 3", ()),
    ("@", ()),
    ("@@AB", ()),
    ("@. @- @!", ()),
]


@pytest.mark.parametrize(("line", "people"), PEOPLE)
def test_people_stand_after_an_at(line: str, people: tuple[str, ...]) -> None:
    assert marks_of(line).people == people


ITEMS = [
    ("#A.8.13 restore", ("A.8.13",)),
    ("see #4.3 and #9.2.1", ("4.3", "9.2.1")),
    ("#a.8.13, #A.8.13", ("A.8.13",)),
    ("(#4.3), #5.2; #6.1.2: #7.5.3. #8.1! #9.1?", ("4.3", "5.2", "6.1.2", "7.5.3", "8.1", "9.1")),
    ("#5.2e says so", ("5.2",)),
    ("#A.8.13-q1", ("A.8.13",)),
    ("#4.3\n#5.2", ("4.3", "5.2")),
    ("#99.9 is marked, though there is no such item", ("99.9",)),
    ("C# 4.3 and C#4.3", ()),
    ("#1 and #12", ()),
    ("#A.8", ()),
    ("version #10.2.3.4", ()),
    ("##4.3", ()),
    ("# 4.3", ()),
    ("https://wiki.example/page#4.3 and https://wiki.example/#4.3", ()),
    ("#٤.٣", ()),
    ("4.3 A.8.13", ()),
]


@pytest.mark.parametrize(("line", "items"), ITEMS)
def test_items_stand_after_a_number_sign(line: str, items: tuple[str, ...]) -> None:
    assert marks_of(line).items == items


@pytest.mark.parametrize(
    "line",
    ["! ask again", "ask again !", "ask !again", "!ask", "a\n! b", "!", "never tested !!", "wow! !ask"],
)
def test_to_follow_up(line: str) -> None:
    assert marks_of(line).follow_up


@pytest.mark.parametrize(
    "line",
    ["wow!", "wow!!", "Attention\u00a0!", "a!b", "a != b", "a !=b", "stop! go!", "¡hola!", "#4.3!", ""],
)
def test_only_an_exclamation(line: str) -> None:
    assert not marks_of(line).follow_up


def test_all_marks_of_a_line() -> None:
    marks = marks_of("@IH says restore of #A.8.13 fails since May, see @bo.lund !")
    assert (marks.people, marks.items, marks.follow_up) == (("IH", "bo.lund"), ("A.8.13",), True)


LINES = st.text() | st.lists(st.sampled_from(["@", "#", "!", ".", "A", "8", "13", " ", "é", "\u0301", "\n"])).map(
    "".join
)


@given(text=LINES)
def test_any_line_has_marks_that_stand_in_it_and_keeps_its_words(text: str) -> None:
    marks = marks_of(text)
    assert all(f"@{name}" in text for name in marks.people)
    assert all(f"#{item}" in text.upper() for item in marks.items)
    assert not marks.follow_up or "!" in text
    assert QuickNote(id="N-001", text=text).text == text


@given(name=st.from_regex(r"\w([\w.\-]{0,8}\w)?", fullmatch=True))
def test_any_short_name_is_found_between_other_words(name: str) -> None:
    assert marks_of(f"with @{name}, at noon").people == (name,)


def test_a_long_line_takes_no_time() -> None:
    for piece in ("@", "#", "@a", "#1.1", "#1.", "!", "@a.", "a."):
        assert marks_of(piece * 10_000 + "x").follow_up == (piece == "!")


def note(text: str = "doors stand open", **fields: object) -> QuickNote:
    return QuickNote(id="N-001", text=text, **fields)  # type: ignore[arg-type]


def test_a_note_is_open_until_it_has_a_place() -> None:
    assert note().is_open
    for place in ({"items": ("A.7.1",)}, {"became": ("E-1",)}, {"set_aside": "heard twice"}):
        assert not note(**place).is_open


def test_a_note_that_points_to_no_item_is_open_until_somebody_looked_at_it() -> None:
    assert note(items=("4.3",), unclear=("8.99",)).is_open
    assert not note(unclear=("8.99",), set_aside="a version number").is_open


def test_a_filed_note_is_open_while_it_is_to_be_followed_up() -> None:
    filed = {"items": ("A.7.1",)}
    assert note("! doors", **filed).is_open
    assert not note("! doors", **filed, followed_up=True).is_open
    assert note("! doors", followed_up=True).is_open, "followed up, but not filed"
    assert not note("! doors", set_aside="a joke").to_follow_up
