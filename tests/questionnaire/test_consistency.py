"""Parts that do not fit together make a questionnaire unusable; each misfit has its line."""

import pytest

from gapcheck.errors import ContentError

from .mini import Mini

CONTROLS = "annex_a/A.8.yaml"


def problems(mini: Mini) -> list[str]:
    with pytest.raises(ContentError) as caught:
        mini.load()
    return caught.value.problems


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (CONTROLS, "id: A.8.2\n", "id: A.8.13\n", "A.8.13, id: 'A.8.13' is the id of another item already"),
        (
            CONTROLS,
            "id: A.8.13-q2\n",
            "id: A.8.13-q1\n",
            "A.8.13-q1, id: 'A.8.13-q1' is the id of another question already",
        ),
        (
            CONTROLS,
            "id: A.8.13-q2\n",
            "id: A.8.1-q2\n",
            "A.8.1-q2, id: 'A.8.1-q2' must begin with the id of its item: 'A.8.13-q2'",
        ),
        (
            CONTROLS,
            "id: A.8.13-r2",
            "id: A.8.13-r1",
            "A.8.13-r1, id: 'A.8.13-r1' is the id of another remediation already",
        ),
        (CONTROLS, "related: [A.8.13]", "related: [A.8.99]", "A.8.2, related[0]: there is no item 'A.8.99'"),
        (
            CONTROLS,
            "answer_kind: document\n",
            "answer_kind: document\n        letters: [a]\n",
            "A.8.13-q3, letters[0]: the item has no letter 'a'; it has none",
        ),
        (
            "clauses/4.yaml",
            "letters: [b]",
            "letters: [d]",
            "4.1-q2, letters[0]: the item has no letter 'd'; it has a, b",
        ),
        (
            "clauses/8.yaml",
            "documentation:",
            "can_be_not_applicable: true\n    documentation:",
            "8.2, can_be_not_applicable: a clause can never be left out; only controls may be not applicable",
        ),
        ("manifest.yaml", '"8"', '"4"', "4, id: '4' is the id of another group already"),
        ("gates.yaml", "id: S2-01", "id: S1-01", "S1-01, id: 'S1-01' is the id of another gate already"),
        ("gates.yaml", "refs: [A.8.13]", "refs: [A.8.31]", "S2-01, refs[0]: there is no item 'A.8.31'"),
        ("dependencies.yaml", 'item: "8.2"', "item: STAGE3", "edges[0].item: there is no item 'STAGE3'"),
        ("dependencies.yaml", '["4.1"]', '["4.11"]', "edges[0].needs[0]: there is no item '4.11'; did you mean '4.1'?"),
        ("baseline.yaml", "hints: [A.8.2]", "hints: [A.8.3]", "P1, hints[0]: there is no item 'A.8.3'"),
        ("baseline.yaml", "question: 4.1-q1", "question: 4.1-q7", "there is no question '4.1-q7'"),
        (
            "baseline.yaml",
            "question: A.8.13-q1",
            "question: 4.1-q1",
            "questions[1]: '4.1-q1' is the id of another baseline question already",
        ),
        ("roles.yaml", "id: it\n", "id: boss\n", "boss, id: 'boss' is the id of another role already"),
        ("roles.yaml", "also: [admin]", "also: [Top manager]", "'top manager' is the name of another role already"),
        ("roles.yaml", "[implemented, ", "[implemeted, ", "did you mean 'implemented'?"),
        ("evidence_index.yaml", "id: account-list", "id: register", "is the id of another piece of evidence"),
        ("evidence_index.yaml", '["A.8.2", ', '["A.8.22", ', "serves[0]: there is no item 'A.8.22'"),
        ("evidence_index.yaml", "usual_owner: boss", "usual_owner: bos", "no role 'bos'; did you mean 'boss'?"),
    ],
)
def test_a_misfit_is_reported_where_it_stands(mini: Mini, name: str, old: str, new: str, sentence: str) -> None:
    line = mini.change(name, old, new) + new.startswith("answer_kind")
    found = problems(mini)
    assert any(problem.startswith(f"{name}: line {line}, ") and sentence in problem for problem in found), found


