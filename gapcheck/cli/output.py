"""How commands print: tables for people, JSON for machines. Text of users is shown as typed and never acts."""

import sys
from collections.abc import Sequence
from typing import Any

from gapcheck.text import visible


def print_json(data: Any) -> None:
    """Data as indented JSON on stdout."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        import json

        text = json.dumps(json.loads(text), indent=2)  # escaped, as this place cannot hold every character
    sys.stdout.write(text + "\n")


def print_lines(lines: Sequence[str]) -> None:
    """Plain lines on stdout."""
    for line in lines:
        print(visible(line))


def print_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    right: frozenset[str] = frozenset(),
    empty: str = "Nothing to show.",
) -> None:
    """A table on stdout; cells wrap, none is cut. `right` names the columns with numbers."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    class Output(Console):
        """Where a reader that has seen enough, `head` say, is no failure; Rich's own way would end with status 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Output(highlight=False, width=None if sys.stdout.isatty() else 160)
    if title:
        console.print(Text(visible(title), style="bold"))
    if not rows:
        console.print(Text(visible(empty)))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in head:
        table.add_column(Text(name), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console.print(table)
