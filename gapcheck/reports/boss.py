"""One page for the managing director: where we stand, what stands in the way, what to do and what to decide.

No overall figure, no promise, no word that only auditors use; clauses and controls are counted apart.
"""

from typing import Any

import msgspec

from gapcheck import __version__
from gapcheck.analysis.readiness import Verdict
from gapcheck.reports.boss_facts import MOST_POINTS, BossFacts, Looked, Point
from gapcheck.reports.days import NO_DATE, day_words
from gapcheck.reports.document import Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, fact, facts
from gapcheck.reports.metadata import content, document_id, metadata_data, state, what_this_is
from gapcheck.reports.plain import joined
from gapcheck.reports.source import ReportInput

_AUDIT = {1: "the first audit", 2: "the main audit"}
_STANDS: dict[Verdict, str] = {
    "not_ready": "{who} not ready for {audit} yet",
    "cannot_say_yet": "nobody can say yet whether {who} ready for {audit}",
    "ready_with_concerns": "{who} ready for {audit}, with some concerns",
    "ready": "{who} ready for {audit}",
}
_ANSWER: dict[Verdict, str] = {
    "not_ready": "Not yet.",
    "cannot_say_yet": "Nobody can say yet.",
    "ready_with_concerns": "Yes, with concerns.",
    "ready": "Yes.",
}
_NO_PROMISE = "Whether a certificate follows is for the certification body to decide."
_OWN_CHECK = "This is our own look at ourselves. It is no audit, and nobody from outside has checked it."


def build(report: ReportInput) -> Document:
    """The document."""
    found = BossFacts(report)
    about = report.about
    return Document(
        label="Information security: where we stand",
        title=about.title,
        organization=about.organization,
        state=joined(" · ", day_words(report.date, report.about.style.dates), found.what, state(report)),
        classification=about.confidentiality,
        metadata=_foot(report),
        blocks=(
            Paragraph(text=sentence(found)),
            *_verdict(found),
            *_good(found),
            *_points(found),
            *_steps(found),
            *_decisions(found),
            *_not_looked_at(found),
            *_then(found),
        ),
        layout="page",
    )


def sentence(found: BossFacts) -> str:
    """Where we stand, for which scope, when, and what kind of check says so."""
    day = day_words(found.report.date, found.report.about.style.dates)
    ours = f"the {found.what}" if found.audit else f"our {found.what}"
    who = "the organization is" if found.audit else "we are"
    opening = f"On {day}, {ours}" if day else f"{ours[0].upper()}{ours[1:]}"
    stands = _STANDS[found.stage.verdict].format(who=who, audit=_AUDIT[found.stage.stage])
    scope, draft = found.scope
    for_scope = joined(" ", "this scope, still a draft:" if draft else "this scope:", scope)
    says = f"{opening} against ISO/IEC 27001 says that {stands}"
    if _certifies(found):
        notes = f"this is how the notes of {ours} against ISO/IEC 27001 stand"
        says = f"On {day}, {notes}" if day else f"{notes[0].upper()}{notes[1:]}"
    return f"{says}, for {for_scope if scope else _NO_SCOPE}"


def _certifies(found: BossFacts) -> bool:
    """Whether the audit is one of a certification body: it does not say whether one is ready for itself."""
    return not found.report.material.mode.shows_remediation


_NO_SCOPE = "a scope (what belongs to it) that is still to be written."


def _verdict(found: BossFacts) -> tuple[Block, ...]:
    what = what_this_is(found.report) if found.audit else _OWN_CHECK
    stage = found.stage.stage
    audit = f"{_AUDIT[stage]} (stage {stage})"
    certifies = _certifies(found)
    answer = counted(found) if certifies else f"{_ANSWER[found.stage.verdict]} {counted(found)}"
    return (
        Heading(text=f"What has to be in place for {audit}" if certifies else f"Ready for {audit}?"),
        Paragraph(text=answer),
        Paragraph(text=f"{what} {_NO_PROMISE}", quiet=True),
    )


