"""Runs a command, and sees to it that each ends well."""

import io
import os
import sys
from collections.abc import Sequence

from gapcheck.cli.opening import asked_for, open_app
from gapcheck.errors import GapcheckError
from gapcheck.text import visible


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. User mistakes end in one sentence on stderr, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what an old terminal cannot show is spelled out, never an error
            stream.reconfigure(errors="backslashreplace")
    only_open = asked_for(arguments)
    try:
        if only_open is not None:
            return open_app(only_open[0])
        from gapcheck.cli.parser import parser

        given = parser().parse_args(arguments)
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
