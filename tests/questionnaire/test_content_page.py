"""The figures on docs/content.md are those of the questionnaire.

`UPDATE_SNAPSHOTS=1` writes them anew after the content has changed.
"""

import os
from pathlib import Path

from gapcheck.questionnaire.model import Questionnaire
from gapcheck.questionnaire.totals import totals

PAGE = Path(__file__).parents[2] / "docs" / "content.md"
BEGIN, END = "<!-- totals -->\n", "<!-- /totals -->"


def figures(questionnaire: Questionnaire) -> str:
    """The totals as they stand on the page."""
    found = totals(questionnaire)
    rows = [[f"{g.id} {g.title}", g.items, g.questions, g.evidence, f"{g.minutes:g}"] for g in found.groups]
    rows.append(["**in all**", found.items, found.questions, found.evidence, f"{found.minutes:g}"])
    items = questionnaire.items
    lines = [
        "| clause or theme | items | questions | lines of evidence | minutes |",
        "|---|---:|---:|---:|---:|",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
        "",
        f"{found.clauses} clause items with {sum(len(item.letters) for item in items)} lettered points, "
        f"and {found.controls} controls.",
        f"{sum(len(item.typical_nonconformities) for item in items)} patterns of nonconformities and "
        f"{sum(len(item.remediation) for item in items)} actions that close a gap.",
        f"{len(questionnaire.baseline.questions)} baseline questions, {len(questionnaire.glossary)} glossary terms, "
        f"{len(questionnaire.roles)} roles, {len(questionnaire.evidence_index)} pieces of common evidence.",
    ]
    return "\n".join(lines) + "\n"


def test_the_page_shows_the_real_totals(questionnaire: Questionnaire) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    shown, found, after = rest.partition(END)
    assert found
    due = figures(questionnaire)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        PAGE.write_text(f"{before}{BEGIN}{due}{END}{after}", encoding="utf-8")
        return
    assert shown == due, "the content has changed: UPDATE_SNAPSHOTS=1 writes docs/content.md anew"


def test_every_figure_about_this_questionnaire_outside_the_block_is_true(questionnaire: Questionnaire) -> None:
    page = PAGE.read_text(encoding="utf-8")
    letters = sum(len(item.letters) for item in questionnaire.items)
    own = next(line for line in page.splitlines() if line.startswith("| gapcheck, this version"))
    assert f"{len(questionnaire.clauses)} items, {letters} lettered points" in own
    assert f"| {len(questionnaire.controls)} |" in own
    covered = {(i.id, letter) for i in questionnaire.items for q in i.questions for letter in q.letters}
    assert len(covered) == letters


def test_the_readme_leads_to_the_page() -> None:
    assert "docs/content.md" in (PAGE.parents[1] / "README.md").read_text(encoding="utf-8").rsplit("\n\n", 1)[-1]
