"""What was heard (answers and notes) and what was decided (assessments)."""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said, take
from gapcheck.changes.made_from import without_evidence
from gapcheck.errors import Refusal
from gapcheck.records.answers import Answer, Assessment, Note, at_site
from gapcheck.records.base import Write
from gapcheck.records.evidence import Evidence, Link, link_key
from gapcheck.records.judgement import proposed
from gapcheck.records.vocabulary import AnswerValue, Basis, FactValue, Status, label

Text = str | UnsetType


class AnswerGiven(Change, frozen=True, kw_only=True, tag="answer"):
    """Somebody answered a question. A note with a "yes, shown" becomes a piece of evidence: it says what was shown."""

    question: str
    value: AnswerValue
    note: Text = UNSET
    who_would_know: Text = UNSET
    site: str = ""

    def check(self, now: Situation) -> None:
        check_question(self.question, now)
        now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        key = at_site(self.question, self.site)
        old = now.records.get(Answer, key)
        answer = merged(old, Answer, said(self))
        item = now.questionnaire.item_of_question[self.question].id
        writes = [put(answer), *evidence_of(answer, item, now)]
        if old is None or old.value != answer.value:
            writes += look_again(item, self.site, now)
        return writes

    def describe(self) -> str:
        return f"answer to {at_site(self.question, self.site)}: {label(self.value)}"


class AnswerCleared(Change, frozen=True, kw_only=True, tag="clear"):
    """An answer is taken back, with the evidence that its note had become."""

    question: str
    site: str = ""

    def check(self, now: Situation) -> None:
        check_question(self.question, now)
        if now.records.get(Answer, at_site(self.question, self.site)) is None:
            raise Refusal(f"{at_site(self.question, self.site)} has no answer to take back.")

    def effect(self, now: Situation) -> list[Write]:
        answer = now.records.table(Answer)[at_site(self.question, self.site)]
        item = now.questionnaire.item_of_question[self.question].id
        emptied = msgspec.structs.replace(answer, value="unknown")
        return [take(answer), *evidence_of(emptied, item, now), *look_again(item, self.site, now)]

    def describe(self) -> str:
        return f"taking back the answer to {at_site(self.question, self.site)}"


class ItemAssessed(Change, frozen=True, kw_only=True, tag="assess"):
    """A person decides on an item. Facts left out follow from the answers; a status that differs needs a reason."""

    item: str
    site: str = ""
    documented: FactValue | UnsetType = UNSET
    implemented: FactValue | UnsetType = UNSET
    effective: FactValue | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    basis: Basis | UnsetType = UNSET
    rationale: Text = UNSET
    asked_to_see: bool | UnsetType = UNSET
    maturity: int | UnsetType = UNSET
    reviewed_by: Text = UNSET

    def check(self, now: Situation) -> None:
        item = now.item(self.item)
        now.check_site(self.site)
        if self.status == "not_applicable":
            raise Refusal(
                f"{item.id} cannot be left out: clauses 4 to 10 always apply."
                if item.kind == "clause"
                else f"{item.id} is excluded with 'applicability', which asks for a reason and who decided."
            )
        if self.maturity is not UNSET and (item.kind == "clause" or not 0 <= self.maturity <= 5):
            raise Refusal(f"Maturity is 0 to 5 and for controls only; {item.id} was given {self.maturity}.")
        assessment = self._assessment(now)
        if assessment.status is not None and not assessment.rationale.strip():
            answers, only = now.records.table(Answer), now.questions_that_count
            _, suggested = proposed(item, answers, assessment, self.site, only=only, audit=now.mode.audit)
            if suggested.status != assessment.status:
                raise Refusal(
                    f"{item.id}: you decide {label(assessment.status)!r}, "
                    f"the facts suggest {label(suggested.status)!r} "
                    f"({suggested.why}). Give a reason (rationale)."
                )

    def effect(self, now: Situation) -> list[Write]:
        return [put(self._assessment(now))]

    def _assessment(self, now: Situation) -> Assessment:
        old = now.records.get(Assessment, at_site(self.item, self.site))
        fields: dict[str, Any] = said(self)
        if self.status is not UNSET and self.rationale is UNSET and old is not None and old.status != self.status:
            fields["rationale"] = ""  # a reason given for another decision is not a reason for this one
        return merged(old, Assessment, {**fields, "look_again": False})

    def describe(self) -> str:
        decision = label(self.status) if self.status is not UNSET else "facts"
        return f"decision on {at_site(self.item, self.site)}: {decision}"


