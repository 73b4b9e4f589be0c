"""The small form for an answer that came back from somebody who knows, and the one that names whom to ask."""

from collections.abc import Sequence

from gapcheck.analysis.people import ToAsk
from gapcheck.changes.answers import AnswerGiven
from gapcheck.records.vocabulary import AnswerValue
from gapcheck.tui.dialogs.action import sent
from gapcheck.tui.dialogs.form import Field, FormDialog, changed
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.guide.words import ANSWERS
from gapcheck.tui.session import Session

_VALUES: dict[str, AnswerValue] = {value: value for _, value, _ in ANSWERS}


def answer_back(session: Session, asked: ToAsk, plain: str, name: str) -> FormDialog:
    """Ask for the answer to a question, what was shown, and who said it; `plain` is the question in everyday words."""
    options = tuple(
        (value, f"{digit} {words.BACK_STILL if value == 'unknown' else word}") for digit, value, word in ANSWERS
    )
    fields = (
        Field(name="value", label="The answer", kind="choice", options=options),
        Field(name="note", label="What was shown, or said", value=asked.note, hint="such as: page 3 of the handbook"),
        Field(name="who", label="Who said it", value=name),
    )

    def submit(values: dict[str, str]) -> str | None:
        value = _VALUES.get(values["value"])
        if value is None:
            return words.BACK_NONE
        told = {"note": "note", "who": "who_would_know"}
        also = {told[key]: text for key, text in changed(values, fields).items() if key in told}
        return sent(session, lambda: [AnswerGiven(question=asked.question, site=asked.site, value=value, **also)])

    at = f"\nAt {asked.site}." if asked.site else ""
    return FormDialog(
        words.BACK_TITLE,
        fields,
        submit,
        intro=f"{asked.item}: {plain}{at}",
        drafts=session.drafts,
        draft_key=f"answer back {asked.question}@{asked.site}",
    )


def name_another(session: Session, asked: Sequence[ToAsk], name: str) -> FormDialog:
    """Ask who would know, for one question or for all that a person was to be asked."""
    fields = (Field(name="who", label="Name", value=name, hint=words.NAME_HINT),)

    def submit(values: dict[str, str]) -> str | None:
        who = values["who"].strip()
        changes = [
            AnswerGiven(question=each.question, site=each.site, value="unknown", who_would_know=who) for each in asked
        ]
        return sent(session, lambda: [*changes])

    what = f"{asked[0].item}: {asked[0].ask}" if len(asked) == 1 else f"For {len(asked)} questions at once."
    key = "who knows " + ", ".join(f"{each.question}@{each.site}" for each in asked)
    return FormDialog(words.NAME_TITLE, fields, submit, intro=what, drafts=session.drafts, draft_key=key)
