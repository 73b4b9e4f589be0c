"""Any item in a few keys: ids in any spelling, words of titles, questions and terms, letters as a last resort."""

import time

import msgspec
import pytest

from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.search import Finder


@pytest.fixture(scope="module")
def finder(good: Questionnaire) -> Finder:
    return Finder(good)


def places(finder: Finder, text: str) -> list[str]:
    return [match.question.id if match.question else match.item.id for match in finder.search(text)]


@pytest.mark.parametrize(
    "text", ["8.13", "A813", "a.8.13", "813", "A8.13", " a.8.13 ", "A 8.13", "A.8.13.", "A.8.13 Information backup"]
)
def test_an_id_is_found_in_any_spelling(finder: Finder, text: str) -> None:
    assert places(finder, text)[0] == "A.8.13"


def test_an_id_that_is_both_gives_the_clause_first(finder: Finder) -> None:
    assert places(finder, "8.2") == places(finder, "82") == ["8.2", "A.8.2"]
    assert places(finder, "A.8.2") == places(finder, "a82") == ["A.8.2"]


def test_the_beginning_of_an_id_lists_what_is_below(finder: Finder) -> None:
    assert places(finder, "8") == ["8.2", "A.8.2", "A.8.13"]
    assert places(finder, "a8") == ["A.8.2", "A.8.13"]
    assert places(finder, "8.1") == ["A.8.13"]
    assert finder.search("8.13")[0].why == "id"


@pytest.mark.parametrize("text", ["A.8.13-q2", "a813q2", "8.13 q2"])
def test_a_question_is_found_by_its_id(finder: Finder, text: str) -> None:
    (match,) = finder.search(text)
    assert match.question is not None and match.question.id == "A.8.13-q2"


def test_words_rank_title_before_term_before_question(finder: Finder) -> None:
    assert places(finder, "backup") == ["A.8.13", "A.8.13-q3"]
    assert [(match.item.id, match.why) for match in finder.search("risk")][:2] == [
        ("8.2", "title"),
        ("A.8.2", "glossary"),
    ]
    assert places(finder, "restore")[0] == "A.8.13"
    assert places(finder, "newest system") == ["8.2-q2"]


def test_whole_words_rank_before_beginnings_before_letters(finder: Finder) -> None:
    whole, begun, letters = (finder.search(text)[0] for text in ("backup", "backu", "bkup"))
    assert [match.item.id for match in (whole, begun, letters)] == ["A.8.13"] * 3
    assert whole.score > begun.score > letters.score
    assert letters.why == "letters"


def test_a_question_may_take_words_from_the_title_above_it(finder: Finder) -> None:
    assert places(finder, "backup copy")[0] == "A.8.13-q2"


def test_all_words_must_match(finder: Finder) -> None:
    assert places(finder, "backup zebra") == []


@pytest.mark.parametrize("text", ["", "   ", "§%&", "[bold]", "(((", "\x1b[2J", "q" * 5000, "1" * 5000, "a.", "é"])
def test_odd_input_is_harmless(finder: Finder, text: str) -> None:
    assert isinstance(finder.search(text), list)


def test_the_limit_and_the_order_hold(finder: Finder) -> None:
    assert len(finder.search("a", limit=2)) == 2
    assert finder.search("a", limit=0) == []
    assert places(finder, "the list") == places(finder, "the list")


def test_a_full_questionnaire_is_searched_within_a_frame(good: Questionnaire) -> None:
    many = tuple(msgspec.structs.replace(good.items[n % 4], id=f"A.9.{n}") for n in range(200))
    finder = Finder(msgspec.structs.replace(good, items=many))
    texts = ["8.13", "backup", "when did you last", "a", "the list of systems", "bkp"]
    start = time.process_time()
    for text in texts:
        finder.search(text)
    # 5 ms each is the aim on a quiet machine; the margin is for busy ones
    assert (time.process_time() - start) / len(texts) < 0.05
