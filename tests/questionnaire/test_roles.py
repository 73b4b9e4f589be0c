"""Roles are found in the words of the interview lists, and each knows what can be asked of it."""

import msgspec
import pytest

from gapcheck.questionnaire.checks import check
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.roles import Role, RoleFinder

from .mini import replaced

BACKUP = "A.8.13"
OWNER = Role(id="owner", name="Owner", who="Answers for it.", also=("HR data owner",))
PRODUCT = Role(id="product", name="Product owner", who="Decides what is built.")
HR = Role(id="hr", name="HR", who="Hires.", also=("people lead",))
FINDER = RoleFinder([OWNER, PRODUCT, HR])


@pytest.mark.parametrize(
    ("entry", "ids"),
    [
        ("Two owners outside IT", ["owner"]),
        ("Product owner", ["product"]),
        ("Product owner or owner of the risk", ["owner", "product"]),
        ("HR or People Lead", ["hr"]),
        ("HR data owner", ["owner"]),
        ("Ownership, chrome and homeowner", []),
        ("", []),
    ],
)
def test_whole_words_count_and_longer_names_come_first(entry: str, ids: list[str]) -> None:
    assert [role.id for role in FINDER.named_in(entry)] == ids


def test_without_roles_nobody_is_found() -> None:
    assert RoleFinder([]).named_in("Owner") == ()
    assert RoleFinder([Role(id="x", name="", who="")]).named_in("Owner") == ()


def test_an_interview_entry_without_a_role_is_an_error(good: Questionnaire) -> None:
    changed = replaced(good, BACKUP, interview=("IT lead", "Gardener"))
    (problem,) = check(changed)
    assert (problem.item, problem.field, problem.severity) == (BACKUP, "interview[2]", "error")
    assert "no role stands for 'Gardener'" in problem.sentence
    assert check(msgspec.structs.replace(changed, roles=())) == []


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        ({"who": ""}, "who", "nothing is written"),
        ({"small_org": ""}, "small_org", "nothing is written"),
        ({"speaks_of": ()}, "speaks_of", "nothing is written"),
        ({"opens_with": ("One topic",)}, "opens_with", "1 entries; 2 to 3"),
        ({"who": "Ensures that it is robust."}, "who", "'ensures'"),
        ({"who": "Paints it in color."}, "who", "'color' is American; the house writes 'colour'"),
    ],
)
def test_a_rule_on_roles_speaks_up(good: Questionnaire, fields: dict[str, object], field: str, part: str) -> None:
    changed = msgspec.structs.replace(good, roles=(good.roles[0], msgspec.structs.replace(good.roles[1], **fields)))
    found = [problem for problem in check(changed) if problem.field == field]
    assert [problem.item for problem in found if part in problem.sentence] == ["it"]


def test_a_role_that_nobody_means_is_a_warning(good: Questionnaire) -> None:
    idle = msgspec.structs.replace(good.roles[0], id="pilot", name="Pilot", also=())
    (problem,) = check(msgspec.structs.replace(good, roles=(*good.roles, idle)))
    assert (problem.item, problem.severity) == ("pilot", "warning")


def test_every_interview_entry_of_the_standard_means_somebody(questionnaire: Questionnaire) -> None:
    finder = RoleFinder(questionnaire.roles)
    lost = {entry for item in questionnaire.items for entry in item.interview if not finder.named_in(entry)}
    assert lost == set()
    assert 14 <= len(questionnaire.roles) <= 18
    assert all(questionnaire.roles_of_item[item.id] for item in questionnaire.items)


def test_questions_of_a_role_stand_in_the_order_of_the_standard(questionnaire: Questionnaire) -> None:
    order = list(questionnaire.question_by_id)
    for role in questionnaire.roles:
        asked = [order.index(question.id) for question in questionnaire.questions_of_role(role)]
        assert asked
        assert asked == sorted(asked)


@pytest.mark.parametrize(
    ("entry", "ids"),
    [
        ("ISMS manager", ["isms-manager"]),
        ("IT operations or platform lead", ["it-operations", "platform-engineer"]),
        ("Two risk owners outside IT", ["process-owner"]),
        ("Procurement or finance", ["procurement", "finance"]),
        ("Cleaner or guard", ["facilities"]),
        ("Product owner", ["developer-lead"]),
        ("Line manager of a person with security tasks", ["line-manager"]),
        ("Supplier with remote access", ["supplier-contact"]),
    ],
)
def test_who_is_meant(questionnaire: Questionnaire, entry: str, ids: list[str]) -> None:
    assert [role.id for role in RoleFinder(questionnaire.roles).named_in(entry)] == ids