def counted(found: BossFacts) -> str:
    """The known and the unknown blockers in words."""
    known = sum(point.known for point in found.blockers)
    unknown = len(found.blockers) - known
    asked = sum(gate.gate.level == "blocker" for gate in found.stage.gates)
    if not found.blockers:
        return f"All {asked} points that must be in place are there, and something shows each of them."
    stand = "stands" if known == 1 else "stand"
    return (
        f"Of {asked} points that must be in place, {known or 'none that we know of'} {stand} in the way, "
        f"and {unknown or 'none'} {'is' if unknown == 1 else 'are'} not known yet."
    )


def _good(found: BossFacts) -> tuple[Block, ...]:
    rows = [
        Fact(label="● shown" if good.shown else "○ said, not shown yet", lines=(good.text,)) for good in found.strengths
    ]
    looked = any(look.not_looked_at < look.applicable for look in found.looked)
    none = "Nothing that we know of so far." if looked else "Nothing was looked at yet."
    body: Block = Facts(rows=tuple(rows)) if rows else Paragraph(text=f"{none} That is normal at the start.")
    return Heading(text="What is good already"), body


def _points(found: BossFacts) -> tuple[Block, ...]:
    heading = Heading(text="What stands in the way")
    if not found.points:
        return heading, Paragraph(text="Nothing that we know of.")
    rows = [Fact(label=_mark(point), lines=(point.text,)) for point in found.points[:MOST_POINTS]]
    return heading, Facts(rows=tuple(rows)), *_rest(found.points[MOST_POINTS:])


def _mark(point: Point) -> str:
    mark = "✕ known" if point.known else "· not known yet"
    return mark if point.blocks else f"{mark}, a concern"


def _rest(points: tuple[Point, ...]) -> tuple[Block, ...]:
    if not points:
        return ()
    known = sum(point.known for point in points)
    unknown = len(points) - known
    split = joined(", ", f"{known} known" if known else "", f"{unknown} not known yet" if unknown else "")
    return (Paragraph(text=f"And {len(points)} more: {split}.", quiet=True),)


def _steps(found: BossFacts) -> tuple[Block, ...]:
    if not found.advice:
        return ()
    heading = Heading(text="What to do next")
    if not found.steps:
        first = f"First ask the people who know: {found.to_ask} questions wait for them." if found.to_ask > 1 else ""
        return heading, Paragraph(text=first or "No action is open.")
    columns = (
        Column(title="#", kind="number", width=0.35),
        Column(title="What", width=5.0),
        Column(title="Who", width=3.2),
        Column(title="Work", width=1.6),
        Column(title="When", width=2.7),
    )
    rows = [(str(n), step.text, step.who, step.span.words, step.when) for n, step in enumerate(found.steps, 1)]
    return heading, Table(columns=columns, rows=tuple(rows)), Paragraph(text=effort(found))


def effort(found: BossFacts) -> str:
    """The work of all open actions, by quarter."""
    parts = [
        f"{quarter.name or NO_DATE}: {quarter.span.rounded} ({_actions(quarter.actions)})" for quarter in found.effort
    ]
    whole = f"{found.total.rounded} ({_actions(sum(quarter.actions for quarter in found.effort))})"
    if not any(quarter.name for quarter in found.effort):
        return f"All the work that is known so far: {whole}. None of it has a date yet."
    return f"All the work that is known so far: {whole}. By quarter: {'; '.join(parts)}."


