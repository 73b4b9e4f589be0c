"""A program in a pseudo-terminal, and what a person would see of it when. Linux and macOS only."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from rich.cells import cell_len

ROOT = Path(__file__).parents[2]
COLUMNS, LINES = 120, 40
BARE = [
    sys.executable,
    "-c",
    "from textual.app import App\nfrom textual.widgets import Static\n\n"
    "class Bare(App):\n    def compose(self):\n        yield Static('Hello, World!')\n\nBare().run()",
]
"""The smallest Textual app that shows something."""
BARE_TEXT = "Hello, World!"
ANSWER_KEYS = "1\N{NO-BREAK SPACE}yes,"
"""Stands on the work screen below the question that is asked now, and nowhere else."""

_ASKED = re.compile(rb"\x1b\[(?:\?(?P<mode>\d+)\$p|6n|\??c|>c|\?u|\?996n)|\x1b\]1[01];\?(?:\x07|\x1b\\)")
_TOKEN = re.compile(
    r"\x1b\[(?P<args>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[()*+].|\x1b[@-OQ-WYZ\\`-~<=>78]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)"
)
_SYNCHRONISED = "?2026"

Shows = Callable[["Screen"], bool]
"""Whether what is waited for stands on the screen."""


def gapcheck(*arguments: str) -> list[str]:
    """The command line of the program in this checkout, started as its console script starts it."""
    return [sys.executable, "-c", "import sys\nfrom gapcheck.__main__ import main\nsys.exit(main())", *arguments]


def environment(home: Path) -> dict[str, str]:
    """What programs under test see: a home of their own, a modern terminal, and leave to keep their bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "HOME": str(home),
        "GAPCHECK_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }


