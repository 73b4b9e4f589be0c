"""Reports as files: whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from gapcheck.errors import GapcheckError, StoreError
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS, Kind
from gapcheck.reports.names import ALSO_CALLED, formats_of
from gapcheck.reports.source import ReportInput
from gapcheck.store.disk import reason, write_whole

Progress = Callable[[int, int], None]
"""Called with the formats that are made and all of them; whatever it raises stops before anything is written."""


def write_report(
    report: ReportInput, kind: str, formats: Sequence[str], out: Path, progress: Progress | None = None
) -> list[Path]:
    """Write a report in some formats and return the files, named `<kind>.<ending of the format>`,
    or `<kind>-redacted.<ending>` when something was left out.

    `out` is a folder (made if need be), or with a single format the file itself when its name ends like the format.
    Raises GapcheckError for an unknown kind or format, or one that is not for the kind, and StoreError
    when a file cannot be written.
    """
    if kind not in KINDS:
        raise GapcheckError(f"There is no report of the kind {kind!r}. Known: {', '.join(KINDS)}.")
    return write_kind(report, KINDS[kind], formats, out, progress)


def write_kind(
    report: ReportInput, kind: Kind, formats: Sequence[str], out: Path, progress: Progress | None = None
) -> list[Path]:
    """The same for a kind that is not in the list, such as one that compares two engagements."""
    names = _known(formats)
    for name in names:
        if name not in formats_of(kind.name):
            only = " and ".join(FORMATS[name].kinds)
            raise GapcheckError(
                f"The format {name} is for reports of the kind {only} only; leave it out for {kind.name}."
            )
    _check_pack(report, names)
    with ThreadPoolExecutor(1) as beside:
        files = _made(_once(kind), report, names, beside, progress)
        return _saved(
            {_path(out, _called(report, kind), n, names): made() for n, made in zip(names, files, strict=True)}
        )


def write_set(reports: Mapping[str, ReportInput], formats: Sequence[str], out: Path) -> list[Path]:
    """Write reports of several kinds into one folder, each in those of the formats that are for its kind.

    `reports` has what each kind is made from. Raises as `write_report` does, before anything is written.
    """
    names = _known(formats)
    of_kind = {kind: [name for name in names if name in formats_of(kind)] for kind in reports}
    for kind, report in reports.items():
        _check_pack(report, of_kind[kind])
    with ThreadPoolExecutor(os.cpu_count() or 1) as beside:
        begun = {
            out / f"{_called(report, KINDS[kind])}.{FORMATS[name].file_ending}": made
            for kind, report in reports.items()
            for name, made in zip(
                of_kind[kind], _made(_once(KINDS[kind]), report, of_kind[kind], beside, None), strict=True
            )
        }
        return _saved({path: made() for path, made in begun.items()})


def _known(formats: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(ALSO_CALLED.get(name, name) for name in formats))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        wrong = ", ".join(repr(name) for name in unknown) or "nothing"
        raise GapcheckError(f"A report cannot be written as {wrong}. Known formats: {', '.join(FORMATS)}.")
    return names


def _check_pack(report: ReportInput, names: Sequence[str]) -> None:
    if report.redaction and "zip" in names and "attachments" not in report.redaction.parts:
        raise GapcheckError(
            "Files go into an evidence pack as they are: leave out attachments as well, or write another format."
        )


def _called(report: ReportInput, kind: Kind) -> str:
    return f"{kind.name}-redacted" if report.redaction else kind.name


def _saved(made: Mapping[Path, bytes]) -> list[Path]:
    for path, data in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except OSError as error:
            raise StoreError(
                f"The report cannot be written to {path}: {reason(error)}. Choose another place with --output."
            ) from error
    return list(made)


def _once(kind: Kind) -> Kind:
    """The kind, with what all formats are made from made once."""
    return replace(kind, document=cache(kind.document), rows=cache(kind.rows))


def _made(
    kind: Kind, report: ReportInput, names: Sequence[str], beside: ThreadPoolExecutor, progress: Progress | None
) -> Iterator[Callable[[], bytes]]:
    """How to make each file, in the order of the formats.

    A format that leaves the interpreter alone is begun at once, and made on another core while the others are; not
    where progress is shown, as two threads beside a screen would hold up who types.
    """
    begun: dict[str, Future[bytes]] = {}

    def make(number: int, name: str) -> bytes:
        if progress is not None:
            progress(number, len(names))
        return begun[name].result() if name in begun else FORMATS[name].render(kind, report)

    for name in names:
        if FORMATS[name].beside and len(names) > 1 and progress is None:
            kind.document(report)
            begun[name] = beside.submit(FORMATS[name].render, kind, report)
    for number, name in enumerate(names):
        yield partial(make, number, name)


def default_folder(engagement_folder: Path) -> Path:
    """Where reports go unless another place is named."""
    return engagement_folder / "reports"


def _path(out: Path, kind: str, name: str, names: list[str]) -> Path:
    ending, wanted = out.suffix.removeprefix(".").casefold(), FORMATS[name].file_ending
    same = ALSO_CALLED.get(ending, ending) == wanted.rpartition(".")[2]
    return out if same and len(names) == 1 and not out.is_dir() else out / f"{kind}.{wanted}"
