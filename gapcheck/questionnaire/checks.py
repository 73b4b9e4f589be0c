"""Content rules that a program can enforce: `gapcheck questionnaire check`.

A questionnaire that fails them can still be used; one that cannot be used is refused by `loader`.
"""

from gapcheck.questionnaire.checks_item import check_item
from gapcheck.questionnaire.checks_language import check_language
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.problems import Problem


def check(questionnaire: Questionnaire) -> list[Problem]:
    """Every place where the content breaks a rule, in the order of the items, errors before warnings."""
    found = [problem for item in questionnaire.items for problem in check_item(item)]
    found.extend(check_language(questionnaire))
    position = {item.id: number for number, item in enumerate(questionnaire.items)}
    return sorted(found, key=lambda problem: (position[problem.item], problem.severity != "error"))
