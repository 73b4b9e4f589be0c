"""What is known for each kind of input to the management review (9.3.2 a to g), and what somebody has to bring."""

from collections.abc import Callable, Iterable

import msgspec

from gapcheck.analysis.backlog import Ranked
from gapcheck.records.about import finding_label
from gapcheck.records.actions import Snapshot
from gapcheck.records.findings import Finding
from gapcheck.records.vocabulary import FindingType, Status, label
from gapcheck.reports.actions import owner_words
from gapcheck.reports.backlog import shown
from gapcheck.reports.days import NO_DATE, day_words
from gapcheck.reports.findings import agreement
from gapcheck.reports.items import decisions
from gapcheck.reports.marks import mark_of
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_REVIEW = "9.3.2"
_MOST_ACTIONS = 10
_AGAINST: tuple[FindingType, ...] = ("major", "minor", "nonconformity", "area_of_concern")
_COUNTED: tuple[tuple[Status, str], ...] = (
    ("conforms", "conform"),
    ("partial", "partial"),
    ("does_not_conform", "do not conform"),
    ("not_assessed", "not looked at"),
)


class Line(msgspec.Struct, frozen=True):
    """One thing that is known."""

    ref: str
    text: str
    state: str = ""
    who: str = ""
    date: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one point, in a sentence, in lines, or both."""

    title: str
    says: str = ""
    lines: tuple[Line, ...] = ()


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One of the seven kinds of input, under its letter in 9.3.2."""

    letter: str
    title: str
    bring: tuple[str, ...]
    """What no engagement has: somebody brings it."""
    known: Callable[[ReportInput], tuple[Part, ...]]


def parts(given: Input, report: ReportInput) -> tuple[Part, ...]:
    """What is known for an input; a part of which nothing is known is left out."""
    found = (*given.known(report), _heard(given.letter, report))
    return tuple(part for part in found if part.says or part.lines)


def _heard(letter: str, report: ReportInput) -> Part:
    """What was noted when somebody asked how the review deals with this input."""
    item = report.material.questionnaire.by_id.get(_REVIEW)
    asked = {question.id: question.ask for question in item.questions if letter in question.letters} if item else {}
    lines = [
        Line(_REVIEW, joined("\n", asked[answer.question], answer.note), label(answer.value), answer.by, answer.at[:10])
        for answer in report.material.answers.get(_REVIEW, [])
        if answer.question in asked and answer.note
    ]
    return Part(title="Said of it so far", lines=tuple(lines))


def _items(title: str, report: ReportInput, *refs: str) -> Part:
    """How some requirements stand, with the reasons of those who decided."""
    lines = []
    for ref in refs:
        result = report.items.get(ref)
        if result is not None:
            said = [joined(": ", f"at {d.site}" if d.site else "", d.rationale) for d in decisions(result, report)]
            who = joined(", ", *dict.fromkeys(d.by for d in decisions(result, report) if d.by))
            lines.append(Line(ref, joined("\n", result.item.full_title, *said), mark_of(result), who))
    return Part(title=title, lines=tuple(lines))


def _action_lines(found: Iterable[Ranked], report: ReportInput) -> tuple[Line, ...]:
    made = []
    for ranked in found:
        action = shown(ranked.action, report)
        state = joined(", ", label(action.status), "late" if ranked.late else "")
        who = owner_words(action.owner, action.owner_role)
        made.append(Line(action.id, action.text, state, who, action.due or NO_DATE))
    return tuple(made)


def _finding_lines(report: ReportInput, *types: FindingType) -> tuple[Line, ...]:
    return tuple(
        Line(
            finding.id,
            joined("\n", finding.title or finding.nature, joined(", ", *finding.items)),
            joined(", ", finding_label(report.about, finding.type), label(finding.status)),
            "",
            finding.due_done,
        )
        for finding in report.material.records.table(Finding).values()
        if finding.type in types
    )


def _earlier(report: ReportInput) -> tuple[Part, ...]:
    of_review = [r for r in report.backlog.actions if any(ref.startswith("9.3") for ref in r.action.items)]
    closed = [shown(action, report) for action in report.backlog.closed]
    done = tuple(Line(a.id, joined("\n", a.text, a.closing_note), label(a.status), a.owner, a.due) for a in closed)
    return (
        Part(title="Open actions on the review itself", lines=_action_lines(of_review, report)),
        Part(title="Actions that were closed", lines=done),
    )


def _changes(report: ReportInput) -> tuple[Part, ...]:
    return (_items("How the list of issues, and planning of changes, stand", report, "4.1", "4.3", "6.3"),)


def _parties(report: ReportInput) -> tuple[Part, ...]:
    return (_items("How the list of interested parties stands", report, "4.2", "A.5.31"),)


def _performance(report: ReportInput) -> tuple[Part, ...]:
    against = _finding_lines(report, *_AGAINST)
    open_ = sum(f.is_open for f in report.material.records.table(Finding).values() if f.type in _AGAINST)
    types = {f.id: f.type for f in report.material.records.table(Finding).values()}
    fixing = [r for r in report.backlog.actions if types.get(r.action.finding) in _AGAINST]
    return (
        Part(
            title="Areas of concern, and what answers them"
            if report.about.type == "stage1"
            else "Nonconformities and corrective actions",
            says=f"{len(against)} recorded here, {open_} of them open." if against else "None is recorded here.",
            lines=(*against, *_action_lines(fixing, report)),
        ),
        _items("Monitoring and measurement", report, "9.1"),
        _audit_results(report),
        _items("Objectives", report, "6.2"),
    )


