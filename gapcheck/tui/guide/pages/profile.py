"""One question about the organization. What it brings in is named as a proposal; nothing is decided by it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gapcheck.changes.first_day import ProfileGiven
from gapcheck.questionnaire.first_day import ProfileQuestion, YesNo
from gapcheck.records.first_day import ProfileAnswer
from gapcheck.tui.dialogs.explain import Block
from gapcheck.tui.guide import words
from gapcheck.tui.guide.asking import AskingPage
from gapcheck.tui.guide.page import BACK, EXPLAIN, ON, STOP, brief, stacked, told
from gapcheck.tui.guide.rows import answer_row
from gapcheck.tui.hanging import hang
from gapcheck.tui.widgets.key_bar import Key

_NAMED = 3
"""How many controls are named on the page; `?` names all."""
_LINES = 4
_CHOICES: tuple[tuple[str, YesNo], ...] = (("1", "yes"), ("2", "no"), ("3", "unsure"))
_NOTE: Key = ("n", "write", "note")


class ProfilePage(AskingPage):
    """Asked in free text, or with yes and no where the questionnaire has words for them."""

    NAME = "profile"
    TITLE = words.PROFILE_TITLE
    KEYS = (ON, _NOTE, BACK, EXPLAIN, STOP)
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"choose('{value}')", word, show=False, id=f"guide.profile.{value}")
          for (key, value), word in zip(_CHOICES, ("Yes", "No", "Not sure"), strict=True)),
        Binding("n", "note", "Write", show=False, id="guide.profile.note"),
    ]  # fmt: skip

    @property
    def asked(self) -> ProfileQuestion:
        """The question that is asked now."""
        return next(one for one in self.session.questionnaire.baseline.profile if one.id == self.ident)

    @property
    def told(self) -> ProfileAnswer | None:
        """What was said to it."""
        return self.session.engagement.records.get(ProfileAnswer, self.ident)

    @property
    def keys(self) -> Sequence[Key]:
        """Digits first where there is something to choose."""
        keys = super().keys
        return (("1-3", "answer", "choose('yes')"), *keys) if keys is self.KEYS and self.asked.yes else keys

    def arrived(self) -> None:
        """A question that has only words as an answer is ready to be written to."""
        if not self.asked.yes and self.told is None and not self.read_only:
            self.action_note()

    def text(self, width: int) -> Content:
        """The question, what it means, and the choices."""
        asked, said = self.asked, self.told
        parts = []
        if self.session.questionnaire.baseline.profile[0] == asked:
            parts += [told(words.PROFILE_WHY, width, "$grey"), Content("")]
        parts.append(told(asked.ask, width, "bold"))
        if asked.plain:
            parts.append(told(asked.plain, width, "$grey"))
        if asked.example:
            parts.append(told(words.FOR_EXAMPLE.format(text=asked.example), width, "$grey"))
        parts.append(Content(""))
        if asked.yes:
            choice = said.choice if said else ""
            for (key, value), word in zip(_CHOICES, (asked.yes, asked.no, words.PROFILE_UNSURE), strict=True):
                row = answer_row(key, word, f"choose('{value}')", chosen=value == choice, pointed=False, width=width)
                parts.append(row)
            parts.append(Content(""))
        return stacked(*parts)

    def below(self, width: int) -> Content:
        """The words that were written, and what the answer brings in."""
        said = self.told
        parts = []
        if said is not None and said.text and not self.line.is_open:
            parts.append(hang(Content.styled("›", "$primary"), brief(said.text, width - 2, _LINES), width))
        touched = self.touched(said.choice if said else "", _NAMED)
        if touched:
            parts += [*([Content("")] if parts else []), told(touched, width, "$grey")]
        return stacked(*parts)

    def touched(self, choice: YesNo, most: int) -> str:
        """What a choice speaks for, as a proposal."""
        if choice == "unsure":
            return words.PROFILE_OPEN
        if not choice or not self.asked.hints:
            return ""
        by_id = self.session.questionnaire.by_id
        names = [f"{ref} {by_id[ref].full_title}" for ref in self.asked.hints]
        more = [f"{len(names) - most} more (? names them)"] if len(names) > most else []
        named = [*names[:most], *more]
        listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
        sentence = words.PROFILE_BRINGS if choice == "yes" else words.PROFILE_LOOK_TWICE
        return sentence.format(controls=listed)

    def action_choose(self, value: YesNo) -> None:
        """Record a choice; what it brings in can be read before one goes on."""
        if self.asked.yes:
            self.do(ProfileGiven(id=self.ident, choice=value))
            self.post_message(self.Changed())

    def action_note(self) -> None:
        """Write to it; the last question already knows what was said on the first page."""
        ident = self.ident
        said = self.told
        value = said.text if said is not None else self._known()

        def keep(text: str) -> bool:
            return self.do(ProfileGiven(id=ident, text=text))

        def after() -> None:
            if self.told is None and not self.do(ProfileGiven(id=ident, text=value)):
                return
            self.go(1)

        self.ask_line(words.PROFILE_LINE, value, keep, after)

    def action_on(self) -> None:
        """On; a question that was left empty is not asked again on the way."""
        if self.told is None and not self.read_only:
            self.do(ProfileGiven(id=self.ident))
        self.go(1)

    def _known(self) -> str:
        about, last = self.session.engagement.about, self.session.questionnaire.baseline.profile[-1]
        if self.ident != last.id:
            return ""
        by_when = f"by {about.target_date}" if about.target_date else ""
        return ", ".join(part for part in (about.purpose.strip(), by_when) if part)

    def explanation(self) -> tuple[str, Sequence[Block]]:
        """What the question is for, and every control that it speaks of."""
        asked, by_id = self.asked, self.session.questionnaire.by_id
        blocks: list[Block] = [("", [asked.plain])] if asked.plain else []
        blocks += [("For example", [asked.example])] if asked.example else []
        blocks.append(("What it is for", [words.PROFILE_FOR]))
        if self.told is not None and self.told.text:
            blocks.append(("Your words", [self.told.text]))
        if asked.hints:
            blocks.append(("Controls that it speaks of", [f"{ref} {by_id[ref].full_title}" for ref in asked.hints]))
        return asked.ask, blocks
