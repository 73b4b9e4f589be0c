"""Reports as files: whole or not at all."""

from collections.abc import Sequence
from pathlib import Path

from gapcheck.errors import GapcheckError, StoreError
from gapcheck.reports.formats import ALSO_CALLED, FORMATS, formats_of
from gapcheck.reports.kinds import KINDS
from gapcheck.reports.source import ReportInput
from gapcheck.store.disk import reason, write_whole


def write_report(report: ReportInput, kind: str, formats: Sequence[str], out: Path) -> list[Path]:
    """Write a report in some formats and return the files, named `<kind>.<ending of the format>`.

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
    made = {_path(out, kind, name, names): FORMATS[name].render(KINDS[kind], report) for name in names}
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
