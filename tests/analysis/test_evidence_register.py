"""The register of evidence: what is stale, what each filter shows, and what words find."""

import pytest
from building import Builder, evidence

from gapcheck.analysis.evidence_register import Register, is_stale, size_in_words
from gapcheck.changes.evidence import EvidenceAdded, LinkGiven
from gapcheck.records.evidence import Evidence

DAY = "2026-11-21"


@pytest.mark.parametrize(
    ("until", "stale"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        (" 2026-11-20 ", True),
        ("2026-10", True),
        ("2026-11", False),
        ("2025", True),
        ("2026", False),
        ("", False),
        ("next audit", False),
        ("20.11.2026", False),
        ("2026-1-1", False),
    ],
)
def test_evidence_is_stale_from_the_day_after(until: str, stale: bool) -> None:
    assert is_stale(Evidence(id="E-1", title="t", fresh_until=until), DAY) is stale
    assert is_stale(Evidence(id="E-1", title="t", fresh_until=until), f"{DAY}T09:00:00+01:00") is stale


def register(build: Builder) -> Register:
    against = LinkGiven(item="A.8.13", effect="contradicts", reason="One restore failed")
    return Register(
        build.records(
            evidence("E-1", "4.1", "A.8.13", title="Minutes of May", fresh_until="2026-11-20"),
            EvidenceAdded(id="E-2", type="sample", title="Restores", links=(LinkGiven(item="4.1"), against)),
            evidence("E-3", title="Photo", type="observation", attachment="a" * 64, attachment_name="Tür [x].png"),
        ),
        DAY,
    )


def test_each_filter_shows_what_it_says(build: Builder) -> None:
    found = register(build)
    shown = {name: found.shown(name) for name in found.filters()}
    assert {name: count for name, (_, count) in found.filters().items()} == {n: len(ids) for n, ids in shown.items()}
    assert shown == {
        "all": ["E-1", "E-2", "E-3"],
        "stale": ["E-1"],
        "contradicts": ["E-2"],
        "unlinked": ["E-3"],
        "file": ["E-3"],
        "answers": [],
        "record": ["E-1"],
        "observation": ["E-3"],
        "sample": ["E-2"],
    }


def test_what_speaks_against_an_item_stands_first(build: Builder) -> None:
    assert [link.item for link in register(build).entries["E-2"].links] == ["A.8.13", "4.1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["E-1", "E-2", "E-3"]),
        ("RESTORE failed", ["E-2"]),
        ("a.8.13", ["E-1", "E-2"]),
        ("tür [x]", ["E-3"]),
        ("minutes restore", []),
    ],
)
def test_words_are_found_wherever_they_stand(build: Builder, words: str, found: list[str]) -> None:
    assert register(build).found(words) == found
    assert register(build).shown("all", words) == found
    assert register(build).filters(words)["all"][1] == len(found)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (12_400, "12 kB"),
        (999_400, "999 kB"),
        (999_700, "1.0 MB"),
        (5_200_000, "5.2 MB"),
        (3_000_000_000, "3.0 GB"),
    ],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
