"""Reports as files: whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
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
    names = list(dict.fromkeys(ALSO_CALLED.get(name, name) for name in formats))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        wrong = ", ".join(repr(name) for name in unknown) or "nothing"
        raise GapcheckError(f"A report cannot be written as {wrong}. Known formats: {', '.join(FORMATS)}.")
    for name in names:
        if name not in formats_of(kind.name):
            only = " and ".join(FORMATS[name].kinds)
            raise GapcheckError(
                f"The format {name} is for reports of the kind {only} only; leave it out for {kind.name}."
            )
    left = report.redaction
    if left and "zip" in names and "attachments" not in left.parts:
        raise GapcheckError(
            "Files go into an evidence pack as they are: leave out attachments as well, or write another format."
        )
    called = f"{kind.name}-redacted" if left else kind.name
    made: dict[Path, bytes] = {}
    for name, data in zip(names, _made(report, kind, names, progress), strict=True):
        made[_path(out, called, name, names)] = data
    for path, data in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except OSError as error:
            raise StoreError(
                f"The report cannot be written to {path}: {reason(error)}. Choose another place with --output."
            ) from error
    return list(made)


def _made(report: ReportInput, kind: Kind, names: list[str], progress: Progress | None) -> Iterator[bytes]:
    """The files one after the other; what all of them are made from is made once.

    A format that leaves the interpreter alone is begun first, and made on another core while the others are.
    """
    once = replace(kind, document=cache(kind.document), rows=cache(kind.rows))
    with ThreadPoolExecutor(1) as beside:
        begun = {}
        for number, name in enumerate(names):
            if progress is not None:
                progress(number, len(names))
            for other in names[1:] if not number else ():
                if FORMATS[other].beside:
                    once.document(report)
                    begun[other] = beside.submit(FORMATS[other].render, once, report)
            yield begun[name].result() if name in begun else FORMATS[name].render(once, report)


def default_folder(engagement_folder: Path) -> Path:
    """Where reports go unless another place is named."""
    return engagement_folder / "reports"


def _path(out: Path, kind: str, name: str, names: list[str]) -> Path:
    ending, wanted = out.suffix.removeprefix(".").casefold(), FORMATS[name].file_ending
    same = ALSO_CALLED.get(ending, ending) == wanted.rpartition(".")[2]
    return out if same and len(names) == 1 and not out.is_dir() else out / f"{kind}.{wanted}"
