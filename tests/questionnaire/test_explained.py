from gapcheck.questionnaire.explained import item_blocks
from gapcheck.questionnaire.model import Questionnaire


def told(questionnaire: Questionnaire, ref: str, *, advice: bool) -> str:
    blocks = item_blocks(questionnaire, questionnaire.by_id[ref], advice=advice)
    return "\n".join(line for heading, lines in blocks for line in (heading, *lines))


def test_everything_written_about_an_item_can_be_read(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        text = told(questionnaire, item.id, advice=True)
        for part in (
            item.what_it_means,
            item.why_it_matters,
            item.accountable,
            item.typical_owner,
            item.na_hint,
            item.small_org_tip,
            item.change_2022.note,
            *item.implementation_steps,
            *item.common_mistakes,
            *item.interview,
            *(hint.how for hint in item.sampling),
            *(nc.pattern for nc in item.typical_nonconformities),
        ):
            assert part in text, f"{item.id}: {part}"


def test_without_advice_nothing_says_how_to_get_there(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        text = told(questionnaire, item.id, advice=False)
        for part in (item.small_org_tip, *item.implementation_steps, *item.common_mistakes):
            assert not part or part not in text, f"{item.id}: {part}"
