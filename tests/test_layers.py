"""The shape of the house: arrows go down only, each library stays in its room, and no file grows too large."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "gapcheck"
FILES = sorted(path for path in PACKAGE.rglob("*.py"))

HEIGHT = {
    "errors": 0,
    "paths": 0,
    "settings": 0,
    "text": 0,
    "__init__": 0,
    "questionnaire": 1,
    "records": 2,
    "changes": 3,
    "store": 4,
    "engagement": 5,
    "analysis": 6,
    "reports": 7,
    "demo": 7,
    "cli": 8,
    "tui": 8,
    "__main__": 9,
}
PURE = {"records", "changes", "analysis"}
"""Rooms that know neither a file system nor the clock."""
EFFECTS = {"os", "shutil", "tempfile", "time", "socket", "subprocess", "tinydb", "textual"}
READS_FILES = PACKAGE / "changes" / "file.py"


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> list[tuple[str, int]]:
    """Every module a file imports, with its line; also inside functions."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "gapcheck" else [module]
            found += [(name, node.lineno) for name in names]
    return found


def test_every_room_has_its_place() -> None:
    assert {room(path) for path in FILES} <= set(HEIGHT)


def test_arrows_go_down_only() -> None:
    upwards = []
    for path in FILES:
        own = room(path)
        for name, line in imports(path):
            parts = name.split(".")
            if parts[0] != "gapcheck" or len(parts) == 1 or parts[1] in (own, "__version__"):
                continue
            if HEIGHT[parts[1]] > HEIGHT[own] or (HEIGHT[parts[1]] == HEIGHT[own] > 0 and own not in ("cli", "tui")):
                upwards.append(f"{path.relative_to(ROOT)}:{line}: {own} imports {parts[1]}")
    assert not upwards


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("textual", "tui"),
        ("tinydb", "store"),
        ("filelock", "store"),
        ("yaml", "questionnaire"),
        ("platformdirs", "paths"),
    ],
)
def test_a_library_stays_in_its_room(library: str, home: str) -> None:
    users = {room(path) for path in FILES for name, _ in imports(path) if name.split(".")[0] == library}
    assert users == {home}


def test_rich_only_prints() -> None:
    users = {room(path) for path in FILES for name, _ in imports(path) if name.split(".")[0] == "rich"}
    assert users <= {"cli", "tui"}


def test_records_changes_and_analysis_touch_neither_files_nor_the_clock() -> None:
    effects = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in FILES
        if room(path) in PURE and path != READS_FILES
        for name, line in imports(path)
        if name.split(".")[0] in EFFECTS or name == "pathlib"
    ]
    assert not effects


def test_no_file_is_over_400_lines() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert not {name: length for name, length in lengths.items() if length > 400}


def test_the_command_line_starts_without_heavy_libraries() -> None:
    code = (
        "import sys, gapcheck.cli.main\n"
        "print(*({'textual', 'tinydb', 'yaml', 'rich', 'msgspec', 'hypothesis'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == []
