"""What the page for the managing director says, before it is put into blocks: few words, and none of auditors only."""

from functools import cached_property
from typing import Literal

import msgspec

from gapcheck.analysis.backlog import Ranked
from gapcheck.analysis.first_day import first_actions, strengths
from gapcheck.analysis.gates import GateResult
from gapcheck.analysis.growing import BASELINE
from gapcheck.analysis.people import people_to_ask
from gapcheck.analysis.readiness import Readiness
from gapcheck.analysis.scope import said_of, scope_statement
from gapcheck.questionnaire.model import Kind
from gapcheck.records.actions import Action, Snapshot
from gapcheck.records.first_day import ScopeDraft
from gapcheck.records.vocabulary import Status, label
from gapcheck.reports.actions import owner_words
from gapcheck.reports.days import Quarter, Span, by_quarter, due_words, remediation_of, span_of
from gapcheck.reports.plain import joined
from gapcheck.reports.plain_words import plain_words
from gapcheck.reports.source import ReportInput

MOST_STRENGTHS, MOST_POINTS = 3, 5
_SECOND = ("stage2", "surveillance", "recertification")
"""Types of engagement for which the first audit is behind."""


class Good(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is good already."""

    item: str
    text: str
    shown: bool


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stands in the way of the audit, or may do so."""

    gate: str
    text: str
    known: bool
    blocks: bool
    """Whether the audit cannot begin before it is settled; else it is a concern."""


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """One of the actions to begin with."""

    id: str
    text: str
    who: str
    span: Span
    when: str


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one kind was looked at; clauses and controls are never added up."""

    kind: Kind
    applicable: int
    not_looked_at: int
    excluded: int
    conforms: int


class Then(msgspec.Struct, frozen=True, kw_only=True):
    """How many conformed at the time of a snapshot, each kind apart."""

    label: str
    at: str
    first_look: bool
    """Whether only the questions of the baseline counted then, and no longer do."""
    clauses: tuple[int, int]
    """Those that conform, of how many that apply."""
    controls: tuple[int, int]


class BossFacts:
    """Everything on the page; parts that a type of audit may not show are empty."""

    def __init__(self, report: ReportInput) -> None:
        self.report = report
        self.material = report.material
        self.audit = report.material.mode.audit
        self.advice = report.shows_remediation

    @cached_property
    def stage(self) -> Readiness:
        """The audit that comes next."""
        return self.report.stage2 if self.report.about.type in _SECOND else self.report.stage1

    @cached_property
    def what(self) -> str:
        """What kind of check this is."""
        kind = self.report.about.type
        return label(kind) if self.audit else "first self-check" if kind == "baseline" else "self-check"

    @cached_property
    def scope(self) -> tuple[str, bool]:
        """What was looked at, and whether that is only a draft."""
        about = self.report.about
        if self.audit and about.audit_scope.strip():
            return about.audit_scope, False
        drafted = self._drafted()
        return drafted if drafted[0] else (about.audit_scope, False)

    def _drafted(self) -> tuple[str, bool]:
        """The scope as it is written, or as the lines of the scope helper give it, without words of the standard."""
        found = scope_statement(self.material)
        draft = self.material.records.get(ScopeDraft, ScopeDraft.KEY)
        if not found.draft or draft is None or draft.statement.strip():
            return found.text, found.draft
        lines = [
            joined(": ", f"left out, {line.title}" if side == "outside" else line.title, said_of(draft, line, side))
            for side in ("inside", "outside")
            for line in self.material.questionnaire.scope.lines
            if said_of(draft, line, side).strip()
        ]
        return "\n".join(lines), True

    @cached_property
    def strengths(self) -> tuple[Good, ...]:
        """At most three things that are good already: what the answers say, then what was decided on."""
        report = self.report
        found = [
            Good(item=s.item, text=s.text or s.title, shown=s.shown) for s in strengths(self.material, report.items)
        ]
        told = {good.item for good in found}
        for entry in self.material.questionnaire.baseline.questions:
            result = report.items[self.material.questionnaire.item_of_question[entry.question].id]
            if result.status == "conforms" and not result.contradicted_by and result.item.id not in told:
                told.add(result.item.id)
                text = entry.good or result.item.full_title
                found.append(Good(item=result.item.id, text=text, shown=result.confirmed))
        found.sort(key=lambda good: not good.shown)
        return tuple(found[:MOST_STRENGTHS])

    @cached_property
    def blockers(self) -> tuple[Point, ...]:
        """Every blocker that is not met, known ones first."""
        return self._points(self.stage.of("failed", "blocker"), True) + self._points(
            self.stage.of("unknown", "blocker"), False
        )

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """What stands in the way; once no blocker does, what was not looked at and what is a concern."""
        if self.blockers:
            return self.blockers
        checks = tuple(
            Point(gate=check.gate.id, text=f"Still open: {plain_words(check.gate.text)}.", known=False, blocks=True)
            for check in self.stage.prechecks
            if check.state != "met"
        )
        known, unknown = self.stage.of("failed", "concern"), self.stage.of("unknown", "concern")
        return checks + self._points(known, True) + self._points(unknown, False)

    def _points(self, gates: tuple[GateResult, ...], known: bool) -> tuple[Point, ...]:
        return tuple(
            Point(
                gate=g.gate.id,
                text=g.gate.business or f"Not met yet: {plain_words(g.gate.text)}.",
                known=known,
                blocks=g.gate.level == "blocker",
            )
            for g in gates
        )

    @cached_property
    def steps(self) -> tuple[NextStep, ...]:
        """The actions to begin with."""
        return tuple(self._step(ranked) for ranked in first_actions(self.report.backlog)) if self.advice else ()

    @cached_property
    def to_ask(self) -> int:
        """How many questions wait for somebody who knows."""
        return sum(len(person.questions) for person in people_to_ask(self.material))

    def _step(self, ranked: Ranked) -> NextStep:
        action = ranked.action
        role = self._ours(ranked, "owner_role")
        return NextStep(
            id=action.id,
            text=self._ours(ranked, "text"),
            who=owner_words(action.owner, role) or "nobody named yet",
            span=span_of(ranked, self.material.questionnaire),
            when=due_words(action.due, self.report.about.style.dates),
        )

    def _ours(self, ranked: Ranked, field: Literal["text", "owner_role"]) -> str:
        """A field in plain words where it comes from the questionnaire, and as it stands where a person wrote it."""
        typed: str = getattr(ranked.action, field)
        proposal = remediation_of(ranked, self.material.questionnaire)
        proposed = {"text": proposal.action, "owner_role": proposal.owner_role}[field] if proposal else ""
        derived = ranked.action.id not in self.material.records.table(Action)
        return plain_words(typed) if derived or typed == proposed else typed

    @cached_property
    def effort(self) -> tuple[Quarter, ...]:
        """The days of all open actions by quarter."""
        return by_quarter(self.report.backlog.actions, self.material.questionnaire) if self.advice else ()

    @property
    def total(self) -> Span:
        """The days of all open actions."""
        return sum((quarter.span for quarter in self.effort), Span(0, 0))

    @cached_property
    def decisions(self) -> tuple[tuple[str, str], ...]:
        """What top management is asked to decide, with what is known already; no advice, no decisions."""
        if not self.advice:
            return ()
        scope, draft = self._drafted()
        above = scope == self.scope[0]
        stated = joined(" ", "Draft:" if draft else "So far:", "as above." if above else scope)
        target, language = self.report.about.target_date, self.report.about.style.dates
        return (
            ("Sponsor: who in top management stands behind this?", "Nobody is named here yet."),
            ("Scope: what belongs to it, what does not?", stated if scope else "Not written yet."),
            (
                "Budget: how many working days?",
                f"Known work: {self.total.rounded}." if self.effort else "No work is known yet.",
            ),
            (
                "Audit: when at the earliest?",
                f"Wished for: {due_words(target, language).removeprefix('by ')}" if target else "No date yet.",
            ),
        )

    @cached_property
    def looked(self) -> tuple[Looked, Looked]:
        """How much was looked at, clauses and controls apart."""
        return self._looked("clauses", "clause"), self._looked("annex_a", "control")

    def _looked(self, group: str, kind: Kind) -> Looked:
        counts = self.report.gap.group(group).counts
        return Looked(
            kind=kind,
            applicable=counts.applicable,
            not_looked_at=counts.not_assessed,
            excluded=counts.excluded,
            conforms=counts.conforms_evidenced + counts.conforms_claimed,
        )

    @cached_property
    def first_look(self) -> tuple[int, int] | None:
        """How many questions there are in a first look, of how many in all; None where all of them count."""
        questionnaire = self.material.questionnaire
        asked, every = len(questionnaire.baseline.questions), sum(len(item.questions) for item in questionnaire.items)
        return (asked, every) if self.material.is_baseline else None

    @cached_property
    def then(self) -> Then | None:
        """The oldest snapshot: where it all began."""
        kept = sorted(self.material.records.table(Snapshot).values(), key=lambda snapshot: (snapshot.seq, snapshot.at))
        if not kept:
            return None
        first = kept[0]
        return Then(
            label=first.label or first.id,
            at=first.at,
            first_look=first.id.startswith(BASELINE) and not self.material.is_baseline,
            clauses=self._conformed(first.statuses, "clause"),
            controls=self._conformed(first.statuses, "control"),
        )

    def _conformed(self, statuses: dict[str, Status], kind: Kind) -> tuple[int, int]:
        known = self.material.questionnaire.by_id
        found = [s for ref, s in statuses.items() if ref in known and known[ref].kind == kind and s != "not_applicable"]
        return found.count("conforms"), len(found)
