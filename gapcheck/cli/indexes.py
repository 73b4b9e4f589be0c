"""The two indexes of a questionnaire: who to talk to, and what to ask for."""

from gapcheck.errors import GapcheckError
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.roles import Role


def find_role(questionnaire: Questionnaire, role_id: str) -> Role:
    """The role with this id. Raises GapcheckError with the known ones when there is none."""
    known = {role.id: role for role in questionnaire.roles}
    if role_id in known:
        return known[role_id]
    import difflib

    near = difflib.get_close_matches(role_id[:80], known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    names = ", ".join(known) or "none"
    raise GapcheckError(f"There is no role {role_id!r} in {questionnaire.manifest.id}.{hint} Known: {names}.")


def show_roles(questionnaire: Questionnaire, *, as_json: bool) -> None:
    """Print every role with how much there is to talk about."""
    from gapcheck.cli.output import print_json, print_table
    from gapcheck.questionnaire.as_json import roles_data

    data = roles_data(questionnaire)
    if as_json:
        print_json(data)
        return
    rows = [
        [row["id"], row["name"], row["who"], *map(_number, (len(row["items"]), row["question_count"], row["minutes"]))]
        for row in data
    ]
    head = ["Id", "Name", "Who", "Items", "Questions", "Minutes"]
    print_table(head, rows, right=frozenset(head[3:]), empty="This questionnaire has no roles.")


def show_role(questionnaire: Questionnaire, role: Role, *, as_json: bool) -> None:
    """Print one role and the questions it can answer, in the order of the items."""
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.questionnaire.as_json import role_data

    data = role_data(questionnaire, role)
    if as_json:
        print_json(data)
        return
    print_lines([role.name, role.who, f"In a company of eight: {role.small_org}", "", "To open the conversation:"])
    print_lines([*(f"    {topic}" for topic in role.opens_with), ""])
    rows = [[asked["id"], asked["ask"], _number(asked["minutes"])] for asked in data["questions"]]
    print_table(["Id", "Question", "Minutes"], rows, right=frozenset({"Minutes"}))
    found = f"{len(rows)} questions on {len(data['items'])} items, {data['minutes']:g} minutes in all."
    print_lines(["", f"{found} Choose among them."])


def show_evidence(questionnaire: Questionnaire, *, as_json: bool) -> None:
    """Print the evidence index."""
    from gapcheck.cli.output import print_json, print_table
    from gapcheck.questionnaire.as_json import evidence_data

    if as_json:
        print_json(evidence_data(questionnaire))
        return
    owners = {role.id: role.name for role in questionnaire.roles}
    rows = [
        [
            piece.name,
            f"{piece.type.replace('_', ' ')}, {piece.strength}",
            piece.ask_for,
            piece.look_at,
            owners[piece.usual_owner],
            ", ".join(piece.serves),
        ]
        for piece in questionnaire.evidence_index
    ]
    head = ["Evidence", "Kind", "Ask", "Look at", "Usually with", "Serves"]
    print_table(head, rows, empty="This questionnaire has no evidence index.")


def _number(value: float) -> str:
    return f"{value:g}"
