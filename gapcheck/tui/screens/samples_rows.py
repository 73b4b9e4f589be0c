"""What the samples view shows: the list, the page of a sample, and its cases."""

from collections.abc import Callable

from gapcheck.analysis.sample_words import outcome, picked, projection
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.samples import Case, Sample
from gapcheck.tui.widgets.row_table import Cell, Column
from gapcheck.tui.widgets.sheet import Line

COLUMNS = (
    Column(name="id", title="id", width=6, most=9),
    Column(name="title", title="sample", width=26, most=72, share=0.4),
    Column(name="items", title="items", width=14, most=26, rank=4),
    Column(name="method", title="picked", width=10, rank=3),
    Column(name="size", title="cases", width=9, right=True),
    Column(name="seen", title="looked at", width=9, right=True, rank=1),
    Column(name="exceptions", title="exceptions", width=10, right=True),
    Column(name="evidence", title="evidence", width=8, rank=2),
)
FILTERS: dict[str, tuple[str, Callable[[Sample], bool]]] = {
    "all": ("all", lambda s: True),
    "open": ("to look at", lambda s: s.is_open),
    "exceptions": ("with exceptions", lambda s: bool(s.exceptions)),
    "bare": ("no evidence made", lambda s: not s.evidence),
}
RESULTS = {
    "ok": ("● ok", "success"),
    "exception": ("✕ exception", "error"),
    "n.a.": ("– n.a.", "grey"),
    "": ("· not yet", "grey"),
}


def cells(sample: Sample) -> dict[str, Cell]:
    """The cells of a sample."""
    size = f"{len(sample.cases)} of {sample.population_size}" if sample.population_size else str(len(sample.cases))
    left = len(sample.cases) - sample.looked_at
    return {
        "id": Cell(sample.id, "grey"),
        "title": Cell(sample.title),
        "items": Cell(", ".join(sample.items), "grey"),
        "method": Cell("every case" if sample.method == "all" else sample.method, "grey"),
        "size": Cell(size),
        "seen": Cell(str(sample.looked_at), "warning" if left else ""),
        "exceptions": Cell(
            str(sample.exceptions or "–"), "error" if sample.exceptions else "grey", bool(sample.exceptions)
        ),
        "evidence": Cell(sample.evidence or "–", "" if sample.evidence else "grey"),
    }


def case_columns(sample: Sample | None) -> tuple[Column, ...]:
    """The columns of its cases; the names are shown whole where they are of the usual length."""
    longest = max((len(case.id) for case in sample.cases), default=0) if sample else 0
    return (
        Column(name="result", title="result", width=12),
        Column(name="id", title="case", width=max(min(longest, 24), 6)),
        Column(name="note", title="note", width=16, most=120),
    )


def case_cells(case: Case) -> dict[str, Cell]:
    """The cells of a case."""
    word, colour = RESULTS[case.result]
    return {"result": Cell(word, colour), "id": Cell(case.id), "note": Cell(case.note)}


def offer(sample: Sample) -> str:
    """What an exception asks for; empty without one."""
    if not sample.exceptions:
        return ""
    one = sample.exceptions == 1
    more = (
        "every case was picked already" if not _can_grow(sample) else "d doubles the sample, to see how far it reaches"
    )
    return f"{'An exception' if one else f'{sample.exceptions} exceptions'}: {more}; F drafts a finding."


def _can_grow(sample: Sample) -> bool:
    return sample.method != "all" and (not sample.population_size or len(sample.cases) < sample.population_size)


def page(sample: Sample, questionnaire: Questionnaire) -> list[Line]:
    """How the cases were picked, what they showed, and how far that may be carried."""
    known = questionnaire.by_id
    found = "$error" if sample.exceptions else "" if sample.looked_at else "$grey"
    lines = [
        Line(sample.title, style="bold"),
        _line("picked", picked(sample)),
        _line("found", outcome(sample) if sample.looked_at else "nothing was looked at yet", found),
    ]
    if offer(sample):
        lines.append(_line("next", offer(sample), "$warning"))
    if projection(sample):
        lines.append(_line("reach", projection(sample), "$warning"))
    for number, ref in enumerate(sample.items):
        title = f" {known[ref].full_title}" if ref in known else ""
        lines.append(_line("items" if not number else "", ref + title))
    told = (
        ("out of", "" if sample.population_size else "how many there are is not known"),
        ("how", sample.how),
        ("list", sample.source),
        ("to show", sample.objective),
        ("site", sample.site),
        ("evidence", sample.evidence or "none made yet: v makes it"),
    )
    lines += [_line(name, text, "$grey" * (name == "evidence" and not sample.evidence)) for name, text in told if text]
    return lines


def notes(sample: Sample) -> list[str]:
    """Every case with its result and its whole note, for the page that explains."""
    return [
        f"{case.id}: {RESULTS[case.result][0][2:]}{f', {case.note}' if case.note.strip() else ''}"
        for case in sample.cases
    ]


def _line(name: str, text: str, style: str = "") -> Line:
    return Line(text, label=name, style=style, indent=10)
