"""Reports as files: whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from gapcheck.errors import GapcheckError, StoreError
from gapcheck.reports.formats import FORMATS
from gapcheck.reports.kinds import KINDS
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
    names = list(dict.fromkeys(ALSO_CALLED.get(name, name) for name in formats))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        wrong = ", ".join(repr(name) for name in unknown) or "nothing"
        raise GapcheckError(f"A report cannot be written as {wrong}. Known formats: {', '.join(FORMATS)}.")
    for name in names:
        if name not in formats_of(kind):
            only = " and ".join(FORMATS[name].kinds)
            raise GapcheckError(f"The format {name} is for reports of the kind {only} only; leave it out for {kind}.")
    left = report.redaction
    if left and "zip" in names and "attachments" not in left.parts:
        raise GapcheckError(
            "Files go into an evidence pack as they are: leave out attachments as well, or write another format."
        )
    called = f"{kind}-redacted" if left else kind
    made: dict[Path, bytes] = {}
    for name in names:
        if progress is not None:
            progress(len(made), len(names))
        made[_path(out, called, name, names)] = FORMATS[name].render(KINDS[kind], report)
    for path, data in made.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        except OSError as error:
            raise StoreError(
                f"The report cannot be written to {path}: {reason(error)}. Choose another place with --output."
            ) from error
    return list(made)


def default_folder(engagement_folder: Path) -> Path:
    """Where reports go unless another place is named."""
    return engagement_folder / "reports"


def _path(out: Path, kind: str, name: str, names: list[str]) -> Path:
    ending, wanted = out.suffix.removeprefix(".").casefold(), FORMATS[name].file_ending
    same = ALSO_CALLED.get(ending, ending) == wanted.rpartition(".")[2]
    return out if same and len(names) == 1 and not out.is_dir() else out / f"{kind}.{wanted}"
