"""The parser, and how commands end."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from gapcheck import __version__
from gapcheck.errors import GapcheckError
from gapcheck.text import visible


class Parser(argparse.ArgumentParser):
    """A parser that ends like every other mistake: with one sentence on what is wrong and what to do."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **given})  # a shortened option could mean another one tomorrow

    def error(self, message: str) -> NoReturn:
        print(f"gapcheck: {visible(message)}. See `{self.prog} --help`.", file=sys.stderr)
        raise SystemExit(2)


EPILOG = "Without a command gapcheck opens the terminal app. `gapcheck COMMAND --help` explains a command."


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    from gapcheck.cli import engagements, questionnaires, results

    top: argparse.ArgumentParser = Parser(
        prog="gapcheck",
        description="Gap analyses and audits against ISO/IEC 27001:2022, offline, in the terminal.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="version", version=f"gapcheck {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    engagements.add_to(commands)
    results.add_to(commands)
    questionnaires.add_to(commands)
    return top


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. User mistakes end in one sentence on stderr, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what an old terminal cannot show is spelled out, never an error
            stream.reconfigure(errors="backslashreplace")
    given = parser().parse_args(arguments)
    try:
        if not hasattr(given, "run"):
            from gapcheck.cli.engagements import open_app

            return open_app(None)
        status: int = given.run(given)
        sys.stdout.flush()
        return status
    except GapcheckError as error:
        print(f"gapcheck: {visible(str(error))}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("gapcheck: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        print(f"gapcheck: {error.strerror or error}{where}. Check the path and its permissions.", file=sys.stderr)
        return 2
