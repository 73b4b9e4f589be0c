"""A firm's logo, taken over into the folder of an engagement, so that the engagement stays whole wherever it goes."""

from pathlib import Path

from gapcheck.errors import GapcheckError
from gapcheck.records.house_style import HouseStyle
from gapcheck.reports.house_style import STYLE
from gapcheck.reports.house_style_checks import png_problem, svg_problem
from gapcheck.store.disk import reason, write_whole

_MOST = 1 << 20


def adopt_logo(folder: Path, source: Path) -> str:
    """Copy a PNG or SVG picture into the engagement's folder `style`, and return the name that it has there.

    Raises GapcheckError when it cannot be read, is no picture that may be shown, or is larger than a megabyte.
    """
    if unusable := HouseStyle(logo=source.name).unusable():
        raise GapcheckError(unusable)
    try:
        with source.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise GapcheckError(f"The logo {source} cannot be read: {reason(error)}.") from error
    if len(data) > _MOST:
        raise GapcheckError(f"The logo {source} is larger than 1 MB: make it smaller.")
    if problem := svg_problem(data) if source.name.lower().endswith(".svg") else png_problem(data):
        raise GapcheckError(f"The logo {source} cannot be used: {problem}.")
    try:
        (folder / STYLE).mkdir(exist_ok=True)
        write_whole(folder / STYLE / source.name, data)
    except OSError as error:
        raise GapcheckError(f"The logo cannot be copied to {folder / STYLE}: {reason(error)}.") from error
    return source.name
