"""What `?` says on the work screen: the question, the item in plain words, and how its status came about."""

from gapcheck.analysis.items import ItemResult, explain_item
from gapcheck.questionnaire.explained import item_blocks
from gapcheck.questionnaire.model import Question, Questionnaire
from gapcheck.tui.dialogs.explain import Block


def item_explained(
    questionnaire: Questionnaire, result: ItemResult, question: Question | None, *, advice: bool
) -> list[Block]:
    """An item with the question that is asked now; `advice` says whether ways to close a gap may be named."""
    blocks: list[Block] = []
    if question is not None:
        lines = [question.ask, *([question.help] if question.help else [])]
        tells = f"Tells whether it is {question.dimension}"
        letters = f", points {', '.join(question.letters)}" if question.letters else ""
        blocks.append(("This question", [*lines, f"{tells}{letters}. About {question.minutes:g} minutes."]))
        if question.good_answer:
            blocks.append(("What convinces", [question.good_answer]))
        if question.red_flag:
            blocks.append(("What should make you look further", [question.red_flag]))
    blocks.append(("How the status came about", explain_item(result)))
    return [*blocks, *item_blocks(questionnaire, result.item, advice=advice)]
