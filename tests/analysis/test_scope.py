"""The scope helper (4.3): what a boundary brings along, and the statement that the lines give."""

from building import Builder
from hypothesis import given
from hypothesis import strategies as st

from gapcheck.analysis.scope import ScopeStatement, composed, dragged_in, scope_statement, statement
from gapcheck.changes.engagement import EngagementChanged
from gapcheck.changes.first_day import ScopeDrafted
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.first_day import ScopeDraft

LINES = ("assets", "departments", "systems", "locations", "interfaces")
HOSTILE = "[bold]x[/] =HYPERLINK(1) <script> \x1b[31m \u202eשלום\r\n\t\u2028 two\nlines "


def test_the_five_lines_are_there_and_say_what_both_sides_bring_along(questionnaire: Questionnaire) -> None:
    assert tuple(line.id for line in questionnaire.scope.lines) == LINES
    for line in questionnaire.scope.lines:
        assert 2 <= len(line.inside) <= 4 and 2 <= len(line.outside) <= 3, line.id
        for drags in (*line.inside, *line.outside):
            assert len(drags.text) <= 110 and drags.items, drags.text


def test_nothing_is_brought_along_before_something_is_said(questionnaire: Questionnaire) -> None:
    assert dragged_in(questionnaire, None) == ()
    assert dragged_in(questionnaire, ScopeDraft(inside={"assets": " \n"}, outside={"systems": ""})) == ()


def test_naming_and_leaving_out_bring_different_things_along_in_the_order_of_the_lines(
    questionnaire: Questionnaire,
) -> None:
    draft = ScopeDraft(inside={"locations": "Leeds", "assets": "orders"}, outside={"locations": "Oslo"})
    found = dragged_in(questionnaire, draft)
    assert list(dict.fromkeys((one.line, one.side) for one in found)) == [
        ("assets", "inside"),
        ("locations", "inside"),
        ("locations", "outside"),
    ]
    home = next(one for one in found if "Home working" in one.text)
    assert home.items == ("A.6.7",)
    border = {ref for one in found if one.side == "outside" for ref in one.items}
    assert {"A.8.20", "A.8.22"} <= border, "a site outside on the same network"


def test_the_team_that_runs_it_becomes_a_supplier_when_it_is_left_out(questionnaire: Questionnaire) -> None:
    found = dragged_in(questionnaire, ScopeDraft(outside={"departments": "IT: the parent firm has it"}))
    assert {"A.5.19", "A.5.20"} <= {ref for one in found for ref in one.items}


def test_a_line_that_this_questionnaire_does_not_have_brings_nothing_along(questionnaire: Questionnaire) -> None:
    draft = ScopeDraft(inside={"of a later edition": "x"})
    assert dragged_in(questionnaire, draft) == ()
    assert composed("Acme", questionnaire.scope, draft) == ""


def test_the_lines_become_plain_sentences_and_empty_ones_leave_nothing(build: Builder) -> None:
    said = ScopeDrafted(
        inside={"assets": "orders and drawings", "departments": "everyone!", "systems": " "},
        outside={"locations": "the barn (empty)"},
    )
    assert statement(build.material(said)) == (
        "The information security management system (ISMS) of Acme covers the following.\n"
        "Information: orders and drawings.\n"
        "Teams: everyone!\n"
        "\n"
        "These are left out.\n"
        "Places: the barn (empty)."
    )
    only_out = statement(build.material(ScopeDrafted(outside={"locations": "the barn"})))
    assert only_out.endswith("of Acme leaves out the following.\nPlaces: the barn.")
    assert statement(build.material()) == ""


@given(inside=st.text(min_size=1), outside=st.text(min_size=1))
def test_a_persons_words_stand_as_they_were_typed(questionnaire: Questionnaire, inside: str, outside: str) -> None:
    draft = ScopeDraft(inside={"assets": inside}, outside={"interfaces": outside})
    found = composed("Acme", questionnaire.scope, draft)
    for text in (inside, outside):
        assert not text.strip() or text in found


def test_hostile_text_and_line_ends_reach_the_statement_untouched(build: Builder) -> None:
    material = build.material(EngagementChanged(organization=HOSTILE), ScopeDrafted(inside={"systems": HOSTILE}))
    assert statement(material).count(HOSTILE) == 2


def test_the_written_scope_comes_before_the_persons_own_draft_and_that_before_the_lines(build: Builder) -> None:
    assert scope_statement(build.material()) == ScopeStatement(text="", draft=False)
    lines = ScopeDrafted(inside={"assets": "orders"})
    composed_one = scope_statement(build.material(lines))
    assert composed_one.draft and composed_one.text.endswith("Information: orders.")
    own = ScopeDrafted(statement=f"All of it.\n{HOSTILE}")
    assert scope_statement(build.material(lines, own)) == ScopeStatement(text=f"All of it.\n{HOSTILE}", draft=True)
    again = scope_statement(build.material(lines, own, ScopeDrafted(statement=" ")))
    assert again == composed_one, "it follows the lines again"
    written = EngagementChanged(isms_scope=HOSTILE)
    assert scope_statement(build.material(lines, own, written)) == ScopeStatement(text=HOSTILE, draft=False)
    assert scope_statement(build.material(lines, EngagementChanged(isms_scope=" "))) == composed_one