def test_an_item_outside_every_group_would_not_be_counted(mini: Mini) -> None:
    mini.change("manifest.yaml", '"8"', '"9"')
    assert problems(mini) == [
        "clauses/8.yaml: line 2, 8.2, id: the item belongs to group '8', which manifest.yaml does not name"
    ]


def test_an_item_of_another_kind_than_its_group(mini: Mini) -> None:
    line = mini.change("clauses/8.yaml", "kind: clause", "kind: control")
    assert any(f"line {line}, 8.2, kind:" in problem or "group '8.2'" in problem for problem in problems(mini))


def test_an_id_that_could_be_a_path_is_refused(mini: Mini) -> None:
    mini.change("manifest.yaml", "id: mini", "id: ../mini")
    assert problems(mini) == [
        "manifest.yaml: line 1, ../mini, id: '../mini' cannot be an id; "
        "use letters, digits, dots and hyphens, at most 64"
    ]


def test_a_gate_that_nothing_can_decide_is_refused(mini: Mini) -> None:
    line = mini.change("gates.yaml", ", need: effective", "")
    assert problems(mini) == [
        f"gates.yaml: line {line}, S2-01: a gate has either a rule, or refs and what they need (need)"
    ]


def test_terms_are_the_same_in_any_case(mini: Mini) -> None:
    line = mini.change("glossary.yaml", "term: risk", "term: ISSUE")
    assert problems(mini)[0].startswith(f"glossary.yaml: line {line}, terms[1].term: 'issue' is the id of another term")


def test_a_circle_of_hard_dependencies_is_told_in_full(mini: Mini) -> None:
    mini.write(
        "dependencies.yaml",
        """\
edges:
  - {item: "8.2", needs: ["4.1"], kind: hard}
  - {item: A.8.13, needs: ["8.2"], kind: hard}
  - {item: "4.1", needs: [A.8.13], kind: hard}
""",
    )
    (problem,) = problems(mini)
    assert problem.startswith("dependencies.yaml: line 4, edges[2]: hard dependencies run in a circle: ")
    circle = problem.split(": ")[-1].replace(" which needs ", " ").replace(" needs ", ", ").split(", ")
    assert circle[0] == circle[-1]
    assert set(circle) == {"4.1", "8.2", "A.8.13"}


def test_every_circle_is_reported(mini: Mini) -> None:
    mini.write(
        "dependencies.yaml",
        """\
edges:
  - {item: "8.2", needs: ["4.1"], kind: hard}
  - {item: "4.1", needs: ["8.2"], kind: hard}
  - {item: A.8.2, needs: [A.8.13], kind: hard}
  - {item: A.8.13, needs: [A.8.2], kind: hard}
""",
    )
    assert [problem.split(",")[0] for problem in problems(mini)] == [
        "dependencies.yaml: line 3",
        "dependencies.yaml: line 5",
    ]


def test_soft_edges_may_not_close_a_circle_but_justify_edges_may(mini: Mini) -> None:
    base = 'edges:\n  - {item: "8.2", needs: ["4.1"], kind: hard}\n  - {item: "4.1", needs: ["8.2"], kind: KIND}\n'
    mini.write("dependencies.yaml", base.replace("KIND", "soft"))
    (problem,) = problems(mini)
    assert problem.startswith("dependencies.yaml: line 3, edges[1]: hard and soft dependencies run in a circle: ")
    mini.write("dependencies.yaml", base.replace("KIND", "justify"))
    assert len(mini.load().edges) == 2


def test_a_circle_through_every_control_is_seen(mini: Mini) -> None:
    mini.write(
        "dependencies.yaml",
        'edges:\n  - {item: "A.*", needs: ["8.2"], kind: hard}\n  - {item: "8.2", needs: [A.8.2], kind: hard}\n',
    )
    (problem,) = problems(mini)
    assert "8.2" in problem and "A.8.2" in problem


def test_an_item_that_needs_itself_is_a_circle(mini: Mini) -> None:
    mini.write("dependencies.yaml", 'edges:\n  - {item: "8.2", needs: ["8.2"], kind: hard}\n')
    assert problems(mini) == ["dependencies.yaml: line 2, edges[0]: hard dependencies run in a circle: 8.2 needs 8.2"]
