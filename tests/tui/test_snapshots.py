"""What the views look like with the demo in them, letter by letter, so that a change of their looks is seen in review.

`UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py` writes the files anew; look at the difference before keeping it.
"""

import difflib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from building import Builder, answer, assess, exclude, frozen
from rich.segment import Segment
from textual.widgets import Input

from gapcheck import settings
from gapcheck.demo.make import make_demo

from .driving import SMALL, Seat, closed, played, seated
from .headless import painting

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
VIEWS = {"w": "work", "g": "gap", "r": "readiness", "b": "backlog", "a": "soa"}
WHO = "Anna Berg"


@pytest.fixture(autouse=True)
def painted() -> Iterator[None]:
    """What a terminal would show, frame after frame."""
    with painting():
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, made once for each worker, always on the same day: what is late depends on it."""
    folder = tmp_path_factory.mktemp("made") / "demo"
    make_demo(folder, clock=frozen)
    return folder


@pytest.fixture
def demo(made: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings.save(settings.Settings(name=WHO))
    return shutil.copytree(made, home / "demo")


def compare(name: str, found: str) -> list[str]:
    """How the screen differs from the stored one; nothing when it does not."""
    path = FOLDER / name
    if UPDATE:
        assert not os.environ.get("CI"), "Snapshots are updated by a person who looks at them, never by a machine."
        path.write_text(found, encoding="utf-8")
    stored = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(difflib.unified_diff(stored.splitlines(), found.splitlines(), name, "now", lineterm="", n=1))


async def differences(seat: Seat, name: str, draw: Callable[[], str]) -> list[str]:
    """What is still different once everything, scroll bars too, has had its time to be drawn."""
    for _ in range(25 if UPDATE else 0):
        await seat.settled()
    found = compare(name, draw())
    for _ in range(25):
        if not found:
            break
        await seat.settled()
        found = compare(name, draw())
    return found


def framed(seat: Seat) -> bool:
    """Whether the first line is the status line and the last one holds the keys."""
    return "saved" in seat.status and seat.lines[-1].count("  ") >= 3 and "/" in seat.status


@pytest.mark.parametrize(
    ("size", "views"), [((80, 24), "wgrba"), ((120, 40), "wgrba"), ((200, 60), "wg")], ids=["80x24", "120x40", "200x60"]
)
@played
async def test_the_views_look_as_they_did(demo: Path, size: tuple[int, int], views: str) -> None:
    found: list[str] = []
    async with seated(demo, size) as seat:
        for key in views:
            if key != "w":
                await seat.press(key)
            assert framed(seat), f"{VIEWS[key]} at {size}:\n{seat.text}"
            found += await differences(seat, f"{VIEWS[key]}-{size[0]}x{size[1]}.txt", lambda: f"{seat.text}\n")
        if "a" in views:
            await seat.press("p", "tab", "tab", "right")
            seat.app.screen.query_one("#field-out", Input).value = "where it goes"
            found += await differences(seat, f"report-{size[0]}x{size[1]}.txt", lambda: f"{seat.text}\n")
    assert not found, "\n".join(found)


@played
async def test_the_colours_of_the_work_screen_are_as_they_were(demo: Path) -> None:
    async with seated(demo, SMALL) as seat:

        def picture() -> str:
            return re.sub(r"terminal-\d+", "terminal", seat.app.export_screenshot()) + "\n"

        found = await differences(seat, "work-80x24.svg", picture)
    assert not found, "\n".join(line[:300] for line in found[:12])  # a browser shows the two pictures side by side


@played
async def test_states_differ_by_shape_where_there_is_no_colour(build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = [answer(q.id, "yes_shown", note="seen") for q in build.questionnaire.by_id["4.1"].questions]
    claimed = [answer(q.id, "yes_said") for q in build.questionnaire.by_id["4.2"].questions]
    folder = closed(
        build.engagement(
            *shown, *claimed, assess("4.3", "partial"), assess("5.1", "does_not_conform"), exclude("A.7.1")
        )
    )
    async with seated(folder, (120, 40)) as seat:
        seat.app.go_to_item("A.7.2")
        await seat.settled()
        seat.app.go_to_item("5.2")
        await seat.settled()
        listed = seat.within("#requirements")
        for row in ("● 4.1", "○ 4.2", "◐ 4.3", "· 4.4", "✕ 5.1", "– 7.1"):
            assert row in listed
        segments: list[Segment] = [each for strip in seat.app.screen._compositor.render_strips() for each in strip]
        colours = [each.style.color for each in segments if each.style is not None and each.style.color is not None]
        rgb = [colour.triplet for colour in colours if colour.triplet is not None]
        assert rgb and all(len(set(each)) == 1 for each in rgb), "only greys"
