"""What a newcomer says on day one beside the answers."""

import msgspec
from msgspec import UNSET, UnsetType

from gapcheck.changes.base import Change, Situation, merged, put, said
from gapcheck.errors import Refusal
from gapcheck.questionnaire.first_day import YesNo
from gapcheck.records.base import Write
from gapcheck.records.first_day import ProfileAnswer, ScopeDraft

Text = str | UnsetType


class ProfileGiven(Change, frozen=True, kw_only=True, tag="profile"):
    """Somebody told something about the organization; which controls are needed stays undecided (6.1.3)."""

    id: str
    choice: YesNo | UnsetType = UNSET
    text: Text = UNSET

    def check(self, now: Situation) -> None:
        asked = {question.id: question for question in now.questionnaire.baseline.profile}
        if self.id not in asked:
            known = ", ".join(asked) or "none"
            raise Refusal(f"{self.id!r} is not a profile question of this questionnaire (known: {known}).")
        if self.choice is not UNSET and self.choice and not asked[self.id].yes:
            raise Refusal(f"Profile question {self.id} has no yes or no; answer it with 'text'.")

    def effect(self, now: Situation) -> list[Write]:
        return [put(merged(now.records.get(ProfileAnswer, self.id), ProfileAnswer, said(self)))]

    def describe(self) -> str:
        return f"profile answer {self.id}"


class ScopeDrafted(Change, frozen=True, kw_only=True, tag="scope"):
    """The draft of the scope is filled in; lines that are left out stay as they are (4.3)."""

    inside: dict[str, str] = msgspec.field(default_factory=dict)
    outside: dict[str, str] = msgspec.field(default_factory=dict)
    statement: Text = UNSET

    def check(self, now: Situation) -> None:
        known = [line.id for line in now.questionnaire.scope.lines]
        for ident in (*self.inside, *self.outside):
            if ident not in known:
                raise Refusal(f"{ident!r} is not a line of the scope helper (known: {', '.join(known) or 'none'}).")

    def effect(self, now: Situation) -> list[Write]:
        old = now.records.get(ScopeDraft, ScopeDraft.KEY) or ScopeDraft()
        statement = old.statement if self.statement is UNSET else self.statement
        inside, outside = {**old.inside, **self.inside}, {**old.outside, **self.outside}
        return [put(msgspec.structs.replace(old, inside=inside, outside=outside, statement=statement))]

    def describe(self) -> str:
        return "draft of the scope"
