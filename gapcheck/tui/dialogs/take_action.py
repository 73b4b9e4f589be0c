"""The small form that gives one of the first actions a name and a week."""

from datetime import date, timedelta

from gapcheck.errors import GapcheckError
from gapcheck.records.actions import Action
from gapcheck.tui.dialogs.action import read, sent, taken_over
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.guide import words_after as words
from gapcheck.tui.session import Session

FRIDAY = 4
_WEEKS = ((0, "this week"), (1, "next week"), (2, "in two weeks"), (4, "in a month"))
_TYPED = "typed"


def fridays(today: date) -> list[tuple[str, date]]:
    """Words for the weeks that can be chosen, each with its Friday; this week's only while it is not over."""
    this = today + timedelta(days=FRIDAY - today.weekday())
    found = [(word, this + timedelta(weeks=weeks)) for weeks, word in _WEEKS]
    return [(word, friday) for word, friday in found if friday >= today]


def short_date(iso: str) -> str:
    """A date as people write it, such as 27 Nov 2026; what is no date stays as it was typed."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def take_action(session: Session, action: Action, today: date) -> FormDialog:
    """Ask who does it and by when; the week is kept as its Friday."""
    weeks = [(friday.isoformat(), f"{word} ({friday.day} {_MONTHS[friday.month - 1]})")
             for word, friday in fridays(today)]  # fmt: skip
    known = action.due in dict(weeks)
    week = action.due if known or not action.due else _TYPED
    typed = "" if known else action.due
    options = (("", "not yet"), *weeks, (_TYPED, "the date below"))
    hint = f"usually: {action.owner_role}" if action.owner_role else "a name"
    fields = (
        Field(name="owner", label="Who does it", value=action.owner, hint=hint),
        Field(name="week", label="By the Friday of which week", kind="choice", value=week, options=options),
        Field(name="date", label="Or a date", value=typed, hint="year-month-day, such as 2027-03-15"),
    )

    def submit(values: dict[str, str]) -> str | None:
        date_given = values["date"].strip()
        if values["week"] == _TYPED and not date_given:
            return words.TAKE_NO_DATE
        by_date = values["week"] == _TYPED or (date_given and values["date"] != typed)
        due = date_given if by_date else values["week"]
        try:
            given = read({"owner": values["owner"], "due": due} if due != action.due else {"owner": values["owner"]})
        except GapcheckError as error:
            return str(error)
        return sent(session, lambda: [taken_over(session, action, **given)])

    return FormDialog(
        action.text,
        fields,
        submit,
        intro=words.TAKE_INTRO,
        drafts=session.drafts,
        draft_key=f"take {action.id}",
    )
