"""`python -m gapcheck` and the `gapcheck` command."""

import sys


def main() -> int:
    """Run the command line; the terminal app starts from there."""
    from gapcheck.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
