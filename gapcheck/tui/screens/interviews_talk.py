"""A conversation that is open: its questions stay, answered or not, until somebody leaves it."""

from collections.abc import Collection

import msgspec

from gapcheck.analysis.day import SlotState
from gapcheck.analysis.interview import Asked
from gapcheck.changes.base import Change
from gapcheck.changes.evidence import next_id
from gapcheck.changes.notes import PREFIX, QuickNoteFiled, QuickNoteTaken
from gapcheck.questionnaire.model import Questionnaire
from gapcheck.records.about import Site
from gapcheck.records.answers import Answer
from gapcheck.records.base import Records
from gapcheck.records.judgement import answer_to
from gapcheck.records.notes import QuickNote, marks_of
from gapcheck.tui.screens.interviews_rows import Talk, minutes_between
from gapcheck.tui.widgets.interview_pane import Step, Talked


class Conversation(msgspec.Struct):
    """With whom, which questions, and which of them is asked now."""

    talk: Talk
    asked: tuple[Asked, ...]
    """Each with the answer that was there before."""
    site: str
    opened: str
    at: int
    """-1 for the opening topics, the number of questions for the end."""

    @classmethod
    def begin(cls, talk: Talk, wanted: Collection[str], *, site: str, now: str) -> "Conversation":
        """What is open, in its order; items that the time was planned for come before others."""
        asked = sorted(talk.sheet.open, key=lambda a: (not a.named, a.item.id not in wanted))
        begun = cls(talk=talk, asked=tuple(asked), site=site, opened=now, at=0)
        begun.at = begun.first
        return begun

    @property
    def first(self) -> int:
        """Where it begins: with the topics, if there are any."""
        return -1 if self.talk.sheet.opens_with and self.asked else 0

    def steps(self, records: Records) -> tuple[Step, ...]:
        """The questions with their answers as they are now."""
        given = records.table(Answer)
        found = []
        for asked in self.asked:
            answer = answer_to(given, asked.question.id, self.site)
            dealt = answer is not None and answer != asked.answer
            found.append(Step(msgspec.structs.replace(asked, answer=answer), dealt))
        return tuple(found)

    def step(self, records: Records) -> Step | None:
        """The question that is asked now."""
        return self.steps(records)[self.at] if 0 <= self.at < len(self.asked) else None

    def go(self, place: int) -> None:
        """Ask another question."""
        self.at = max(self.first, min(place, len(self.asked)))

    def go_on(self, records: Records) -> None:
        """To the next question that was not asked yet."""
        steps = self.steps(records)
        self.go(next((n for n in range(self.at + 1, len(steps)) if not steps[n].dealt), len(steps)))

    def go_to_item(self, step: int) -> None:
        """To the first question of the next item, or back to the beginning of this one or of the one before."""
        starts = [n for n, a in enumerate(self.asked) if n == 0 or self.asked[n - 1].item.id != a.item.id]
        places = [n for n in starts if n > self.at] if step > 0 else [n for n in reversed(starts) if n < self.at]
        self.go(places[0] if places else len(self.asked) if step > 0 else self.first)

    def move(self, site: str, records: Records) -> None:
        """The same questions at another site, with what was heard of them there before."""
        given = records.table(Answer)
        self.asked = tuple(msgspec.structs.replace(a, answer=answer_to(given, a.question.id, site)) for a in self.asked)
        self.site = site

    def note(self, text: str, place: str, records: Records, questionnaire: Questionnaire) -> list[Change]:
        """The changes that keep a quick note and file it to the item that is asked about."""
        ident = next_id(PREFIX, records.table(QuickNote))
        taken = QuickNoteTaken(id=ident, text=text, person=self.talk.stamp, place=place, site=self.site)
        step = self.step(records)
        if step is None:
            return [taken]
        named = (ref for ref in marks_of(text).items if ref in questionnaire.by_id)
        return [taken, QuickNoteFiled(id=ident, items=tuple(dict.fromkeys((step.asked.item.id, *named))))]

    def told(self, records: Records, running: SlotState | None, now: str, *, more: bool, close: bool) -> Talked:
        """The conversation as it stands; the time is that of the plan entry where one is on with this person."""
        used = running.used if running else minutes_between(self.opened, now)
        minutes = running.slot.minutes if running else 0
        hint, away = self._where(records)
        return Talked(
            name=self.talk.name,
            about=self.talk.about,
            clock=f"{now[11:16]} · {used} of {minutes} min" if minutes else f"{now[11:16]} · {used} min",
            over=bool(minutes) and used > minutes,
            opens_with=self.talk.sheet.opens_with,
            steps=self.steps(records),
            at=self.at,
            hint=hint,
            away=away,
            more=more,
            close=close,
        )

    def _where(self, records: Records) -> tuple[str, bool]:
        """Which site the answers are for, where there are any; and whether the person belongs to another one."""
        sites = {site.id: site.name for site in records.table(Site).values()}
        if not sites:
            return "", False
        told, home = f"Answers are for {sites.get(self.site, self.site) or 'all sites'}", self.talk.site
        if home in sites and home != self.site:
            return f"{told}; {self.talk.name} belongs to {sites[home]} (S).", True
        return f"{told}.", False
