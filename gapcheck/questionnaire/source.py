"""One YAML file as plain data: every scalar is the text that stands there, and every part knows its line.

YAML's own types are a trap here and are not applied: clause 8.10 would become the number 8.1, the title `No` false.
Read from parser events, not composed nodes: the C composer recurses without a limit, so that a file of brackets ends
the process, and only events show the anchors, aliases and tags that are refused.
"""

import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from gapcheck.errors import ContentError

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"]
Where: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 5 * 1024 * 1024
"""The largest file that is read; the shipped ones have less than a tenth of it."""
MAX_DEPTH = 40
MAX_PARTS = 200_000
MAX_MISTAKES = 200
"""Mistakes reported for one file; more are only counted."""


@dataclass
class Source:
    """What a file says, where each part of it stands, and the mistakes found in it so far."""

    name: str
    """The file's name as it is shown to people."""
    data: Plain | None = None
    """None when the file could not be read as YAML."""
    lines: dict[Where, int] = field(default_factory=dict)
    """The line, from 1, of every part; that of a key for an entry of a mapping."""
    mistakes: list[tuple[int, str]] = field(default_factory=list)
    uncounted: int = 0
    """Mistakes beyond `MAX_MISTAKES`."""

    def refuse(self, where: Where, sentence: str, *, line: int | None = None) -> None:
        """Note a mistake in the part at `where`; the sentence says what is wrong there."""
        if len(self.mistakes) >= MAX_MISTAKES:
            self.uncounted += 1
            return
        number = self._line(where) if line is None else line
        place = ", ".join(part for part in (f"line {number}", *self._place(where)) if part)
        self.mistakes.append((number, _harmless(f"{place}: {sentence}")))

    def report(self) -> list[str]:
        """Every mistake as one sentence with its place, in the order of the lines."""
        found = [f"{self.name}: {text}" for _, text in sorted(self.mistakes, key=lambda mistake: mistake[0])]
        if self.uncounted:
            found.append(f"{self.name}: and {self.uncounted} more")
        return found

    def meant(self, written: str, known: Iterable[str]) -> str:
        """The end of a sentence that names the likeliest intended word, or nothing."""
        if len(self.mistakes) >= MAX_MISTAKES:
            return ""
        import difflib

        near = difflib.get_close_matches(written[:80], sorted(known), n=1)
        return f"; did you mean '{near[0]}'?" if near else ""

    def _line(self, where: Where) -> int:
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def _place(self, where: Where) -> tuple[str, str]:
        """The id of the nearest object around a part, and the path from there; its own id when nothing is around."""
        ids: list[tuple[int, str]] = []
        part: Any = self.data
        for depth in range(len(where) + 1):
            if isinstance(part, dict) and isinstance(part.get("id"), str) and part["id"]:
                ids.append((depth, part["id"]))
            if depth < len(where):
                try:
                    part = part[where[depth]]
                except (KeyError, IndexError, TypeError):
                    part = None
        around = [entry for entry in ids if entry[0] < len(where)] or ids
        depth, name = around[-1] if around else (0, "")
        return (name if len(name) <= 60 else shown(name)), path_text(where[depth:])


def _harmless(sentence: str) -> str:
    """A sentence that may hold foreign ids, on one line, of bounded length and without control characters."""
    cut = sentence if len(sentence) <= 500 else sentence[:497] + "..."
    return cut if cut.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut)


def path_text(where: Where) -> str:
    """A path as people write it: questions[0].minutes."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where).removeprefix(".")
    return text if len(text) <= 120 else shown(text)


def shown(text: str) -> str:
    """A quoted piece of foreign text, short and without control characters."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`; anything else raises ContentError with one sentence."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ContentError(f"{name} cannot be used.", [f"{name}: this is not a regular file"])
        if about.st_size <= MAX_BYTES:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            if len(data) <= MAX_BYTES:
                return data
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError(f"{name} cannot be read.", [f"{name}: cannot be read ({reason})"]) from None
    raise ContentError(f"{name} is too large.", [f"{name}: larger than {MAX_BYTES // 1024 // 1024} MB; split it"])


def read(path: Path, name: str | None = None) -> Source:
    """Read a YAML file; a file that cannot be read at all raises ContentError, mistakes in it stand in the result."""
    shown_name = name or path.name
    return parse(shown_name, read_bytes(path, shown_name))


def parse(name: str, data: bytes) -> Source:
    """Bytes of YAML as a `Source`; when they are no YAML, its `data` is None and its mistakes say why."""
    source = Source(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source.refuse((), "this is not UTF-8 text; save the file as UTF-8", line=line)
        return source
    from gapcheck.questionnaire import events

    events.fill(source, text)
    return source