class DecisionWithdrawn(Change, frozen=True, kw_only=True, tag="reopen"):
    """A decision is taken back: the proposal stands alone again."""

    item: str
    site: str = ""

    def check(self, now: Situation) -> None:
        now.item(self.item)
        if now.records.get(Assessment, at_site(self.item, self.site)) is None:
            raise Refusal(f"{at_site(self.item, self.site)} has no decision to take back.")

    def effect(self, now: Situation) -> list[Write]:
        return [take(now.records.table(Assessment)[at_site(self.item, self.site)])]

    def describe(self) -> str:
        return f"taking back the decision on {at_site(self.item, self.site)}"


class NoteWritten(Change, frozen=True, kw_only=True, tag="note"):
    """Free text on an item; an empty text takes the note away."""

    item: str
    text: str
    site: str = ""

    def check(self, now: Situation) -> None:
        now.item(self.item)
        now.check_site(self.site)

    def effect(self, now: Situation) -> list[Write]:
        note = Note(item=self.item, site=self.site, text=self.text)
        return [put(note) if self.text else take(note)]

    def describe(self) -> str:
        return f"note on {at_site(self.item, self.site)}"


def check_question(question: str, now: Situation) -> None:
    """Refuse a question that the questionnaire does not have."""
    if question not in now.questionnaire.question_by_id:
        import difflib

        close = difflib.get_close_matches(question, now.questionnaire.question_by_id, n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise Refusal(f"{question!r} is not a question of {now.questionnaire.manifest.id}.{hint}")


def evidence_of(answer: Answer, item: str, now: Situation) -> list[Write]:
    """The evidence that an answer's note is, kept in step with the answer: made, reworded or taken away.

    A piece that a person worked on stays in the register, on its own, when the answer no longer stands behind it.
    """
    ident = f"E-{answer.key}"
    old = now.records.get(Evidence, ident)
    before = now.records.get(Answer, answer.key)
    renamed = old is not None and (before is None or old.title != before.note)  # a person's own words stay
    if answer.value == "yes_shown" and answer.note.strip():
        shown = merged(
            old,
            Evidence,
            {
                "id": ident,
                **({} if renamed else {"title": answer.note}),
                "site": answer.site,
                "from_answer": answer.key,
                **({} if old else {"type": "observation", **now.origin("taken")}),
            },
        )
        writes = [put(shown)]
        if now.records.get(Link, link_key(ident, item)) is None:
            writes.append(put(Link(evidence=ident, item=item)))
        return writes
    if old is None or (now.rules >= 2 and not old.from_answer):
        return []
    links = [link for link in now.records.table(Link).values() if link.evidence == ident]
    if now.rules >= 2 and (renamed or _worked_on(old, links, item)):
        return [put(msgspec.structs.replace(old, from_answer=""))]
    return [take(old), *(take(link) for link in links), *without_evidence(ident, now)]


def _worked_on(evidence: Evidence, links: list[Link], item: str) -> bool:
    """Whether somebody added to what a note had become: details, a reason, or another item that it speaks of."""
    bare = Evidence(
        id=evidence.id,
        title=evidence.title,
        type="observation",
        site=evidence.site,
        from_answer=evidence.from_answer,
        taken_at=evidence.taken_at,
        taken_by=evidence.taken_by,
        rev=evidence.rev,
        at=evidence.at,
        by=evidence.by,
    )
    return evidence != bare or any((link.item, link.effect, link.reason) != (item, "supports", "") for link in links)


def look_again(item: str, site: str, now: Situation) -> list[Write]:
    """Mark the decisions that something new bears on; news of all sites bears on each."""
    return [
        put(msgspec.structs.replace(decision, look_again=True))
        for decision in now.records.table(Assessment).values()
        if decision.item == item and not decision.look_again and (not site or decision.site in ("", site))
    ]