def _actions(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions"


def _decisions(found: BossFacts) -> tuple[Block, ...]:
    if not found.decisions:
        return ()
    columns = (
        Column(title="To decide", width=3.3),
        Column(title="Known so far", width=4.7),
        Column(title="Decision", kind="blank", width=3.6),
    )
    rows = tuple((what, known, "") for what, known in found.decisions)
    return Heading(text="Decisions wanted"), Table(columns=columns, rows=rows)


def _not_looked_at(found: BossFacts) -> tuple[Block, ...]:
    return Heading(text="What we did not look at"), Paragraph(text=not_looked_at(found))


def not_looked_at(found: BossFacts) -> str:
    """What was left aside, clauses and controls apart."""
    clauses, controls = found.looked
    text = (
        f"{_share(clauses)} of the {clauses.applicable} requirements of the standard and, counted apart, "
        f"{_share(controls).lower()} of the {controls.applicable} controls (possible measures)"
    )
    text += (
        f"; {controls.excluded} more {'is' if controls.excluded == 1 else 'are'} left out with a reason."
        if controls.excluded
        else "."
    )
    if found.first_look:
        asked, every = found.first_look
        text += f" A first look asks only {asked} of {every} questions."
    return f"{text} Every check looks at samples; the rest may differ."


def _share(looked: Looked) -> str:
    every = looked.not_looked_at == looked.applicable
    return "All" if every and looked.applicable else str(looked.not_looked_at) if looked.not_looked_at else "None"


def _then(found: BossFacts) -> tuple[Block, ...]:
    return (Heading(text="Then and now"), Paragraph(text=then_and_now(found))) if found.then else ()


def then_and_now(found: BossFacts) -> str:
    """What conformed at the first snapshot and what does now."""
    then = found.then
    if then is None:
        return ""
    clauses, controls = found.looked
    start = joined(", ", then.label, day_words(then.at, found.report.about.style.dates))
    less = " Then only the questions of the first look counted; now all of them do." if then.first_look else ""
    return (
        f"{start}: {then.clauses[0]} of {then.clauses[1]} requirements and {then.controls[0]} of {then.controls[1]} "
        f"controls conformed (shown or said). Now: {clauses.conforms} of {clauses.applicable} requirements and "
        f"{controls.conforms} of {controls.applicable} controls.{less}"
    )


def _foot(report: ReportInput) -> Facts:
    return facts(
        fact("Document", document_id("boss", report)),
        fact(
            "Measured against",
            joined("; ", *(report.about.criteria or (report.material.questionnaire.manifest.edition,))),
        ),
        fact("Made with", f"gapcheck {__version__}, {content(report)}"),
        fact("Data (SHA-256)", report.data_hash),
    )


_TITLES = ("Part", "State", "Text", "Who", "Days low", "Days high", "When")


def rows(report: ReportInput) -> Table:
    """One row per statement of the page, and every blocker."""
    found = BossFacts(report)
    about = report.about
    lines: list[tuple[str, ...]] = [
        ("Organization", "", about.organization),
        ("Title", "", about.title),
        ("Where we stand", state(report), sentence(found)),
        ("Verdict", found.stage.verdict, counted(found)),
        *(("Good already", "shown" if good.shown else "said, not shown yet", good.text) for good in found.strengths),
        *(("In the way", _mark(point)[2:], point.text) for point in found.points),
        *(
            ("Next", "", step.text, step.who, f"{step.span.low:g}", f"{step.span.high:g}", step.when)
            for step in found.steps
        ),
        *(
            ("Work", "", _actions(q.actions), "", f"{q.span.low:g}", f"{q.span.high:g}", q.name or NO_DATE)
            for q in found.effort
        ),
        *(("To decide", known, what) for what, known in found.decisions),
        ("Not looked at", "", not_looked_at(found)),
    ]
    if found.then:
        lines.append(("Then and now", "", then_and_now(found)))
    filled = tuple(line + ("",) * (len(_TITLES) - len(line)) for line in lines)
    return Table(columns=tuple(Column(title=title) for title in _TITLES), rows=filled)


def data(report: ReportInput) -> dict[str, Any]:
    """The page for machines."""
    found = BossFacts(report)
    scope, draft = found.scope
    blockers = found.blockers
    return {
        "report": metadata_data("boss", report),
        "sentence": sentence(found),
        "what": found.what,
        "scope": {"text": scope, "draft": draft},
        "stage": found.stage.stage,
        "verdict": found.stage.verdict,
        "blockers_known": sum(point.known for point in blockers),
        "blockers_unknown": sum(not point.known for point in blockers),
        "strengths": msgspec.to_builtins(found.strengths),
        "in_the_way": msgspec.to_builtins(found.points),
        "actions": msgspec.to_builtins(found.steps),
        "effort": msgspec.to_builtins(found.effort),
        "decisions": [{"what": what, "known": known} for what, known in found.decisions],
        "looked_at": msgspec.to_builtins(found.looked),
        "then": msgspec.to_builtins(found.then),
    }
