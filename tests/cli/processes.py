"""The command line as a process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def gapcheck(*arguments: str | Path, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m gapcheck`, or some code, in the home folder of the test."""
    command = ["-c", code] if code else ["-m", "gapcheck"]
    return subprocess.run(
        [sys.executable, *command, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
