"""What comes next, made ready while somebody reads or types: modules in a thread, styles when nothing else happens."""

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from gapcheck.errors import GapcheckError

if TYPE_CHECKING:
    from textual.app import App

_STYLES = Path(__file__).resolve().parent / "styles"


class Part(msgspec.Struct, frozen=True):
    """A part of the program that is not there from the start."""

    modules: tuple[str, ...]
    """Below gapcheck."""
    styles: tuple[str, ...] = ()
    """The stylesheets of its screens, without ending."""
    asks: bool = False
    """Whether it begins with the questionnaire that ships, which is quick to read once its types are known."""


_ANSWERING = ("changes.answers", "changes.engagement", "changes.entry", "changes.first_day", "store.drafts",
              "store.lock")  # fmt: skip
_QUESTIONS = ("tui.guide.pages.halfway", "tui.guide.pages.question")

DOOR = Part(("tui.dialogs.first_day",), ("dialogs", "first_day"))
"""What the door of the first day opens."""
BEGINNING = Part(
    (*_ANSWERING, "tui.guide.screen", "tui.guide.pages.profile", "tui.guide.pages.start", "tui.guide.pages.how"),
    ("guide", "guide_after"),
    asks=True,
)
"""The first pages of the day."""
GOING_ON = Part(
    ("tui.guide.screen", "tui.guide.pages.back", *_QUESTIONS, *_ANSWERING), ("guide", "guide_after", "dialogs")
)
"""A day that is under way."""
QUESTIONS = Part(("tui.guide.pages.how", *_QUESTIONS))
"""What follows the profile."""
RESULTS = Part(
    (
        "analysis.results",
        "changes.actions",
        "reports.kinds",
        "reports.source",
        "reports.text",
        "tui.dialogs.answer_back",
        "tui.dialogs.explain",
        "tui.dialogs.figure",
        "tui.dialogs.take_action",
        "tui.guide.pages.actions",
        "tui.guide.pages.boss",
        "tui.guide.pages.people",
        "tui.guide.pages.result",
    ),
    ("dialogs",),
)
"""What follows the questions."""
GROWN = Part(("analysis.growing", "tui.dialogs.grow", "tui.screens.work"), ("work",))
"""The view that a gap analysis begins with."""


def get_ready(app: "App[Any]", *parts: Part) -> None:
    """Import and read what will be needed soon. Nothing waits for it, and what is there already costs nothing."""

    def styled() -> None:
        paths = [_STYLES / f"{name}.tcss" for part in parts for name in part.styles]
        sheet = app.stylesheet
        sheet.read_all([path for path in paths if not sheet.has_source(str(path))])
        _ = sheet.rules

    def imported() -> None:
        _import(name for part in parts for name in part.modules)
        if any(part.asks for part in parts):
            from gapcheck.questionnaire.loader import load_shipped

            with suppress(GapcheckError):  # told when it is asked for in earnest
                load_shipped()
        app.call_later(styled)

    app.run_worker(imported, thread=True, group="ahead")


def _import(names: Iterable[str]) -> None:
    for name in names:
        import_module(f"gapcheck.{name}")
