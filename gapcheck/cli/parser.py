"""The whole command line, as argparse knows it."""

import argparse
import sys
from typing import Any, NoReturn

from gapcheck import __version__
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
    from gapcheck.cli import engagements, first_day, learn, questionnaires, results

    top: argparse.ArgumentParser = Parser(
        prog="gapcheck",
        description="Gap analyses and audits against ISO/IEC 27001:2022, offline, in the terminal.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="version", version=f"gapcheck {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    engagements.add_to(commands)
    results.add_to(commands)
    first_day.add_to(commands)
    questionnaires.add_to(commands)
    learn.add_to(commands)
    return top
