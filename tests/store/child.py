"""Another process at the same engagement: `python child.py TASK FOLDER [NUMBER]`. It says what it has saved."""

import os
import random
import sys
from pathlib import Path

from making import Session, note

from gapcheck.errors import StoreError


def say(line: object) -> None:
    os.write(1, f"{line}\n".encode())


def save(session: Session, text: str) -> int:
    seq = session.store.head + 1
    # a few places written over and over, and now and then a new one
    item = f"new {seq}" if seq % 10 == 0 else f"A.5.{seq % 7}"
    return session.save(note(item, f"{seq} {text}")).seq


def save_for_ever(folder: Path) -> None:
    """Until killed."""
    chance = random.Random()
    session = Session.open(folder)
    while True:
        say(save(session, "x" * chance.randrange(3000)))


def hold(folder: Path) -> None:
    """Have it open until killed or until stdin ends."""
    session = Session.open(folder)
    say(f"{session.store.read_only} {session.store.holder}")
    sys.stdin.read()
    session.close()


def compete(folder: Path, wanted: int) -> None:
    """Save that often, opening anew each time and giving way to others."""
    done = 0
    while done < wanted:
        session = Session.open(folder)
        if not session.store.read_only:
            say(save(session, f"by {os.getpid()}"))
            done += 1
        session.close()


def save_below_a_limit(folder: Path, limit: int) -> None:
    """Save while no file may grow beyond a limit (bytes), say how that went, and once more without the limit."""
    import resource

    session = Session.open(folder)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        say(save(session, "x" * 3000))
    except StoreError as error:
        say(error)
    say(session.store.database_behind)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    say(save(session, "with room"))
    say(session.store.database_behind)
    session.close()


if __name__ == "__main__":
    task, folder, *rest = sys.argv[1:]
    globals()[task](Path(folder), *map(int, rest))
