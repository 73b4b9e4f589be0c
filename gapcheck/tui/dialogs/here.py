"""Whom one speaks with and where: quick notes are stamped with it until it changes."""

from textual.widgets import Input

from gapcheck.records.day import Participant, Slot
from gapcheck.records.notes import QuickNote
from gapcheck.tui.dialogs.form import Field, FormDialog
from gapcheck.tui.session import Session
from gapcheck.tui.widgets.choice import Choice

MOST_PLACES = 8
"""Places that are offered, those of the last notes first."""
_FILLS = {"participant": "person", "known_place": "place"}
"""What a choice writes into which line."""


class HereDialog(FormDialog):
    """Two lines; a participant or a place that is chosen is written into its line."""

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Write what was chosen into the line above."""
        event.stop()
        line = _FILLS.get(str(event.choice.id).removeprefix("field-"))
        if line is not None:
            field = self.query_one(f"#field-{line}", Input)
            field.value = event.value
            field.cursor_position = len(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes from person to place, and from there keeps both."""
        event.stop()
        event.prevent_default()
        if event.input.id == "field-person":
            self.query_one("#field-place").focus()
        else:
            self.action_save()


def here_dialog(session: Session) -> HereDialog:
    """The form for whom one speaks with now, and where; an empty line means nobody, or nowhere, in particular."""
    here, records = session.here, session.engagement.records
    people = tuple((p.id, _shown(p)) for p in records.table(Participant).values())
    places = tuple((place, place) for place in _places(session))
    person, place = here.get("person", ""), here.get("place", "")
    fields = [Field(name="person", label="With", value=person, hint="initials, a name, or a role")]
    if people:
        fields.append(_offer("participant", "or one of them", people, person))
    fields.append(Field(name="place", label="Where", value=place, hint="a room, a site, a call"))
    if places:
        fields.append(_offer("known_place", "or here again", places, place))

    def submit(values: dict[str, str]) -> str | None:
        session.now_at(person=values["person"].strip(), place=values["place"].strip())
        return None

    intro = "Quick notes carry this until you change it."
    return HereDialog("Where you are now", fields, submit, intro=intro, drafts=session.drafts, draft_key="here form")


def _offer(name: str, label: str, options: tuple[tuple[str, str], ...], value: str) -> Field:
    return Field(name=name, label=label, kind="choice", options=options, value=value)


def _shown(person: Participant) -> str:
    return person.id if person.name in ("", person.id) else f"{person.id} {person.name}"


def _places(session: Session) -> list[str]:
    records = session.engagement.records
    notes = sorted(records.table(QuickNote).values(), key=lambda note: note.taken_at, reverse=True)
    named = (*(note.place for note in notes), *(slot.place for slot in records.table(Slot).values()))
    return list(dict.fromkeys(place for place in named if place.strip()))[:MOST_PLACES]
