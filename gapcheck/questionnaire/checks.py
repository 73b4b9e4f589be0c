"""Content rules that a program can enforce: `gapcheck questionnaire check`.

A questionnaire that fails them can still be used; one that cannot be used is refused by `loader`.
"""

from gapcheck.questionnaire.checks_indexes import check_indexes
from gapcheck.questionnaire.checks_item import check_item
from gapcheck.questionnaire.checks_language import check_language
from gapcheck.questionnaire.checks_spelling import check_spelling
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.problems import Problem


def check(questionnaire: Questionnaire) -> list[Problem]:
    """Every place where the content breaks a rule: items in their order, then the rest; errors before warnings."""
    found = [problem for item in questionnaire.items for problem in check_item(item)]
    found.extend(check_language(questionnaire))
    found.extend(check_spelling(questionnaire))
    found.extend(check_indexes(questionnaire))
    position = {item.id: number for number, item in enumerate(questionnaire.items)}
    last = len(position)
    return sorted(found, key=lambda problem: (position.get(problem.item, last), problem.severity != "error"))