class Screen:
    """The cells of a terminal, as far as text and places go; colours are passed over."""

    def __init__(self) -> None:
        self._cells = [[" "] * COLUMNS for _ in range(LINES)]
        self._row = self._column = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self.frame_open = False
        """Whether the program is in the middle of a frame that a terminal would not show yet."""

    @property
    def rows(self) -> list[str]:
        """The lines from top to bottom."""
        return ["".join(row) for row in self._cells]

    def row_of(self, text: str, after: int = -1) -> int:
        """The number of the first row below `after` that holds a text; -1 when none does."""
        return next((n for n, row in enumerate(self.rows) if n > after and text in row), -1)

    def feed(self, data: bytes) -> None:
        """Take what the program wrote, cut anywhere."""
        text = self._rest + self._decode(data)
        at = 0
        while (token := _TOKEN.match(text, at)) is not None:
            at = token.end()
            if token["text"]:
                self._put(token["text"])
            elif token["control"]:
                self._control(token["control"])
            elif token["final"]:
                self._sequence(token["final"], token["args"])
        self._rest = text[at:]

    def _put(self, text: str) -> None:
        for character in text:
            width = 1 if character.isascii() else cell_len(character)
            if width and self._row < LINES and self._column + width <= COLUMNS:
                self._cells[self._row][self._column : self._column + width] = [character] + [""] * (width - 1)
            self._column += width

    def _control(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._row = min(self._row + 1, LINES - 1)

    def _sequence(self, final: str, arguments: str) -> None:
        if final in "hl" and arguments == _SYNCHRONISED:
            self.frame_open = final == "h"
        elif final in "Hf":
            row, _, column = arguments.partition(";")
            self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
        elif final == "J" and arguments in ("2", "3"):
            self._cells = [[" "] * COLUMNS for _ in range(LINES)]


class Frame(NamedTuple):
    """What stood on the screen from a moment on."""

    at: float
    rows: list[str]


class Program:
    """A program under test; use it as a context, which kills it in the end."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.screen = Screen()
        self._since = time.perf_counter()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def press(self, keys: str) -> None:
        """Send keys; times count from here."""
        self._since = time.perf_counter()
        os.write(self._terminal, keys.encode())

    def until(self, *shows: Shows, quiet: float = 0.3, patience: float = 20) -> list[float]:
        """When each of the texts came to stand on the screen, in ms since the start or the last key.

        Reads on until nothing came for `quiet` seconds, and looks at the bytes only then, so that looking delays no
        reading. Raises TimeoutError, with the screen, when one does not come within `patience` seconds.
        """
        found: list[float | None] = [None] * len(shows)
        end = self._since + patience
        while None in found:
            for stamp, chunk in self._read(quiet):
                self.screen.feed(chunk)
                if not self.screen.frame_open:
                    for place, is_shown in enumerate(shows):
                        if found[place] is None and is_shown(self.screen):
                            found[place] = (stamp - self._since) * 1000
            if None in found and time.perf_counter() > end:
                missing = [place for place, when in enumerate(found) if when is None]
                raise TimeoutError(f"not on the screen: {missing}\n" + "\n".join(self.screen.rows))
        return [when for when in found if when is not None]

    def complete(self, *shows: Shows, quiet: float = 0.12, patience: float = 20) -> float:
        """When the screen came to its end, in ms: the last frame that changed a letter of it, with all that is awaited.

        Reads and raises as `until` does. A cursor that blinks changes no letter.
        """
        end, last, before = self._since + patience, self._since, self.screen.rows
        while True:
            chunks = self._read(quiet)
            for stamp, chunk in chunks:
                self.screen.feed(chunk)
                if not self.screen.frame_open and (rows := self.screen.rows) != before:
                    last, before = stamp, rows
            if not chunks and all(is_shown(self.screen) for is_shown in shows):
                return (last - self._since) * 1000
            if not chunks and time.perf_counter() > end:
                missing = [place for place, is_shown in enumerate(shows) if not is_shown(self.screen)]
                raise TimeoutError(f"not on the screen: {missing}\n" + "\n".join(self.screen.rows))

    def type(self, keys: Sequence[str], gap: float, quiet: float = 0.6) -> tuple[list[float], list["Frame"]]:
        """Send keys one by one, `gap` seconds apart whatever the program does, and read all the while.

        Says when each was sent, and every frame that came, until nothing came for `quiet` seconds. Times are those of
        the clock of the process.
        """
        chunks: list[tuple[float, bytes]] = []
        sent: list[float] = []
        start, tail = time.perf_counter(), b""
        while len(sent) < len(keys):
            wait = start + len(sent) * gap - time.perf_counter()
            if wait <= 0:
                os.write(self._terminal, keys[len(sent)].encode())
                sent.append(time.perf_counter())
            elif select.select([self._terminal], [], [], wait)[0]:
                chunk = os.read(self._terminal, 65536)
                chunks.append((time.perf_counter(), chunk))
                tail = self._answer(tail + chunk)
        chunks += self._read(quiet)
        frames: list[Frame] = []
        for stamp, chunk in chunks:
            self.screen.feed(chunk)
            if not self.screen.frame_open:
                frames.append(Frame(stamp, self.screen.rows))
        return sent, frames

    def settle(self, quiet: float = 0.4) -> None:
        """Let the program finish what it is doing."""
        for _, chunk in self._read(quiet):
            self.screen.feed(chunk)

    def peak_memory(self) -> float:
        """The most memory that was resident at once, in MB. Linux only."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]

    def _read(self, quiet: float) -> list[tuple[float, bytes]]:
        chunks: list[tuple[float, bytes]] = []
        tail = b""
        until = time.perf_counter() + 5
        while time.perf_counter() < until and select.select([self._terminal], [], [], quiet)[0]:
            try:
                chunk = os.read(self._terminal, 65536)
            except OSError:
                break
            chunks.append((time.perf_counter(), chunk))
            tail = self._answer(tail + chunk)
        return chunks

    def _answer(self, data: bytes) -> bytes:
        """Answer what the program asks of its terminal; returns the end of the data, where a question may be cut."""
        at = 0
        for asked in _ASKED.finditer(data):
            at = asked.end()
            os.write(self._terminal, _reply(asked))
        return data[max(at, len(data) - 16) :]


def shows(*texts: str) -> Shows:
    """Whether all of the texts stand on the screen, each within one line."""
    return lambda screen: all(screen.row_of(text) >= 0 for text in texts)


def _reply(asked: re.Match[bytes]) -> bytes:
    question = asked[0]
    if asked["mode"]:  # synchronised frames are known, whatever else it is asks about is not
        return b"\x1b[?%s;%d$y" % (asked["mode"], 2 if asked["mode"] == b"2026" else 0)
    if question.startswith(b"\x1b]"):
        return question[:5] + b"rgb:1010/1010/1010\x1b\\"
    answers = {b"n": b"\x1b[1;1R", b"c": b"\x1b[?62;22c", b"u": b"\x1b[?0u"}
    return b"\x1b[?997;1n" if b"996" in question else answers[question[-1:]]
