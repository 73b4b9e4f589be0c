"""Commands around engagements: open, demo, new, list, apply, show, verify."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gapcheck.errors import CheckFailed

if TYPE_CHECKING:
    from gapcheck.engagement import Engagement

TYPES = (
    "baseline",
    "gap_analysis",
    "internal_audit",
    "readiness",
    "stage1",
    "stage2",
    "surveillance",
    "recertification",
    "supplier",
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of this file."""
    open_ = commands.add_parser("open", help="open an engagement in the terminal app")
    open_.add_argument("dir", metavar="DIR", type=Path, help="the engagement's folder")
    open_.set_defaults(run=_open)

    demo = commands.add_parser("demo", help="make a made-up engagement and open it")
    demo.add_argument("dir", metavar="DIR", type=Path, nargs="?", help="where (default: 'demo' in the home folder)")
    demo.add_argument("--no-open", action="store_true", help="only make it")
    demo.set_defaults(run=_demo)

    new = commands.add_parser("new", help="make an engagement")
    new.add_argument("dir", metavar="DIR", type=Path, help="a new or empty folder")
    new.add_argument("--title", required=True, help="what the engagement is called")
    new.add_argument("--organization", required=True, help="whom it is about")
    new.add_argument("--type", required=True, choices=TYPES, metavar="TYPE", help=", ".join(TYPES))
    new.add_argument("--questionnaire", default="iso27001-2022", metavar="ID", help="default: iso27001-2022")
    new.set_defaults(run=_new)

    list_ = commands.add_parser("list", help="the engagements under the home folder")
    list_.add_argument("--json", action="store_true", help="for machines")
    list_.set_defaults(run=_list)

    apply = commands.add_parser("apply", help="record many changes from a file, all or nothing")
    apply.add_argument("dir", metavar="DIR", type=Path)
    apply.add_argument("file", metavar="FILE", type=Path, help="YAML, JSON or CSV")
    apply.set_defaults(run=_apply)

    show = commands.add_parser("show", help="one item with its answers and evidence")
    show.add_argument("dir", metavar="DIR", type=Path)
    show.add_argument("ref", metavar="REF", help="such as 9.2.1 or A.8.13")
    show.add_argument("--json", action="store_true", help="for machines")
    show.set_defaults(run=_show)

    verify = commands.add_parser("verify", help="check journal, database and attachments")
    verify.add_argument("dir", metavar="DIR", type=Path)
    verify.add_argument("--report", metavar="FILE", type=Path, help="only: do the data still match this report?")
    verify.set_defaults(run=_verify)


def opened(folder: Path, *, read_only: bool = False) -> "Engagement":
    """Open an engagement in the name of the person at the keyboard."""
    from gapcheck import settings
    from gapcheck.engagement import Engagement

    return Engagement.open(folder, who=settings.load().who, read_only=read_only)


def _open(given: argparse.Namespace) -> int:
    from gapcheck.cli.opening import open_app

    return open_app(given.dir)


def _demo(given: argparse.Namespace) -> int:
    from gapcheck import paths
    from gapcheck.demo.make import make_demo

    folder = given.dir or paths.engagements_home() / "demo"
    made = make_demo(folder, keep=given.dir is None)
    print(f"{'Made' if made else 'Found'} the demo engagement in {folder}", file=sys.stderr)
    if given.no_open:
        return 0
    from gapcheck.cli.opening import open_app

    return open_app(folder)


def _new(given: argparse.Namespace) -> int:
    from gapcheck import settings
    from gapcheck.engagement import Engagement
    from gapcheck.store.synced import synced_folder_warning

    Engagement.create(
        given.dir,
        title=given.title,
        organization=given.organization,
        type=given.type,
        questionnaire=given.questionnaire,
        who=settings.load().who,
    ).close()
    warning = synced_folder_warning(given.dir)
    if warning:
        print(f"gapcheck: {warning}", file=sys.stderr)
    print(f"Made {given.dir}. Open it with: gapcheck open {given.dir}")
    return 0


def _list(given: argparse.Namespace) -> int:
    from gapcheck import paths
    from gapcheck.cli.output import print_json, print_table
    from gapcheck.records.vocabulary import label
    from gapcheck.store.folder import find_engagements, peek

    home = paths.engagements_home()
    found = [(folder, peek(folder)) for folder in find_engagements(home)]
    if given.json:
        print_json(
            [
                {
                    "dir": str(folder),
                    "title": about.title if about else None,
                    "organization": about.organization if about else None,
                    "type": about.type if about else None,
                    "readable": about is not None,
                }
                for folder, about in found
            ]
        )
        return 0
    rows = [
        [folder.name, about.organization, about.title, label(about.type)]
        if about
        else [folder.name, "", "cannot be read; try: gapcheck verify", ""]
        for folder, about in found
    ]
    print_table(["Folder", "Organization", "Title", "Type"], rows, empty=f"No engagements in {home} yet.")
    return 0


def _apply(given: argparse.Namespace) -> int:
    from gapcheck.changes import file

    changes = file.read(given.file)
    with opened(given.dir) as engagement:
        count = engagement.apply(changes)
    print(f"Recorded {count} {'change' if count == 1 else 'changes'} in {given.dir}.")
    return 0


def _show(given: argparse.Namespace) -> int:
    from gapcheck.cli.item import show_item

    with opened(given.dir, read_only=True) as engagement:
        show_item(engagement, given.ref, as_json=given.json)
    return 0


def _verify(given: argparse.Namespace) -> int:
    if given.report is not None:
        return _verify_report(given.dir, given.report)
    from gapcheck.questionnaire import loader
    from gapcheck.store.verify import verify

    report = verify(given.dir, loader.load)
    for problem in report.problems:
        print(problem)
    if report.problems:
        raise CheckFailed(f"{given.dir}: {len(report.problems)} problems found.")
    for note in report.notes:
        print(note, file=sys.stderr)
    counts = f"{report.entries} entries, {report.records} records, {report.attachments} attachments"
    print(f"{given.dir} is whole: {counts}.")
    return 0


def _verify_report(folder: Path, file: Path) -> int:
    from gapcheck.cli.output import print_lines
    from gapcheck.reports.stamp import compared, read

    stamp = read(file)
    with opened(folder, read_only=True) as engagement:
        found = compared(engagement, stamp)
    if not found.matches:
        print_lines(found.since)
        raise CheckFailed(f"{file} {found.sentence}")
    print_lines([f"{file} {found.sentence}"])
    return 0
