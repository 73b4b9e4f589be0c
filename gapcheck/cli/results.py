"""Commands that show results: gap, readiness, backlog, soa, and report for documents."""

import argparse
from pathlib import Path

from gapcheck.reports.names import FORMATS, KINDS, ONLY_FOR

ALL = "all"
"""Asks for the whole set: every kind, each in those of the formats that are for it."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands of this file."""
    for name, text, run in (
        ("gap", "the gap analysis: per clause and theme", _gap),
        ("readiness", "ready to be audited? verdict, gates and reasons", _readiness),
        ("backlog", "what to do, in order, and why in this order", _backlog),
        ("soa", "the Statement of Applicability", _soa),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("dir", metavar="DIR", type=Path)
        command.add_argument("--json", action="store_true", help="for machines")
        if name == "readiness":
            command.add_argument("--stage", type=int, choices=(1, 2), required=True)
        if name == "soa":
            command.add_argument("--against", metavar="OTHER", type=Path, help="what is different from this older one")
            command.add_argument(
                "--since", metavar="WHEN", help="what is different from a day (2026-11-21) or entry (12)"
            )
            command.add_argument("--format", metavar="LIST", help="with these two: as a report, such as docx or pdf")
            command.add_argument("-o", "--out", type=Path, metavar="OUT", help="folder or file (default: DIR/reports)")
        command.add_argument("--explain", action="store_true", help="how each figure came about")
        command.set_defaults(run=run)
    special = ", ".join(f"{name} ({', '.join(kinds)})" for name, kinds in ONLY_FOR.items())
    told = f"documents of {len(KINDS)} kinds, in Word, Excel, PDF, HTML, text and data"
    report = commands.add_parser("report", help=told)
    report.add_argument("dir", metavar="DIR", type=Path)
    report.add_argument("--kind", choices=(*KINDS, ALL), required=True)
    report.add_argument(
        "--format",
        default="md",
        metavar="LIST",
        help=f"{', '.join(name for name in FORMATS if name not in ONLY_FOR)}; several with commas; {special}",
    )
    report.add_argument("-o", "--out", type=Path, metavar="OUT", help="folder or file (default: DIR/reports)")
    report.add_argument(
        "--person", default="", metavar="NAME", help="with --kind questions: only what to ask one person"
    )
    report.add_argument("--final", action="store_true", help="refused while something is unfiled, open or undecided")
    report.add_argument(
        "--except",
        dest="exceptions",
        metavar="REASON",
        help="with --final: final all the same; the reason and all that is open stand on the first page",
    )
    report.add_argument(
        "--redact", default="", metavar="LIST", help="leave out: names, evidence, notes, attachments; with commas"
    )
    report.add_argument(
        "--leave-out-class", default="", metavar="LIST", help="leave out evidence that is classified so; with commas"
    )
    report.set_defaults(run=_report)
    schema = commands.add_parser("schema", help="the JSON Schema of what a kind of report holds for machines")
    schema.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    schema.set_defaults(run=_schema)


def _gap(given: argparse.Namespace) -> int:
    from gapcheck.analysis.gap import explain_group, gap, percent
    from gapcheck.analysis.items import explain_item
    from gapcheck.analysis.material import Material
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table

    with opened(given.dir, read_only=True) as engagement:
        material = Material(engagement.questionnaire, engagement.records)
    found = gap(material)
    if given.json:
        from gapcheck.reports.data import gap_data

        print_json(gap_data(material, found))
        return 0
    numbers = ("Applicable", "Looked at", "Confirmed", "Claimed", "At best", "Partial", "Not met", "Not looked at")
    rows = []
    for group in found.groups:
        c = group.counts
        rows.append(
            [
                group.title if group.id in ("clauses", "annex_a") else f"  {group.id} {group.title}",
                str(c.applicable),
                percent(c.coverage),
                percent(c.confirmed),
                percent(c.claimed),
                percent(c.ceiling),
                str(c.partial),
                str(c.does_not_conform),
                str(c.not_assessed),
                ", ".join(
                    part
                    for part in (
                        *(f"{count} open {word}s" for count, word in group.open_findings if count),
                        f"{c.excluded} excluded" if c.excluded else "",
                        f"{c.undecided} undecided" if c.undecided else "",
                        "too early to judge" if group.too_early else "",
                    )
                    if part
                ),
            ]
        )
    print_table(["Area", *numbers, "Beside it"], rows, right=frozenset(numbers))
    print_lines(
        ["Confirmed: evidence shows it. Claimed: also what was only said. At best: also what was not looked at."]
    )
    if given.explain:
        for group in found.groups:
            print_lines(["", *explain_group(group)])
        for ref, result in found.items.items():
            print_lines(["", f"{ref} {result.item.full_title}", *(f"  {line}" for line in explain_item(result))])
    return 0


def _readiness(given: argparse.Namespace) -> int:
    from gapcheck.analysis.material import Material
    from gapcheck.analysis.readiness import explain_readiness, readiness, sentence
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table

    with opened(given.dir, read_only=True) as engagement:
        material = Material(engagement.questionnaire, engagement.records)
    found = readiness(material, given.stage)
    if given.json:
        from gapcheck.reports.data import readiness_data

        print_json(readiness_data(found))
        return 0
    rows = [
        [g.gate.id, g.gate.level if g in found.gates else "precheck", g.state, g.gate.text, g.why]
        for g in (*found.gates, *found.prechecks)
    ]
    print_table(["Gate", "Level", "State", "Asks", "Why"], rows, title=sentence(found))
    print_lines(explain_readiness(found)[-1:])
    return 0


def _backlog(given: argparse.Namespace) -> int:
    from gapcheck.analysis.backlog import backlog, explain_action
    from gapcheck.analysis.material import Material
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.reports.actions import action_text

    with opened(given.dir, read_only=True) as engagement:
        material = Material(engagement.questionnaire, engagement.records)
    found = backlog(material)
    shown = material.mode.shows_remediation
    texts = {r.action.id: action_text(r.action, shown, material.questionnaire) for r in found.actions}
    if given.json:
        from gapcheck.reports.data import backlog_data

        print_json(backlog_data(material, found))
        return 0
    rows = [
        [
            str(number),
            ranked.band,
            ranked.action.id,
            texts[ranked.action.id],
            ", ".join(ranked.action.items),
            f"{ranked.effective_rank:.1f}",
            f"{ranked.effort} ({ranked.days:g} d)",
            ranked.action.owner or (ranked.action.owner_role if shown else ""),
            ranked.action.due,
            "; ".join(
                part
                for part in (
                    "pinned" if ranked.action.pinned else "",
                    "quick win" if ranked.quick_win else "",
                    f"waits for {', '.join(ranked.needs)}" if ranked.needs else "",
                    "late" if ranked.late else "",
                    "risk assumed" if ranked.risk_assumed else "",
                )
                if part
            ),
        ]
        for number, ranked in enumerate(found.actions, 1)
    ]
    head = ["#", "Band", "Id", "Action", "Items", "Rank", "Effort", "Owner", "Due", "Remarks"]
    print_table(head, rows, right=frozenset({"#", "Rank"}), empty="Nothing to do yet: no gaps were found so far.")
    if found.to_ask:
        print_lines(["", "To find out first (not gaps):"])
        for task in found.to_ask:
            print_lines([f"  {task.item} {task.title}: ask {', '.join(task.who) or 'somebody who knows'}"])
    print_lines(["", "House method: no standard ranks actions. --explain shows the parts of each figure."])
    if given.explain:
        for ranked in found.actions:
            print_lines(["", f"{ranked.action.id} {texts[ranked.action.id]}"])
            print_lines([f"  {line}" for line in explain_action(ranked, material.method)])
    return 0


def _soa(given: argparse.Namespace) -> int:
    if given.against or given.since or given.format or given.out:
        from gapcheck.cli.soa_against import against

        return against(given)
    from gapcheck.analysis.material import Material
    from gapcheck.analysis.soa import soa
    from gapcheck.cli.engagements import opened
    from gapcheck.cli.output import print_json, print_lines, print_table
    from gapcheck.records.vocabulary import label

    with opened(given.dir, read_only=True) as engagement:
        material = Material(engagement.questionnaire, engagement.records)
    found = soa(material)
    if given.json:
        from gapcheck.reports.data import soa_data

        print_json(soa_data(material, found))
        return 0
    rows = [
        [
            row.result.item.id,
            row.result.item.title,
            row.choice,
            row.decision.reason_out
            if row.choice == "excluded"
            else "; ".join(p for p in (", ".join(map(label, row.decision.reasons_in)), row.decision.reason_text) if p),
            (row.implementation or "") + (" (proposed)" if row.implementation_proposed else ""),
            row.decision.owner,
            row.decision.decided_by,
            "; ".join((*(f"{e} contradicts" for e in row.contradictions), *(f"no {m}" for m in row.missing))),
        ]
        for row in found.rows
    ]
    print_table(["Control", "Title", "Applicable", "Reason", "Implemented", "Owner", "Decided by", "Remarks"], rows)
    counts = (
        f"{found.count('yes')} applicable, {found.count('excluded')} excluded, {found.count('undecided')} undecided"
    )
    print_lines([f"{counts}, of {len(found.rows)}."])
    return 0


def _report(given: argparse.Namespace) -> int:
    from gapcheck.cli.engagements import opened
    from gapcheck.errors import GapcheckError, Refusal
    from gapcheck.reports.redaction import chosen
    from gapcheck.reports.source import ReportInput
    from gapcheck.reports.write import write_report, write_set

    formats = [name.strip() for name in given.format.split(",") if name.strip()]
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        raise GapcheckError(f"{given.format!r} is not a list of formats; known: {', '.join(FORMATS)}.")
    if given.person and given.kind != "questions":
        raise GapcheckError("--person goes with --kind questions only; leave it out, or ask for that kind.")
    if given.exceptions is not None and not (given.final and given.exceptions.strip()):
        raise GapcheckError("--except goes with --final, and needs a reason in words.")
    parts, classes = chosen(given.redact.split(","), given.leave_out_class.split(","))
    if (given.redact and not parts) or (given.leave_out_class and not classes):
        raise GapcheckError("There is nothing to leave out in that list; name something, or leave the option away.")
    if given.person and "names" in parts:
        raise GapcheckError("--person picks out one person, and --redact names leaves their name out: choose one.")
    with opened(given.dir, read_only=True) as engagement:

        def source(kind: str) -> ReportInput:
            made = ReportInput.of(
                engagement, person=given.person, final=given.final, exceptions=given.exceptions or "", kind=kind
            )
            return made.redacted(parts, classes) if parts or classes else made

        out = given.out or given.dir / "reports"
        if given.kind == ALL:
            # what keeps a report from being final depends on its kind; drafts are all made from the same results
            draft = None if given.final else source("")
            try:
                reports = {kind: draft or source(kind) for kind in KINDS}
            except Refusal as refusal:
                raise Refusal(f"Nothing was written. {refusal} Or name single kinds with --kind.") from None
            written = write_set(reports, formats, out)
        else:
            written = write_report(source(given.kind), given.kind, formats, out)
    for path in written:
        print(path)
    return 0


def _schema(given: argparse.Namespace) -> int:
    from gapcheck.cli.output import print_json
    from gapcheck.reports.schema import schema

    print_json(schema(given.kind))
    return 0
