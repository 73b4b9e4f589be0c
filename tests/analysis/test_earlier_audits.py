"""A second preliminary audit for the same client."""

import pytest

from gapcheck.analysis.earlier_audits import second_preliminary
from gapcheck.records.about import About


def head(organization: str, kind: str = "readiness") -> About:
    return About(title="T", organization=organization, type=kind, questionnaire="q")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Straße GmbH", "STRASSE GMBH", "  straße   gmbh "])
def test_a_second_one_for_the_same_client_is_warned_of_with_its_rule(name: str) -> None:
    said = second_preliminary("readiness", name, [head("Acme"), head("Straße GmbH")])
    assert said.endswith(".")
    assert said.count(". ") == 0, "one sentence"
    assert "17021-1" in said and "49.2" in said


@pytest.mark.parametrize(
    ("kind", "name", "known"),
    [
        ("readiness", "Acme", [head("Acme Ltd")]),
        ("readiness", "Acme", [head("Acme", "gap_analysis"), head("Acme", "stage1")]),
        ("readiness", "Acme", []),
        ("readiness", " ", [head(" ")]),
        ("gap_analysis", "Acme", [head("Acme")]),
        ("stage2", "Acme", [head("Acme")]),
    ],
)
def test_nothing_is_said_otherwise(kind: str, name: str, known: list[About]) -> None:
    assert second_preliminary(kind, name, known) == ""  # type: ignore[arg-type]
