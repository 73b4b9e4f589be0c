"""Samples in one table: what out of what, how picked, what each case showed (ISO 19011, annex A.6)."""

from gapcheck.analysis.sample_words import projection
from gapcheck.records.samples import Sample
from gapcheck.reports.document import Block, Column, Heading, Paragraph, Table
from gapcheck.reports.metadata import name_of_site
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_METHOD = {"judgement": "judgement", "random": "random", "systematic": "evenly spaced", "all": "every case"}


def sampling_chapter(report: ReportInput) -> tuple[Block, ...]:
    """The table, and what it says of the cases that were not picked."""
    samples = list(report.material.records.table(Sample).values())
    if not samples:
        return Heading(text="Samples"), Paragraph(text="No samples were recorded.")
    columns = (
        Column(title="No.", kind="ref", width=0.9),
        Column(title="To show", width=2.8),
        Column(title="Picked from", width=2.8),
        Column(title="How", width=2.2),
        Column(title="Looked at", kind="number", width=1.3),
        Column(title="What was seen", width=3.6),
    )
    rows = tuple(_row(sample, report) for sample in samples)
    cautions = dict.fromkeys(projection(sample) for sample in samples)
    notes = [joined(": ", ", ".join(s.id for s in samples if projection(s) == text), text) for text in cautions if text]
    return (
        Heading(text="Samples"),
        Table(columns=columns, rows=rows),
        *(Paragraph(text=note, quiet=True) for note in notes),
    )


def _row(sample: Sample, report: ReportInput) -> tuple[str, ...]:
    size = f"{sample.population_size} cases" if sample.population_size else "size not known"
    seed = f"seed {sample.seed}" if sample.seed else ""
    return (
        sample.id,
        joined("\n", sample.title, sample.objective, joined(", ", *sample.items)),
        joined("\n", joined(", ", sample.population, size), sample.source, name_of_site(sample.site, report)),
        joined("\n", _METHOD[sample.method], sample.how, seed),
        f"{sample.looked_at} of {len(sample.cases)}",
        "\n".join(case_lines(sample)),
    )


def case_lines(sample: Sample) -> list[str]:
    """Exceptions first, each on a line of its own as is every case with a note; the others by their names."""
    told = [case for case in sample.cases if case.result == "exception" or case.note]
    told.sort(key=lambda case: case.result != "exception")
    lines = [joined(": ", joined(" ", case.result or "not looked at", case.id), case.note) for case in told]
    for result in ("ok", "n.a.", ""):
        names = [case.id for case in sample.cases if case.result == result and not case.note]
        if names:
            lines.append(joined(": ", result or "not looked at", joined(", ", *names)))
    return [*lines, *([f"evidence {sample.evidence}"] if sample.evidence else [])]
