"""The program in a process of its own, until it is killed: `python -m tests.tui.audit_day_child PART FOLDER FILES`.

Each line that it says is a text that the program had safe by then.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from . import conftest  # noqa: F401 - waits as the tests do
from .audit_day import Day, Watch, morning, noon, quicker
from .driving import SMALL, seated


def say(text: str) -> None:
    os.write(1, f"{json.dumps(text)}\n".encode())


async def live(part: str, folder: Path, files: Path) -> None:
    """Do one part of the day, and be killed at its end."""
    watch = Watch("08:55" if part == "morning" else "12:35")
    async with seated(folder, SMALL, watch) as seat:
        day = Day(seat, watch, say)
        await (morning(day) if part == "morning" else noon(day, files))
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    quicker(setattr)
    asyncio.run(live(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