def _audit_results(report: ReportInput) -> Part:
    about = report.about
    period = " to ".join(day_words(day, about.style.dates) for day in (about.period_from, about.period_to) if day)
    kind = label(about.type)
    what = kind if report.material.mode.audit else f"{kind} (no internal audit)"
    told = (counted(report, clauses=True), counted(report, clauses=False))
    lines = [Line("", joined("\n", joined(", ", what, period), *told), "as it stands", "", report.date[:10])]
    for kept in report.material.records.table(Snapshot).values():
        before = [
            _tally([s for ref, s in kept.statuses.items() if ref.startswith("A.") != c], c) for c in (True, False)
        ]
        lines.append(Line(kept.id, joined("\n", kept.label, *before), "as it stood", kept.by, kept.at[:10]))
    strengths = _finding_lines(report, "strength")
    stands = _items("", report, "9.2.1", "9.2.2").lines
    return Part(title="Audit results", lines=(*lines, *strengths, *stands))


def counted(report: ReportInput, clauses: bool) -> str:
    """How many requirements or controls stand how; the two are never counted together."""
    kind = "clause" if clauses else "control"
    found = [r.status for r in report.items.values() if r.item.kind == kind and r.choice != "excluded"]
    return _tally(found, clauses)


def _tally(found: list[Status], clauses: bool) -> str:
    counts = ", ".join(f"{found.count(status)} {words}" for status, words in _COUNTED if found.count(status))
    applied = sum(status != "not_applicable" for status in found)
    return f"{applied} {'requirements' if clauses else 'controls'}: {counts or 'nothing is known'}"


def _feedback(report: ReportInput) -> tuple[Part, ...]:
    disputed = [f for f in report.material.records.table(Finding).values() if f.auditee_comment.strip()]
    lines = tuple(Line(f.id, joined("\n", f.title, f.auditee_comment), agreement(f)) for f in disputed)
    return (Part(title="What the people audited said of findings", lines=lines),)


def _risks(report: ReportInput) -> tuple[Part, ...]:
    soa = report.soa
    ways = [row.implementation for row in soa.rows if row.choice == "yes"]
    linked = [r for r in report.backlog.actions if r.action.risk_level is not None or r.action.risk_accepted]
    levels = {r.action.id: r.action for r in linked}
    lines = tuple(
        msgspec.structs.replace(
            line,
            state=joined(
                ", ",
                line.state,
                f"risk {levels[line.ref].risk_level} of 25" if levels[line.ref].risk_level is not None else "",
                "accepted until done" if levels[line.ref].risk_accepted else "",
            ),
        )
        for line in _action_lines(linked, report)
    )
    return (
        _items("How the assessment and treatment of risks stand", report, "6.1.2", "6.1.3", "8.2", "8.3"),
        Part(title="Open actions with a risk linked to them", lines=lines),
        Part(
            title="Controls",
            says=f"Of {len(soa.rows)} controls, applicable: {soa.count('yes')}; excluded: {soa.count('excluded')}; "
            f"not decided: {soa.count('undecided')}. Of the applicable ones, in place: {ways.count('implemented')}; "
            f"in part: {ways.count('partly')}; planned: {ways.count('planned')}; not in place: {ways.count('not')}.",
        ),
    )


def _improvement(report: ReportInput) -> tuple[Part, ...]:
    actions = report.backlog.actions
    first = min(len(actions), _MOST_ACTIONS)
    more = f" The first {first} stand below; all are in the improvement backlog." if len(actions) > first else ""
    bands = ", ".join(f"{sum(r.band == band for r in actions)} {band}" for band in ("NOW", "NEXT", "LATER"))
    return (
        Part(title="Opportunities that were recorded", lines=_finding_lines(report, "ofi")),
        Part(
            title="Open actions, most urgent first",
            says=f"{len(actions)} open ({bands}).{more}" if actions else "",
            lines=_action_lines(actions[:first], report),
        ),
        _items("How continual improvement stands", report, "10.1"),
    )


INPUTS: tuple[Input, ...] = (
    Input(
        letter="a",
        title="What became of the decisions of earlier reviews",
        bring=(
            "The list of decisions of the last review, each one done, late or dropped, with one reason.",
            "Or the sentence that this is the first review, and where its decisions will be followed.",
        ),
        known=_earlier,
    ),
    Input(
        letter="b",
        title="What has changed around the organization and inside it",
        bring=(
            "New laws, markets, threats and techniques since the last review, and what each means.",
            "New sites, systems, suppliers, people and owners.",
        ),
        known=_changes,
    ),
    Input(
        letter="c",
        title="What interested parties need and expect now that they did not before",
        bring=("Expectations of customers, authorities, staff and owners that are new, gone or stricter.",),
        known=_parties,
    ),
    Input(
        letter="d",
        title="How well information security works, and in which direction it goes",
        bring=(
            "The same figures for the period before: a trend needs two of them. At a first review, first values.",
            "Measured values, with what they mean, and how far each objective was reached.",
            "Results of audits that are not in this engagement.",
        ),
        known=_performance,
    ),
    Input(
        letter="e",
        title="What interested parties say of our security",
        bring=("Complaints, praise, security questionnaires and audits of customers, words of authorities and staff.",),
        known=_feedback,
    ),
    Input(
        letter="f",
        title="What the risk assessment says, and how far the treatment plan is",
        bring=(
            "The largest risks, each with the direction it moved, and those above what is accepted.",
            "Late actions of the treatment plan, each with owner and reason.",
        ),
        known=_risks,
    ),
    Input(
        letter="g",
        title="What could be made better",
        bring=("Ideas of staff, lessons of incidents and near misses, what partners do better.",),
        known=_improvement,
    ),
)
