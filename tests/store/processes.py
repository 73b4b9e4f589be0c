"""Starting other processes at an engagement."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]


class Other:
    """A process that does one of the tasks of child.py."""

    def __init__(self, task: str, folder: Path, *rest: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("child.py")), task, str(folder), *map(str, rest)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.pid = self._process.pid

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def line(self) -> str:
        """The next thing it says."""
        return self._out.readline().decode().rstrip("\n")

    def kill(self) -> list[str]:
        """SIGKILL, or its like. What it said until then and was not read yet."""
        self._process.kill()
        return self._rest()

    def finish(self) -> list[str]:
        """Let it come to its end. What it said and was not read yet."""
        said = self._rest()
        assert self._process.returncode == 0
        return said

    def _rest(self) -> list[str]:
        out, _ = self._process.communicate(timeout=60)
        return out.decode().splitlines()


@contextmanager
def other(task: str, folder: Path, *rest: int) -> Iterator[Other]:
    """Another process, which is gone afterwards whatever happens."""
    process = Other(task, folder, *rest)
    try:
        yield process
    finally:
        if process._process.returncode is None:
            process.kill()
